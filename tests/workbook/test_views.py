"""Views of a source: what each edition shows, and the hash of what went in."""

from dataclasses import replace

import pytest

from cvm_lessons.workbook.faults import SourceError
from cvm_lessons.workbook.sources import parse_source
from cvm_lessons.workbook.views import projections

PATHS = {"lesson": 0, "exercises": 1}


def views(course, kind, text=None):
    entry = course.entries[PATHS[kind]]
    source = course.source(entry) if text is None else parse_source(text, entry.path)
    return {view.view.edition: view for view in projections(course, entry, source)}


def test_a_student_sees_no_notes_for_the_instructor(toy):
    lesson = views(toy, "lesson")
    student, instructor = ([cell.id for cell in lesson[name].cells] for name in ("student", "instructor"))
    assert set(instructor) - set(student) == {"s1-06"}
    assert student[-2:] == ["s2-01", "sources"]


def test_exercises_keep_the_starter_and_solutions_the_solution(toy):
    sides = views(toy, "exercises")
    code = {name: [cell.source for cell in side.cells if cell.kind == "code"] for name, side in sides.items()}
    assert code["exercises"][1:] == ["value = ...", "q1.check()"]
    assert code["solutions"][1:] == ["value = 100 - 60", "q1.check()"]


def test_the_cited_works_stand_at_the_end(toy):
    cell = views(toy, "lesson")["student"].cells[-1]
    assert cell.source.startswith("## Sources\n\n- Kotler, P. (1994).")
    assert cell.source.count("\n- ") == 2


def test_a_work_cited_only_in_a_note_is_listed_only_for_the_instructor(toy):
    text = (
        toy.source(toy.entries[0])
        .text.replace("{cite}`zeithaml1988`", "")
        .replace("Ask the class first.", "Ask {cite}`zeithaml1988`.")
    )
    lesson = views(toy, "lesson", text)
    assert "Zeithaml" not in lesson["student"].cells[-1].source
    assert "Zeithaml" in lesson["instructor"].cells[-1].source


def test_a_widget_is_marked_for_nbval(toy):
    cell = next(cell for cell in views(toy, "lesson")["student"].cells if "widget" in cell.tags)
    assert cell.tags == ("widget", "nbval-ignore-output")


def test_the_hash_covers_the_source_and_all_that_is_resolved_into_it(toy):
    def sha(course, text=None):
        return views(course, "lesson", text)["student"].sha256

    price = toy.glossary["price"]
    used = replace(toy, glossary={**toy.glossary, "price": replace(price, definition_en="Asked.")})
    unused = replace(toy, glossary={**toy.glossary, "other": replace(price, id="other")})
    kotler = replace(toy.references["kotler1994"], full="Kotler (1994).")
    text = toy.source(toy.entries[0]).text
    assert sha(toy) == sha(toy) == sha(unused)
    changed = [
        sha(used),
        sha(replace(toy, references={**toy.references, "kotler1994": kotler})),
        sha(toy, text.replace("Ask the class", "Ask a class")),
    ]
    assert len({sha(toy), *changed}) == 4


def test_what_is_still_to_be_written_is_never_built(toy):
    text = toy.source(toy.entries[0]).text.replace("offer = {", "offer = {  # {write}`the offer`\n")
    with pytest.raises(SourceError, match=r"01_delivered_value.md:19: still to be written: the offer"):
        views(toy, "lesson", text)
