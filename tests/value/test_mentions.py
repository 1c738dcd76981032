"""Mentions of a level: respondents count once, ladders every time; reach counts a respondent once for all."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import share_interval
from cvm_lessons.value.mentions import mention_reach, mention_shares

LADDERS = pd.DataFrame(
    [("a", "growth"), ("a", "growth"), ("a", "calm"), ("b", "calm"), ("c", None), ("d", "profit")],
    columns=["respondent_id", "goal"],
)


def test_a_respondent_counts_once_and_the_base_is_everybody():
    table = mention_shares(LADDERS, "goal")
    assert table.loc["growth", ["ladders", "respondents", "share"]].tolist() == [2, 1, 0.25]
    assert table.loc["calm", ["ladders", "respondents", "share"]].tolist() == [2, 2, 0.5]


def test_most_respondents_come_first_and_ladders_break_ties():
    assert mention_shares(LADDERS, "goal").index.tolist() == ["calm", "growth", "profit"]


def test_intervals_are_those_of_a_share():
    interval = share_interval(2, 4)
    assert mention_shares(LADDERS, "goal").loc["calm", ["low", "high"]].tolist() == pytest.approx(
        [interval.low, interval.high]
    )


def test_reach_counts_who_names_several_once():
    assert mention_reach(LADDERS, ["growth", "calm"]) == share_interval(2, 4)
    assert mention_reach(LADDERS, ["calm"]) == share_interval(2, 4)


def test_reach_names_an_element_that_nobody_mentions():
    with pytest.raises(ParameterError, match="nobody mentions 'groth' as goal. Did you mean 'growth'"):
        mention_reach(LADDERS, ["groth"])


@pytest.mark.parametrize("elements", ["growth", []])
def test_reach_wants_a_list(elements):
    with pytest.raises(ParameterError, match="is not a list of elements of level 'goal'"):
        mention_reach(LADDERS, elements)


def test_a_level_that_nobody_mentions_is_named():
    with pytest.raises(DataError, match="column 'goal' is empty: nobody mentions anything on this level"):
        mention_shares(LADDERS.assign(goal=None), "goal")


def test_a_missing_level_is_named():
    with pytest.raises(DataError, match="column 'goals' is missing. Did you mean 'goal'"):
        mention_shares(LADDERS, "goals")
