"""A firm's own file: read with everything said that was recognised, refused where anything is in doubt."""

import re
import unicodedata
import warnings
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_choice
from cvm_lessons.datasets.own_aliases import RATED, Kind, kind_of, match_headings, tidy, unit_of
from cvm_lessons.datasets.own_dates import read_dates
from cvm_lessons.datasets.own_files import found_file, parquet_frame, text_grid
from cvm_lessons.datasets.own_grid import Cell, Cells, Fault, Grid, raise_faults
from cvm_lessons.datasets.own_numbers import UNITS, read_amounts
from cvm_lessons.datasets.own_personal import PersonalDataWarning, personal_columns
from cvm_lessons.datasets.own_ratings import flat_ratings, rated_attributes, rating_numbers
from cvm_lessons.datasets.own_sheets import sheet_grid

__all__ = ["load_own"]

SEPARATORS = ",;\t|"
SHEETS = {".xlsx", ".xlsm"}
NOT_READ = {".xls", ".numbers", ".ods"}
PACKED, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # how .xlsx, and .xls or a password's cover, begin
SHARE_OF_RARE_SIGNS = 0.2  # a Latin letter with an accent and a plain one read as one rare Chinese sign
TOTALS = {"合计", "总计", "小计", "总和", "total", "sum", "grand total", "subtotal"}
NOTHING = {"na", "n/a", "#n/a", "nan", "nat", "null", "none", "nil", "-", "--", "无", "空"}
SHORTENED = re.compile(r"\d(\.\d+)?[eE]\+\d+")
VALUE, LOW, HIGH = "value_overall", 1, 10


def load_own(
    path: str | Path,
    *,
    as_: str,
    day_first: bool | None = None,
    sheet: str | int | None = None,
    decimal: str | None = None,
    drop_personal: bool = False,
    keep_others: bool = False,
) -> pd.DataFrame:
    """Read a firm's file: CSV, TSV, a spreadsheet (.xlsx) or Parquet, with English or Chinese headings.

    Encoding, separator, style of dates, marks of numbers and currency are recognised where the file decides
    them, and told in ``attrs["read_as"]``; where it does not, the file is refused. `own_headings` lists the
    headings that are known.

    Parameters
    ----------
    path : str or Path
        The file.
    as_ : {"transactions", "customers", "ratings", "contacts"}
        What it holds: customer, date and amount; customers with anything; overall value and ratings
        ``perf_…`` from 1 to 10; persons at customers.
    day_first : bool, optional
        Whether 01/03/2024 is 1 March; needed where no date of the column shows it.
    sheet : str or int, optional
        Name or number of the sheet; needed where several have cells.
    decimal : {".", ","}, optional
        The decimal mark; needed where 1,234 or 1.234 could be either in the whole column.
    drop_personal : bool, default False
        Leave out the columns that tell of persons, and say so in ``attrs["dropped"]``.
    keep_others : bool, default False
        Keep columns with headings that are not known, as text.

    Returns
    -------
    DataFrame
        Columns under the workbook's names, the others as text; the index is the line or row in the file.
        ``attrs`` has ``read_as``, ``personal`` (column and why) and ``dropped``.

    Raises
    ------
    DataError
        Listing the first ten faults by line and column, each with its remedy, and counting the others.
    ParameterError
        If an argument has a value that is not known, or does not fit the file.

    Warns
    -----
    PersonalDataWarning
        If columns tell of persons and are not dropped.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "sales.csv"
    >>> lines = ["客户编号;日期;金额（元）", "C1;2024年3月1日;1 234,50"]
    >>> _ = file.write_text(chr(10).join(lines), encoding="utf-8")
    >>> load_own(file, as_="transactions").to_numpy().tolist()
    [['C1', Timestamp('2024-03-01 00:00:00'), 1234.5]]
    """
    kind = kind_of(as_)
    if decimal is not None:
        check_choice("decimal", decimal, (".", ","))
    if day_first not in (None, True, False):
        raise ParameterError(f"day_first={day_first!r} is not True, False or None.")
    grid = _read_grid(found_file(path), sheet)
    names = match_headings(grid, kind, keep_others=keep_others)
    grid.whole_rows()
    columns = {name: grid.column(position) for position, name in names.items()}
    values = {name: _values(grid, name, cells, day_first, decimal) for name, cells in columns.items()}
    _blame_repeated(kind, columns)
    index = pd.Index([at for at, _ in grid.rows], name=grid.place)
    frame = _typed(pd.DataFrame(values, index=index))
    if kind.name == "ratings" and VALUE in frame:
        frame = _rated(grid, frame)
    raise_faults(grid.name, grid.place, grid.faults)
    renamed = {cells.heading: name for name, cells in columns.items() if cells.heading != name}
    own = {*kind.needed, *kind.known}
    others = [name for name in frame if name not in own and not name.startswith(RATED)]
    return _finished(frame, grid, renamed, others, drop_personal=drop_personal)


