"""The description of the data folder for programs: a Frictionless Data Package, version 1."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cvm_lessons.datasets.dictionary import LICENCE
from cvm_lessons.datasets.schema import Column, TableSchema, schema_of

__all__ = ["data_package"]

TYPES = {"whole": "integer", "number": "number", "yes/no": "boolean", "date": "date"}
# The tabular profile asks for CSV; a Parquet file is a plain resource that has a schema all the same.
KINDS = {
    ".csv": {
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    },
    ".parquet": {
        "profile": "data-resource",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
    },
}


def data_package(files: Mapping[str, Path], seed: int, scale: float) -> str:
    """Return the data package of a folder of tables.

    Parameters
    ----------
    files : mapping of str to Path
        The file of each table, by the table's name.
    seed : int
        Seed the tables were drawn with.
    scale : float
        Scale they were drawn at.

    Returns
    -------
    str
        JSON: a resource for each table with its fields, keys and limits. A unit and the traps of a table
        stand under names of their own, ``unit`` and ``traps``.

    Raises
    ------
    ParameterError
        If there is no such table; the message names the nearest one.

    Examples
    --------
    >>> package = json.loads(data_package({"rivals": Path("rivals.csv")}, 7, 0.1))
    >>> package["resources"][0]["schema"]["primaryKey"]
    ['show_id']
    """
    package = {
        "profile": "data-package",
        "name": "cvm-workbook-tables",
        "title": "The tables of the CVM Workbook",
        "description": "The simulated customers of Larkport Expo, a fictional organiser of trade shows, "
        f"and of six small fictional firms: seed {seed}, scale {scale:g}. "
        "Money is in yuan unless the unit says otherwise.",
        "licenses": [
            {
                "name": LICENCE,
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
                "title": "Creative Commons Zero 1.0 Universal",
            }
        ],
        "resources": [_resource(schema_of(name), file, set(files)) for name, file in files.items()],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(schema: TableSchema, file: Path, there: set[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "fields": [_field(column) for column in schema.columns],
        "missingValues": [""],
        "primaryKey": list(schema.key),
    }
    if schema.unique:
        fields["uniqueKeys"] = [list(schema.unique)]
    keys = [
        {"fields": column, "reference": {"resource": other, "fields": schema_of(other).key[0]}}
        for column, other in schema.refers.items()
        if other in there
    ]
    return {
        "name": schema.name,
        "path": file.name,
        **KINDS[file.suffix],
        "title": schema.grain.capitalize(),
        "description": schema.about,
        "traps": list(schema.traps),
        "schema": fields | ({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    missing = f" Missing: {column.missing}." if column.missing else ""
    field: dict[str, Any] = {
        "name": column.name,
        "type": _type(column),
        "description": f"{column.about[0].upper()}{column.about[1:]}.{missing}",
    }
    limits = {
        "required": None if column.missing else True,
        "enum": list(column.choices) or None,
        "minimum": column.low,
        "maximum": column.high,
    }
    field |= {"unit": column.unit} if column.unit else {}
    field |= {"categories": list(column.choices), "categoriesOrdered": True} if column.ordered else {}
    if stated := {name: limit for name, limit in limits.items() if limit is not None}:
        field["constraints"] = stated
    return field


def _type(column: Column) -> str:
    """Return the Table Schema type; a whole number that may be missing is stored with a decimal point."""
    whole_with_gaps = column.type == "whole" and column.missing
    return "number" if whole_with_gaps else TYPES.get(column.type, "string")
