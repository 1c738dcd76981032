import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_linear

# NIST StRD, Longley (1967): employment on six nearly collinear series; certified to 15 figures.
LONGLEY = pd.DataFrame(
    [
        (60323, 83.0, 234289, 2356, 1590, 107608, 1947),
        (61122, 88.5, 259426, 2325, 1456, 108632, 1948),
        (60171, 88.2, 258054, 3682, 1616, 109773, 1949),
        (61187, 89.5, 284599, 3351, 1650, 110929, 1950),
        (63221, 96.2, 328975, 2099, 3099, 112075, 1951),
        (63639, 98.1, 346999, 1932, 3594, 113270, 1952),
        (64989, 99.0, 365385, 1870, 3547, 115094, 1953),
        (63761, 100.0, 363112, 3578, 3350, 116219, 1954),
        (66019, 101.2, 397469, 2904, 3048, 117388, 1955),
        (67857, 104.6, 419180, 2822, 2857, 118734, 1956),
        (68169, 108.4, 442769, 2936, 2798, 120445, 1957),
        (66513, 110.8, 444546, 4681, 2637, 121950, 1958),
        (68655, 112.6, 482704, 3813, 2552, 123366, 1959),
        (69564, 114.2, 502601, 3931, 2514, 125368, 1960),
        (69331, 115.7, 518173, 4806, 2572, 127852, 1961),
        (70551, 116.9, 554894, 4007, 2827, 130081, 1962),
    ],
    columns=["employed", "deflator", "gnp", "unemployed", "armed", "population", "year"],
)
SERIES = list(LONGLEY.columns[1:])
CERTIFIED = {
    "intercept": (-3482258.63459582, 890420.383607373),
    "deflator": (15.0618722713733, 84.9149257747669),
    "gnp": (-0.358191792925910e-01, 0.334910077722432e-01),
    "unemployed": (-2.02022980381683, 0.488399681651699),
    "armed": (-1.03322686717359, 0.214274163161675),
    "population": (-0.511041056535807e-01, 0.226073200069370),
    "year": (1829.15146461355, 455.478499142212),
}
FOUR = pd.DataFrame({"service": [1, 2, 3, 4], "price": [4, 1, 3, 2], "value": [3.1, 4.9, 7.1, 8.9]})


def test_longley_agrees_with_the_certified_values():
    fit = fit_linear(LONGLEY, "employed", SERIES)
    table = fit.to_frame()
    for term, (coefficient, error) in CERTIFIED.items():
        assert table.loc[term, "coefficient"] == pytest.approx(coefficient, rel=1e-9)
        assert table.loc[term, "standard_error"] == pytest.approx(error, rel=1e-9)
    assert fit.residual_sd == pytest.approx(304.854073561965, rel=1e-10)
    assert fit.r_squared == pytest.approx(0.995479004577296, rel=1e-12)
    assert (fit.n, fit.df) == (16, 9)
    # F follows from R² and back: certified 330.285339234588.
    assert fit.r_squared / 6 / ((1 - fit.r_squared) / 9) == pytest.approx(330.285339234588, rel=1e-8)


def test_longley_inflation_factors_agree_with_the_published_ones():
    factors = fit_linear(LONGLEY, "employed", SERIES).vif()
    expected = [135.53, 1788.51, 33.62, 3.59, 399.15, 758.98]
    assert factors.to_numpy() == pytest.approx(expected, abs=0.005)


def test_supervisor_ratings_agree_with_the_textbook(attitude):
    # Chatterjee and Price: 10.79, 0.61, -0.07, 0.32, 0.08, 0.04, -0.22; R² 0.73, adjusted 0.66.
    fit = fit_linear(attitude, "rating", list(attitude.columns[1:]))
    assert fit.coefficients.round(2).tolist() == [10.79, 0.61, -0.07, 0.32, 0.08, 0.04, -0.22]
    assert (fit.r_squared, fit.adjusted_r_squared) == pytest.approx((0.7326, 0.6628), abs=1e-4)


def test_one_predictor_by_hand():
    # Slope 9.8 / 5, residual variance 0.032 / 2, standard error 0.05657, t of two degrees of freedom 4.3027.
    fit = fit_linear(FOUR, "value", ["service"])
    interval = fit.interval("service")
    assert (interval.estimate, interval.low, interval.high) == pytest.approx((1.96, 1.7166, 2.2034), abs=1e-4)
    assert fit.coefficients["intercept"] == pytest.approx(1.1)
    assert fit.standardised["service"] == pytest.approx(FOUR["service"].corr(FOUR["value"]))
    assert fit.predict(pd.DataFrame({"service": [5]}, index=["new"])).to_dict() == {
        "new": pytest.approx(10.9)
    }


