"""A reader's own ratings for the case study on value drivers: read, checked, nothing mended in silence."""

from pathlib import Path

import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_number, nearest, translate
from cvm_lessons.datasets.own_aliases import rated_headings, rating_column
from cvm_lessons.datasets.own_files import read_text_table
from cvm_lessons.datasets.own_grid import Fault

__all__ = ["flat_ratings", "rated_attributes", "rating_numbers", "read_ratings"]

FEWEST_ATTRIBUTES = 3
SHOWN_FAULTS = 12  # enough to see a pattern; the rest is counted


def read_ratings(
    path: str | Path,
    sector: str | None = None,
    *,
    role: str | None = None,
    value: str = "value_overall",
    prefix: str = "perf_",
    low: float = 1,
    high: float = 10,
) -> pd.DataFrame:
    """Read ratings of attributes and of overall value from a CSV or Parquet file.

    Parameters
    ----------
    path : str or Path
        The file: a header, then one answered survey a line. Headings may be the course's Chinese names,
        such as 总体价值 and 观众质量.
    sector, role : str, optional
        Keep the rows with this value in the column ``sector`` or ``role``.
    value : str, default "value_overall"
        Column with the overall value.
    prefix : str, default "perf_"
        How the names of the attributes' columns begin; there must be at least three.
    low, high : float
        Ends of the rating scale.

    Returns
    -------
    DataFrame
        Sector and role where they are there, `value`, then the attributes, as numbers; the index is the
        line in the file. ``attrs["left_out"]`` lists the columns of the file that are not in it: those
        with other names, and attributes that nobody in the rows kept has rated. ``attrs["renamed"]``
        gives the heading in the file of every column whose name is another here.

    Raises
    ------
    DataError
        Naming file, line, column and remedy of every fault found.
    ParameterError
        If the file has no row of that sector or role; the message names the nearest one.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "own.csv"
    >>> answers = ["8,9,7,6", "6,5,7,8", "7,7,6,9", "5,6,4,4", "9,8,9,7", "4,6,5,5"]
    >>> _ = file.write_text("value_overall,perf_a,perf_b,perf_c" + chr(10) + chr(10).join(answers))
    >>> read_ratings(file).shape
    (6, 4)
    """
    check_number("high", high, low=check_number("low", low) + 1)
    file, frame = Path(path), read_text_table(path)
    frame, renamed = _named(file.name, frame, value, prefix)
    for column, wanted in (("sector", sector), ("role", role)):
        frame = _kept(file, frame, column, wanted)
    attributes = rated_attributes(file.name, frame, value, prefix)
    numbers, found = rating_numbers(frame, [value, *attributes], low, high)
    # As one goes through the file, not column by column, and under the headings that stand in it.
    said = [
        fault._replace(column=renamed.get(fault.column, fault.column))
        for fault in sorted(found, key=lambda fault: fault.at)
    ]
    if faults := [fault.text(str(frame.index.name)) for fault in said] or flat_ratings(numbers):
        shown, more = faults[:SHOWN_FAULTS], len(faults) - SHOWN_FAULTS
        rest = [f"and {more} more"] if more > 0 else []
        raise DataError("\n".join([f"{file.name}: {len(faults)} fault(s)", *shown, *rest]))
    kept = frame[[name for name in ("sector", "role") if name in frame]]
    ratings = kept.assign(**numbers)
    ratings.attrs["left_out"] = [str(name) for name in frame.columns if name not in ratings]
    ratings.attrs["renamed"] = renamed
    return ratings


