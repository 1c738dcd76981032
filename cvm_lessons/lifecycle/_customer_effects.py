"""Customers who differ for good, whatever their stage: an effect of each, summed over a grid."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.special import expit, gammaln, logit, xlog1py, xlogy

from cvm_lessons.lifecycle._emission_kinds import Binomial, Kind, Seen, ways

__all__ = ["Differing", "Grid", "grid_of"]

REACH = 4.0  # standard deviations that the grid spans on either side: all but 1 in 16,000
FAR = 15.0  # a chance or rate of e^-15 is nothing in any panel
HALVINGS = 12
FIRST = 1.0  # spread of a random start, on the scale of the link


@dataclass(frozen=True, eq=False)
class Grid:
    """Points of the customers' effects: log-weight of each, and by column its place in standard units."""

    logs: np.ndarray
    places: dict[str, np.ndarray]

    @property
    def size(self) -> int:
        """Number of points."""
        return len(self.logs)


def grid_of(columns: tuple[str, ...], nodes: int) -> Grid:
    """Return all combinations of evenly spaced points, weighted as a normal distribution is.

    Even spacing makes the sum a trapezoid rule: for a smooth integrand exact to many digits, and no worse
    where one customer's history tells much.
    """
    line = np.linspace(-REACH, REACH, nodes)
    weights = np.exp(-(line**2) / 2)
    logs = np.log(weights / weights.sum())
    points = list(product(range(nodes), repeat=len(columns)))
    places = {name: line[[point[at] for point in points]] for at, name in enumerate(columns)}
    return Grid(np.array([logs[list(point)].sum() for point in points]), places)


