"""The customer summary of files larger than memory: counted by DuckDB, the same numbers as from a frame."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, nearest
from cvm_lessons.equity._periods import Clock

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
SUMMARY = """
WITH periods AS (
    SELECT customer, {number} AS period, sum(value) AS spent FROM purchases GROUP BY ALL
), seen AS (
    SELECT *, max(period) OVER () AS newest FROM periods
), customers AS (
    SELECT customer, count(*) AS n, min(period) AS first, max(period) AS last, sum(spent) AS total,
        arg_min(spent, period) AS first_spent, any_value(newest) AS newest
    FROM seen WHERE period <= coalesce({end}, newest) GROUP BY customer
)
SELECT customer, n - {counted} AS frequency, (last - first) / {unit} AS recency,
    (coalesce({end}, newest) - first) / {unit} AS T,
    CASE WHEN n > {counted} THEN (total - {counted} * first_spent) / (n - {counted}) ELSE 0 END
        AS monetary_value
FROM customers ORDER BY customer
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
    clock = Clock.of(period, unit)
    with duckdb.connect() as connection:
        _open(connection, files, customer, date, amount)
        _check(connection, date, amount)
        last = _end(connection, end, period, date)
        query = SUMMARY.format(
            number=NUMBERS[period],
            end="NULL::BIGINT" if last is None else last,
            unit=clock.per_unit,
            counted=0 if include_first else 1,
        )
        summary = connection.sql(query).df().set_index("customer").rename_axis(customer)
        _check_spending(connection, period)
    if amount is None:
        summary = summary.drop(columns="monetary_value")
    return summary.astype({"frequency": "int64", "recency": float, "T": float})


def _open(
    connection: duckdb.DuckDBPyConnection,
    files: str | Path | list[str | Path],
    customer: str,
    date: str,
    amount: str | None,
) -> None:
    """Make the view `raw` (customer, written date and value) over the files."""
    paths = [str(path) for path in (files if isinstance(files, list) else [files])]
    kinds = {Path(path).suffix.lower() for path in paths}
    if len(kinds) != 1 or not kinds <= set(READERS):
        raise ParameterError(f"files={files!r} are not of one kind, .parquet or .csv.")
    listed = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
    source = READERS[kinds.pop()].format(f"[{listed}]")
    try:
        there = connection.sql(f"SELECT * FROM {source} LIMIT 0").columns
    except duckdb.Error as error:
        raise DataError(f"{paths[0]} cannot be read: {str(error).splitlines()[0]}") from error
    for column in [customer, date, *([] if amount is None else [amount])]:
        if column not in there:
            raise DataError(f"column {column!r} is missing in {paths[0]}. {nearest(column, there)}")
    value = "1" if amount is None else f'"{amount}"'
    connection.execute(
        f'CREATE VIEW raw AS SELECT "{customer}" AS customer, "{date}" AS written, {value} AS worth '
        f"FROM {source}"
    )
    connection.execute(
        "CREATE VIEW purchases AS SELECT customer, TRY_CAST(written AS TIMESTAMP) AS moment, "
        "TRY_CAST(worth AS DOUBLE) AS value FROM raw"
    )


def _check(connection: duckdb.DuckDBPyConnection, date: str, amount: str | None) -> None:
    """Refuse the first row with a missing or unreadable value, by its number after the heading."""
    bad = (
        "customer IS NULL OR TRY_CAST(written AS TIMESTAMP) IS NULL "
        "OR NOT coalesce(isfinite(TRY_CAST(worth AS DOUBLE)), false)"
    )
    rows, faults = connection.sql(f"SELECT count(*), count(*) FILTER (WHERE {bad}) FROM raw").fetchall()[0]
    if rows == 0:
        raise DataError("the files have no rows: nothing was observed.")
    if faults:
        first = (
            f"SELECT * FROM (SELECT row_number() OVER () AS row, * FROM raw) WHERE {bad} ORDER BY row LIMIT 1"
        )
        row, customer, written, worth = connection.sql(first).fetchall()[0]
        if customer is None:
            raise DataError(f"row {row} of the data has no customer: fill it or leave the row out.")
        readable = connection.execute("SELECT TRY_CAST($1::VARCHAR AS TIMESTAMP)", [str(written)]).fetchall()[
            0
        ][0]
        if written is None or readable is None:
            raise DataError(
                f"column {date!r}, row {row} of the data: {written} is not a date like 2025-12-31."
            )
        raise DataError(f"column {amount!r}, row {row} of the data: {worth} is not a number.")


def _check_spending(connection: duckdb.DuckDBPyConnection, period: str) -> None:
    query = (
        f"SELECT customer, sum(value) AS spent FROM purchases GROUP BY customer, {NUMBERS[period]} "
        "HAVING sum(value) < 0 ORDER BY customer LIMIT 1"
    )
    for customer, spent in connection.sql(query).fetchall():
        raise DataError(
            f"customer {customer} spent {spent:g} in one period, less than 0: "
            "take refunds off the purchase that they belong to."
        )


def _end(connection: duckdb.DuckDBPyConnection, end: object, period: str, date: str) -> int | None:
    if end is None:
        return None
    moment = pd.to_datetime(str(end), errors="coerce")
    if pd.isna(moment):
        raise ParameterError(f"{end!r} is not a date: write it as 2025-12-31.")
    query = f"SELECT {NUMBERS[period]} FROM (SELECT $1::TIMESTAMP AS moment)"
    last = int(connection.execute(query, [moment.to_pydatetime()]).fetchall()[0][0])
    oldest = connection.sql(f"SELECT min({NUMBERS[period]}) FROM purchases").fetchall()[0][0]
    if last < oldest:
        raise ParameterError(f"{end!r} lies before every value of column {date!r}: nothing was observed.")
    return last
