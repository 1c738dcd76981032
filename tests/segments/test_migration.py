"""Moves between segments, half-lives, and where they lead."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.segments import migration_matrix, project_segments, segment_half_lives, segment_migration

CHANCES = pd.DataFrame([[0.8, 0.15, 0.05], [0.3, 0.5, 0.2]], index=["金", "银"], columns=["金", "银", "gone"])


def panel(n=800, periods=5, seed=1):
    """Return customers who move by known chances; who is gone has no row any more."""
    rng = np.random.default_rng(seed)
    now, rows = np.repeat(["金", "银"], n // 2).astype(object), []
    for period in range(2020, 2020 + periods):
        rows.append(pd.DataFrame({"customer_id": range(n), "period": period, "segment": now}))
        moved = [rng.choice(3, p=CHANCES.loc[each]) if each != "gone" else 2 for each in now]
        now = np.array(CHANCES.columns, dtype=object)[moved]
    return pd.concat(rows).query("segment != 'gone'")


def test_three_moves_worked_by_hand():
    rows = pd.DataFrame(
        {"customer_id": list("ABCABA"), "period": [1, 1, 1, 2, 2, 3], "segment": list("xxyxyx")}
    )
    table = migration_matrix(segment_migration(rows))
    # x was left from three times: A stays twice, B moves to y. y was left twice: C and B are gone.
    assert table.loc["x"].tolist() == pytest.approx([2 / 3, 1 / 3, 0])
    assert table.loc["y"].tolist() == [0, 0, 1]
    stayers = migration_matrix(segment_migration(rows, gone=None))
    assert stayers.loc["x"].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert stayers.loc["y"].isna().all()


def test_the_true_chances_lie_within_the_intervals():
    moves = segment_migration(panel())
    true = [CHANCES.loc[row.before, row.after] for row in moves.itertuples()]
    assert ((moves["low"] < true) & (true < moves["high"])).sum() >= 5
    assert moves["share"].tolist() == pytest.approx(true, abs=0.03)
    assert moves.groupby("before")["share"].sum().tolist() == pytest.approx([1, 1])


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.sampled_from("xyz")), min_size=8, max_size=30)
)
@settings(max_examples=20)
def test_rows_of_the_matrix_sum_to_one(rows):
    frame = pd.DataFrame(rows, columns=["customer_id", "period", "segment"]).drop_duplicates(
        ["customer_id", "period"]
    )
    if frame["period"].nunique() < 2:
        return
    sums = migration_matrix(segment_migration(frame)).sum(axis=1, skipna=False).dropna()
    assert sums.tolist() == pytest.approx([1] * len(sums))


def test_a_half_life_is_where_half_has_moved_on():
    moves = segment_migration(panel())
    table = segment_half_lives(moves)
    stay, half = table.loc["金", ["stay", "half_life"]]
    assert stay**half == pytest.approx(0.5)
    assert table.loc["金", "low"] < math.log(0.5) / math.log(0.8) < table.loc["金", "high"]
    assert table.loc["金", "mean_stay"] == pytest.approx(1 / (1 - stay))


def test_nobody_or_everybody_stays():
    moves = pd.DataFrame({"before": ["x", "y"], "after": ["x", "y"], "customers": 9, "share": [0.0, 1.0]})
    table = segment_half_lives(moves.assign(low=moves["share"], high=moves["share"]))
    assert table["half_life"].tolist() == [0, math.inf]
    assert table["mean_stay"].tolist() == [1, math.inf]


def test_the_order_of_categories_is_kept_and_empty_ones_are_shown():
    rows = panel(n=40, periods=2)
    rows["segment"] = pd.Categorical(rows["segment"], categories=["银", "铜", "金"], ordered=True)
    table = migration_matrix(segment_migration(rows))
    assert table.columns.tolist() == ["银", "铜", "金", "gone"]
    assert table.loc["铜"].isna().all()


def test_the_future_is_the_power_of_the_matrix():
    moves = segment_migration(panel())
    path = project_segments(moves, {"金": 100, "银": 50}, periods=3)
    square = np.vstack([migration_matrix(moves), [0, 0, 1]])
    by_hand = np.array([100, 50, 0]) @ np.linalg.matrix_power(square, 3)
    assert path.loc[3].tolist() == pytest.approx(by_hand)
    assert path.sum(axis=1).tolist() == pytest.approx([150] * 4)
    joined = project_segments(moves, {"金": 100}, periods=2, joining=pd.Series({"银": 10}))
    assert joined.sum(axis=1).tolist() == pytest.approx([100, 110, 120])


def test_bad_input_is_named():
    rows = panel(n=20, periods=2)
    with pytest.raises(DataError, match="column 'period' has one period"):
        segment_migration(rows.query("period == 2020"))
    with pytest.raises(DataError, match="0 is not the only row of that customer and period"):
        segment_migration(pd.concat([rows, rows]))
    with pytest.raises(DataError, match="a segment is called '金'"):
        segment_migration(rows, gone="金")
    with pytest.raises(DataError, match="column 'segment', row 0: nan"):
        segment_migration(rows.assign(segment=np.nan))
    with pytest.raises(DataError, match="no rows"):
        segment_migration(rows.head(0))
    moves = segment_migration(rows)
    with pytest.raises(ParameterError, match="segment '铜' is not among"):
        project_segments(moves, {"铜": 1}, periods=1)
    with pytest.raises(ParameterError, match="periods=0"):
        project_segments(moves, {"金": 1}, periods=0)
    with pytest.raises(DataError, match="segment '金' was empty"):
        project_segments(moves.assign(share=np.nan), {"金": 1}, periods=1)
