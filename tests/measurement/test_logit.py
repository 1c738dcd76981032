import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_logit

# Spector and Mazzeo (1980), printed in Greene, Econometric Analysis: grades, test score, new way of teaching.
ROWS = """
2.66 20 0 0; 2.89 22 0 0; 3.28 24 0 0; 2.92 12 0 0; 4.00 21 0 1; 2.86 17 0 0; 2.76 17 0 0; 2.87 21 0 0;
3.03 25 0 0; 3.92 29 0 1; 2.63 20 0 0; 3.32 23 0 0; 3.57 23 0 0; 3.26 25 0 1; 3.53 26 0 0; 2.74 19 0 0;
2.75 25 0 0; 2.83 19 0 0; 3.12 23 1 0; 3.16 25 1 1; 2.06 22 1 0; 3.62 28 1 1; 2.89 14 1 0; 3.51 26 1 0;
3.54 24 1 1; 2.83 27 1 1; 3.39 17 1 1; 2.67 24 1 0; 3.65 21 1 1; 4.00 23 1 1; 3.10 21 1 0; 2.39 19 1 1
"""
SPECTOR = pd.DataFrame(
    [[float(number) for number in row.split()] for row in ROWS.split(";")],
    columns=["gpa", "tuce", "psi", "improved"],
)
PREDICTORS = ["gpa", "tuce", "psi"]
TWO_BY_TWO = pd.DataFrame({"joined": [0] * 10 + [1] * 10, "stayed": [1] * 2 + [0] * 8 + [1] * 6 + [0] * 4})


def test_spector_and_mazzeo_agree_with_greene():
    fit = fit_logit(SPECTOR, "improved", PREDICTORS)
    assert fit.coefficients.to_numpy() == pytest.approx([-13.02135, 2.826113, 0.0951577, 2.378688], rel=1e-6)
    assert fit.standard_errors.to_numpy() == pytest.approx(
        [4.931325, 1.262941, 0.1415542, 1.064564], rel=1e-6
    )
    assert (fit.log_likelihood, fit.null_log_likelihood) == pytest.approx((-12.88963, -20.59173), rel=1e-6)
    assert (fit.n, fit.events) == (32, 11)


@pytest.mark.parametrize(
    ("predictor", "slope", "error"), [("gpa", 0.534, 0.237), ("tuce", 0.018, 0.026), ("psi", 0.449, 0.197)]
)
def test_slopes_at_the_mean_agree_with_greene(predictor, slope, error):
    interval = fit_logit(SPECTOR, "improved", PREDICTORS).slope_at_mean(predictor)
    assert interval.estimate == pytest.approx(slope, abs=5e-4)
    assert (interval.high - interval.low) / 2 / 1.959964 == pytest.approx(error, abs=5e-4)


def test_two_by_two_table_by_hand():
    # Log odds ratio log((6/4) / (2/8)) = log 6, error sqrt(1/2 + 1/8 + 1/6 + 1/4).
    table = fit_logit(TWO_BY_TWO, "stayed", ["joined"]).to_frame()
    assert table.loc["joined", "coefficient"] == pytest.approx(np.log(6))
    assert table.loc["joined", "standard_error"] == pytest.approx(np.sqrt(1 / 2 + 1 / 8 + 1 / 6 + 1 / 4))
    assert table.loc["joined", "odds_ratio"] == pytest.approx(6)
    assert table.loc["intercept", "coefficient"] == pytest.approx(np.log(2 / 8))


def test_probabilities_give_back_the_shares():
    fit = fit_logit(TWO_BY_TWO, "stayed", ["joined"])
    probabilities = fit.probabilities(pd.DataFrame({"joined": [0, 1]}, index=["no", "yes"]))
    assert probabilities.to_dict() == pytest.approx({"no": 0.2, "yes": 0.6})


