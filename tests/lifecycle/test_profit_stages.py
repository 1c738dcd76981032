"""Stages by profit: worked by hand, blind to the future, and refused where profit is none."""

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.lifecycle import SCHEMES, stages_by_profit


def history(*profits, who="客1"):
    return pd.DataFrame({"customer_id": who, "year": range(2016, 2016 + len(profits)), "profit": profits})


def stages(*profits, **options):
    return stages_by_profit(history(*profits), **options)["stage"].tolist()


def test_every_stage_of_the_rule_is_reached():
    assert stages(-80, -10, 20, 40, 42, 41, 30, 29, -5, 0, 12) == [
        "potential", "potential", "growth", "growth", "maturity", "maturity",
        "decline", "maturity", "decline", "termination", "decline",
    ]  # fmt: skip


def test_change_is_against_the_last_period_with_a_profit():
    table = stages_by_profit(history(100, -20, 150))
    assert table["change"].isna().tolist() == [True, True, False]
    assert table["change"][2] == pytest.approx(0.5)
    assert table["stage"].tolist() == ["growth", "decline", "growth"]


def test_names_and_numbers_of_the_rule_can_be_chosen():
    assert stages(-1, 10, 0, scheme="exhibition", end_after=1) == ["cultivation", "confirmation", "lost"]
    assert stages(10, 12, change_from=0.3)[-1] == "maturity"


PROFITS = st.lists(st.floats(-100, 100), min_size=1, max_size=7)


@settings(max_examples=15)
@given(PROFITS, st.sampled_from([name for name in SCHEMES if name in ("profit", "exhibition", "dwyer")]))
def test_a_stage_does_not_change_when_the_future_is_cut_off(profits, scheme):
    full = stages_by_profit(history(*profits), scheme=scheme)
    assert full["stage"].notna().all()
    for length in range(1, len(profits)):
        pd.testing.assert_frame_equal(
            full.head(length), stages_by_profit(history(*profits[:length]), scheme=scheme)
        )


def test_customers_do_not_mix_whatever_the_order_of_rows():
    both = pd.concat([history(-5, 10, 20), history(7, 7, -1, who="客2")])
    table = stages_by_profit(both.sample(frac=1, random_state=2))
    assert table["stage"].tolist() == ["potential", "growth", "growth", "growth", "maturity", "decline"]


GOOD = history(1, 2)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (GOOD.head(0), "no rows"),
        (GOOD.drop(columns="profit"), "column 'profit' is missing"),
        (GOOD.assign(profit=[1, None]), "column 'profit', row 1"),
        (GOOD.assign(profit="多"), "column 'profit', row 0: 多 is not a number"),
        (pd.concat([GOOD, GOOD.head(1)]), "the only row of that customer and year"),
        (None, "a pandas DataFrame is needed"),
    ],
)
def test_histories_that_cannot_be_are_refused(rows, message):
    with pytest.raises(DataError, match=message):
        stages_by_profit(rows)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scheme": "profits"}, "Did you mean 'profit'"),
        ({"scheme": "customer_asset"}, "has no stage for the end"),
        ({"change_from": 20}, "change_from=20 is not a number from 0 to 1"),
        ({"end_after": 0}, "end_after=0 is not a number from 1"),
    ],
)
def test_rules_that_cannot_be_are_refused(options, message):
    with pytest.raises(ParameterError, match=message):
        stages_by_profit(GOOD, **options)
