"""A source file of the course, parsed into cells that know their id and their line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from cvm_lessons.workbook.faults import Fault, SourceError
from cvm_lessons.workbook.shapes import CELL, FRONT_MATTER, wrong_shapes

__all__ = ["Cell", "Source", "parse_source"]

SECTION = re.compile(r"^## \S")
LOST_METADATA = re.compile(
    r"^\+\+\+[ \t]*\{.*\}[ \t]*\n(?:[ \t]*\n)*(?=```\{code-cell\}|\+\+\+|\Z)", re.MULTILINE
)
# What jupytext would drop in silence, or refuse without a line.
BEFORE_PARSING = (
    (
        LOST_METADATA,
        "the metadata of this break belong to no Markdown cell and would be lost.",
        "Give a code cell its tags inside the cell:  :tags: [result]",
    ),
    (
        re.compile(r"^(?::tags:|\+\+\+.*\"tags\":)[ \t]*(?!\[)\S", re.MULTILINE),
        "the tags are no list.",
        'Write a list:  :tags: [result]  or  +++ {"tags": ["objectives"]}',
    ),
)
AT_LINE = re.compile(r"^(?P<kind>\w+) cell \d+ at line (?P<line>\d+)")
FENCED = re.compile(r"^(?P<fence>```+|~~~+)[^\n]*\n.*?^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Cell:
    """A Markdown or code cell: text, metadata, permanent id, and the line of the source where it starts."""

    kind: Literal["markdown", "code"]
    source: str
    metadata: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""
    line: int = 0
    section: int = 0

    @property
    def tags(self) -> Sequence[str]:
        """The cell's tags."""
        return tuple(self.metadata.get("tags", ()))

    @property
    def concepts(self) -> Sequence[str]:
        """Ids of the concepts that the cell says it serves."""
        return tuple(self.metadata.get("concepts", ()))


@dataclass(frozen=True)
class Source:
    """A parsed source: its path from the workbook's folder, its front matter, its cells and its text."""

    path: str
    meta: Mapping[str, Any]
    cells: tuple[Cell, ...]
    text: str


def parse_source(text: str, path: str) -> Source:
    """Parse a MyST Markdown notebook.

    Ids are ``s<section>-<number>``: the count of second-level headings so far, and the place in that
    section over all cells, so that editions and languages agree.

    Parameters
    ----------
    text : str
        The file's text.
    path : str
        Its path from the workbook's folder, for messages.

    Returns
    -------
    Source
        Front matter and cells.

    Raises
    ------
    SourceError
        Naming file and line of what cannot be read.

    Examples
    --------
    >>> lesson = parse_source("---\\ntitle: T\\n---\\n# T\\n\\n+++\\n\\n## One\\n", "t.md")
    >>> [(cell.id, cell.line) for cell in lesson.cells]
    [('s0-01', 4), ('s1-01', 8)]
    """
    from jupytext.myst import MystMetadataParsingError, myst_to_notebook
    from nbformat import ValidationError

    _check_breaks(text, path)
    try:
        notebook = myst_to_notebook(text, add_source_map=True)
    except MystMetadataParsingError as error:
        raise SourceError(_unreadable(path, str(error))) from error
    except ValidationError as error:
        shape = str(error).strip().split("\n", 1)[0]
        remedy = "Write front matter and metadata as keys with values."
        raise SourceError(Fault(path, 0, "", f"metadata of the wrong shape: {shape}.", remedy)) from error
    if not notebook.cells:
        raise SourceError(Fault(path, 0, "", "the source has no cells.", "Write a title and a text."))
    meta = dict(notebook.metadata)
    lines = meta.pop("source_map")
    for message, remedy in wrong_shapes(meta, FRONT_MATTER):
        raise SourceError(Fault(path, 1, "", message, remedy))
    cells: list[Cell] = []
    section, number = 0, 0
    for raw, start in zip(notebook.cells, lines, strict=True):
        line = start if raw.cell_type == "code" else start + 1 + _blank_lines(text, start)
        if raw.cell_type == "markdown" and SECTION.match(raw.source):
            section, number = section + 1, 0
        number += 1
        cell = Cell(raw.cell_type, raw.source, dict(raw.metadata), f"s{section}-{number:02}", line, section)
        _check_cell(cell, path)
        cells.append(cell)
    return Source(path, meta, tuple(cells), text)


def _unreadable(path: str, message: str) -> Fault:
    """Return jupytext's complaint with its line, and the remedy for what is usually behind it."""
    at = AT_LINE.match(message)
    if at is None:
        return Fault(path, 1, "", "the front matter is no YAML.", "Quote a title that contains a colon.")
    if at["kind"] == "Markdown":
        remedy = 'Write JSON with double quotes:  +++ {"tags": ["objectives"]}'
        return Fault(path, int(at["line"]), "", "the metadata of this break are no JSON.", remedy)
    remedy = 'Quote a text that contains a colon:  :alt: "A line: from 1 to 3"'
    return Fault(path, int(at["line"]), "", "the options of this code cell are no YAML.", remedy)


def _blank_lines(text: str, start: int) -> int:
    count = 0
    for line in text.splitlines()[start:]:
        if line.strip():
            break
        count += 1
    return count


def _check_breaks(text: str, path: str) -> None:
    for pattern, message, remedy in BEFORE_PARSING:
        if found := pattern.search(text):
            line = text.count("\n", 0, found.start()) + 1
            raise SourceError(Fault(path, line, "", message, remedy))


def _check_cell(cell: Cell, path: str) -> None:
    for message, remedy in _cell_faults(cell):
        raise SourceError(Fault(path, cell.line, cell.id, message, remedy))


def _cell_faults(cell: Cell) -> Iterator[tuple[str, str]]:
    if cell.kind not in ("markdown", "code"):
        yield f"a {cell.kind} cell is not part of the course's format.", "Make it a Markdown or a code cell."
    if not cell.source.strip():
        yield "the cell is empty.", "Write its code, or leave it out."
    yield from wrong_shapes(cell.metadata, CELL)
    if cell.kind == "markdown" and re.search(r"\n## \S", FENCED.sub("", cell.source)):
        yield "a '## ' heading stands inside the cell.", "Put a line  +++  above it."
