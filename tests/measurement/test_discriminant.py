"""Discriminant validity: hand-worked tables, a ratio that recovers a correlation, clusters, faults named."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fornell_larcker, fornell_larcker_matrix, htmt

LOADINGS = pd.DataFrame(
    {"trust": [0.8, 0.9, 0, 0, 0, 0], "joy": [0, 0, 0.7, 0.6, 0, 0], "habit": [0, 0, 0, 0, 0.9, 0.9]}
)
NAMES = list(LOADINGS.columns)
AMONG = pd.DataFrame([[1, 0.7, 0.3], [0.7, 1, 0.4], [0.3, 0.4, 1]], index=NAMES, columns=NAMES)
SCALES = {"trust": ["a", "b"], "joy": ["c", "d"]}


def draw(correlation, n=400, seed=0, loading=0.8):
    rng = np.random.default_rng(seed)
    factors = rng.multivariate_normal([0, 0], [[1, correlation], [correlation, 1]], size=n)
    noise = rng.normal(size=(n, 4)) * np.sqrt(1 - loading**2)
    return pd.DataFrame(np.repeat(factors, 2, axis=1) * loading + noise, columns=list("abcd"))


def test_pairs_by_hand():
    # Variance extracted: trust (0.64 + 0.81) / 2 = 0.725, joy 0.425, habit 0.81.
    table = fornell_larcker(LOADINGS, AMONG)
    assert table[["first", "second"]].to_numpy().tolist() == [
        ["trust", "joy"],
        ["trust", "habit"],
        ["joy", "habit"],
    ]
    assert table["shared"].tolist() == pytest.approx([0.49, 0.09, 0.16])
    assert table["ave_first"].tolist() == pytest.approx([0.725, 0.725, 0.425])
    assert table["ave_second"].tolist() == pytest.approx([0.425, 0.81, 0.81])
    assert table["distinct"].tolist() == [False, True, True]


def test_the_printed_table_has_roots_on_its_diagonal():
    table = fornell_larcker_matrix(LOADINGS, AMONG)
    assert np.diag(table) == pytest.approx(np.sqrt([0.725, 0.425, 0.81]))
    assert table.loc["habit", "joy"] == 0.4
    assert np.isnan(table.loc["joy", "habit"])


def test_the_ratio_by_hand(sample_with):
    # Within 0.64 and 0.36, between the mean of 0.2, 0.3, 0.4, 0.5: 0.35 / sqrt(0.64 * 0.36) = 0.729.
    matrix = [[1, 0.64, 0.2, 0.3], [0.64, 1, 0.4, 0.5], [0.2, 0.4, 1, 0.36], [0.3, 0.5, 0.36, 1]]
    table = htmt(sample_with(matrix, "abcd"), SCALES, n_boot=100)
    assert table["estimate"].tolist() == pytest.approx([0.35 / 0.48])
    assert table[["first", "second", "n", "level"]].to_numpy().tolist() == [["trust", "joy", 200, 0.95]]


def test_abilities_by_hand_from_their_correlations(all_pupils, sample_with):
    covariance = all_pupils[0]
    spread = np.sqrt(np.diag(covariance))
    r = covariance / np.outer(spread, spread)
    within = {k: np.mean([r.loc[a, b] for a, b in pairs]) for k, pairs in {
        "visual": [("x1", "x2"), ("x1", "x3"), ("x2", "x3")],
        "speed": [("x7", "x8"), ("x7", "x9"), ("x8", "x9")],
    }.items()}  # fmt: skip
    between = r.loc[["x1", "x2", "x3"], ["x7", "x8", "x9"]].to_numpy().mean()
    pupils = sample_with(r.to_numpy(), list(r.columns), n=301)
    scales = {"visual": ["x1", "x2", "x3"], "speed": ["x7", "x8", "x9"]}
    expected = between / np.sqrt(within["visual"] * within["speed"])
    assert htmt(pupils, scales, n_boot=100)["estimate"].iloc[0] == pytest.approx(expected)


@given(loading=st.floats(0.6, 0.95), correlation=st.floats(0, 1))
def test_equally_good_items_give_the_correlation_of_the_factors(loading, correlation):
    matrix = np.kron([[1, correlation], [correlation, 1]], np.full((2, 2), loading**2))
    np.fill_diagonal(matrix, 1)
    noise = np.random.default_rng(0).normal(size=(400, 4))
    orthogonal = np.linalg.qr(noise - noise.mean(axis=0))[0]
    items = pd.DataFrame(orthogonal @ np.linalg.cholesky(matrix).T, columns=list("abcd"))
    estimate = htmt(items, SCALES, n_boot=100)["estimate"].iloc[0]
    assert estimate == pytest.approx(correlation, abs=1e-9)


def ratio_coverage(seeds):
    rows = [htmt(draw(0.6, seed=seed), SCALES, n_boot=400, rng=seed).iloc[0] for seed in range(seeds)]
    return np.mean([row["low"] <= 0.6 <= row["high"] for row in rows])


def test_intervals_cover_the_truth():
    assert ratio_coverage(30) == pytest.approx(0.95, abs=0.1)


@pytest.mark.long
def test_intervals_cover_the_truth_as_often_as_they_claim():
    assert ratio_coverage(300) == pytest.approx(0.95, abs=0.035)


def test_answers_of_one_customer_are_resampled_together():
    once = draw(0.6, n=150)
    thrice = pd.concat([once.assign(customer_id=range(150))] * 3, ignore_index=True)
    honest = htmt(thrice, SCALES, cluster="customer_id", rng=1).iloc[0]
    naive = htmt(thrice, SCALES, rng=1).iloc[0]
    single = htmt(once, SCALES, rng=1).iloc[0]
    assert honest["n"] == 150
    assert honest["high"] - honest["low"] == pytest.approx(single["high"] - single["low"], rel=0.1)
    assert naive["high"] - naive["low"] < 0.75 * (honest["high"] - honest["low"])


def test_a_seed_fixes_the_interval_and_a_level_widens_it():
    answers = draw(0.5)
    pd.testing.assert_frame_equal(htmt(answers, SCALES, rng=3), htmt(answers, SCALES, rng=3))
    wide, narrow = (htmt(answers, SCALES, level=level).iloc[0] for level in (0.99, 0.8))
    assert wide["low"] < narrow["low"] < narrow["high"] < wide["high"]


@pytest.mark.parametrize(
    ("model", "message"),
    [
        ({"trust": ["a", "b"]}, "is not a mapping of two or more scales"),
        ({"trust": ["a", "b"], "joy": ["c"]}, r"model\['joy'\]=\['c'\]: two or more items are needed"),
        ({"trust": ["a", "b"], "joy": ["b", "c"]}, "'b' stands under 'trust' and under 'joy'"),
    ],
)
def test_faulty_scales_are_named(model, message):
    with pytest.raises(ParameterError, match=message):
        htmt(draw(0.5), model)


def test_bad_answers_and_arguments_are_named():
    answers = draw(0.5)
    with pytest.raises(DataError, match="the items of 'trust' or of 'joy' do not correlate positively"):
        htmt(answers.assign(a=-answers["a"]), SCALES)
    with pytest.raises(DataError, match="column 'd' is 1 in every row"):
        htmt(answers.assign(d=1), SCALES)
    with pytest.raises(DataError, match="column 'd' is missing"):
        htmt(answers.drop(columns="d"), SCALES)
    with pytest.raises(ParameterError, match="n_boot=10 is not a whole number from 100 up"):
        htmt(answers, SCALES, n_boot=10)


def test_factors_without_correlations_are_named():
    with pytest.raises(DataError, match="column 'habit' is missing"):
        fornell_larcker(LOADINGS, AMONG.drop(columns="habit"))
    with pytest.raises(DataError, match="correlations has a column but no row 'habit'"):
        fornell_larcker_matrix(LOADINGS, AMONG.drop(index="habit"))
    with pytest.raises(DataError, match="column 'trust', row joy: 1.7 is not a number from -1 to 1"):
        fornell_larcker(LOADINGS, AMONG.replace(0.7, 1.7))
