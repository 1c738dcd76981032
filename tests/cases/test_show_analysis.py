"""What the case computes, against hand-worked numbers, the room's functions and the known truth."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from cvm_lessons import relationship
from cvm_lessons.cases import show_analysis as case
from cvm_lessons.cases.show_analysis import options, sides
from cvm_lessons.cases.show_analysis.features import invited_to_again
from cvm_lessons.core import DataError, apply_style, language
from cvm_lessons.datasets import load

GOOD = ["stand,target,attracted,contacted,leads", "A,800,360,108,54"]


@pytest.fixture(scope="module")
def study():
    return case.open_study("food")


@pytest.fixture(scope="module")
def effects():
    return case.estimate_effects()


@pytest.fixture(scope="module")
def few_draws():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(options, "N_DRAWS", 40)
        yield


@pytest.fixture(scope="module")
def proposals(study, effects, few_draws):
    return case.compare_options(study, effects, 150_000)


def test_the_study_holds_the_edition_and_the_two_before(study):
    assert (len(study.came), study.before, study.earlier) == (208, 2024, 2023)  # datasets/editions.csv
    assert study.visitors["took_part"].sum() == 609
    cancelled = case.open_study("food", edition=2021)
    assert (cancelled.before, cancelled.earlier) == (2019, 2018)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["stand,target,attracted,contacted", "A,8,4,2"], r"column 'leads' is missing\. A line a stand"),
        ([*GOOD, "B,800,many,10,5"], r"stand 'B': attracted is 'many', no number"),
        ([*GOOD, "B,800,400,410,5"], r"column 'contacted'.*at most attracted"),
        ([*GOOD, "B,800,400,0,0"], r"column 'contacted'"),
    ],
)
def test_counts_that_cannot_be_a_funnel_are_refused(tmp_path, lines, message):
    file = tmp_path / "own.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DataError, match=message):
        case.open_study("food", own_file=str(file))


def test_the_way_to_the_next_edition_is_counted_by_hand():
    rows = pd.DataFrame(
        {
            "customer_id": ["E1", "E2", "E3", "E1", "E2", "V1"],
            "sector": "food",
            "year": [2024, 2024, 2024, 2025, 2025, 2024],
            "took_part": [True, True, False, True, False, True],
            "rebooked_on_site": [True, True, None, None, None, None],
        }
    )
    counts = {"show": "food", "target": 3, "attracted": 2, "contacted": 2, "leads": 1}
    assert invited_to_again(rows, "food", 2025) == counts


def test_steps_multiply_to_the_exhibitors_who_come_again(study):
    steps = case.follow_customers(study)
    assert steps["efficiency"].prod() * steps["base"].iloc[0] == pytest.approx(steps["reached"].iloc[-1])
    assert steps["bottleneck"].sum() == 1
    # One point more of the lowest step brings most: final count / 100 / efficiency.
    worst = steps["efficiency"].idxmin()
    assert steps["per_point"].idxmax() == worst
    expected = steps["reached"].iloc[-1] / 100 / steps.loc[worst, "efficiency"]
    assert steps.loc[worst, "per_point"] == pytest.approx(expected)


def test_a_refund_moves_visitors_as_the_platform_of_the_room_does(study):
    reactions = sides.true_reactions()
    path = sides.policy(study, "visitors", 0.2, reactions)
    groups = study.sizes.rename_axis("group").reset_index()
    groups = groups.assign(
        variety=[relationship.VARIETY[name] for name in groups["group"]],
        pull=[reactions.pull[name] for name in groups["group"]],
        price_elasticity=0.0,
        area_m2=0.0,
        cost_to_serve=0.0,
    )
    # A ticket of exp(-1.3 x 0.2) with elasticity -1 brings as many visitors as the refund.
    show = relationship.Platform(groups, visitors=609, ticket_elasticity=-1)
    known = relationship.platform_path(show, ticket=float(np.exp(-1.3 * 0.2)), years=3)
    for side in ("exhibitors", "visitors"):
        numbers = known.query("side == @side and year > 0")["number"]
        assert path[side].tolist() == pytest.approx(numbers.tolist())


def test_the_first_edition_of_a_refund_to_all_is_worked_by_hand(study):
    reactions = sides.true_reactions().scaled(0)
    first = sides.policy(study, "exhibitors", 0.1, reactions).iloc[0]
    sizes = study.sizes
    moved = sizes["exhibitors"] * np.exp(0.1 * pd.Series({"small": 1.6, "medium": 1.0, "large": 0.4}))
    assert first["refund"] == pytest.approx(0.1 * (moved * sizes["space"]).sum())
    assert first["gain"] == pytest.approx(((moved - sizes["exhibitors"]) * sizes["contribution"]).sum())
    assert first["visitors"] == pytest.approx(609)


def test_no_refund_moves_nothing_and_sides_that_do_not_react_make_visitors_worthless(study):
    assert sides.policy(study, "group", 0.0, sides.true_reactions())["net_gain"].abs().max() < 1e-6
    deaf = sides.policy(study, "visitors", 0.3, sides.true_reactions().scaled(0))
    assert deaf["gain"].abs().max() < 1e-6


@pytest.mark.parametrize("option", options.OPTIONS)
def test_the_refund_stays_within_the_budget_in_every_edition(study, option):
    rate = sides.rate_within(study, option, 100_000, sides.true_reactions())
    assert 0 < rate < 0.3
    most = sides.policy(study, option, rate, sides.true_reactions())["refund"].max()
    assert most == pytest.approx(100_000, rel=1e-3)
    assert sides.rate_within(study, option, 10**9, sides.true_reactions()) == 0.3
    assert sides.rate_within(study, option, 0, sides.true_reactions()) == 0.0


def test_the_best_proposal_is_chosen_and_its_interval_holds_it(proposals):
    assert proposals["chosen"].sum() == 1
    assert proposals.loc[proposals["chosen"], "net_gain"].item() == proposals["net_gain"].max()
    assert proposals["net_gain"].between(proposals["low"], proposals["high"]).all()


def test_the_truth_of_the_regional_shows_lies_in_the_interval_of_the_plan(study, proposals):
    judged = case.judge_option(study, proposals, case.true_reactions(), 150_000)
    best = proposals[proposals["chosen"]].iloc[0]
    assert best["low"] <= judged.loc["delivered", "net_gain"] <= best["high"]
    assert judged.loc["promised", "net_gain"] == pytest.approx(best["net_gain"])
    assert "promised" in case.say_judgement(judged).text


def test_the_table_of_inputs_holds_the_plan_itself(study, effects, proposals):
    table = case.vary_inputs(study, effects, 150_000)
    assert len(table) == 12
    middle = table[(table["journey"] == study.journey) & (table["strength"] == 1)].iloc[0]
    assert middle["net_gain"] == pytest.approx(proposals["net_gain"].max())
    assert (table.loc[table["strength"] == 0, "option"] != "visitors").all()


def test_intervals_of_the_lots_hold_most_true_reactions(effects):
    covered = [row[-1] for row in case.show_truth(effects).rows]
    assert covered.count("yes") >= 8


def test_tiers_are_those_of_the_show_and_the_letter_that_of_all_shows(study):
    pyramid = case.cut_tiers(study)
    assert (
        pyramid.summary["customers"].sum()
        == study.exhibitors[study.exhibitors["year"].between(2023, 2024)]["customer_id"].nunique()
    )
    assert pyramid.response[["n_control", "n_treated"]].to_numpy().sum() == 900
    assert pyramid.losing == int((study.came["contribution"] < 0).sum())


def test_a_show_without_losses_and_a_funnel_without_a_leak_are_said(study):
    pyramid = case.cut_tiers(study)
    happy = case.Pyramid(pyramid.summary, pyramid.response, pyramid.tests, 0, 0.0)
    assert "No exhibitor of this edition cost more" in case.say_tiers(happy).text
    steps = case.follow_customers(study).assign(to_others=0.0)
    assert "nothing leaks more here" in case.say_followed(study, steps).text
    sure = case.follow_customers(study).assign(low=0.0, high=1.0)
    assert "the luck of one edition" in case.say_followed(study, sure).text


def test_an_empty_list_of_actions_is_said(study, proposals):
    none = case.action_list(study, proposals.assign(chosen=False), 0)
    assert case.show_actions(study, none).text.startswith("**The list is empty.**")


FIGURES = {
    "followed": lambda study, proposals: case.plot_followed(case.follow_customers(study)),
    "options": case.plot_options,
}


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.filterwarnings("error:Glyph")
def test_all_text_of_the_figures_stays_inside(name, code, study, proposals, texts_outside):
    with plt.rc_context(), language(code):
        apply_style()
        axes = FIGURES[name](study, proposals)
        assert texts_outside(axes.figure) == []
    plt.close("all")


def test_every_figure_of_the_case_is_looked_at():
    assert {name.removeprefix("plot_") for name in dir(case) if name.startswith("plot_")} == set(FIGURES)


def test_the_page_counts_every_show(study):
    page, outside, signed = case.compare_shows(study)
    assert set(outside.index) == set(load("editions")["sector"])
    assert outside["food"] == (page["stands"] != "within").sum() == 4
    assert signed.loc["food", "value"] == pytest.approx(97 / 208)


def test_no_heading_is_the_name_of_a_column(study):
    page, _, _ = case.compare_shows(study)
    pyramid, phases = case.cut_tiers(study), case.count_contacts(study)[0]
    tables = [case.show_mix(study), case.show_page(page), case.show_contacts(phases)]
    tables += [case.show_tiers(pyramid), case.show_tests(pyramid)]
    assert not [name for table in tables for name in table.header if "_" in name]
    assert case.show_page(page).rows[2][2] == "61.1%"
    assert case.show_tests(pyramid).rows[0][3] == "< 0.001"


def test_a_trial_is_proposed_only_for_what_is_chosen(study, effects, proposals):
    unchosen = proposals.assign(chosen=False)
    assert "nothing to try by lot" in case.say_test(study, unchosen, effects).text
    assert "Try it by lot" in case.say_test(study, proposals, effects).text
