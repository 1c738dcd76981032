"""The committed files are the world's: values, keys, README."""

from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from typer.testing import CliRunner

from cvm_lessons.core import ParameterError, data_folder
from cvm_lessons.datasets import (
    build_tables,
    building,
    check_tables,
    describe,
    load,
    readme,
    schema_of,
    table_names,
)
from cvm_lessons.datasets.building import draw_tables
from cvm_lessons.datasets.facts import Facts
from cvm_lessons.datasets.writing import write_table
from cvm_lessons.workbook.commands.data import app
from cvm_lessons.world import TABLES

SMALL = 0.02


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    return folder, build_tables(3, SMALL, folder)


def test_the_schema_knows_every_table_of_the_world_and_no_other():
    assert sorted(table_names()) == sorted(TABLES)


def test_committed_files_are_what_the_world_draws():
    assert check_tables() == []


def test_a_changed_value_is_found_with_its_place(monkeypatch):
    tables = draw_tables()
    tables["offers"].loc[2, "money"] = 1
    monkeypatch.setattr(building, "draw_tables", lambda: tables)
    faults = check_tables()
    assert faults == ["offers, column money, row 2: 70 in the file, 1 in the world"]


def test_a_file_with_the_same_values_in_other_words_is_found(tmp_path, monkeypatch):
    drawn = draw_tables(3, SMALL)["offers"]
    file = write_table(drawn, "offers", tmp_path)
    monkeypatch.setattr(building, "table_file", lambda name: file)
    assert building._same_bytes("offers", drawn)
    file.write_text(file.read_text().replace("55,20", "55.0,20"))
    assert not building._same_bytes("offers", drawn)


def test_a_world_of_ones_own_is_written_with_its_readme_and_can_be_loaded(built):
    folder, report = built
    assert len(load("organisations", folder)) == 48 + 240 + 1
    assert report["table"].tolist() == table_names()
    assert {path.name for path in folder.iterdir()} == {*report["file"], "README.md", "datapackage.json"}
    assert "Seed 3, scale 0.02." in (folder / "README.md").read_text(encoding="utf-8")


def test_building_twice_gives_the_same_bytes(built, tmp_path):
    folder, _ = built
    build_tables(3, SMALL, tmp_path)
    for file in folder.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_another_seed_may_not_overwrite_the_workbooks_tables():
    with pytest.raises(
        ParameterError, match="seed=1 and scale=1 would overwrite .* name another folder with --to"
    ):
        build_tables(seed=1)
    with pytest.raises(ParameterError, match="seed=20160 and scale=0.5 would overwrite"):
        build_tables(scale=0.5, folder=data_folder())


def test_csv_files_come_back_as_they_were_drawn(built):
    folder, _ = built
    drawn = draw_tables(3, SMALL)["laddering"]
    assert_frame_equal(pd.read_csv(folder / "laddering.csv"), drawn, check_dtype=False)


def test_the_readme_names_every_table_column_trap_and_area_of_the_truth():
    text = (data_folder() / "README.md").read_text(encoding="utf-8")
    for name in table_names():
        schema = schema_of(name)
        section = text.split(f"## {name}\n")[1].split("\n## ")[0]
        assert f"{len(load(name)):,} rows" in section
        for column in schema.columns:
            assert f"| `{column.name}` | {column.type} | {column.unit} |" in section
        for trap in schema.traps:
            assert f"- {trap}" in section
    assert "| `laddering` | `respondents`" in text


def test_the_readme_of_other_tables_is_other():
    drawn = {name: Facts.of(frame) for name, frame in draw_tables(3, SMALL).items()}
    files = {name: Path(f"{name}.csv") for name in drawn}
    assert readme(drawn, files, 3, SMALL) != readme(drawn, files, 4, SMALL)


@pytest.mark.parametrize("name", table_names())
def test_a_dictionary_reads_well_as_text_and_as_html(name):
    known = describe(name)
    assert known.rows == len(load(name))
    for text in (repr(known), known._repr_html_()):
        assert all(column.name in text for column in known.columns)
        assert all(trap.replace("'", "&#x27;") in text or trap in text for trap in known.traps)
        assert "CC0-1.0" in text
    assert known.to_frame()["column"].tolist() == list(load(name).columns)


def test_a_dictionary_says_how_tables_join():
    assert "key: customer_id, edition_id; customer_id → organisations; edition_id → editions" in repr(
        describe("participations")
    )


def test_the_command_builds_checks_and_describes(tmp_path):
    run = CliRunner().invoke
    built = run(app, ["build", "--seed", "3", "--scale", "0.02", "--to", str(tmp_path)])
    assert built.exit_code == 0
    assert "organisations.csv" in built.output
    checked = run(app, ["check"])
    assert (checked.exit_code, checked.output) == (0, f"{len(TABLES)} tables drawn again, 0 differences\n")
    described = run(app, ["describe", "rivals"])
    assert "30 rows, one row per show; key: show_id" in described.output


def test_the_command_fails_where_a_file_differs(monkeypatch):
    monkeypatch.setattr("cvm_lessons.datasets.building.foreign_keys", lambda tables: ["a key leads nowhere"])
    checked = CliRunner().invoke(app, ["check"])
    assert checked.exit_code == 1
    assert "a key leads nowhere" in checked.output
