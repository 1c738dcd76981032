"""Firms' own files: odd ones load exactly, doubtful ones are refused with place, value and remedy."""

import re
from datetime import datetime

import numpy as np
import pandas as pd
import pytest
from datasets.own_makers import CLEAN, HEAD, RAW, ROW, TOP, book, dated, load, one, rows_of, text
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError, WorkbookError
from cvm_lessons.datasets import load_own, own_headings

# --- text files with the two clean rows, in the ways in which firms write them ---

LOADS = {
    "utf-8": text(*RAW),
    "utf-8 with mark": text(*RAW, encoding="utf-8-sig"),
    "utf-16": text(*RAW, encoding="utf-16"),
    "utf-16 big endian": b"\xfe\xff" + text(*RAW, encoding="utf-16-be"),
    "gb18030": text(*RAW, encoding="gb18030"),
    "windows line ends": text(*RAW, newline="\r\n"),
    "old mac line ends": text(*RAW, newline="\r"),
    "comma": text(*(line.replace(";", ",") for line in RAW)),
    "tab": text(*(line.replace(";", "\t") for line in RAW)),
    "bar": text(*(line.replace(";", "|") for line in RAW)),
    "announced separator": text("sep=;", *RAW),
    "quoted heading with a comma": one(["1234.50", "80"], head='customer_id;"date [day,time]";amount'),
    "blank lines": text(RAW[0], "", RAW[1], ";;", RAW[2], ""),
    "spaces and tabs around": text(RAW[0], " C1 ;2024-03-01\t; 1234.50 ", RAW[2]),
    "english headings": text("Customer No;Order Date;Total", *RAW[1:]),
    "full-width headings": text("客户ＩＤ;日期;金额", *RAW[1:]),
    "unit in the heading": text("会员号;日期;金额（元）", *RAW[1:]),
    "slashes": one(["1234.50", "80"], ("2024/3/1", "2024/3/15")),
    "compact": one(["1234.50", "80"], ("20240301", "20240315")),
    "chinese dates": one(["1234.50", "80"], ("2024年3月1日", "2024年03月15日")),
    "chinese dates with spaces": one(["1234.50", "80"], ("2024 年 3 月 1 日", "2024年3月15号")),
    "dotted": one(["1234.50", "80"], ("01.03.2024", "15.03.2024")),
    "day first, shown": one(["1234.50", "80"], ("01/03/2024", "15/03/2024")),
    "month first, shown": one(["1234.50", "80"], ("03/01/2024", "03/15/2024")),
    "dashes, day first": one(["1234.50", "80"], ("1-3-2024", "15-3-2024")),
    "full-width digits": one(["１２３４．５０", "８０"], ("２０２４－０３－０１", "２０２４－０３－１５")),
    "midnight": one(["1234.50", "80"], ("2024-03-01 00:00:00", "2024-03-15T00:00")),
    "english thousands": one(["1,234.50", "80"]),
    "german thousands": one(["1.234,50", "80"]),
    "french thousands": one(["1 234,50", "80"]),
    "narrow space thousands": one(["1\u202f234,50", "80"]),
    "swiss thousands": one(["1'234.50", "80"]),
    "swiss thousands, curly": one(["1’234.50", "80"]),
    "full-width comma": one(["１，２３４.５０", "80"]),
    "yuan sign": one(["¥1,234.50", "¥80"]),
    "full-width yuan sign": one(["￥1,234.50", "￥80.00"]),
    "yuan after": one(["1,234.50元", "80 元"]),
    "yuan sign and word": one(["¥1234.50元", "¥80元"]),
    "code before": one(["CNY 1,234.50", "CNY 80"]),
    "code after": one(["1.234,50 EUR", "80,00 EUR"]),
    "euro sign": one(["1.234,50 €", "80,00 €"]),
    "dollars": one(["$1,234.50", "$80"]),
    "ten thousands": one(["0.12345万元", "0.008万元"]),
    "ten thousands in the heading": one(["0.12345", "0.008"], head="customer_id;date;金额（万元）"),
    "plus sign": one(["+1234.50", "80"]),
}


@pytest.mark.parametrize("name", LOADS)
def test_an_odd_file_loads_to_the_exact_rows(tmp_path, name):
    frame = load(tmp_path, LOADS[name])
    assert frame.columns.tolist() == ["customer_id", "date", "amount"]
    assert rows_of(frame) == CLEAN
    assert (str(frame["date"].dtype), str(frame["amount"].dtype)) == ("datetime64[ns]", "float64")


