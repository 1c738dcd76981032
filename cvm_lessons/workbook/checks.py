"""The check of the whole book: no kernel, a few seconds, every fault with its remedy."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from cvm_lessons.core.errors import CourseError
from cvm_lessons.workbook.bound_numbers import number_faults
from cvm_lessons.workbook.course import Course
from cvm_lessons.workbook.faults import Fault, SourceError
from cvm_lessons.workbook.freshness import stale_faults
from cvm_lessons.workbook.index import Entry
from cvm_lessons.workbook.keeping import is_copy, saved_by_reader
from cvm_lessons.workbook.links import link_faults
from cvm_lessons.workbook.notebooks import read_notebook
from cvm_lessons.workbook.outputs import output_faults
from cvm_lessons.workbook.parity import parity_faults
from cvm_lessons.workbook.source_rules import source_faults
from cvm_lessons.workbook.sources import Source
from cvm_lessons.workbook.table_rules import table_faults
from cvm_lessons.workbook.views import Projection, projections

__all__ = ["LARGEST", "check_course", "notebook_faults", "orphan_faults", "rule_faults"]

LARGEST = 400_000  # bytes of a built notebook: figures are few and small
BUILT = ("START_HERE*.ipynb", "notebooks/**/*.ipynb", "exercises/**/*.ipynb", "solutions/**/*.ipynb")


def check_course(course: Course, entries: Sequence[Entry]) -> list[Fault]:
    """Return everything that is wrong with sources and built notebooks.

    Parameters
    ----------
    course : Course
        The course.
    entries : sequence of Entry
        What to check; orphans and tables are checked when it is the whole index.

    Returns
    -------
    list of Fault
        Sorted by place.
    """
    faults: list[Fault] = []
    if len(entries) == len(course.entries):
        faults += [*table_faults(course), *orphan_faults(course)]
    for entry in entries:
        try:
            source = course.source(entry)
            faults += rule_faults(course, entry, source)
            for projection in projections(course, entry, source):
                if projection.view.committed:
                    faults += _view_faults(course, projection)
        except SourceError as error:
            faults.append(error.fault)
    return sorted(faults)


def rule_faults(course: Course, entry: Entry, source: Source) -> list[Fault]:
    """Return the rules that a source breaks, by itself and beside its English edition.

    Parameters
    ----------
    course : Course
        The course.
    entry : Entry
        Place of the source in the index.
    source : Source
        The parsed source.

    Returns
    -------
    list of Fault
        Sorted by place.
    """
    faults = source_faults(course, entry, source)
    twin = entry.path.replace(f"course/{entry.language}/", "course/en/", 1)
    english = next((each for each in course.entries if each.path == twin and entry.language != "en"), None)
    return faults + ([*parity_faults(course.source(english), source)] if english else [])


def _view_faults(course: Course, projection: Projection) -> Iterator[Fault]:
    path = course.root / projection.view.path
    built = {view.path for entry in course.entries for view in entry.views}
    yield from link_faults(projection, course.root, built)
    if not path.is_file():
        remedy = f"Run  cvm build {projection.source}"
        yield Fault(projection.view.path, 0, "", "was never built.", remedy)
    else:
        yield from notebook_faults(projection, path)


def notebook_faults(projection: Projection, path: Path) -> Iterator[Fault]:
    """Find what is wrong with a built notebook.

    Parameters
    ----------
    projection : Projection
        What its source gives today.
    path : Path
        The file.

    Yields
    ------
    Fault
        Stale cells, outputs that must not be stored, numbers without a result, a file too large.
    """
    shown = projection.view.path
    try:
        notebook = read_notebook(path, shown)
    except CourseError as error:
        yield Fault(shown, 0, "", str(error).removeprefix(f"{shown}: "))
        return
    yield from stale_faults(projection, notebook)
    if saved_by_reader(projection, notebook):
        return  # its outputs are a reader's: the fault that says so is enough
    yield from output_faults(shown, notebook["cells"])
    if projection.view.edition in ("student", "instructor"):
        yield from number_faults(shown, notebook["cells"])
    if (size := path.stat().st_size) > LARGEST:
        message = f"has {size / 1000:,.0f} KB; at most {LARGEST / 1000:,.0f}."
        yield Fault(shown, 0, "", message, "Show fewer rows or smaller figures.")


def orphan_faults(course: Course) -> Iterator[Fault]:
    """Find built notebooks that no source gives; a reader's own copies are left in peace.

    Parameters
    ----------
    course : Course
        The course.

    Yields
    ------
    Fault
        One per notebook without a source.
    """
    built: Collection[str] = {view.path for entry in course.entries for view in entry.views}
    for pattern in BUILT:
        for path in sorted(course.root.glob(pattern)):
            shown = path.relative_to(course.root).as_posix()
            if shown not in built and not is_copy(path.name) and ".ipynb_checkpoints" not in path.parts:
                yield Fault(shown, 0, "", "has no source.", "Delete it, or write its source under course/.")
