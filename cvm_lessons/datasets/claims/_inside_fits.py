"""Plain estimators for panels with instruments, and for counts, that the claims about the inside share."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["Found", "at", "claim", "demeaned", "fit"]

Found = tuple[float, float]
Fit = tuple[np.ndarray, np.ndarray]
ROUNDS = 40  # of taking out means by two groupings; the rows are nearly balanced


def claim(
    what: str,
    path: str | Callable[[Mapping[str, Any]], float],
    estimate: Callable[[World], Found],
    slack: float = 0.0,
    why: str = "",
) -> Claim:
    """Return a claim whose truth stands at a dotted `path`, or follows from the truth by a function."""
    if not isinstance(path, str):
        return Claim("inside", what, path, estimate, slack, why)
    keys = path.split(".")

    def value(truth: Mapping[str, Any]) -> float:
        found: Any = truth
        for key in keys:
            found = found[int(key) if key.isdigit() else key]
        return float(found)

    return Claim(keys[0], what, value, estimate, slack, why)


def at(found: Fit, place: int) -> Found:
    """Return one coefficient of a fit with its standard error."""
    return float(found[0][place]), float(found[1][place])


def demeaned(frame: pd.DataFrame, columns: Sequence[str], *by: str) -> np.ndarray:
    """Return columns less their means by every grouping in `by`."""
    values = frame[list(columns)].to_numpy(dtype=float)
    groups = [pd.factorize(frame[name])[0] for name in by]
    for _ in range(1 if len(groups) == 1 else ROUNDS):
        for codes in groups:
            counts = np.bincount(codes)
            means = np.column_stack([np.bincount(codes, column) / counts for column in values.T])
            values = values - means[codes]
    return np.asarray(values)


def fit(
    y: np.ndarray,
    x: np.ndarray,
    z: np.ndarray | None = None,
    *,
    lost: int = 0,
    cluster: pd.Series | None = None,
) -> Fit:
    """Fit by least squares, in two stages where there are instruments `z`.

    `lost` degrees of freedom went with means that were taken out; errors may be alike within a `cluster`.
    """
    first = x if z is None else z @ np.linalg.lstsq(z, x, rcond=None)[0]
    inverse = np.linalg.inv(first.T @ first)
    estimate = inverse @ first.T @ y
    rest = y - x @ estimate
    if cluster is None:
        variance = rest @ rest / (len(y) - x.shape[1] - lost)
        return estimate, np.sqrt(variance * np.diag(inverse))
    codes = pd.factorize(cluster)[0]
    scores = np.column_stack([np.bincount(codes, column * rest) for column in first.T])
    middle = scores.T @ scores * len(scores) / (len(scores) - 1.0)
    return estimate, np.sqrt(np.diag(inverse @ middle @ inverse))
