"""Metrics of one question, and whether the choice among them matters."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.satisfaction import (
    bottom_box,
    compare_metrics,
    csat_metrics,
    metric_correlations,
    rescale_0_100,
    top_box,
)

ANSWERS = pd.DataFrame({"sat_overall": [10, 9, 8, 8, 7, 3, 9, 10]})


def test_boxes_and_mean_by_hand():
    table = csat_metrics(ANSWERS)
    assert table["estimate"].to_dict() == pytest.approx(
        {"mean": 8.0, "score": 77.7778, "top_box": 0.5, "bottom_box": 0.125}, abs=1e-4
    )
    assert (table["low"] < table["estimate"]).all()
    assert top_box(ANSWERS, k=1).estimate == 0.25
    assert bottom_box(ANSWERS, k=2).estimate == 0


def test_the_worst_answer_is_zero_and_not_ten():
    assert (rescale_0_100(1), rescale_0_100(5.5), rescale_0_100(10)) == (0, 50, 100)
    assert rescale_0_100(4, low=1, high=7) == 50


@given(st.lists(st.integers(1, 10), min_size=2, max_size=50))
def test_top_and_bottom_boxes_of_the_whole_scale_sum_to_one(scores):
    frame = pd.DataFrame({"sat_overall": scores})
    assert top_box(frame, k=4).estimate + bottom_box(frame, k=6).estimate == pytest.approx(1)


def test_a_group_can_lead_by_mean_and_trail_by_top_box():
    frame = pd.DataFrame({"hall": list("AAAABBBB"), "sat_overall": [8, 8, 8, 8, 10, 10, 9, 2]})
    table = compare_metrics(frame, "hall")
    assert table["rank_mean"].to_dict() == {"A": 1, "B": 2}
    assert table["rank_top_box"].to_dict() == {"A": 2, "B": 1}
    assert table["rank_bottom_box"].to_dict() == {"A": 1, "B": 2}


def test_correlations_are_those_of_numpy_and_sorted_by_size(answers):
    table = metric_correlations(answers, "rebook_intention", ["recommend", "sat_overall"])
    expected = np.corrcoef(answers["sat_overall"], answers["rebook_intention"])[0, 1]
    assert table.loc["sat_overall", "estimate"] == pytest.approx(expected)
    assert table["estimate"].abs().is_monotonic_decreasing
    top = (answers["sat_round"] >= 9).astype(int)
    assert metric_correlations(answers, "rebook_intention", {"top two": top}).index.tolist() == ["top two"]


def test_fisher_interval_by_hand():
    # r = 0.5 of n = 28: z 0.5493 ± 1.96 / 5
    x = np.tile([1.0, -1.0, 1.0, -1.0], 7)
    y = 0.5 * x + np.sqrt(0.75) * np.tile([1.0, 1.0, -1.0, -1.0], 7)
    row = metric_correlations(pd.DataFrame({"x": x, "y": y}), "y", ["x"]).loc["x"]
    assert (row["estimate"], row["low"], row["high"]) == pytest.approx((0.5, 0.156, 0.736), abs=1e-3)


def test_bad_input_is_named():
    with pytest.raises(DataError, match="column 'sat_overall', row 1: 11 is not a whole number from 1 to 10"):
        csat_metrics(pd.DataFrame({"sat_overall": [9, 11]}))
    with pytest.raises(ParameterError, match="k=10 is not a whole number from 1 to 9"):
        top_box(ANSWERS, k=10)
    with pytest.raises(ParameterError, match="k=0 is not"):
        bottom_box(ANSWERS, k=0)
    with pytest.raises(ParameterError, match="score=11 is not a number from 1 to 10"):
        rescale_0_100(11)
    with pytest.raises(ParameterError, match="low=7 is not below high=1"):
        rescale_0_100(4, low=7, high=1)
    with pytest.raises(DataError, match="hall B: one answer"):
        compare_metrics(pd.DataFrame({"hall": ["A", "A", "B"], "sat_overall": [8, 8, 9]}), "hall")
    with pytest.raises(DataError, match="column 'x' holds one value"):
        metric_correlations(pd.DataFrame({"x": [1] * 5, "y": range(5)}), "y", ["x"])
    with pytest.raises(DataError, match="2 rows: a correlation"):
        metric_correlations(pd.DataFrame({"x": [1, 2], "y": [1, 2]}), "y", ["x"])
    with pytest.raises(DataError, match="column 'sat' is missing"):
        metric_correlations(answers_missing(), "y", ["sat"])


def answers_missing() -> pd.DataFrame:
    return pd.DataFrame({"y": range(5)})