def _named(name: str, frame: pd.DataFrame, value: str, prefix: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the frame with the workbook's names, and the headings that were other."""
    others = [heading for heading in map(str, frame) if heading != value and not heading.startswith(prefix)]
    meant = {heading: rating_column(heading) for heading in others}
    columns = {heading: column for heading, column in meant.items() if column != heading}
    named = frame.rename(columns=columns)
    if (twice := named.columns[named.columns.duplicated()]).size:
        first = [str(heading) for heading, column in zip(frame, named, strict=True) if column == twice[0]]
        raise DataError(f"{name}: {' and '.join(map(repr, first))} both mean {twice[0]!r}. Remove one.")
    return named, {column: heading for heading, column in columns.items()}


def _kept(file: Path, frame: pd.DataFrame, column: str, wanted: str | None) -> pd.DataFrame:
    if wanted is None:
        return frame
    if column not in frame:
        raise DataError(f"{file.name}: column {column!r} is missing. {nearest(column, frame.columns)}")
    there = frame[column].dropna().unique()
    if wanted not in there:
        raise ParameterError(f"{file.name}: no row has {column}={wanted!r}. {nearest(wanted, sorted(there))}")
    return frame[frame[column] == wanted]


def rated_attributes(name: str, frame: pd.DataFrame, value: str, prefix: str) -> list[str]:
    """Return the columns of attributes that somebody has rated.

    Parameters
    ----------
    name : str
        Name of the file.
    frame : DataFrame
        The answers as text.
    value, prefix : str
        Column with the overall value, beginning of the attributes' columns.

    Returns
    -------
    list of str
        At least three names.

    Raises
    ------
    DataError
        If the overall value is missing or there are fewer attributes.
    """
    faults = []
    if value not in frame:
        faults.append(f"{name}: column {value!r} is missing. {nearest(value, frame.columns)}")
    rated = [column for column in frame if column.startswith(prefix) and frame[column].notna().any()]
    if len(rated) < FEWEST_ATTRIBUTES:
        faults.append(
            f"{name}: {len(rated)} column(s) with answers begin with {prefix!r}; at least "
            f"{FEWEST_ATTRIBUTES} are needed. Name the attributes' columns {prefix}…, as {prefix}service."
        )
    if faults:
        known = translate(
            "The file needs the overall value and at least {fewest} attributes. Headings that are known: "
            "{headings}. An attribute of your own may have any name that begins with {prefix}.",
            fewest=FEWEST_ATTRIBUTES,
            headings=rated_headings(),
            prefix=prefix,
        )
        raise DataError("\n".join([*faults, known]))
    return rated


def rating_numbers(
    frame: pd.DataFrame, columns: list[str], low: float, high: float
) -> tuple[dict[str, pd.Series], list[Fault]]:
    """Return columns as numbers; what is none, or off the scale, becomes a fault with its line.

    Parameters
    ----------
    frame : DataFrame
        The answers as text.
    columns : list of str
        Columns of ratings.
    low, high : float
        Ends of the rating scale.

    Returns
    -------
    tuple
        The numbers by column, and the faults.
    """
    faults: list[Fault] = []
    return {name: _numbers(frame[name], low, high, faults) for name in columns}, faults


def _numbers(column: pd.Series, low: float, high: float, faults: list[Fault]) -> pd.Series:
    numbers = pd.to_numeric(column, errors="coerce").astype(float)
    for line in column.index[~numbers.between(low, high)]:
        said = column[line]
        what = (
            "there is no answer: fill it or leave the row out"
            if pd.isna(said)
            else f"{said!r} is not a number"
        )
        if pd.notna(numbers[line]):
            what = f"{said} is off the scale"
        wanted = f"a number from {low:g} to {high:g} is needed."
        faults.append(Fault(int(line), str(column.name), f"{what}; {wanted}"))
    return numbers


def flat_ratings(numbers: dict[str, pd.Series]) -> list[str]:
    """Return why ratings explain nothing: too few rows, or a column in which all answers are the same.

    Parameters
    ----------
    numbers : dict of Series
        The overall value and the attributes.

    Returns
    -------
    list of str
        A sentence per fault.
    """
    attributes, rows = len(numbers) - 1, len(next(iter(numbers.values())))
    if rows < attributes + 2:
        return [
            f"{rows} row(s) cannot weigh {attributes} attributes: "
            f"at least {attributes + 2} are needed, better ten times as many."
        ]
    return [
        f"column {name!r}: every answer is {column.iloc[0]:g}; leave the column out, it explains nothing."
        for name, column in numbers.items()
        if column.min() == column.max()
    ]
