"""A new chapter's files, made from the syllabus: the anatomy is there, the marks say what to write."""

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from string import Template

from cvm_lessons.core.errors import ParameterError
from cvm_lessons.core.spelling import check_choice
from cvm_lessons.workbook.course import Course
from cvm_lessons.workbook.coverage import coverage
from cvm_lessons.workbook.notebooks import write_text
from cvm_lessons.workbook.placeholders import placeholder
from cvm_lessons.workbook.syllabus import LEVELS, Chapter, Concept
from cvm_lessons.workbook.teaching import MOST_TIER_A

__all__ = ["SECTIONS_PER_LESSON", "new_chapter", "scaffold"]

SECTIONS_PER_LESSON = 3  # with the question, the decision and the key points, a lesson's headings
CONCEPTS_PER_SECTION = 4
EXERCISES = 10
TEMPLATES = Path(__file__).with_name("templates")


def new_chapter(course: Course, chapter: str) -> list[str]:
    """Write the files of a new chapter.

    Parameters
    ----------
    course : Course
        The course.
    chapter : str
        Id of the chapter, for example ``"c04"``.

    Returns
    -------
    list of str
        Paths of the files, from the workbook's folder.

    Raises
    ------
    ParameterError
        If there is no such chapter, or one of its files is there already.
    """
    files = scaffold(course, chapter)
    there = [path for path in files if (course.root / path).exists()]
    folder = f"course/en/{course.syllabus.chapters[chapter].folder}"
    there += sorted(path.relative_to(course.root).as_posix() for path in (course.root / folder).glob("*.md"))
    if there:
        raise ParameterError(f"{there[0]} is there already: a scaffold overwrites nothing.")
    for path, text in files.items():
        write_text(course.root / path, text)
    return list(files)


def scaffold(course: Course, chapter: str) -> dict[str, str]:
    """Return the files of a new chapter: lessons, exercises and item bank.

    Parameters
    ----------
    course : Course
        The course.
    chapter : str
        Id of the chapter.

    Returns
    -------
    dict of str to str
        Text by path. The lessons share the concepts that no section teaches yet.

    Raises
    ------
    ParameterError
        If there is no such chapter, or nothing is left to be taught in it.
    """
    check_choice("chapter", chapter, course.syllabus.chapters)
    home = course.syllabus.chapters[chapter]
    if home.folder == "cases":
        raise ParameterError("cases are written one by one: copy course/en/cases/value_drivers.md.")
    waiting = [row.concept for row in coverage(course, chapter=chapter) if not row.taught]
    if not waiting:
        raise ParameterError(f"{chapter} has no concept left to be taught: add it to the syllabus first.")
    sections = _sections(waiting)
    lessons = _even(sections, -(-len(sections) // SECTIONS_PER_LESSON))
    files = {}
    for number, group in enumerate(lessons, start=1):
        name = f"{number:02}_{group[0][0].id.replace('-', '_')}"
        files[f"course/en/{home.folder}/{name}.md"] = _lesson(home, number, group)
    files[f"course/en/{home.folder}/exercises.md"] = _exercises(home, waiting, len(lessons))
    files[f"course/exam/bank/{chapter}.yaml"] = _bank(home, waiting)
    return files


def _sections(concepts: Sequence[Concept]) -> list[list[Concept]]:
    sections: list[list[Concept]] = [[]]
    for concept in concepts:
        top = sum(each.tier == "A" for each in (*sections[-1], concept))
        if len(sections[-1]) == CONCEPTS_PER_SECTION or top > MOST_TIER_A:
            sections.append([])
        sections[-1].append(concept)
    return sections


def _even(items: Sequence[list[Concept]], groups: int) -> list[list[list[Concept]]]:
    """Split into groups whose sizes differ by one at most."""
    bounds = [round(place * len(items) / groups) for place in range(groups + 1)]
    return [list(items[low:high]) for low, high in pairwise(bounds)]


def _lesson(home: Chapter, number: int, sections: Sequence[Sequence[Concept]]) -> str:
    concepts = [concept for section in sections for concept in section]
    checkpoints = [f"c{place}" for place in range(1, len(sections) + 1)]
    return _fill(
        "lesson.md",
        chapter=home.id,
        chapter_title=home.en,
        number=str(number),
        set=f"{home.id}.{number:02}",
        checkpoints=", ".join([*checkpoints, ""]).strip()
        if len(checkpoints) == 1
        else ", ".join(checkpoints),
        objectives="\n".join(_objective(concept) for concept in concepts),
        sections="\n".join(
            _section(section, name) for section, name in zip(sections, checkpoints, strict=True)
        ),
    )


def _objective(concept: Concept) -> str:
    return (
        f"| {placeholder(f'what you can do with {concept.en}')} | {LEVELS[concept.level]} | `{concept.id}` |"
    )


def _section(concepts: Sequence[Concept], checkpoint: str) -> str:
    duties = "\n\n".join(placeholder(f"teach {each.en} {each.zh}: {DUTIES[each.tier]}") for each in concepts)
    ids = json.dumps([concept.id for concept in concepts])
    return _fill("section.md", concepts=ids, duties=duties, checkpoint=checkpoint)


DUTIES: Mapping[str, str] = {
    "A": "plain words, definition with its source, Chinese term, an example by hand, the same on the data",
    "B": "a paragraph from which a reader can answer a question",
    "C": "a sentence that is true",
}


def _exercises(home: Chapter, concepts: Sequence[Concept], lessons: int) -> str:
    names = [f"q{number}" for number in range(1, EXERCISES + 1)]
    tasks = []
    for place, name in enumerate(names):
        served = list(concepts[place::EXERCISES]) or [concepts[place % len(concepts)]]
        meta = {
            "exercise": name,
            "concepts": [concept.id for concept in served],
            "level": served[0].level,
            "lesson": 1 + place * lessons // EXERCISES,
        }
        tasks.append(
            _fill("exercise.md", name=name, number=str(place + 1), meta=json.dumps(meta, ensure_ascii=False))
        )
    return _fill(
        "exercises.md",
        chapter=home.id,
        chapter_title=home.en,
        chapter_title_zh=home.zh,
        names=", ".join(names),
        exercises="\n".join(tasks),
    )


def _bank(home: Chapter, concepts: Sequence[Concept]) -> str:
    duties = "\n".join(f"# {placeholder(f'items on {concept.id}')}" for concept in concepts)
    return _fill("bank.yaml", chapter=home.id, chapter_title=home.en, duties=duties)


def _fill(template: str, /, **values: str) -> str:
    return Template((TEMPLATES / template).read_text(encoding="utf-8")).substitute(values)
