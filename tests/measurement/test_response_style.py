"""Ipsatised answers: hand-worked, free of level and spread, faults named."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import ipsatize

ANSWERS = pd.DataFrame({"a": [6, 2, 4], "b": [7, 3, 4], "c": [5, 1, 4]}, index=["one", "two", "three"])


def test_answers_by_hand():
    expected = pd.DataFrame(
        {"a": [0.0, 0, 0], "b": [1.0, 1, 0], "c": [-1.0, -1, 0]}, index=["one", "two", "three"]
    )
    pd.testing.assert_frame_equal(ipsatize(ANSWERS, list("abc")), expected)


@given(level=st.floats(-5, 5), spread=st.floats(0.1, 5))
def test_neither_level_nor_spread_of_a_respondent_matters(level, spread):
    moved = ANSWERS.head(2) * spread + level
    scaled = ipsatize(moved, list("abc"), scale=True)
    assert scaled.to_numpy() == pytest.approx(ipsatize(ANSWERS.head(2), list("abc"), scale=True).to_numpy())
    assert scaled.sum(axis=1).to_numpy() == pytest.approx(np.zeros(2), abs=1e-9)


def test_a_difference_of_groups_that_is_only_style_goes_away():
    rng = np.random.default_rng(0)
    style = np.repeat([0.0, 1.0], 500)
    answers = pd.DataFrame(rng.normal(size=(1000, 5)) + style[:, None], columns=list("abcde"))
    centred = ipsatize(answers, list("abcde"))
    assert abs(answers["a"][style == 1].mean() - answers["a"][style == 0].mean()) > 0.8
    assert abs(centred["a"][style == 1].mean() - centred["a"][style == 0].mean()) < 0.2


def test_faults_are_named():
    with pytest.raises(ParameterError, match=r"items=\['a'\]: two or more columns are needed"):
        ipsatize(ANSWERS, ["a"])
    with pytest.raises(DataError, match="column 'd' is missing"):
        ipsatize(ANSWERS, ["a", "d"])
    with pytest.raises(DataError, match="row three: the respondent answers 4 throughout"):
        ipsatize(ANSWERS, list("abc"), scale=True)
