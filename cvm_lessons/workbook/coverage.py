"""Coverage of the syllabus: where each concept is taught, exercised, examined and used in a case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cvm_lessons.core.spelling import check_choice
from cvm_lessons.workbook.course import Course
from cvm_lessons.workbook.index import Entry
from cvm_lessons.workbook.sources import Source
from cvm_lessons.workbook.syllabus import TIERS, Concept
from cvm_lessons.workbook.table_rules import bank_items
from cvm_lessons.workbook.teaching import sections, teaches

__all__ = ["Coverage", "coverage", "summary"]

Place = dict[str, str]


@dataclass
class Coverage:
    """The places where one concept is served."""

    concept: Concept
    taught: list[Place] = field(default_factory=list)
    exercised: list[Place] = field(default_factory=list)
    examined: list[Place] = field(default_factory=list)
    cases: list[Place] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether the concept is taught, exercised and examined; a case is not asked for."""
        return bool(self.taught and self.exercised and self.examined)

    def to_dict(self) -> dict[str, Any]:
        """Return id, chapter, tier, level and all places."""
        concept = self.concept
        return {
            "id": concept.id,
            "chapter": concept.chapter,
            "tier": concept.tier,
            "level": concept.level,
            "taught": self.taught,
            "exercised": self.exercised,
            "examined": self.examined,
            "cases": self.cases,
        }


def coverage(course: Course, *, chapter: str | None = None, tier: str | None = None) -> list[Coverage]:
    """Return where each concept is served, in the order of the syllabus.

    Parameters
    ----------
    course : Course
        The course; its English sources are read.
    chapter : str, optional
        Only the concepts taught in this chapter.
    tier : {"A", "B", "C"}, optional
        Only the concepts of this tier.

    Returns
    -------
    list of Coverage
        One per concept.

    Raises
    ------
    ParameterError
        If there is no such chapter or tier.
    CourseError
        If a source or a bank cannot be read.
    """
    if chapter is not None:
        check_choice("chapter", chapter, course.syllabus.chapters)
    if tier is not None:
        check_choice("tier", tier, TIERS)
    table = {name: Coverage(concept) for name, concept in course.syllabus.concepts.items()}
    for kind, name, place in _places(course):
        if name in table:  # an unknown id is a fault of the build, with its nearest name
            getattr(table[name], kind).append(place)
    return [
        row
        for row in table.values()
        if chapter in (None, row.concept.chapter) and tier in (None, row.concept.tier)
    ]


def _places(course: Course) -> Iterator[tuple[str, str, Place]]:
    for entry in course.entries:
        if entry.language == "en":
            source = course.source(entry)
            found = {"exercises": _exercised, "case": _used}.get(entry.kind)
            yield from found(source) if found else _taught(course, entry, source)
    for path, item in bank_items(course.root):
        for name in item.get("concepts") or []:
            yield "examined", name, {"path": path, "item": str(item.get("id", ""))}


def _taught(course: Course, entry: Entry, source: Source) -> Iterator[tuple[str, str, Place]]:
    parts = sections(source)
    for section in parts:
        place = {"path": source.path, "heading": section.heading, "cell": section.cell.id}
        for name in section.concepts:
            concept = course.syllabus.concepts.get(name)
            if concept and teaches(section, concept, course.glossary):
                yield "taught", name, place
    for cell in source.cells:
        if "checkpoint" in cell.tags:
            heading = next((part.heading for part in parts if part.cell.section == cell.section), "")
            place = {"path": source.path, "heading": heading, "cell": cell.id}
            yield from (("exercised", name, place) for name in cell.concepts)


def _exercised(source: Source) -> Iterator[tuple[str, str, Place]]:
    for cell in source.cells:
        if "exercise" in cell.metadata:
            place = {"path": source.path, "heading": _heading(cell.source), "cell": cell.id}
            yield from (("exercised", name, place) for name in cell.concepts)


def _used(source: Source) -> Iterator[tuple[str, str, Place]]:
    whole = {"path": source.path, "heading": str(source.meta.get("title", "")), "cell": ""}
    yield from (("cases", name, whole) for name in source.meta.get("concepts") or [])
    for cell in source.cells:
        place = {"path": source.path, "heading": _heading(cell.source), "cell": cell.id}
        yield from (("cases", name, place) for name in cell.concepts)


def _heading(markdown: str) -> str:
    first = markdown.split("\n", 1)[0]
    return first.lstrip("# ").strip() if first.startswith("#") else ""


def summary(rows: Iterable[Coverage]) -> str:
    """Return the counts in one line.

    Parameters
    ----------
    rows : iterable of Coverage
        What `coverage` returned.

    Returns
    -------
    str
        How many concepts are taught, exercised, examined and used in a case.

    Examples
    --------
    >>> summary([])
    '0 concepts: 0 taught, 0 exercised, 0 examined, 0 in a case.'
    """
    rows = list(rows)
    parts = [
        f"{sum(bool(getattr(row, kind)) for row in rows)} {kind}"
        for kind in ("taught", "exercised", "examined")
    ]
    return f"{len(rows)} concepts: {', '.join(parts)}, {sum(bool(row.cases) for row in rows)} in a case."
