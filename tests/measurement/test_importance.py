from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import (
    bootstrap_interval,
    derived_importance,
    fit_linear,
    importance_intervals,
    relative_weights,
    shapley_importance,
)

METHODS = ("shapley", "relative_weights")


def random_frame(seed: int, p: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(30, p)) @ rng.normal(size=(p, p)) + rng.normal(size=(30, p))
    y = x @ rng.normal(size=p) + rng.normal(size=30) * rng.uniform(0.2, 5)
    return pd.DataFrame(x, columns=[f"x{j}" for j in range(p)]).assign(y=y)


def test_shapley_agrees_with_the_published_dominance_analysis(attitude):
    # R package dominanceanalysis, README: average contributions of six predictors of `attitude`.
    importance = shapley_importance(attitude, "rating", list(attitude.columns[1:]))
    assert importance.round(3).tolist() == [0.371, 0.051, 0.156, 0.12, 0.007, 0.028]


def test_relative_weights_agree_with_the_published_example(sample_with):
    # R package iopsych, help page of relWt: four predictors given by their correlations.
    correlations = [
        [1.0, 0.2, 0.3, 0.4, -0.4],
        [0.2, 1.0, 0.5, 0.1, 0.1],
        [0.3, 0.5, 1.0, 0.2, -0.3],
        [0.4, 0.1, 0.2, 1.0, 0.4],
        [-0.4, 0.1, -0.3, 0.4, 1.0],
    ]
    weights = relative_weights(sample_with(correlations, "abcdy"), "y", list("abcd"))
    assert weights.to_numpy() == pytest.approx([0.24066119, 0.05492664, 0.12143476, 0.28158189], abs=1e-8)


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), p=st.integers(1, 6))
def test_importances_sum_to_r_squared_and_none_is_negative(method, seed, p):
    frame = random_frame(seed, p)
    predictors = [f"x{j}" for j in range(p)]
    table = derived_importance(frame, "y", predictors, method=method)
    assert table["importance"].sum() == pytest.approx(fit_linear(frame, "y", predictors).r_squared, abs=1e-9)
    assert (table["importance"] > -1e-12).all()
    assert table["share"].sum() == pytest.approx(1)


@settings(max_examples=5)
@given(seed=st.integers(0, 10_000))
def test_shapley_is_the_mean_increment_over_all_orders(seed):
    frame, names = random_frame(seed, 4), ["x0", "x1", "x2", "x3"]

    def r_squared(members):
        return fit_linear(frame, "y", list(members)).r_squared if members else 0.0

    totals = dict.fromkeys(names, 0.0)
    orders = list(permutations(names))
    for order in orders:
        for place, name in enumerate(order):
            totals[name] += (r_squared(order[: place + 1]) - r_squared(order[:place])) / len(orders)
    assert shapley_importance(frame, "y", names).to_dict() == pytest.approx(totals, abs=1e-9)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("r", "r1", "r2"), [(0.5, 0.6, 0.4), (-0.3, 0.5, 0.2), (0.9, 0.7, 0.6)])
def test_two_predictors_follow_the_closed_form(sample_with, method, r, r1, r2):
    # Half of what the first explains alone and half of what it adds to the second; both measures agree here.
    frame = sample_with([[1, r, r1], [r, 1, r2], [r1, r2, 1]], ["a", "b", "y"])
    r_squared = (r1**2 + r2**2 - 2 * r * r1 * r2) / (1 - r**2)
    expected = {"a": (r1**2 + r_squared - r2**2) / 2, "b": (r2**2 + r_squared - r1**2) / 2}
    assert derived_importance(frame, "y", ["a", "b"], method=method)["importance"].to_dict() == pytest.approx(
        expected
    )


@pytest.mark.parametrize("method", METHODS)
def test_uncorrelated_predictors_get_their_squared_correlations(sample_with, method):
    frame = sample_with(
        [[1, 0, 0, 0.6], [0, 1, 0, 0.5], [0, 0, 1, -0.3], [0.6, 0.5, -0.3, 1]], ["a", "b", "c", "y"]
    )
    table = derived_importance(frame, "y", ["a", "b", "c"], method=method)
    assert table["importance"].to_dict() == pytest.approx({"a": 0.36, "b": 0.25, "c": 0.09})
    assert table["rank"].to_dict() == {"a": 1, "b": 2, "c": 3}


@pytest.mark.parametrize("method", METHODS)
def test_symmetric_predictors_are_equally_important(sample_with, method):
    frame = sample_with(
        [[1, 0.8, 0.2, 0.6], [0.8, 1, 0.2, 0.6], [0.2, 0.2, 1, 0.4], [0.6, 0.6, 0.4, 1]], "abcy"
    )
    importance = derived_importance(frame, "y", list("abc"), method=method)["importance"]
    assert importance["a"] == pytest.approx(importance["b"])


