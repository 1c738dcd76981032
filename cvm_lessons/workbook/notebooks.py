"""Notebook files, written in one canonical form: the same cells and outputs are the same bytes."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cvm_lessons.core.errors import CourseError
from cvm_lessons.workbook.sources import Cell
from cvm_lessons.workbook.views import Projection

__all__ = [
    "PROGRAM",
    "WIDGET_VIEW",
    "canonical_outputs",
    "notebook_text",
    "read_notebook",
    "text_of",
    "texts_digest",
    "write_text",
]

# What a built notebook says of its kernel. A program that runs and saves it says more.
PROGRAM = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def notebook_text(projection: Projection, outputs: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """Return the text of an executed notebook.

    Parameters
    ----------
    projection : Projection
        The cells.
    outputs : mapping of str to sequence of mapping
        Outputs of each code cell, by its id.

    Returns
    -------
    str
        JSON with sorted keys, one-space indent and final newline; execution counts run from 1.
    """
    cells: list[dict[str, Any]] = []
    count = 0
    for cell in projection.cells:
        raw: dict[str, Any] = {
            "cell_type": cell.kind,
            "id": cell.id,
            "metadata": dict(cell.metadata),
            "source": cell.source.splitlines(keepends=True),
        }
        if cell.kind == "code":
            count += 1
            raw |= {"execution_count": count, "outputs": canonical_outputs(cell, outputs[cell.id], count)}
        cells.append(raw)
    texts = texts_digest((cell.kind, cell.source) for cell in projection.cells)
    built = {"sha256": projection.sha256, "source": projection.source, "texts": texts}
    metadata = {"cvm": built} | PROGRAM
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def texts_digest(texts: Iterable[tuple[str, str | Sequence[str]]]) -> str:
    """Return a digest of what a reader can write into a notebook: the texts of its cells.

    Parameters
    ----------
    texts : iterable of tuple
        Kind and text of each cell; an empty cell does not count.

    Returns
    -------
    str
        Hexadecimal digits.

    Examples
    --------
    >>> texts_digest([("code", ["a = 1"]), ("code", "")]) == texts_digest([("code", "a = 1")])
    True
    """
    filled = [(kind, text) for kind, lines in texts if (text := text_of(lines)).strip()]
    return hashlib.sha256(json.dumps(filled, ensure_ascii=False).encode()).hexdigest()


def canonical_outputs(cell: Cell, outputs: Sequence[Mapping[str, Any]], count: int) -> list[dict[str, Any]]:
    """Return the outputs of a cell as they are stored.

    Neighbouring pieces of one stream are joined, images carry the cell's alt text, a cell tagged
    ``widget`` keeps nothing.

    Parameters
    ----------
    cell : Cell
        The code cell.
    outputs : sequence of mapping
        What the kernel sent.
    count : int
        The cell's place among the code cells, from 1.

    Returns
    -------
    list of dict
        Outputs in the notebook format.
    """
    if "widget" in cell.tags:
        return []
    stored: list[dict[str, Any]] = []
    images = 0
    for output in outputs:
        kind = output["output_type"]
        if kind == "stream" and stored and stored[-1].get("name") == output["name"]:
            stored[-1]["text"] += text_of(output["text"])
        elif kind == "stream":
            stored.append({"name": output["name"], "output_type": kind, "text": text_of(output["text"])})
        elif kind in ("display_data", "execute_result"):
            shown: dict[str, Any] = {"data": _data(output["data"]), "metadata": {}, "output_type": kind}
            if "image/png" in shown["data"] and (alt := _alt(cell, images)):
                shown["metadata"] = {"image/png": {"alt": alt}}
            images += "image/png" in shown["data"]
            stored.append(shown | ({"execution_count": count} if kind == "execute_result" else {}))
        else:
            stored.append(dict(output))
    for output in stored:
        if output["output_type"] == "stream":
            output["text"] = output["text"].splitlines(keepends=True)
    return stored


def _alt(cell: Cell, place: int) -> str:
    alt = cell.metadata.get("alt", "")
    texts = alt if isinstance(alt, list) else [alt]
    return str(texts[place]) if place < len(texts) else ""


def _data(data: Mapping[str, Any]) -> dict[str, Any]:
    def stored(kind: str, value: Any) -> Any:
        if kind.startswith("image/") and kind != "image/svg+xml":
            return text_of(value).strip()
        if isinstance(value, str | list) and not kind.endswith("json"):
            return text_of(value).splitlines(keepends=True)
        return value

    return {kind: stored(kind, value) for kind, value in data.items()}


def text_of(value: str | Sequence[str]) -> str:
    """Return a notebook's multi-line text, which may be stored as a list of lines.

    Parameters
    ----------
    value : str or sequence of str
        As it stands in the file.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> text_of(["a\\n", "b"])
    'a\\nb'
    """
    return value if isinstance(value, str) else "".join(value)


def read_notebook(path: Path, shown: str) -> dict[str, Any]:
    """Return the content of a notebook file.

    Parameters
    ----------
    path : Path
        The file.
    shown : str
        Its name in messages.

    Returns
    -------
    dict
        The notebook.

    Raises
    ------
    CourseError
        If the file is no notebook.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CourseError(f"{shown}: not a notebook ({error}). Build it again:  cvm build --force") from error
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise CourseError(f"{shown}: a notebook without cells. Build it again:  cvm build --force")
    return content


def write_text(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old one or the new one, never half of it.

    Parameters
    ----------
    path : Path
        The file; missing folders are made.
    text : str
        Its content.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)
