"""Checks of input that the segments share."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, filled_column

__all__ = ["check_names", "one_row_each", "segment_column", "whole_number"]


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
    if isinstance(names, str) or len(listed := list(names)) < fewest or len(set(listed)) < len(listed):
        raise ParameterError(f"{name}={names!r}: {fewest} or more different columns are needed.")
    return listed
