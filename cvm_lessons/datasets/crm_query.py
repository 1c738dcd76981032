"""One query on the CRM database, its answer as plain rows, its mistakes in one line."""

import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from cvm_lessons.core import ParameterError
from cvm_lessons.datasets.crm import open_crm

__all__ = ["Answer", "query_crm"]


@dataclass(frozen=True)
class Answer:
    """Columns and rows of an answer, and whether there were more rows than asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool


def query_crm(query: str, *, limit: int | None = None) -> Answer:
    """Return the answer of the CRM database to a query.

    Parameters
    ----------
    query : str
        SQL; of several statements, the answer to the last one. The database cannot be changed.
    limit : int, optional
        Largest number of rows to return; by default all.

    Returns
    -------
    Answer
        Columns and rows.

    Raises
    ------
    ParameterError
        If the query is empty or the database refuses it.

    Examples
    --------
    >>> query_crm("SELECT show, money FROM offers", limit=1)
    Traceback (most recent call last):
    ...
    cvm_lessons.core.errors.ParameterError: the query cannot run: syntax error at or near "show", line 1: \
SELECT show, money FROM offers
    >>> query_crm('SELECT "show", money FROM offers', limit=1)
    Answer(columns=('show', 'money'), rows=(('Harbour', 40),), more=True)
    """
    import duckdb

    with open_crm() as crm:
        try:
            asked = crm.execute(query)
            if asked is None or asked.description is None:
                raise ParameterError("the query is empty: write one, as  SELECT * FROM organisations")
            columns = tuple(column[0] for column in asked.description)
            rows = asked.fetchall() if limit is None else asked.fetchmany(limit + 1)
        except duckdb.Error as error:
            raise ParameterError(f"the query cannot run: {_in_one_line(error)}") from error
    return Answer(columns, tuple(islice(rows, limit)), limit is not None and len(rows) > limit)


def _in_one_line(error: Exception) -> str:
    """Return DuckDB's message without its kind and its drawing of the place."""
    reason, _, place = str(error).partition("\n\nLINE ")
    said = re.sub(r"^[A-Z][\w ]* Error: ", "", " ".join(reason.split()))
    return f"{said}, line {place.splitlines()[0]}" if place else said
