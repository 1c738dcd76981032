"""Writing a table to its file, at once or shard by shard: CSV for a person, Parquet for many rows."""

from pathlib import Path
from typing import Any

import pandas as pd

from cvm_lessons.datasets.facts import Facts
from cvm_lessons.world import SUMMED, combine

__all__ = ["PARQUET_FROM", "TableWriter", "write_table"]

LEVEL = 6  # of Zstandard: higher ones take twice the time and save nothing here
PARQUET_FROM = 20_000  # rows; below, a person may want to open the file


class TableWriter:
    """Takes the shards of one table in order and writes them without holding them all.

    Parameters
    ----------
    name : str
        Name of the table.
    folder : Path
        Where to write. The file has its name only when it is complete.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder, self.facts = name, folder, Facts()
        self._waiting: list[pd.DataFrame] = []
        self._rows_waiting = 0
        self._parquet: Any = None

    @property
    def _unfinished(self) -> Path:
        return self.folder / f"{self.name}.part"

    def add(self, shard: pd.DataFrame) -> None:
        """Take the next shard.

        Parameters
        ----------
        shard : DataFrame
            With the columns and dtypes of the others.
        """
        self._waiting.append(shard)
        self._rows_waiting += len(shard)
        self.facts += Facts.of(shard)
        if self.name not in SUMMED and self._rows_waiting >= PARQUET_FROM:
            self._write_waiting()

    def close(self) -> Path:
        """Finish the file.

        Returns
        -------
        Path
            The file; a file of the other kind is removed.
        """
        csv, parquet = (self.folder / f"{self.name}.{ending}" for ending in ("csv", "parquet"))
        if self._parquet is None:
            whole = combine(self.name, self._waiting)
            self.facts = Facts.of(whole)
            whole.to_csv(
                self._unfinished, index=False, lineterminator="\n", encoding="utf-8", date_format="%Y-%m-%d"
            )
            parquet.unlink(missing_ok=True)
            return self._unfinished.replace(csv)
        if self._waiting:
            self._write_waiting()
        self._parquet.close()
        csv.unlink(missing_ok=True)
        return self._unfinished.replace(parquet)

    def abandon(self) -> None:
        """Remove what was written so far."""
        if self._parquet is not None:
            self._parquet.close()
        self._unfinished.unlink(missing_ok=True)

    def _write_waiting(self) -> None:
        """Write what is waiting as one group of rows: many small ones take time and space."""
        import pyarrow
        from pyarrow import parquet

        bare = pyarrow.concat_tables([_bare_table(frame) for frame in self._waiting])
        if self._parquet is None:
            self._parquet = parquet.ParquetWriter(
                self._unfinished,
                bare.schema,
                compression="zstd",
                compression_level=LEVEL,
                store_schema=False,
            )
        self._parquet.write_table(bare)
        self._waiting, self._rows_waiting = [], 0


def _bare_table(frame: pd.DataFrame) -> Any:
    """Days as days; and without pandas' metadata the file does not name the versions that wrote it."""
    import pyarrow

    table = pyarrow.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    fields = [
        field.with_type(pyarrow.date32()) if pyarrow.types.is_timestamp(field.type) else field
        for field in table.schema
    ]
    return table.cast(pyarrow.schema(fields))


def write_table(frame: pd.DataFrame, name: str, folder: Path) -> Path:
    """Write a whole table.

    Parameters
    ----------
    frame : DataFrame
        The table.
    name : str
        Its name.
    folder : Path
        Where to write.

    Returns
    -------
    Path
        Its file: Parquet from 20,000 rows, CSV below; a file of the other kind is removed.
    """
    writer = TableWriter(name, folder)
    writer.add(frame)
    return writer.close()
