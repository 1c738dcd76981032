"""The four patterns: by hand, as the world draws them, and from stages by rule."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.datasets import hidden
from cvm_lessons.lifecycle import PATTERNS, pattern_shares, relationship_patterns

C, F, T, W, L = "cultivation", "confirmation", "trust", "weakening", "lost"


def courses(*stages):
    rows = [
        (f"客{who}", year, stage)
        for who, course in enumerate(stages)
        for year, stage in enumerate(course, start=2020)
    ]
    return pd.DataFrame(rows, columns=["customer_id", "year", "stage"])


def pattern(*course, **options):
    return relationship_patterns(courses(course), **options)["pattern"].astype(object).iloc[0]


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        ([C, L], "early abort"),
        ([C, W, W, L], "early abort"),
        ([C, F, W, L, L], "mid-course end"),
        ([F, T, W, F, L], "early exit"),
        ([C, F, T, W], "lasting"),
        ([T], "lasting"),
        ([C, F, W], "under way"),
        ([C], "under way"),
    ],
)
def test_patterns_by_hand(course, expected):
    assert pattern(*course) == expected


def test_a_customer_who_comes_back_has_not_ended():
    assert pattern(C, F, L, L, F) == "under way"


def test_nothing_but_the_end_tells_no_pattern():
    table = relationship_patterns(courses([W, L], [C, L]))
    assert table["pattern"].isna().tolist() == [True, False]
    assert table["highest"].isna().tolist() == [True, False]
    with pytest.raises(DataError, match="column 'pattern', row 客0"):
        pattern_shares(table)


def test_other_schemes_have_the_same_patterns():
    assert pattern("inspection", "formation", "degeneration", scheme="four_stage") == "mid-course end"
    assert pattern("awareness", "commitment", "dissolution", scheme="dwyer") == "early exit"


def test_the_patterns_of_the_world_follow_from_its_stages():
    lifecycle = hidden("lifecycle", seed=1, scale=0.1)
    lifecycle = lifecycle.assign(year=lifecycle["edition_id"].str[-4:].astype(int))
    true = hidden("patterns", seed=1, scale=0.1).set_index("customer_id").sort_index()
    found = relationship_patterns(lifecycle.sample(frac=1, random_state=2))
    assert found["pattern"].astype(str).tolist() == true["pattern"].tolist()
    assert found["highest"].tolist() == true["highest"].tolist()


def test_shares_by_hand_and_within_groups():
    table = relationship_patterns(courses([C, L], [F, L], [T], [T], [C])).assign(role=list("aabbb"))
    shares = pattern_shares(table)
    assert shares.index.tolist() == list(PATTERNS)
    assert shares["share"].tolist() == pytest.approx([0.2, 0.2, 0, 0.4, 0.2])
    assert (shares["low"] <= shares["share"]).all()
    assert (shares["share"] <= shares["high"]).all()
    within = pattern_shares(table, by="role")
    assert within.loc[("b", "lasting"), "share"] == pytest.approx(2 / 3)
    assert within.groupby("role")["share"].sum().tolist() == pytest.approx([1, 1])


GOOD = courses([C, F], [C, L])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (GOOD.head(0), "no rows"),
        (GOOD.drop(columns="stage"), "column 'stage' is missing"),
        (pd.concat([GOOD, GOOD.head(1)]), "the only row of that customer and year"),
        (GOOD.assign(stage="信任"), "column 'stage', row 0: 信任 is not one of cultivation"),
        (GOOD.assign(stage=[C, None, C, L]), "column 'stage', row 1"),
    ],
)
def test_courses_that_cannot_be_are_refused(rows, message):
    with pytest.raises(DataError, match=message):
        relationship_patterns(rows)


def test_schemes_and_shares_that_cannot_be_are_refused():
    with pytest.raises(ParameterError, match="scheme='customer_asset' has no stage for the end"):
        relationship_patterns(GOOD, scheme="customer_asset")
    with pytest.raises(ParameterError, match="scheme='chen' is not one of its values"):
        relationship_patterns(GOOD, scheme="chen")
    with pytest.raises(DataError, match="column 'pattern', row 0: ended is not one of early abort"):
        pattern_shares(pd.DataFrame({"pattern": ["ended"]}))
    with pytest.raises(ParameterError, match="level"):
        pattern_shares(pd.DataFrame({"pattern": ["lasting"]}), level=95)
