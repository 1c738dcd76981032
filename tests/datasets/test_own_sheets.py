"""Spreadsheets of firms, read without any library for them: exact rows, or a refusal with its cell."""

import io
import re
import zipfile
from datetime import datetime

import pytest
from datasets.own_makers import CLEAN, ROW, TOP, book, inline, load, rows_of
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError
from cvm_lessons.datasets import own_sheets

SHARED = ("<t>C1</t>", "<r><t>C</t></r><r><t>2</t></r><rPh><t>aid</t></rPh>")
SHEETS = {
    "inline text, dates by style": book([TOP, ["C1", (45352, 1), 1234.5], ["C2", (45366, 1), 80]]),
    "shared text": book(
        [TOP, ['t="s"><v>0</v>', (45352, 1), 1234.5], ['t="s"><v>1</v>', (45366, 1), 80]], shared=SHARED
    ),
    "chinese date format": book([TOP, ["C1", (45352, 2), 1234.5], ["C2", (45366, 2), 80]]),
    "since 1904": book(
        [TOP, ["C1", (43890, 1), 1234.5], ["C2", (43904, 1), 80]], properties='<workbookPr date1904="1"/>'
    ),
    "dates in text": book([TOP, ["C1", "2024-03-01", 1234.5], ["C2", "2024-03-15", 80]]),
    "compact dates": book([TOP, ["C1", 20240301, 1234.5], ["C2", 20240315, 80]]),
    "iso date cells": book(
        [TOP, ["C1", 't="d"><v>2024-03-01</v>', 1234.5], ["C2", 't="d"><v>2024-03-15</v>', 80]]
    ),
    "money formats": book([TOP, ["C1", (45352, 1), (1234.5, 3)], ["C2", (45366, 1), (80, 3)]]),
    "a colour is no date": book([TOP, ["C1", (45352, 1), (1234.5, 6)], ["C2", (45366, 1), (80, 6)]]),
    "amounts in text": book([TOP, ["C1", (45352, 1), "1,234.50"], ["C2", (45366, 1), "80"]]),
    "blank rows and a second, empty sheet": book(
        [[], TOP, ["C1", (45352, 1), 1234.5], [], ["C2", (45366, 1), 80]], []
    ),
    "stored formulas": book([TOP, ["C1", (45352, 1), "><f>A1*2</f><v>1234.5</v>"], ["C2", (45366, 1), 80]]),
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_spreadsheet_loads_to_the_exact_rows(tmp_path, name):
    frame = load(tmp_path, SHEETS[name], "own.xlsx")
    assert rows_of(frame) == CLEAN
    assert frame.attrs["read_as"]["sheet"] == "Sheet1"
    assert frame.attrs["read_as"].get("formulas") == (1 if name == "stored formulas" else None)


REFUSED_SHEETS = {
    "merged": (
        book([TOP, ROW], merged=["A2:A3"]),
        "row 2: cells A2:A3 are merged. Undo the merging and fill",
    ),
    "formula without value": (
        book([TOP, ["C1", (45352, 1), "><f>SUM(A1)</f>"]]),
        "own.xlsx: 1 fault(s)\nrow 2, column '金额': the formula =SUM(A1) has no stored value. Open the file",
    ),
    "error value": (
        book([TOP, ["C1", (45352, 1), 't="e"><v>#REF!</v>']]),
        "column '金额': #REF! is a spreadsheet's error",
    ),
    "two sheets": (
        book([TOP, ROW], [TOP, ROW]),
        "2 sheets have cells: 'Sheet1', 'Sheet2'. Say which: sheet='Sheet1'",
    ),
    "no cells": (book([]), "own.xlsx: the file is empty."),
    "header only": (book([TOP]), "own.xlsx: there is a header but no row below it."),
    "number of a day": (
        book([TOP, ["C1", 45352, 5]]),
        "row 2, column '日期': 45352 is a spreadsheet's number of a day",
    ),
    "half dates, half text": (
        book([TOP, ROW, ROW, ["C2", "2024-03-02", 5]]),
        "row 4, column '日期': '2024-03-02' is written",
    ),
    "mixed currency formats": (
        book([TOP, ["C1", (45352, 1), (5, 3)], ["C2", (45352, 1), (6, 4)]]),
        "6 is in EUR, the column in CNY",
    ),
    "a cell beyond the header": (book([TOP, [*ROW, "note"]]), "row 2: 4 fields, but the header has 3."),
    "a long customer number": (
        book([TOP, [1234567890123456789, (45352, 1), 5]]),
        "was shortened by a spreadsheet",
    ),
    "a date as amount": (book([TOP, ["C1", (45352, 1), (45352, 1)]]), "2024-03-01 is a date, not an amount."),
    "no zip": (b"something", "own.xlsx: this is no .xlsx file that can be read"),
    "torn zip": (book([TOP, ROW])[:-30], "own.xlsx: this is no .xlsx file that can be read"),
    "password": (b"\xd0\xcf\x11\xe0", "own.xlsx: an old, foreign or protected spreadsheet cannot be read."),
}


@pytest.mark.parametrize("name", REFUSED_SHEETS)
def test_a_doubtful_spreadsheet_is_refused(tmp_path, name):
    content, message = REFUSED_SHEETS[name]
    with pytest.raises(DataError, match=re.escape(message)):
        load(tmp_path, content, "own.xlsx")


def test_a_spreadsheet_that_declares_entities_is_refused(tmp_path):
    content = book([TOP, [inline("&a;"), (45352, 1), 5]])
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            start = b'<!DOCTYPE x [<!ENTITY a "b">]>' if "sheet1" in name else b""
            new.writestr(name, start + old.read(name))
    with pytest.raises(DataError, match=r"own.xlsx: xl/worksheets/sheet1.xml declares entities"):
        load(tmp_path, changed.getvalue(), "own.xlsx")


@pytest.mark.parametrize("sheet", ["Sheet2", 2, "2"])
def test_a_sheet_is_chosen_by_name_or_number(tmp_path, sheet):
    frame = load(tmp_path, book([TOP, ROW], [TOP, ["C7", (45352, 1), 5]]), "own.xlsx", sheet=sheet)
    assert frame["customer_id"].tolist() == ["C7"]


def test_numbers_of_customers_keep_the_zeros_that_the_sheet_shows(tmp_path):
    frame = load(tmp_path, book([TOP, [(123, 5), (45352, 1), 5], [1001, (45352, 1), 5]]), "own.xlsx")
    assert frame["customer_id"].tolist() == ["00123", "1001"]


def test_hidden_rows_are_read_and_told(tmp_path):
    frame = load(tmp_path, book([TOP, ROW, ["C2", (45352, 1), 6]], hidden=[3]), "own.xlsx")
    assert (len(frame), frame.attrs["read_as"]["hidden_rows"]) == (2, 1)


def test_days_before_march_1900_follow_the_spreadsheets_calendar(tmp_path):
    frame = load(
        tmp_path, book([TOP, ["C1", (1, 1), 5], ["C2", (61, 1), 5], ["C3", (61.5, 1), 5]]), "own.xlsx"
    )
    assert frame["date"].tolist() == [datetime(1900, 1, 1), datetime(1900, 3, 1), datetime(1900, 3, 1, 12)]


def test_a_part_that_would_fill_the_memory_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(own_sheets, "LARGEST_PART", 100)
    with pytest.raises(
        DataError, match=r"own.xlsx: xl/\w+.xml is larger than 100 bytes. Save the sheet as CSV"
    ):
        load(tmp_path, book([TOP, ROW]), "own.xlsx")


@given(
    st.lists(st.tuples(st.integers(61, 70_000), st.integers(-(10**9), 10**9)), min_size=1, max_size=12),
    st.sampled_from([1, 2]),
)
def test_days_and_amounts_in_cells_read_back_equal(tmp_path_factory, sales, style):
    rows = [[f"C{i}", (day, style), cents / 100] for i, (day, cents) in enumerate(sales)]
    frame = load(tmp_path_factory.mktemp("own"), book([TOP, *rows]), "own.xlsx")
    start = datetime(1899, 12, 30)
    assert [(date - start).days for date in frame["date"]] == [day for day, _ in sales]
    assert frame["amount"].tolist() == [cents / 100 for _, cents in sales]
