"""A reader's own file: read in several encodings, and refused with the place and the remedy."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import DataError, ParameterError, language
from cvm_lessons.datasets import load, read_ratings

HEADER = "公司,sector,value_overall,perf_image,perf_service,perf_price"
ROWS = [
    "甲,food,7,8,7,6",
    "乙,food,5,5,6,7",
    "丙,home,8,9,8,5",
    "丁,home,6,6,5,5",
    "戊,food,9,9,9,8",
    "己,home,4,5,5,6",
]


def written(folder, lines, encoding="utf-8", newline="\n"):
    file = folder / "own.csv"
    file.write_bytes(newline.join(lines).encode(encoding))
    return file


@pytest.fixture
def faulty(tmp_path):
    """A file with one line changed, written and ready to be read."""
    return lambda line, text: written(
        tmp_path, [*(lines := [HEADER, *ROWS])[: line - 1], text, *lines[line:]]
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_usual_encodings_and_line_ends_give_the_same_numbers(tmp_path, encoding, newline):
    ratings = read_ratings(written(tmp_path, [HEADER, *ROWS], encoding, newline))
    assert ratings.columns.tolist() == ["sector", "value_overall", "perf_image", "perf_service", "perf_price"]
    assert ratings["value_overall"].tolist() == [7, 5, 8, 6, 9, 4]
    assert ratings.index.tolist() == [2, 3, 4, 5, 6, 7]
    assert ratings.attrs["left_out"] == ["公司"]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_recognised(tmp_path, separator):
    lines = [line.replace(",", separator) for line in [HEADER, *ROWS]]
    assert len(read_ratings(written(tmp_path, lines))) == 6


def test_quoted_line_breaks_and_blank_lines_keep_the_line_numbers_right(tmp_path):
    lines = [HEADER, '"甲\n乙",food,7,8,7,6', "", *ROWS[1:5], "己,home,4,5,11,6"]
    with pytest.raises(DataError, match=r"line 9, column 'perf_service': 11 is off the scale"):
        read_ratings(written(tmp_path, lines))


def test_chinese_headings_are_read_under_the_workbook_s_names(tmp_path):
    chinese = "公司,行业,总体价值,形象,主办方服务（1-10）,价格满意度"
    ratings = read_ratings(written(tmp_path, [chinese, *ROWS]))
    assert ratings.columns.tolist() == ["value_overall", "perf_image", "perf_service", "perf_price"]
    assert ratings.attrs["renamed"]["perf_service"] == "主办方服务（1-10）"
    with pytest.raises(DataError, match="line 8, column '形象': 99 is off the scale"):
        read_ratings(written(tmp_path, [chinese, *ROWS, "庚,food,6,99,6,6"]))


def test_two_headings_of_one_meaning_are_refused(tmp_path):
    twice = HEADER.replace("perf_price", "形象")
    with pytest.raises(DataError, match=r"own.csv: 'perf_image' and '形象' both mean 'perf_image'\. Remove"):
        read_ratings(written(tmp_path, [twice, *ROWS]))


def test_a_refusal_lists_every_heading_that_is_known_in_both_languages(tmp_path):
    with pytest.raises(DataError) as refusal:
        read_ratings(written(tmp_path, ["总分,观众", "9,8"]))
    first, second, known = str(refusal.value).splitlines()
    assert "column 'value_overall' is missing" in first
    assert "0 column(s) with answers begin with 'perf_'" in second
    assert "value_overall (总体价值), perf_visitors (观众质量), " in known
    with language("zh"), pytest.raises(DataError, match="已知的表头：value_overall"):
        read_ratings(written(tmp_path, ["总分,观众", "9,8"]))


def test_faults_come_in_the_order_of_the_lines(tmp_path):
    lines = [HEADER, "甲,food,7,8,7,x", "乙,food,x,5,6,7", *ROWS[2:]]
    with pytest.raises(DataError) as refusal:
        read_ratings(written(tmp_path, lines))
    assert [line[:6] for line in str(refusal.value).splitlines()[1:]] == ["line 2", "line 3"]


def test_a_sector_is_kept_and_an_unknown_one_is_answered(tmp_path):
    file = written(tmp_path, [HEADER, *ROWS, "庚,food,6,7,6,6", "辛,food,5,5,4,6"])
    assert read_ratings(file, "food")["sector"].unique().tolist() == ["food"]
    with pytest.raises(ParameterError, match=r"own.csv: no row has sector='fod'. Did you mean 'food'\?"):
        read_ratings(file, "fod")
    with pytest.raises(DataError, match=r"own.csv: column 'role' is missing. Known: 公司, sector"):
        read_ratings(file, role="visitor")


def test_the_workbooks_own_survey_can_be_read_back_as_parquet_and_csv(tmp_path):
    surveys = load("surveys")
    surveys.to_parquet(tmp_path / "all.parquet")
    surveys.head(400).to_csv(tmp_path / "some.csv", index=False)
    ratings = read_ratings(tmp_path / "all.parquet", "food", role="exhibitor")
    expected = surveys.query("sector == 'food' and role == 'exhibitor'")
    assert ratings["perf_image"].tolist() == expected["perf_image"].tolist()
    assert ratings.index.tolist() == (expected.index + 1).tolist()
    assert "perf_research" in ratings.attrs["left_out"]
    assert "perf_research" in read_ratings(tmp_path / "some.csv", role="visitor")


@pytest.mark.parametrize(
    ("line", "text", "message"),
    [
        (
            3,
            "乙,food,11,5,6,7",
            "line 3, column 'value_overall': 11 is off the scale; a number from 1 to 10 is needed.",
        ),
        (
            3,
            "乙,food,5,good,6,7",
            "line 3, column 'perf_image': 'good' is not a number; a number from 1 to 10",
        ),
        (
            3,
            "乙,food,5,,6,7",
            "line 3, column 'perf_image': there is no answer: fill it or leave the row out",
        ),
        (3, "乙,food,5,inf,6,7", "line 3, column 'perf_image': inf is off the scale"),
        (
            3,
            "乙,food,5,5,6",
            "own.csv, line 3: 5 fields, but the header has 6. Look for a missing or an unquoted separator.",
        ),
        (
            1,
            HEADER.replace("value_overall", "value_overal"),
            "column 'value_overall' is missing. Did you mean 'value_overal'?",
        ),
        (
            1,
            HEADER.replace("perf_price", "perf_image"),
            "own.csv, line 1: column 'perf_image' comes twice. Rename or remove one.",
        ),
        (
            1,
            HEADER.replace("perf_price", "price"),
            "own.csv: 2 column(s) with answers begin with 'perf_'; at least 3 are needed.",
        ),
    ],
)
def test_a_fault_is_named_with_its_place_and_remedy(faulty, line, text, message):
    with pytest.raises(DataError, match=re.escape(message)):
        read_ratings(faulty(line, text))


def test_all_faults_are_listed_at_once_and_many_are_counted(tmp_path):
    lines = [HEADER, *ROWS, *["x,food,0,0,0,0"] * 5]
    with pytest.raises(DataError, match=r"own.csv: 20 fault\(s\)\nline 8(.|\n)*\nand 8 more"):
        read_ratings(written(tmp_path, lines))


def test_answers_that_explain_nothing_are_refused(tmp_path):
    flat = [HEADER, *(row.rsplit(",", 1)[0] + ",5" for row in ROWS)]
    with pytest.raises(DataError, match="column 'perf_price': every answer is 5; leave the column out"):
        read_ratings(written(tmp_path, flat))
    with pytest.raises(DataError, match=r"3 row\(s\) cannot weigh 3 attributes: at least 5 are needed"):
        read_ratings(written(tmp_path, [HEADER, *ROWS[:3]]))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("own.csv", b"", "own.csv: the file is empty. Save the file again with its answers."),
        ("own.csv", HEADER.encode(), "own.csv: there is a header but no answer below it."),
        ("own.csv", "a,b".encode("utf-16"), "own.csv: the encoding is UTF-16. Save the file as CSV UTF-8."),
        (
            "own.csv",
            b"a,b\n1,2\n\xff\xff,3\n",
            "own.csv, line 3: neither UTF-8 nor GB18030. Save the file as CSV UTF-8.",
        ),
        ("own.xlsx", b"PK", "own.xlsx: a spreadsheet cannot be read. Save the sheet as CSV (UTF-8)."),
        ("own.parquet", b"PAR0", "own.parquet: this is no Parquet file"),
    ],
)
def test_files_that_cannot_be_read_say_what_to_do(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=re.escape(message)):
        read_ratings(tmp_path / name)


def test_a_missing_file_and_an_empty_parquet_are_named(tmp_path):
    with pytest.raises(DataError, match=r"no.csv: there is no such file"):
        read_ratings(tmp_path / "no.csv")
    pd.DataFrame({"value_overall": []}).to_parquet(tmp_path / "own.parquet")
    with pytest.raises(DataError, match=r"own.parquet: there are no rows"):
        read_ratings(tmp_path / "own.parquet")


def test_another_scale_can_be_named(tmp_path):
    file = written(tmp_path, [HEADER, *ROWS])
    with pytest.raises(DataError, match="8 is off the scale; a number from 1 to 7 is needed"):
        read_ratings(file, high=7)
    with pytest.raises(ParameterError, match="high=1 is not a number from 2 to inf"):
        read_ratings(file, high=1)


@given(st.lists(st.tuples(*[st.integers(1, 10)] * 4), min_size=6, max_size=30))
def test_what_is_written_is_what_is_read(tmp_path_factory, answers):
    columns = ["value_overall", "perf_a", "perf_b", "perf_c"]
    frame = pd.DataFrame(answers, columns=columns)
    if (frame.min() == frame.max()).any():
        frame.loc[0], frame.loc[1] = 1, 10
    file = tmp_path_factory.mktemp("own") / "own.csv"
    frame.to_csv(file, index=False)
    assert np.array_equal(read_ratings(file), frame)
