import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import cronbach_alpha, item_total_correlations

# Shrout and Fleiss (1979), Psychological Bulletin 86, 420-428, table 2: ICC(3,4), which is alpha, is 0.91.
JUDGES = pd.DataFrame(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]],
    columns=list("abcd"),
)


def test_alpha_agrees_with_shrout_and_fleiss():
    # Their mean squares: between targets 11.24, error 1.02; psych::ICC prints the interval 0.68 to 0.99.
    interval = cronbach_alpha(JUDGES)
    assert interval.estimate == pytest.approx(1 - 1.02 / 11.24, abs=5e-4)
    assert (interval.low, interval.high) == pytest.approx((0.676, 0.986), abs=5e-4)
    assert interval.n == 6


def test_item_analysis_agrees_with_the_published_one(attitude):
    # R package psych, alpha(attitude): raw alpha 0.84.
    assert cronbach_alpha(attitude).estimate == pytest.approx(0.84, abs=0.005)
    table = item_total_correlations(attitude)
    assert table["item_total"].round(2).tolist() == [0.67, 0.74, 0.56, 0.71, 0.79, 0.27, 0.46]
    assert table["alpha_if_deleted"].round(2).tolist() == [0.81, 0.80, 0.83, 0.80, 0.80, 0.86, 0.84]
    assert table.loc["rating", ["mean", "sd"]].round(1).tolist() == [64.6, 12.2]


def test_items_that_agree_fully_have_alpha_1():
    assert cronbach_alpha(pd.DataFrame({"a": [1, 2, 4], "b": [2, 3, 5]})).estimate == pytest.approx(1)


def test_parallel_items_follow_spearman_and_brown(sample_with):
    # Standardised items with a common correlation r: alpha = k r / (1 + (k - 1) r).
    items = sample_with(np.full((3, 3), 0.4) + 0.6 * np.eye(3), "abc")
    assert cronbach_alpha(items).estimate == pytest.approx(3 * 0.4 / 1.8)


def test_feldts_interval_covers_the_truth_as_often_as_it_claims():
    rng, covered = np.random.default_rng(4), []
    for _ in range(300):
        items = rng.normal(size=(50, 1)) + rng.normal(size=(50, 4))  # r = 1/2, alpha = 0.8
        covered.append(cronbach_alpha(pd.DataFrame(items, columns=list("abcd"))).covers(0.8))
    assert np.mean(covered) == pytest.approx(0.95, abs=0.03)


def test_a_reversed_item_shows_itself():
    table = item_total_correlations(JUDGES.assign(b=10 - JUDGES["b"]))
    assert table["item_total"].idxmin() == "b"
    assert table.loc["b", "item_total"] < 0
    assert table["alpha_if_deleted"].idxmax() == "b"


@pytest.mark.parametrize(
    ("items", "message"),
    [
        (JUDGES[["a"]], "1 items: at least 2 are needed"),
        (JUDGES.head(1), "1 respondent: at least 2"),
        (JUDGES.assign(b=3), "column 'b' is 3 in every row"),
        (JUDGES.assign(b=[1, 2, None, 4, 5, 6]), "column 'b', row 2: nan is not a value"),
        (pd.DataFrame({"a": [1, 2], "b": [2, 1]}), "column 'sum of the items' is 3 in every row"),
    ],
)
def test_bad_items_are_named(items, message):
    with pytest.raises(DataError, match=message):
        cronbach_alpha(items)


def test_item_analysis_needs_three_items_and_alpha_a_level():
    with pytest.raises(DataError, match="2 items: at least 3 are needed"):
        item_total_correlations(JUDGES[["a", "b"]])
    with pytest.raises(ParameterError, match="level=95 is not a share"):
        cronbach_alpha(JUDGES, level=95)
