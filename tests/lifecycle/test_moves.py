"""Counts of stages and moves: by hand, and adding up."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.datasets import hidden
from cvm_lessons.lifecycle import stage_counts, stage_moves, transition_matrix

ROWS = pd.DataFrame(
    {
        "customer_id": ["客1"] * 3 + ["客2"] * 2 + ["客3"],
        "year": [2023, 2024, 2025, 2023, 2025, 2024],
        "stage": pd.Categorical(["培育", "信任", "消失", "培育", "培育", "消失"], ["培育", "信任", "消失"]),
    }
)


def test_counts_by_hand_in_the_order_of_the_category():
    counts = stage_counts(ROWS.sample(frac=1, random_state=1))
    assert counts.columns.tolist() == ["培育", "信任", "消失"]
    assert counts.to_numpy().tolist() == [[2, 0, 0], [0, 1, 1], [1, 0, 1]]


def test_moves_go_from_a_period_to_the_customers_own_next_one():
    moves = stage_moves(ROWS.sample(frac=1, random_state=2))
    assert moves.to_numpy().tolist() == [
        [2023, 2024, "培育", "信任", 1],
        [2023, 2025, "培育", "培育", 1],
        [2024, 2025, "信任", "消失", 1],
    ]


def test_gaps_count_as_a_step_unless_they_are_set_aside():
    """客2 stayed in 培育 over two years: from year to year one customer left, and nobody stayed."""
    assert transition_matrix(ROWS).loc["培育"].tolist() == [0.5, 0.5, 0]
    assert transition_matrix(ROWS, within=1).loc["培育"].tolist() == [0, 1, 0]
    dates = ROWS.assign(year=pd.to_datetime(ROWS["year"].astype(str) + "-01-01"))
    year = transition_matrix(dates, within=pd.Timedelta(days=366))
    assert year.loc["培育"].tolist() == [0, 1, 0]


def test_distances_that_cannot_be_are_refused():
    with pytest.raises(ParameterError, match="within='一年' is no distance between periods"):
        transition_matrix(ROWS, within="一年")
    with pytest.raises(DataError, match="no customer has two periods that are 0.5 apart or less"):
        transition_matrix(ROWS, within=0.5)


def test_a_stage_that_nobody_left_has_no_row_unless_it_is_the_end():
    matrix = transition_matrix(ROWS)
    assert matrix.loc["培育"].tolist() == [0.5, 0.5, 0]
    assert matrix.loc["消失"].isna().all()
    assert transition_matrix(ROWS, leaving="消失").loc["消失"].tolist() == [0, 0, 1]


def test_the_moves_of_the_world_are_its_chain():
    """Exhibitors and others together: rows are shares, and lost is never left."""
    rows = hidden("lifecycle", seed=1, scale=0.1)
    rows = rows.assign(year=rows["edition_id"].str[-4:].astype(int))
    matrix = transition_matrix(rows)
    assert matrix.sum(axis=1).to_numpy() == pytest.approx(np.ones(5))
    assert matrix.loc["lost", "lost"] == 1
    assert matrix.loc["cultivation", "trust"] == 0
    assert stage_counts(rows).to_numpy().sum() == len(rows)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (ROWS.head(0), "no rows"),
        (ROWS.drop(columns="stage"), "column 'stage' is missing"),
        (pd.concat([ROWS, ROWS.head(1)]), "the only row of that customer and year"),
        (ROWS.assign(stage=None), "column 'stage', row 0"),
        (ROWS.tail(1), "no customer has two periods"),
    ],
)
def test_tables_that_cannot_be_are_refused(rows, message):
    for call in (stage_moves, transition_matrix):
        with pytest.raises(DataError, match=message):
            call(rows)


def test_an_end_that_is_no_stage_is_refused():
    with pytest.raises(ParameterError, match="leaving='流失' is not one of its values"):
        transition_matrix(ROWS, leaving="流失")
