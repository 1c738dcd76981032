"""Checks of input that every room shares: nothing is dropped, clipped or filled in silence."""

from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core.errors import DataError, ParameterError
from cvm_lessons.core.spelling import check_choice, nearest

__all__ = [
    "check_choice",
    "check_number",
    "filled_column",
    "nearest",
    "number_column",
    "number_columns",
    "require_columns",
    "yes_or_no_column",
]


def require_columns(frame: pd.DataFrame, columns: Sequence[str]) -> None:
    """Raise unless `frame` is a frame with rows and with all of `columns`.

    Parameters
    ----------
    frame : DataFrame
        What the caller passed.
    columns : sequence of str
        Names that must be there.

    Raises
    ------
    DataError
        Naming the first missing column and the nearest one that is there.
    ParameterError
        If a name is a list or a frame.
    """
    if not isinstance(frame, pd.DataFrame):
        raise DataError(f"a pandas DataFrame is needed, not {type(frame).__name__}.")
    for column in columns:
        if not isinstance(column, Hashable):
            raise ParameterError(f"{column!r} is no name of a column.")
        if column not in frame.columns:
            there = [str(name) for name in frame.columns]
            raise DataError(f"column {column!r} is missing. {nearest(column, there, taken=columns)}")
    if frame.empty:
        raise DataError(f"the frame has no rows; columns {', '.join(map(repr, columns))} need at least one.")


def filled_column(frame: pd.DataFrame, column: str) -> pd.Series:
    """Return a column that has rows and no missing value.

    Parameters
    ----------
    frame : DataFrame
        Frame with the column.
    column : str
        Its name.

    Returns
    -------
    Series
        The column.

    Raises
    ------
    DataError
        If the column is missing, has no rows or a missing value.
    """
    require_columns(frame, [column])
    values = frame[column]
    if (missing := values.isna()).any():
        raise DataError.at(frame, column, missing, "a value: fill it or leave the row out")
    return values


def number_column(
    frame: pd.DataFrame, column: str, *, low: float = -np.inf, high: float = np.inf, missing: bool = False
) -> pd.Series:
    """Return a column as floats, each finite and within ``[low, high]``.

    Parameters
    ----------
    frame : DataFrame
        Frame with the column.
    column : str
        Its name.
    low, high : float
        Allowed range, ends included.
    missing : bool, default False
        Whether missing values are allowed; they stay missing.

    Returns
    -------
    Series
        The column as float.

    Raises
    ------
    DataError
        At the first value that is missing, no number, or out of range.

    Examples
    --------
    >>> number_column(pd.DataFrame({"price": [10, 12]}), "price", low=0).tolist()
    [10.0, 12.0]
    """
    require_columns(frame, [column])
    raw = frame[column]
    if _are_numbers(raw, low, high):
        return raw.astype(float)
    if not missing:
        filled_column(frame, column)
    values = pd.to_numeric(raw, errors="coerce").astype(float)
    wanted = "a number" if np.isinf([low, high]).all() else f"a number from {low:g} to {high:g}"
    unreadable = values.isna() & raw.notna()
    bad = unreadable | np.isinf(values) | (values < low) | (values > high)
    if bad.any():
        raise DataError.at(frame, column, bad, wanted)
    return values


def _are_numbers(values: pd.Series, low: float, high: float) -> bool:
    """Return whether all is well, at the cost of two passes; a missing value fails each comparison."""
    if not isinstance(values.dtype, np.dtype) or values.dtype.kind not in "iuf":
        return False
    least, most = values.to_numpy().min(), values.to_numpy().max()
    return bool(low <= least and most <= high and -np.inf < least and most < np.inf)


def yes_or_no_column(frame: pd.DataFrame, column: str) -> pd.Series:
    """Return a column of 0 and 1, or of false and true, as floats.

    Parameters
    ----------
    frame : DataFrame
        Frame with the column.
    column : str
        Its name.

    Returns
    -------
    Series
        0.0 and 1.0.

    Raises
    ------
    DataError
        If the column is missing, has no rows, or at the first value that is missing or neither.

    Examples
    --------
    >>> yes_or_no_column(pd.DataFrame({"came": [True, False]}), "came").tolist()
    [1.0, 0.0]
    """
    values = filled_column(frame, column)
    if (bad := ~values.isin([0, 1])).any():
        raise DataError.at(frame, column, bad, "0 or 1 (or false or true)")
    return values.astype(float)


def number_columns(
    frame: pd.DataFrame, columns: Sequence[str], *, low: float = -np.inf, high: float = np.inf
) -> pd.DataFrame:
    """Return several columns as floats, checked like `number_column`.

    Parameters
    ----------
    frame : DataFrame
        Frame with the columns.
    columns : sequence of str
        Their names.
    low, high : float
        Allowed range, ends included.

    Returns
    -------
    DataFrame
        The columns as float, in the order asked for.

    Raises
    ------
    DataError
        At the first bad value, by column and row.
    """
    require_columns(frame, columns)
    return pd.DataFrame({column: number_column(frame, column, low=low, high=high) for column in columns})


def check_number(name: str, value: float, *, low: float = -np.inf, high: float = np.inf) -> float:
    """Return `value` as a float if it is a finite number within ``[low, high]``.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    value : float
        What was passed.
    low, high : float
        Allowed range, ends included.

    Returns
    -------
    float
        The value.

    Raises
    ------
    ParameterError
        If it is no number or out of range.

    Examples
    --------
    >>> check_number("cutoff", 4, low=1)
    4.0
    """
    number = isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
    if not number or not np.isfinite(value) or not low <= value <= high:
        span = "a finite number" if np.isinf([low, high]).all() else f"a number from {low:g} to {high:g}"
        raise ParameterError(f"{name}={value!r} is not {span}.")
    return float(value)
