"""The syllabus: chapters and concepts, with the exam level and the depth each is taught at."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cvm_lessons.core.errors import CourseError
from cvm_lessons.core.spelling import nearest
from cvm_lessons.workbook.faults import Fault
from cvm_lessons.workbook.yaml_files import check_entry, read_yaml

__all__ = ["LEVELS", "TIERS", "Chapter", "Concept", "Syllabus", "load_syllabus", "parse_syllabus"]

FILE = "course/syllabus.yaml"
LEVELS = {"remember": "Remember 识记", "comprehend": "Comprehend 领会", "apply": "Apply 综合应用"}
TIERS = ("A", "B", "C")
CHAPTER_KEYS = ("id", "folder", "en", "zh")
CONCEPT_KEYS = ("id", "en", "zh", "chapter", "level", "level_by", "tier", "computable")
OPTIONAL_KEYS = ("by", "taught_in", "note")
IN_PARENTHESES = re.compile(r"[(（][^()（）]*[)）]")

EXPLAINED = re.compile(r"\s*[(（][^()（）]*[)）]$")


@dataclass(frozen=True)
class Chapter:
    """A chapter: its id, its folder and its title in both languages."""

    id: str
    folder: str
    en: str
    zh: str


@dataclass(frozen=True)
class Concept:
    """A concept: its names, where it is taught, its exam level and its tier."""

    id: str
    en: str
    zh: str
    chapter: str
    level: str
    tier: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names a text may use: without what stands in parentheses, split at a slash."""
        bare = [IN_PARENTHESES.sub("", name) for name in (self.en, self.zh)]
        return tuple(part.strip() for name in bare for part in re.split(r"\s/\s|/(?=[一-鿿])", name))

    def label(self, language: str) -> str:
        """Return the name to show: Chinese in a Chinese text, both in an English one."""
        en, zh = (EXPLAINED.sub("", name) for name in (self.en, self.zh))
        return zh if language == "zh" else f"{en} {zh}"


@dataclass(frozen=True)
class Syllabus:
    """All chapters and all concepts, by id, and what the file has that nobody reads."""

    chapters: Mapping[str, Chapter]
    concepts: Mapping[str, Concept]
    faults: tuple[Fault, ...] = ()

    def of_chapter(self, chapter: str) -> list[Concept]:
        """Return the concepts that are taught in a chapter."""
        return [concept for concept in self.concepts.values() if concept.chapter == chapter]

    def unknown(self, ids: Iterable[object]) -> list[str]:
        """Return a sentence for each id that is no concept, with the nearest one."""
        return [
            f"concept {name!r} is not in the syllabus. {_suggest(str(name), self.concepts)}"
            for name in ids
            if name not in self.concepts
        ]


def _suggest(name: str, known: Iterable[str]) -> str:
    hint = nearest(name, known)
    # Five hundred ids are no help: without a near one, say where they stand.
    return hint if hint.startswith("Did you mean") else f"The ids stand in {FILE}."


def load_syllabus(root: Path) -> Syllabus:
    """Read ``course/syllabus.yaml``.

    Parameters
    ----------
    root : Path
        Folder of the workbook.

    Returns
    -------
    Syllabus
        Chapters and concepts.

    Raises
    ------
    CourseError
        At the first entry that breaks the format.
    """
    return parse_syllabus(read_yaml(root / FILE, FILE))


def parse_syllabus(content: Any) -> Syllabus:
    """Return the syllabus that a parsed YAML file holds.

    Parameters
    ----------
    content : mapping
        With the lists ``chapters`` and ``concepts``.

    Returns
    -------
    Syllabus
        Chapters and concepts.

    Raises
    ------
    CourseError
        At the first entry that breaks the format.

    Examples
    --------
    >>> c03 = {"id": "c03", "folder": "c03_customer_value", "en": "Customer value", "zh": "客户消费价值"}
    >>> parse_syllabus({"chapters": [c03], "concepts": []}).chapters["c03"].en
    'Customer value'
    """
    lists = check_entry(content, FILE, needed=["chapters"], allowed=["concepts"])
    for key, entries in lists.items():
        if not isinstance(entries, list | None):
            raise CourseError(f"{FILE}: {key} is {entries!r}. Write a list of entries.")
    chapters: dict[str, Chapter] = {}
    concepts: dict[str, Concept] = {}
    faults: list[Fault] = []
    for number, raw in enumerate(lists["chapters"], start=1):
        entry = _entry(raw, f"chapter {number}", CHAPTER_KEYS, faults)
        _add(chapters, Chapter(**{key: str(entry[key]) for key in CHAPTER_KEYS}))
    for number, raw in enumerate(lists.get("concepts") or [], start=1):
        entry = _entry(raw, f"concept {number}", CONCEPT_KEYS, faults)
        _add(concepts, _concept(entry, f"{FILE}, concept {number} ({entry['id']})", chapters))
    return Syllabus(chapters, concepts, tuple(faults))


def _entry(raw: Any, place: str, needed: Sequence[str], faults: list[Fault]) -> dict[str, Any]:
    """Return the keys that are known; a key too many stops nobody's work, and is reported."""
    known = (*needed, *OPTIONAL_KEYS)
    extra = [key for key in raw if key not in known] if isinstance(raw, Mapping) else []
    entry = check_entry(raw, f"{FILE}, {place}", needed=needed, allowed=[*OPTIONAL_KEYS, *extra])
    for key in known:
        if not isinstance(entry.get(key, ""), str | bool):
            raise CourseError(f"{FILE}, {place}: {key} is {entry[key]!r}. Write a text.")
    faults += [
        Fault(
            FILE,
            0,
            "",
            f"{place} ({entry['id']}): {key!r} is no key.",
            "Quote a title that contains a comma.",
        )
        for key in extra
    ]
    return {key: entry[key] for key in known if key in entry}


def _add(entries: dict[str, Any], entry: Any) -> None:
    if entry.id in entries:
        raise CourseError(f"{FILE}: id {entry.id!r} stands there twice.")
    entries[entry.id] = entry


def _concept(entry: Mapping[str, Any], place: str, chapters: Mapping[str, Chapter]) -> Concept:
    home = entry.get("taught_in", entry["chapter"])
    for key, value, known in (
        ("chapter", entry["chapter"], chapters),
        ("taught_in", home, chapters),
        ("level", entry["level"], LEVELS),
        ("tier", entry["tier"], TIERS),
    ):
        if value not in known:
            raise CourseError(f"{place}: {key} {value!r} is not known. {nearest(value, known)}")
    return Concept(
        id=entry["id"], en=entry["en"], zh=entry["zh"], chapter=home, level=entry["level"], tier=entry["tier"]
    )
