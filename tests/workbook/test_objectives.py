"""The table of objectives: ids in the source, names in the notebook."""

import pytest

from cvm_lessons.workbook.objectives import objective_rows, with_names
from cvm_lessons.workbook.views import projections

TABLE = """# Delivered value

| You will be able to | level | concepts |
| --- | --- | --- |
| compute it | Apply 综合应用 | `customer-delivered-value` `total-customer-cost` |
| say `x` | Remember 识记 | `total-customer-value` |

Write `customer-delivered-value` here.
"""


def test_header_and_rule_are_no_rows():
    assert [row["text"].strip() for row in objective_rows(TABLE)] == ["compute it", "say `x`"]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        (
            "en",
            "Customer delivered value 客户让渡价值 · Total customer cost 总客户成本",
            "Total customer value 总客户价值",
        ),
        ("zh", "客户让渡价值 · 总客户成本", "总客户价值"),
    ],
)
def test_ids_become_names_in_the_last_column_alone(toy, language, first, second):
    shown = with_names(TABLE, toy.syllabus, language)
    assert f"| compute it | Apply 综合应用 | {first} |\n| say `x` | Remember 识记 | {second} |" in shown
    assert "Write `customer-delivered-value` here." in shown


def test_an_unknown_id_stays_for_the_lint_to_name(toy):
    text = TABLE.replace("`total-customer-cost`", "`total-kost`")
    assert "客户让渡价值 · `total-kost` |" in with_names(text, toy.syllabus, "en")


def test_every_edition_of_a_lesson_shows_names(toy):
    lesson = toy.entries[0]
    for view in projections(toy, lesson, toy.source(lesson)):
        assert "| Customer delivered value 客户让渡价值 |" in view.cells[0].source
