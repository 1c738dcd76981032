"""Value orientation: counted by hand, ties named mixed, goals without a kind refused."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError
from cvm_lessons.value.orientation import MIXED, value_orientation

KINDS = {"growth": "functional", "profit": "functional", "calm": "emotional", "standing": "social"}
LADDERS = pd.DataFrame(
    [
        ("b", "growth"),
        ("b", "profit"),
        ("b", "calm"),
        ("a", "calm"),
        ("a", "standing"),
        ("c", "standing"),
        ("c", "standing"),
        ("c", "growth"),
    ],
    columns=["respondent_id", "goal"],
)


def test_chains_are_counted_by_kind_and_the_most_frequent_leads():
    table = value_orientation(LADDERS, KINDS)
    assert table.loc["b"].tolist() == [2, 1, 0, "functional"]
    assert table.loc["c"].tolist() == [1, 0, 2, "social"]


def test_a_tie_is_mixed():
    assert value_orientation(LADDERS, KINDS).loc["a", "orientation"] == MIXED


def test_a_kind_that_nobody_names_has_a_column_of_zeros():
    table = value_orientation(LADDERS[LADDERS["respondent_id"] == "b"], KINDS)
    assert table["social"].tolist() == [0]


@pytest.mark.parametrize("kinds", [{"growth": "functional"}, {**KINDS, "profit": "monetary"}])
def test_a_goal_without_one_of_the_three_kinds_is_named(kinds):
    with pytest.raises(DataError, match="column 'goal', row 1: profit is not a goal with a kind of value"):
        value_orientation(LADDERS, kinds)


def test_a_missing_goal_is_named():
    with pytest.raises(DataError, match="column 'goal', row 2: .* is not a value"):
        value_orientation(LADDERS.assign(goal=LADDERS["goal"].mask(LADDERS.index == 2)), KINDS)