def _read_grid(file: Path, sheet: str | int | None) -> Grid:
    suffix, start = file.suffix.lower(), file.read_bytes()[:4]
    if suffix in NOT_READ or start == OLD_OFFICE:
        raise DataError(
            f"{file.name}: an old, foreign or protected spreadsheet cannot be read. Save it as .xlsx without "
            "a password, or as CSV UTF-8."
        )
    if sheet is not None and suffix not in SHEETS:
        raise ParameterError(f"sheet={sheet!r}: {file.name} has no sheets. Leave the argument out.")
    if suffix in SHEETS:
        grid = sheet_grid(file, sheet)
    elif suffix == ".parquet":
        grid = _parquet_grid(file)
    elif start == PACKED:
        raise DataError(
            f"{file.name}: this is a packed file, perhaps a spreadsheet. Rename it to end in .xlsx."
        )
    else:
        grid = _checked_text(file, text_grid(file, SEPARATORS, strict=True))
    if not grid.rows:
        what = "there is a header but no row below it" if grid.header else "the file is empty"
        raise DataError(f"{file.name}: {what}. Save the file again with its rows.")
    return grid


def _checked_text(file: Path, grid: Grid) -> Grid:
    """Return the grid if its text can be what it seems."""
    places: list[tuple[int, str]] = [(grid.header_at, "".join(grid.header))]
    for at, text in [*places, *((at, "".join(map(str, cells))) for at, cells in grid.rows)]:
        if "\0" in text:
            raise DataError(
                f"{file.name}, line {at}: zero bytes: UTF-16 without its mark? Save as CSV UTF-8."
            )
    if grid.read_as["encoding"] == "GB18030":
        signs = Counter("".join([*grid.header, *(str(cell) for _, cells in grid.rows for cell in cells)]))
        pairs = {sign: count for sign, count in signs.items() if len(sign.encode("gb18030")) == 2}
        rare = {sign: count for sign, count in pairs.items() if sign.encode("gb18030")[1] < 0x80}
        if sum(rare.values()) > SHARE_OF_RARE_SIGNS * sum(pairs.values()):
            raise DataError(
                f"{file.name}: the bytes could be GB18030 ({next(iter(rare))!r}) or a Western encoding such "
                "as Windows-1252. Save the file as CSV UTF-8."
            )
    return grid


def _parquet_grid(file: Path) -> Grid:
    frame = parquet_frame(file)
    if frame.index.name is not None:
        frame = frame.reset_index()
    rows = [[_plain(value) for value in row] for row in frame.astype(object).to_numpy().tolist()]
    header = [str(name).strip() for name in frame.columns]
    return Grid(file.name, "row", 0, header, list(enumerate(rows, start=1)), {"encoding": "Parquet"})


