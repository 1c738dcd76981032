"""Checks and small steps that the modules on churn share."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, ParameterError, filled_column

__all__ = [
    "check_count",
    "check_series",
    "column_names",
    "interval_columns",
    "normal_quantile",
    "unique_column",
    "yes_or_no",
]


def check_count(name: str, value: int, *, low: int, high: int | None = None) -> int:
    """Return `value` as an int if it is a whole number from `low` to `high`."""
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not whole or value < low or (high is not None and value > high):
        span = f"from {low} up" if high is None else f"from {low} to {high}"
        raise ParameterError(f"{name}={value!r} is not a whole number {span}.")
    return int(value)


def check_series(name: str, values: object, steps: Sequence[str], source: str) -> None:
    """Raise unless `values` is a Series with `steps` in its index, as the function `source` returns it."""
    if not isinstance(values, pd.Series):
        raise DataError(f"{name} is a {type(values).__name__}: pass the Series that {source} returns.")
    if missing := [step for step in steps if step not in values.index]:
        raise DataError(f"{name}: the step {missing[0]!r} is missing: pass the Series that {source} returns.")


def column_names(name: str, given: object, *, fewest: int = 0) -> list[str]:
    """Return the names of columns as a list, from one name or several."""
    names: Any = [given] if isinstance(given, str) else given
    listed = isinstance(names, list | tuple | set | frozenset | pd.Index | np.ndarray | range)
    if not listed or fewest > len(names) or not all(isinstance(each, Hashable) for each in names):
        raise ParameterError(f"{name}={given!r}: give a list of columns.")
    return list(names)


def normal_quantile(level: float) -> float:
    """Return the half-width of a normal interval in standard errors."""
    if not isinstance(level, float | np.floating) or not 0 < level < 1:
        raise ParameterError(f"level={level!r} is not a share between 0 and 1, such as 0.95.")
    return float(stats.norm.ppf((1 + level) / 2))


def yes_or_no(frame: pd.DataFrame, column: str) -> pd.Series:
    """Return a column of 0 and 1, or of false and true, as floats."""
    values = filled_column(frame, column)
    if (bad := ~values.isin([0, 1])).any():
        raise DataError.at(frame, column, bad, "0 or 1 (or false or true)")
    return values.astype(float)


def unique_column(frame: pd.DataFrame, column: str) -> pd.Series:
    """Return a column in which no value comes twice."""
    values = filled_column(frame, column)
    if (bad := values.duplicated()).any():
        raise DataError.at(frame, column, bad, "new: each customer has one row")
    return values


def interval_columns(
    successes: Sequence[float] | np.ndarray, n: Sequence[float] | np.ndarray, level: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return shares and the ends of their Wilson intervals; missing where nobody is at risk."""
    hits, total = np.asarray(successes, dtype=float), np.asarray(n, dtype=float)
    z = normal_quantile(level)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = hits / total
        centre = (share + z**2 / (2 * total)) / (1 + z**2 / total)
        half = z * np.sqrt(share * (1 - share) / total + z**2 / (4 * total**2)) / (1 + z**2 / total)
    low, high = np.where(hits == 0, 0.0, centre - half), np.where(hits == total, 1.0, centre + half)
    return share, np.where(total > 0, low, np.nan), np.where(total > 0, high, np.nan)
