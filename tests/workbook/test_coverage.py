"""Coverage of the syllabus, computed from the sources."""

import pytest

from cvm_lessons.core import ParameterError
from cvm_lessons.workbook.course import load_course
from cvm_lessons.workbook.coverage import coverage, summary

LESSON = "course/en/c03_customer_value/01_delivered_value.md"
CASE = """---
title: What do they pay for?
case: value_drivers
chapter: c03
concepts: [prosumer]
parameters: []
kernelspec: {name: python3, display_name: Python 3}
---

+++ {"concepts": ["monetary-cost"]}

## What it costs
"""


def rows(course, **options):
    return {row.concept.id: row for row in coverage(course, **options)}


def test_each_place_is_named_by_file_heading_and_cell(toy):
    row = rows(toy)["customer-delivered-value"]
    assert row.to_dict() == {
        "id": "customer-delivered-value",
        "chapter": "c03",
        "tier": "A",
        "level": "apply",
        "taught": [{"path": LESSON, "heading": "Customer delivered value", "cell": "s1-01"}],
        "exercised": [
            {
                "path": "course/en/c03_customer_value/exercises.md",
                "heading": "Exercise 1 · What is left",
                "cell": "s1-01",
            }
        ],
        "examined": [{"path": "course/exam/bank/c03.yaml", "item": "c03-001"}],
        "cases": [],
    }
    assert row.complete


def test_a_concept_without_text_is_not_taught(toy):
    path = toy.root / LESSON
    text = (
        path.read_text(encoding="utf-8").replace("{cite:t}`kotler1994`", "he").replace("{cite}", "{cite:t}")
    )
    path.write_text(text.replace("{cite:t}`zeithaml1988`", ""), encoding="utf-8")
    row = rows(load_course(toy.root))["customer-delivered-value"]
    assert row.taught == []
    assert not row.complete


def test_a_checkpoint_exercises_the_concepts_it_names(toy):
    path = toy.root / LESSON
    checkpoint = (
        '```{code-cell}\n:tags: [checkpoint]\n:concepts: [prosumer]\nc1.check()\n```\n\n+++ {"tags": ["keyp'
    )
    path.write_text(
        path.read_text(encoding="utf-8").replace('+++ {"tags": ["keyp', checkpoint), encoding="utf-8"
    )
    (place,) = rows(load_course(toy.root))["prosumer"].exercised
    assert place == {"path": LESSON, "heading": "Customer delivered value", "cell": "s1-07"}


def test_a_case_uses_the_concepts_of_its_front_matter_and_cells(toy):
    (toy.root / "course/en/cases").mkdir()
    (toy.root / "course/en/cases/value_drivers.md").write_text(CASE, encoding="utf-8")
    found = rows(load_course(toy.root))
    assert [place["heading"] for place in found["prosumer"].cases] == ["What do they pay for?"]
    assert [place["heading"] for place in found["monetary-cost"].cases] == ["What it costs"]


@pytest.mark.parametrize(
    ("options", "count"), [({}, 5), ({"chapter": "c03"}, 5), ({"chapter": "c04"}, 0), ({"tier": "B"}, 1)]
)
def test_chapter_and_tier_choose(toy, options, count):
    assert len(coverage(toy, **options)) == count


@pytest.mark.parametrize(
    ("options", "message"),
    [({"chapter": "c033"}, "Did you mean 'c03'"), ({"tier": "D"}, "tier='D' is not one of")],
)
def test_an_unknown_chapter_or_tier_is_named(toy, options, message):
    with pytest.raises(ParameterError, match=message):
        coverage(toy, **options)


def test_the_summary_counts(toy):
    assert summary(coverage(toy)) == "5 concepts: 1 taught, 1 exercised, 2 examined, 0 in a case."
