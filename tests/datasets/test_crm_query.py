"""Queries: answers as rows, mistakes as one line, and the command that prints both."""

import csv
import sys

import pytest

from cvm_lessons.core import ParameterError
from cvm_lessons.datasets import load, query_crm
from cvm_lessons.workbook import cli


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CVM_HOME", str(tmp_path_factory.mktemp("home")))
        patch.delenv("CVM_DEBUG", raising=False)
        yield


@pytest.fixture
def call(monkeypatch, capsys):
    """Call `cvm data sql`; return exit code, output and error output."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["cvm", "data", "sql", *arguments])
        code = 0
        try:
            cli.main()
        except SystemExit as done:
            code = done.code or 0
        return code, *capsys.readouterr()

    return run


def test_an_answer_has_its_columns_and_says_whether_there_is_more():
    query = 'SELECT "set", "show" FROM offers ORDER BY ALL'
    asked, rows = query_crm(query), load("offers").sort_values(["set", "show"])[["set", "show"]]
    assert asked.columns == ("set", "show")
    assert asked.rows == tuple(rows.itertuples(index=False, name=None))
    assert not asked.more
    assert query_crm(query, limit=3).rows == asked.rows[:3]
    assert query_crm(query, limit=12).more
    assert not query_crm(query, limit=13).more


def test_of_several_statements_the_last_one_answers():
    assert query_crm("CREATE TEMP TABLE a AS SELECT 1 AS b; SELECT b + 1 AS c FROM a").rows == ((2,),)


MISTAKES = [
    ("SELECT * FROM offer", 'Table with name offer does not exist! Did you mean "offers"?, line 1: SELECT *'),
    ("SELEC 1", 'syntax error at or near "SELEC", line 1: SELEC 1'),
    ("SELECT\nmony FROM offers", 'Referenced column "mony" not found in FROM clause!'),
    ("SELECT CAST(name AS INTEGER) FROM rivals", "Could not convert string"),
    ("DELETE FROM offers", '"larkport" which is attached in read-only mode!'),
]


@pytest.mark.parametrize(("query", "message"), MISTAKES)
def test_a_mistake_is_one_line_without_a_trace_and_exit_code_2(call, query, message):
    with pytest.raises(ParameterError) as caught:
        query_crm(query)
    assert str(caught.value).startswith("the query cannot run: ")
    assert message in str(caught.value)
    code, out, err = call(query)
    assert (code, out, err) == (2, "", f"cvm: {caught.value}\n")
    assert err.count("\n") == 1


@pytest.mark.parametrize("query", ["", "  ", "-- nothing", ";"])
def test_an_empty_query_is_refused(query):
    with pytest.raises(ParameterError, match="the query is empty: write one, as  SELECT"):
        query_crm(query)


def test_the_command_prints_a_table(call):
    query = "SELECT '[red]x' AS mark, NULL AS gap, 1 / 3 AS third, TRUE AS sure, DATE '2024-05-01' AS day"
    code, out, err = call(query)
    assert (code, err) == (0, "")
    head, row = out.splitlines()
    assert head.split() == ["mark", "gap", "third", "sure", "day"]
    assert row.split() == ["[red]x", "–", "0.3333333333", "True", "2024-05-01"]
    assert head.index("third") + len("third") == row.index("0.3333333333") + len("0.3333333333")


def test_the_command_prints_twenty_rows_and_says_how_to_see_more(call):
    _, out, _ = call("SELECT * FROM surveys")
    assert out.splitlines()[-1] == "The first 20 rows: more with --rows, all with --csv."
    assert len(out.splitlines()) == 22
    assert out.splitlines()[0].split() == list(load("surveys").columns)
    _, out, _ = call("SELECT * FROM surveys", "--rows", "1")
    assert out.splitlines()[-1] == "The first 1 row: more with --rows, all with --csv."


def test_as_csv_the_command_prints_every_row(call):
    query = 'SELECT edition_id, "start", held, 0.5::DOUBLE AS half, NULL AS gap FROM editions ORDER BY 1'
    code, out, _ = call(query, "--csv")
    head, *rows = csv.reader(out.splitlines())
    editions = load("editions").sort_values("edition_id")
    assert code == 0
    assert head == ["edition_id", "start", "held", "half", "gap"]
    wanted = zip(editions["edition_id"], editions["start"], editions["held"], strict=True)
    assert rows == [[name, f"{start:%Y-%m-%d}", str(held), "0.5", ""] for name, start, held in wanted]
    assert len(call(query, "--csv", "--rows", "2")[1].splitlines()) == 3


def test_the_command_wants_at_least_one_row(call):
    code, out, err = call("SELECT 1", "--rows", "0")
    assert (code, out) == (2, "")
    assert "--rows" in err
