"""Views: what a student, an instructor, a learner with exercises or solutions sees of one source."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from cvm_lessons.core.languages import language, translate
from cvm_lessons.workbook.citations import Reference
from cvm_lessons.workbook.course import Course
from cvm_lessons.workbook.faults import SourceError
from cvm_lessons.workbook.index import Entry, View
from cvm_lessons.workbook.markup import Markup
from cvm_lessons.workbook.objectives import with_names
from cvm_lessons.workbook.placeholders import placeholder_faults
from cvm_lessons.workbook.slides import slide_marks
from cvm_lessons.workbook.sources import Cell, Source

__all__ = ["Projection", "project", "projections", "select_cells"]

# The tags that an edition leaves out.
LEFT_OUT: Mapping[str, frozenset[str]] = {
    "student": frozenset({"instructor"}),
    "instructor": frozenset(),
    "exercises": frozenset({"instructor", "solution"}),
    "solutions": frozenset({"instructor", "starter"}),
}


@dataclass(frozen=True)
class Projection:
    """The cells of one notebook before it is run, with the hash of all that went into them."""

    view: View
    source: str
    language: str
    sha256: str
    cells: tuple[Cell, ...]


def projections(course: Course, entry: Entry, source: Source) -> list[Projection]:
    """Return every view of a source.

    Parameters
    ----------
    course : Course
        With the glossary and the references that the source refers to.
    entry : Entry
        Place of the source in the index.
    source : Source
        The parsed source.

    Returns
    -------
    list of Projection
        One per view of the entry.

    Raises
    ------
    SourceError
        At the first role, directive, key or id that is not known.
    """
    return [project(course, entry, source, view) for view in entry.views]


def project(course: Course, entry: Entry, source: Source, view: View) -> Projection:
    """Return one view of a source, with roles and directives resolved.

    Parameters
    ----------
    course : Course
        With the glossary and the references that the source refers to.
    entry : Entry
        Place of the source in the index.
    source : Source
        The parsed source.
    view : View
        The edition wanted.

    Returns
    -------
    Projection
        The cells of the notebook, a list of the cited works last.

    Raises
    ------
    SourceError
        At the first mark of something still to be written, or the first role, directive, key or
        id that is not known.
    """
    for fault in placeholder_faults(source.text, source.path):
        raise SourceError(fault)  # a scaffold is never built in silence
    whole, shown = (Markup(source.path, entry.language, course.glossary, course.references) for _ in range(2))
    for cell in source.cells:  # what an edition leaves out counts too: for its faults, and for the hash
        _resolved(cell, whole)
    cells = [_resolved(cell, shown) for cell in select_cells(source.cells, view.edition)]
    cells = [_named(cell, course, entry.language) for cell in cells]
    if shown.cited:
        cells.append(_sources_cell(shown.cited.values(), entry.language))
    if view.edition == "instructor":
        cells = slide_marks(cells)
    return Projection(view, source.path, entry.language, _hash(source, whole), tuple(cells))


def _resolved(cell: Cell, markup: Markup) -> Cell:
    return replace(cell, source=markup.resolve(cell)) if cell.kind == "markdown" else _runnable(cell)


def _named(cell: Cell, course: Course, code: str) -> Cell:
    if "objectives" not in cell.tags:
        return cell
    return replace(cell, source=with_names(cell.source, course.syllabus, code))


def select_cells(cells: Sequence[Cell], edition: str) -> list[Cell]:
    """Return the cells that an edition shows.

    Parameters
    ----------
    cells : sequence of Cell
        All cells of a source.
    edition : {"student", "instructor", "exercises", "solutions"}
        The edition.

    Returns
    -------
    list of Cell
        In the order of the source.

    Examples
    --------
    >>> starter = Cell("code", "a = ...", {"tags": ["starter"]})
    >>> solution = Cell("code", "a = 1", {"tags": ["solution"]})
    >>> [cell.source for cell in select_cells([starter, solution], "solutions")]
    ['a = 1']
    """
    return [cell for cell in cells if not LEFT_OUT[edition] & set(cell.tags)]


def _runnable(cell: Cell) -> Cell:
    if "widget" not in cell.tags:
        return cell
    tags = [*cell.tags, *({"nbval-ignore-output"} - set(cell.tags))]
    return replace(cell, metadata={**cell.metadata, "tags": tags})


def _sources_cell(works: Iterable[Reference], code: str) -> Cell:
    with language(code):
        heading = translate("Sources")
    listed = sorted({work.full for work in works}, key=str.casefold)
    return Cell(
        "markdown", "\n".join([f"## {heading}", "", *(f"- {full}" for full in listed)]), {}, "sources"
    )


def _hash(source: Source, markup: Markup) -> str:
    terms = markup.terms.values()
    used = {
        "source": source.text,
        "references": {key: asdict(work) for key, work in markup.cited.items()},
        "terms": {term.id: [term.en, term.zh, term.definition(markup.language)] for term in terms},
    }
    return hashlib.sha256(json.dumps(used, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
