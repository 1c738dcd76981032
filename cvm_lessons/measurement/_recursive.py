"""Recursive systems: which variable depends on which, solved by least squares from covariances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from cvm_lessons.core import DataError, ParameterError

__all__ = ["RecursiveSystem", "explained_shares", "path_coefficients", "route_effects", "total_effects"]

# Smallest eigenvalue of the correlations of predictors: below it one is a combination of the others.
DEPENDENT_BELOW = 1e-10


@dataclass(frozen=True)
class RecursiveSystem:
    """Names in causal order, causes before effects, and the predictors of each outcome by place."""

    names: tuple[str, ...]
    equations: tuple[tuple[int, tuple[int, ...]], ...]

    @classmethod
    def of(cls, equations: Mapping[str, Sequence[str]], argument: str = "equations") -> RecursiveSystem:
        """Return the system of outcomes and their predictors, or say what makes it none."""
        checked = {outcome: _predictors(outcome, names, argument) for outcome, names in equations.items()}
        if not checked:
            raise ParameterError(f"{argument} is empty: name at least one outcome and its predictors.")
        names = _causal_order(checked)
        place = {name: number for number, name in enumerate(names)}
        rows = tuple(
            (place[name], tuple(place[p] for p in checked[name])) for name in names if name in checked
        )
        return cls(names, rows)

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Places of origin and target of each path, in causal order of the targets."""
        return [(origin, target) for target, origins in self.equations for origin in origins]

    @property
    def linked(self) -> list[tuple[int, int]]:
        """Places of each pair where the first acts on the second, directly or through others."""
        p = len(self.names)
        adjacent = np.zeros((p, p))
        for origin, target in self.pairs:
            adjacent[target, origin] = 1.0
        reach = total_effects(adjacent) > 0
        return [(origin, target) for origin in range(p) for target in range(p) if reach[target, origin]]


def path_coefficients(system: RecursiveSystem, covariances: np.ndarray) -> np.ndarray:
    """Return least-squares coefficients (…, p, p) of one matrix or a batch; row = target, column = origin."""
    coefficients = np.zeros_like(covariances)
    for target, origins in system.equations:
        places = np.array(origins)
        between = covariances[..., places[:, None], places]
        _check_independent(system, target, between)
        towards = covariances[..., places, target][..., None]
        coefficients[..., target, places] = np.linalg.solve(between, towards)[..., 0]
    return coefficients


def total_effects(coefficients: np.ndarray) -> np.ndarray:
    """Return direct plus indirect effects: (I - B)^-1 - I."""
    unit = np.eye(coefficients.shape[-1])
    return np.asarray(np.linalg.inv(unit - coefficients) - unit)


def explained_shares(
    system: RecursiveSystem, covariances: np.ndarray, coefficients: np.ndarray
) -> np.ndarray:
    """Return R² (…, p); missing for variables that no equation explains."""
    explained = np.einsum("...ij,...ij->...i", coefficients, covariances)
    shares = explained / np.diagonal(covariances, axis1=-2, axis2=-1)
    outcomes = np.zeros(len(system.names), dtype=bool)
    outcomes[[target for target, _ in system.equations]] = True
    return np.where(outcomes, shares, np.nan)


def route_effects(coefficients: np.ndarray, routes: Sequence[Sequence[int]]) -> np.ndarray:
    """Return the product of the coefficients along each route of places (…, routes)."""
    products = [
        np.prod([coefficients[..., end, start] for start, end in pairwise(route)], axis=0) for route in routes
    ]
    return np.stack(products, axis=-1)


def _predictors(outcome: str, names: Sequence[str], argument: str) -> tuple[str, ...]:
    if isinstance(names, str):
        raise ParameterError(f"{argument}[{outcome!r}]={names!r} is one name: write [{names!r}].")
    if not names:
        raise ParameterError(f"{argument}[{outcome!r}] is empty: name at least one predictor.")
    if outcome in names:
        raise ParameterError(f"{argument}[{outcome!r}] names {outcome!r} itself: nothing causes itself here.")
    if repeated := [name for position, name in enumerate(names) if name in names[:position]]:
        raise ParameterError(f"{argument}[{outcome!r}] names {repeated[0]!r} twice.")
    return tuple(names)


def _causal_order(equations: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    named = [name for outcome, origins in equations.items() for name in (*origins, outcome)]
    waiting, ordered = list(dict.fromkeys(named)), list[str]()
    while waiting:
        ready = [name for name in waiting if not set(equations.get(name, ())) & set(waiting)]
        if not ready:
            raise ParameterError(f"the paths go in a circle: {_circle(equations, waiting)}.")
        ordered.append(ready[0])
        waiting.remove(ready[0])
    return tuple(ordered)


def _circle(equations: Mapping[str, Sequence[str]], waiting: Sequence[str]) -> str:
    # Each waiting name depends on a waiting one: walking back must come to a name twice.
    walk = [waiting[0]]
    while walk[-1] not in walk[:-1]:
        walk.append(next(name for name in equations[walk[-1]] if name in waiting))
    return " → ".join(reversed(walk[walk.index(walk[-1]) :]))


def _check_independent(system: RecursiveSystem, target: int, between: np.ndarray) -> None:
    scale = np.sqrt(np.diagonal(between, axis1=-2, axis2=-1))
    least = np.linalg.eigvalsh(between / (scale[..., :, None] * scale[..., None, :]))[..., 0]
    if (least < DEPENDENT_BELOW).any():
        where = "" if between.ndim == 2 else f" in {int((least < DEPENDENT_BELOW).sum())} of the resamples"
        raise DataError(
            f"the predictors of {system.names[target]!r} are linear combinations of one another{where}: "
            "leave one out."
        )
