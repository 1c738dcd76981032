"""The iterative algorithm of partial least squares on covariances: one sample, or a batch of resamples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cvm_lessons.core import DataError
from cvm_lessons.measurement._cross_products import correlations
from cvm_lessons.measurement._recursive import RecursiveSystem, explained_shares, path_coefficients

__all__ = ["PlsDesign", "PlsSolution", "solve_pls"]


@dataclass(frozen=True, eq=False)
class PlsDesign:
    """Which item belongs to which construct (p × k), and how weights are found."""

    system: RecursiveSystem
    items: tuple[str, ...]
    owner: np.ndarray
    mode_b: tuple[int, ...]
    scheme: str
    scaled: bool
    tolerance: float
    max_iter: int

    @property
    def members(self) -> np.ndarray:
        """1 where the item in the row belongs to the construct in the column."""
        return np.asarray(self.owner[:, None] == np.arange(len(self.system.names)), dtype=float)


@dataclass(frozen=True, eq=False)
class PlsSolution:
    """What the weights imply; a leading axis for the resamples of a batch."""

    weights: np.ndarray  # (…, p, k), so that each construct has variance 1
    between: np.ndarray  # correlations of the constructs (…, k, k)
    crossloadings: np.ndarray  # correlations of item and construct (…, p, k)
    paths: np.ndarray  # (…, k, k), row = target
    r_squared: np.ndarray  # (…, k)
    steps: np.ndarray

    def own(self, owner: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return weights and loadings of each item on its own construct."""
        rows = np.arange(len(owner))
        return self.weights[..., rows, owner], self.crossloadings[..., rows, owner]


def solve_pls(design: PlsDesign, covariances: np.ndarray, like: np.ndarray | None = None) -> PlsSolution:
    """Return the solution of each matrix, each construct signed to agree with `like` or with its items."""
    batch = covariances.reshape(-1, *covariances.shape[-2:])
    matrices = correlations(batch) if design.scaled else batch
    weights, steps = _settle(design, matrices)
    spread = np.sqrt(np.diagonal(matrices, axis1=-2, axis2=-1))
    towards = np.einsum("bij,bjk->bik", matrices, weights) / spread[..., None]
    signs = _signs(design, towards) if like is None else np.sign(np.einsum("ik,bik->bk", like, towards))
    signs = np.where(signs == 0, 1.0, signs)[:, None, :]
    weights, towards = weights * signs, towards * signs
    between = _construct_covariances(weights, matrices)
    paths = path_coefficients(design.system, between)
    shares = explained_shares(design.system, between, paths)
    lead = covariances.shape[:-2]
    parts = (weights, between, towards, paths, shares, steps)
    return PlsSolution(*(part.reshape(lead + part.shape[1:]) for part in parts))


def _settle(design: PlsDesign, matrices: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    members = design.members
    weights = _standardise(np.broadcast_to(members, (len(matrices), *members.shape)), matrices)
    before = weights.sum(axis=-1)
    steps = np.zeros(len(matrices), dtype=int)
    active = np.arange(len(matrices))
    for _ in range(design.max_iter):
        # Only what has not settled goes on, so that each resample stops where it would alone.
        new = _outer_step(design, weights[active], matrices[active])
        after = new.sum(axis=-1)
        # The published programs compare weights before they are standardised; their digits depend on it.
        change = np.sum((np.abs(before[active]) - np.abs(after)) ** 2, axis=-1)
        before[active], weights[active] = after, _standardise(new, matrices[active])
        steps[active] += 1
        active = active[change >= design.tolerance]
        if not len(active):
            return weights, steps
    where = "" if len(matrices) == 1 else f" in {len(active)} of {len(matrices)} resamples"
    raise DataError(
        f"the weights did not settle in {design.max_iter} steps{where}: raise max_iter or try scheme='path'."
    )


def _outer_step(design: PlsDesign, weights: np.ndarray, matrices: np.ndarray) -> np.ndarray:
    between = _construct_covariances(weights, matrices)
    inner = np.einsum("bik,bkl->bil", weights, _inner_weights(design, between))
    towards = np.einsum("bij,bjl->bil", matrices, inner) * design.members
    for construct in design.mode_b:
        places = np.flatnonzero(design.owner == construct)
        block = matrices[:, places[:, None], places]
        towards[:, places, construct] = np.linalg.solve(block, towards[:, places, construct][..., None])[
            ..., 0
        ]
    return np.asarray(towards)


def _inner_weights(design: PlsDesign, between: np.ndarray) -> np.ndarray:
    adjacent = np.zeros(between.shape[-2:])
    for origin, target in design.system.pairs:
        adjacent[origin, target] = adjacent[target, origin] = 1.0
    if design.scheme == "centroid":
        return np.asarray(np.sign(between) * adjacent)
    inner = between * adjacent
    if design.scheme == "path":
        # Effects weigh by correlation, causes by their coefficients: column = construct that is estimated.
        coefficients = path_coefficients(design.system, between)
        for origin, target in design.system.pairs:
            inner[:, origin, target] = coefficients[:, target, origin]
    return np.asarray(inner)


def _construct_covariances(weights: np.ndarray, matrices: np.ndarray) -> np.ndarray:
    return np.asarray(np.swapaxes(weights, -1, -2) @ matrices @ weights)


def _standardise(weights: np.ndarray, matrices: np.ndarray) -> np.ndarray:
    variances = np.einsum("bik,bij,bjk->bk", weights, matrices, weights, optimize=True)
    return np.asarray(weights / np.sqrt(variances)[:, None, :])


def _signs(design: PlsDesign, towards: np.ndarray) -> np.ndarray:
    return np.asarray(np.sign(np.sum(towards * design.members, axis=1)))