@pytest.mark.parametrize(
    "written",
    [
        "(1,234.50)",
        "-1,234.50",
        "1,234.50-",
        "−1,234.50",
        "（1,234.50）",
        "¥-1,234.50",
        "-¥1,234.50",
        "(¥1,234.50)",
        "1,234.50元-",
        "－１２３４．５",
    ],
)
def test_every_way_to_write_a_negative_amount(tmp_path, written):
    assert load(tmp_path, one([written]))["amount"].tolist() == [-1234.5]


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (["1,234", "5.5"], [1234, 5.5]),
        (["1.234", "5,5"], [1234, 5.5]),
        (["1,234,567", "1,234"], [1234567, 1234]),
        (["1.234.567", "5,125"], [1234567, 5.125]),
        (["0,125", "1,5"], [0.125, 1.5]),
        (["0.125", ".5"], [0.125, 0.5]),
        (["1,2345"], [1.2345]),
        (["12345,678"], [12345.678]),
        (["1 234", "5"], [1234, 5]),
        (["0", "-0.01"], [0, -0.01]),
    ],
)
def test_a_column_decides_its_own_marks(tmp_path, amounts, expected):
    assert load(tmp_path, one(amounts))["amount"].tolist() == expected


@pytest.mark.parametrize(("mark", "expected"), [(",", 1.234), (".", 1234)])
def test_the_argument_decides_a_mark_that_could_be_either(tmp_path, mark, expected):
    assert load(tmp_path, one(["1,234"]), decimal=mark)["amount"].tolist() == [expected]


@pytest.mark.parametrize(("first", "month"), [(True, 3), (False, 1)])
def test_the_argument_decides_between_day_and_month(tmp_path, first, month):
    frame = load(tmp_path, dated("01/03/2024"), day_first=first)
    assert frame["date"].tolist() == [datetime(2024, month, 4 - month)]
    assert frame.attrs["read_as"]["date_style"] == f"01/03/2024, {'day' if first else 'month'} first"


def test_a_date_that_reads_the_same_both_ways_needs_no_argument(tmp_path):
    assert load(tmp_path, dated("02/02/2024"))["date"].tolist() == [datetime(2024, 2, 2)]


def test_a_time_of_day_is_kept_and_told(tmp_path):
    frame = load(tmp_path, dated("2024-03-01 10:30:05", "2024-03-02 00:00:00"))
    assert frame["date"].iloc[0] == datetime(2024, 3, 1, 10, 30, 5)
    assert frame.attrs["read_as"]["time_of_day"] == "kept"


# --- files that are refused: bytes and what the message says ---

