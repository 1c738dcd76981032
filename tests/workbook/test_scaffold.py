"""A new chapter: it parses, breaks no rule but the marks, and is never built."""

import shutil
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, strategies as st

from cvm_lessons.core import ParameterError
from cvm_lessons.workbook.builder import build
from cvm_lessons.workbook.course import load_course
from cvm_lessons.workbook.index import select_entries
from cvm_lessons.workbook.lint import lint
from cvm_lessons.workbook.scaffold import new_chapter, scaffold
from cvm_lessons.workbook.sources import parse_source
from cvm_lessons.workbook.syllabus import Concept
from cvm_lessons.workbook.teaching import MOST_TIER_A

TIERS = "AABACBBAAAABC"


@pytest.fixture
def course(toy):
    """The toy course, with a second chapter that nobody has written."""
    path = toy.root / "course/syllabus.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["concepts"] += [
        {
            "id": f"idea-{number}",
            "en": f"Idea {number}",
            "zh": f"概念{number}",
            "chapter": "c04",
            "level": "apply",
        }
        | {"level_by": "ours", "tier": tier, "computable": True}
        for number, tier in enumerate(TIERS)
    ]
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return load_course(toy.root)


def test_every_concept_that_waits_has_its_place(course):
    files = scaffold(course, "c04")
    assert list(files) == [
        "course/en/c04_satisfaction/01_idea_0.md",
        "course/en/c04_satisfaction/02_idea_8.md",
        "course/en/c04_satisfaction/exercises.md",
        "course/exam/bank/c04.yaml",
    ]
    lessons = [parse_source(text, path) for path, text in files.items() if path.endswith(".md")]
    taught = [name for lesson in lessons[:-1] for cell in lesson.cells for name in cell.concepts]
    exercised = {name for cell in lessons[-1].cells for name in cell.concepts}
    assert taught == [f"idea-{number}" for number in range(len(TIERS))]
    assert exercised == set(taught)
    assert yaml.safe_load(files["course/exam/bank/c04.yaml"]) == []


def test_lint_lists_exactly_what_is_still_to_be_written(course):
    made = new_chapter(course, "c04")
    fresh = load_course(course.root)
    found = lint(fresh, select_entries(fresh.entries, ["c04"]))
    marks = sum((course.root / path).read_text(encoding="utf-8").count("{write}") for path in made)
    assert len(found) == marks > 50
    assert all(fault.message.startswith("still to be written: ") for fault in found)


def test_a_scaffold_is_reported_and_never_built(course):
    new_chapter(course, "c04")
    fresh = load_course(course.root)
    report = build(fresh, select_entries(fresh.entries, ["c04"]))
    assert report.built == []
    assert {fault.path for fault in report.faults} == {
        entry.path for entry in fresh.entries if entry.chapter == "c04"
    }


def test_nothing_is_overwritten(course):
    new_chapter(course, "c04")
    with pytest.raises(ParameterError, match=r"01_idea_0.md is there already: a scaffold overwrites nothing"):
        new_chapter(load_course(course.root), "c04")
    shutil.rmtree(course.root / "course/en/c04_satisfaction")
    with pytest.raises(ParameterError, match=r"bank/c04.yaml is there already"):
        new_chapter(load_course(course.root), "c04")


@pytest.mark.parametrize(
    ("chapter", "message"),
    [("c4", "Did you mean 'c0[34]'"), ("c99", "chapter='c99' is not one of its values")],
)
def test_an_unknown_chapter_is_named(course, chapter, message):
    with pytest.raises(ParameterError, match=message):
        new_chapter(course, chapter)


def test_cases_have_no_scaffold(course):
    home = replace(course.syllabus.chapters["c04"], folder="cases")
    with pytest.raises(ParameterError, match="cases are written one by one"):
        scaffold(replace(course, syllabus=replace(course.syllabus, chapters={"c04": home})), "c04")


def test_a_chapter_without_concepts_has_nothing_to_teach(toy):
    with pytest.raises(ParameterError, match="c04 has no concept left to be taught"):
        new_chapter(toy, "c04")


@given(st.lists(st.sampled_from("ABC"), min_size=1, max_size=40))
def test_no_section_of_a_scaffold_is_crowded(tiers):
    from cvm_lessons.workbook.scaffold import _sections

    concepts = [Concept(f"c{n}", "C", "概", "c04", "apply", tier) for n, tier in enumerate(tiers)]
    sections = _sections(concepts)
    assert [concept for section in sections for concept in section] == concepts
    assert all(section and sum(each.tier == "A" for each in section) <= MOST_TIER_A for section in sections)