def _plain(value: Any) -> Cell:
    if isinstance(value, datetime | date) and not pd.isna(value):
        plain: datetime = pd.Timestamp(value).to_pydatetime(warn=False)
        return plain if plain.tzinfo is None else plain.isoformat()
    if isinstance(value, bool | np.bool_):
        return str(value).upper()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, str | int | float) and not pd.isna(value):
        return value
    return "" if pd.api.types.is_scalar(value) and pd.isna(value) else str(value)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with its types; an empty text is missing."""
    types = {"date": "datetime64[ns]", "amount": "float64"}
    dated = frame.astype({name: kind for name, kind in types.items() if name in frame})
    return dated.replace("", None)


def _values(
    grid: Grid, name: str, cells: Cells, day_first: bool | None, decimal: str | None
) -> Sequence[object]:
    if name == "date":
        dates, facts = read_dates(cells, day_first)
        grid.read_as |= facts
        return dates
    if name == "amount":
        unit = unit_of(cells.heading)
        if unit and unit.casefold() not in UNITS:
            what = f"the unit {unit!r} is not known. Write a currency or 万元 there, or leave it out."
            grid.faults.append(Fault(grid.header_at, cells.heading, what))
        amounts, facts = read_amounts(cells, decimal, unit)
        grid.read_as |= facts
        return amounts
    texts = [_text(value) for value in cells.held]
    return _customers(grid, cells, texts) if name == "customer_id" else texts


def _text(value: Cell) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ").removesuffix(" 00:00:00")
    if isinstance(value, tuple):
        return f"{value.value:g} {value.currency}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def _customers(grid: Grid, cells: Cells, texts: list[str]) -> list[str]:
    narrow = [tidy(text) for text in texts]
    if changed := sum(before != after for before, after in zip(texts, narrow, strict=True)):
        grid.read_as["full_width_customers"] = changed
    for position, (value, text) in enumerate(zip(cells.held, narrow, strict=True)):
        if not text:
            cells.blame(position, "the customer is missing. Fill it or leave the row out.")
        elif text.casefold() in NOTHING:
            cells.blame(position, f"{text!r} stands for nothing. Fill in the customer or leave the row out.")
        elif text.casefold() in TOTALS:
            cells.blame(position, f"{text!r} is a line of totals, not a customer. Remove the line.")
        elif SHORTENED.fullmatch(text) or (isinstance(value, float) and abs(value) >= 1e15):
            what = f"{text!r} was shortened by a spreadsheet: digits are lost"
            cells.blame(position, f"{what}. Format the column as text and export it anew.")
        elif any(unicodedata.category(sign) in ("Cf", "Cc") for sign in text):
            cells.blame(position, f"{text!r} holds a sign that one cannot see. Remove it.")
    return narrow


def _blame_repeated(kind: Kind, columns: dict[str, Cells]) -> None:
    if kind.name != "customers" or "customer_id" not in columns:
        return
    cells = columns["customer_id"]
    texts = [tidy(_text(value)) for value in cells.held]
    counts, first = Counter(texts), dict(zip(reversed(texts), reversed(cells.places), strict=True))
    for position, text in enumerate(texts):
        if text and counts[text] > 1 and cells.places[position] != first[text]:
            what = f"customer {text!r} is there already, in line {first[text]}"
            cells.blame(position, f"{what}. Keep one line for each customer.")


def _rated(grid: Grid, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with its ratings as numbers; the rules are those of `read_ratings`."""
    columns = [name for name in frame if name == VALUE or name.startswith(RATED)]
    narrow = frame[columns].map(lambda text: tidy(text) if isinstance(text, str) else None)
    if not grid.faults:
        rated_attributes(grid.name, narrow, VALUE, RATED)
    unrated = [name for name in columns if name != VALUE and narrow[name].isna().all()]
    rated = [name for name in columns if name not in unrated]
    numbers, faults = rating_numbers(narrow, rated, LOW, HIGH)
    grid.faults += faults
    if not grid.faults and (flat := flat_ratings(numbers)):
        raise DataError("\n".join([f"{grid.name}: {len(flat)} fault(s)", *flat]))
    if unrated:
        grid.read_as["left_out"] = unrated
    return frame.drop(columns=unrated).assign(**numbers)


def _finished(
    frame: pd.DataFrame, grid: Grid, renamed: dict[str, str], others: list[str], *, drop_personal: bool
) -> pd.DataFrame:
    headings = {name: heading for heading, name in renamed.items()}
    exempt = [name for name in frame if name in ("date", "amount", VALUE) or name.startswith(RATED)]
    personal = personal_columns(frame, headings, exempt)
    dropped: list[str] = []
    if drop_personal and "customer_id" in personal:
        raise DataError(
            f"{grid.name}: column 'customer_id' tells of persons ({personal['customer_id']}) and cannot be "
            "dropped. Replace it by a number of your own in the file."
        )
    if drop_personal:
        dropped = list(personal)
        frame = frame.drop(columns=dropped)
    elif personal:
        said = "; ".join(f"{column!r}: {why}" for column, why in personal.items())
        message = (
            f"{grid.name} tells of persons: {said}. Say drop_personal=True, or have a reason to keep them."
        )
        warnings.warn(message, PersonalDataWarning, stacklevel=3)
    read_as = {**grid.read_as, "rows": len(frame), "renamed": renamed}
    read_as["kept_as_text"] = [name for name in others if name not in dropped]
    if repeated := int(frame.duplicated().sum()):
        read_as["repeated_rows"] = repeated
    frame.attrs = {"read_as": read_as, "personal": personal, "dropped": dropped}
    return frame
