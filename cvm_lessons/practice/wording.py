"""A learner's own value in words: short, without addresses, safe inside Markdown."""

from collections.abc import Mapping, Sequence, Set as AbstractSet

import numpy as np
import pandas as pd

from cvm_lessons.core.languages import translate
from cvm_lessons.practice.comparison import as_number

__all__ = ["code", "kind_of", "listed", "literal", "shown"]

LONGEST = 72  # a line of a notebook's output, less the sentence around it
ENTRIES = 6
ALL = 100  # entries of what is shown in full


def code(text: str, *, whole: bool = False) -> str:
    """Return `text` as inline code that cannot break out of its backticks, cut where it is long."""
    flat = " ".join(text.replace("`", "'").split())
    return f"`{flat if whole or len(flat) <= LONGEST else flat[: LONGEST - 1] + '…'}`"


def listed(names: Sequence[str]) -> str:
    """Return names as inline code with commas between them."""
    return translate(", ").join(code(name) for name in names)


def shown(value: object) -> str:
    """Return a value as inline code where that is short, else in words.

    Parameters
    ----------
    value : object
        Anything a learner may have assigned.

    Returns
    -------
    str
        Markdown of one line.

    Examples
    --------
    >>> shown(np.float64(2.4)), shown(pd.Series([1, 2]))
    ('`2.4`', 'a series of length 2')
    """
    text = literal(value)
    return kind_of(value) if text is None else code(text)


def literal(value: object, *, entries: int = ENTRIES) -> str | None:
    """Return a number, text or container as Python writes it, up to some entries, None for anything else."""
    if value is None or isinstance(value, bool | np.bool_):
        return str(value)
    if value is ...:
        return "..."
    if isinstance(value, str):
        return repr(value)
    if isinstance(value, pd.Series | pd.DataFrame | pd.Index | np.ndarray):
        return None
    if (number := as_number(value)) is not None:
        return f"{number:.10g}"
    if isinstance(value, Mapping):
        pairs = [f"{_entry(key, entries)}: {_entry(item, entries)}" for key, item in value.items()]
        return "{" + _joined(pairs, entries) + "}"
    if isinstance(value, AbstractSet):
        return "{" + _joined(sorted(_entry(item, entries) for item in value), entries) + "}"
    if isinstance(value, list | tuple):
        return "[" + _joined([_entry(item, entries) for item in value], entries) + "]"
    return None


def _entry(value: object, entries: int) -> str:
    return literal(value, entries=entries) or kind_of(value)


def _joined(parts: list[str], entries: int) -> str:
    return ", ".join(parts[:entries]) + (", …" if len(parts) > entries else "")


def kind_of(value: object) -> str:
    """Return what sort of thing a value is, with its size, in the language in force.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    str
        For example ``a table of 3 × 2``.

    Examples
    --------
    >>> kind_of("40"), kind_of(True), kind_of([1, 2])
    ('a text', 'true or false', 'a list of length 2')
    """
    if isinstance(value, pd.DataFrame):
        rows, columns = value.shape
        return translate("a table of {rows} × {columns}", rows=rows, columns=columns)
    if isinstance(value, pd.Series):
        return translate("a series of length {count}", count=len(value))
    if isinstance(value, pd.Index | np.ndarray):
        return translate("an array of length {count}", count=value.size)
    if isinstance(value, bool | np.bool_):
        return translate("true or false")
    if isinstance(value, str):
        return translate("a text")
    if as_number(value) is not None:
        return translate("a number")
    if isinstance(value, Mapping):
        return translate("a dictionary of size {count}", count=len(value))
    if isinstance(value, AbstractSet):
        return translate("a set of size {count}", count=len(value))
    if isinstance(value, list | tuple):
        return translate("a list of length {count}", count=len(value))
    if callable(value):
        return translate("a function")
    return translate("something of type {name}", name=type(value).__name__)
