"""The anatomy of a good lesson: what must be there and in which order, and the measures it keeps."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cvm_lessons.workbook.faults import Fault
from cvm_lessons.workbook.index import Entry
from cvm_lessons.workbook.markup import without_code
from cvm_lessons.workbook.sources import Cell, Source

__all__ = ["anatomy_faults", "prose_words"]

# What is counted, and the range of a lesson that fills one sitting of 45 to 75 minutes.
MEASURES = {
    "cells": (25, 50),
    "words of prose": (1200, 2400),
    "lines of code": (0, 110),
    "second-level headings": (3, 5),
    "figures with alt text": (3, 6),
    "checkpoints": (2, 4),
    "boxes": (2, 5),
}
KEY_POINTS = (4, 6)
CHECKPOINT_EVERY = 12  # cells: attention wanes after ten minutes or so
BOX = re.compile(r"^:::+\{admonition\}", re.MULTILINE)
TWO_BOXES = re.compile(r"^:::+[ \t]*\n\s*:::+\{admonition\}", re.MULTILINE)


def anatomy_faults(entry: Entry, source: Source) -> list[Fault]:
    """Return where a lesson leaves the anatomy, and as warnings the measures it misses.

    Parameters
    ----------
    entry : Entry
        Place of the lesson in the index.
    source : Source
        The parsed lesson.

    Returns
    -------
    list of Fault
        Sorted by place.
    """
    shown = [cell for cell in source.cells if "instructor" not in cell.tags]
    findings = [*_opening(entry, shown), *_closing(shown), *_rhythm(shown)]
    faults = [Fault(source.path, cell.line, cell.id, *what) for cell, *what in findings]
    return sorted([*faults, *_measures(entry, source.path, shown)])


def _opening(entry: Entry, cells: Sequence[Cell]) -> Iterator[tuple[Cell, str, str]]:
    first, second = cells[0], cells[min(1, len(cells) - 1)]
    if "objectives" not in first.tags or not first.source.startswith("# "):
        yield (
            first,
            "the lesson does not open with its title and objectives.",
            'Tag it:  +++ {"tags": ["objectives"]}',
        )
    if f'setup(language="{entry.language}")' not in second.source:
        yield second, "the second cell is not the setup cell.", f'Write  setup(language="{entry.language}")'
    for cell in cells[1:]:
        if "objectives" in cell.tags:
            yield cell, "a second cell is tagged objectives.", "A lesson has one."


def _closing(cells: Sequence[Cell]) -> Iterator[tuple[Cell, str, str]]:
    places = [place for place, cell in enumerate(cells) if "keypoints" in cell.tags]
    if len(places) != 1:
        yield cells[-1], f"{len(places)} cells are tagged keypoints.", "Close the lesson with one such cell."
        return
    key, after = cells[places[0]], cells[places[0] :]
    bullets = len(re.findall(r"^[-*] ", key.source, re.MULTILINE))
    if not KEY_POINTS[0] <= bullets <= KEY_POINTS[1]:
        yield key, f"{bullets} key points.", f"Write {KEY_POINTS[0]} to {KEY_POINTS[1]}, one line each."
    if not any(":::{terms}" in cell.source for cell in after):
        yield key, "no term table follows the key points.", "Add one with  :::{terms}"
    for cell in after[1:]:
        if "checkpoint" in cell.tags or cell.section != key.section:
            yield cell, "stands behind the key points.", "Move it before them."


def _rhythm(cells: Sequence[Cell]) -> Iterator[tuple[Cell, str, str, bool]]:
    for cell, following in pairwise([*cells, Cell("markdown", "-")]):
        touching = cell.source.rstrip().endswith(":::") and BOX.match(following.source)
        if cell.kind == "markdown" and (TWO_BOXES.search(cell.source) or touching):
            yield cell, "two boxes stand in a row.", "Put a sentence between them, or merge them.", True
    checkpoints = [place for place, cell in enumerate(cells) if "checkpoint" in cell.tags]
    for before, place in pairwise(checkpoints):
        if place - before > CHECKPOINT_EVERY:
            message = f"{place - before} cells since the last checkpoint."
            yield cells[place], message, f"Have one every 8 to {CHECKPOINT_EVERY}.", True


def _measures(entry: Entry, path: str, cells: Sequence[Cell]) -> Iterator[Fault]:
    counts = {
        "cells": len(cells),
        "words of prose": prose_words(cells),
        "lines of code": sum(_lines(cell) for cell in cells if cell.kind == "code"),
        "second-level headings": max(cell.section for cell in cells),
        "figures with alt text": sum(bool(cell.metadata.get("alt")) for cell in cells),
        "checkpoints": sum("checkpoint" in cell.tags for cell in cells),
        "boxes": sum(len(BOX.findall(cell.source)) for cell in cells),
    }
    if entry.language == "zh":
        del counts["words of prose"]  # the range counts English words
    for what, count in counts.items():
        low, high = MEASURES[what]
        if not low <= count <= high:
            wanted = f"{low} to {high}" if low else f"at most {high}"
            yield Fault(path, 0, "", f"{count} {what}; a good lesson has {wanted}.", warning=True)


def prose_words(cells: Sequence[Cell]) -> int:
    """Return the count of words in the Markdown of some cells.

    Parameters
    ----------
    cells : sequence of Cell
        Cells of a lesson.

    Returns
    -------
    int
        Words; a Chinese character counts as none, roles and code neither.

    Examples
    --------
    >>> prose_words([Cell("markdown", "What she gets, *less* what she gives {cite}`gale1994`.")])
    7
    """
    prose = " ".join(without_code(cell.source) for cell in cells if cell.kind == "markdown")
    return len(re.findall(r"[A-Za-z][\w'’-]*", re.sub(r"\{[\w:-]+\}`[^`]*`|\{[\w-]+\}", " ", prose)))


def _lines(cell: Cell) -> int:
    return sum(1 for line in cell.source.split("\n") if line.strip())
