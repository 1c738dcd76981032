"""Tables for readers: rounded, labelled, escaped, and never the frame's own HTML."""

import numpy as np
import pandas as pd
import pytest

from cvm_lessons.core import DataError, ParameterError, language, show_table, translate

FRAME = pd.DataFrame(
    {
        "show": ["Lark", "Quay & Co"],
        "Price": [1280.5, np.nan],
        "share": [0.256, 0.5],
        "year": [2024, 2025],
        "held": [True, False],
    }
)


def test_plain_text_is_aligned_and_rounded():
    table = show_table(FRAME, {"Price": "money", "share": "percent"})
    assert repr(table).splitlines() == [
        "show        Price  share  year  held",
        "Lark       ¥1,280    26%  2024  yes",
        "Quay & Co       –    50%  2025  no",
    ]


def test_html_is_escaped_and_numbers_stand_on_the_right():
    html = show_table(FRAME, {"share": "percent1"})._repr_html_()
    assert '<td style="text-align: left">Quay &amp; Co</td>' in html
    assert '<td style="text-align: right">25.6%</td>' in html
    assert "dataframe" not in html


def test_a_long_table_says_how_many_rows_there_are():
    table = show_table(pd.DataFrame({"x": range(2500)}), rows=3, caption="All")
    assert table.caption == "All · first 3 of 2,500 rows"
    assert '<caption style="text-align: left">All · ' in table._repr_html_()  # beside the first column
    assert len(table.rows) == 3


def test_row_labels_show_when_they_say_something():
    series = pd.Series([1.234], index=pd.Index(["Lark"], name="show"), name="value")
    assert show_table(series, 1).header == ("show", "value")
    assert show_table(series, 1, index=False).header == ("value",)


def test_headings_and_words_are_chinese_in_the_chinese_edition():
    with language("zh"):
        table = show_table(FRAME[["Price", "held"]], 0)
    assert table.header[0] == "价格"
    assert [row[1] for row in table.rows] == ["是", "否"]


def test_a_function_can_format_a_column():
    assert show_table(FRAME, {"year": lambda year: f"in {year}"}).rows[0][3] == "in 2024"


@pytest.mark.parametrize(
    ("formats", "message"),
    [
        ({"prize": 1}, "formats names 'prize'. Did you mean 'Price'"),
        ({"share": "per cent"}, "format 'per cent' is not known. Did you mean 'percent'"),
    ],
)
def test_an_unknown_column_or_format_is_named(formats, message):
    with pytest.raises(ParameterError, match=message):
        show_table(FRAME, formats)


def test_an_empty_frame_is_refused():
    with pytest.raises(DataError, match="no rows"):
        show_table(FRAME.iloc[:0])


def test_names_give_way_to_the_readers_words_in_headings_and_text_cells():
    frame = pd.DataFrame({"enc_after": [6.64], "what": ["enc_after"]})
    table = show_table(frame, {"enc_after": 1}, words={"enc_after": "after the show"})
    assert table.header == ("after the show", "what")
    assert table.rows == (("6.6", "after the show"),)


def test_a_readers_word_is_translated():
    with language("zh"):
        assert show_table(pd.Series([1.0], name="p"), words={"p": "Price"}).header == (translate("Price"),)
