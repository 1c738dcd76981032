"""Loading: typed, checked, yours; and unknown names are answered with the nearest one."""

import re

import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.datasets import check_table, load, schema_of, table_names
from cvm_lessons.datasets.building import foreign_keys, write_table
from cvm_lessons.datasets.loading import table_file, typed
from cvm_lessons.datasets.writing import PARQUET_FROM

NAMES = table_names()


@pytest.mark.parametrize("name", NAMES)
def test_a_table_knows_its_name_and_has_the_columns_of_its_schema(name):
    frame = load(name)
    assert frame.attrs == {"table": name}
    assert list(frame.columns) == [column.name for column in schema_of(name).columns]
    assert frame.index.equals(pd.RangeIndex(len(frame)))


@pytest.mark.parametrize("name", NAMES)
def test_only_columns_that_say_why_have_missing_values(name):
    frame = load(name)
    holed = {column for column in frame if frame[column].isna().any()}
    assert holed <= {column.name for column in schema_of(name).columns if column.missing}


def test_dtypes_are_those_that_a_learner_expects():
    came, asked = load("participations"), load("surveys")
    assert came["took_part"].dtype == bool
    assert came["rebooked_on_site"].dtype == "boolean"
    assert came["spend_space"].dtype == "int64"
    assert asked["value_overall"].dtype == "int64"
    assert asked["perf_sales"].dtype == "float64"
    assert list(asked["size"].cat.categories) == ["small", "medium", "large"]
    assert load("editions")["start"].dt.month.between(1, 12).all()


def test_a_loaded_table_is_yours():
    mine = load("offers")
    mine.loc[0, "money"] = -1
    assert load("offers").loc[0, "money"] == 40


def test_long_tables_are_parquet_and_short_ones_csv():
    for name in NAMES:
        expected = ".parquet" if len(load(name)) >= PARQUET_FROM else ".csv"
        assert table_file(name).suffix == expected


def test_all_files_together_stay_small():
    assert sum(table_file(name).stat().st_size for name in NAMES) < 15_000_000


def test_the_numbers_of_rows_are_those_the_course_speaks_of():
    came, asked = load("participations"), load("surveys")
    assert came["took_part"].sum() == pytest.approx(30_000, rel=0.05)
    assert len(asked) == pytest.approx(20_000, rel=0.1)
    assert len(load("cocreation")) == pytest.approx(1_200, rel=0.1)


def test_keys_lead_somewhere():
    tables = {name: load(name) for name in NAMES}
    assert foreign_keys(tables) == []
    tables["surveys"].loc[3, "customer_id"] = "E99999"
    assert foreign_keys(tables) == ["surveys, column customer_id: E99999 is not in organisations"]


@pytest.mark.parametrize(
    ("name", "message"), [("survey", "Did you mean 'surveys'?"), ("zzz", "Known: organisations, editions")]
)
def test_an_unknown_table_is_answered_with_the_nearest(name, message):
    with pytest.raises(ParameterError, match=re.escape(message)):
        load(name)


def test_a_missing_file_says_how_to_make_it(tmp_path):
    with pytest.raises(DataError, match="table 'offers' has no file in .*: run  cvm data build"):
        table_file("offers", tmp_path)


@pytest.mark.parametrize("rows", [PARQUET_FROM - 1, PARQUET_FROM])
def test_a_table_is_written_as_its_length_wants_and_only_once(tmp_path, rows):
    for ending in ("csv", "parquet"):
        (tmp_path / f"offers.{ending}").write_text("old")
    file = write_table(pd.DataFrame({"a": range(rows)}), "offers", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    assert file.suffix == (".parquet" if rows == PARQUET_FROM else ".csv")


def spoiled(name, column, row, value):
    frame = load(name).astype({column: object})
    frame.loc[row, column] = value
    return typed(frame, name) if column != "sector" else frame


@pytest.mark.parametrize(
    ("name", "column", "value", "message"),
    [
        (
            "surveys",
            "value_overall",
            11,
            "table 'surveys', column 'value_overall', row 4: 11 is not a whole number from 1 to 10.",
        ),
        (
            "surveys",
            "perf_sales",
            7.5,
            "table 'surveys', column 'perf_sales', row 4: 7.5 is not a whole number from 1 to 10.",
        ),
        ("offers", "money", -1, "table 'offers', column 'money', row 4: -1 is not a whole number from 0 up."),
        ("rivals", "sector", "cars", "row 4: cars is not one of machinery, electronics, food"),
        (
            "rivals",
            "show_id",
            "MAC0",
            "table 'rivals', row 4: show_id='MAC0' comes twice; each may come once.",
        ),
        (
            "surveys",
            "size",
            "tiny",
            "column 'size', row 4: tiny is not one of small < medium < large.",
        ),
    ],
)
def test_a_bad_value_is_named_with_table_column_and_row(name, column, value, message):
    with pytest.raises(DataError, match=re.escape(message)):
        check_table(spoiled(name, column, 4, value), name)


def test_missing_strange_and_disordered_columns_are_named():
    offers = load("offers")
    with pytest.raises(DataError, match="table 'offers': column 'time' is missing"):
        check_table(offers.drop(columns="time"), "offers")
    with pytest.raises(DataError, match="table 'offers': column 'mood' does not belong to it"):
        check_table(offers.assign(mood=1), "offers")
    with pytest.raises(DataError, match="table 'offers': the columns are not in the order set, show"):
        check_table(offers[offers.columns[::-1]], "offers")
    with pytest.raises(DataError, match="table 'offers', column 'money': float64 is not int64"):
        check_table(offers.astype({"money": float}), "offers")
