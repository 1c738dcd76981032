"""Tables for readers: rounded, labelled in the language in force, and the same with every pandas."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from cvm_lessons.core.errors import ParameterError
from cvm_lessons.core.formats import format_money, format_number, format_percent
from cvm_lessons.core.languages import translate
from cvm_lessons.core.validation import nearest, require_columns

__all__ = ["Table", "show_table"]

MISSING = "–"
Format = int | str | Callable[[object], str]
NAMED: dict[str, Callable[[float], str]] = {
    "money": format_money,
    "percent": format_percent,
    "percent1": lambda share: format_percent(share, 1),
}


@dataclass(frozen=True)
class Table:
    """Cells that are text already; shown as HTML in a notebook and as aligned columns elsewhere."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    caption: str = ""

    def __repr__(self) -> str:
        lines = [self.header, *self.rows]
        widths = [max(_width(line[i]) for line in lines) for i in range(len(self.header))]
        text = [
            "  ".join(
                _pad(cell, width, right)
                for cell, width, right in zip(line, widths, self.numeric, strict=True)
            ).rstrip()
            for line in lines
        ]
        return "\n".join([self.caption, *text] if self.caption else text)

    def _repr_html_(self) -> str:
        sides = ["right" if number else "left" for number in self.numeric]

        def row(cells: tuple[str, ...], tag: str) -> str:
            parts = [
                f'<{tag} style="text-align: {side}">{escape(cell)}</{tag}>'
                for cell, side in zip(cells, sides, strict=True)
            ]
            return f"<tr>{''.join(parts)}</tr>"

        caption = (
            f'<caption style="text-align: left">{escape(self.caption)}</caption>\n' if self.caption else ""
        )
        body = "\n".join(row(cells, "td") for cells in self.rows)
        return (
            f"<table>\n{caption}<thead>{row(self.header, 'th')}</thead>\n<tbody>\n{body}\n</tbody>\n</table>"
        )


def show_table(
    frame: pd.DataFrame | pd.Series,
    formats: Mapping[str, Format] | Format = 2,
    *,
    rows: int = 20,
    caption: str = "",
    index: bool | None = None,
    words: Mapping[str, str] | None = None,
) -> Table:
    """Return a table to look at: the last line of a cell.

    Parameters
    ----------
    frame : DataFrame or Series
        What to show.
    formats : mapping or format, default 2
        By column, or one for all numbers: a count of decimals, ``"money"``, ``"percent"``,
        ``"percent1"``, or a function from value to text. Whole numbers show without decimals.
    rows : int, default 20
        At most so many rows; the caption says how many there are.
    caption : str, optional
        Text above the table.
    index : bool, optional
        Whether the row labels are shown; by default when they are not a plain count.
    words : mapping of str to str, optional
        A reader's words, in English, for names in the heading and in text cells; they are translated.

    Returns
    -------
    Table
        With an HTML and a plain form.

    Raises
    ------
    DataError
        If there is nothing to show.
    ParameterError
        If `formats` names a column that is not there or a format that is not known.

    Examples
    --------
    >>> show_table(pd.DataFrame({"show": ["Lark"], "price": [1280.5]}), {"price": "money"})
    show   price
    Lark  ¥1,280
    >>> show_table(pd.DataFrame({"n_served": [3]}), words={"n_served": "customers served"})
    customers served
                   3
    """
    whole = frame.to_frame(str(frame.name or translate("value"))) if isinstance(frame, pd.Series) else frame
    require_columns(whole, [])
    keep_index = not isinstance(whole.index, pd.RangeIndex) if index is None else index
    body = whole.reset_index() if keep_index else whole
    by_column = dict(formats) if isinstance(formats, Mapping) else {}
    default: Format = 2 if isinstance(formats, Mapping) else formats
    for column in by_column:
        if column not in body.columns:
            raise ParameterError(f"formats names {column!r}. {nearest(column, map(str, body.columns))}")
    shown, said = body.head(rows), words or {}
    cells = [
        [_cell(_in_words(value, said), by_column.get(column, default)) for value in shown[column]]
        for column in shown
    ]
    note = translate("first {shown} of {total} rows", shown=len(shown), total=format_number(len(body)))
    heading = " · ".join(part for part in (caption, note if len(shown) < len(body) else "") if part)
    return Table(
        header=tuple(
            "" if column == "index" else translate(str(_in_words(column, said))) for column in shown.columns
        ),
        rows=tuple(zip(*cells, strict=True)),
        numeric=tuple(_is_number(shown[column]) for column in shown),
        caption=heading,
    )


def _in_words(name: object, words: Mapping[str, str]) -> object:
    return words.get(name, name) if isinstance(name, str) else name


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_bool_dtype(column.dtype)


def _cell(value: object, how: Format) -> str:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return MISSING
    if callable(how):
        return how(value)
    if isinstance(value, bool | np.bool_):
        return translate("yes") if value else translate("no")
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if not isinstance(value, int | float | np.integer | np.floating):
        return translate(str(value))
    if isinstance(how, str):
        if how not in NAMED:
            raise ParameterError(f"format {how!r} is not known. {nearest(how, NAMED)}")
        return NAMED[how](float(value))
    if isinstance(value, int | np.integer):
        return str(value)  # identifiers and years carry no thousands marks
    return format_number(float(value), how)


def _width(text: str) -> int:
    # A Chinese character fills two columns of a fixed-width font.
    return sum(2 if "\u2e80" <= character <= "\uffe6" else 1 for character in text)


def _pad(text: str, width: int, right: bool) -> str:
    fill = " " * (width - _width(text))
    return fill + text if right else text + fill
