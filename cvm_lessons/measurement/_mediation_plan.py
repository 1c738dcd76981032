"""The equations of a mediation and the routes from cause to outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from cvm_lessons.core import ParameterError
from cvm_lessons.measurement._cross_products import Moments
from cvm_lessons.measurement._recursive import RecursiveSystem, path_coefficients, route_effects

__all__ = ["ARROW", "MediationPlan"]

ARROW = " → "
ALL = "all"  # the row that sums the indirect effects


@dataclass(frozen=True)
class MediationPlan:
    """Who acts on whom: mediators side by side, or each on all later ones."""

    x: str
    mediators: tuple[str, ...]
    y: str
    covariates: tuple[str, ...]
    serial: bool

    @classmethod
    def of(
        cls, x: str, m: str | Sequence[str], y: str, covariates: Sequence[str], *, serial: bool = False
    ) -> MediationPlan:
        """Return the plan, or say which name plays two parts."""
        if isinstance(covariates, str):
            raise ParameterError(f"covariates={covariates!r} is one name: write [{covariates!r}].")
        mediators = (m,) if isinstance(m, str) else tuple(m)
        if not mediators:
            raise ParameterError("m is empty: name at least one mediator.")
        if serial and len(mediators) < 2:
            raise ParameterError(f"m={m!r} is no series: name two or more mediators, or use mediate().")
        names = [x, *mediators, y, *covariates]
        if repeated := [name for position, name in enumerate(names) if name in names[:position]]:
            parts = "cause, mediators, outcome and covariates must differ"
            raise ParameterError(f"{repeated[0]!r} plays two parts: {parts}.")
        return cls(x, mediators, y, tuple(covariates), serial)

    @cached_property
    def equations(self) -> dict[str, list[str]]:
        """Predictors of each outcome, covariates last."""
        before = [self.mediators[:place] if self.serial else () for place in range(len(self.mediators))]
        causes = {
            mediator: [self.x, *former] for mediator, former in zip(self.mediators, before, strict=True)
        }
        causes[self.y] = [self.x, *self.mediators]
        return {outcome: [*names, *self.covariates] for outcome, names in causes.items()}

    @cached_property
    def routes(self) -> list[tuple[str, ...]]:
        """Each way from cause to outcome through at least one mediator."""
        longest = len(self.mediators) if self.serial else 1
        sizes = range(1, longest + 1)
        return [(self.x, *chain, self.y) for size in sizes for chain in combinations(self.mediators, size)]

    @property
    def ways(self) -> list[str]:
        """Names of the indirect effects; the sum last where there are several."""
        return [ARROW.join(route[1:-1]) for route in self.routes] + [ALL] * (len(self.routes) > 1)

    @cached_property
    def system(self) -> RecursiveSystem:
        """The equations in causal order."""
        return RecursiveSystem.of(self.equations)

    def letter(self, origin: str, target: str) -> str:
        """Return the field's letter of an arrow."""
        if origin == self.x:
            return "c'" if target == self.y else "a"
        return "b" if target == self.y else "d"

    def indirect(self, moments: Moments) -> np.ndarray:
        """Return the effects of `ways` (…, ways)."""
        coefficients = path_coefficients(self.system, moments.covariances)
        routes = route_effects(coefficients, [[self._place(name) for name in route] for route in self.routes])
        if len(self.routes) == 1:
            return routes
        return np.concatenate([routes, routes.sum(axis=-1, keepdims=True)], axis=-1)

    def direct(self, moments: Moments) -> np.ndarray:
        """Return the direct effect (…)."""
        coefficients = path_coefficients(self.system, moments.covariances)
        return np.asarray(coefficients[..., self._place(self.y), self._place(self.x)])

    def _place(self, name: str) -> int:
        return self.system.names.index(name)
