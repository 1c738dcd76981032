"""Middles, errors and ends of the intervals of a Net Promoter Score, as shares."""

import math

import numpy as np

__all__ = ["bootstrap_ends", "centre_and_error", "clustered_error"]

# Rocks's adjusted Wald: three made-up answers, spread 1:2:1 over promoters, passives and detractors.
EXTRA, EXTRA_SIDE = 3.0, 0.75
WEIGHTS_AT_ONCE = 4_000_000  # customers x resamples held in memory together: 32 MB


def centre_and_error(p: float, d: float, n: int, method: str) -> tuple[float, float]:
    """Return the middle of the interval and its standard error, as shares."""
    answers = float(n)
    if method == "adjusted":
        p, d = (p * n + EXTRA_SIDE) / (n + EXTRA), (d * n + EXTRA_SIDE) / (n + EXTRA)
        answers += EXTRA
    return p - d, math.sqrt(max(p + d - (p - d) ** 2, 0.0) / answers)


def clustered_error(sides: np.ndarray, codes: np.ndarray) -> tuple[float, float]:
    """Return the mean and its standard error when the answers of one customer belong together."""
    centre, groups = float(sides.mean()), int(codes.max()) + 1
    sums = np.bincount(codes, weights=sides - centre)
    return centre, math.sqrt(float(sums @ sums) * groups / (groups - 1)) / len(sides)


def bootstrap_ends(
    sides: np.ndarray, codes: np.ndarray | None, n_boot: int, level: float, rng: np.random.Generator
) -> tuple[float, float]:
    """Return the ends of the percentile bootstrap interval, as shares."""
    if codes is None:
        shares = [(sides == side).mean() for side in (1, 0, -1)]
        draws = rng.multinomial(len(sides), shares, size=n_boot) @ np.array([1, 0, -1]) / len(sides)
    else:
        sums, sizes = np.bincount(codes, weights=sides), np.bincount(codes)
        step = max(1, WEIGHTS_AT_ONCE // len(sums))
        equal = np.full(len(sums), 1 / len(sums))
        parts = []
        for start in range(0, n_boot, step):
            weights = rng.multinomial(len(sums), equal, size=min(step, n_boot - start)).astype(float)
            parts.append((weights @ sums) / (weights @ sizes))
        draws = np.concatenate(parts)
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
