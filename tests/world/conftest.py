"""Worlds drawn with several seeds, and plain estimators that owe nothing to the package."""

from types import SimpleNamespace

import numpy as np
import pytest

from cvm_lessons.world import build_world

SCALE = 0.2
FEW = 6


@pytest.fixture(scope="session")
def few_worlds():
    return [build_world(seed, SCALE) for seed in range(FEW)]


@pytest.fixture
def draw_worlds(few_worlds):
    """Worlds for `count` seeds: the few are kept, many are drawn one after the other to save memory."""
    return lambda count: few_worlds if count == FEW else (build_world(seed, SCALE) for seed in range(count))


@pytest.fixture(scope="session")
def world(few_worlds):
    return few_worlds[0]


@pytest.fixture(scope="session")
def ols():
    def fit(outcome, *columns):
        design = np.column_stack([np.ones(len(outcome)), *columns]).astype(float)
        outcome = np.asarray(outcome, dtype=float)
        inverse = np.linalg.inv(design.T @ design)
        estimate = inverse @ design.T @ outcome
        residual = outcome - design @ estimate
        variance = residual @ residual / (len(outcome) - design.shape[1])
        return SimpleNamespace(estimate=estimate, error=np.sqrt(variance * np.diag(inverse)))

    return fit


@pytest.fixture(scope="session")
def logit():
    def fit(outcome, *columns):
        design = np.column_stack([np.ones(len(outcome)), *columns]).astype(float)
        outcome, estimate = np.asarray(outcome, dtype=float), np.zeros(design.shape[1])
        for _ in range(25):  # Newton's method has long converged
            chance = 1 / (1 + np.exp(-design @ estimate))
            information = design.T @ (design * (chance * (1 - chance))[:, None])
            estimate = estimate + np.linalg.solve(information, design.T @ (outcome - chance))
        return SimpleNamespace(estimate=estimate, error=np.sqrt(np.diag(np.linalg.inv(information))))

    return fit