def test_standardised_coefficients_are_those_of_standardised_columns(attitude):
    predictors = list(attitude.columns[1:])
    z = (attitude - attitude.mean()) / attitude.std()
    standardised = fit_linear(attitude, "rating", predictors).standardised
    assert standardised.to_numpy() == pytest.approx(
        fit_linear(z, "rating", predictors).coefficients.iloc[1:].to_numpy()
    )


def test_clusters_of_one_row_give_the_error_of_white_by_hand():
    # HC1 of a slope: n / (n - 2) · Σ (x - x̄)² e² / (Σ (x - x̄)²)².
    rows = FOUR.assign(customer_id=list("abcd"))
    e = FOUR["value"] - 1.1 - 1.96 * FOUR["service"]
    x = FOUR["service"] - 2.5
    fit = fit_linear(rows, "value", ["service"], cluster="customer_id")
    assert fit.standard_errors["service"] == pytest.approx(np.sqrt(4 / 2 * (x**2 * e**2).sum() / 5**2))
    assert fit.df == 3


def test_repeated_answers_do_not_make_the_errors_of_clusters_smaller(attitude):
    predictors = ["complaints", "learning"]
    rows = attitude.assign(customer_id=range(30))
    once = fit_linear(rows, "rating", predictors, cluster="customer_id").standard_errors
    thrice = fit_linear(pd.concat([rows] * 3), "rating", predictors, cluster="customer_id").standard_errors
    # Only the small-sample factor differs: 29/27 for 30 rows, 89/87 for 90.
    assert thrice.to_numpy() == pytest.approx(once.to_numpy() * np.sqrt(89 / 87 / (29 / 27)))


def test_intervals_cover_the_truth_as_often_as_they_claim():
    rng, covered = np.random.default_rng(3), []
    for _ in range(300):
        x = rng.normal(size=(40, 2)) @ np.array([[1, 0.7], [0, 0.7]])
        frame = pd.DataFrame({"a": x[:, 0], "b": x[:, 1], "y": 1 + x @ [0.5, 0.2] + rng.normal(size=40)})
        fit = fit_linear(frame, "y", ["a", "b"])
        covered += [fit.interval("a").covers(0.5), fit.interval("b").covers(0.2)]
    assert np.mean(covered) == pytest.approx(0.95, abs=0.025)


def test_a_fit_introduces_itself():
    assert repr(fit_linear(FOUR, "value", ["service", "price"])) == (
        "LinearFit of value on service, price: R² 1.000, n 4"
    )


@pytest.mark.parametrize(
    ("change", "predictors", "message"),
    [
        ({"price": 3}, ["service", "price"], "column 'price' is 3 in every row: it must vary"),
        ({"value": 3}, ["service"], "column 'value' is 3 in every row"),
        (
            {"price": [9, 7, 5, 3]},
            ["service", "price"],
            "column 'price' is an exact linear combination of 'service'",
        ),
        ({"price": [4, None, 3, 2]}, ["price"], "column 'price', row 1: nan is not a value"),
        ({"price": ["4", "low", "3", "2"]}, ["price"], "column 'price', row 1: low is not a number"),
        ({}, ["servise"], r"column 'servise' is missing. Did you mean 'service'\?"),
        ({"c": [1, 2, 2, 1]}, ["service", "price", "c"], "4 rows cannot carry 3 predictors: 5 or more"),
    ],
)
def test_bad_columns_are_named(change, predictors, message):
    with pytest.raises(DataError, match=message):
        fit_linear(FOUR.assign(**change), "value", predictors)


def test_only_the_columns_of_a_combination_are_named():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(50, 4)), columns=["a", "b", "c", "y"])
    frame["sum"] = frame["a"] + 2 * frame["c"]
    with pytest.raises(
        DataError, match="column 'sum' is an exact linear combination of 'a', 'c': leave one out"
    ):
        fit_linear(frame, "y", ["a", "b", "c", "sum"])


@pytest.mark.parametrize(
    ("predictors", "message"),
    [
        ([], "predictors is empty"),
        ("service", r"predictors='service' is one name: write \['service'\]"),
        (["service", "service"], "predictors names 'service' twice"),
        (["value"], "'value' is the outcome and cannot be a predictor"),
    ],
)
def test_bad_predictors_are_named(predictors, message):
    with pytest.raises(ParameterError, match=message):
        fit_linear(FOUR, "value", predictors)


def test_too_few_clusters_and_an_unknown_term_are_named():
    with pytest.raises(DataError, match="2 clusters cannot carry 2 coefficients: more than 2 are needed"):
        fit_linear(FOUR.assign(customer_id=list("aabb")), "value", ["service"], cluster="customer_id")
    with pytest.raises(
        ParameterError, match=r"term='servise' is not one of its values. Did you mean 'service'\?"
    ):
        fit_linear(FOUR, "value", ["service"]).interval("servise")
