"""A show with estimated elasticities: its numbers, its interval, its sensitivity, and means by lot."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cvm_lessons import relationship
from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.relationship.cross_side import CrossSideEffects
from cvm_lessons.relationship.lots import sides_by_lot
from cvm_lessons.relationship.platform import Platform
from cvm_lessons.relationship.platform_estimates import policy_gain, policy_sensitivity, with_effects
from cvm_lessons.relationship.platform_policy import platform_money


@pytest.fixture(scope="module")
def panel(regional_shows):
    return regional_shows(3)


@pytest.fixture(scope="module")
def effects(panel):
    return CrossSideEffects().fit(panel)


def test_a_show_takes_the_elasticities_and_keeps_its_numbers(effects):
    show = with_effects(Platform(price=700.0), effects)
    assert show.visitors_now == effects.visitors_.coefficients["variety"]
    assert (
        show.groups.set_index("group")["pull"]["large"]
        == (effects.exhibitors_["large"].coefficients["visitors_last"])
    )
    assert show.price == 700
    assert show.groups["exhibitors"].tolist() == Platform().groups["exhibitors"].tolist()


def test_elasticities_of_other_groups_are_refused(effects):
    groups = Platform().groups.assign(group=["a", "b", "c"])
    with pytest.raises(ParameterError, match="groups are a, b, c"):
        with_effects(Platform(groups), effects)


def test_effects_that_are_not_fitted_are_refused():
    with pytest.raises(ParameterError, match="not fitted"):
        with_effects(Platform(), CrossSideEffects())


def test_the_interval_of_a_policy_holds_the_truth_and_the_estimate(effects):
    found = policy_gain(Platform(), effects, admit={"small": 0}, n_draws=100)
    truth = platform_money(Platform(), admit={"small": 0})["gain"]["long_run"]
    assert found.covers(truth)
    assert found.low < found.estimate < found.high
    assert found.estimate == pytest.approx(
        platform_money(with_effects(Platform(), effects), admit={"small": 0})["gain"]["long_run"]
    )


def test_a_plain_budget_does_not_depend_on_the_effects(effects):
    found = policy_gain(Platform(), effects, admit={"small": 0}, horizon="no_reaction", n_draws=100)
    assert found.low == found.high == pytest.approx(39_680)


def test_no_policy_gains_nothing_with_certainty(effects):
    found = policy_gain(Platform(), effects, n_draws=100)
    assert (found.low, found.estimate, found.high) == pytest.approx((0, 0, 0), abs=1e-6)


def test_a_horizon_that_is_not_known_is_refused(effects):
    with pytest.raises(ParameterError, match="horizon"):
        policy_gain(Platform(), effects, horizon="today")


def test_the_sensitivity_meets_the_plain_budget_and_the_long_run():
    table = policy_sensitivity(Platform(), costs=[6_200], strengths=[0, 1])
    money = platform_money(Platform(), admit={"small": 0})["gain"]
    assert table.loc[6_200].tolist() == pytest.approx([money["no_reaction"], money["long_run"]])


def test_a_dearer_group_is_dropped_with_more_gain_by_hand():
    # Every yuan of cost to serve of 64 exhibitors is saved once, whatever the reaction.
    table = policy_sensitivity(Platform(), costs=[6_200, 7_200], strengths=[0, 0.5])
    assert (table.loc[7_200] - table.loc[6_200]).tolist() == pytest.approx([64_000, 64_000])


def test_the_sensitivity_refuses_a_group_and_a_cost_that_cannot_be():
    with pytest.raises(ParameterError, match="group"):
        policy_sensitivity(Platform(), costs=[1], strengths=[0], group="tiny")
    with pytest.raises(ParameterError, match="costs"):
        policy_sensitivity(Platform(), costs=[-1], strengths=[0])


def test_a_lot_for_one_side_moves_the_other(panel):
    table = sides_by_lot(panel)
    ends = table.iloc[-1] - table.iloc[0]
    assert table["editions"].sum() == len(panel)
    # The true elasticity of visitors to variety is 0.5.
    assert ends["visitors"] / ends["variety"] == pytest.approx(0.5, abs=0.15)


def test_a_lot_for_visitors_does_not_move_exhibitors_who_have_signed(panel):
    table = sides_by_lot(panel, "promo_visitors")
    ends = table.iloc[-1] - table.iloc[0]
    assert abs(ends["variety"]) < 0.05
    assert ends["visitors"] == pytest.approx(0.39, abs=0.08)


def test_what_is_constant_for_a_show_or_a_year_is_taken_out(panel):
    factor = np.where(panel["show_id"] == "RG01", 3, 1) * np.where(panel["year"] == 2008, 2, 1)
    larger = panel.assign(visitors=panel["visitors"] * factor)
    pd.testing.assert_frame_equal(sides_by_lot(panel), sides_by_lot(larger))


def test_a_lot_that_is_not_known_and_a_show_without_visitors_are_refused(panel):
    with pytest.raises(ParameterError, match="lot"):
        sides_by_lot(panel, "promo")
    with pytest.raises(DataError, match="visitors"):
        sides_by_lot(panel.assign(visitors=panel["visitors"].where(panel.index > 0, 0)))


def test_the_figure_of_lots_draws_both_sides(panel):
    table = sides_by_lot(panel)
    ax = relationship.plot_sides_by_lot(table)
    drawn = [line.get_ydata() for line in ax.lines[1:]]
    assert drawn[0].tolist() == table["variety"].tolist()
    assert drawn[1].tolist() == table["visitors"].tolist()
    assert ax.get_title() == "Only exhibitors got the refund, yet more visitors came"
    with pytest.raises(DataError, match="variety"):
        relationship.plot_sides_by_lot(table.drop(columns="variety"))


def test_a_show_with_estimates_can_be_changed_further(effects):
    show = with_effects(Platform(), effects)
    cheaper = replace(show, groups=show.groups.assign(cost_to_serve=[4_500, 7_500, 12_000]))
    saved = platform_money(cheaper).loc["today", "contribution"]
    assert saved - platform_money(show).loc["today", "contribution"] == pytest.approx(64 * 1_700)
