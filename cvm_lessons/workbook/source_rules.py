"""The rules that every source keeps: known tags and ids, whole front matter, taught concepts."""

import re
from collections.abc import Iterator

from cvm_lessons.core.spelling import nearest
from cvm_lessons.workbook.case_rules import parameter_faults
from cvm_lessons.workbook.code_names import code_lines
from cvm_lessons.workbook.course import Course
from cvm_lessons.workbook.exercise_rules import checkpoint_faults, exercise_faults
from cvm_lessons.workbook.faults import Fault
from cvm_lessons.workbook.index import Entry
from cvm_lessons.workbook.objectives import objective_rows
from cvm_lessons.workbook.shapes import CELL
from cvm_lessons.workbook.sources import Cell, Source
from cvm_lessons.workbook.syllabus import LEVELS
from cvm_lessons.workbook.teaching import sections, teaching_faults

__all__ = ["source_faults"]

TAGS = (
    "checkpoint",
    "instructor",
    "keypoints",
    "nbval-ignore-output",
    "objectives",
    "parameters",
    "result",
    "solution",
    "starter",
    "widget",
)
NEEDED = {
    "lesson": ("title", "title_zh", "chapter", "lesson", "minutes", "kernelspec"),
    "exercises": ("title", "chapter", "kernelspec"),
    "case": ("title", "case", "chapter", "concepts", "parameters", "kernelspec"),
    "page": ("title", "kernelspec"),
}
CODE_LINES = 8  # a cell reads like a sentence


def source_faults(course: Course, entry: Entry, source: Source) -> list[Fault]:
    """Return the rules that a source breaks.

    Parameters
    ----------
    course : Course
        With syllabus and glossary.
    entry : Entry
        Place of the source in the index.
    source : Source
        The parsed source.

    Returns
    -------
    list of Fault
        Sorted by place.
    """
    faults = [*_front_matter(course, entry, source)]
    for cell in source.cells:
        faults += [
            Fault(source.path, cell.line, cell.id, message, remedy)
            for message, remedy in _cell(course, entry, cell)
        ]
    if entry.kind == "exercises":
        faults += exercise_faults(source)
    else:
        faults += teaching_faults(course, source)
    if entry.kind == "case":
        faults += parameter_faults(source)
    if entry.kind == "lesson":
        faults += [*checkpoint_faults(source), *_objectives(course, source)]
    return sorted(faults)


def _front_matter(course: Course, entry: Entry, source: Source) -> Iterator[Fault]:
    meta, path = source.meta, source.path
    for key in NEEDED[entry.kind]:
        if key not in meta:
            yield Fault(path, 1, "", f"{key!r} is missing in the front matter.", f"Write  {key}: …")
    for message in course.syllabus.unknown(meta.get("concepts") or []):
        yield Fault(path, 1, "", message)
    chapters = course.syllabus.chapters
    if (chapter := meta.get("chapter")) is not None and chapter not in chapters:
        yield Fault(path, 1, "", f"chapter {chapter!r} is not known.", nearest(str(chapter), chapters))
    elif entry.kind in ("lesson", "exercises") and chapter and chapters[chapter].folder != entry.folder:
        remedy = f"Move it to {chapters[chapter].folder}."
        yield Fault(path, 1, "", f"a source of {chapter} lies in {entry.folder}.", remedy)
    if entry.kind == "lesson" and str(meta.get("lesson", "")) != str(int(entry.stem[:2])):
        message = f"the file's name says lesson {int(entry.stem[:2])}, the front matter {meta.get('lesson')}."
        yield Fault(path, 1, "", message, "Make them agree.")


def _cell(course: Course, entry: Entry, cell: Cell) -> Iterator[tuple[str, str]]:
    for tag in cell.tags:
        if tag not in TAGS:
            yield f"tag {tag!r} is not known.", nearest(str(tag), TAGS)
    for key in cell.metadata:
        if key not in CELL:
            yield f"{key!r} is no key of a cell.", nearest(key, CELL)
    for message in course.syllabus.unknown(cell.concepts):
        yield message, ""
    if cell.concepts and not _may_name_concepts(entry, cell):
        yield (
            "the cell names concepts, but is no section, exercise or checkpoint.",
            "Move them to the cell with the heading.",
        )
    lines = code_lines(cell.source) if cell.kind == "code" else 0
    if lines > CODE_LINES and "parameters" not in cell.tags:
        yield f"{lines} lines of code; at most {CODE_LINES}.", "Move the work into a function of cvm_lessons."
    if "instructor" not in cell.tags and re.search(
        r"^:::+\{admonition\} *(Instructor|教师)", cell.source, re.M
    ):
        yield "a note for the instructor stands in the student's notebook.", "Tag its cell  instructor"


def _may_name_concepts(entry: Entry, cell: Cell) -> bool:
    if entry.kind == "case" or "checkpoint" in cell.tags:
        return True
    key = "exercise" if entry.kind == "exercises" else ""
    return key in cell.metadata if key else bool(re.match(r"#{2,3} ", cell.source))


def _objectives(course: Course, source: Source) -> Iterator[Fault]:
    taught = {name for section in sections(source) for name in section.concepts}
    for cell in source.cells:
        if "objectives" not in cell.tags:
            continue
        for row in objective_rows(cell.source):
            line = cell.line + cell.source.count("\n", 0, row.start())
            for message, remedy in _objective(course, row, taught):
                yield Fault(source.path, line, cell.id, message, remedy)


def _objective(course: Course, row: re.Match[str], taught: set[str]) -> Iterator[tuple[str, str]]:
    if (level := row["level"].strip()) not in LEVELS.values():
        yield f"level {level!r} is not known.", nearest(level, LEVELS.values())
    names = re.findall(r"`([^`]+)`", row["concepts"])
    if not names:
        yield f"the objective {row['text'].strip()!r} names no concept.", "Write its ids in backticks."
    for message in course.syllabus.unknown(names):
        yield message, ""
    for name in names:
        if name in course.syllabus.concepts and name not in taught:
            yield f"objective {name!r} is taught in no section of this lesson.", "Tag the section that does."