class Differing(Kind):
    """A chance or a rate that is the stage's, moved on the scale of the link by an effect of the customer.

    The parameter has a row per stage: where it stands on that scale, and the spread of the effects, which is
    the same in all stages.
    """

    shared = 1

    def __init__(self, base: Kind, nodes: int) -> None:
        self.base, self.line = base, grid_of(("",), nodes)
        self.binary = isinstance(base, Binomial)
        self.needs_trials, self.top, self.wanted = base.needs_trials, base.top, base.wanted

    def log_chance(self, parameter: np.ndarray, seen: Seen) -> np.ndarray:
        return np.asarray(self.log_chances(parameter, seen, np.zeros(1))[0])

    def log_chances(self, parameter: np.ndarray, seen: Seen, places: np.ndarray) -> np.ndarray:
        """Return the log-chance by point of the grid, symbol and stage."""
        k, n = seen.value[:, None], seen.trials[:, None]
        rate = self._rates(parameter, places)[:, None, :]
        if self.binary:
            return np.asarray(ways(k, n) + xlogy(k, rate) + xlog1py(n - k, -rate))
        return np.asarray(xlogy(k, rate) - rate - gammaln(k + 1))

    def estimate(self, before: np.ndarray, seen: Seen, weights: np.ndarray) -> np.ndarray:
        raise NotImplementedError  # an effect of the customer cannot be estimated without the grid

    def estimate_on(
        self, before: np.ndarray, seen: Seen, weights: np.ndarray, places: np.ndarray
    ) -> np.ndarray:
        """Return the parameter after a step of Newton's; weights run over points, symbols and stages."""
        free = np.isfinite(before[:, 0]) & (weights.sum(axis=(0, 1)) > 0)
        tries = seen.trials if self.binary else seen.known.astype(float)
        hits = np.einsum("gks,k->gs", weights, seen.value)[:, free]
        total = np.einsum("gks,k->gs", weights, tries)[:, free]
        point = np.append(before[free, 0], before[0, 1])
        here = self._worth(point, hits, total, places)
        step = self._newton(point, hits, total, places)
        for _ in range(HALVINGS):
            there = point + step
            there[:-1] = np.clip(there[:-1], -FAR, FAR)
            if self._worth(there, hits, total, places) >= here:
                point = there
                break
            step = step / 2
        after = before.copy()
        after[free, 0], after[:, 1] = point[:-1], abs(point[-1])  # the normal is the same either way
        return after

    def start(self, seen: Seen, weight: np.ndarray, stages: int, rng: np.random.Generator) -> np.ndarray:
        rates = self.base.start(seen, weight, stages, rng)
        return np.stack([self._link(rates), np.full(stages, FIRST)], axis=1)

    def draw(
        self, parameter: np.ndarray, stage: np.ndarray, trials: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        raise NotImplementedError  # see draw_for

    def draw_for(
        self,
        parameter: np.ndarray,
        stage: np.ndarray,
        trials: np.ndarray,
        rng: np.random.Generator,
        effect: np.ndarray,
    ) -> np.ndarray:
        """Return a value for each of the stages given, of a customer with that effect in standard units."""
        scale = parameter[stage, 0] + parameter[stage, 1] * effect
        rate = expit(scale) if self.binary else np.exp(scale)
        if not self.binary:
            return np.asarray(rng.poisson(rate))
        drawn = rng.binomial(trials if self.needs_trials else 1, rate)
        return drawn if self.needs_trials else drawn > 0

    def means(self, parameter: np.ndarray) -> np.ndarray:
        """Return the mean over customers by stage."""
        return np.asarray(np.exp(self.line.logs) @ self._rates(parameter, self.line.places[""]))

    def public(self, parameter: np.ndarray) -> np.ndarray:
        return self.means(parameter)

    def never(self, parameter: np.ndarray, stages: np.ndarray) -> np.ndarray:
        return np.stack([np.where(stages, -np.inf, parameter[:, 0]), parameter[:, 1]], axis=1)

    def from_means(self, means: np.ndarray, spread: float) -> np.ndarray:
        """Return the parameter whose means over customers are these, by bisection."""
        low, high = np.full(len(means), -2 * FAR), np.full(len(means), 2 * FAR)
        for _ in range(80):
            middle = (low + high) / 2
            short = self.means(np.stack([middle, np.full(len(means), spread)], axis=1)) < means
            low, high = np.where(short, middle, low), np.where(short, high, middle)
        at = np.where(means > 0, (low + high) / 2, -np.inf)
        return np.stack([at, np.full(len(means), spread)], axis=1)

    def _link(self, rates: np.ndarray) -> np.ndarray:
        with np.errstate(divide="ignore"):
            return np.asarray(np.clip(logit(rates) if self.binary else np.log(rates), -FAR, FAR))

    def _rates(self, parameter: np.ndarray, places: np.ndarray) -> np.ndarray:
        scale = parameter[:, 0] + np.multiply.outer(places, parameter[:, 1])
        return np.asarray(expit(scale) if self.binary else np.exp(scale))

    def _worth(self, point: np.ndarray, hits: np.ndarray, total: np.ndarray, places: np.ndarray) -> float:
        scale = point[:-1] + point[-1] * places[:, None]
        lost = np.logaddexp(0.0, scale) if self.binary else np.exp(np.minimum(scale, 700.0))
        return float((hits * scale - total * lost).sum())

    def _newton(
        self, point: np.ndarray, hits: np.ndarray, total: np.ndarray, places: np.ndarray
    ) -> np.ndarray:
        scale = point[:-1] + point[-1] * places[:, None]
        rate = expit(scale) if self.binary else np.exp(scale)
        rest, bend = hits - total * rate, total * rate * ((1 - rate) if self.binary else 1.0)
        slope = np.append(rest.sum(axis=0), (places[:, None] * rest).sum())
        curve = np.zeros((len(point), len(point)))
        curve[:-1, :-1] = np.diag(bend.sum(axis=0))
        curve[-1, :-1] = curve[:-1, -1] = places @ bend
        curve[-1, -1] = (places**2) @ bend.sum(axis=1)
        return np.asarray(np.linalg.solve(curve + 1e-9 * np.eye(len(point)), slope))
