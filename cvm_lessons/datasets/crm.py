"""The tables of the workbook as a DuckDB database, with keys, comments and views, for lessons in SQL.

A database in memory cannot be read-only, so the one that is shared lies in a file: it is built once for each
content of the tables, under a name made from that content, and opened from then on.
"""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cvm_lessons.core import DataError
from cvm_lessons.datasets.crm_statements import table_statements, view_statements, with_referred
from cvm_lessons.datasets.loading import load, table_file

if TYPE_CHECKING:
    import duckdb

__all__ = ["open_crm"]

FILE = "larkport.duckdb"  # the file's stem is the name of the database in DuckDB's messages
KEPT = 5  # databases in the cache, at 20 MB each: one for each content of the tables, the newest ones


def open_crm(
    *,
    read_only: bool = True,
    tables: Sequence[str] | None = None,
    path: str | Path | None = None,
    folder: str | Path | None = None,
) -> "duckdb.DuckDBPyConnection":
    """Open the tables of the workbook as a DuckDB database.

    Every table has the types, keys and limits of its dictionary entry, and its words as comments: see
    ``duckdb_tables()`` and ``duckdb_columns()``. The views are `exhibitors`, `visitors` (organisations by
    role), `bookings` (participations that took place, with spend and margin) and `answers` (surveys with
    ``rebooked_on_site``). The columns ``"end"`` of `editions` and ``"show"`` of `offers` are words of SQL:
    write them in double quotes.

    Parameters
    ----------
    read_only : bool, default True
        Whether DuckDB refuses every change; temporary tables are always allowed. With False, the database is
        a copy in memory that is yours and is gone when it is closed.
    tables : sequence of str, optional
        Only these tables, with those that they refer to and the views that they carry; by default all.
    path : str or Path, optional
        A file to keep the database in: it is built where there is none, and opened as it is where there is
        one. With ``read_only=False`` changes are kept in it. By default a file in the user's cache folder
        (in ``CVM_HOME`` where that is set), which may be deleted at any time.
    folder : str or Path, optional
        Where a world of your own lies, as ``cvm data build --to folder`` wrote it.

    Returns
    -------
    duckdb.DuckDBPyConnection
        A connection; ``sql("…").df()`` returns a frame.

    Raises
    ------
    ParameterError
        If there is no such table; the message names the nearest one.
    DataError
        If a table's file is missing or wrong, or if `path` is no database with these tables.

    Examples
    --------
    >>> crm = open_crm()
    >>> crm.sql("SELECT role, count(*) FROM organisations GROUP BY role ORDER BY role").fetchall()
    [('exhibitor', 2400), ('sponsor', 60), ('visitor', 12000)]
    >>> crm.execute("UPDATE offers SET money = 0")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    duckdb.InvalidInputException: Cannot execute statement of type "UPDATE" on database "larkport" which is \
attached in read-only mode!
    >>> mine = open_crm(read_only=False, tables=["offers"])
    >>> mine.execute("UPDATE offers SET money = 0").fetchall()
    [(13,)]
    """
    import duckdb

    names = with_referred(tables)
    where = None if folder is None else Path(folder)
    if path is not None:
        return _own_file(Path(path), names, where, read_only)
    if read_only:
        return _cached(names, where)
    crm = duckdb.connect()
    _fill(crm, names, where)
    return crm


def _fill(crm: "duckdb.DuckDBPyConnection", names: list[str], folder: Path | None) -> None:
    import pyarrow

    for name in names:
        for statement in table_statements(name):
            crm.execute(statement)
        # Arrow has one kind of missing value; a frame has NaN, NA and NaT, by the version of pandas.
        crm.register("incoming", pyarrow.Table.from_pandas(load(name, folder), preserve_index=False))
        crm.execute(f'INSERT INTO "{name}" SELECT * FROM incoming')
        crm.unregister("incoming")
    for statement in view_statements(names):
        crm.execute(statement)


def _fingerprint(names: list[str], folder: Path | None) -> str:
    """Return a name for all that decides what is in the file: DuckDB, the statements, the tables."""
    import duckdb

    digest = sha256(duckdb.__version__.encode())
    for statement in [line for name in names for line in table_statements(name)] + view_statements(names):
        digest.update(statement.encode())
    for name in names:
        digest.update(table_file(name, folder).read_bytes())
    return digest.hexdigest()[:16]


def _cached(names: list[str], folder: Path | None) -> "duckdb.DuckDBPyConnection":
    import duckdb

    cached = _cache_folder()
    file = cached / _fingerprint(names, folder) / FILE
    if file.is_file():
        try:
            return duckdb.connect(str(file), read_only=True)
        except duckdb.Error:  # cut short or damaged: nothing in a cache is worth more than a new one
            file.unlink(missing_ok=True)
    _build(file, names, folder)
    crm = duckdb.connect(str(file), read_only=True)
    with suppress(OSError):  # another process tidies at the same time
        for old in sorted(cached.iterdir(), key=_age)[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)
    return crm


def _age(built: Path) -> float:
    return -built.stat().st_mtime


def _build(file: Path, names: list[str], folder: Path | None) -> None:
    """Build beside the place, then move: another process sees the whole file or none."""
    import duckdb

    file.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=file.parent) as workshop:
        made = Path(workshop) / FILE
        with duckdb.connect(str(made)) as crm:
            _fill(crm, names, folder)
        try:
            made.replace(file)
        except PermissionError:  # Windows: another process has built the same file and reads it
            if not file.is_file():
                raise


def _cache_folder() -> Path:
    import platformdirs

    home = os.environ.get("CVM_HOME")
    above = Path(home).expanduser() / "cache" if home else platformdirs.user_cache_path("cvm-workbook", False)
    cached = above / "crm"
    try:
        cached.mkdir(parents=True, exist_ok=True)
        writable = os.access(cached, os.W_OK)
    except OSError:
        writable = False
    return cached if writable else Path(_private_folder().name)


@cache
def _private_folder() -> "TemporaryDirectory[str]":
    """Return a folder for this process alone, where the user's cache folder cannot be written."""
    return TemporaryDirectory(prefix="cvm-workbook-", ignore_cleanup_errors=True)


def _own_file(
    file: Path, names: list[str], folder: Path | None, read_only: bool
) -> "duckdb.DuckDBPyConnection":
    import duckdb

    if not file.exists():
        _build(file, names, folder)
    try:
        crm = duckdb.connect(str(file), read_only=read_only)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise DataError(f"{file.name} cannot be opened as a database: {reason} Name another path.") from error
    there = {name for (name,) in crm.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if absent := [name for name in names if name not in there]:
        crm.close()
        raise DataError(f"{file.name} is a database without the table {absent[0]!r}: name another path.")
    return crm
