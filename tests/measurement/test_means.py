import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import difference_interval, mean_interval, share_interval

# Student (1908): hours of sleep gained by ten patients with two drugs; R prints t = 1.8608 on 17.776
# degrees of freedom and the interval 3.3655 to -0.2055 for the second less the first.
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
SLEEP = pd.DataFrame({"drug": [0] * 10 + [1] * 10, "extra": FIRST + SECOND})


def test_mean_and_interval_by_hand():
    # Mean 8, variance 8/3, standard error 0.8165, t of three degrees of freedom 3.1824.
    interval = mean_interval(pd.DataFrame({"score": [6, 8, 8, 10]}), "score")
    assert (interval.estimate, interval.low, interval.high) == pytest.approx((8, 5.4015, 10.5985), abs=1e-4)


def test_mean_intervals_cover_the_truth_as_often_as_they_claim():
    samples = np.random.default_rng(1).normal(7, 2, size=(400, 12))
    covered = [mean_interval(pd.DataFrame({"score": row}), "score", level=0.9).covers(7) for row in samples]
    assert np.mean(covered) == pytest.approx(0.9, abs=0.035)  # within about two standard errors


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_share_agrees_with_the_published_wilson_intervals(successes, n, low, high):
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
    interval = share_interval(successes, n)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_share_stays_within_0_and_1_and_mirrors(counts):
    successes, n = counts
    interval, mirror = share_interval(successes, n), share_interval(n - successes, n)
    assert 0 <= interval.low <= interval.estimate <= interval.high <= 1
    assert (1 - mirror.high, 1 - mirror.low) == pytest.approx((interval.low, interval.high), abs=1e-12)


def test_difference_agrees_with_students_sleep_data():
    interval = difference_interval(SLEEP, "extra", "drug")
    assert (interval.estimate, interval.low, interval.high) == pytest.approx(
        (1.58, -0.2055, 3.3655), abs=1e-4
    )
    assert interval.n == 20


def test_difference_turns_its_sign_with_the_groups():
    swapped = difference_interval(SLEEP.assign(drug=1 - SLEEP["drug"]), "extra", "drug")
    assert (swapped.estimate, swapped.high) == pytest.approx((-1.58, 0.2055), abs=1e-4)


def test_boolean_groups_serve_as_0_and_1():
    assert difference_interval(
        SLEEP.assign(drug=SLEEP["drug"] == 1), "extra", "drug"
    ).estimate == pytest.approx(1.58)


def test_bad_means_are_named():
    with pytest.raises(DataError, match="column 'score', row 1: nan is not a value"):
        mean_interval(pd.DataFrame({"score": [6, math.nan]}), "score")
    with pytest.raises(DataError, match="column 'score' has one row"):
        mean_interval(pd.DataFrame({"score": [6]}), "score")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((3, 2), "successes=3 is not a whole number from 0 to 2"),
        ((0, 0), "n=0 is not a whole number from 1 up"),
        ((0.5, 2), "successes=0.5 is not a whole number"),
    ],
)
def test_bad_counts_are_named(arguments, message):
    with pytest.raises(ParameterError, match=message):
        share_interval(*arguments)


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        ([0, 1, 2, 1], "column 'group', row 2: 2 is not 0 or 1"),
        ([0, 1, 1, 1], "column 'group' is 0 in 1 rows"),
        ([0, 0, 1, 1], "column 'score' does not vary within the groups of 'group'"),
    ],
)
def test_bad_groups_are_named(groups, message):
    with pytest.raises(DataError, match=message):
        difference_interval(pd.DataFrame({"group": groups, "score": [5, 5, 5, 5]}), "score", "group")
