"""Confirmatory factor analysis: lavaan's numbers, known truth, second order, and faults named."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import ConfirmatoryFactorAnalysis

ABILITIES = {"visual": ["x1", "x2", "x3"], "textual": ["x4", "x5", "x6"], "speed": ["x7", "x8", "x9"]}
TWO = {"F": ["a", "b", "c"], "G": ["d", "e", "f"]}

# lavaan 0.6, cfa() on HolzingerSwineford1939, as its tutorial prints it: estimate and standard error.
LAVAAN = {
    ("loading", "visual", "x2"): (0.554, 0.100),
    ("loading", "visual", "x3"): (0.729, 0.109),
    ("loading", "textual", "x5"): (1.113, 0.065),
    ("loading", "textual", "x6"): (0.926, 0.055),
    ("loading", "speed", "x8"): (1.180, 0.165),
    ("loading", "speed", "x9"): (1.082, 0.151),
    ("covariance", "visual", "textual"): (0.408, 0.074),
    ("covariance", "visual", "speed"): (0.262, 0.056),
    ("covariance", "textual", "speed"): (0.173, 0.049),
    ("variance", "visual", "visual"): (0.809, 0.145),
    ("variance", "textual", "textual"): (0.979, 0.112),
    ("variance", "speed", "speed"): (0.384, 0.086),
    ("uniqueness", "x1", "x1"): (0.549, 0.114),
    ("uniqueness", "x2", "x2"): (1.134, 0.102),
    ("uniqueness", "x3", "x3"): (0.844, 0.091),
    ("uniqueness", "x4", "x4"): (0.371, 0.048),
    ("uniqueness", "x5", "x5"): (0.446, 0.058),
    ("uniqueness", "x6", "x6"): (0.356, 0.043),
    ("uniqueness", "x7", "x7"): (0.799, 0.081),
    ("uniqueness", "x8", "x8"): (0.488, 0.074),
    ("uniqueness", "x9", "x9"): (0.566, 0.071),
}
# Its standardizedSolution(): loadings with their standard errors.
STANDARDISED = [
    (0.772, 0.055), (0.424, 0.060), (0.581, 0.055),
    (0.852, 0.023), (0.855, 0.022), (0.838, 0.023),
    (0.570, 0.053), (0.723, 0.051), (0.665, 0.051),
]  # fmt: skip
# Its modindices(sort = TRUE): index, expected change, and the change standardised.
MODINDICES = {
    ("loading", "visual", "x9"): (36.411, 0.577, 0.515),
    ("error covariance", "x7", "x8"): (34.145, 0.536, 0.859),
    ("loading", "visual", "x7"): (18.631, -0.422, -0.349),
    ("error covariance", "x8", "x9"): (14.946, -0.423, -0.805),
    ("loading", "textual", "x3"): (9.151, -0.272, -0.238),
    ("error covariance", "x2", "x7"): (8.918, -0.183, -0.192),
    ("loading", "textual", "x1"): (8.903, 0.350, 0.297),
    ("error covariance", "x2", "x3"): (8.532, 0.218, 0.223),
    ("error covariance", "x3", "x5"): (7.858, -0.130, -0.212),
    ("loading", "visual", "x5"): (7.441, -0.210, -0.147),
}


@pytest.fixture(scope="module")
def abilities(all_pupils):
    return ConfirmatoryFactorAnalysis(ABILITIES).fit_moments(*all_pupils)


def draw(n, correlations, loading=0.8, items=3, seed=0):
    """Answers of n respondents to factors with unit variance and equally good items."""
    rng = np.random.default_rng(seed)
    factors = rng.multivariate_normal(np.zeros(len(correlations)), correlations, size=n)
    noise = rng.normal(size=(n, items * len(correlations))) * np.sqrt(1 - loading**2)
    names = "abcdefghijklmnop"[: noise.shape[1]]
    return pd.DataFrame(np.repeat(factors, items, axis=1) * loading + noise, columns=list(names))


def test_estimates_and_standard_errors_agree_with_lavaan(abilities):
    table = abilities.parameters_.set_index(["kind", "first", "second"])
    for entry, expected in LAVAAN.items():
        found = table.loc[entry, ["estimate", "standard_error"]]
        assert tuple(found) == pytest.approx(expected, abs=5.1e-4), entry
    assert table.loc[("loading", "speed", "x9"), "z"] == pytest.approx(7.155, abs=5e-4)
    assert len(table) == len(LAVAAN) + 3  # and three loadings fixed at 1


def test_fit_measures_agree_with_lavaan(abilities):
    fit = abilities.fit_
    assert (fit.chi2, fit.df, fit.baseline_chi2, fit.baseline_df) == pytest.approx(
        (85.306, 24, 918.852, 36), abs=5e-4
    )
    assert (fit.cfi, fit.tli, fit.srmr) == pytest.approx((0.931, 0.896, 0.065), abs=5e-4)
    assert (fit.rmsea.estimate, fit.rmsea.low, fit.rmsea.high) == pytest.approx(
        (0.092, 0.071, 0.114), abs=5e-4
    )
    assert fit.p_close == pytest.approx(0.001, abs=5e-4)
    assert (fit.log_likelihood, fit.aic, fit.bic) == pytest.approx((-3737.745, 7517.490, 7595.339), abs=5e-4)


def test_the_standardised_solution_and_its_errors_agree_with_lavaan(abilities):
    loadings = abilities.parameters_.query("kind == 'loading'")[["standardized", "standardized_error"]]
    assert loadings.to_numpy() == pytest.approx(np.array(STANDARDISED), abs=5.1e-4)
    among = abilities.factor_correlations_
    assert among.loc["visual", "textual"] == pytest.approx(0.459, abs=5e-4)
    assert among.loc["visual", "speed"] == pytest.approx(0.471, abs=5e-4)
    assert among.loc["textual", "speed"] == pytest.approx(0.283, abs=5e-4)
    pairs = abilities.parameters_.query("kind == 'covariance'")
    assert pairs["standardized_error"].to_numpy() == pytest.approx([0.064, 0.073, 0.069], abs=5.1e-4)


def test_modification_indices_agree_with_lavaan(abilities):
    table = abilities.modification_indices(10).set_index(["kind", "first", "second"])
    columns = ["index", "expected_change", "standardized_change"]
    for entry, expected in MODINDICES.items():
        assert tuple(table.loc[entry, columns]) == pytest.approx(expected, abs=5.1e-4), entry
    assert len(abilities.modification_indices(None)) == 18 + 36  # cross-loadings, pairs of errors


def test_factor_scores_agree_with_lavaan(abilities):
    raw = [[20, 31, 3, 7, 23, 9, 78, 115, 229], [32, 21, 17, 5, 12, 9, 87, 125, 285]]
    answers = pd.DataFrame(raw, columns=[f"x{i}" for i in range(1, 10)], index=["one", "two"])
    scores = abilities.factor_scores(answers / [6, 4, 8, 3, 4, 7, 23, 20, 36])
    assert scores.to_numpy() == pytest.approx(
        np.array([[-0.81767524, -0.13754501, 0.06150726], [0.04951940, -1.01272402, 0.62549360]]), abs=1e-5
    )
    assert scores.index.tolist() == ["one", "two"]


def test_both_ways_to_fix_the_unit_fit_the_same(abilities, all_pupils):
    other = ConfirmatoryFactorAnalysis(ABILITIES, standardize_latent=True).fit_moments(*all_pupils)
    assert other.fit_.chi2 == pytest.approx(abilities.fit_.chi2, abs=1e-9)
    pd.testing.assert_frame_equal(
        other.standardized_loadings_, abilities.standardized_loadings_, rtol=0, atol=1e-6
    )
    assert np.diag(other.factor_covariances_) == pytest.approx(1)


def test_an_error_covariance_takes_off_about_its_index(abilities, all_pupils):
    freed = ConfirmatoryFactorAnalysis(ABILITIES, correlated_errors=[("x7", "x8")]).fit_moments(*all_pupils)
    # lavaan: 53.272 with 23 degrees of freedom; the score test foretold a fall of 34.1.
    fall = abilities.fit_.chi2 - freed.fit_.chi2
    assert (freed.fit_.chi2, freed.fit_.df) == pytest.approx((53.272, 23), abs=5e-4)
    assert fall == pytest.approx(34.145, rel=0.1)


def test_residuals_are_observed_less_implied_correlations(abilities):
    table = abilities.largest_residuals(3)
    assert table[["first", "second"]].iloc[0].tolist() == ["x2", "x7"]
    assert table["residual"].tolist() == pytest.approx((table["observed"] - table["implied"]).tolist())
    assert abilities.residual_correlations_.loc["x2", "x7"] == pytest.approx(table["residual"].iloc[0])


def test_three_first_order_factors_fit_a_second_one_exactly(abilities, all_pupils):
    # One factor of three correlations: its loading on visual is sqrt(r_vt r_vs / r_ts).
    model = ConfirmatoryFactorAnalysis(ABILITIES, second_order={"general": list(ABILITIES)})
    higher = model.fit_moments(*all_pupils)
    r = abilities.factor_correlations_
    expected = np.sqrt(r.loc["visual", "textual"] * r.loc["visual", "speed"] / r.loc["textual", "speed"])
    assert higher.standardized_second_order_loadings_.loc["visual", "general"] == pytest.approx(
        expected, abs=1e-6
    )
    assert higher.fit_.chi2 == pytest.approx(abilities.fit_.chi2, abs=1e-8)
    assert higher.fit_.df == 24


def test_a_second_order_factor_is_recovered():
    # Satisfaction, trust, commitment and one more with loadings 0.9, 0.8, 0.7, 0.6 on quality.
    paths = np.array([0.9, 0.8, 0.7, 0.6])
    correlations = np.outer(paths, paths) + np.diag(1 - paths**2)
    answers = draw(6000, correlations, seed=4)
    first = {name: list(items) for name, items in zip("STCX", ["abc", "def", "ghi", "jkl"], strict=True)}
    for standardize in (False, True):
        model = ConfirmatoryFactorAnalysis(
            first, second_order={"quality": list("STCX")}, standardize_latent=standardize
        ).fit(answers)
        found = model.standardized_second_order_loadings_["quality"].to_numpy()
        assert found == pytest.approx(paths, abs=0.03)
        assert (model.fit_.df, model.fit_.p > 0.001) == (50, True)
    assert model.factor_scores(answers)["quality"].corr(model.factor_scores(answers)["S"]) > 0.9


def test_factors_outside_a_second_order_factor_correlate_with_it():
    correlations = np.full((4, 4), 0.5) + 0.5 * np.eye(4)
    first = {name: list(items) for name, items in zip("ABCD", ["abc", "def", "ghi", "jkl"], strict=True)}
    model = ConfirmatoryFactorAnalysis(first, second_order={"all": list("ABC")}).fit(draw(3000, correlations))
    assert model.factor_correlations_.loc["D", "all"] == pytest.approx(0.5 / np.sqrt(0.5), abs=0.04)
    assert model.fit_.p > 0.001


def test_published_moments_and_their_rows_give_the_same():
    answers = draw(200, [[1, 0.4], [0.4, 1]])
    rows = ConfirmatoryFactorAnalysis(TWO).fit(answers)
    moments = ConfirmatoryFactorAnalysis(TWO).fit_moments(answers.cov(), 200)
    pd.testing.assert_frame_equal(rows.parameters_, moments.parameters_, rtol=1e-8)
    with pytest.raises(ParameterError, match="factor_scores needs means"):
        moments.factor_scores(answers)


def test_an_item_may_measure_two_factors():
    answers = draw(4000, [[1, 0.3], [0.3, 1]])
    answers["d"] = answers["d"] + 0.5 * answers["a"].mean() + 0.4 * answers["b"]
    model = ConfirmatoryFactorAnalysis({"F": ["a", "b", "c", "d"], "G": ["e", "d", "f"]}).fit(answers)
    assert model.loadings_.loc["d", "F"] > 0.2
    assert model.loadings_.loc["d", "G"] > 0.5


def test_an_item_worded_the_other_way_round_has_a_negative_loading():
    answers = draw(500, [[1, 0.4], [0.4, 1]])
    straight = ConfirmatoryFactorAnalysis(TWO).fit(answers)
    turned = ConfirmatoryFactorAnalysis(TWO).fit(answers.assign(a=-answers["a"], e=-answers["e"]))
    assert turned.fit_.chi2 == pytest.approx(straight.fit_.chi2, abs=1e-7)
    assert turned.loadings_.loc["b", "F"] < 0
    assert turned.loadings_.loc["e", "G"] < 0


@given(
    scale=st.lists(st.floats(0.01, 1000), min_size=6, max_size=6),
    shift=st.floats(-1e3, 1e3),
    seed=st.integers(0, 20),
)
def test_units_change_neither_fit_nor_standardised_loadings(scale, shift, seed):
    answers = draw(150, [[1, 0.4], [0.4, 1]], seed=seed)
    one = ConfirmatoryFactorAnalysis(TWO).fit(answers)
    two = ConfirmatoryFactorAnalysis(TWO).fit(answers * scale + shift)
    assert two.fit_.chi2 == pytest.approx(one.fit_.chi2, abs=1e-6)
    assert two.standardized_loadings_.to_numpy() == pytest.approx(
        one.standardized_loadings_.to_numpy(), abs=1e-5
    )


@given(
    loadings=st.lists(st.floats(0.4, 0.9), min_size=6, max_size=6),
    correlation=st.floats(-0.7, 0.7),
)
def test_a_covariance_matrix_that_the_model_implies_is_fitted_exactly(loadings, correlation):
    lam = np.array(loadings)
    among = np.kron([[1, correlation], [correlation, 1]], np.ones((3, 3)))
    implied = np.outer(lam, lam) * among
    np.fill_diagonal(implied, 1)
    names = list("abcdef")
    model = ConfirmatoryFactorAnalysis(TWO, standardize_latent=True)
    model.fit_moments(pd.DataFrame(implied, index=names, columns=names), 10_000)
    assert model.fit_.chi2 == pytest.approx(0, abs=1e-5)
    assert model.standardized_loadings_.sum(axis=1).to_numpy() == pytest.approx(lam, abs=1e-4)
    assert model.factor_correlations_.loc["F", "G"] == pytest.approx(correlation, abs=1e-4)
    assert (model.fit_.cfi, model.fit_.rmsea.estimate, model.improper_) == (1, 0, ())


def coverage(seeds, n=250):
    covered = []
    for seed in range(seeds):
        table = ConfirmatoryFactorAnalysis(TWO).fit(draw(n, [[1, 0.5], [0.5, 1]], seed=seed)).parameters_
        truth = table["kind"].map({"loading": 1.0, "covariance": 0.32, "variance": 0.64, "uniqueness": 0.36})
        free = table["standard_error"].notna()
        covered.append(((table["low"] <= truth) & (truth <= table["high"]))[free].mean())
    return np.mean(covered)


def test_intervals_cover_the_truth():
    assert coverage(12) == pytest.approx(0.95, abs=0.06)


@pytest.mark.long
def test_intervals_cover_the_truth_as_often_as_they_claim():
    assert coverage(200) == pytest.approx(0.95, abs=0.012)


@pytest.mark.long
def test_a_true_model_is_refused_as_often_as_the_level_says():
    truth = [[1, 0.5], [0.5, 1]]
    refused = [
        ConfirmatoryFactorAnalysis(TWO).fit(draw(400, truth, seed=s)).fit_.p < 0.05 for s in range(400)
    ]
    assert np.mean(refused) == pytest.approx(0.05, abs=0.03)


def test_a_heywood_case_is_reported_and_not_hidden():
    # r_ab r_ac / r_bc = 0.64 / 0.5: one factor would have to explain 128 % of item a.
    names = list("abc")
    matrix = pd.DataFrame([[1, 0.8, 0.8], [0.8, 1, 0.5], [0.8, 0.5, 1]], index=names, columns=names)
    model = ConfirmatoryFactorAnalysis({"F": names}).fit_moments(matrix * 200 / 199, 200)
    assert model.uniquenesses_["a"] == pytest.approx(-0.28, abs=1e-6)
    assert "the uniqueness of a is -0.28, a negative variance (Heywood case)" in model.improper_
    assert "improper: the uniqueness of a" in repr(model)


def test_an_estimate_without_end_is_named():
    answers = draw(60, [[1, 0.4, 0.4], [0.4, 1, 0.4], [0.4, 0.4, 1]], loading=0.7, items=2, seed=8)
    model = ConfirmatoryFactorAnalysis({"F": ["a", "b"], "G": ["c", "d"], "H": ["e", "f"]})
    with pytest.raises(DataError, match=r"no solution was found: the .* runs away to"):
        model.fit(answers)


def test_a_saturated_model_has_no_test():
    model = ConfirmatoryFactorAnalysis({"F": list("abc")}).fit(draw(100, [[1]], items=3))
    fit = model.fit_
    assert (fit.df, fit.cfi, fit.tli, fit.rmsea.high) == (0, 1, 1, 0)
    assert np.isnan(fit.p)
    assert fit.chi2 == pytest.approx(0, abs=1e-8)


def test_the_model_introduces_itself(abilities):
    assert repr(ConfirmatoryFactorAnalysis(ABILITIES)) == (
        "ConfirmatoryFactorAnalysis(visual: 3 items, textual: 3 items, speed: 3 items)"
    )
    assert repr(abilities).splitlines()[1] == (
        "chi2 85.31 (24 df, p < 0.001), CFI 0.931, TLI 0.896, RMSEA 0.092 (0.071 to 0.114), SRMR 0.065, n 301"
    )
    assert {"chi2", "rmsea", "rmsea_low", "rmsea_high", "n"} <= set(abilities.fit_.to_frame().columns)


@pytest.mark.parametrize(
    ("model", "options", "message"),
    [
        ({}, {}, "model={} is not a mapping from a factor's name to its items"),
        ({"F": "abc"}, {}, r"model\['F'\]='abc': two or more items are needed"),
        ({"F": ["a", "b", "a"]}, {}, r"model\['F'\] names 'a' twice"),
        ({"a": ["a", "b", "c"]}, {}, "'a' names two things"),
        ({"F": ["a", "b"]}, {}, "the model has 4 parameters, 2 items have 3 variances"),
        (TWO, {"correlated_errors": [("a", "z")]}, "correlated_errors='z' is not one of its values"),
        (TWO, {"correlated_errors": ["ab"]}, "correlated_errors: 'ab' is not a pair"),
        (TWO, {"correlated_errors": [("a", "b"), ("b", "a")]}, "names the pair 'b', 'a' twice"),
        (TWO, {"second_order": {"H": ["F", "X"]}}, r"second_order\['H'\]='X' is not one of its values"),
        (TWO, {"second_order": {"H": ["F"]}}, r"second_order\['H'\]=\['F'\]: two or more factors"),
        (TWO, {"second_order": {"H": ["F", "G"], "I": ["G", "F"]}}, "puts 'F' under two factors"),
    ],
)
def test_a_faulty_model_is_named(model, options, message):
    with pytest.raises(ParameterError, match=message):
        ConfirmatoryFactorAnalysis(model, **options).fit(draw(100, [[1, 0.4], [0.4, 1]]))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"a": None}, "column 'a', row 0: None is not a value"),
        ({"a": 3}, "column 'a' has variance 0"),
        ({"b": lambda rows: rows["a"] + rows["c"]}, "columns 'a', 'b', 'c' are linear combinations"),
    ],
)
def test_bad_answers_are_named(change, message):
    with pytest.raises(DataError, match=message):
        ConfirmatoryFactorAnalysis(TWO).fit(draw(100, [[1, 0.4], [0.4, 1]]).assign(**change))


def test_too_few_rows_and_a_missing_item_are_named():
    answers = draw(6, [[1, 0.4], [0.4, 1]])
    with pytest.raises(DataError, match="6 rows cannot carry 6 items: 7 or more are needed"):
        ConfirmatoryFactorAnalysis(TWO).fit(answers)
    with pytest.raises(DataError, match="column 'f' is missing"):
        ConfirmatoryFactorAnalysis(TWO).fit(answers.drop(columns="f"))


def test_bad_moments_are_named():
    matrix = draw(100, [[1, 0.4], [0.4, 1]]).cov()
    model = ConfirmatoryFactorAnalysis(TWO)
    with pytest.raises(ParameterError, match="n=5 is not a whole number from 7 up"):
        model.fit_moments(matrix, 5)
    with pytest.raises(DataError, match="a column but no row 'f'"):
        model.fit_moments(matrix.drop(index="f"), 100)
    names = list("abc")
    torn = pd.DataFrame([[1, 0.9, 0.9], [0.9, 1, 0.6], [0.9, 0.6, 1]], index=names, columns=names)
    with pytest.raises(DataError, match="'a', 'b', 'c' contradict one another: this is no covariance matrix"):
        ConfirmatoryFactorAnalysis({"F": names}).fit_moments(torn, 100)
    crooked = matrix.copy()
    crooked.loc["a", "b"] = 0.99
    with pytest.raises(DataError, match="the covariance of 'a' and 'b' is 0.99 in one half"):
        model.fit_moments(crooked, 100)


def test_a_model_that_data_cannot_tell_apart_is_named():
    model = ConfirmatoryFactorAnalysis(TWO, second_order={"H": ["F", "G"]})
    with pytest.raises(DataError, match="the model is not identified: the data cannot tell the"):
        model.fit(draw(200, [[1, 0.4], [0.4, 1]]))


@pytest.mark.parametrize("method", ["modification_indices", "largest_residuals"])
def test_tables_need_a_fitted_model(method):
    with pytest.raises(ParameterError, match="the model is not fitted yet"):
        getattr(ConfirmatoryFactorAnalysis(TWO), method)()
