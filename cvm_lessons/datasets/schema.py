"""What every table holds, read from the files in ``tables/``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cvm_lessons.core import ParameterError, load_yaml, nearest

__all__ = ["Column", "TableSchema", "schema_of", "table_names"]

FOLDER = Path(__file__).with_name("tables")
# In the order of the README: the organiser first, then the firms around it.
FILES = (
    "larkport",
    "survey_modules",
    "dialogue",
    "voices",
    "inside",
    "telecom",
    "club",
    "coffee",
    "restaurant",
    "devices",
    "pharma",
)
DTYPES = {"text": "str", "whole": "int64", "number": "float64", "yes/no": "bool", "date": "datetime64[ns]"}
# A whole number that may be missing is a float with NaN: every numerical library can read it.
DTYPES_WITH_MISSING = DTYPES | {"whole": "float64", "yes/no": "boolean"}


@dataclass(frozen=True)
class Column:
    """One column: what it is, in which unit, within which limits, and why a value may be missing."""

    name: str
    type: str
    about: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    ordered: bool = False
    missing: str = ""

    @property
    def dtype(self) -> str:
        """Return the pandas dtype of the loaded column."""
        if self.type == "choice":
            return "category" if self.ordered else "str"
        return (DTYPES_WITH_MISSING if self.missing else DTYPES)[self.type]

    @property
    def allowed(self) -> str:
        """Return the allowed values: a list, an order with <, or a range."""
        if self.choices:
            return " < ".join(self.choices) if self.ordered else ", ".join(self.choices)
        low, high = ("" if end is None else f"{end:g}" for end in (self.low, self.high))
        return f"{low}–{high}" if low and high else f"≥ {low}" if low else ""

    @property
    def wanted(self) -> str:
        """Return what a value must be, as the end of "is not …"."""
        if self.choices:
            return f"one of {self.allowed}"
        kind = {"whole": "a whole number", "number": "a number", "yes/no": "yes or no"}.get(
            self.type, "a text"
        )
        if self.low is None:
            return kind
        return f"{kind} from {self.low:g} {'up' if self.high is None else f'to {self.high:g}'}"


@dataclass(frozen=True)
class TableSchema:
    """One table: its columns, its keys and the traps a reader should know."""

    name: str
    about: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    unique: tuple[str, ...]
    refers: Mapping[str, str]
    traps: tuple[str, ...]


def _columns(declared: Mapping[str, Mapping[str, Any]]) -> tuple[Column, ...]:
    columns = []
    for name, fields in declared.items():
        given = {key: value for key, value in fields.items() if key != "each"}
        given["choices"] = tuple(given.pop("values", ()))
        for part, words in fields.get("each", {"": ""}).items():
            about = given["about"].replace("{}", str(words))
            columns.append(Column(name=name.replace("{}", str(part)), **(given | {"about": about})))
    return tuple(columns)


@cache
def _schemas() -> dict[str, TableSchema]:
    content: dict[str, Any] = {}
    for file in FILES:
        content |= load_yaml((FOLDER / f"{file}.yaml").read_text(encoding="utf-8"))
    return {
        name: TableSchema(
            name=name,
            about=table["about"],
            grain=table["grain"],
            key=tuple(table["key"]),
            columns=_columns(table["columns"]),
            unique=tuple(table.get("unique", ())),
            refers=table.get("refers", {}),
            traps=tuple(table["traps"]),
        )
        for name, table in content.items()
    }


def table_names() -> list[str]:
    """Return the names of all tables.

    Returns
    -------
    list of str
        In the order of the README.

    Examples
    --------
    >>> table_names()[:2]
    ['organisations', 'editions']
    """
    return list(_schemas())


def schema_of(name: str) -> TableSchema:
    """Return what a table holds.

    Parameters
    ----------
    name : str
        Name of the table.

    Returns
    -------
    TableSchema
        Columns, keys and traps.

    Raises
    ------
    ParameterError
        If there is no such table; the message names the nearest one.

    Examples
    --------
    >>> schema_of("rivals").key
    ('show_id',)
    """
    if name not in _schemas():
        raise ParameterError(f"table {name!r} is not known. {nearest(name, _schemas())}")
    return _schemas()[name]
