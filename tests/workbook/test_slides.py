"""Slides: what a class sees of a lesson, and what only the speaker sees."""

import json

import pytest

from cvm_lessons.workbook.builder import build
from cvm_lessons.workbook.slides import slide_marks, write_slides
from cvm_lessons.workbook.sources import Cell


def place(kind, source, **metadata):
    (cell,) = slide_marks([Cell(kind, source, metadata)])
    return cell.metadata["slideshow"]["slide_type"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (("markdown", "# A show"), "slide"),
        (("markdown", "Before.\n\n## Price"), "slide"),
        (("markdown", "### By hand"), "subslide"),
        (("markdown", "| a | b |\n| --- | --- |"), "subslide"),
        (("markdown", '<div class="alert alert-info">Misconception</div>'), "subslide"),
        (("markdown", "You read on."), "skip"),
        (("code", "x = 1"), "skip"),
    ],
)
def test_headings_open_slides_and_running_text_stays_out(cell, expected):
    assert place(*cell) == expected


def test_figures_and_tables_are_shown_and_notes_are_spoken():
    assert place("code", "plot()", alt="A figure") == "subslide"
    assert place("code", "show()", tags=["result"]) == "subslide"
    assert place("markdown", "## Instructor", tags=["instructor"]) == "notes"
    assert place("markdown", "- point", tags=["keypoints"]) == "subslide"


def test_what_a_cell_says_of_itself_holds():
    assert place("markdown", "## Price", slideshow={"slide_type": "skip"}) == "skip"


def test_the_page_shows_the_heading_keeps_the_note_for_the_speaker_and_hides_the_code(toy, tmp_path):
    report = build(toy, toy.entries[:1], instructor=True)
    assert report.faults == []
    notebook = toy.root / next(path for path in report.built if "instructor" in path)
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    assert all("slide_type" in cell["metadata"]["slideshow"] for cell in cells)
    student = toy.root / next(path for path in report.built if "instructor" not in path)
    assert "slide_type" not in student.read_text(encoding="utf-8")
    write_slides(notebook, tmp_path / "slides" / "lesson.html")
    page = (tmp_path / "slides" / "lesson.html").read_text(encoding="utf-8")
    assert "Ask the class first." in page.split('<aside class="notes">')[1].split("</aside>")[0]
    assert "<section" in page
    assert "from cvm_lessons" not in page
