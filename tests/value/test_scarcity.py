"""What to book when the calendar or the money is scarce."""

from itertools import product

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.value.delivered import BENEFITS, COSTS, rank_offers
from cvm_lessons.value.scarcity import best_choice

SHOWS = pd.DataFrame(
    [["Harbour", 55, 20, 10, 15, 40, 10, 4, 6], ["Lark", 34, 12, 6, 8, 16, 4, 2, 3]],
    columns=["show", *BENEFITS, *COSTS],
)
amounts = st.lists(st.integers(0, 40), min_size=8, max_size=8)


def test_one_place_in_the_calendar_goes_to_the_larger_difference():
    booking = best_choice(SHOWS, slots=1)
    assert booking["booked"].to_dict() == {"Harbour": 1, "Lark": 0}
    assert booking["difference"].sum() == 40


def test_a_budget_of_sixty_buys_two_like_lark_and_leaves_seventy():
    booking = best_choice(SHOWS, budget=60, copies=2)
    assert booking["booked"].to_dict() == {"Harbour": 0, "Lark": 2}
    assert booking.loc["Lark", ["total_value", "total_cost", "money", "difference"]].tolist() == [
        120,
        50,
        32,
        70,
    ]


def test_without_copies_the_same_budget_buys_one_harbour():
    assert best_choice(SHOWS, budget=60)["booked"].to_dict() == {"Harbour": 1, "Lark": 0}


def test_a_budget_can_be_of_money_alone():
    assert best_choice(SHOWS, budget=56, spend="money")["booked"].tolist() == [1, 1]
    assert best_choice(SHOWS, budget=56)["booked"].tolist() == [0, 1]


def test_both_limits_hold_together():
    assert best_choice(SHOWS, budget=1000, slots=1, copies=3)["booked"].sum() == 1


def test_ratios_first_would_miss_the_best_use_of_the_budget():
    shows = pd.DataFrame(
        [["small", 30, 0, 0, 0, 10, 0, 0, 0], ["large", 100, 0, 0, 0, 50, 0, 0, 0]],
        columns=["show", *BENEFITS, *COSTS],
    )
    assert rank_offers(shows).loc["small", "rank_ratio"] == 1
    assert best_choice(shows, budget=50)["booked"].to_dict() == {"small": 0, "large": 1}


def test_an_offer_that_takes_more_than_it_gives_is_never_booked():
    assert best_choice(SHOWS.assign(product=0, image=0), slots=2)["booked"].sum() == 0


@given(st.lists(amounts, min_size=1, max_size=4), st.integers(0, 200), st.integers(1, 3), st.integers(1, 2))
def test_the_choice_is_as_good_as_the_best_of_all_baskets(rows, budget, slots, copies):
    shows = pd.DataFrame(rows, columns=[*BENEFITS, *COSTS]).assign(show=range(len(rows)))
    gains = shows[list(BENEFITS)].sum(axis=1) - shows[list(COSTS)].sum(axis=1)
    costs = shows[list(COSTS)].sum(axis=1)
    baskets = [basket for basket in product(range(copies + 1), repeat=len(rows)) if sum(basket) <= slots]
    best = max(gains @ list(basket) for basket in baskets if costs @ list(basket) <= budget)
    booking = best_choice(shows, budget=budget, slots=slots, copies=copies)
    assert booking["difference"].sum() == pytest.approx(best)
    assert booking["total_cost"].sum() <= budget
    assert booking["booked"].sum() <= slots


def test_nothing_scarce_is_no_question():
    with pytest.raises(ParameterError, match="say what is scarce, money or the calendar"):
        best_choice(SHOWS)


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ({"budget": -1}, "budget=-1 is not a number from 0"),
        ({"slots": 0}, "slots=0 is not a number from 1"),
        ({"slots": 1.5}, "slots=1.5 is not a whole number"),
        ({"slots": 1, "copies": 0}, "copies=0 is not a number from 1"),
        ({"budget": 60, "spend": "monney"}, "Did you mean 'money'"),
    ],
)
def test_an_impossible_limit_is_named(limits, message):
    with pytest.raises(ParameterError, match=message):
        best_choice(SHOWS, **limits)


def test_a_bad_amount_is_named():
    with pytest.raises(DataError, match="column 'time', row 1: -4 is not a number from 0"):
        best_choice(SHOWS.assign(time=[10, -4]), slots=1)
