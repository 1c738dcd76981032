"""Slides: which cells of an instructor's notebook stand on one, and the page that shows them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from cvm_lessons.workbook.sources import Cell

__all__ = ["slide_marks", "write_slides"]

TITLE = re.compile(r"^#{1,2} \S", re.MULTILINE)
SUBTITLE = re.compile(r"^### \S", re.MULTILINE)
# What a class looks at beside headings: boxes, tables and displayed formulas.
WORTH_A_SLIDE = re.compile(r"^(?::::|\||\$\$|<div class=\"alert)", re.MULTILINE)


def slide_marks(cells: Iterable[Cell]) -> list[Cell]:
    """Return the cells, each marked with its place in the slides.

    A heading opens a slide; figures, tables, boxes, widgets and key points follow below it; notes for the
    instructor become the speaker's notes; the running text and plain code are left out. What a cell says
    of itself (``"slideshow": {"slide_type": "skip"}``) holds.

    Parameters
    ----------
    cells : iterable of Cell
        The cells of an instructor's edition.

    Returns
    -------
    list of Cell
        With the metadata that nbconvert reads.

    Examples
    --------
    >>> marked = slide_marks([Cell("markdown", "## Price"), Cell("code", "x = 1"), Cell("markdown", "Text.")])
    >>> [cell.metadata["slideshow"]["slide_type"] for cell in marked]
    ['slide', 'skip', 'skip']
    """
    return [
        replace(cell, metadata={"slideshow": {"slide_type": _place(cell)}, **cell.metadata}) for cell in cells
    ]


def write_slides(notebook: Path, page: Path) -> None:
    """Write the slides of a built instructor's notebook as one page, without its code.

    Parameters
    ----------
    notebook : Path
        A notebook whose cells are marked.
    page : Path
        Where the page is written; its folder is made.
    """
    from nbconvert import SlidesExporter

    exporter = SlidesExporter(exclude_input=True, reveal_scroll=True, exclude_output_prompt=True)
    body, _ = exporter.from_filename(str(notebook))
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(body, encoding="utf-8")


def _place(cell: Cell) -> str:
    tags = set(cell.tags)
    if "instructor" in tags:
        return "notes"
    if cell.kind == "code":
        return "subslide" if "alt" in cell.metadata or tags & {"result", "widget"} else "skip"
    if cell.id == "sources":
        return "skip"
    if "objectives" in tags or TITLE.search(cell.source):
        return "slide"
    if "keypoints" in tags or SUBTITLE.search(cell.source) or WORTH_A_SLIDE.search(cell.source):
        return "subslide"
    return "skip"
