"""Stages of the relationship, placed by rule."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError, language
from cvm_lessons.datasets import load
from cvm_lessons.relationship.stages import (
    STAGES,
    place_customers,
    relationship_stages,
    stage_schemes,
    stage_transitions,
)


def record(customer: str, came: list[int], spend: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "customer_id": customer,
            "year": range(2026 - len(came), 2026),
            "took_part": [bool(flag) for flag in came],
            "spend_space": [float(amount) for amount in spend],
        }
    )


CASES = {
    "never": ([0, 0], [0, 0], "awareness"),
    "new": ([1], [10], "exploration"),
    "twice": ([1, 1], [10, 30], "exploration"),
    "growing": ([1, 1, 1], [10, 10, 11], "expansion"),
    "steady": ([1, 1, 1, 1], [10, 10, 10, 10.5], "commitment"),
    "shrinking": ([1, 1, 1, 1], [10, 10, 10, 5], "commitment"),
    "back": ([1, 1, 0, 1], [10, 10, 0, 10], "exploration"),
    "gone": ([1, 1, 1, 0], [10, 10, 10, 0], "dissolution"),
}
ALL = pd.concat([record(name, came, spend) for name, (came, spend, _) in CASES.items()], ignore_index=True)


def test_each_record_has_its_stage():
    placed = place_customers(ALL, as_of=2025)["stage"].to_dict()
    assert placed == {name: stage for name, (_, _, stage) in CASES.items()}


def test_streak_and_growth_by_hand():
    placed = place_customers(ALL, as_of=2025)
    assert placed.loc[["steady", "back", "gone"], "streak"].tolist() == [4, 1, 0]
    assert placed.loc["growing", "growth"] == pytest.approx(0.1)
    assert placed.loc[["new", "back", "gone"], "growth"].isna().all()


def test_the_order_of_the_rows_does_not_matter():
    mixed = ALL.sample(frac=1, random_state=1).reset_index(drop=True)
    pd.testing.assert_frame_equal(place_customers(mixed, as_of=2025), place_customers(ALL, as_of=2025))


def test_what_comes_later_is_not_looked_at():
    assert place_customers(ALL, as_of=2024).loc["gone", "stage"] == "commitment"


def test_transitions_of_the_real_exhibitors_are_shares():
    rows = load("participations")
    rows = rows[rows["customer_id"].str.startswith("E")]
    shares = stage_transitions(*(place_customers(rows, as_of=year) for year in (2024, 2025)))
    known = shares[shares["customers"] > 0]
    assert known[list(STAGES)].sum(axis=1).tolist() == pytest.approx([1] * len(known))
    # Newcomers leave more readily than veterans.
    assert known.loc["exploration", "dissolution"] > known.loc["commitment", "dissolution"]


def test_the_tables_hold_the_five_stages_in_order():
    assert tuple(relationship_stages().index) == tuple(stage_schemes().index) == STAGES
    with language("zh"):
        assert relationship_stages().loc["expansion", "name"] == "扩展"


def test_bad_input_is_named():
    with pytest.raises(ParameterError, match="as_of=1990: no row lies"):
        place_customers(ALL, as_of=1990)
    with pytest.raises(DataError, match="is not the only row of that customer and year"):
        place_customers(pd.concat([ALL, ALL], ignore_index=True), as_of=2025)
    with pytest.raises(DataError, match="column 'took_part', row 0: 2 is not 0 or 1"):
        place_customers(ALL.assign(took_part=2), as_of=2025)
    with pytest.raises(ParameterError, match="veteran_from=1"):
        place_customers(ALL, as_of=2025, veteran_from=1)
    placed = place_customers(ALL, as_of=2025)
    with pytest.raises(DataError, match="is not one of awareness"):
        stage_transitions(placed.assign(stage="birth"), placed)
    with pytest.raises(DataError, match="no customer is in both frames"):
        stage_transitions(placed, placed.set_axis([f"x{name}" for name in placed.index]))
