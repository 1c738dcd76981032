"""Bold numbers of the prose are found in results."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from cvm_lessons.core import format_money, format_percent
from cvm_lessons.workbook.bound_numbers import bold_numbers, number_faults, output_text, shown_numbers


def prose(text, name="s1-03"):
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text}


def result(text, name="s1-02", tags=("result",)):
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {"tags": list(tags)},
        "outputs": [{"output_type": "stream", "name": "stdout", "text": [text]}],
    }


def missing(*cells):
    return [fault.message.split("**")[1] for fault in number_faults("t.ipynb", cells)]


@pytest.mark.parametrize(
    ("bold", "shown"),
    [
        ("40", "40"),
        ("2.40", "2.4"),
        ("37%", "37%"),
        ("37%", "37.0"),
        ("¥1,250", "1250"),
        ("1250", "¥1,250 a stand"),
        ("−3.5", "-3.5"),
        ("3.5", "fell by -3.5"),
        ("+5.2 points", "+5.2 points"),
        ("40 thousand yuan", "40"),
        ("12万元", "12"),
    ],
)
def test_a_number_is_found_whatever_its_marks(bold, shown):
    assert missing(result(shown), prose(f"It is **{bold}**.")) == []


@pytest.mark.parametrize(
    ("bold", "shown"),
    [("40", "41"), ("40", "140"), ("2.40", "2.41"), ("−3", "3"), ("25", "1,250"), ("4", "x4 c3po")],
)
def test_a_number_that_is_not_shown_is_named(bold, shown):
    assert missing(result(shown), prose(f"It is **{bold}**.")) == [bold]


@pytest.mark.parametrize(
    "text", ["**4 Ps**", "**2 of 3**", "**all**", "`**40**`", "40", "*40*", "**c03**", "**3:1**"]
)
def test_what_is_no_bold_number_is_left_alone(text):
    assert missing(prose(text)) == []


def test_a_result_serves_its_own_section_only():
    cells = [result("40"), prose("**40**"), prose("**40**", "s2-01")]
    assert [fault.cell for fault in number_faults("t.ipynb", cells)] == ["s2-01"]


def test_only_cells_tagged_result_count():
    assert missing(result("40", tags=()), prose("**40**")) == ["40"]


def test_numbers_are_read_from_tables_too():
    table = {"output_type": "execute_result", "data": {"text/html": ["<td>¥1,280</td>", "<td>&minus;3</td>"]}}
    assert shown_numbers(output_text([table])) == {Decimal(1280), Decimal(-3)}


@given(st.integers(-(10**7), 10**7), st.integers(0, 2))
def test_every_amount_that_the_formats_print_is_found_again(value, decimals):
    amount, share = format_money(value / 100, decimals), format_percent(value / 1000, decimals)
    assert missing(result(f"{amount} and {share}"), prose(f"**{amount}** is **{share}**")) == []
    assert len(bold_numbers(f"**{amount}** is **{share}**")) == 2
