"""Tiers by shares and by amounts, and the break-even response."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.equity import TIER_SHARES, break_even_response, tier_table, tiers_by_cutoff, tiers_by_share

profits = st.lists(st.integers(-50, 200), min_size=1, max_size=60)


def customers(values):
    return pd.DataFrame({"profit": values})


@given(profits)
def test_who_brings_more_never_stands_lower_and_equals_stand_together(values):
    tiered = tiers_by_share(customers(values), losses="loss")
    by_profit = tiered[tiered["profit"] > 0].sort_values("profit", ascending=False)
    assert by_profit["tier"].cat.codes.is_monotonic_increasing
    assert tiered.groupby("profit")["tier"].nunique().max() == 1
    assert ((tiered["tier"] == "loss") == (tiered["profit"] <= 0)).all()


def test_a_hundred_customers_fill_the_shares_exactly():
    counts = tiers_by_share(customers(range(100)))["tier"].value_counts(sort=False)
    assert counts.to_dict() == {"platinum": 5, "gold": 15, "iron": 30, "lead": 50}
    assert sum(TIER_SHARES.values()) == pytest.approx(0.5)


def test_equals_on_the_edge_take_the_better_tier():
    tiered = tiers_by_share(customers([9, 5, 5, 5, 1]), {"gold": 0.4}, rest="rest")
    assert tiered["tier"].tolist() == ["gold", "gold", "gold", "gold", "rest"]


@given(profits)
def test_cut_offs_hold_for_everybody(values):
    tiered = tiers_by_cutoff(customers(values), {"gold": 100, "silver": 20}, rest="bronze")
    wanted = np.select([tiered["profit"] >= 100, tiered["profit"] >= 20], ["gold", "silver"], "bronze")
    assert tiered["tier"].astype(str).tolist() == wanted.tolist()


@given(profits.filter(lambda values: sum(values) > 0))
def test_shares_of_a_table_sum_to_one(values):
    table = tier_table(tiers_by_share(customers(values)).assign(revenue=1), revenue="revenue")
    sums = table[["customer_share", "revenue_share", "profit_share"]].sum()
    assert sums.tolist() == pytest.approx([1, 1, 1])


def test_tiers_that_are_text_come_by_profit_each():
    table = tier_table(pd.DataFrame({"profit": [1, 9, 9], "tier": ["乙", "甲", "甲"]}))
    assert table.index.tolist() == ["甲", "乙"]
    assert table["profit_each"].tolist() == [9, 1]


def test_tiers_may_be_numbers():
    assert tier_table(pd.DataFrame({"profit": [1, 9], "tier": [2, 1]})).index.tolist() == [1, 2]


def test_no_share_of_a_loss():
    assert tier_table(tiers_by_share(customers([1, -5])))["profit_share"].isna().all()


def test_bad_tiers_are_named():
    one = customers([1.0, 2.0])
    with pytest.raises(ParameterError, match="gold=0.7 and silver=0.4 exceed 1 together"):
        tiers_by_share(one, {"gold": 0.7, "silver": 0.4})
    with pytest.raises(ParameterError, match="gold=1.2 is not a number from 0 to 1"):
        tiers_by_share(one, {"gold": 1.2})
    with pytest.raises(ParameterError, match="names no tier"):
        tiers_by_share(one, {})
    with pytest.raises(ParameterError, match="one is named twice"):
        tiers_by_share(one, {"lead": 0.2})
    with pytest.raises(ParameterError, match="do not fall from tier to tier"):
        tiers_by_cutoff(one, {"silver": 20, "gold": 100})
    with pytest.raises(DataError, match="column 'profit', row 1: nan"):
        tiers_by_share(customers([1, np.nan]))
    with pytest.raises(DataError, match="column 'tier' is missing"):
        tier_table(one)


def test_break_even_is_cost_over_margin():
    assert break_even_response(0.5, 25) == pytest.approx(0.02)
    with pytest.raises(ParameterError, match="value=0 is not above 0"):
        break_even_response(1, 0)