def test_far_from_zero_predictors_change_nothing():
    moved = SPECTOR.assign(tuce=SPECTOR["tuce"] * 1e-4 + 1e5)
    original, fit = (fit_logit(frame, "improved", PREDICTORS) for frame in (SPECTOR, moved))
    assert fit.coefficients["tuce"] == pytest.approx(original.coefficients["tuce"] * 1e4, rel=1e-5)
    assert fit.log_likelihood == pytest.approx(original.log_likelihood)


def test_intervals_cover_the_truth_as_often_as_they_claim():
    rng, covered = np.random.default_rng(5), []
    for _ in range(300):
        x = rng.normal(size=200)
        frame = pd.DataFrame({"x": x, "y": rng.random(200) < 1 / (1 + np.exp(0.5 - 0.8 * x))})
        covered.append(fit_logit(frame, "y", ["x"]).interval("x").covers(0.8))
    assert np.mean(covered) == pytest.approx(0.95, abs=0.03)


def test_errors_for_clusters_cover_where_plain_ones_do_not():
    rng, plain, clustered = np.random.default_rng(6), [], []
    for _ in range(150):
        drive = np.repeat(rng.normal(size=80), 5)
        x = np.repeat(rng.normal(size=80), 5)
        y = (0.8 * x + 1.5 * drive + rng.logistic(size=400) > 0).astype(int)
        frame = pd.DataFrame({"x": x, "y": y, "customer_id": np.repeat(np.arange(80), 5)})
        # A hidden drive pulls the population's slope towards 0: 0.572 by numerical integration.
        plain.append(fit_logit(frame, "y", ["x"]).interval("x").covers(0.572))
        clustered.append(fit_logit(frame, "y", ["x"], cluster="customer_id").interval("x").covers(0.572))
    assert np.mean(clustered) > 0.89
    assert np.mean(plain) < 0.80


@pytest.mark.parametrize(
    ("outcome", "message"),
    [
        ([0, 0, 0, 1, 1, 1], "^'value' separates the two answers: no finite estimate exists"),
        ([0, 0, 1, 1, 1, 1], "'value' separates"),  # a tie at the cut: quasi-separation
    ],
)
def test_separation_is_said_with_the_predictor(outcome, message):
    frame = pd.DataFrame({"value": [1, 2, 2, 4, 5, 6], "noise": [0, 1, 0, 1, 1, 0], "rebooked": outcome})
    with pytest.raises(DataError, match=message):
        fit_logit(frame, "rebooked", ["value"])


def test_separation_by_a_combination_names_its_predictors():
    rng = np.random.default_rng(2)
    frame = pd.DataFrame(rng.normal(size=(60, 2)), columns=["a", "b"])
    frame["rebooked"] = frame["a"] + frame["b"] > 0
    with pytest.raises(DataError, match="'a', 'b' separates the two answers"):
        fit_logit(frame, "rebooked", ["a", "b"])


@pytest.mark.parametrize(
    ("outcome", "message"),
    [
        ([0, 1, 2, 1, 0, 1], "column 'y', row 2: 2 is not 0 or 1"),
        ([1, 1, 1, 1, 1, 1], "column 'y' is 1 in every row: it must vary"),
        ([0, 1, None, 1, 0, 1], "column 'y', row 2: nan is not a value"),
    ],
)
def test_bad_outcomes_are_named(outcome, message):
    with pytest.raises(DataError, match=message):
        fit_logit(pd.DataFrame({"y": outcome, "x": [1, 3, 2, 5, 4, 2]}), "y", ["x"])


def test_bad_predictors_are_named():
    with pytest.raises(ParameterError, match="predictors is empty"):
        fit_logit(SPECTOR, "improved", [])
    with pytest.raises(
        ParameterError, match=r"predictor='gpaa' is not one of its values. Did you mean 'gpa'\?"
    ):
        fit_logit(SPECTOR, "improved", PREDICTORS).slope_at_mean("gpaa")


def test_a_fit_introduces_itself():
    text = repr(fit_logit(SPECTOR, "improved", PREDICTORS))
    assert text == "LogitFit of improved on gpa, tuce, psi: McFadden R² 0.374, n 32"
