"""Spreadsheets (.xlsx) read with the standard library: values, dates by their format, what is merged."""

import re
import zlib
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from cvm_lessons.core import DataError, ParameterError, WorkbookError, nearest
from cvm_lessons.datasets.own_grid import Cell, Fault, Grid, Money

__all__ = ["sheet_grid"]

LARGEST_PART = 400_000_000  # bytes unpacked: a million rows take less, a bomb more
LARGEST_COLUMN = 16_384  # the format's own limit
DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # ECMA-376, 18.8.30
SIGNS = {"¥": "CNY", "￥": "CNY", "元": "CNY", "€": "EUR", "$": "USD", "£": "GBP"}
EXACT_DIGITS = 15
UNREADABLE = (
    BadZipFile, ElementTree.ParseError, LookupError, ValueError, OverflowError, RuntimeError,
    StopIteration, zlib.error,
)  # fmt: skip


class _Book(NamedTuple):
    zip: ZipFile
    name: str
    shared: list[str]
    formats: list[tuple[int, str]]
    starts_1904: bool


def sheet_grid(file: Path, sheet: str | int | None = None) -> Grid:
    """Read one sheet of an ``.xlsx`` file as a grid; rows are counted as the spreadsheet counts them.

    Parameters
    ----------
    file : Path
        The file.
    sheet : str or int, optional
        Name of the sheet, or its number from 1; needed where several sheets have cells.

    Returns
    -------
    Grid
        Text, numbers, dates; ``read_as`` tells of formulas and hidden rows.

    Raises
    ------
    DataError
        If the file cannot be read, or several sheets have cells and none is named.
    ParameterError
        If there is no such sheet.
    """
    try:
        with ZipFile(file) as parts:
            return _grid(parts, file.name, sheet)
    except WorkbookError:
        raise
    except UNREADABLE as error:
        raise DataError(
            f"{file.name}: this is no .xlsx file that can be read ({error}). It may be an old .xls, or "
            "have a password. Save it as .xlsx without a password, or as CSV UTF-8."
        ) from error


def _grid(parts: ZipFile, name: str, sheet: str | int | None) -> Grid:
    book = _book(parts, name)
    sheets = _sheets(book)
    trees = {title: _part(book, path) for title, path in sheets.items()}
    title = _chosen(name, trees, sheet)
    tree = trees[title]
    grid = Grid(name, "row", read_as={"sheet": title})
    for merged in tree.iter("mergeCell"):
        at = int(re.sub(r"\D", "", merged.get("ref", "A1").split(":")[0]))
        what = f"cells {merged.get('ref')} are merged. Undo the merging and fill every cell."
        grid.faults.append(Fault(at, "", what))
    _fill(book, tree, grid)
    return grid


def _fill(book: _Book, tree: ElementTree.Element, grid: Grid) -> None:
    notes: Counter[str] = Counter()
    places: list[tuple[int, dict[int, Cell]]] = []
    faults: list[tuple[int, int, str]] = []
    at = 0
    for row in tree.iter("row"):
        at = int(row.get("r", at + 1))
        cells: dict[int, Cell] = {}
        column = -1
        for cell in row.iter("c"):
            column = _column(cell.get("r", ""), column + 1)
            cells[column] = _value(book, cell, (at, column), faults, notes)
        if any(str(value).strip() for value in cells.values()):
            notes["hidden_rows"] += row.get("hidden") in ("1", "true")
            places.append((at, cells))
    if places:
        grid.header_at, head = places[0]
        width = max(place for place, value in head.items() if str(value).strip()) + 1
        grid.header = [str(head.get(place, "")).strip() for place in range(width)]
        grid.rows = [(at, _filled(cells, width)) for at, cells in places[1:]]
    for at, column, what in faults:
        grid.faults.append(Fault(at, grid.header[column] if column < len(grid.header) else "", what))
    grid.read_as |= {name: count for name, count in notes.items() if count}


def _filled(cells: dict[int, Cell], width: int) -> list[Cell]:
    last = max(place for place, value in cells.items() if str(value).strip()) + 1
    return [cells.get(place, "") for place in range(max(width, last))]


def _book(parts: ZipFile, name: str) -> _Book:
    book = _Book(parts, name, [], [], starts_1904=False)
    shared = []
    if "xl/sharedStrings.xml" in parts.namelist():
        shared = [_text(item) for item in _part(book, "xl/sharedStrings.xml").iter("si")]
    formats: list[tuple[int, str]] = []
    if "xl/styles.xml" in parts.namelist():
        styles = _part(book, "xl/styles.xml")
        codes = {int(f.get("numFmtId", 0)): f.get("formatCode", "") for f in styles.iter("numFmt")}
        for cells in styles.iter("cellXfs"):
            ids = [int(style.get("numFmtId", 0)) for style in cells.iter("xf")]
            formats = [(number, codes.get(number, "")) for number in ids]
    properties = next(_part(book, "xl/workbook.xml").iter("workbookPr"), None)
    starts = properties is not None and properties.get("date1904") in ("1", "true")
    return _Book(parts, name, shared, formats, starts)


