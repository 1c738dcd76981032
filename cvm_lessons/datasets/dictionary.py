"""The dictionary of a table: columns, units, keys, allowed values, size, licence, traps."""

from dataclasses import dataclass
from html import escape

import pandas as pd

from cvm_lessons.core import Table, show_table, translate, translate_data
from cvm_lessons.datasets.loading import load, table_file
from cvm_lessons.datasets.schema import Column, schema_of

__all__ = ["LICENCE", "Dictionary", "describe"]

LICENCE = "CC0-1.0"
WORDS = ("unit", "missing", "about")  # columns of the dictionary that are words of the table


@dataclass(frozen=True)
class Dictionary:
    """What one should know about a table before using it."""

    table: str
    about: str
    grain: str
    rows: int
    file: str
    key: tuple[str, ...]
    refers: dict[str, str]
    columns: tuple[Column, ...]
    traps: tuple[str, ...]
    licence: str = LICENCE

    def to_frame(self) -> pd.DataFrame:
        """Return one row per column of the table."""
        rows = [
            {
                "column": column.name,
                "type": column.type,
                "unit": column.unit,
                "allowed": column.allowed,
                "missing": column.missing,
                "about": column.about,
            }
            for column in self.columns
        ]
        return pd.DataFrame(rows)

    def _heading(self) -> list[str]:
        count = translate("{rows} rows, {grain}", rows=f"{self.rows:,}", grain=translate_data(self.grain))
        links = [f"{column} → {table}" for column, table in self.refers.items()]
        keys = translate("key: {key}", key=", ".join(self.key))
        return [
            translate_data(self.about),
            f"{count}; {'; '.join([keys, *links])}; {self.file}, {self.licence}",
        ]

    def _table(self) -> Table:
        # What one types, names and values, stays as it is in every language.
        return show_table(
            self.to_frame(),
            {"column": str, "allowed": str} | dict.fromkeys(WORDS, translate_data),
            rows=len(self.columns),
        )

    def __repr__(self) -> str:
        traps = [f"! {translate_data(trap)}" for trap in self.traps]
        return "\n".join([self.table, *self._heading(), "", repr(self._table()), "", *traps])

    def _repr_html_(self) -> str:
        heading = "".join(f"<p>{escape(line)}</p>" for line in self._heading())
        traps = "".join(f"<li>{escape(translate_data(trap))}</li>" for trap in self.traps)
        title = f"<h4>{escape(self.table)}</h4>"
        return f"{title}{heading}{self._table()._repr_html_()}<p>{translate('Traps')}</p><ul>{traps}</ul>"


def describe(name: str) -> Dictionary:
    """Return the dictionary of a table.

    Parameters
    ----------
    name : str
        Name of the table.

    Returns
    -------
    Dictionary
        Readable as text and in a notebook; ``to_frame()`` gives its columns as a frame.

    Raises
    ------
    ParameterError
        If there is no such table; the message names the nearest one.

    Examples
    --------
    >>> describe("offers").key
    ('set', 'show')
    """
    schema = schema_of(name)
    return Dictionary(
        table=name,
        about=schema.about,
        grain=schema.grain,
        rows=len(load(name)),
        file=table_file(name).name,
        key=schema.key,
        refers=dict(schema.refers),
        columns=schema.columns,
        traps=schema.traps,
    )
