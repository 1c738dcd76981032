"""The CRM database: its types and keys are the schema's, its views agree with pandas, its file is safe."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal, assert_series_equal

from cvm_lessons.core import DataError, ParameterError
from cvm_lessons.datasets import build_tables, crm, load, open_crm, schema_of, table_names, truth
from cvm_lessons.datasets.crm_statements import VIEWS, table_statements, view_statements, with_referred

NAMES = table_names()
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CVM_HOME", str(folder))
        yield folder


@pytest.fixture(scope="module")
def shared(home):
    with open_crm() as connection:
        yield connection


@pytest.fixture
def mine():
    with open_crm(read_only=False, tables=["surveys", "participations", "offers"]) as connection:
        yield connection


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    build_tables(3, 0.01, folder)
    return folder


def databases(folder):
    return sorted((folder / "cache" / "crm").glob("*/*"))


@pytest.mark.parametrize("name", NAMES)
def test_a_table_holds_what_load_returns(shared, name):
    frame, key = load(name), list(schema_of(name).key)
    stored = shared.execute(f'SELECT * FROM "{name}"').df()
    stored = stored.astype({column: frame[column].dtype for column in frame})
    assert_frame_equal(
        stored.sort_values(key, ignore_index=True),
        frame.sort_values(key, ignore_index=True),
        check_dtype=True,
    )


@pytest.mark.parametrize("name", NAMES)
def test_types_keys_and_comments_are_those_of_the_schema(shared, name):
    schema = schema_of(name)
    asked = "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE table_name = ?"
    stored = {row[0]: row[1:] for row in shared.execute(asked, [name]).fetchall()}
    kinds = {"text": "VARCHAR", "choice": "VARCHAR", "whole": "BIGINT", "number": "DOUBLE"}
    kinds |= {"yes/no": "BOOLEAN", "date": "DATE"}
    assert list(stored) == [column.name for column in schema.columns]
    for column in schema.columns:
        kind, nullable, comment = stored[column.name]
        ordered = f"ENUM({', '.join(map(repr, column.choices))})"
        assert kind == (ordered if column.ordered else kinds[column.type])
        assert nullable == bool(column.missing)
        assert comment.startswith(column.about)
        assert column.unit in comment
        assert column.missing in comment
    asked = (
        "SELECT constraint_type, constraint_column_names, referenced_table FROM duckdb_constraints() "
        "WHERE table_name = ? AND constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')"
    )
    keys = {
        (kind, tuple(columns), other) for kind, columns, other in shared.execute(asked, [name]).fetchall()
    }
    wanted = {("PRIMARY KEY", schema.key, None)}
    wanted |= {("UNIQUE", schema.unique, None)} if schema.unique else set()
    wanted |= {("FOREIGN KEY", (column,), other) for column, other in schema.refers.items()}
    assert keys == wanted
    (comment,) = shared.execute(
        "SELECT comment FROM duckdb_tables() WHERE table_name = ?", [name]
    ).fetchall()[0]
    assert comment.startswith(schema.about)


def test_no_key_leads_nowhere(shared):
    for name in NAMES:
        for column, other in schema_of(name).refers.items():
            there = schema_of(other).key[0]
            asked = (
                f"SELECT count(*) FROM {name} ANTI JOIN {other} ON {name}.{column} = {other}.{there} "
                f"WHERE {name}.{column} IS NOT NULL"
            )
            assert shared.execute(asked).fetchall()[0] == (0,)


def test_sizes_sort_by_size_and_sectors_as_texts(shared):
    sizes = shared.execute("SELECT DISTINCT size FROM organisations ORDER BY size").fetchall()
    assert sizes == [("small",), ("medium",), ("large",)]
    (first,) = shared.execute("SELECT min(sector) FROM organisations").fetchall()[0]
    assert first == "electronics"


@pytest.mark.parametrize(("view", "role"), [("exhibitors", "exhibitor"), ("visitors", "visitor")])
def test_views_of_organisations_by_role_agree_with_pandas(shared, view, role):
    ours, frame = shared.execute(f"SELECT * FROM {view} ORDER BY customer_id").df(), load("organisations")
    theirs = frame[frame["role"] == role].sort_values("customer_id", ignore_index=True)
    assert_frame_equal(ours.astype(theirs.dtypes.to_dict()), theirs)


def test_bookings_agree_with_pandas(shared):
    frame = load("participations")
    frame = frame[frame["took_part"]]
    spend = frame[["spend_space", "spend_stand", "spend_sponsorship", "spend_digital"]].sum(axis=1)
    margin = truth("spending")["margin_rate"]["value"] * spend - frame["cost_to_serve"]
    theirs = frame.drop(columns="took_part").assign(spend=spend, margin=margin)
    key = ["customer_id", "edition_id"]
    theirs = theirs.sort_values(key, ignore_index=True)
    ours = shared.execute("SELECT * FROM bookings").df().sort_values(key, ignore_index=True)
    assert list(ours) == list(theirs)
    assert_series_equal(ours["spend"], theirs["spend"], check_dtype=False)
    assert_series_equal(ours["margin"], theirs["margin"])
    assert_series_equal(ours["rebooked_on_site"].astype("boolean"), theirs["rebooked_on_site"])


def test_answers_agree_with_pandas(shared):
    key = ["customer_id", "edition_id"]
    came = load("participations")[[*key, "rebooked_on_site"]]
    theirs = load("surveys").merge(came, on=key, how="left", validate="one_to_one")
    theirs = theirs.sort_values("response_id", ignore_index=True)
    ours = shared.execute("SELECT * FROM answers ORDER BY response_id").df()
    assert_frame_equal(ours.astype(theirs.dtypes.to_dict()), theirs)


def test_every_view_says_what_it_shows(shared):
    stored = dict(
        shared.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall()
    )
    assert stored == {name: about for name, (_, about, _) in VIEWS.items()}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE offers SET money = 0",
        "DELETE FROM offers",
        "INSERT INTO offers SELECT * FROM offers",
        "DROP TABLE offers",
        "CREATE TABLE notes (text VARCHAR)",
    ],
)
def test_the_shared_database_refuses_every_change(shared, change):
    with pytest.raises(duckdb.InvalidInputException, match='"larkport" which is attached in read-only mode'):
        shared.execute(change)
    assert shared.execute("SELECT count(*), sum(money) FROM offers").fetchall()[0] == (
        len(load("offers")),
        load("offers")["money"].sum(),
    )


def test_the_shared_database_allows_temporary_tables(shared):
    shared.execute("CREATE OR REPLACE TEMP TABLE notes AS SELECT 1 AS number")
    assert shared.execute("SELECT * FROM notes").fetchall() == [(1,)]


def test_a_private_copy_can_be_changed_and_changes_no_other(mine, shared):
    mine.execute("UPDATE organisations SET size = 'large'")
    mine.execute("UPDATE surveys SET recommend = 10")
    assert mine.execute("SELECT DISTINCT size FROM exhibitors").fetchall() == [("large",)]
    assert mine.execute("SELECT DISTINCT recommend FROM answers").fetchall() == [(10,)]
    assert shared.execute("SELECT count(DISTINCT size) FROM exhibitors").fetchall()[0] == (3,)
    with open_crm(read_only=False, tables=["organisations"]) as other:
        assert other.execute("SELECT count(DISTINCT size) FROM exhibitors").fetchall()[0] == (3,)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("DELETE FROM organisations", "still referenced by a foreign key"),
        ("UPDATE surveys SET rival_id = 'XXX1'", "does not exist in the referenced table"),
        (
            "INSERT INTO participations "
            "SELECT * REPLACE ('E99999' AS customer_id) FROM participations LIMIT 1",
            '"customer_id: E99999" does not exist in the referenced table',
        ),
        ("INSERT INTO offers SELECT * FROM offers", "[Dd]uplicate key"),
        (
            "INSERT INTO editions SELECT * REPLACE ('a' AS edition_id) FROM editions LIMIT 1",
            "[Dd]uplicate key.*sector",
        ),
        ("UPDATE offers SET money = -1", "CHECK constraint failed"),
        ("UPDATE surveys SET recommend = 11", "CHECK constraint failed"),
        ("UPDATE organisations SET sector = 'cars'", "CHECK constraint failed"),
        ("UPDATE surveys SET recommend = NULL", "NOT NULL constraint failed"),
    ],
)
def test_a_private_copy_enforces_keys_and_limits(mine, change, message):
    with pytest.raises(duckdb.ConstraintException, match=message):
        mine.execute(change)


def test_an_unknown_size_is_refused(mine):
    with pytest.raises(duckdb.ConversionException, match="huge"):
        mine.execute("UPDATE organisations SET size = 'huge'")


def test_some_tables_come_with_those_they_refer_to_and_their_views():
    assert with_referred(["surveys"]) == ["organisations", "editions", "rivals", "surveys"]
    assert sorted(with_referred()) == sorted(NAMES)
    with open_crm(tables=["cocreation"]) as some:
        (tables,) = some.execute(
            "SELECT list(table_name ORDER BY table_name) FROM duckdb_tables()"
        ).fetchall()[0]
        views = some.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1").fetchall()
    assert tables == ["cocreation", "editions", "organisations"]
    assert views == [("exhibitors",), ("visitors",)]
    assert view_statements(["surveys"]) == []


@pytest.mark.parametrize("function", [lambda name: open_crm(tables=[name]), table_statements])
def test_an_unknown_table_of_the_database_is_answered_with_the_nearest(function):
    with pytest.raises(ParameterError, match="table 'survey' is not known. Did you mean 'surveys'?"):
        function("survey")


def test_a_world_of_ones_own_has_its_own_database(small):
    with open_crm(folder=small, tables=["organisations"]) as own:
        assert own.execute("SELECT count(*) FROM organisations").fetchall()[0] == (
            len(load("organisations", small)),
        )
    with pytest.raises(DataError, match="table 'offers' has no file in nowhere/: run  cvm data build"):
        open_crm(folder=small / "nowhere", tables=["offers"])


def test_the_file_is_built_once_and_anew_when_a_table_changes(small, tmp_path, monkeypatch):
    monkeypatch.setenv("CVM_HOME", str(tmp_path))
    world = tmp_path / "world"
    world.mkdir()
    text = (small / "offers.csv").read_text(encoding="utf-8")
    (world / "offers.csv").write_text(text, encoding="utf-8")
    for _ in range(2):
        open_crm(folder=world, tables=["offers"]).close()
    (first,) = databases(tmp_path)
    (world / "offers.csv").write_text(text.replace("55,20", "56,20", 1), encoding="utf-8")
    with open_crm(folder=world, tables=["offers"]) as changed:
        (money,) = changed.execute(
            "SELECT sum(product + service + personnel + image) FROM offers"
        ).fetchall()[0]
    assert money == load("offers", world)[["product", "service", "personnel", "image"]].sum().sum()
    assert len(databases(tmp_path)) == 2
    assert first in databases(tmp_path)


def test_a_damaged_file_in_the_cache_is_built_anew(tmp_path, monkeypatch):
    monkeypatch.setenv("CVM_HOME", str(tmp_path))
    open_crm(tables=["offers"]).close()
    (file,) = databases(tmp_path)
    file.write_bytes(b"cut short")
    with open_crm(tables=["offers"]) as again:
        assert again.execute("SELECT count(*) FROM offers").fetchall()[0] == (13,)


def test_the_cache_keeps_the_newest_databases_only(tmp_path, monkeypatch):
    monkeypatch.setenv("CVM_HOME", str(tmp_path))
    monkeypatch.setattr(crm, "KEPT", 1)
    for name in ("offers", "rivals"):
        open_crm(tables=[name]).close()
    (file,) = databases(tmp_path)
    with duckdb.connect(str(file), read_only=True) as left:
        assert left.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("rivals",)]


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("CVM_HOME", str(tmp_path / "file"))
    with open_crm(tables=["offers"]) as private:
        assert private.execute("SELECT count(*) FROM offers").fetchall()[0] == (13,)


def test_without_a_home_of_its_own_the_cache_is_the_users(tmp_path, monkeypatch):
    monkeypatch.delenv("CVM_HOME")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_: tmp_path / "cache")
    open_crm(tables=["offers"]).close()
    assert len(databases(tmp_path)) == 1


def test_two_processes_that_open_at_once_see_the_same_whole_database(small, tmp_path):
    program = (
        "import sys; from cvm_lessons.datasets import open_crm; crm = open_crm(folder=sys.argv[1]); "
        "print(crm.execute('SELECT count(*), sum(spend) FROM bookings').fetchall()[0])"
    )
    command = [sys.executable, "-c", program, str(small)]
    env = os.environ | {"CVM_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    answers = [process.communicate() for process in started]
    frame = load("participations", small)
    spend = frame.filter(like="spend_")[frame["took_part"]].to_numpy().sum()
    assert answers == [(f"({frame['took_part'].sum()}, {spend})\n", "")] * 2
    assert [file.name for file in databases(tmp_path)] == ["larkport.duckdb"]


def test_a_file_of_ones_own_keeps_what_is_changed(tmp_path):
    file = tmp_path / "deeper" / "mine.duckdb"
    with open_crm(path=file, tables=["offers"], read_only=False) as kept:
        kept.execute("UPDATE offers SET money = 7")
    with open_crm(path=str(file), tables=["offers"]) as again:
        assert again.execute("SELECT DISTINCT money FROM offers").fetchall() == [(7,)]
        with pytest.raises(duckdb.InvalidInputException, match="read-only mode"):
            again.execute("UPDATE offers SET money = 8")
    assert [each.name for each in file.parent.iterdir()] == ["mine.duckdb"]


def test_a_file_that_is_no_such_database_is_refused(tmp_path):
    text, database = tmp_path / "text.txt", tmp_path / "other.duckdb"
    text.write_text("not a database " * 1000, encoding="utf-8")
    with pytest.raises(DataError, match=r"text\.txt cannot be opened as a database: .*Name another path\."):
        open_crm(path=text)
    duckdb.connect(str(database)).close()
    with pytest.raises(DataError, match="other.duckdb is a database without the table 'organisations'"):
        open_crm(path=database)


def test_a_wrong_table_makes_no_database(small, tmp_path, monkeypatch):
    monkeypatch.setenv("CVM_HOME", str(tmp_path))
    frame = pd.read_csv(small / "offers.csv").assign(money=-1)
    frame.to_csv(tmp_path / "offers.csv", index=False)
    with pytest.raises(DataError, match="column 'money', row 0: -1 is not a whole number from 0 up"):
        open_crm(folder=tmp_path, tables=["offers"])
    assert databases(tmp_path) == []
