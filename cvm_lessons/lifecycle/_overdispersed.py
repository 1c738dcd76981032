"""Counts that vary more than one chance or one rate allows, because each customer-period has its own."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import betaln, digamma, gammaln, polygamma, xlogy

from cvm_lessons.lifecycle._emission_kinds import Binomial, Kind, Poisson, Seen, ways

__all__ = ["BetaBinomial", "NegativeBinomial"]

LOW, HIGH = -10.0, 16.0  # logs beyond which a shape changes no likelihood that a computer can tell
STRIDE = 2.0  # in logs: longer steps of Newton's are cut
HALVINGS = 12
FIRST = 4.0  # precision and size of a random start: clearly more varied than a single rate


class BetaBinomial(Kind):
    """Successes in trials whose chance is drawn from a beta distribution: its mean, and precision a + b."""

    needs_trials = True
    labels = ("mean", "precision")
    wanted = "a mean from 0 to 1 and a precision above 0 per stage"

    def log_chance(self, parameter: np.ndarray, seen: Seen) -> np.ndarray:
        k, n = seen.value[:, None], seen.trials[:, None]
        mean, precision = parameter.T
        inside = (mean > 0) & (mean < 1)
        a, b = np.where(inside, mean * precision, 1.0), np.where(inside, (1 - mean) * precision, 1.0)
        certain = np.where(k == n * mean, 0.0, -np.inf)
        return np.where(inside, ways(k, n) + betaln(k + a, n - k + b) - betaln(a, b), certain)

    def estimate(self, before: np.ndarray, seen: Seen, weights: np.ndarray) -> np.ndarray:
        after = before.copy()
        for place, (mean, precision) in enumerate(before):
            weight = weights[:, place]
            if 0 < mean < 1 and weight @ seen.trials > 0:
                a, b = _beta_step(mean * precision, (1 - mean) * precision, seen, weight)
                after[place] = a / (a + b), a + b
        return after

    def start(self, seen: Seen, weight: np.ndarray, stages: int, rng: np.random.Generator) -> np.ndarray:
        means = Binomial().start(seen, weight, stages, rng)
        return np.stack([means, FIRST * rng.gamma(2.0, 0.5, size=stages)], axis=1)

    def draw(
        self, parameter: np.ndarray, stage: np.ndarray, trials: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        mean, precision = parameter[stage].T
        inside = (mean > 0) & (mean < 1)
        a, b = np.where(inside, mean * precision, 1.0), np.where(inside, (1 - mean) * precision, 1.0)
        return rng.binomial(trials, np.where(inside, rng.beta(a, b), mean))

    def fault(self, parameter: np.ndarray, stages: int) -> str | None:
        if parameter.shape != (stages, 2):
            return self.wanted
        mean, precision = parameter.T
        good = (mean >= 0) & (mean <= 1) & (precision > 0) & np.isfinite(precision)
        return None if bool(good.all()) else self.wanted


class NegativeBinomial(Kind):
    """A count whose rate is drawn from a gamma distribution: its mean, and the shape of that gamma."""

    labels = ("mean", "size")
    wanted = "a mean from 0 up and a size above 0 per stage"

    def log_chance(self, parameter: np.ndarray, seen: Seen) -> np.ndarray:
        k, (mean, size) = seen.value[:, None], parameter.T
        choose = gammaln(k + size) - gammaln(size) - gammaln(k + 1)
        return np.asarray(choose - size * np.log1p(mean / size) + xlogy(k, mean / (mean + size)))

    def estimate(self, before: np.ndarray, seen: Seen, weights: np.ndarray) -> np.ndarray:
        means = Poisson().estimate(before[:, 0], seen, weights)
        sizes = [
            _size_step(size, mean, seen.value, weights[:, place]) if mean > 0 else size
            for place, (mean, size) in enumerate(zip(means, before[:, 1], strict=True))
        ]
        return np.stack([means, sizes], axis=1)

    def start(self, seen: Seen, weight: np.ndarray, stages: int, rng: np.random.Generator) -> np.ndarray:
        means = Poisson().start(seen, weight, stages, rng)
        return np.stack([means, FIRST * rng.gamma(2.0, 0.5, size=stages)], axis=1)

    def draw(
        self, parameter: np.ndarray, stage: np.ndarray, trials: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        mean, size = parameter[stage].T
        return np.asarray(rng.poisson(rng.gamma(size, mean / size)))

    def fault(self, parameter: np.ndarray, stages: int) -> str | None:
        if parameter.shape != (stages, 2):
            return self.wanted
        good = (parameter[:, 0] >= 0) & (parameter[:, 1] > 0) & np.isfinite(parameter).all(axis=1)
        return None if bool(good.all()) else self.wanted


def _beta_step(a: float, b: float, seen: Seen, weight: np.ndarray) -> tuple[float, float]:
    """Return the two shapes after a step of Newton's in their logs; a step that loses is halved."""
    k, n = seen.value, seen.trials

    def worth(logs: np.ndarray) -> float:
        one, two = np.exp(logs)
        return float(weight @ (betaln(k + one, n - k + two) - betaln(one, two)))

    both = digamma(n + a + b) - digamma(a + b)
    bend = polygamma(1, n + a + b) - polygamma(1, a + b)
    slope = np.array(
        [weight @ (digamma(k + a) - digamma(a) - both), weight @ (digamma(n - k + b) - digamma(b) - both)]
    )
    own = [polygamma(1, k + a) - polygamma(1, a), polygamma(1, n - k + b) - polygamma(1, b)]
    curve = np.array([[weight @ (own[0] - bend), -weight @ bend], [-weight @ bend, weight @ (own[1] - bend)]])
    shapes = np.array([a, b])
    slope, curve = slope * shapes, curve * np.outer(shapes, shapes) + np.diag(slope * shapes)
    first, second = np.exp(_climb(np.log(shapes), worth, slope, curve))
    return float(first), float(second)


def _size_step(size: float, mean: float, k: np.ndarray, weight: np.ndarray) -> float:
    """Return the shape of the gamma after a step of Newton's in its log; a step that loses is halved."""

    def worth(logs: np.ndarray) -> float:
        (r,) = np.exp(logs)
        return float(weight @ (gammaln(k + r) - gammaln(r) + r * np.log(r) - (k + r) * np.log(r + mean)))

    spare = (k + size) / (size + mean)
    one = weight @ (digamma(k + size) - digamma(size) - np.log1p(mean / size) + 1 - spare)
    two = weight @ (polygamma(1, k + size) - polygamma(1, size) + 1 / size + (spare - 2) / (size + mean))
    slope, curve = np.array([size * one]), np.array([[size**2 * two + size * one]])
    return float(np.exp(_climb(np.log([size]), worth, slope, curve))[0])


def _climb(
    logs: np.ndarray, worth: Callable[[np.ndarray], float], slope: np.ndarray, curve: np.ndarray
) -> np.ndarray:
    bent = np.linalg.eigvalsh(curve).max() < 0
    step = np.linalg.solve(curve, -slope) if bent else np.sign(slope)  # at least uphill
    step = step * min(1.0, STRIDE / max(np.abs(step).max(), 1e-300))
    here = worth(logs)
    for _ in range(HALVINGS):
        there = np.clip(logs + step, LOW, HIGH)
        if worth(there) >= here:
            return np.asarray(there)
        step = step / 2
    return logs
