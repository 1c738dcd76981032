"""Plain values out of whatever a learner's code returns: numbers, texts, cells, missing answers."""

import math
import unicodedata
from collections.abc import Mapping, Set as AbstractSet
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd

__all__ = ["as_number", "as_text", "gaps", "is_blank", "is_missing", "plain", "same_cell", "same_number"]

ROUNDING_NOISE = 1e-9  # lets an answer on the edge of its tolerance pass in spite of binary fractions


def as_number(value: object) -> float | None:
    """Return a real number as a float, None for anything else.

    Accepted are Python and numpy numbers, Decimal, Fraction, and arrays, series and frames of one value.
    True and False are no numbers; texts never are.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    float or None
        The number; NaN stays NaN.

    Examples
    --------
    >>> as_number(Fraction(1, 4)), as_number(pd.Series([2])), as_number(True), as_number("2")
    (0.25, 2.0, None, None)
    """
    if isinstance(value, pd.Series | pd.Index | pd.DataFrame | np.ndarray):
        if value.size != 1:
            return None
        return as_number(np.asarray(value, dtype=object).reshape(-1)[0])
    if isinstance(value, bool | np.bool_):
        return None
    if isinstance(value, int | float | np.integer | np.floating | Decimal | Fraction):
        try:
            return float(value)
        except OverflowError:
            return math.inf
    return None


def as_text(value: object) -> str | None:
    """Return a text without the differences that do not matter, None for anything else.

    Full-width characters, capitals, and spaces around or doubled do not matter.

    Parameters
    ----------
    value : object
        Anything; arrays and series of one value are opened.

    Returns
    -------
    str or None
        The folded text.

    Examples
    --------
    >>> as_text("  Lark   Expo "), as_text(3)
    ('lark expo', None)
    """
    if isinstance(value, pd.Series | pd.Index | np.ndarray) and value.size == 1:
        return as_text(np.asarray(value, dtype=object).reshape(-1)[0])
    if not isinstance(value, str):
        return None
    return " ".join(unicodedata.normalize("NFKC", value).casefold().split())


def is_blank(value: object) -> bool:
    """Return whether an answer has not been given yet.

    Parameters
    ----------
    value : object
        None, ``...``, an empty text, or a container that still holds ``...`` is blank.

    Returns
    -------
    bool
        True for an untouched answer.

    Examples
    --------
    >>> is_blank(...), is_blank(["Lark", ...]), is_blank(0)
    (True, True, False)
    """
    if value is None or value is ...:
        return True
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Mapping):
        return any(item is ... for item in value.values())
    return isinstance(value, list | tuple | AbstractSet) and any(item is ... for item in value)


def gaps(name: str, value: object) -> list[str]:
    """Return what is still open in an answer that has been begun, as Python names it.

    Parameters
    ----------
    name : str
        The answer's name.
    value : object
        What it holds.

    Returns
    -------
    list of str
        The open entries of a dictionary that has others; else the name itself.

    Examples
    --------
    >>> gaps("kinds", {"a": "social", "b": ...}), gaps("kinds", {"a": ...}), gaps("kinds", ...)
    (["kinds['b']"], ['kinds'], ['kinds'])
    """
    entries = list(value.items()) if isinstance(value, Mapping) else []
    still = [f"{name}[{key!r}]" for key, item in entries if item is ...]
    return still if 0 < len(still) < len(entries) else [name]


def is_missing(value: object) -> bool:
    """Return whether a cell is empty: None, NaN, NaT or NA."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    return isinstance(value, float | np.floating) and bool(np.isnan(value))


def plain(values: object) -> list[object] | None:
    """Return the entries of any one-dimensional container as a list, None for anything else.

    Parameters
    ----------
    values : object
        List, tuple, set, dictionary (its values), series, index or array.

    Returns
    -------
    list or None
        Python objects, whatever the dtype was.

    Examples
    --------
    >>> plain(pd.Series(["a", "b"], dtype="category"))
    ['a', 'b']
    """
    if isinstance(values, pd.Series | pd.Index):
        return list(values.astype(object))
    if isinstance(values, np.ndarray):
        return list(values.astype(object).reshape(-1)) if values.ndim <= 1 else None
    if isinstance(values, Mapping):
        return list(values.values())
    if isinstance(values, AbstractSet):
        return sorted(values, key=str)
    return list(values) if isinstance(values, list | tuple) else None


def same_number(one: float, other: float, within: float) -> bool:
    """Return whether two numbers differ by at most `within`; two NaN or two equal infinities are the same."""
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    if math.isinf(one) or math.isinf(other):
        return one == other
    return abs(one - other) <= within + ROUNDING_NOISE * max(1.0, abs(other))


def same_cell(one: object, other: object, within: float) -> bool:
    """Return whether two cells of a table say the same.

    Parameters
    ----------
    one, other : object
        Numbers, texts, dates, true or false, or missing.
    within : float
        Largest difference of two numbers.

    Returns
    -------
    bool
        A number is never the same as a text, true never as 1.

    Examples
    --------
    >>> same_cell(np.int64(3), 3.0, 0), same_cell("3", 3, 0), same_cell(None, float("nan"), 0)
    (True, False, True)
    """
    if is_missing(one) or is_missing(other):
        return is_missing(one) and is_missing(other)
    left, right = as_number(one), as_number(other)
    if left is not None and right is not None:
        return same_number(left, right, within)
    if isinstance(one, str) and isinstance(other, str):
        return as_text(one) == as_text(other)
    if isinstance(one, bool | np.bool_) and isinstance(other, bool | np.bool_):
        return bool(one) == bool(other)
    if isinstance(one, pd.Timestamp | np.datetime64) or isinstance(other, pd.Timestamp | np.datetime64):
        return bool(pd.to_datetime(str(one), errors="coerce") == pd.to_datetime(str(other), errors="coerce"))
    return False
