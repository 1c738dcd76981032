"""`cvm data own`: tells how a file was read, writes what was read, refuses with the library's message."""

import pytest
from datasets.own_makers import PERSONS, dated
from typer.testing import CliRunner

from cvm_lessons.core import WorkbookError, language
from cvm_lessons.datasets import load_own
from cvm_lessons.workbook.commands.data import app


def call(*arguments):
    return CliRunner().invoke(app, ["own", *map(str, arguments)])


@pytest.fixture
def sales(tmp_path):
    (tmp_path / "own.csv").write_bytes(PERSONS)
    return tmp_path / "own.csv"


def test_the_command_tells_how_a_file_was_read(sales):
    done = call(sales, "--as", "transactions", "--keep-others")
    assert done.exit_code == 0, done.exception
    lines = done.output.splitlines()
    assert lines[:4] == ["rows: 2", "encoding: UTF-8", "separator: ,", "style of dates: 2024-03-01"]
    assert "headings renamed: 客户号 → customer_id, 日期 → date, 金额 → amount" in lines
    assert "tells of persons: 手机号 (phone, by its heading); leave it out with --drop-personal" in lines


def test_the_command_drops_writes_and_says_so(sales, tmp_path):
    for name in ("new.csv", "new.parquet"):
        options = ("--as", "transactions", "--keep-others", "--drop-personal", "--out", tmp_path / name)
        done = call(sales, *options)
        assert "dropped, tells of persons: 手机号 (phone, by its heading)" in done.output
        assert f"written: {tmp_path / name}" in done.output
        again = load_own(tmp_path / name, as_="transactions", keep_others=True)
        assert again.columns.tolist() == ["customer_id", "date", "amount", "渠道"]
        assert again["amount"].tolist() == [5, 6]


@pytest.mark.parametrize(("option", "month"), [("--day-first", "03"), ("--month-first", "01")])
def test_the_command_takes_the_order_of_day_and_month(tmp_path, option, month):
    (tmp_path / "own.csv").write_bytes(dated("01/03/2024"))
    done = call(tmp_path / "own.csv", "--as", "transactions", option, "--out", tmp_path / "new.csv")
    assert done.exit_code == 0, done.exception
    assert f"2024-{month}-0" in (tmp_path / "new.csv").read_text()


def test_the_command_speaks_chinese(sales):
    with language("zh"):
        done = call(sales, "--as", "transactions", "--keep-others")
    assert done.output.splitlines()[:2] == ["行数: 2", "编码: UTF-8"]
    assert "涉及个人信息：手机号" in done.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--as", "sales"), "as_='sales' is not one of its values"),
        (("--as", "transactions"), "column '备注': this heading is not known"),
        (
            ("--as", "customers", "--out", "new.xlsx"),
            "--out new.xlsx: the name ends in neither .csv nor .parquet",
        ),
        (
            ("--as", "customers", "--out", "no/new.csv"),
            "--out no/new.csv: there is no folder no. Make it first",
        ),
    ],
)
def test_the_command_refuses_with_the_librarys_message(sales, arguments, message):
    done = call(sales, *arguments)
    assert isinstance(done.exception, WorkbookError)
    assert message in str(done.exception)


def test_the_command_does_not_write_over_its_source(sales):
    before = sales.read_bytes()
    done = call(sales, "--as", "customers", "--out", sales)
    assert "this is the file that is read. Name another one" in str(done.exception)
    assert sales.read_bytes() == before


def test_the_headings_are_shown_by_a_command():
    done = CliRunner().invoke(app, ["headings", "transactions"])
    assert "消费金额" in done.output
