"""Importance from correlations alone: among the predictors, and of each with the outcome."""

from collections.abc import Callable
from functools import cache
from itertools import combinations
from math import comb

import numpy as np

__all__ = ["MEASURES", "Measure"]

Measure = Callable[[np.ndarray, np.ndarray], np.ndarray]


def _shapley(among: np.ndarray, with_outcome: np.ndarray) -> np.ndarray:
    p = len(with_outcome)
    r_squared = np.zeros(2**p)
    for members, codes in _subsets(p):
        inner = among[members[:, :, None], members[:, None, :]]
        outer = with_outcome[members]
        r_squared[codes] = (outer * np.linalg.solve(inner, outer[:, :, None])[:, :, 0]).sum(axis=1)
    without, weights = _orders(p)
    bits = 2 ** np.arange(p)[:, None]
    shares: np.ndarray = (weights * (r_squared[without + bits] - r_squared[without])).sum(axis=1)
    return shares


@cache
def _subsets(p: int) -> list[tuple[np.ndarray, np.ndarray]]:
    # By size: the members of each subset, and its number with bit j set for member j.
    by_size = [np.array(list(combinations(range(p), size))) for size in range(1, p + 1)]
    return [(members, (2**members).sum(axis=1)) for members in by_size]


@cache
def _orders(p: int) -> tuple[np.ndarray, np.ndarray]:
    # For each predictor the subsets without it, and the share of orders in which just they precede it.
    numbers = np.arange(2**p)
    sizes = np.array([number.bit_count() for number in range(2**p)])
    shares = 1 / np.array([p * comb(p - 1, size) for size in range(p)])
    without = np.array([numbers[(numbers >> j) & 1 == 0] for j in range(p)])
    return without, shares[sizes[without]]


def _relative_weights(among: np.ndarray, with_outcome: np.ndarray) -> np.ndarray:
    values, vectors = np.linalg.eigh(among)
    # The symmetric root: correlations of the predictors with their nearest orthogonal counterparts.
    loadings = vectors @ np.diag(np.sqrt(values)) @ vectors.T
    weights: np.ndarray = loadings**2 @ np.linalg.solve(loadings, with_outcome) ** 2
    return weights


def _beta(among: np.ndarray, with_outcome: np.ndarray) -> np.ndarray:
    weights: np.ndarray = np.linalg.solve(among, with_outcome)
    return weights


def _correlation(among: np.ndarray, with_outcome: np.ndarray) -> np.ndarray:
    return with_outcome


MEASURES: dict[str, Measure] = {
    "shapley": _shapley,
    "relative_weights": _relative_weights,
    "beta": _beta,
    "correlation": _correlation,
}
