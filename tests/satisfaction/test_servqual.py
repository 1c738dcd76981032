"""Gaps, their reliability, and which measure of service fits."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.satisfaction import (
    RATER,
    compare_service_measures,
    gap_reliability,
    gap_scores,
    service_scores,
)


def test_a_gap_is_performance_less_expectation_by_hand():
    frame = pd.DataFrame({"exp_a_1": [6, 5], "exp_a_2": [6, 7], "got_a_1": [4, 6], "got_a_2": [5, 5]})
    frame = frame.assign(exp_b_1=5, exp_b_2=5, got_b_1=[6, 7], got_b_2=[6, 7])
    scores = service_scores(frame, dimensions=["a", "b"])
    assert scores["gap_a"].tolist() == [-1.5, -0.5]
    table = gap_scores(scores, dimensions=["a", "b"], weights={"a": 3, "b": 1})
    assert table["gap"].to_dict() == pytest.approx({"a": -1.0, "b": 1.5, "overall": -0.375})
    assert table["weighted_gap"].loc[["a", "b"]].sum() == pytest.approx(table.loc["overall", "gap"])
    assert table.loc["overall", "performance"] == pytest.approx(0.75 * 5 + 0.25 * 6.5)


def test_reliability_of_the_gap_follows_the_formula(answers):
    row = gap_reliability(answers).loc["empathy"]
    scores = service_scores(answers)
    p, e = scores["got_empathy"].std(), scores["exp_empathy"].std()
    shared = 2 * row["correlation"] * p * e
    expected = (p**2 * row["performance"] + e**2 * row["expectation"] - shared) / (p**2 + e**2 - shared)
    assert row["gap"] == pytest.approx(expected)


def test_the_difference_of_two_alike_scores_is_unreliable():
    rng = np.random.default_rng(1)
    shared = rng.normal(size=3000)
    columns = {
        f"{kind}_a_{item}": shared + 0.4 * own + 0.6 * rng.normal(size=3000)
        for kind, own in (("exp", rng.normal(size=3000)), ("got", rng.normal(size=3000)))
        for item in (1, 2)
    }
    row = gap_reliability(pd.DataFrame(columns), dimensions=["a"]).loc["a"]
    # Each score: 1.16 / (1.16 + 0.18) = 0.866; the difference: 0.32 / (0.32 + 0.36) = 0.471.
    assert (row["performance"], row["gap"]) == pytest.approx((0.866, 0.471), abs=0.03)


def test_performance_alone_fits_best_when_it_alone_counts(answers):
    scores = service_scores(answers, keep=["sat_overall", "customer_id"])
    noise = np.random.default_rng(2).normal(size=len(scores))
    scores["judged"] = scores[[f"got_{name}" for name in RATER]].mean(axis=1) + noise
    table = compare_service_measures(scores, "judged", weights=dict.fromkeys(RATER, 1), cluster="customer_id")
    assert table.loc["SERVPERF", "cv_r2"] > table.loc["SERVQUAL", "cv_r2"]
    assert table.loc["weighted SERVPERF", "r2"] == pytest.approx(table.loc["SERVPERF", "r2"])
    assert table.loc["both sides by dimension", "predictors"] == 10


def test_bad_input_is_named(answers):
    with pytest.raises(DataError, match="column 'exp_empathy_1' is missing"):
        service_scores(answers.drop(columns="exp_empathy_1"))
    scores = service_scores(answers)
    with pytest.raises(ParameterError, match="weights has no 'assurance'"):
        gap_scores(scores, weights={"reliability": 1})
    with pytest.raises(ParameterError, match="weights sum to 0"):
        gap_scores(scores, weights=dict.fromkeys(RATER, 0))
    with pytest.raises(DataError, match="no dimension is named"):
        gap_scores(scores, dimensions=[])
    with pytest.raises(DataError, match="column 'got_mood_1' is missing|column 'exp_mood_1' is missing"):
        gap_reliability(answers, dimensions=["mood"])
    with pytest.raises(DataError, match="column 'joy' is missing"):
        compare_service_measures(scores, "joy")
