"""What a stage shows: yes or no, successes in trials, a count, or one of several values."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, xlog1py, xlogy

__all__ = ["Bernoulli", "Binomial", "Categorical", "Kind", "Poisson", "Seen", "ways"]


@dataclass(frozen=True, eq=False)
class Seen:
    """What each symbol shows of one column: its value, the trials, and whether there is one at all.

    Where there is none, value and trials are 0 and `known` is False.
    """

    value: np.ndarray
    trials: np.ndarray
    known: np.ndarray


class Kind(ABC):
    """A distribution by stage. Its parameter is an array with a row (or one number) per stage."""

    needs_trials = False
    labels: tuple[str, ...] = ("",)  # what the numbers of a stage are
    shared = 0  # free numbers that all stages have in common

    @abstractmethod
    def log_chance(self, parameter: np.ndarray, seen: Seen) -> np.ndarray:
        """Return the log-chance of each symbol (rows) in each stage (columns)."""

    @abstractmethod
    def estimate(self, before: np.ndarray, seen: Seen, weights: np.ndarray) -> np.ndarray:
        """Return a parameter that is at least as likely, given the weight of each symbol in each stage.

        A stage without any weight keeps what it had: nothing is known of it.
        """

    @abstractmethod
    def start(self, seen: Seen, weight: np.ndarray, stages: int, rng: np.random.Generator) -> np.ndarray:
        """Return a parameter drawn at random around what is seen in all stages together."""

    @abstractmethod
    def draw(
        self, parameter: np.ndarray, stage: np.ndarray, trials: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        """Return a value for each of the stages given."""

    def means(self, parameter: np.ndarray) -> np.ndarray:
        """Return one number per stage by which stages are put in order."""
        return parameter if parameter.ndim == 1 else parameter[:, 0]

    def public(self, parameter: np.ndarray) -> np.ndarray:
        """Return the numbers that users see."""
        return parameter

    def never(self, parameter: np.ndarray, stages: np.ndarray) -> np.ndarray:
        """Return the parameter with some stages that show 0 for certain."""
        changed = parameter.copy()
        changed[(stages, 0) if parameter.ndim == 2 else stages] = 0.0
        return changed

    def fault(self, parameter: np.ndarray, stages: int) -> str | None:
        """Return what a parameter that users gave should be, if it is not."""
        good = parameter.shape == (stages,) and bool(((parameter >= 0) & (parameter <= self.top)).all())
        return None if good else self.wanted

    top = np.inf
    wanted = "rates from 0 up per stage"


class Binomial(Kind):
    """Successes in trials with the same chance."""

    needs_trials = True
    top = 1.0
    wanted = "chances per stage"

    def log_chance(self, parameter: np.ndarray, seen: Seen) -> np.ndarray:
        k, n = seen.value[:, None], seen.trials[:, None]
        return np.asarray(ways(k, n) + xlogy(k, parameter) + xlog1py(n - k, -parameter))

    def estimate(self, before: np.ndarray, seen: Seen, weights: np.ndarray) -> np.ndarray:
        tries = seen.trials @ weights
        # A sum may round to a little over 1.
        return np.where(tries > 0, np.minimum(seen.value @ weights / _safe(tries), 1.0), before)

    def start(self, seen: Seen, weight: np.ndarray, stages: int, rng: np.random.Generator) -> np.ndarray:
        mean = float(seen.value @ weight) / max(float(seen.trials @ weight), 1.0)
        return np.sort(rng.beta(1.0 + mean, 2.0 - mean, size=stages))

    def draw(
        self, parameter: np.ndarray, stage: np.ndarray, trials: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        return rng.binomial(trials, parameter[stage])


class Bernoulli(Binomial):
    """Yes or no: one trial."""

    needs_trials = False

    def draw(
        self, parameter: np.ndarray, stage: np.ndarray, trials: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        return np.asarray(rng.random(len(stage)) < parameter[stage])


class Poisson(Kind):
    """A count."""

    def log_chance(self, parameter: np.ndarray, seen: Seen) -> np.ndarray:
        k = seen.value[:, None]
        return np.asarray(xlogy(k, parameter) - parameter - gammaln(k + 1))

    def estimate(self, before: np.ndarray, seen: Seen, weights: np.ndarray) -> np.ndarray:
        total = weights.sum(axis=0)
        return np.where(total > 0, seen.value @ weights / _safe(total), before)

    def start(self, seen: Seen, weight: np.ndarray, stages: int, rng: np.random.Generator) -> np.ndarray:
        mean = float(seen.value @ weight) / max(float(weight.sum()), 1.0)
        return mean * np.sort(rng.gamma(2.0, 0.5, size=stages))

    def draw(
        self, parameter: np.ndarray, stage: np.ndarray, trials: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        return np.asarray(rng.poisson(parameter[stage]))


class Categorical(Kind):
    """One of several values; the parameter has a row of chances per stage."""

    def log_chance(self, parameter: np.ndarray, seen: Seen) -> np.ndarray:
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(parameter.T[seen.value.astype(int)]))

    def estimate(self, before: np.ndarray, seen: Seen, weights: np.ndarray) -> np.ndarray:
        total = weights.sum(axis=0)[:, None]
        places = range(before.shape[1])
        sums = np.stack([weights[seen.value == place].sum(axis=0) for place in places], axis=1)
        return np.where(total > 0, sums / _safe(total), before)

    def start(self, seen: Seen, weight: np.ndarray, stages: int, rng: np.random.Generator) -> np.ndarray:
        shares = np.bincount(seen.value.astype(int), weight)
        return rng.dirichlet(1.0 + stages * shares / shares.sum(), size=stages)

    def draw(
        self, parameter: np.ndarray, stage: np.ndarray, trials: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        edges = np.cumsum(parameter, axis=1)[:, :-1]
        return np.asarray((rng.random(len(stage))[:, None] >= edges[stage]).sum(axis=1))

    def means(self, parameter: np.ndarray) -> np.ndarray:
        """Return the mean place in the order of the categories."""
        return parameter @ np.arange(parameter.shape[1])


def ways(k: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Return the log of how many ways there are to have `k` successes in `n` trials."""
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))


def _safe(total: np.ndarray) -> np.ndarray:
    return np.where(total > 0, total, 1.0)