REFUSED = {
    "empty": (b"", "own.csv: the file is empty. Save the file again with its rows."),
    "only blanks": (b"\n \n\n", "own.csv: the file is empty."),
    "header only": (text(HEAD), "own.csv: there is a header but no row below it."),
    "no encoding": (
        b"customer_id,date,amount\n\xff\xff,1,1\n",
        "line 2: neither UTF-8 nor GB18030. Save the file",
    ),
    "western letters": (
        text("customer_id,date,amount", "Müller,2024-03-01,5", encoding="cp1252"),
        "or a Western encoding such as Windows-1252. Save the file as CSV UTF-8.",
    ),
    "utf-16 without mark": (
        text(HEAD, "C1,2024-03-01,5", encoding="utf-16-le"),
        "zero bytes: UTF-16 without",
    ),
    "torn utf-16": (text(*RAW, encoding="utf-16")[:-1], "own.csv: the UTF-16 text is cut off."),
    "open quotation": (text(HEAD, 'C1,2024-03-01,"5', "C2,2024-03-02,6"), "a quotation does not end"),
    "a spreadsheet named csv": (b"PK\x03\x04rest", "this is a packed file, perhaps a spreadsheet. Rename it"),
    "an old spreadsheet": (
        b"\xd0\xcf\x11\xe0rest",
        "an old, foreign or protected spreadsheet cannot be read.",
    ),
    "lost text": (text(HEAD, "C\ufffd1,2024-03-01,5"), "line 2: 'C\ufffd1' holds the sign of lost text."),
    "long row": (
        text(HEAD, "C1,2024-03-01,5,6"),
        "line 2: 4 fields, but the header has 3. Look for a missing or an unquoted separator.",
    ),
    "unquoted thousands": (text(HEAD, "C1,2024-03-01,1,234"), "line 2: 4 fields, but the header has 3."),
    "short row": (text(HEAD, "C1,2024-03-01"), "line 2: 2 fields, but the header has 3."),
    "doubled heading": (text(HEAD + ",amount", "C1,2024-03-01,5,5"), "line 1: column 'amount' comes twice."),
    "two headings, one meaning": (
        text("客户号,日期,金额,amount", "C1,2024-03-01,5,5"),
        "line 1, column 'amount': means 'amount', as '金额' does. Remove or rename one.",
    ),
    "empty heading": (text(HEAD + ",", "C1,2024-03-01,5,"), "line 1: heading 4 is empty. Name the column"),
    "unknown heading": (
        text(HEAD + ",store", "C1,2024-03-01,5,North"),
        "line 1, column 'store': this heading is not known. Known: customer_id, date, amount. Rename it, or "
        "say keep_others=True (--keep-others).",
    ),
    "misspelt heading": (
        text("customer_id,date,ammount", "C1,2024-03-01,5"),
        "column 'ammount': this heading is not known. Did you mean 'amount'?",
    ),
    "missing column": (
        text("客户号,日期", "C1,2024-03-01"),
        "line 1: no heading means 'amount'. Known: 客户号, 日期.",
    ),
    "missing customer": (
        text(HEAD, ",2024-03-01,5"),
        "line 2, column 'customer_id': the customer is missing.",
    ),
    "missing date": (
        text(HEAD, "C1,,5"),
        "line 2, column 'date': the date is missing. Fill it or leave the row",
    ),
    "missing amount": (text(HEAD, "C1,2024-03-01,"), "line 2, column 'amount': the amount is missing."),
    "totals": (
        text(HEAD, "C1,2024-03-01,5", "合计,,5"),
        "line 3, column 'customer_id': '合计' is a line of totals",
    ),
    "shortened number": (
        text(HEAD, "1.38E+10,2024-03-01,5"),
        "'1.38E+10' was shortened by a spreadsheet: digits",
    ),
    "unseen sign": (text(HEAD, "C\u200b1,2024-03-01,5"), "'C\\u200b1' holds a sign that one cannot see."),
    "ambiguous dates": (
        dated("01/03/2024", "05/04/2024"),
        "line 2, column 'date': '01/03/2024' is 2024-03-01 with the day first, 2024-01-03 with the month "
        "first, and no day above 12 in the column decides. Say day_first=True (--day-first) or "
        "day_first=False (--month-first).",
    ),
    "both orders": (
        dated("13/03/2024", "14/03/2024", "03/15/2024"),
        "line 4, column 'date': '03/15/2024' has the month",
    ),
    "mixed styles": (
        dated("2024-03-01", "2024-03-02", "2024/3/3"),
        "line 4, column 'date': '2024/3/3' is written 2024/03/01, most of the column 2024-03-01. Write all "
        "dates in one style.",
    ),
    "chinese and iso": (dated("2024-03-01", "2024-03-02", "2024年3月3日"), "is written 2024年3月1日, most"),
    "no such day": (dated("2023-02-29"), "'2023-02-29' is no day of the calendar. Write it as 2024-03-01."),
    "month 13": (dated("2024-13-01"), "line 2, column 'date': '2024-13-01' is no day of the calendar."),
    "compact nonsense": (dated("20241350"), "'20241350' is no day of the calendar."),
    "bad clock": (dated("2024-03-01 25:00"), "'2024-03-01 25:00' is no day of the calendar"),
    "time zone": (dated("2024-03-01T10:00:00Z"), "line 2, column 'date': '2024-03-01T10:00:00Z'"),
    "two-digit year": (dated("01/03/24"), "'01/03/24' has a year of two digits"),
    "spreadsheet's number": (dated("45352"), "'45352' is a spreadsheet's number of a day."),
    "month name": (dated("1 March 2024"), "'1 March 2024' is no date that is known. Write it as 2024-03-01."),
    "chinese numerals in a date": (
        dated("二〇二四年三月一日"),
        "'二〇二四年三月一日' is in Chinese numerals.",
    ),
    "far year": (dated("0024-03-01"), "'0024-03-01' is not between 1900 and 2100."),
    "ambiguous mark": (
        one(["1,234", "5,678"]),
        "line 2, column 'amount': the mark in '1,234' may be a decimal or a thousands mark, and no amount in "
        "the column decides. Say decimal='.' or decimal=',' (--decimal).",
    ),
    "ambiguous point": (one(["1.234", "7"]), "the mark in '1.234' may be a decimal or a thousands mark"),
    "mixed marks": (
        one(["1,234.50", "1.234,50"]),
        "line 3, column 'amount': '1.234,50' uses other marks than",
    ),
    "two thousands marks": (one(["1,234.5", "1 234.5"]), "'1 234.5' uses other marks than the column"),
    "odd groups": (one(["1,23,456"]), "'1,23,456' has marks that fit no number. Write a plain number"),
    "mixed currencies": (
        one(["¥5", "€6"]),
        "line 3, column 'amount': '€6' is in EUR, the column in CNY. Keep one currency in a file.",
    ),
    "currency against the heading": (
        one(["$5"], head="customer_id;date;金额（元）"),
        "'$5' is in USD, the column in CNY.",
    ),
    "two currencies at one amount": (one(["$5元"]), "'$5元' is no amount that is known."),
    "currency in some rows": (
        one(["¥5", "6"]),
        "line 3, column 'amount': '6' has no currency, other amounts are in CNY",
    ),
    "mixed units": (
        one(["1.2万元", "300元"]),
        "line 3, column 'amount': '300元' is not in 万, other amounts are.",
    ),
    "chinese numerals": (one(["一百二十"]), "line 2, column 'amount': '一百二十' is in Chinese numerals."),
    "financial numerals": (one(["壹佰贰拾元"]), "'壹佰贰拾元' is in Chinese numerals."),
    "scientific": (one(["1.2E+05"]), "'1.2E+05' was shortened by a spreadsheet."),
    "too large": (one(["1000000000000001"]), "'1000000000000001' is beyond 1e15."),
    "not a number": (one(["nan", "5"]), "line 2, column 'amount': 'nan' is no amount that is known."),
    "infinite": (one(["inf"]), "'inf' is no amount that is known."),
    "unknown unit": (
        one(["1.5"], head="customer_id;date;金额（千元）"),
        "line 1, column '金额（千元）': the unit '千元' is not known. Write a currency or 万元",
    ),
    "superscript": (one(["5²"]), "'5²' is no amount that is known."),
    "arabic digits": (one(["٣"]), "'٣' is no amount that is known."),
    "arabic digits in a date": (dated("٢٠٢٤-03-01"), "'٢٠٢٤-03-01' is no date that is known."),
    "a word for nothing": (
        text(HEAD, "null,2024-03-01,5"),
        "'null' stands for nothing. Fill in the customer",
    ),
    "two titles": (
        text("Sales 2024,,", HEAD, "C1,2024-03-01,5"),
        "line 1: no heading means 'date'. Known: Sales 2024.",
    ),
    "percent": (one(["5%"]), "'5%' is no amount that is known."),
    "two signs": (one(["(-5)"]), "'(-5)' is no amount that is known."),
    "open bracket": (one(["(5"]), "'(5' is no amount that is known."),
    "a point at the end": (one(["5."]), "'5.' is no amount that is known."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_doubtful_file_is_refused_with_place_value_and_remedy(tmp_path, name):
    content, message = REFUSED[name]
    with pytest.raises(DataError, match=re.escape(message)):
        load(tmp_path, content)


def test_all_faults_are_told_at_once_ten_shown_and_the_rest_counted(tmp_path):
    lines = [HEAD, *["C1,2024-03-01,x"] * 7, *[",2024-03-01,5"] * 4, "C1,2024-03-01", "C9,??,5"]
    with pytest.raises(DataError) as caught:
        load(tmp_path, text(*lines))
    said = str(caught.value).splitlines()
    assert (said[0], said[-1], len(said)) == ("own.csv: 13 fault(s)", "and 3 more", 12)
    assert said[1].startswith("line 2, column 'amount': 'x'")


def test_a_line_is_counted_as_an_editor_counts_it(tmp_path):
    with pytest.raises(DataError, match="line 5, column 'amount': 'x' is no amount"):
        load(tmp_path, text(HEAD, "", '"C\n1",2024-03-01,5', "C2,2024-03-01,x"))


# --- parquet, other kinds, arguments, what is told ---


def test_parquet_keeps_its_types(tmp_path):
    made = pd.DataFrame(CLEAN, columns=TOP)
    made.to_parquet(tmp_path / "own.parquet")
    assert rows_of(load_own(tmp_path / "own.parquet", as_="transactions")) == CLEAN
    made.astype({"金额": object}).assign(金额=[None, 5.0]).to_parquet(tmp_path / "own.parquet")
    with pytest.raises(DataError, match="row 1, column '金额': the amount is missing"):
        load_own(tmp_path / "own.parquet", as_="transactions")
    made.assign(日期=made["日期"].dt.tz_localize("UTC")).to_parquet(tmp_path / "own.parquet")
    with pytest.raises(DataError, match="row 1, column '日期': '2024-03-01T00:00:00"):
        load_own(tmp_path / "own.parquet", as_="transactions")


def test_what_was_recognised_is_told(tmp_path):
    frame = load(
        tmp_path,
        text("客户号;日期;金额;店", "Ｃ1;2024年3月1日;1.234,50 €;北", encoding="gb18030"),
        keep_others=True,
    )
    assert frame.attrs["read_as"] == {
        "encoding": "GB18030",
        "separator": ";",
        "full_width_customers": 1,
        "date_style": "2024年3月1日",
        "currency": "EUR",
        "decimal_mark": ",",
        "thousands_mark": ".",
        "rows": 1,
        "renamed": {"客户号": "customer_id", "日期": "date", "金额": "amount"},
        "kept_as_text": ["店"],
    }
    assert frame.index.tolist() == [2]


def test_customers_keep_every_column_as_text(tmp_path):
    frame = load(tmp_path, text("会员号,城市,积分", "001,上海,12", "002,,7"), as_="customers")
    assert frame["customer_id"].tolist() == ["001", "002"]
    assert frame["积分"].tolist() == ["12", "7"]
    assert frame["城市"].isna().tolist() == [False, True]


def test_a_customer_that_comes_twice_is_refused(tmp_path):
    with pytest.raises(
        DataError, match="line 4, column 'customer_id': customer 'C1' is there already, in line 2"
    ):
        load(tmp_path, text("customer_id,city", "C1,a", "C2,b", "C1,c"), as_="customers")


RATED = ["总体价值,perf_a,perf_b,perf_c", "8,9,7,6", "6,5,7,8", "7,7,6,9", "5,6,4,4", "9,8,9,7", "４,6,5,5"]


def test_ratings_are_numbers_and_follow_the_rules_of_read_ratings(tmp_path):
    frame = load(tmp_path, text(*RATED), as_="ratings")
    assert frame["value_overall"].tolist() == [8, 6, 7, 5, 9, 4]
    assert frame.columns.tolist() == ["value_overall", "perf_a", "perf_b", "perf_c"]
    for lines, message in [
        ([*RATED, "11,1,1,1"], "line 8, column 'value_overall': 11 is off the scale; a number from 1 to 10"),
        ([*RATED, "5,,1,1"], "line 8, column 'perf_a': there is no answer"),
        ([line.rsplit(",", 1)[0] for line in RATED], r"2 column\(s\) with answers begin with 'perf_'"),
        (RATED[:4], r"3 row\(s\) cannot weigh 3 attributes"),
    ]:
        with pytest.raises(DataError, match=message):
            load(tmp_path, text(*lines), as_="ratings")


def test_an_attribute_that_nobody_rated_is_left_out_and_told(tmp_path):
    frame = load(tmp_path, text(RATED[0] + ",perf_d", *(line + "," for line in RATED[1:])), as_="ratings")
    assert frame.attrs["read_as"]["left_out"] == ["perf_d"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"as_": "transaction"},
            r"as_='transaction' is not one of its values. Did you mean 'transactions'\?",
        ),
        ({"decimal": ";"}, "decimal=';' is not one of its values. Known: ., ,"),
        ({"day_first": "yes"}, "day_first='yes' is not True, False or None"),
        ({"sheet": "a"}, "sheet='a': own.csv has no sheets. Leave the argument out"),
    ],
)
def test_bad_arguments_are_named(tmp_path, options, message):
    with pytest.raises(ParameterError, match=message):
        load(tmp_path, text(*RAW), **({"as_": "transactions"} | options))


