"""The score of the likelihood is its slope: with factors of second order, with means, in groups."""

import numpy as np
import pytest

from cvm_lessons.measurement._factor_model import FactorModel, build_structure, starting_values
from cvm_lessons.measurement._groups import group_problem
from cvm_lessons.measurement._likelihood import Problem, Sample
from cvm_lessons.measurement._structure import Parameter

FACTORS = {"F": ("a", "b", "c"), "G": ("d", "e", "c"), "H": ("g", "h")}
STEP = 1e-6


def sample(seed, n=120):
    values = np.random.default_rng(seed).normal(size=(n, 7)) @ (np.eye(7) + 0.4)
    return Sample(np.cov(values, rowvar=False, bias=True), values.mean(axis=0), n)


def slopes(problem, theta):
    steps = STEP * np.eye(len(theta))
    gaps = [problem.discrepancy(theta + step) - problem.discrepancy(theta - step) for step in steps]
    # Twice the log-likelihood falls by n for each unit of the discrepancy.
    return -0.5 * problem.n * np.array(gaps) / (2 * STEP)


def test_the_score_is_the_slope_with_second_order_and_correlated_errors():
    model = FactorModel.read(FACTORS, {"Q": ("F", "G", "H")}, [("a", "d"), ("b", "h")])
    moments = sample(1)
    start = starting_values(model, moments.covariance, markers=False)
    slots = [model.slot(entry, start[entry], Parameter(entry)) for entry in model.entries()]
    structure = build_structure(model, slots, [slot.parameter for slot in slots])
    problem = Problem((structure,), (Sample(moments.covariance, None, moments.n),))
    theta = np.array(list(start.values())) * 1.1
    assert problem.score(theta)[0] == pytest.approx(slopes(problem, theta), rel=1e-5, abs=1e-4)


@pytest.mark.parametrize("level", ["configural", "metric", "scalar", "strict"])
@pytest.mark.parametrize("markers", [True, False])
def test_the_score_is_the_slope_in_groups_with_means(level, markers):
    model = FactorModel.read(FACTORS, None, [("a", "d")])
    samples = {"one": sample(1), "two": sample(2, n=80), "three": sample(3, n=200)}
    free = {"loading": ["b"], "intercept": ["h"]}
    problem, theta = group_problem(model, samples, level, free=free, markers=markers)
    theta = theta + 0.05 * np.sin(np.arange(len(theta)))
    score, information = problem.score(theta)
    assert score == pytest.approx(slopes(problem, theta), rel=1e-5, abs=1e-3)
    assert np.linalg.eigvalsh(information)[0] > -1e-8


def test_an_impossible_covariance_matrix_has_no_likelihood():
    model = FactorModel.read({"F": ("a", "b", "c")})
    covariance = np.eye(3) + 0.5
    start = starting_values(model, covariance, markers=True)
    slots = [model.slot(entry, start[entry], Parameter(entry)) for entry in model.entries()]
    structure = build_structure(model, slots, [slot.parameter for slot in slots])
    problem = Problem((structure,), (Sample(covariance, None, 50),))
    theta = np.array(list(start.values()))
    assert np.isfinite(problem.discrepancy(theta))
    assert problem.discrepancy(-np.abs(theta) * 10) == np.inf
