"""The tables as typed frames: read, checked once, and handed out as copies."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, data_folder
from cvm_lessons.datasets.checks import check_table
from cvm_lessons.datasets.schema import Column, schema_of

__all__ = ["load", "table_file", "typed"]


def table_file(name: str, folder: Path | None = None) -> Path:
    """Return the file that holds a table.

    Parameters
    ----------
    name : str
        Name of the table.
    folder : Path, optional
        Where to look; by default the data folder.

    Returns
    -------
    Path
        Its Parquet or CSV file.

    Raises
    ------
    DataError
        If there is neither.
    ParameterError
        If there is no such table.
    """
    schema_of(name)
    where = folder or data_folder()
    for ending in ("parquet", "csv"):
        if (file := where / f"{name}.{ending}").is_file():
            return file
    raise DataError(f"table {name!r} has no file in {where.name}/: run  cvm data build")


def typed(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a table with the dtypes of its schema.

    Parameters
    ----------
    frame : DataFrame
        The table as read or drawn.
    name : str
        Its name.

    Returns
    -------
    DataFrame
        A new frame; columns that the schema does not know are left as they are.

    Raises
    ------
    DataError
        If an ordered column holds a value that has no place in the order.
    ParameterError
        If there is no such table.

    Examples
    --------
    >>> typed(pd.DataFrame({"cost": ["3"]}), "improvements")["cost"].dtype.name
    'int64'
    """
    changed: dict[str, Any] = {}
    dtypes = {column: str(dtype) for column, dtype in frame.dtypes.items()}
    for column in schema_of(name).columns:
        if column.name not in dtypes or column.dtype == "str":
            continue
        if column.ordered:
            changed[column.name] = _ordered(frame, column)
        elif dtypes[column.name] != column.dtype:
            changed[column.name] = frame[column.name].astype(column.dtype)
    return frame.assign(**changed)


def _ordered(frame: pd.DataFrame, column: Column) -> pd.Categorical:
    codes, found = pd.factorize(frame[column.name])
    places = pd.Index(column.choices).get_indexer(found)
    if (strange := np.append(places < 0, False)[codes]).any():  # a missing value has the code -1
        raise DataError.at(frame, column.name, strange, column.wanted)
    return pd.Categorical.from_codes(np.append(places, -1)[codes], column.choices, ordered=True)


def load(name: str, folder: str | Path | None = None) -> pd.DataFrame:
    """Load a table of the workbook.

    Parameters
    ----------
    name : str
        Name of the table, for example ``"surveys"``; see `describe`.
    folder : str or Path, optional
        Where a world of your own lies, as ``cvm data build --to folder`` wrote it.

    Returns
    -------
    DataFrame
        Typed and checked; ``frame.attrs["table"]`` is its name. It is yours: changing it changes no other.

    Raises
    ------
    ParameterError
        If there is no such table; the message names the nearest one.
    DataError
        If the file is missing or does not hold what the schema says.

    Examples
    --------
    >>> offers = load("offers")
    >>> offers.loc[offers["set"] == "two_shows", "show"].tolist()
    ['Harbour', 'Lark']
    """
    file = table_file(name, None if folder is None else Path(folder))
    frame = _read(name, file, file.stat().st_mtime_ns).copy()
    frame.attrs["table"] = name
    return frame


@cache
def _read(name: str, file: Path, changed: int) -> pd.DataFrame:
    """Read and check a file once; `changed` is part of the key so that a new file is read again."""
    if file.suffix == ".parquet":
        from pyarrow import parquet

        frame = parquet.read_table(file).to_pandas(date_as_object=False)
    else:
        texts = {
            column.name: str for column in schema_of(name).columns if column.dtype in ("str", "category")
        }
        frame = pd.read_csv(file, dtype=texts, keep_default_na=False, na_values=[""])
    return check_table(typed(frame, name), name)
