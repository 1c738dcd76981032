"""The data package: the form of Frictionless version 1, the words of the schema, and files that obey it."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest
from pyarrow import parquet

from cvm_lessons.core import ParameterError, data_folder
from cvm_lessons.datasets import (
    build_tables,
    building,
    check_tables,
    data_package,
    load,
    open_crm,
    schema_of,
    table_names,
)
from cvm_lessons.datasets.building import draw_tables
from cvm_lessons.datasets.loading import table_file
from cvm_lessons.datasets.writing import PARQUET_FROM

# The lexical forms of Table Schema version 1, with its default settings.
FORMS = {
    "string": re.compile(r".+", re.DOTALL),
    "integer": re.compile(r"[+-]?\d+"),
    "number": re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?"),
    "boolean": re.compile(r"true|True|TRUE|1|false|False|FALSE|0"),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
}
ARROW = {
    "string": {"string", "large_string"},
    "integer": {"int64"},
    "number": {"double"},
    "boolean": {"bool"},
    "date": {"date32[day]"},
}
LIMITS = {"required", "unique", "enum", "minimum", "maximum"}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    build_tables(3, 0.02, folder)
    return folder


@pytest.fixture(scope="module", params=["committed", "small"])
def folder(request, small):
    return data_folder() if request.param == "committed" else small


@pytest.fixture(scope="module")
def package(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_the_package_has_the_form_of_a_data_package(package, folder):
    assert package["profile"] == "data-package"
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    for licence in package["licenses"]:
        assert licence["name"] == "CC0-1.0"
        assert licence["path"].startswith("https://")
    names = [resource["name"] for resource in package["resources"]]
    assert names == table_names()
    for resource in package["resources"]:
        path = Path(resource["path"])
        assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"])
        assert not path.is_absolute()
        assert ".." not in path.parts
        assert (folder / path).is_file()
        assert path.suffix == f".{resource['format']}"
        assert (resource["profile"] == "tabular-data-resource") == (resource["format"] == "csv")
        assert resource.get("encoding", "utf-8") == "utf-8"


def test_the_schemas_have_the_form_of_table_schemas(package):
    fields = {
        resource["name"]: {field["name"]: field for field in resource["schema"]["fields"]}
        for resource in package["resources"]
    }
    for resource in package["resources"]:
        schema, own = resource["schema"], fields[resource["name"]]
        assert len(own) == len(schema["fields"])
        assert schema["missingValues"] == [""]
        assert set(schema["primaryKey"]) <= set(own)
        for field in schema["fields"]:
            limits = field.get("constraints", {})
            assert field["type"] in FORMS
            assert set(limits) <= LIMITS
            assert not {"minimum", "maximum"} & set(limits) or field["type"] in ("integer", "number")
            assert "enum" not in limits or (
                limits["enum"] and len(set(limits["enum"])) == len(limits["enum"])
            )
        for key in schema.get("foreignKeys", []):
            assert key["fields"] in own
            there = key["reference"]
            assert there["fields"] in fields[there["resource"]]
            assert own[key["fields"]]["type"] == fields[there["resource"]][there["fields"]]["type"]


def test_the_package_says_what_the_schema_says(package):
    for resource in package["resources"]:
        declared, schema = schema_of(resource["name"]), resource["schema"]
        assert resource["description"] == declared.about
        assert resource["traps"] == list(declared.traps)
        assert schema["primaryKey"] == list(declared.key)
        keys = {key["fields"]: key["reference"]["resource"] for key in schema.get("foreignKeys", [])}
        assert keys == dict(declared.refers)
        assert schema.get("uniqueKeys", [[]])[0] == list(declared.unique)
        for field, column in zip(schema["fields"], declared.columns, strict=True):
            limits = field.get("constraints", {})
            assert field["name"] == column.name
            assert column.about[1:] in field["description"]
            assert column.missing in field["description"]
            assert field.get("unit", "") == column.unit
            assert limits.get("required", False) == (not column.missing)
            assert (limits.get("minimum"), limits.get("maximum")) == (column.low, column.high)
            assert tuple(limits.get("enum", ())) == column.choices
            assert field.get("categoriesOrdered", False) == column.ordered


def cell_faults(field, cells):
    limits, form = field.get("constraints", {}), FORMS[field["type"]]
    filled = [cell for cell in cells if cell]
    faults = ["missing"] if limits.get("required") and len(filled) < len(cells) else []
    faults += [cell for cell in filled if not form.fullmatch(cell)]
    faults += [cell for cell in filled if "enum" in limits and cell not in limits["enum"]]
    faults += [cell for cell in filled if "minimum" in limits and float(cell) < limits["minimum"]]
    faults += [cell for cell in filled if "maximum" in limits and float(cell) > limits["maximum"]]
    if field["type"] == "date":
        assert all(date.fromisoformat(cell) for cell in filled)
    return faults


def test_every_cell_of_every_csv_file_is_what_its_field_says(package, folder):
    for resource in package["resources"]:
        if resource["format"] == "csv":
            with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
                head, *rows = csv.reader(file)
            assert head == [field["name"] for field in resource["schema"]["fields"]]
            for field, cells in zip(resource["schema"]["fields"], zip(*rows, strict=True), strict=True):
                assert cell_faults(field, cells) == [], (resource["name"], field["name"])


def test_a_false_cell_is_seen():
    field = {"type": "integer", "constraints": {"required": True, "minimum": 1, "enum": ["1", "2.0"]}}
    assert cell_faults(field, ["1", "2.0", "", "0"]) == ["missing", "2.0", "0", "0"]


def test_every_column_of_every_parquet_file_has_the_type_of_its_field(package, folder):
    for resource in package["resources"]:
        if resource["format"] == "parquet":
            stored = parquet.read_schema(folder / resource["path"])
            assert stored.names == [field["name"] for field in resource["schema"]["fields"]]
            for field in resource["schema"]["fields"]:
                kind = stored.field(field["name"]).type
                kind = getattr(kind, "value_type", kind)  # an ordered choice is stored as a dictionary
                assert str(kind) in ARROW[field["type"]], field["name"]


def test_the_package_and_the_database_have_the_same_keys(package):
    with open_crm(read_only=False) as crm:
        rows = crm.execute(
            "SELECT table_name, constraint_column_names[1], referenced_table, referenced_column_names[1] "
            "FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'"
        ).fetchall()
    stated = [
        (resource["name"], key["fields"], key["reference"]["resource"], key["reference"]["fields"])
        for resource in package["resources"]
        for key in resource["schema"].get("foreignKeys", [])
    ]
    assert sorted(stated) == sorted(rows)


def test_the_format_follows_the_file():
    long = [name for name in table_names() if len(load(name)) >= PARQUET_FROM]
    package = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
    assert [each["name"] for each in package["resources"] if each["format"] == "parquet"] == long


def test_building_and_checking_agree_and_a_changed_package_is_found(tmp_path, monkeypatch):
    readme = (data_folder() / "README.md").read_text(encoding="utf-8")
    (tmp_path / "README.md").write_text(readme, encoding="utf-8")
    drawn = draw_tables()
    monkeypatch.setattr(building, "draw_tables", lambda: drawn)
    package = data_folder() / "datapackage.json"
    text = package.read_text(encoding="utf-8")
    files = {name: table_file(name) for name in table_names()}
    assert text == data_package(files, 20160, 1.0)
    monkeypatch.setattr(building, "data_folder", lambda: tmp_path)
    stale = ["datapackage.json is not what the schema says: run  cvm data build"]
    assert check_tables() == stale
    (tmp_path / "datapackage.json").write_text(text.replace("CC0-1.0", "CC-BY-4.0"), encoding="utf-8")
    assert check_tables() == stale
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    assert check_tables() == []


def test_a_package_of_some_tables_has_no_key_that_leaves_it():
    package = json.loads(data_package({"cocreation": Path("cocreation.csv")}, 7, 0.5))
    assert "foreignKeys" not in package["resources"][0]["schema"]
    assert "seed 7, scale 0.5" in package["description"]
    with pytest.raises(ParameterError, match="table 'offer' is not known. Did you mean 'offers'?"):
        data_package({"offer": Path("offer.csv")}, 7, 0.5)
