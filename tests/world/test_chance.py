"""Draws that several tables share."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.world.chance import (
    beta_parameters,
    by_name,
    by_row,
    correlated,
    logistic,
    pick,
    rating,
    rows_of,
)


def test_names_are_drawn_in_proportion_to_their_shares():
    drawn = pick(np.random.default_rng(1), {"a": 3, "b": 1}, 20_000)
    assert (drawn == "a").mean() == pytest.approx(0.75, abs=0.01)


def test_rows_are_looked_up_and_what_is_not_named_is_zero():
    table = {"x": {"a": 1.0}, "y": {"b": 2.0}}
    assert by_row(table, pd.Series(["y", "x", "y"]), ["b", "a"]).tolist() == [[2, 0], [0, 1], [2, 0]]


def test_answers_are_whole_points_within_the_scale():
    assert rating(np.array([-3, 0.4, 1.6, 6.5, 7.5, 12]), 1, 7).tolist() == [1, 1, 2, 6, 7, 7]


def test_logistic_by_hand():
    assert logistic(np.log(np.array([1.0, 3.0]))).tolist() == pytest.approx([0.5, 0.75])


def test_beta_parameters_have_the_mean_and_the_sum():
    first, second = beta_parameters(np.array([0.2, 0.5]), 10)
    assert first.tolist() == pytest.approx([2, 5])
    assert (first + second).tolist() == pytest.approx([10, 10])


def test_correlated_draws_have_the_correlation_asked_for():
    draws = correlated(np.random.default_rng(1), 20_000, np.array([[1, 0.6], [0.6, 1]]))
    assert np.corrcoef(draws.T)[0, 1] == pytest.approx(0.6, abs=0.02)
    assert draws.std(axis=0) == pytest.approx([1, 1], abs=0.02)


def test_what_has_no_name_or_no_row_is_missing_when_looked_up():
    names = pd.Series(["b", None, "c"])
    assert np.isnan(by_name({"b": 1.0}, names)).tolist() == [False, True, True]
    found = rows_of(pd.DataFrame({"x": [1.0]}, index=["b"]), names)
    assert np.isnan(found[:, 0]).tolist() == [False, True, True]
