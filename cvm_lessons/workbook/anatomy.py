"""The anatomy of a good lesson: what must be there and in which order, and the measures it keeps."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cvm_lessons.workbook.code_names import code_lines
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


class Finding(NamedTuple):
    """What is to be said about a cell."""

    cell: Cell
    message: str
    remedy: str
    warning: bool = False


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
    if not shown:
        return [Fault(source.path, 0, "", "the lesson shows nothing to a student.")]
    findings = [*_opening(entry, shown), *_closing(shown), *_rhythm(shown)]
    faults = [
        Fault(source.path, each.cell.line, each.cell.id, each.message, each.remedy, each.warning)
        for each in findings
    ]
    return sorted([*faults, *_measures(entry, source.path, shown)])


def _opening(entry: Entry, cells: Sequence[Cell]) -> Iterator[Finding]:
    first, second = cells[0], cells[min(1, len(cells) - 1)]
    if "objectives" not in first.tags or not first.source.startswith("# "):
        remedy = 'Tag its first cell:  +++ {"tags": ["objectives"]}'
        yield Finding(first, "the lesson does not open with its title and objectives.", remedy)
    call = f'setup(language="{entry.language}")'
    if call not in second.source:
        yield Finding(second, "the second cell is not the setup cell.", f"Write  {call}")
    for cell in cells[1:]:
        if "objectives" in cell.tags:
            yield Finding(cell, "a second cell is tagged objectives.", "A lesson has one.")


def _closing(cells: Sequence[Cell]) -> Iterator[Finding]:
    places = [place for place, cell in enumerate(cells) if "keypoints" in cell.tags]
    if len(places) != 1:
        message = f"{len(places)} cells are tagged keypoints."
        yield Finding(cells[-1], message, "Close the lesson with one such cell.")
        return
    key, after = cells[places[0]], cells[places[0] :]
    low, high = KEY_POINTS
    bullets = len(re.findall(r"^[-*] ", key.source, re.MULTILINE))
    if not low <= bullets <= high:
        yield Finding(key, f"{bullets} key points.", f"Write {low} to {high}, one line each.")
    if not any(":::{terms}" in cell.source for cell in after):
        yield Finding(key, "no term table follows the key points.", "Add one with  :::{terms}")
    for cell in after[1:]:
        if "checkpoint" in cell.tags:
            yield Finding(cell, "a checkpoint stands behind the key points.", "Move it before them.")


def _rhythm(cells: Sequence[Cell]) -> Iterator[Finding]:
    for cell, following in pairwise([*cells, Cell("markdown", "-")]):
        touching = cell.source.rstrip().endswith(":::") and BOX.match(following.source)
        if cell.kind == "markdown" and (TWO_BOXES.search(cell.source) or touching):
            remedy = "Put a sentence between them, or merge them."
            yield Finding(cell, "two boxes stand in a row.", remedy, warning=True)
    checkpoints = [place for place, cell in enumerate(cells) if "checkpoint" in cell.tags]
    for before, place in pairwise(checkpoints):
        if place - before > CHECKPOINT_EVERY:
            message = f"{place - before} cells since the last checkpoint."
            yield Finding(cells[place], message, f"Have one every 8 to {CHECKPOINT_EVERY}.", warning=True)


def _measures(entry: Entry, path: str, cells: Sequence[Cell]) -> Iterator[Fault]:
    counts = {
        "cells": len(cells),
        "words of prose": prose_words(cells),
        "lines of code": sum(code_lines(cell.source) for cell in cells if cell.kind == "code"),
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
