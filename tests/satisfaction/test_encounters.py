"""Encounters, what they add up to, and how satisfaction accumulates."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.satisfaction import (
    cumulative_satisfaction,
    encounter_drivers,
    encounter_means,
    fit_updating_rate,
    peak_end,
)


def test_means_and_the_tail_by_hand():
    frame = pd.DataFrame({"enc_before": [8, 6, 4], "enc_during": [9, 9, 9], "enc_after": [7, 8, 9]})
    table = encounter_means(frame.assign(core=[8, 8, 9], auxiliary=[2, 3, 10]))
    assert table.loc["enc_before", ["mean", "dissatisfied"]].tolist() == pytest.approx([6, 1 / 3])
    assert table.loc["auxiliary", "dissatisfied"] == pytest.approx(2 / 3)
    assert table["view"].tolist() == ["phase"] * 3 + ["core or auxiliary"] * 2


def test_the_encounter_that_counts_ranks_first():
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(rng.normal(7, 1, (400, 3)), columns=["enc_before", "enc_during", "enc_after"])
    frame["sat_overall"] = 0.2 * frame["enc_before"] + 0.6 * frame["enc_during"] + rng.normal(size=400)
    table = encounter_drivers(frame, encounters=["enc_before", "enc_during", "enc_after"])
    assert table["rank"].idxmin() == "enc_during"
    assert table["share"].sum() == pytest.approx(1)
    assert table.loc["enc_during", "low"] < 0.6 < table.loc["enc_during", "high"]


def test_the_rule_that_made_the_answers_explains_them_best():
    rng = np.random.default_rng(2)
    frame = pd.DataFrame(rng.integers(1, 11, (500, 3)), columns=["enc_before", "enc_during", "enc_after"])
    frame["sat_overall"] = frame.min(axis=1) + 0.5 * frame["enc_after"] + rng.normal(size=500)
    assert peak_end(frame).index[0] == "worst and last"


def test_updating_by_hand():
    frame = pd.DataFrame({"customer_id": ["B", "A", "A", "A"], "year": [2023, 2025, 2023, 2024]})
    table = cumulative_satisfaction(frame.assign(sat_overall=[5, 8, 8, 4]), 0.25)
    assert table["cumulative"].tolist() == [8, 7, 7.25, 5]
    assert table["before"].tolist()[1:3] == [8, 7]
    assert table["before"].isna().tolist() == [True, False, False, True]


@given(st.floats(0, 1), st.lists(st.floats(1, 10), min_size=1, max_size=8))
def test_accumulated_satisfaction_stays_within_what_was_felt(rate, ratings):
    frame = pd.DataFrame({"customer_id": "A", "year": range(len(ratings)), "sat_overall": ratings})
    table = cumulative_satisfaction(frame, rate)
    assert table["cumulative"].between(min(ratings) - 1e-9, max(ratings) + 1e-9).all()


@pytest.mark.parametrize("rate", [0.2, 0.5])
def test_the_rate_that_made_the_ratings_is_found(rate):
    rng = np.random.default_rng(3)
    rows = []
    for customer in range(400):
        state = rng.normal(7, 1)
        for year in range(8):
            rating = state + 0.5 * rng.normal() if year else state
            rows.append((customer, year, rating))
            state += rate * (rating - state)
    frame = pd.DataFrame(rows, columns=["customer_id", "year", "sat_overall"])
    assert fit_updating_rate(frame) == pytest.approx(rate, abs=0.05)


def test_bad_input_is_named():
    frame = pd.DataFrame({"customer_id": ["A", "A"], "year": [2024, 2024], "sat_overall": [7, 8]})
    with pytest.raises(
        DataError, match="column 'year', row 1: 2024 is not the only encounter of its customer_id"
    ):
        cumulative_satisfaction(frame, 0.5)
    with pytest.raises(ParameterError, match="rate=2 is not a number from 0 to 1"):
        cumulative_satisfaction(frame, 2)
    with pytest.raises(DataError, match="no customer_id has three encounters"):
        fit_updating_rate(frame.assign(year=[2024, 2025]))
    with pytest.raises(DataError, match="1 phase: two or more"):
        peak_end(frame, phases=["sat_overall"])
    with pytest.raises(DataError, match="column 'enc_before' is missing"):
        encounter_means(frame)
    with pytest.raises(DataError, match="column 'core' is missing"):
        encounter_drivers(frame, encounters=["core"])
