import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_linear, mean_interval
from cvm_lessons.trust import SCALES, TRUST_VIEWS, trust_profile, trust_scores, trust_views


def test_each_view_takes_the_mean_of_its_dimensions(answers):
    table = trust_scores(answers, "mayer1995")
    assert list(table) == [*TRUST_VIEWS["mayer1995"], "trust"]
    by_hand = np.mean([answers[list(SCALES[name])].mean(axis=1) for name in TRUST_VIEWS["mayer1995"]], axis=0)
    assert table["trust"].to_numpy() == pytest.approx(by_hand)


def test_views_name_their_sources_and_questions():
    table = trust_views()
    assert list(table.groupby("source", sort=False).size()) == [2, 3, 2]
    assert table["question"].str.endswith("?").all()


def test_the_profile_puts_the_weakest_first_within_each_group():
    frame = pd.DataFrame({"g": list("aabb"), "x": [6, 5, 2, 3], "y": [4, 4, 6, 7]})
    table = trust_profile(frame, ("x", "y"), by="g")
    assert table[["group", "dimension"]].to_numpy().tolist() == [
        ["a", "y"],
        ["a", "x"],
        ["b", "x"],
        ["b", "y"],
    ]
    assert table["estimate"].tolist() == [4, 5.5, 2.5, 6.5]


def test_without_clusters_the_interval_is_that_of_the_mean():
    frame = pd.DataFrame({"x": [6.0, 5, 2, 3]})
    row, plain = trust_profile(frame, ("x",)).iloc[0], mean_interval(frame, "x")
    assert (row["low"], row["high"], row["n"]) == (plain.low, plain.high, 4)


def test_with_clusters_the_error_is_that_of_a_regression_on_nothing(scores):
    # A regression on a predictor that says nothing of the outcome has, at its mean, the error of the mean.
    row = trust_profile(scores, ("trust",), cluster="customer_id").iloc[0]
    sums = (scores["trust"] - scores["trust"].mean()).groupby(scores["customer_id"]).sum()
    error = np.sqrt(len(sums) / (len(sums) - 1) * (sums**2).sum()) / len(scores)
    assert (row["high"] - row["low"]) / 2 / error == pytest.approx(1.9659, abs=1e-4)  # t of 399
    assert row["n"] == 400
    noise = scores.assign(nothing=np.random.default_rng(1).normal(size=len(scores)))
    noise["nothing"] -= noise["nothing"].mean()
    fit = fit_linear(noise, "trust", ["nothing"], cluster="customer_id")
    assert fit.standard_errors["intercept"] == pytest.approx(error, rel=0.01)


def test_bad_input_is_named(answers):
    with pytest.raises(
        ParameterError, match="view='meyer1995' is not one of its values. Did you mean 'mayer1995'"
    ):
        trust_scores(answers, "meyer1995")
    frame = pd.DataFrame({"g": ["a", "a", "b"], "x": [1, 2, 3], "c": ["z"] * 3})
    with pytest.raises(DataError, match="group 'b' has 1 row: two or more are needed"):
        trust_profile(frame, ("x",), by="g")
    with pytest.raises(DataError, match="column 'c' holds one value"):
        trust_profile(frame, ("x",), cluster="c")
    with pytest.raises(DataError, match="column 'trust_credibility' is missing"):
        trust_profile(frame)
