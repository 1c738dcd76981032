"""The customer summary of files larger than memory: counted by DuckDB, the same numbers as from a frame."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, nearest
from cvm_lessons.equity._periods import Clock
from cvm_lessons.equity._purchase_table import negative_spending
from cvm_lessons.equity._summary_frame import check_collapse, check_end, end_period

__all__ = ["customer_summary_of_files"]

READERS = {".parquet": "read_parquet({})", ".csv": "read_csv({}, header=true, all_varchar=true)"}
# Numbers of the periods, as `Clock.number` counts them.
NUMBERS = {
    "h": "date_diff('hour', TIMESTAMP '1970-01-01', moment)",
    "D": "date_diff('day', DATE '1970-01-01', moment::DATE)",
    "W": "floor((date_diff('day', DATE '1970-01-01', moment::DATE) - 4) / 7.0)::BIGINT",
    "M": "(year(moment) - 1970) * 12 + month(moment) - 1",
    "Q": "floor(((year(moment) - 1970) * 12 + month(moment) - 1) / 3.0)::BIGINT",
    "Y": "year(moment) - 1970",
}
# One pass over the files; the rest works on what a customer spent in each period. NaN stands for no number.
PERIODS = """
CREATE TEMP TABLE periods AS
SELECT customer, {number} AS period, sum(value) AS spent, {rows} AS purchases
FROM (SELECT customer, TRY_CAST(written AS TIMESTAMP) AS moment,
        coalesce(TRY_CAST(worth AS DOUBLE), 'NaN'::DOUBLE) AS value FROM {raw})
GROUP BY ALL
"""
EXTENT = """
SELECT min(period), max(period),
    count(*) FILTER (customer IS NULL OR period IS NULL OR NOT isfinite(spent)) AS faults
FROM periods
"""
SUMMARY = """
WITH customers AS (
    SELECT customer, sum(purchases)::BIGINT AS n, min(period) AS first, max(period) AS last,
        sum(spent) AS total, arg_min(spent / purchases, period) AS first_spent
    FROM periods WHERE period <= {end} GROUP BY customer
)
SELECT customer, n - {counted} AS frequency, (last - first) / {unit} AS recency,
    ({end} - first) / {unit} AS T,
    CASE WHEN n > {counted} THEN (total - {counted} * first_spent) / (n - {counted}) ELSE 0 END
        AS monetary_value
FROM customers ORDER BY customer
"""
NEGATIVE = "SELECT customer, spent FROM periods WHERE spent < 0 AND period <= {end} ORDER BY customer LIMIT 1"
FIRST_FAULT = """
SELECT row, customer, written, worth, TRY_CAST(written AS TIMESTAMP) IS NULL
FROM (SELECT row_number() OVER () AS row, * FROM {raw})
WHERE customer IS NULL OR TRY_CAST(written AS TIMESTAMP) IS NULL
    OR NOT coalesce(isfinite(TRY_CAST(worth AS DOUBLE)), false)
ORDER BY row LIMIT 1
"""


def customer_summary_of_files(
    files: str | Path | list[str | Path],
    *,
    customer: str = "customer_id",
    date: str = "date",
    amount: str | None = None,
    end: object = None,
    period: str = "D",
    unit: str | None = None,
    include_first: bool = False,
    collapse: bool = True,
) -> pd.DataFrame:
    """Return `customer_summary` of Parquet or CSV files that need not fit into memory.

    Parameters
    ----------
    files : path, or list of paths
        Files of one kind, ``.parquet`` or ``.csv`` (with a heading line); a pattern such as
        ``sales/*.parquet`` too.
    customer, date : str
        Columns of the customer and of the day or moment.
    amount : str, optional
        Column of the value; without it there is no monetary_value.
    end : date, optional
        End of observation; the last purchase if left out.
    period : str, default "D"
        As in `customer_summary`.
    unit : str, optional
        As in `customer_summary`.
    include_first : bool, default False
        As in `customer_summary`.
    collapse : bool, default True
        As in `customer_summary`.

    Returns
    -------
    DataFrame
        As `customer_summary` returns it. In a CSV file every customer is text.

    Raises
    ------
    DataError
        If a file or a column is missing, or a value is missing, no date, no number, or worth less than 0.
    ParameterError
        If a period or unit is unknown, or `end` is no date or lies before every purchase.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "sales.csv"
    ...     _ = path.write_text("customer_id,date\\nA,2025-01-01\\nA,2025-01-31\\n")
    ...     customer_summary_of_files(path, end="2025-03-31").loc["A"].tolist()
    [1.0, 30.0, 89.0]
    """
    check_collapse(collapse)
    clock = Clock.of(period, unit)
    wanted = None if end is None else end_period(end, clock)
    with duckdb.connect() as connection:
        raw = _source(connection, files, customer, date, amount)
        rows = "1" if collapse else "count(*)"
        connection.execute(PERIODS.format(number=NUMBERS[period], raw=raw, rows=rows))
        oldest, newest, faults = connection.sql(EXTENT).fetchall()[0]
        if faults:
            raise _first_fault(connection, raw, date, amount)
        if oldest is None:
            raise DataError("the files have no rows: nothing was observed.")
        last = newest if wanted is None else wanted
        check_end(end, last, oldest, date)
        for who, spent in connection.sql(NEGATIVE.format(end=last)).fetchall():
            raise negative_spending(who, spent)
        counted = 0 if include_first else 1
        query = SUMMARY.format(end=last, unit=clock.per_unit, counted=counted)
        summary = connection.sql(query).df().set_index("customer").rename_axis(customer)
    if amount is None:
        summary = summary.drop(columns="monetary_value")
    return summary.astype({"frequency": "int64", "recency": float, "T": float})


def _source(
    connection: duckdb.DuckDBPyConnection,
    files: str | Path | list[str | Path],
    customer: str,
    date: str,
    amount: str | None,
) -> str:
    """Return SQL that reads the files as columns customer, and date and value as they are written."""
    paths = [str(path) for path in (files if isinstance(files, list) else [files])]
    kinds = {Path(path).suffix.lower() for path in paths}
    if len(kinds) != 1 or not kinds <= set(READERS):
        raise ParameterError(f"files={files!r} are not of one kind, .parquet or .csv.")
    source = READERS[kinds.pop()].format(f"[{', '.join(map(_text, paths))}]")
    try:
        there = connection.sql(f"SELECT * FROM {source} LIMIT 0").columns
    except duckdb.Error as error:
        raise DataError(
            f"{paths[0]} cannot be read: {str(error).splitlines()[0]}. "
            "Is it there, and in UTF-8? What Excel saved in Chinese (GBK) is read by load_own."
        ) from error
    for column in [customer, date, *([] if amount is None else [amount])]:
        if column not in there:
            raise DataError(f"column {column!r} is missing in {paths[0]}. {nearest(column, there)}")
    value = "1" if amount is None else _name(amount)
    return f"(SELECT {_name(customer)} AS customer, {_name(date)} AS written, {value} AS worth FROM {source})"


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _first_fault(connection: duckdb.DuckDBPyConnection, raw: str, date: str, amount: str | None) -> DataError:
    """Return the error of the first row with a missing or unreadable value; rows count from the heading."""
    row, customer, written, worth, no_date = connection.sql(FIRST_FAULT.format(raw=raw)).fetchall()[0]
    if customer is None:
        return DataError(f"row {row} of the data has no customer: fill it or leave the row out.")
    if no_date:
        return DataError(f"column {date!r}, row {row} of the data: {written} is not a date like 2025-12-31.")
    return DataError(f"column {amount!r}, row {row} of the data: {worth} is not a number.")