@pytest.mark.parametrize("method", METHODS)
def test_units_do_not_matter_and_order_does_not_matter(attitude, method):
    predictors = ["complaints", "learning", "raises"]
    changed = attitude.assign(learning=1000 - 3 * attitude["learning"])
    one = derived_importance(attitude, "rating", predictors, method=method)["importance"]
    two = derived_importance(changed, "rating", predictors[::-1], method=method)["importance"]
    assert two[predictors].to_dict() == pytest.approx(one.to_dict())


def test_betas_and_correlations_keep_their_sign(attitude):
    predictors = ["complaints", "learning", "advance"]
    betas = derived_importance(attitude, "rating", predictors, method="beta")
    assert betas["importance"].to_dict() == pytest.approx(
        fit_linear(attitude, "rating", predictors).standardised.to_dict()
    )
    assert betas.loc["advance", "importance"] < 0 < betas.loc["advance", "share"]
    correlations = derived_importance(attitude, "rating", predictors, method="correlation")["importance"]
    assert correlations.to_dict() == pytest.approx(
        attitude[predictors].corrwith(attitude["rating"]).to_dict()
    )


def test_intervals_hold_the_estimates_of_the_same_measure(attitude):
    predictors = ["complaints", "learning", "raises"]
    for method in METHODS:
        table = importance_intervals(attitude, "rating", predictors, method=method, n_boot=200, rng=3)
        estimates = derived_importance(attitude, "rating", predictors, method=method)
        pd.testing.assert_frame_equal(table[list(estimates.columns)], estimates)
        assert (table["low"] < table["importance"]).all()
        assert (table["importance"] < table["high"]).all()


def test_intervals_agree_with_the_general_bootstrap(attitude):
    predictors = ["complaints", "learning"]
    general = bootstrap_interval(
        attitude, lambda rows: shapley_importance(rows, "rating", predictors), n_boot=100, rng=3
    )
    table = importance_intervals(attitude, "rating", predictors, n_boot=100, rng=3)
    assert table["low"].tolist() == pytest.approx(general["low"].tolist())
    assert table["high"].tolist() == pytest.approx(general["high"].tolist())


def test_intervals_widen_when_customers_are_resampled(attitude):
    thrice = pd.concat([attitude] * 3).assign(customer_id=lambda rows: rows.index)
    widths = {}
    for cluster in (None, "customer_id"):
        table = importance_intervals(
            thrice, "rating", ["complaints", "learning"], n_boot=300, cluster=cluster
        )
        widths[cluster] = (table["high"] - table["low"]).mean()
    assert widths["customer_id"] / widths[None] == pytest.approx(np.sqrt(3), rel=0.2)


def test_a_resample_in_which_a_predictor_stands_still_is_named():
    frame = pd.DataFrame({"a": [0, 0, 0, 0, 1], "y": [1, 2, 3, 4, 6]})
    with pytest.raises(
        DataError, match=r"resample \d+ of 100 cannot be computed: column 'a' is 0 in every row"
    ):
        importance_intervals(frame, "y", ["a"], n_boot=100)


def test_twelve_predictors_are_allowed_and_thirteen_refused():
    frame, names = random_frame(1, 13), [f"x{j}" for j in range(13)]
    total = shapley_importance(frame, "y", names[:12]).sum()
    assert total == pytest.approx(fit_linear(frame, "y", names[:12]).r_squared)
    with pytest.raises(ParameterError, match="13 predictors: 'shapley' takes at most 12"):
        shapley_importance(frame, "y", names)
    assert relative_weights(frame, "y", names).sum() == pytest.approx(fit_linear(frame, "y", names).r_squared)


def test_bad_input_is_named(attitude):
    with pytest.raises(
        ParameterError, match=r"method='shaply' is not one of its values. Did you mean 'shapley'\?"
    ):
        derived_importance(attitude, "rating", ["raises"], method="shaply")
    with pytest.raises(DataError, match="column 'rating' is 1 in every row"):
        derived_importance(attitude.assign(rating=1), "rating", ["raises"])
    with pytest.raises(DataError, match="column 'twice' is an exact linear combination of 'raises'"):
        relative_weights(attitude.assign(twice=2 * attitude["raises"]), "rating", ["raises", "twice"])
    with pytest.raises(DataError, match=r"column 'raise' is missing. Did you mean 'raises'\?"):
        shapley_importance(attitude, "rating", ["raise"])
