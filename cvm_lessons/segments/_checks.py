"""Checks of input that the segments share."""

from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, filled_column

__all__ = [
    "by_name",
    "check_names",
    "is_series",
    "new_column",
    "one_row_each",
    "segment_column",
    "whole_number",
]


def whole_number(name: str, value: int, *, low: int, high: int | None = None) -> int:
    """Return a whole number within its range."""
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not whole or value < low or (high is not None and value > high):
        span = f"from {low} up" if high is None else f"from {low} to {high}"
        raise ParameterError(f"{name}={value!r} is not a whole number {span}.")
    return int(value)


def one_row_each(frame: pd.DataFrame) -> None:
    """Raise if the index of a frame names a customer twice."""
    if frame.index.has_duplicates:
        twice = frame.index[frame.index.duplicated()][0]
        raise DataError(f"customer {twice} has two rows: one row per customer is needed, in the index.")


def segment_column(frame: pd.DataFrame, segment: str, *, fewest: int = 1) -> pd.Series:
    """Return the column of segments, filled, with at least `fewest` of them."""
    segments = filled_column(frame, segment)
    if (found := segments.nunique()) < fewest:
        raise DataError(f"column {segment!r} has {found} segment: {fewest} or more are needed to compare.")
    return segments


def check_names(name: str, names: Sequence[str], *, fewest: int) -> list[str]:
    """Return a list of column names, at least `fewest`, none twice."""
    several = isinstance(names, list | tuple | set | frozenset | pd.Index | np.ndarray)
    listed = list(names) if several and all(isinstance(each, Hashable) for each in names) else []
    if len(listed) < max(fewest, 1) or len(set(listed)) < len(listed):
        raise ParameterError(f"{name}={names!r}: {fewest} or more different columns are needed.")
    return listed


def new_column(name: str, given: str) -> str:
    """Return the name of a column that is to be written."""
    if not isinstance(given, str) or not given:
        raise ParameterError(f"{name}={given!r} is no name of a column.")
    return given


def by_name(name: str, given: object) -> Mapping[object, float]:
    """Return numbers by name, from a mapping or a Series."""
    if not isinstance(given, Mapping | pd.Series):
        raise ParameterError(f"{name} is a {type(given).__name__}: give a dict or a Series.")
    return dict(given)


def is_series(name: str, given: object, what: str) -> pd.Series:
    """Return a Series, or say what it should hold."""
    if not isinstance(given, pd.Series):
        raise ParameterError(f"{name} is a {type(given).__name__}: a Series with {what} is needed.")
    return given
