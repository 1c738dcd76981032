"""Slopes of gain and loss, the two effects of expectation, the response surface."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.measurement import fit_linear
from cvm_lessons.satisfaction import (
    asymmetric_response,
    disconfirmation_types,
    expectation_effects,
    response_surface,
    satisfaction_scores,
)

GAIN, LOSS = 0.30, 0.70  # of the answers' equations


@pytest.fixture
def scores(answers) -> pd.DataFrame:
    return satisfaction_scores(answers, keep=["customer_id", "general"])


def test_slopes_of_an_exact_bent_line():
    d = np.array([-3.0, -2, -1, 0, 1, 2, 3])
    noise = np.array([1, -1, 1, -1, 1, -1, 0]) * 1e-9
    frame = pd.DataFrame(
        {"disconfirmation": d, "satisfaction": 7 + 0.5 * np.maximum(d, 0) + 2 * np.minimum(d, 0) + noise}
    )
    fit = asymmetric_response(frame)
    assert (fit.gain.estimate, fit.loss.estimate, fit.difference.estimate) == pytest.approx(
        (0.5, 2, 1.5), abs=1e-6
    )
    assert fit.curve([-2, 0, 2])["expected"].tolist() == pytest.approx([3, 7, 8], abs=1e-6)
    assert fit.to_frame().index.tolist() == ["gain", "loss", "difference"]


def test_the_difference_has_the_variance_of_a_difference(scores):
    fit = asymmetric_response(scores, covariates=["equity"])
    frame = scores.assign(
        loss=scores["disconfirmation"].clip(upper=0), straight=scores["disconfirmation"], extra=0
    )
    # The same model written with one straight slope and an extra one below zero: its slope is the difference.
    other = fit_linear(frame, "satisfaction", ["straight", "loss", "equity"]).interval("loss")
    assert (fit.difference.estimate, fit.difference.low) == pytest.approx((other.estimate, other.low))


def test_known_slopes_are_covered(scores):
    fit = asymmetric_response(scores, covariates=["equity", "general"], cluster="customer_id")
    assert fit.gain.covers(GAIN)
    assert fit.loss.covers(LOSS)
    assert not fit.difference.covers(0)


@pytest.mark.long
def test_intervals_of_the_slopes_cover_as_often_as_they_claim(answers_of):
    covered = []
    for seed in range(40):
        scores = satisfaction_scores(answers_of(600, 100 + seed), keep=["general"])
        fit = asymmetric_response(scores, covariates=["equity", "general"])
        covered.append((fit.gain.covers(GAIN), fit.loss.covers(LOSS)))
    assert (np.mean(covered, axis=0) >= 0.85).all()


def test_a_side_without_answers_is_named():
    frame = pd.DataFrame({"disconfirmation": [0, 1, 2, 3], "satisfaction": [7, 8, 8, 9]})
    with pytest.raises(DataError, match="column 'disconfirmation' is never below 0"):
        asymmetric_response(frame)
    with pytest.raises(DataError, match="is never above 5"):
        asymmetric_response(frame, neutral=5)
    with pytest.raises(ParameterError, match="neutral='x'"):
        asymmetric_response(frame, neutral="x")


def test_types_count_every_answer_once(scores):
    table = disconfirmation_types(scores)
    assert table["share"].sum() == pytest.approx(1)
    assert table["n"].sum() == len(scores)
    assert table.loc["negative", "mean"] < table.loc["positive", "mean"]
    with pytest.raises(DataError, match="column 'surprise' is missing"):
        disconfirmation_types(scores, disconfirmation="surprise")


def test_expectation_anchors_and_raises_the_bar():
    rng = np.random.default_rng(4)
    n = 3000
    e, p = rng.normal(size=(2, n))
    d = p - 0.5 * e + 0.5 * rng.normal(size=n)
    frame = pd.DataFrame({"expectation": e, "performance": p, "disconfirmation": d})
    effects = expectation_effects(
        frame.assign(satisfaction=0.6 * e + 0.8 * d + rng.normal(size=n)), n_boot=300
    )
    assert effects.direct == pytest.approx(0.6, abs=0.08)
    assert effects.interval().covers(-0.4)
    assert effects.total == pytest.approx(effects.direct + effects.interval().estimate)
    with pytest.raises(DataError, match="column 'performance' is missing"):
        expectation_effects(frame.drop(columns="performance").assign(satisfaction=1.0))


def surface_frame(noise: float = 0.3) -> pd.DataFrame:
    rng = np.random.default_rng(5)
    e, p = rng.uniform(1, 7, size=(2, 800))
    s = (
        6
        + 0.2 * (e - 4)
        + 0.9 * (p - 4)
        - 0.05 * (e - 4) ** 2
        + 0.1 * (e - 4) * (p - 4)
        - 0.15 * (p - 4) ** 2
    )
    return pd.DataFrame(
        {"expectation": e, "performance": p, "satisfaction": s + noise * rng.normal(size=800)}
    )


def test_the_numbers_of_the_surface_are_sums_of_its_coefficients():
    surface = response_surface(surface_frame(noise=1e-6))
    by_hand = {
        "agreement slope": 0.2 + 0.9,
        "agreement curvature": -0.05 + 0.1 - 0.15,
        "gap slope": 0.9 - 0.2,
        "gap curvature": -0.05 - 0.1 - 0.15,
    }
    assert surface.numbers["estimate"].to_dict() == pytest.approx(by_hand, abs=1e-5)
    assert surface.predict(4, 4) == pytest.approx(6, abs=1e-5)
    assert surface.to_frame() is surface.numbers


def test_a_plain_difference_is_not_refused_and_anything_else_is():
    frame = surface_frame()
    rng = np.random.default_rng(6)
    plain = frame.assign(satisfaction=frame["performance"] - frame["expectation"] + rng.normal(size=800))
    assert response_surface(plain).difference_p > 0.05
    assert response_surface(frame).difference_p < 1e-6
    with pytest.raises(ParameterError, match="level=2 is not a share"):
        response_surface(frame, level=2)
    with pytest.raises(DataError, match="column 'wish' is missing"):
        response_surface(frame, expectation="wish")


def test_scores_are_means_of_their_questions(answers):
    scores = satisfaction_scores(answers)
    assert scores["satisfaction"].iloc[0] == pytest.approx(
        answers[["sat_overall", "sat_expectation", "sat_ideal"]].iloc[0].mean()
    )
    assert scores["disconfirmation"].iloc[0] == pytest.approx(answers["disconf_1"].iloc[0] - 4)
    with pytest.raises(DataError, match="column 'exp_reliability_1' is missing"):
        satisfaction_scores(answers.drop(columns="exp_reliability_1"))
    with pytest.raises(DataError, match="scale 'joy' has no question"):
        satisfaction_scores(answers, scales={"joy": []})
