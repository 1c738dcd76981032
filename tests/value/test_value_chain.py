"""What activities cost and what they add."""

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.value.value_chain import activity_value, value_delivery_system

CHAIN = pd.DataFrame(
    {
        "activity": ["halls", "hosted buyers", "press"],
        "kind": ["primary", "primary", "support"],
        "cost": [60, 30, 10],
        "sales": [0.2, 0.7, 0.1],
        "image": [0.5, 0.1, 0.4],
    }
)
PARTNERS = pd.DataFrame(
    {
        "activity": ["hall", "stands", "freight"],
        "firm": ["Venue", "Builder", "Mover"],
        "value": [50, 30, 20],
        "cost": [30, 20, 5],
        "kept": [0.99, 0.95, 0.8],
    }
)


def test_shares_by_hand():
    # Weights 3/4 and 1/4: halls 0.275, hosted buyers 0.55, press 0.175.
    table = activity_value(CHAIN, {"sales": 3, "image": 1}).set_index("activity")
    assert table["value_share"].to_dict() == pytest.approx(
        {"hosted buyers": 0.55, "press": 0.175, "halls": 0.275}
    )
    assert table["cost_share"].to_dict() == pytest.approx({"hosted buyers": 0.3, "press": 0.1, "halls": 0.6})
    assert table["ratio"].to_dict() == pytest.approx(
        {"hosted buyers": 11 / 6, "press": 1.75, "halls": 0.275 / 0.6}
    )
    assert table["reading"].tolist() == ["worth more", "worth more", "costs more"]
    assert table["kind"].tolist() == ["primary", "support", "primary"]


def test_the_highest_ratio_comes_first_and_the_band_can_be_wider():
    table = activity_value(CHAIN, {"sales": 3, "image": 1}, in_line=3)
    assert table["activity"].tolist() == ["hosted buyers", "press", "halls"]
    assert set(table["reading"]) == {"in line"}


@given(st.floats(0.01, 10), st.floats(0.01, 10), st.floats(0.1, 100))
def test_both_shares_sum_to_one_in_any_unit(sales, image, unit):
    table = activity_value(CHAIN.assign(cost=CHAIN["cost"] * unit), {"sales": sales, "image": image})
    assert table["value_share"].sum() == pytest.approx(1)
    assert table["cost_share"].sum() == pytest.approx(1)
    assert (table["ratio"] * table["cost_share"]).sum() == pytest.approx(1)


def test_the_delivery_system_by_hand():
    system = value_delivery_system(PARTNERS)
    assert system["total_value"].tolist() == [50, 80, 100]
    assert system["total_cost"].tolist() == [30, 50, 55]
    assert system["chain_kept"].tolist() == pytest.approx([0.99, 0.9405, 0.7524])
    assert system["if_perfect"].tolist() == pytest.approx([0.76, 0.792, 0.9405])
    assert system["weakest"].tolist() == [False, False, True]
    assert system["firm"].tolist() == ["Venue", "Builder", "Mover"]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_a_chain_is_never_better_than_its_weakest_link(shares):
    partners = pd.DataFrame({"activity": range(len(shares)), "value": 1, "cost": 1, "kept": shares})
    system = value_delivery_system(partners)
    assert system["chain_kept"].iloc[-1] <= min(shares)
    assert (system["if_perfect"] >= system["chain_kept"].iloc[-1] - 1e-12).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sales": [0.2, 0.7, 0.2]}, "column 'sales' sums to 1.100, not 1"),
        ({"cost": [60, 0, 10]}, "column 'cost', row 1: 0 is not above 0"),
        ({"image": [0.5, None, 0.5]}, "column 'image', row 1: nan is not a value"),
        ({"activity": ["halls", "halls", "press"]}, "column 'activity', row 1: halls is not the only row"),
    ],
)
def test_an_impossible_chain_is_named(change, message):
    with pytest.raises(DataError, match=message):
        activity_value(CHAIN.assign(**change), {"sales": 3, "image": 1})


def test_impossible_weights_and_bands_are_named():
    with pytest.raises(ParameterError, match=r"importance\['sales'\]=nan is not a number"):
        activity_value(CHAIN, {"sales": float("nan")})
    with pytest.raises(ParameterError, match=r"in_line=0.5 is not a number from 1"):
        activity_value(CHAIN, {"sales": 1}, in_line=0.5)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kept": [0.9, 1.2, 0.8]}, "column 'kept', row 1: 1.2 is not a number from 0 to 1"),
        ({"value": [1, -1, 1]}, "column 'value', row 1: -1 is not a number from 0"),
        ({"activity": "hall"}, "column 'activity', row 1: hall is not the only row"),
    ],
)
def test_an_impossible_partner_is_named(change, message):
    with pytest.raises(DataError, match=message):
        value_delivery_system(PARTNERS.assign(**change))
