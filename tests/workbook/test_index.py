"""The index of sources and views."""

import pytest

from cvm_lessons.core.errors import CourseError, ParameterError
from cvm_lessons.workbook.index import find_entries, select_entries

PATHS = {
    "course/en/start_here.md": ["START_HERE.ipynb"],
    "course/zh/start_here.md": ["START_HERE.zh.ipynb"],
    "course/en/c00_primer.md": ["notebooks/en/c00_primer.ipynb", "build/instructor/en/c00_primer.ipynb"],
    "course/en/c03_customer_value/01_value.md": [
        "notebooks/en/c03_customer_value/01_value.ipynb",
        "build/instructor/en/c03_customer_value/01_value.ipynb",
    ],
    "course/en/c03_customer_value/exercises.md": [
        "exercises/en/c03_customer_value.ipynb",
        "solutions/en/c03_customer_value.ipynb",
    ],
    "course/en/cases/value_drivers.md": [
        "notebooks/en/cases/value_drivers.ipynb",
        "build/instructor/en/cases/value_drivers.ipynb",
    ],
}


@pytest.fixture
def entries(tmp_path):
    for path in PATHS:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x", encoding="utf-8")
    return find_entries(tmp_path)


def test_every_source_has_its_views(entries):
    assert {entry.path: [view.path for view in entry.views] for entry in entries} == PATHS


def test_the_order_is_pages_chapters_cases_by_language(entries):
    assert [entry.path for entry in entries] == [
        "course/en/c00_primer.md",
        "course/en/start_here.md",
        "course/en/c03_customer_value/01_value.md",
        "course/en/c03_customer_value/exercises.md",
        "course/en/cases/value_drivers.md",
        "course/zh/start_here.md",
    ]


def test_only_the_instructors_edition_is_not_committed(entries):
    private = [view.path for entry in entries for view in entry.views if not view.committed]
    assert private
    assert all(path.startswith("build/instructor/") for path in private)


@pytest.mark.parametrize(
    ("names", "stems"),
    [
        (["c03"], ["01_value", "exercises"]),
        (["c03/01"], ["01_value"]),
        (["c03_customer_value/"], ["01_value", "exercises"]),
        (["c00", "cases"], ["c00_primer", "value_drivers"]),
        (["value_drivers"], ["value_drivers"]),
        (["./course/en/c03_customer_value/exercises.md"], ["exercises"]),
        (["solutions/en/c03_customer_value.ipynb"], ["exercises"]),
        (["zh"], ["start_here"]),
    ],
)
def test_a_source_is_chosen_by_chapter_lesson_page_case_or_file(entries, names, stems):
    assert [entry.stem for entry in select_entries(entries, names)] == stems


def test_no_name_chooses_all(entries):
    assert select_entries(entries, []) == entries


def test_an_unknown_name_gets_the_nearest_one(entries):
    with pytest.raises(ParameterError, match="'c30' is no chapter, case or source. Did you mean 'c03'"):
        select_entries(entries, ["c03", "c30"])


@pytest.mark.parametrize("path", ["course/en/c03_customer_value/value.md", "course/en/a/b/01_c.md"])
def test_a_file_that_is_no_source_is_named(tmp_path, path):
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text("x", encoding="utf-8")
    with pytest.raises(CourseError, match=f"{path} is no source that the course knows"):
        find_entries(tmp_path)
