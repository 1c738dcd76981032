"""What a message must move to pay: hand-worked, linear in the lift, faults named."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.value.message import match_messages, message_break_even, message_gains

MESSAGES = pd.DataFrame({"message": ["calm", "price"], "wants": [0.6, 0.5], "gets": [0.5, 0.2]}, index=[7, 9])
MONEY = {"customers": 1000, "margin": 10_000, "cost": 150_000}


def test_break_even_by_hand():
    # 1,000 customers: 300 want calm and get it. 150,000 / (300 · 10,000) = 5 %.
    table = message_break_even(MESSAGES, **MONEY)
    assert table.loc[0, ["both", "spoken_to", "lift"]].tolist() == pytest.approx([0.3, 300, 0.05])
    assert table.loc[1, ["both", "spoken_to", "lift"]].tolist() == pytest.approx([0.1, 100, 0.15])


def test_the_break_even_lift_leaves_nothing():
    lifts = message_break_even(MESSAGES, **MONEY)["lift"]
    table = message_gains(MESSAGES, lifts, **MONEY)
    assert table.loc[0, "calm"] == pytest.approx(0, abs=0.01)
    assert table.loc[1, "price"] == pytest.approx(0, abs=0.01)


def test_gains_by_hand():
    table = message_gains(MESSAGES, [0.0, 0.1], **MONEY)
    assert table.to_dict("list") == {
        "lift": [0.0, 0.1],
        "calm": [-150_000, 150_000],
        "price": [-150_000, -50_000],
    }


def test_columns_can_have_other_names():
    other = MESSAGES.rename(columns={"message": "poster", "wants": "goal", "gets": "element"})
    names = {"message": "poster", "wants": "goal", "gets": "element"}
    pd.testing.assert_frame_equal(
        message_gains(other, [0.1], **MONEY, **names), message_gains(MESSAGES, [0.1], **MONEY)
    )


@pytest.mark.parametrize("bad", [0, 1.2, None])
def test_a_share_that_speaks_to_nobody_is_named(bad):
    with pytest.raises(DataError, match="column 'gets', row 9"):
        message_break_even(MESSAGES.assign(gets=[0.5, bad]), **MONEY)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"customers": 0}, "customers=0: no lift can pay for a message"),
        ({"margin": -5}, "margin=-5 is not a number from 0"),
        ({"cost": -1}, "cost=-1 is not a number from 0"),
    ],
)
def test_impossible_money_is_named(change, message):
    with pytest.raises(ParameterError, match=message):
        message_break_even(MESSAGES, **{**MONEY, **change})


@pytest.mark.parametrize(
    ("lifts", "message"), [([], "lifts is empty"), ([3], "lift=3 is not a number from 0 to 1")]
)
def test_impossible_lifts_are_named(lifts, message):
    with pytest.raises(ParameterError, match=message):
        message_gains(MESSAGES, lifts, **MONEY)


GOALS = pd.DataFrame({"share": [0.6, 0.5], "low": [0.5, 0.4]}, index=["calm", "profit"])
ELEMENTS = pd.DataFrame({"share": [0.2, 0.5], "low": [0.1, 0.4]}, index=["el_cost_saving", "el_reassurance"])
PAIRS = {"calm": "el_reassurance", "profit": "el_cost_saving"}


def test_each_goal_is_matched_with_its_element():
    assert match_messages(GOALS, ELEMENTS, PAIRS).to_numpy().tolist() == [
        ["calm", 0.6, 0.5],
        ["profit", 0.5, 0.2],
    ]


def test_the_ends_of_the_intervals_can_be_matched():
    assert match_messages(GOALS, ELEMENTS, PAIRS, end="low")[["wants", "gets"]].to_numpy().tolist() == [
        [0.5, 0.4],
        [0.4, 0.1],
    ]


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ({"clam": "el_reassurance"}, "'clam' has no share. Did you mean 'calm'"),
        ({"calm": "el_assurance"}, "'el_assurance' has no share. Did you mean 'el_reassurance'"),
        ({}, "pairs is empty"),
    ],
)
def test_a_name_without_a_share_is_named(pairs, message):
    with pytest.raises(ParameterError, match=message):
        match_messages(GOALS, ELEMENTS, pairs)


def test_a_missing_end_is_named():
    with pytest.raises(DataError, match="column 'high' is missing"):
        match_messages(GOALS, ELEMENTS, PAIRS, end="high")
