"""Whether a built notebook is the view of its source as the source stands today."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from cvm_lessons.workbook.faults import Fault
from cvm_lessons.workbook.notebooks import text_of
from cvm_lessons.workbook.sources import Cell
from cvm_lessons.workbook.views import Projection

__all__ = ["stale_faults"]

NEVER_EDIT = "Never edit a built notebook: change {source} and run  cvm build {source}"


def stale_faults(projection: Projection, notebook: Mapping[str, Any]) -> list[Fault]:
    """Return what tells a built notebook from its projection.

    Parameters
    ----------
    projection : Projection
        What the source gives today.
    notebook : mapping
        Content of the notebook file.

    Returns
    -------
    list of Fault
        Empty where the notebook is current: same hash, same cells, each code cell run in order.
    """
    path, remedy = projection.view.path, NEVER_EDIT.format(source=projection.source)
    differing = [
        Fault(path, 0, name, message, remedy)
        for name, message in _differences(projection.cells, notebook["cells"])
    ]
    unexecuted = _unexecuted(path, notebook["cells"], remedy)
    if notebook.get("metadata", {}).get("cvm", {}).get("sha256", "") == projection.sha256:
        return differing + unexecuted
    stale = "built from another state of its source."
    # The source was changed: one difference shows where, the others say nothing new.
    return [Fault(path, 0, "", stale, f"Run  cvm build {projection.source}"), *differing[:1], *unexecuted]


def _differences(cells: Sequence[Cell], built: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for cell, raw in zip_longest(cells, built):
        if message := _difference(cell, raw):
            yield (cell.id if cell else str(raw.get("id", ""))), message
        if cell is None or raw is None or raw.get("id") != cell.id:
            return  # what follows a missing or an extra cell differs, too


def _difference(cell: Cell | None, raw: Mapping[str, Any] | None) -> str:
    if cell is None:
        return "stands in the notebook and not in its source."
    if raw is None:
        return "stands in the source and not in the notebook."
    if raw.get("id") != cell.id:
        return f"the notebook has cell {raw.get('id')!r} in its place."
    if raw.get("cell_type") != cell.kind:
        return f"is a {raw.get('cell_type')} cell in the notebook and a {cell.kind} cell in the source."
    if (text := text_of(raw.get("source", ""))) != cell.source:
        return "differs from its source:\n" + _diff(text, cell.source)
    if raw.get("metadata", {}) != dict(cell.metadata):
        return f"has the metadata {raw.get('metadata')} and its source {dict(cell.metadata)}."
    return ""


def _diff(built: str, source: str) -> str:
    lines = difflib.unified_diff(built.splitlines(), source.splitlines(), "built", "source", lineterm="", n=1)
    return "\n".join(list(lines)[2:])


def _unexecuted(path: str, built: Sequence[Mapping[str, Any]], remedy: str) -> list[Fault]:
    codes = [cell for cell in built if cell.get("cell_type") == "code"]
    return [
        Fault(path, 0, str(cell.get("id", "")), _count_message(cell.get("execution_count"), wanted), remedy)
        for wanted, cell in enumerate(codes, start=1)
        if cell.get("execution_count") != wanted
    ]


def _count_message(found: Any, wanted: int) -> str:
    return "was not executed." if found is None else f"was executed as number {found}, not {wanted}."