def test_a_missing_file_and_a_missing_sheet_are_named(tmp_path):
    with pytest.raises(DataError, match=r"no.csv: there is no such file"):
        load_own(tmp_path / "no.csv", as_="transactions")
    with pytest.raises(ParameterError, match=r"own.xlsx: there is no sheet 'Sheet9'. Known: Sheet1"):
        load(tmp_path, book([TOP, ROW]), "own.xlsx", sheet="Sheet9")
    with pytest.raises(DataError, match=r"own.xls: an old, foreign or protected spreadsheet"):
        load(tmp_path, b"x", "own.xls")
    with pytest.raises(DataError, match=r"own.parquet: this is no Parquet file"):
        load(tmp_path, b"PAR0", "own.parquet")


def test_the_known_headings_can_be_listed():
    listed = own_headings("transactions").set_index("column")
    assert listed["needed"].all()
    assert "消费金额" in listed.loc["amount", "headings"]
    with pytest.raises(ParameterError, match="as_='sales' is not one of its values"):
        own_headings("sales")


# --- what is written in any style reads back equal ---

DAYS = st.dates(min_value=datetime(1990, 1, 1).date(), max_value=datetime(2030, 12, 31).date())
SALES = st.lists(
    st.tuples(st.integers(1, 999), DAYS, st.integers(-99_999_999, 99_999_999)), min_size=1, max_size=15
)
DATE_STYLES = {
    "iso": "{0.year}-{0.month:02}-{0.day:02}",
    "short": "{0.year}/{0.month}/{0.day}",
    "compact": "{0.year}{0.month:02}{0.day:02}",
    "chinese": "{0.year}年{0.month}月{0.day}日",
    "dotted": "{0.day:02}.{0.month:02}.{0.year}",
    "day first": "{0.day}/{0.month}/{0.year}",
    "month first": "{0.month:02}/{0.day:02}/{0.year}",
}
MARKS = {
    "plain": ("", "."),
    "english": (",", "."),
    "german": (".", ","),
    "french": ("\u00a0", ","),
    "swiss": ("'", "."),
}
SIGNS = {"none": "{}", "yuan": "¥{}", "yuan after": "{}元", "euro": "{} €", "code": "CNY {}"}


