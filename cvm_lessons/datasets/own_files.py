"""Reading a file that somebody else made: encoding, separator, and the line of every record."""

import csv
from io import StringIO
from pathlib import Path

import pandas as pd

from cvm_lessons.core import DataError
from cvm_lessons.datasets.own_grid import Fault, Grid

__all__ = ["found_file", "parquet_frame", "read_text_table", "text_grid"]

ENCODINGS = ("utf-8-sig", "gb18030")  # what spreadsheets write for Chinese text, with and without the mark
SEPARATORS = ",;\t"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
EXCEL = {".xlsx", ".xls", ".xlsm", ".numbers", ".ods"}


def read_text_table(path: str | Path) -> pd.DataFrame:
    """Read a CSV or Parquet file as text, each row labelled with its line in the file.

    Parameters
    ----------
    path : str or Path
        A ``.parquet`` file, or a text file with a header and commas, semicolons or tabs,
        in UTF-8 (with or without its mark) or GB18030.

    Returns
    -------
    DataFrame
        Text as written; an empty field is missing. The index is the line (CSV) or row (Parquet).

    Raises
    ------
    DataError
        If there is no such file, or it cannot be read; the message names file, line and remedy.
    """
    file = found_file(path)
    if file.suffix.lower() in EXCEL:
        raise DataError(f"{file.name}: a spreadsheet cannot be read. Save the sheet as CSV (UTF-8).")
    if file.suffix.lower() == ".parquet":
        frame = parquet_frame(file)
        text = frame.map(str).where(frame.notna(), None)
        return text.set_axis(pd.RangeIndex(1, len(frame) + 1, name="row"))
    if file.read_bytes()[:2] in UTF_16_MARKS:
        raise DataError(f"{file.name}: the encoding is UTF-16. Save the file as CSV UTF-8.")
    grid = text_grid(file)
    if not grid.rows:
        what = "there is a header but no answer below it" if grid.header else "the file is empty"
        raise DataError(f"{file.name}: {what}. Save the file again with its answers.")
    if grid.whole_rows().faults:
        raise DataError(f"{file.name}, {grid.faults[0].text(grid.place)}")
    index = pd.Index([at for at, _ in grid.rows], name=grid.place)
    frame = pd.DataFrame([cells for _, cells in grid.rows], columns=grid.header, index=index)
    return frame.apply(lambda column: column.str.strip()).replace("", None)


def found_file(path: str | Path) -> Path:
    """Return the path of a file that is there.

    Parameters
    ----------
    path : str or Path
        What the reader named.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    DataError
        If there is no such file.
    """
    file = Path(path)
    if not file.is_file():
        raise DataError(
            f"{file}: there is no such file. Check the name and the folder {file.parent.resolve().name!r}."
        )
    return file


def parquet_frame(file: Path) -> pd.DataFrame:
    """Read a Parquet file that has rows.

    Parameters
    ----------
    file : Path
        The file.

    Returns
    -------
    DataFrame
        As stored.

    Raises
    ------
    DataError
        If it is no Parquet file or has no rows.
    """
    try:
        frame = pd.read_parquet(file)
    except (OSError, ValueError) as error:
        raise DataError(
            f"{file.name}: this is no Parquet file ({error}). Save it again, or as CSV."
        ) from error
    if frame.empty:
        raise DataError(f"{file.name}: there are no rows. Save the file again with its answers.")
    return frame


def text_grid(file: Path, separators: str = SEPARATORS, *, strict: bool = False) -> Grid:
    """Read a text file as a grid; blank lines are no records, a record's place is the line on which it ends.

    Parameters
    ----------
    file : Path
        The file.
    separators : str
        The characters of which one separates the fields.
    strict : bool, default False
        Whether quotation marks must be well placed.

    Returns
    -------
    Grid
        With encoding and separator in ``read_as``; a file without text gives no header.

    Raises
    ------
    DataError
        If the bytes are in no known encoding, or, when strict, a quotation is broken.
    """
    text, encoding = _decode(file)
    first = text.lstrip().partition("\n")[0]
    announced = first.strip() if first.lower().startswith("sep=") else ""  # a spreadsheet's own first line
    separator = announced[4:5] or max(separators, key=_head(first).count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=strict)
    try:
        records = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise DataError(
            f"{file.name}, line {reader.line_num}: a quotation does not end or stands inside a field "
            f"({error}). Close it, or double the mark inside the text."
        ) from error
    records = records[1:] if announced else records
    grid = Grid(file.name, "line", read_as={"encoding": encoding, "separator": separator})
    if records:
        grid.header_at, grid.header = records[0][0], [cell.strip() for cell in records[0][1]]
        grid.rows = [(at, list(cells)) for at, cells in records[1:]]
    return _without_lost_text(grid) if strict else grid


def _head(first: str) -> str:
    """Return the first line without what stands in quotation marks and after an old line end."""
    return "".join(first.partition("\r")[0].split('"')[::2])


def _without_lost_text(grid: Grid) -> Grid:
    for at, cells in grid.rows:
        for cell in cells:
            if "\ufffd" in str(cell):
                what = f"{cell!r} holds the sign of lost text. Save the file again from its source."
                grid.faults.append(Fault(at, "", what))
    return grid


def _decode(file: Path) -> tuple[str, str]:
    raw = file.read_bytes()
    if raw[:2] in UTF_16_MARKS:
        try:
            return raw.decode("utf-16"), "UTF-16"
        except UnicodeDecodeError as error:
            raise DataError(f"{file.name}: the UTF-16 text is cut off. Save the file again.") from error
    for encoding in ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            continue
        marked = " with mark" if raw.startswith(b"\xef\xbb\xbf") else ""
        return text, {"utf-8-sig": f"UTF-8{marked}", "gb18030": "GB18030"}[encoding]
    raise DataError(f"{file.name}, line {line}: neither UTF-8 nor GB18030. Save the file as CSV UTF-8.")
