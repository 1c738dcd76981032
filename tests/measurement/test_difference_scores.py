"""Reliability of differences: hand-worked numbers, simulated scores, faults named."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import ParameterError
from cvm_lessons.measurement import difference_score_reliability


@pytest.mark.parametrize(
    ("one", "two", "r", "expected"),
    [(0.8, 0.8, 0.6, 0.5), (0.9, 0.9, 0.0, 0.9), (0.7, 0.7, 0.7, 0.0), (0.9, 0.7, 0.6, 0.5)],
)
def test_equal_spreads_by_hand(one, two, r, expected):
    # ((r11 + r22) / 2 - r12) / (1 - r12)
    assert difference_score_reliability(one, two, r) == pytest.approx(expected, abs=1e-12)


def test_unequal_spreads_by_hand():
    # (4 * 0.9 + 1 * 0.5 - 2 * 0.25 * 2) / (4 + 1 - 1) = 3.1 / 4
    assert difference_score_reliability(0.9, 0.5, 0.25, sd_first=2) == pytest.approx(0.775)


@given(rel=st.floats(0.1, 0.99), share=st.floats(0.01, 0.99))
def test_a_difference_is_less_reliable_the_more_its_parts_correlate(rel, share):
    assert difference_score_reliability(rel, rel, share * rel) <= rel + 1e-12


def test_simulated_differences_have_the_reliability_that_the_formula_says():
    rng = np.random.default_rng(0)
    true = rng.multivariate_normal([0, 0], [[0.8, 0.5], [0.5, 0.7]], size=200_000)
    first, second = (true + rng.normal(size=true.shape) * np.sqrt([0.2, 0.3])).T
    expected = (true[:, 0] - true[:, 1]).var() / (first - second).var()
    found = difference_score_reliability(0.8, 0.7, np.corrcoef(first, second)[0, 1])
    assert found == pytest.approx(expected, abs=0.01)


def test_numbers_that_contradict_one_another_show_as_negative():
    assert difference_score_reliability(0.5, 0.5, 0.8) == pytest.approx(-1.5)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((1.2, 0.8, 0.5), "reliability_first=1.2 is not a number from 0 to 1"),
        ((0.8, -0.1, 0.5), "reliability_second=-0.1 is not a number from 0 to 1"),
        ((0.8, 0.8, 2), "correlation=2 is not a number from -1 to 1"),
        ((0.8, 0.8, 1), "correlation=1 with standard deviations 1 and 1: the difference does not vary"),
    ],
)
def test_bad_numbers_are_named(arguments, message):
    with pytest.raises(ParameterError, match=message):
        difference_score_reliability(*arguments)


def test_a_bad_spread_is_named():
    with pytest.raises(ParameterError, match="sd_second=-1 is not a number from 0 to inf"):
        difference_score_reliability(0.8, 0.8, 0.5, sd_second=-1)
