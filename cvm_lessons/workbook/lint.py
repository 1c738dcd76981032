"""What a source lacks to be a good one: marks still to be written, broken rules, missed measures."""

from collections.abc import Iterable

from cvm_lessons.workbook.anatomy import anatomy_faults
from cvm_lessons.workbook.checks import rule_faults
from cvm_lessons.workbook.course import Course
from cvm_lessons.workbook.faults import Fault, SourceError
from cvm_lessons.workbook.index import Entry
from cvm_lessons.workbook.placeholders import placeholder_faults
from cvm_lessons.workbook.table_rules import BANK, table_faults

__all__ = ["lint"]


def lint(course: Course, entries: Iterable[Entry]) -> list[Fault]:
    """Return what is to be done on some sources, and on the tables of the course.

    Parameters
    ----------
    course : Course
        The course.
    entries : iterable of Entry
        The sources.

    Returns
    -------
    list of Fault
        Sorted by place; measures are warnings.
    """
    entries = list(entries)
    faults = [*table_faults(course), *(fault for entry in entries for fault in _of_entry(course, entry))]
    for path in sorted((course.root / BANK).glob("*.yaml")):
        if path.stem in {entry.chapter for entry in entries}:
            faults += placeholder_faults(path.read_text(encoding="utf-8"), f"{BANK}/{path.name}")
    return sorted(faults)


def _of_entry(course: Course, entry: Entry) -> list[Fault]:
    try:
        source = course.source(entry)
    except SourceError as error:
        return [error.fault]
    faults = rule_faults(course, entry, source)
    if waiting := placeholder_faults(source.text, source.path):
        return faults + waiting  # what is not written yet is not measured
    return faults + (anatomy_faults(entry, source) if entry.kind == "lesson" else [])
