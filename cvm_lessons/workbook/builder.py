"""The builder: from the sources to executed notebooks, building only what changed."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol

from cvm_lessons.core.errors import CourseError
from cvm_lessons.workbook.checks import notebook_faults, rule_faults
from cvm_lessons.workbook.course import Course
from cvm_lessons.workbook.execution import execute
from cvm_lessons.workbook.faults import Fault, SourceError
from cvm_lessons.workbook.freshness import built_from, stale_faults
from cvm_lessons.workbook.index import Entry
from cvm_lessons.workbook.keeping import keep_work, written_into
from cvm_lessons.workbook.notebooks import notebook_text, read_notebook, write_text
from cvm_lessons.workbook.views import Projection, projections

__all__ = ["BuildReport", "Listener", "build"]

Outputs = Mapping[str, Sequence[Mapping[str, Any]]]


class Listener(Protocol):
    """Hears how the work goes on; the calls come from several threads."""

    def started(self, path: str, cells: int) -> None:
        """Hear that a notebook is being run."""

    def advanced(self, path: str) -> None:
        """Hear that one of its code cells is done."""

    def finished(self, path: str) -> None:
        """Hear that it has run, or has failed."""

    def written(self, path: str) -> None:
        """Hear that a notebook is written."""


class Silence:
    """A listener that does nothing."""

    def started(self, path: str, cells: int) -> None:
        """Do nothing."""

    def advanced(self, path: str) -> None:
        """Do nothing."""

    def finished(self, path: str) -> None:
        """Do nothing."""

    def written(self, path: str) -> None:
        """Do nothing."""


@dataclass
class BuildReport:
    """What was built, what was current, what was left to its reader, what was kept of whom, what is wrong."""

    built: list[str] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class Run:
    """One execution: the projections that share its code, and its outputs where they are stored already."""

    projections: tuple[Projection, ...]
    outputs: Outputs | None = None


def build(
    course: Course,
    entries: Iterable[Entry],
    *,
    force: bool = False,
    instructor: bool = False,
    jobs: int = 1,
    listener: Listener | None = None,
) -> BuildReport:
    """Build every view of the entries that is not current.

    A source that fails is reported and does not stop the others. A notebook that a reader wrote into
    is left alone while its source is the same; before it is overwritten, a copy is kept beside it.

    Parameters
    ----------
    course : Course
        The course.
    entries : iterable of Entry
        What to build.
    force : bool, default False
        Build what is current, too, and what a reader wrote into.
    instructor : bool, default False
        Build the instructor's edition beside the student's.
    jobs : int, default 1
        Notebooks run at the same time.
    listener : Listener, optional
        Hears how the work goes on.

    Returns
    -------
    BuildReport
        What was built, what was current or left alone, which copies were kept, what is wrong.
    """
    report = BuildReport()
    listener = listener or Silence()
    runs: list[Run] = []
    for entry in entries:
        try:
            runs += _plan(course, entry, report, force, instructor)
        except SourceError as error:
            report.faults.append(error.fault)
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        results = pool.map(lambda run: _outputs(course, run, listener), runs)
        for run, outputs in zip(runs, results, strict=True):
            _write(course, run, outputs, report, listener)
    report.faults = sorted(set(report.faults))
    return report


def _plan(course: Course, entry: Entry, report: BuildReport, force: bool, instructor: bool) -> list[Run]:
    source = course.source(entry)
    report.faults += rule_faults(course, entry, source)
    wanted = [each for each in projections(course, entry, source) if each.view.committed or instructor]
    if not force:
        left = [each for each in wanted if _is_readers(course, each)]
        report.left += [each.view.path for each in left]
        wanted = [each for each in wanted if each not in left]
    stored = {} if force else {each.view.path: _stored(course, each) for each in wanted}
    by_code: dict[tuple[tuple[str, str], ...], list[Projection]] = {}
    for projection in wanted:
        code = tuple((cell.id, cell.source) for cell in projection.cells if cell.kind == "code")
        by_code.setdefault(code, []).append(projection)
    runs = []
    for alike in by_code.values():
        # Editions with the same code need one run; where one of them is current, none.
        known = next((done for each in alike if (done := stored.get(each.view.path)) is not None), None)
        due = [each for each in alike if stored.get(each.view.path) is None]
        report.current += [each.view.path for each in alike if each not in due]
        runs += [Run(tuple(due), known)] if due else []
    return runs


def _is_readers(course: Course, projection: Projection) -> bool:
    """Return whether a reader wrote into a notebook that would be built the same again."""
    notebook = _read(course, projection)
    return notebook is not None and built_from(projection, notebook) and written_into(projection, notebook)


def _stored(course: Course, projection: Projection) -> Outputs | None:
    """Return the outputs of a notebook that is current, else None."""
    notebook = _read(course, projection)
    if notebook is None or stale_faults(projection, notebook):
        return None
    return {cell["id"]: cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code"}


def _read(course: Course, projection: Projection) -> Mapping[str, Any] | None:
    path = course.root / projection.view.path
    try:
        return read_notebook(path, projection.view.path) if path.is_file() else None
    except CourseError:
        return None  # whatever lies there is no notebook: build it anew


def _outputs(course: Course, run: Run, listener: Listener) -> Outputs | Fault:
    if run.outputs is not None:
        return run.outputs
    first = run.projections[0]
    path = first.view.path
    listener.started(path, sum(cell.kind == "code" for cell in first.cells))
    try:
        return execute(
            first.cells,
            path=first.source,
            folder=(course.root / path).parent,
            root=course.root,
            on_cell=lambda: listener.advanced(path),
        )
    except SourceError as error:
        return error.fault
    finally:
        listener.finished(path)


def _write(
    course: Course, run: Run, outputs: Outputs | Fault, report: BuildReport, listener: Listener
) -> None:
    if isinstance(outputs, Fault):
        report.faults.append(outputs)
        return
    for projection in run.projections:
        path = course.root / projection.view.path
        if copy := keep_work(projection, path):
            report.kept[projection.view.path] = copy.relative_to(course.root).as_posix()
        write_text(path, notebook_text(projection, outputs))
        report.built.append(projection.view.path)
        listener.written(projection.view.path)
        report.faults += notebook_faults(projection, path)
