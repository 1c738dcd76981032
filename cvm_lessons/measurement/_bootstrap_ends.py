"""Ends of bootstrap intervals for many statistics at once: percentile, and corrected for bias and skew."""

import numpy as np
from scipy import stats

from cvm_lessons.core import ParameterError
from cvm_lessons.measurement._checks import check_level

__all__ = ["bca_ends", "check_draws", "percentile_ends"]

FEWEST_DRAWS = 100  # as in `intervals`: below it the ends rest on two or three draws


def check_draws(name: str, value: int) -> int:
    """Return a number of draws if it is large enough for the ends of an interval."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < FEWEST_DRAWS:
        raise ParameterError(f"{name}={value!r} is not a whole number from {FEWEST_DRAWS} up.")
    return int(value)


def percentile_ends(draws: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the ends (k,) of the percentile intervals of draws (n_boot, k)."""
    tail = (1 - check_level(level)) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=0)
    return low, high


def bca_ends(
    estimates: np.ndarray, draws: np.ndarray, left_out: np.ndarray, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the ends of Efron's bias-corrected and accelerated intervals; `left_out` is the jackknife."""
    tail = (1 - check_level(level)) / 2
    # Half of the ties counts as below: an estimate that every draw equals has no bias.
    below = (draws < estimates).mean(axis=0) + (draws == estimates).mean(axis=0) / 2
    bias = stats.norm.ppf(np.clip(below, 0.5 / len(draws), 1 - 0.5 / len(draws)))
    acceleration = _acceleration(left_out)
    ends = []
    for z in stats.norm.ppf([tail, 1 - tail]):
        shares = stats.norm.cdf(bias + (bias + z) / (1 - acceleration * (bias + z)))
        ends.append(np.array([np.quantile(draw, share) for draw, share in zip(draws.T, shares, strict=True)]))
    return ends[0], ends[1]


def _acceleration(left_out: np.ndarray) -> np.ndarray:
    gaps = left_out.mean(axis=0) - left_out
    spread = 6 * np.sum(gaps**2, axis=0) ** 1.5
    skew = np.sum(gaps**3, axis=0)
    return np.asarray(np.divide(skew, spread, out=np.zeros_like(skew), where=spread > 0))
