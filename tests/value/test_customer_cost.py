"""Time and money over the whole of the use."""

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.value.customer_cost import time_cost, total_cost_of_ownership

# Price 80 today, access fees 10 a year for three years, 20 back at the end; at 10 % a year:
# 10/1.1 + 10/1.21 + 10/1.331 = 24.8685 and 20/1.331 = 15.0263.
COSTS = pd.DataFrame(
    {
        "item": ["price", "access fees", "resale"],
        "amount": [80, 10, -20],
        "first": [0, 1, 3],
        "last": [0, 3, 3],
    }
)


def test_ninety_minutes_at_two_hundred_an_hour_cost_three_hundred():
    assert time_cost(90, 200) == 300


def test_a_column_of_minutes_gives_a_column_of_costs():
    minutes = pd.Series([30, 60], index=["a", "b"])
    assert time_cost(minutes, 120).to_dict() == {"a": 60, "b": 120}
    assert time_cost(60, pd.Series([80, 90])).tolist() == [80, 90]


def test_present_values_by_hand():
    table = total_cost_of_ownership(COSTS, discount_rate=0.1)
    assert table["present_value"].tolist() == pytest.approx([80, 24.8685, -15.0263], abs=5e-5)
    assert table["payments"].tolist() == [1, 3, 1]
    assert table["paid"].tolist() == [80, 30, -20]
    assert table["share"].sum() == pytest.approx(1)


def test_without_discounting_present_values_are_plain_sums():
    table = total_cost_of_ownership(COSTS)
    assert table["present_value"].tolist() == table["paid"].tolist()


@given(st.floats(0.001, 1), st.floats(0, 1))
def test_a_higher_rate_makes_later_payments_weigh_less(rate, more):
    low, high = (
        total_cost_of_ownership(COSTS, discount_rate=r)["present_value"] for r in (rate, rate + more)
    )
    assert high["access fees"] <= low["access fees"] <= 30
    assert high["price"] == low["price"] == 80


@pytest.mark.parametrize(("minutes", "shown"), [(-1, "-1"), (float("nan"), "nan"), ("90", "'90'")])
def test_impossible_minutes_are_named(minutes, shown):
    with pytest.raises(ParameterError, match=f"minutes={shown} is not a number from 0"):
        time_cost(minutes, 200)


def test_an_impossible_rate_in_a_column_is_named_by_row():
    with pytest.raises(DataError, match="column 'hourly_rate', row 1: -2 is not a number from 0"):
        time_cost(60, pd.Series([1, -2]))


@pytest.mark.parametrize(
    ("column", "values", "message"),
    [
        ("last", [0, 0, 3], "column 'last', row 1: 0 is not a period from its 'first' on"),
        ("first", [0, 0.5, 3], "column 'first', row 1: 0.5 is not a whole period"),
        ("amount", [80, None, -20], "column 'amount', row 1: nan is not a value"),
        ("amount", [10, 1, -80], "the present values sum to -67"),
        ("item", ["price", "price", "resale"], "column 'item', row 1: price is not the only row"),
    ],
)
def test_an_impossible_schedule_is_named(column, values, message):
    with pytest.raises(DataError, match=message):
        total_cost_of_ownership(COSTS.assign(**{column: values}))


def test_a_negative_discount_rate_is_refused():
    with pytest.raises(ParameterError, match=r"discount_rate=-0.1 is not a number from 0"):
        total_cost_of_ownership(COSTS, discount_rate=-0.1)
