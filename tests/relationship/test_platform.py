"""The two-sided platform: its path, its long run, and what a policy earns."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.relationship.platform import Platform
from cvm_lessons.relationship.platform_policy import platform_money, platform_path

ONE = pd.DataFrame(
    {
        "group": ["all"],
        "exhibitors": [100.0],
        "variety": [1.0],
        "area_m2": [10.0],
        "cost_to_serve": [1000.0],
        "pull": [0.5],
        "price_elasticity": [-0.8],
    }
)


def side(path, name):
    return path.loc[path["side"] == name, "number"].to_numpy()


def test_without_a_policy_nothing_changes():
    assert platform_path(Platform(), years=3)["change"].abs().max() == pytest.approx(0, abs=1e-12)


def test_the_first_editions_after_small_exhibitors_are_gone_by_hand():
    path = platform_path(Platform(), admit={"small": 0}, years=1)
    # Variety falls from 124 to 60, the last one is still 124: 4000 * (60 / 124) ** 0.5.
    assert side(path, "visitors")[1] == pytest.approx(4000 * (60 / 124) ** 0.5)
    assert side(path, "exhibitors").tolist() == [106, 42]


def test_the_long_run_of_a_price_follows_the_multiplier():
    # One group: log visitors = 0.75 log variety, log exhibitors = 0.5 log visitors - 0.8 log price.
    table = platform_money(Platform(ONE), price=1.1)
    expected = 100 * 1.1 ** (-0.8 / (1 - 0.5 * 0.75))
    assert table.loc["long_run", "exhibitors"] == pytest.approx(expected)
    assert table.loc["no_reaction", "exhibitors"] == pytest.approx(100 * 1.1**-0.8)
    assert Platform(ONE).multiplier == pytest.approx(1 / (1 - 0.375))


def test_a_plain_budget_gains_where_the_long_run_loses():
    gain = platform_money(Platform(), admit={"small": 0})["gain"]
    assert gain["no_reaction"] > 0 > gain["first_edition"] > gain["long_run"]


def test_money_is_space_less_service_plus_tickets():
    assert platform_money(Platform(ONE)).loc["today", "contribution"] == 100 * (10 * 620 - 1000) + 4000 * 40


def test_the_path_ends_where_the_long_run_is():
    path = platform_path(Platform(), price=1.3, ticket=0.8, years=50)
    table = platform_money(Platform(), price=1.3, ticket=0.8)
    assert side(path, "contribution")[-1] == pytest.approx(table.loc["long_run", "contribution"], rel=1e-6)


@given(st.floats(0.3, 3), st.floats(0.3, 3), st.floats(0.05, 1))
def test_the_long_run_is_a_state_that_keeps_itself(price, ticket, admitted):
    platform = Platform()
    path = platform_path(platform, admit={"small": admitted}, price=price, ticket=ticket, years=50)
    ends = path[path["year"] >= 49].pivot_table(index="side", columns="year", values="number")
    assert ends[50].to_numpy() == pytest.approx(ends[49].to_numpy(), rel=1e-5)


@given(st.floats(1.01, 2))
def test_reaction_makes_a_higher_price_worse_than_a_plain_budget_thinks(price):
    gain = platform_money(Platform(), price=price)["gain"]
    assert gain["long_run"] < gain["first_edition"] < gain["no_reaction"]


def test_a_show_without_reaction_is_its_own_long_run():
    table = platform_money(Platform().without_reaction(), price=1.2)
    assert np.ptp(table["contribution"].iloc[1:]) == pytest.approx(0, abs=1e-6)


def test_bad_input_is_named():
    with pytest.raises(ParameterError, match="the cross effects multiply to 1.50: below 1 is needed"):
        Platform(ONE, visitors_now=2.0, visitors_last=1.0)
    with pytest.raises(DataError, match="column 'group', row 1: all is not the only row of that group"):
        Platform(pd.concat([ONE, ONE], ignore_index=True))
    with pytest.raises(DataError, match="column 'area_m2', row 0: -1"):
        Platform(ONE.assign(area_m2=-1))
    with pytest.raises(ParameterError, match="admit names 'smal', which is not a group. .*small"):
        platform_path(Platform(), admit={"smal": 0})
    with pytest.raises(ParameterError, match="leaves no exhibitors"):
        platform_money(Platform(ONE), admit={"all": 0})
    with pytest.raises(ParameterError, match=r"price=9 is not a number from 0.2 to 5"):
        platform_path(Platform(), price=9)
    with pytest.raises(ParameterError, match="years=0"):
        platform_path(Platform(), years=0)
