"""Sections of a lesson and the concepts they name: a tag counts only where the text teaches."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cvm_lessons.workbook.course import Course
from cvm_lessons.workbook.faults import Fault
from cvm_lessons.workbook.glossary import Term
from cvm_lessons.workbook.markup import without_code
from cvm_lessons.workbook.placeholders import has_placeholder
from cvm_lessons.workbook.sources import Cell, Source
from cvm_lessons.workbook.syllabus import Concept

__all__ = ["MOST_TIER_A", "Section", "sections", "teaches", "teaching_faults"]

MOST_TIER_A = 3  # a section is one idea
HEADING = re.compile(r"^(#{2,3}) +(.+)")
ANY_HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
TERM = re.compile(r"\{term\}`([^`]+)`")
CHINESE = re.compile(r"[一-鿿]")


@dataclass(frozen=True)
class Section:
    """A section or subsection: its heading, its first cell, the concepts it names and its text."""

    heading: str
    cell: Cell
    level: int
    text: str

    @property
    def concepts(self) -> tuple[str, ...]:
        """Ids of the concepts that the section names."""
        return tuple(self.cell.concepts)


def sections(source: Source) -> list[Section]:
    """Return the sections and subsections of a source, in order.

    A section runs to the next second-level heading, a subsection to the next heading of either
    level. Notes for instructors are no part of the text.

    Parameters
    ----------
    source : Source
        The parsed source.

    Returns
    -------
    list of Section
        Subsections stand behind the section that holds them.
    """
    shown = [cell for cell in source.cells if cell.kind == "markdown" and "instructor" not in cell.tags]
    opened = [(place, found) for place, cell in enumerate(shown) if (found := HEADING.match(cell.source))]
    found_sections = []
    for number, (place, found) in enumerate(opened):
        level = len(found[1])
        ends = [later for later, other in opened[number + 1 :] if len(other[1]) <= level]
        text = "\n\n".join(cell.source for cell in shown[place : ends[0] if ends else None])
        found_sections.append(Section(found[2].strip(), shown[place], level, without_code(text)))
    return found_sections


def teaches(section: Section, concept: Concept, glossary: Mapping[str, Term]) -> bool:
    """Say whether the text of a section teaches a concept that it names.

    Parameters
    ----------
    section : Section
        The section.
    concept : Concept
        One of its concepts.
    glossary : mapping of str to Term
        The course's terms.

    Returns
    -------
    bool
        False for a tag without such text, and for a section still to be written.
    """
    return not has_placeholder(section.text) and not _lacks(section.text, concept, glossary)


def teaching_faults(course: Course, source: Source) -> Iterator[Fault]:
    """Find what the sections' concept tags promise and the text does not keep.

    Parameters
    ----------
    course : Course
        With syllabus and glossary.
    source : Source
        A lesson, a page or a case.

    Yields
    ------
    Fault
        A tag whose term does not appear, a tier A concept without citation or Chinese text, a
        section with too many tier A concepts.
    """
    parts = sections(source)
    concepts = course.syllabus.concepts
    for place, section in enumerate(parts):
        for name in section.concepts if not has_placeholder(section.text) else ():
            if name in concepts and (lacks := _lacks(section.text, concepts[name], course.glossary)):
                message = f"concept {name!r} is tagged, but the text has {lacks}"
                yield _fault(source, section, message, "Teach it there, or take the tag away.")
        if section.level == 2:
            yield from _crowded(course, source, section, _until_next_section(parts[place + 1 :]))


def _until_next_section(later: list[Section]) -> list[Section]:
    return later[: next((place for place, part in enumerate(later) if part.level == 2), None)]


def _crowded(course: Course, source: Source, section: Section, inner: list[Section]) -> Iterator[Fault]:
    names = dict.fromkeys(name for part in (section, *inner) for name in part.concepts)
    concepts = course.syllabus.concepts
    top = [name for name in names if name in concepts and concepts[name].tier == "A"]
    if len(top) > MOST_TIER_A:
        message = f"names {len(top)} tier A concepts ({', '.join(top)}); at most {MOST_TIER_A} fit one idea."
        yield _fault(source, section, message, "Split the section.")


def _lacks(text: str, concept: Concept, glossary: Mapping[str, Term]) -> str:
    linked = [term for term in glossary.values() if concept.id in (term.id, *term.concepts)]
    names = dict.fromkeys([*concept.names, *(name for term in linked for name in term.names)])
    used = {match.strip() for match in TERM.findall(text)}
    marked = _folded(" | ".join([*ANY_HEADING.findall(text), *BOLD.findall(text)]))
    if not used & {term.id for term in linked} and not any(_folded(name) in marked for name in names):
        return f"its term in no heading, bold word or {{term}} (looked for: {'; '.join(names)})."
    if concept.tier == "A" and "{cite" not in text:
        return "no citation, which tier A asks for."
    if concept.tier == "A" and not used and not CHINESE.search(text):
        return "no Chinese term, which tier A asks for."
    return ""


def _folded(text: str) -> str:
    return re.sub(r"[\s–-]+", " ", text).casefold()


def _fault(source: Source, section: Section, message: str, remedy: str = "") -> Fault:
    return Fault(source.path, section.cell.line, section.cell.id, message, remedy)