def _part(book: _Book, path: str) -> ElementTree.Element:
    """Return a part without name spaces; a part that would unpack into memory without end is refused."""
    if book.zip.getinfo(path).file_size > LARGEST_PART:
        raise DataError(
            f"{book.name}: {path} is larger than {LARGEST_PART:,} bytes. Save the sheet as CSV UTF-8."
        )
    raw = book.zip.read(path)
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise DataError(f"{book.name}: {path} declares entities, no spreadsheet does. Save it anew.")
    tree = ElementTree.fromstring(raw)
    for element in tree.iter():
        element.tag = element.tag.rpartition("}")[2]
    return tree


def _sheets(book: _Book) -> dict[str, str]:
    targets = {
        link.get("Id", ""): link.get("Target", "")
        for link in _part(book, "xl/_rels/workbook.xml.rels").iter("Relationship")
    }
    sheets = {}
    for sheet in _part(book, "xl/workbook.xml").iter("sheet"):
        link = next(value for key, value in sheet.items() if key.endswith("}id"))
        target = targets[link]
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if "worksheets/" in path:  # a chart sheet has no cells
            sheets[sheet.get("name", "")] = path
    return sheets


def _chosen(name: str, trees: dict[str, ElementTree.Element], sheet: str | int | None) -> str:
    titles = list(trees)
    if isinstance(sheet, str) and sheet in titles:
        return sheet
    if isinstance(sheet, str) and sheet.isdecimal():
        sheet = int(sheet)
    if isinstance(sheet, int) and 1 <= sheet <= len(titles):
        return titles[sheet - 1]
    if sheet is not None:
        raise ParameterError(f"{name}: there is no sheet {sheet!r}. {nearest(str(sheet), titles)}")
    filled = [title for title in titles if next(trees[title].iter("v"), None) is not None]
    filled += [t for t in titles if t not in filled and next(trees[t].iter("is"), None) is not None]
    if len(filled) > 1:
        named = ", ".join(map(repr, filled))
        raise DataError(
            f"{name}: {len(filled)} sheets have cells: {named}. Say which: sheet={filled[0]!r} (--sheet)."
        )
    return filled[0] if filled else titles[0]


def _column(reference: str, following: int) -> int:
    letters = re.sub(r"[^A-Z]", "", reference.upper())
    if not letters:
        return following
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    if number > LARGEST_COLUMN:
        raise IndexError(f"column {letters}")
    return number - 1


def _text(item: ElementTree.Element) -> str:
    # Runs of rich text are joined; the reading aid of Chinese and Japanese text (rPh) is not part of it.
    runs = [item, *item.findall("r")]
    return "".join(part.text or "" for run in runs for part in run.findall("t"))


def _value(
    book: _Book,
    cell: ElementTree.Element,
    place: tuple[int, int],
    faults: list[tuple[int, int, str]],
    notes: Counter[str],
) -> Cell:
    kind, held = cell.get("t", "n"), cell.find("v")
    raw = (held.text or "") if held is not None else ""
    if (formula := cell.find("f")) is not None:
        notes["formulas"] += 1
        if not raw:
            said = f"the formula ={formula.text or ''} has no stored value"
            faults.append((*place, f"{said}. Open the file, let it compute, and save it as values."))
            return ""
    if kind == "inlineStr":
        inline = cell.find("is")
        return _text(inline) if inline is not None else ""
    if kind == "s":
        return book.shared[int(raw)]
    if kind == "e":
        faults.append((*place, f"{raw} is a spreadsheet's error. Mend the cell and save again."))
        return ""
    if kind == "b":
        return "TRUE" if raw == "1" else "FALSE"
    if kind == "d":
        return datetime.fromisoformat(raw)
    return raw if kind == "str" or not raw else _number(book, cell, raw)


def _number(book: _Book, cell: ElementTree.Element, raw: str) -> Cell:
    style = int(cell.get("s", 0))
    number, code = book.formats[style] if style < len(book.formats) else (0, "")
    value = float(raw)
    shown = re.sub(r'"[^"]*"|\\.|\[(?!\$)[^\]]*\]|_.|\*.', "", code)
    bare = re.sub(r"\[\$[^\]]*\]", "", shown)
    if (number in DATE_FORMATS and not code) or re.search(
        r"[yd]|h.*m|m.*s", bare.casefold().replace("general", "")
    ):
        return _date(value, book.starts_1904)
    if re.fullmatch(r"0{2,}", code) and value.is_integer():
        return str(int(value)).zfill(len(code))  # a customer number shown with leading zeros
    currencies = [name for sign, name in SIGNS.items() if sign in re.sub(r"\[\$(\W*)-[^\]]*\]", r"\1", code)]
    if currencies:
        return Money(value, currencies[0])
    return int(value) if value.is_integer() and abs(value) < 10**EXACT_DIGITS else value


def _date(days: float, starts_1904: bool) -> datetime:
    # The 1900 system counts 29 February 1900, which never was: before March the day is one later.
    start = datetime(1904, 1, 1) if starts_1904 else datetime(1899, 12, 31 if days < 60 else 30)
    return start + timedelta(seconds=round(days * 86_400))
