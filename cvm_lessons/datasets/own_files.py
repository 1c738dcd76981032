"""Reading a file that somebody else made: encoding, separator, and the line of every record."""

import csv
from io import StringIO
from pathlib import Path

import pandas as pd

from cvm_lessons.core import DataError

__all__ = ["read_text_table"]

ENCODINGS = ("utf-8-sig", "gb18030")  # what spreadsheets write for Chinese text, with and without the mark
SEPARATORS = ",;\t"
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
    file = Path(path)
    if not file.is_file():
        raise DataError(
            f"{file}: there is no such file. Check the name and the folder {file.parent.resolve().name!r}."
        )
    if file.suffix.lower() in EXCEL:
        raise DataError(f"{file.name}: a spreadsheet cannot be read. Save the sheet as CSV (UTF-8).")
    if file.suffix.lower() == ".parquet":
        return _read_parquet(file)
    records = list(_records(file))
    header, lines = records[0][1], [line for line, _ in records[1:]]
    _check_shape(file, header, records)
    frame = pd.DataFrame(
        [fields for _, fields in records[1:]], columns=header, index=pd.Index(lines, name="line")
    )
    return frame.apply(lambda column: column.str.strip()).replace("", None)


def _read_parquet(file: Path) -> pd.DataFrame:
    try:
        frame = pd.read_parquet(file)
    except (OSError, ValueError) as error:
        raise DataError(
            f"{file.name}: this is no Parquet file ({error}). Save it again, or as CSV."
        ) from error
    if frame.empty:
        raise DataError(f"{file.name}: there are no rows. Save the file again with its answers.")
    text = frame.map(str).where(frame.notna(), None)
    return text.set_axis(pd.RangeIndex(1, len(frame) + 1, name="row"))


def _decode(file: Path) -> str:
    raw = file.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise DataError(f"{file.name}: the encoding is UTF-16. Save the file as CSV UTF-8.")
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
    raise DataError(f"{file.name}, line {line}: neither UTF-8 nor GB18030. Save the file as CSV UTF-8.")


def _records(file: Path) -> list[tuple[int, list[str]]]:
    """Return each record with the line on which it ends; blank lines are no records."""
    text = _decode(file)
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    records = [(reader.line_num, fields) for fields in reader if any(field.strip() for field in fields)]
    if len(records) < 2:
        what = "the file is empty" if not records else "there is a header but no answer below it"
        raise DataError(f"{file.name}: {what}. Save the file again with its answers.")
    return records


def _check_shape(file: Path, header: list[str], records: list[tuple[int, list[str]]]) -> None:
    header[:] = [name.strip() for name in header]
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise DataError(
            f"{file.name}, line {records[0][0]}: column {twice[0]!r} comes twice. Rename or remove one."
        )
    for line, fields in records:
        if len(fields) != len(header):
            raise DataError(
                f"{file.name}, line {line}: {len(fields)} fields, but the header has {len(header)}. "
                "Look for a missing or an unquoted separator."
            )
