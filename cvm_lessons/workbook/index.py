"""The index of the course: every source, its language, and the notebooks that are built from it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from cvm_lessons.core.errors import CourseError, ParameterError
from cvm_lessons.core.languages import LANGUAGES
from cvm_lessons.core.spelling import nearest

__all__ = ["Entry", "View", "find_entries", "select_entries"]

Kind = Literal["lesson", "exercises", "case", "page"]
Edition = Literal["student", "instructor", "exercises", "solutions"]
DRILLS: tuple[Edition, ...] = ("exercises", "solutions")
LESSON = re.compile(r"\d\d_[a-z0-9_]+")
CHAPTER = re.compile(r"c\d\d(?=_)")


@dataclass(frozen=True)
class View:
    """A notebook built from a source: which edition, and where it lies."""

    edition: Edition
    path: str

    @property
    def committed(self) -> bool:
        """Whether the notebook is part of the repository; the instructor's edition is not."""
        return self.edition != "instructor"


@dataclass(frozen=True)
class Entry:
    """A source of the course: its path, language, kind, folder, and its views."""

    path: str
    language: str
    kind: Kind
    folder: str
    stem: str
    views: tuple[View, ...]

    @property
    def chapter(self) -> str:
        """Id of the chapter; ``cases`` for a case, the page's name for a page outside the chapters."""
        numbered = CHAPTER.match(self.folder)
        return numbered.group() if numbered else self.folder


def find_entries(root: Path) -> list[Entry]:
    """Return every source of the course, in reading order.

    Parameters
    ----------
    root : Path
        Folder of the workbook.

    Returns
    -------
    list of Entry
        Pages, then chapters, then cases, language by language.

    Raises
    ------
    CourseError
        If a file lies where no source belongs.
    """
    entries = [
        _entry(path.relative_to(root).as_posix())
        for language in LANGUAGES
        for path in sorted((root / "course" / language).rglob("*.md"))
    ]
    order = {"page": 0, "lesson": 1, "exercises": 1, "case": 2}
    return sorted(entries, key=lambda entry: (LANGUAGES.index(entry.language), order[entry.kind], entry.path))


def _entry(path: str) -> Entry:
    _, language, *folders, name = PurePosixPath(path).parts
    stem = name.removesuffix(".md")
    if not folders:
        return Entry(path, language, "page", stem, stem, _page_views(language, stem))
    folder = folders[0]
    inner = f"{language}/{folder}/{stem}.ipynb"
    read = (View("student", f"notebooks/{inner}"), View("instructor", f"build/instructor/{inner}"))
    if len(folders) == 1 and folder == "cases":
        return Entry(path, language, "case", folder, stem, read)
    if len(folders) == 1 and stem == "exercises":
        drills = tuple(View(edition, f"{edition}/{language}/{folder}.ipynb") for edition in DRILLS)
        return Entry(path, language, "exercises", folder, stem, drills)
    if len(folders) == 1 and LESSON.fullmatch(stem):
        return Entry(path, language, "lesson", folder, stem, read)
    raise CourseError(
        f"{path} is no source that the course knows. Name a lesson like 01_name.md, put a case under cases/."
    )


def _page_views(language: str, stem: str) -> tuple[View, ...]:
    if stem == "start_here":  # the door stands at the root of the repository
        return (View("student", "START_HERE.ipynb" if language == "en" else f"START_HERE.{language}.ipynb"),)
    inner = f"{language}/{stem}.ipynb"
    return (View("student", f"notebooks/{inner}"), View("instructor", f"build/instructor/{inner}"))


def select_entries(entries: Sequence[Entry], names: Iterable[str]) -> list[Entry]:
    """Return the entries that are named, all of them if none is.

    Parameters
    ----------
    entries : sequence of Entry
        The index.
    names : iterable of str
        Chapter (``c03``), folder, ``cases``, name of a page or case, or path of a source.

    Returns
    -------
    list of Entry
        In the order of the index.

    Raises
    ------
    ParameterError
        For a name that fits no source, with the nearest one.
    """
    wanted = list(names)
    if not wanted:
        return list(entries)
    known = {name for entry in entries for name in _names(entry)}
    for name in wanted:
        if _clean(name) not in known:
            short = sorted({entry.chapter for entry in entries} | {entry.stem for entry in entries})
            raise ParameterError(f"{name!r} is no chapter, case or source. {nearest(name, short)}")
    return [entry for entry in entries if _names(entry) & {_clean(name) for name in wanted}]


def _clean(name: str) -> str:
    return name.removeprefix("./").rstrip("/")


def _names(entry: Entry) -> set[str]:
    numbered = f"{entry.chapter}/{entry.stem[:2]}" if entry.kind == "lesson" else ""
    built = {view.path for view in entry.views}
    return {entry.chapter, entry.folder, entry.stem, entry.path, entry.language, numbered, *built} - {""}
