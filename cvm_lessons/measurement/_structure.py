"""The moments that a factor model implies, and their derivatives: Joreskog's matrices, slot by slot."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

__all__ = [
    "Entry",
    "Matrices",
    "Parameter",
    "Slot",
    "Structure",
    "standard_scales",
    "standardised",
    "standardised_errors",
]

# Which matrix an entry of the model stands in; its row and column are places of items or factors.
PLACES = {
    "loading": "loading",
    "second-order loading": "path",
    "variance": "factor",
    "covariance": "factor",
    "uniqueness": "error",
    "error covariance": "error",
    "intercept": "intercept",
    "mean": "mean",
}
FAR_BELOW_ONE = 1e-30  # a complex step: its derivative has no rounding error, however small the step


class Entry(NamedTuple):
    """What a number of the model says: of which kind it is, and which names it ties together."""

    kind: str
    left: str
    right: str


class Parameter(NamedTuple):
    """A free number, known by its entry; `group` is empty where all groups share it."""

    entry: Entry
    group: str = ""


@dataclass(frozen=True)
class Slot:
    """An entry at its place in a matrix: free where it has a parameter, else fixed at `value`."""

    entry: Entry
    row: int
    column: int
    value: float
    parameter: Parameter | None


class Matrices(NamedTuple):
    """Items on factors, factors on factors of second order, and the rest, filled with numbers."""

    loading: np.ndarray
    path: np.ndarray
    factor: np.ndarray
    error: np.ndarray
    intercept: np.ndarray
    mean: np.ndarray

    @property
    def total(self) -> np.ndarray:
        """Effects of what comes from outside on the factors: no path leads on from a first-order factor."""
        total: np.ndarray = np.eye(len(self.path)) + self.path
        return total

    @property
    def factor_covariance(self) -> np.ndarray:
        """Covariances of all factors."""
        covariance: np.ndarray = self.total @ self.factor @ self.total.T
        return covariance

    @property
    def covariance(self) -> np.ndarray:
        """Covariances of the items."""
        covariance: np.ndarray = self.loading @ self.factor_covariance @ self.loading.T + self.error
        return covariance

    @property
    def means(self) -> np.ndarray:
        """Means of the items."""
        means: np.ndarray = self.intercept + self.loading @ self.total @ self.mean
        return means


@dataclass(frozen=True, eq=False)
class Structure:
    """The slots of one group; `parameters` orders the free numbers of all groups."""

    slots: tuple[Slot, ...]
    parameters: tuple[Parameter, ...]
    items: tuple[str, ...]
    factors: tuple[str, ...]

    @cached_property
    def places(self) -> np.ndarray:
        """Position of each slot's parameter, -1 where it is fixed."""
        order = {parameter: place for place, parameter in enumerate(self.parameters)}
        return np.array([-1 if s.parameter is None else order[s.parameter] for s in self.slots])

    @cached_property
    def own(self) -> np.ndarray:
        """Positions of the parameters that this group has."""
        return np.unique(self.places[self.places >= 0])

    def values(self, theta: np.ndarray) -> np.ndarray:
        """Return the number in each slot."""
        return np.where(self.places < 0, [slot.value for slot in self.slots], theta[self.places])

    def matrices(self, theta: np.ndarray) -> Matrices:
        """Return the matrices filled with the numbers of `theta`."""
        p, m = len(self.items), len(self.factors)
        shapes = [(p, m), (m, m), (m, m), (p, p), (p,), (m,)]
        filled = Matrices(*(np.zeros(shape, dtype=theta.dtype) for shape in shapes))
        for slot, value in zip(self.slots, self.values(theta), strict=True):
            place = PLACES[slot.entry.kind]
            matrix = getattr(filled, place)
            if matrix.ndim == 1:
                matrix[slot.row] = value
                continue
            matrix[slot.row, slot.column] = value
            if place in ("factor", "error"):
                matrix[slot.column, slot.row] = value
        return filled

    def jacobian(self, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the derivatives of covariances and means, a row for each of the group's own parameters."""
        p = len(self.items)
        covariance, means = np.zeros((len(self.own), p, p)), np.zeros((len(self.own), p))
        matrices = self.matrices(theta)
        total = matrices.total
        inner = matrices.factor @ total.T @ matrices.loading.T
        parts = _Parts(matrices.loading, matrices.loading @ total, inner, total @ inner, matrices.mean, total)
        rows = np.searchsorted(self.own, self.places)
        for slot, place, row in zip(self.slots, self.places, rows, strict=True):
            if place >= 0:
                covariance[row], means[row] = parts.derivative(slot)
        return covariance, means


class _Parts(NamedTuple):
    # `outside` is items on what comes from outside; `inner` and `outer` are covariances with the items.
    loading: np.ndarray
    outside: np.ndarray
    inner: np.ndarray
    outer: np.ndarray
    mean: np.ndarray
    total: np.ndarray

    def derivative(self, slot: Slot) -> tuple[np.ndarray, np.ndarray]:
        place, row, column = PLACES[slot.entry.kind], slot.row, slot.column
        p = len(self.loading)
        unit, none = np.zeros(p), np.zeros((p, p))
        unit[min(row, p - 1)] = 1
        if place == "loading":
            half = np.outer(unit, self.outer[column])
            return half + half.T, unit * (self.total[column] @ self.mean)
        if place == "path":
            half = np.outer(self.loading[:, row], self.inner[column])
            return half + half.T, self.loading[:, row] * self.mean[column]
        if place == "factor":
            half = np.outer(self.outside[:, row], self.outside[:, column])
            return (half if row == column else half + half.T), np.zeros(p)
        if place == "error":
            none[row, column] = none[column, row] = 1
            return none, np.zeros(p)
        return none, (unit if place == "intercept" else self.outside[:, row])


def standard_scales(structure: Structure, theta: np.ndarray) -> np.ndarray:
    """Return what each slot is multiplied by if items and factors get the standard deviation 1."""
    matrices = structure.matrices(theta)
    item = np.sqrt(np.diag(matrices.covariance))
    factor = np.sqrt(np.diag(matrices.factor_covariance))
    inner, error = np.sqrt(np.diag(matrices.factor)), np.sqrt(np.diag(matrices.error))
    by_kind: dict[str, Callable[[int, int], complex]] = {
        "loading": lambda row, column: factor[column] / item[row],
        "second-order loading": lambda row, column: factor[column] / factor[row],
        "variance": lambda row, column: 1 / factor[row] ** 2,
        "covariance": lambda row, column: 1 / (inner[row] * inner[column]),
        "uniqueness": lambda row, column: 1 / item[row] ** 2,
        "error covariance": lambda row, column: 1 / (error[row] * error[column]),
        "intercept": lambda row, column: 1 / item[row],
        "mean": lambda row, column: 1 / factor[row],
    }
    return np.array([by_kind[slot.entry.kind](slot.row, slot.column) for slot in structure.slots])


def standardised(structure: Structure, theta: np.ndarray) -> np.ndarray:
    """Return the number in each slot as it would be if items and factors had standard deviation 1."""
    scaled: np.ndarray = structure.values(theta) * standard_scales(structure, theta)
    return scaled


def standardised_errors(structure: Structure, theta: np.ndarray, covariance: np.ndarray) -> np.ndarray:
    """Return the standard errors of `standardised` by the delta method."""
    steps = theta + 1j * FAR_BELOW_ONE * np.eye(len(theta))[structure.own]
    slopes = np.array([standardised(structure, step).imag for step in steps]).T / FAR_BELOW_ONE
    own = covariance[np.ix_(structure.own, structure.own)]
    variances = np.sum(slopes @ own * slopes, axis=1)
    # A number fixed by standardising, such as a variance of 1, has no error but for rounding.
    return np.where(variances > 1e-20, np.sqrt(np.abs(variances)), np.nan)
