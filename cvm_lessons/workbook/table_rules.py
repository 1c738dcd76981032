"""The tables of the course: ids that the glossary and the item banks name are ids that exist."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cvm_lessons.core.spelling import nearest
from cvm_lessons.workbook.course import Course
from cvm_lessons.workbook.faults import Fault
from cvm_lessons.workbook.yaml_files import read_yaml

__all__ = ["BANK", "bank_items", "table_faults"]

BANK = "course/exam/bank"


def bank_items(root: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return the items of all banks, each with the path of its file.

    Parameters
    ----------
    root : Path
        Folder of the workbook.

    Returns
    -------
    list of (str, dict)
        Path from the workbook's folder and raw entry.

    Raises
    ------
    CourseError
        If a bank is no YAML.
    """
    found: list[tuple[str, dict[str, Any]]] = []
    for path in sorted((root / BANK).glob("*.yaml")):
        shown = path.relative_to(root).as_posix()
        items = read_yaml(path, shown) or []
        found += [(shown, item) for item in items if isinstance(item, dict)]
    return found


def table_faults(course: Course) -> list[Fault]:
    """Return the unknown ids of glossary and item banks, and what the syllabus holds that nobody reads.

    Parameters
    ----------
    course : Course
        The course.

    Returns
    -------
    list of Fault
        Sorted by place.
    """
    return sorted([*course.syllabus.faults, *_glossary(course), *_banks(course)])


def _glossary(course: Course) -> Iterator[Fault]:
    for term in course.glossary.values():
        place = ("course/glossary.yaml", 0, term.id)
        for message in course.syllabus.unknown(term.concepts):
            yield Fault(*place, message)
        if term.source and term.source not in course.references:
            hint = nearest(term.source, course.references)
            remedy = hint if hint.startswith("Did you") else "Add it to course/references.bib."
            yield Fault(*place, f"source {term.source!r} is no reference.", remedy)


def _banks(course: Course) -> Iterator[Fault]:
    for path, item in bank_items(course.root):
        for message in course.syllabus.unknown(item.get("concepts") or []):
            yield Fault(path, 0, str(item.get("id", "")), message)
