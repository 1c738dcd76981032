"""Estimates against the truth: the miss, the coverage, and faults named."""

import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement.recovery import against_truth

SLOPES = pd.DataFrame(
    {"estimate": [0.5, 0.20, 0.10], "low": [0.1, 0.15, 0.02], "high": [0.9, 0.25, 0.18]},
    index=["intercept", "image", "price"],
)


def test_miss_and_coverage_by_hand():
    table = against_truth(SLOPES, {"image": 0.12, "price": 0.18})
    assert table["miss"].tolist() == pytest.approx([0.08, -0.08])
    assert table["covered"].tolist() == [False, True]  # an end of the interval counts as covered
    assert table.index.tolist() == ["image", "price"]


def test_a_true_value_without_an_estimate_is_named():
    with pytest.raises(DataError, match="no estimate called 'imgae'; there are intercept, image, price"):
        against_truth(SLOPES, {"imgae": 0.1})


def test_a_true_value_that_is_no_number_is_named():
    with pytest.raises(ParameterError, match="image='high' is not a finite number"):
        against_truth(SLOPES, {"image": "high"})


def test_a_missing_column_is_named():
    with pytest.raises(DataError, match="column 'high' is missing"):
        against_truth(SLOPES.drop(columns="high"), {"image": 0.1})
