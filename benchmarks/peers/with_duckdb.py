"""The customer summary in plain SQL of DuckDB: from a table in memory, and from the file."""

import duckdb
import pandas as pd

from benchmarks.peers.stopwatch import Task, main, sums

QUERY = """
WITH days AS (
    SELECT customer_id, date::DATE AS day, sum(amount) AS spent FROM {source} GROUP BY ALL
), customers AS (
    SELECT customer_id, count(*) - 1 AS frequency, min(day) AS first, max(day) AS last, sum(spent) AS total,
        arg_min(spent, day) AS first_spent
    FROM days GROUP BY customer_id
)
SELECT customer_id, frequency, last - first AS recency, (SELECT max(last) FROM customers) - first AS T,
    CASE WHEN frequency > 0 THEN (total - first_spent) / frequency ELSE 0 END AS monetary_value
FROM customers ORDER BY customer_id
"""


def table(path: str) -> duckdb.DuckDBPyConnection:
    """Read the file into a table in memory."""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE log AS SELECT * FROM read_parquet(?)", [path])
    return connection


def of_table(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Customer summary of the table."""
    return connection.sql(QUERY.format(source="log")).df()


def of_file(path: str) -> pd.DataFrame:
    """Customer summary of the file; reading it is part of the task."""
    with duckdb.connect() as connection:
        return connection.sql(QUERY.format(source=f"read_parquet('{path}')")).df()


if __name__ == "__main__":
    tasks = {"summary": Task(table, of_table, sums), "summary_of_file": Task(str, of_file, sums)}
    main(tasks, ["duckdb"])
