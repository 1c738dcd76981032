"""Drawing the world into files, and proving that the files are the world's."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from cvm_lessons.core import ParameterError, data_folder
from cvm_lessons.datasets.checks import check_table
from cvm_lessons.datasets.data_package import data_package
from cvm_lessons.datasets.data_page import readme
from cvm_lessons.datasets.facts import Facts
from cvm_lessons.datasets.loading import load, table_file, typed
from cvm_lessons.datasets.schema import schema_of, table_names
from cvm_lessons.datasets.writing import TableWriter, write_table
from cvm_lessons.world import SEED, draw_shards, shard_scales, simulate

__all__ = ["build_tables", "check_tables", "draw_tables", "foreign_keys"]


def _as_declared(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    return check_table(typed(frame, name), name)


def _with_types(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    return typed(frame, name)


def draw_tables(seed: int = SEED, scale: float = 1.0) -> dict[str, pd.DataFrame]:
    """Draw every table, with the dtypes and within the limits of its schema.

    Parameters
    ----------
    seed : int, default 20160
        Seed of the world.
    scale : float, default 1.0
        Multiple of the number of customers.

    Returns
    -------
    dict of str to DataFrame
        A checked table per name.

    Raises
    ------
    ParameterError
        If the seed is negative or the scale out of range.
    """
    drawn = simulate(seed, scale, table_names())
    return {name: _as_declared(name, frame) for name, frame in drawn.items()}


def build_tables(
    seed: int = SEED,
    scale: float = 1.0,
    folder: str | Path | None = None,
    *,
    processes: int = 1,
    progress: Callable[[float], None] | None = None,
) -> pd.DataFrame:
    """Draw all tables and write them with their README and their data package.

    A large world is drawn and written in shards, so that its size is bounded by the disk and
    not by the memory.

    Parameters
    ----------
    seed : int, default 20160
        Seed of the world.
    scale : float, default 1.0
        Multiple of the number of customers, from 0.005 to 1000.
    folder : str or Path, optional
        Where to write; by default the data folder, which only takes the default seed and scale.
    processes : int, default 1
        How many processes draw the shards; the files do not depend on it.
    progress : callable, optional
        Told the share that is done, from 0 to 1, after each shard.

    Returns
    -------
    DataFrame
        One row per table: table, rows, columns, file, kilobytes.

    Raises
    ------
    ParameterError
        If another seed or scale would overwrite the committed tables, or one of them is out of range.
    """
    target = data_folder() if folder is None else Path(folder)
    if target.resolve() == data_folder().resolve() and (seed, scale) != (SEED, 1.0):
        raise ParameterError(
            f"seed={seed} and scale={scale:g} would overwrite the workbook's tables (seed {SEED}, scale 1): "
            "name another folder with --to"
        )
    number = len(shard_scales(scale))
    # The tables of a large world are checked when they are loaded: here that would cost a fifth of the time.
    finish = _as_declared if number == 1 else _with_types
    shards = draw_shards(seed, scale, table_names(), processes=processes, finish=finish)
    target.mkdir(parents=True, exist_ok=True)
    writers = {name: TableWriter(name, target) for name in table_names()}
    try:
        for done, shard in enumerate(shards, start=1):
            for name, frame in shard.items():
                writers[name].add(frame)
            if progress:
                progress(done / number)
        files = {name: writer.close() for name, writer in writers.items()}
    except BaseException:
        for writer in writers.values():
            writer.abandon()
        raise
    facts = {name: writer.facts for name, writer in writers.items()}
    for page, text in _pages(facts, files, seed, scale).items():
        (target / page).write_text(text, encoding="utf-8", newline="\n")
    return pd.DataFrame(
        {
            "table": list(files),
            "rows": [facts[name].rows for name in files],
            "columns": [len(schema_of(name).columns) for name in files],
            "file": [file.name for file in files.values()],
            "kilobytes": [round(file.stat().st_size / 1000) for file in files.values()],
        }
    )


def check_tables() -> list[str]:
    """Draw the world again and compare it with the files in the data folder.

    Returns
    -------
    list of str
        What differs in values, in keys between tables, in the README and in the data package; empty where
        nothing does.
    """
    drawn, files = draw_tables(), {name: table_file(name) for name in table_names()}
    faults = [fault for name, frame in drawn.items() if (fault := _difference(name, frame))]
    faults += foreign_keys(drawn)
    facts = {name: Facts.of(frame) for name, frame in drawn.items()}
    for page, text in _pages(facts, files, SEED, 1.0).items():
        written = data_folder() / page
        if not written.is_file() or written.read_text(encoding="utf-8") != text:
            faults.append(f"{page} is not what the schema says: run  cvm data build")
    return faults


def _pages(facts: dict[str, Facts], files: dict[str, Path], seed: int, scale: float) -> dict[str, str]:
    return {
        "README.md": readme(facts, files, seed, scale),
        "datapackage.json": data_package(files, seed, scale),
    }


def _difference(name: str, drawn: pd.DataFrame) -> str:
    stored = load(name)
    if list(stored.columns) != list(drawn.columns) or len(stored) != len(drawn):
        return f"{name}: {stored.shape} in the file, {drawn.shape} in the world (rows, columns)"
    for column in drawn:
        mine, theirs = drawn[column].astype(object), stored[column].astype(object)
        unlike = ~((mine == theirs) | (mine.isna() & theirs.isna())).fillna(False).astype(bool)
        if unlike.any():
            row = int(unlike.to_numpy().argmax())
            place = f"{name}, column {column}, row {row}"
            return f"{place}: {theirs.iloc[row]} in the file, {mine.iloc[row]} in the world"
    return (
        "" if _same_bytes(name, drawn) else f"{name}: the values are the same, the bytes of the file are not"
    )


def _same_bytes(name: str, drawn: pd.DataFrame) -> bool:
    """Parquet files name the library that wrote them: only CSV can be compared."""
    stored = table_file(name)
    if stored.suffix != ".csv":
        return True
    with TemporaryDirectory() as folder:
        return write_table(drawn, name, Path(folder)).read_bytes() == stored.read_bytes()


def foreign_keys(tables: dict[str, pd.DataFrame]) -> list[str]:
    """Return a sentence for each key that leads nowhere.

    Parameters
    ----------
    tables : dict of str to DataFrame
        All tables by name.

    Returns
    -------
    list of str
        Nothing where each reference is found in the table it refers to.
    """
    faults = []
    for name, frame in tables.items():
        for column, other in schema_of(name).refers.items():
            values = frame[column].dropna()
            lost = values[~values.isin(tables[other][schema_of(other).key[0]])]
            if len(lost):
                faults.append(f"{name}, column {column}: {lost.iloc[0]} is not in {other}")
    return faults
