"""The book itself: every notebook matches its source, and every lesson keeps the anatomy."""

from cvm_lessons.workbook.checks import check_course
from cvm_lessons.workbook.course import load_course
from cvm_lessons.workbook.faults import errors_of
from cvm_lessons.workbook.lint import lint


def test_every_notebook_matches_its_source():
    course = load_course()
    assert "\n".join(map(str, errors_of(check_course(course, course.entries)))) == ""


def test_every_lesson_keeps_the_anatomy():
    course = load_course()
    assert "\n".join(map(str, errors_of(lint(course, course.entries)))) == ""
