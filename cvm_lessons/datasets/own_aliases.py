"""The headings of a foreign table: found by the aliases of ``own_aliases.yaml``, never by guess."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from cvm_lessons.core import check_choice, load_yaml, nearest
from cvm_lessons.datasets.own_grid import Fault, Grid

__all__ = [
    "Kind",
    "kind_of",
    "match_headings",
    "own_headings",
    "personal_kind",
    "rated_headings",
    "rating_column",
    "tidy",
    "unit_of",
]

SOURCE = Path(__file__).with_name("own_aliases.yaml")
RATED = "perf_"
# The full-width block is the plain one, moved by a constant; Unicode's own folding would also read 5² as 52.
PLAIN_SIGNS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    **dict.fromkeys([0x3000, 0x00A0, 0x2009, 0x202F, 0x2007], " "),
    0xFFE5: "¥",
    0xFFE1: "£",
}
LIKENESS = 0.75  # a sign in four may differ: among many short aliases a lower bar finds chance likeness
UNIT = re.compile(r"[(\[](?P<unit>[^()\[\]]*)[)\]]$")


@dataclass(frozen=True)
class Kind:
    """A kind of file: the columns it must have, may have, and whether others may stay."""

    name: str
    needed: tuple[str, ...]
    known: tuple[str, ...]
    others: bool


def tidy(text: str) -> str:
    """Return text with full-width letters, digits, marks and odd spaces made plain, without spaces around.

    Parameters
    ----------
    text : str
        As written.

    Returns
    -------
    str
        With plain signs; a superscript or a digit of another script stays what it is.

    Examples
    --------
    >>> tidy("￥１，２３４．５０ ")
    '¥1,234.50'
    """
    return text.translate(PLAIN_SIGNS).strip()


def kind_of(name: str) -> Kind:
    """Return a kind of file.

    Parameters
    ----------
    name : {"transactions", "customers", "ratings", "contacts"}
        Its name.

    Returns
    -------
    Kind
        Its columns.

    Raises
    ------
    ParameterError
        If there is no such kind; the message names the nearest one.
    """
    kinds = _source()["kinds"]
    about = kinds[check_choice("as_", name, kinds)]
    return Kind(name, tuple(about["needed"]), tuple(about["known"]), about["others"])


def own_headings(as_: str) -> pd.DataFrame:
    """Return the headings by which the columns of a kind of file are recognised.

    Parameters
    ----------
    as_ : {"transactions", "customers", "ratings", "contacts"}
        The kind of file.

    Returns
    -------
    DataFrame
        A row per column: ``column``, ``needed``, ``headings``.

    Raises
    ------
    ParameterError
        If there is no such kind.

    Examples
    --------
    >>> own_headings("transactions")["column"].tolist()
    ['customer_id', 'date', 'amount']
    """
    kind = kind_of(as_)
    rows = [
        {
            "column": column,
            "needed": column in kind.needed,
            "headings": ", ".join(_source()["columns"][column]),
        }
        for column in [*kind.needed, *kind.known]
    ]
    return pd.DataFrame(rows)


def personal_kind(heading: str) -> str:
    """Return what a heading tells of a person, or the empty text.

    Parameters
    ----------
    heading : str
        As written.

    Returns
    -------
    str
        The name of a column of the list ``personal``, as ``"phone"``, or ``""``.

    Examples
    --------
    >>> personal_kind("手机号码")
    'phone'
    """
    key = _key(heading)
    kinds = _source()["personal"]
    return next((kind for kind in kinds if key in _keys(kind)), "")


def rating_column(heading: str) -> str:
    """Return the column of ratings that a heading means, or the heading itself.

    Parameters
    ----------
    heading : str
        As written, in English or Chinese.

    Returns
    -------
    str
        ``"value_overall"``, or ``"perf_"`` with an attribute of the survey; else `heading`.

    Examples
    --------
    >>> rating_column("观众质量"), rating_column("perf_coffee")
    ('perf_visitors', 'perf_coffee')
    """
    key = _key(heading)
    return next((column for column in _ratings() if key in map(_key, _ratings()[column])), heading)


def rated_headings() -> str:
    """Return the columns of ratings, each with its Chinese heading, as a reader may write them.

    Returns
    -------
    str
        ``value_overall (总体价值), perf_visitors (观众质量)`` and so on.
    """
    chinese = {
        column: next(alias for alias in aliases if not alias.isascii())
        for column, aliases in _ratings().items()
    }
    return ", ".join(f"{column} ({heading})" for column, heading in chinese.items())


def match_headings(grid: Grid, kind: Kind, *, keep_others: bool) -> dict[int, str]:
    """Return the name of each column by its position; note what is missing, doubled or not known.

    Parameters
    ----------
    grid : Grid
        The table.
    kind : Kind
        The kind of file.
    keep_others : bool
        Whether a column that is not known may stay under its own heading.

    Returns
    -------
    dict
        From position to name.
    """
    names: dict[int, str] = {}
    unknown = []
    for position, heading in enumerate(grid.header):
        column = _column(heading, kind)
        if not heading:
            what = f"heading {position + 1} is empty. Name the column, or remove it with its separator."
            grid.faults.append(Fault(grid.header_at, "", what))
        elif column in names.values():
            first = grid.header[next(at for at, name in names.items() if name == column)]
            if heading != first:  # the same heading twice is blamed with the shape
                what = f"means {column!r}, as {first!r} does. Remove or rename one."
                grid.faults.append(Fault(grid.header_at, heading, what))
        elif column or kind.others or keep_others or personal_kind(heading):
            names[position] = column or heading
        else:
            unknown.append(heading)
    missing = [column for column in kind.needed if column not in names.values()]
    for heading in unknown:
        what = f"this heading is not known. {_meant(heading, kind)} Rename it, or say keep_others=True "
        grid.faults.append(Fault(grid.header_at, heading, f"{what}(--keep-others)."))
    for column in missing:
        what = f"no heading means {column!r}. {nearest(column, filter(None, grid.header))} It may be called "
        grid.faults.append(
            Fault(grid.header_at, "", f"{what}{', '.join(_source()['columns'][column][:6])} …")
        )
    return names


def unit_of(heading: str) -> str:
    """Return the unit in brackets at the end of a heading.

    Parameters
    ----------
    heading : str
        As written.

    Returns
    -------
    str
        The unit, or the empty text.

    Examples
    --------
    >>> unit_of("金额（万元）")
    '万元'
    """
    found = UNIT.search(tidy(heading))
    return found["unit"].strip() if found else ""


def _meant(heading: str, kind: Kind) -> str:
    columns = [*kind.needed, *kind.known]
    known = {_key(alias): alias for column in columns for alias in _source()["columns"][column]}
    close = get_close_matches(_key(heading), known, n=1, cutoff=LIKENESS)
    return f"Did you mean {known[close[0]]!r}?" if close else f"Known: {', '.join(columns)}."


def _column(heading: str, kind: Kind) -> str:
    if kind.name == "ratings" and heading.startswith(RATED):
        return heading
    if kind.name == "ratings" and (meant := rating_column(heading)) != heading:
        return meant
    key = _key(heading)
    return next((column for column in [*kind.needed, *kind.known] if key in _keys(column)), "")


def _key(heading: str) -> str:
    return re.sub(r"[\s_\-]", "", UNIT.sub("", tidy(heading)).casefold())


@cache
def _ratings() -> dict[str, list[str]]:
    return {"value_overall": _source()["columns"]["value_overall"], **_source()["rated"]}


@cache
def _keys(column: str) -> frozenset[str]:
    return frozenset(_key(alias) for alias in _source()["columns"][column])


@cache
def _source() -> dict[str, Any]:
    content: dict[str, Any] = load_yaml(SOURCE.read_text(encoding="utf-8"))
    return content
