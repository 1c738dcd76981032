"""What a reader without Python needs to be told, where it is needed."""

from pathlib import Path

import jupytext
import pytest

COURSE = Path(__file__).parents[2] / "course" / "en"
SOURCES = {path.relative_to(COURSE).as_posix(): path for path in sorted(COURSE.rglob("*.md"))}


def cells(path):
    return jupytext.reads(path.read_text(encoding="utf-8"), fmt="md:myst").cells


@pytest.mark.parametrize("name", SOURCES)
def test_every_widget_is_announced_by_how_to_run_its_cell(name):
    page = cells(SOURCES[name])
    before = [
        page[at - 1].source for at, cell in enumerate(page) if "widget" in cell.metadata.get("tags", [])
    ]
    assert [
        text for text in before if "next cell" not in text or "hold Shift and press Enter" not in text
    ] == []


def test_the_primer_explains_a_widget_without_its_kernel_and_what_a_visitor_is():
    primer = SOURCES["c00_primer.md"].read_text(encoding="utf-8")
    assert "`Error displaying widget: model not found`" in primer.split("## When something goes wrong")[1]
    assert "count *companies*, not people" in primer


def test_no_fixed_paragraph_of_the_case_says_what_a_reader_s_own_file_contradicts():
    prose = "\n".join(c.source for c in cells(SOURCES["cases/value_drivers.md"]) if c.cell_type == "markdown")
    claims = [
        "cloud that falls",
        "Only they rate Larkport",
        "For your own file there is no map",
        "is simulated",
    ]
    assert [claim for claim in claims if claim in prose] == []


def test_the_exercises_print_no_raw_dictionary():
    code = [
        cell.source for cell in cells(SOURCES["c03_customer_value/exercises.md"]) if cell.cell_type == "code"
    ]
    assert [
        source for source in code if ".to_dict()" in source or "print(q12.given.importance)" in source
    ] == []
