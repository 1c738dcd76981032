"""Checks and small tables that the modules on satisfaction share."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, ParameterError, filled_column, number_column
from cvm_lessons.measurement import Interval

__all__ = ["binary_column", "check_level", "check_whole", "group_table", "normal_quantile", "whole_column"]


def check_level(level: float) -> float:
    """Return a confidence level if it lies strictly between 0 and 1."""
    if not isinstance(level, float | np.floating) or not 0 < level < 1:
        raise ParameterError(f"level={level!r} is not a share between 0 and 1, such as 0.95.")
    return float(level)


def normal_quantile(level: float) -> float:
    """Return the half-width of a normal interval in standard errors."""
    return float(stats.norm.ppf((1 + check_level(level)) / 2))


def check_whole(name: str, value: int, *, low: int, high: int | None = None) -> int:
    """Return `value` as an int if it is a whole number from `low` to `high`."""
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not whole or value < low or (high is not None and value > high):
        span = f"from {low} up" if high is None else f"from {low} to {high}"
        raise ParameterError(f"{name}={value!r} is not a whole number {span}.")
    return int(value)


def whole_column(frame: pd.DataFrame, column: str, low: int, high: int) -> pd.Series:
    """Return a column of whole numbers from `low` to `high`, none missing."""
    raw = filled_column(frame, column)
    values = pd.to_numeric(raw, errors="coerce").astype(float)
    if (bad := ~values.isin(range(low, high + 1))).any():
        raise DataError.at(frame, column, bad, f"a whole number from {low} to {high}")
    return values.astype(int)


def binary_column(frame: pd.DataFrame, column: str) -> pd.Series:
    """Return a column of 0 and 1, or of yes and no, as 0.0 and 1.0."""
    values = filled_column(frame, column)
    if (bad := ~values.isin([0, 1])).any():
        raise DataError.at(frame, column, bad, "0 or 1")
    return number_column(frame.assign(**{column: values.astype(float)}), column)


def group_table(
    frame: pd.DataFrame, by: str | Sequence[str], compute: Callable[[pd.DataFrame], Interval]
) -> pd.DataFrame:
    """Return an interval per group: index the groups, columns estimate, low, high, n."""
    names = [by] if isinstance(by, str) else list(by)
    for name in names:
        filled_column(frame, name)
    rows = {}
    for key, part in frame.groupby(names, sort=True, observed=True):
        try:
            rows[key if len(names) > 1 else key[0]] = compute(part).to_frame().iloc[0]
        except DataError as fault:
            group = ", ".join(f"{name} {value}" for name, value in zip(names, key, strict=True))
            raise DataError(f"{group}: {fault}") from fault
    table = pd.DataFrame.from_dict(rows, orient="index")[["estimate", "low", "high", "n"]]
    table = table.astype({"estimate": float, "low": float, "high": float, "n": int})
    table.index = pd.MultiIndex.from_tuples(table.index, names=names) if len(names) > 1 else table.index
    return table if len(names) > 1 else table.rename_axis(names[0])
