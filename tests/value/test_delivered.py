"""Delivered value: Kotler's sums, their difference and their ratio."""

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.value.delivered import (
    BENEFITS,
    COSTS,
    delivered_value,
    first_by,
    rank_offers,
    total_customer_cost,
    total_customer_value,
)

# Harbour 100 - 60 = 40 and 1.67, Lark 60 - 25 = 35 and 2.40: worked by hand in the first lesson.
SHOWS = pd.DataFrame(
    {
        "show": ["Harbour", "Lark"],
        "product": [55, 34],
        "service": [20, 12],
        "personnel": [10, 6],
        "image": [15, 8],
        "money": [40, 16],
        "time": [10, 4],
        "energy": [4, 2],
        "psychic": [6, 3],
    }
)
FUNCTIONS = (total_customer_value, total_customer_cost, delivered_value, rank_offers)
amounts = st.integers(1, 1000)


def offers_of(rows: list[list[int]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[*BENEFITS, *COSTS])
    return frame.assign(show=[f"show {number}" for number in range(len(rows))])


tables = st.lists(st.lists(amounts, min_size=8, max_size=8), min_size=1, max_size=6).map(offers_of)


def test_totals_are_the_sums_of_four_components_by_show():
    assert total_customer_value(SHOWS).to_dict() == {"Harbour": 100, "Lark": 60}
    assert total_customer_cost(SHOWS).to_dict() == {"Harbour": 60, "Lark": 25}


def test_difference_and_ratio_by_hand():
    assert delivered_value(SHOWS).to_dict() == {"Harbour": 40, "Lark": 35}
    assert delivered_value(SHOWS, as_="ratio").to_dict() == pytest.approx({"Harbour": 100 / 60, "Lark": 2.4})


def test_both_forms_stand_side_by_side():
    both = delivered_value(SHOWS, as_="both")
    assert list(both.columns) == ["difference", "ratio"]
    pd.testing.assert_series_equal(both["ratio"], delivered_value(SHOWS, as_="ratio"))


def test_the_two_rankings_of_the_lesson_disagree():
    ranked = rank_offers(SHOWS)
    assert ranked["rank_difference"].to_dict() == {"Harbour": 1, "Lark": 2}
    assert ranked["rank_ratio"].to_dict() == {"Harbour": 2, "Lark": 1}
    assert ranked["disagree"].all()


def test_equal_offers_share_the_better_rank_even_when_tenths_do_not_sum_exactly():
    tied = SHOWS.assign(product=[0.3, 0.1], service=[0, 0.2], personnel=0, image=1, money=1, time=0, energy=0)
    tied = tied.assign(psychic=0)
    ranked = rank_offers(tied)
    assert ranked["rank_difference"].tolist() == [1, 1]
    assert first_by(ranked, "difference") == "Harbour = Lark"


def test_the_first_is_named_by_measure():
    ranked = rank_offers(SHOWS)
    assert (first_by(ranked, "difference"), first_by(ranked, "ratio")) == ("Harbour", "Lark")


def test_another_column_can_hold_the_names():
    assert total_customer_value(SHOWS.rename(columns={"show": "fair"}), show="fair").index.name == "fair"


@given(tables, amounts)
def test_difference_and_ratio_agree_when_costs_are_equal(offers, cost):
    equal = offers.assign(money=cost, time=1, energy=1, psychic=1)
    ranked = rank_offers(equal)
    assert not ranked["disagree"].any()


@given(tables, st.integers(2, 50))
def test_scaling_all_amounts_scales_the_difference_and_keeps_the_ratio(offers, factor):
    scaled = offers.assign(**{column: factor * offers[column] for column in (*BENEFITS, *COSTS)})
    before, after = delivered_value(offers, as_="both"), delivered_value(scaled, as_="both")
    assert after["ratio"].to_numpy() == pytest.approx(before["ratio"].to_numpy())
    assert after["difference"].to_numpy() == pytest.approx(factor * before["difference"].to_numpy())


@given(tables)
def test_the_ratio_is_above_one_exactly_where_something_is_left(offers):
    both = delivered_value(offers, as_="both")
    assert ((both["ratio"] > 1) == (both["difference"] > 0)).all()


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_name_that_comes_twice_is_refused(function):
    twice = SHOWS.assign(show=["Lark", "Lark"])
    with pytest.raises(DataError, match="column 'show', row 1: Lark is not the only row of that name"):
        function(twice)


@pytest.mark.parametrize("function", [total_customer_value, delivered_value, rank_offers])
@pytest.mark.parametrize(("bad", "shown"), [(-5, "-5"), ("lots", "lots"), (float("inf"), "inf")])
def test_an_impossible_amount_is_named_with_column_and_row(function, bad, shown):
    broken = SHOWS.assign(image=pd.Series([15, bad], dtype=object))
    with pytest.raises(DataError, match=f"column 'image', row 1: {shown} is not a number from 0"):
        function(broken)


def test_a_missing_cost_is_named_and_not_taken_for_zero():
    with pytest.raises(DataError, match="column 'psychic', row 0: nan is not a value"):
        total_customer_cost(SHOWS.assign(psychic=[None, 3.0]))


def test_a_missing_column_is_named_with_the_nearest():
    with pytest.raises(DataError, match="column 'psychic' is missing. Did you mean 'psychik'"):
        total_customer_cost(SHOWS.rename(columns={"psychic": "psychik"}))


def test_an_unknown_form_is_refused_with_the_nearest():
    with pytest.raises(ParameterError, match=r"as_='ration' .* Did you mean 'ratio'"):
        delivered_value(SHOWS, as_="ration")


def test_a_free_offer_has_no_ratio():
    free = SHOWS.assign(money=[40, 0], time=[10, 0], energy=[4, 0], psychic=[6, 0])
    assert delivered_value(free)["Lark"] == 60
    with pytest.raises(DataError, match="'Lark' costs nothing, so it has no ratio"):
        rank_offers(free)


def test_first_by_refuses_another_measure_and_a_frame_without_ranks():
    with pytest.raises(ParameterError, match=r"measure='value' is not one of its values"):
        first_by(rank_offers(SHOWS), "value")
    with pytest.raises(DataError, match="column 'rank_ratio' is missing"):
        first_by(SHOWS, "ratio")
