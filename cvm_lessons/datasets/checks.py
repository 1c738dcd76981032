"""Checks that a table is what its schema says, with pandera."""

from functools import cache
from typing import Any

import pandas as pd

from cvm_lessons.core import DataError, nearest
from cvm_lessons.datasets.schema import Column, TableSchema, schema_of

__all__ = ["check_table"]


def check_table(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return `frame` if it is what the schema of table `name` says.

    Parameters
    ----------
    frame : DataFrame
        The table.
    name : str
        Its name.

    Returns
    -------
    DataFrame
        The same frame.

    Raises
    ------
    DataError
        Naming the table, the column, the first bad row and what would be right.
    ParameterError
        If there is no such table.

    Examples
    --------
    >>> from cvm_lessons.world import simulate
    >>> len(check_table(simulate(7, 0.01, ["offers"])["offers"], "offers"))
    13
    """
    from pandera.errors import SchemaError

    schema = schema_of(name)
    _check_columns(frame, schema)
    try:
        _pandera_schema(name).validate(frame)
    except SchemaError as error:
        raise DataError(_in_words(frame, schema, error)) from error
    for columns in (schema.key, schema.unique):
        twice = frame.duplicated(list(columns)) if columns else pd.Series(False, index=frame.index)
        if twice.any():
            row = frame.loc[twice, list(columns)].iloc[0]
            which = ", ".join(f"{column}={value!r}" for column, value in row.items())
            raise DataError(f"table {name!r}, row {twice.idxmax()}: {which} comes twice; each may come once.")
    return frame


@cache
def _pandera_schema(name: str) -> Any:
    import pandera.pandas as pa

    def column(declared: Column) -> Any:
        checks = []
        if declared.choices and not declared.ordered:
            checks.append(pa.Check.isin(declared.choices))
        if declared.low is not None:
            checks.append(pa.Check.ge(declared.low))
        if declared.high is not None:
            checks.append(pa.Check.le(declared.high))
        if declared.type == "whole" and declared.missing:
            checks.append(pa.Check(lambda values: values % 1 == 0, name="whole"))
        # Text is "str" in pandas 3 and object in pandas 2: its dtype is not checked.
        dtype = None if declared.dtype in ("str", "category", "datetime64[ns]") else declared.dtype
        return pa.Column(dtype, checks, nullable=bool(declared.missing))

    columns = {declared.name: column(declared) for declared in schema_of(name).columns}
    return pa.DataFrameSchema(columns, name=name)


def _check_columns(frame: pd.DataFrame, schema: TableSchema) -> None:
    names, there = [column.name for column in schema.columns], list(map(str, frame.columns))
    place = f"table {schema.name!r}"
    if absent := [name for name in names if name not in there]:
        raise DataError(f"{place}: column {absent[0]!r} is missing. {nearest(absent[0], there, taken=names)}")
    if odd := [name for name in there if name not in names]:
        raise DataError(f"{place}: column {odd[0]!r} does not belong to it. {nearest(odd[0], names)}")
    if there != names:
        raise DataError(f"{place}: the columns are not in the order {', '.join(names)}.")


def _in_words(frame: pd.DataFrame, schema: TableSchema, error: Any) -> str:
    column = next(declared for declared in schema.columns if declared.name == error.schema.name)
    cases, place = error.failure_cases, f"table {schema.name!r}, column {column.name!r}"
    if not isinstance(cases, pd.DataFrame) or pd.isna(cases["index"].iloc[0]):
        return f"{place}: {frame[column.name].dtype} is not {column.dtype}."
    # pandera lists row numbers as floats.
    row, value = int(cases["index"].iloc[0]), cases["failure_case"].iloc[0]
    return f"{place}, row {row}: {value} is not {column.wanted}."