def money(cents, marks, sign, negative):
    thousands, point = MARKS[marks]
    body = f"{abs(cents) / 100:,.2f}".replace(",", "T").replace(".", point).replace("T", thousands)
    shown = SIGNS[sign].format(body)
    return negative.format(shown) if cents < 0 else shown


@given(
    sales=SALES,
    style=st.sampled_from(sorted(DATE_STYLES)),
    marks=st.sampled_from(sorted(MARKS)),
    sign=st.sampled_from(sorted(SIGNS)),
    negative=st.sampled_from(["-{}", "({})", "{}-"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    separator=st.sampled_from([",", ";", "\t", "|"]),
)
def test_a_clean_frame_written_in_any_style_reads_back_equal(
    tmp_path_factory, *, sales, style, marks, sign, negative, encoding, separator
):
    frame = pd.DataFrame(
        {
            "客户号": [f"C{number:04}" for number, _, _ in sales],
            "日期": [DATE_STYLES[style].format(day) for _, day, _ in sales],
            "金额": [money(cents, marks, sign, negative) for _, _, cents in sales],
        }
    )
    file = tmp_path_factory.mktemp("own") / "own.csv"
    frame.to_csv(file, index=False, encoding=encoding, sep=separator)
    first = {"day first": True, "month first": False}.get(style)
    read = load_own(file, as_="transactions", day_first=first)
    assert read["customer_id"].tolist() == frame["客户号"].tolist()
    assert [stamp.date() for stamp in read["date"]] == [day for _, day, _ in sales]
    assert np.array_equal(read["amount"], [cents / 100 for _, _, cents in sales])


@given(st.binary(max_size=200) | st.text(max_size=120).map(str.encode))
def test_whatever_the_bytes_are_the_answer_is_a_frame_or_a_refusal(tmp_path_factory, content):
    for name in ("own.csv", "own.xlsx", "own.parquet"):
        file = tmp_path_factory.mktemp("own") / name
        file.write_bytes(content)
        with pytest.raises(WorkbookError, match=r"own\."):
            load_own(file, as_="transactions")
