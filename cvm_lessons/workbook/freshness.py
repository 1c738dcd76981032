"""Whether a built notebook is the view of its source as the source stands today."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from cvm_lessons.workbook.faults import Fault
from cvm_lessons.workbook.keeping import saved_by_reader, written_into
from cvm_lessons.workbook.notebooks import text_of, texts_digest
from cvm_lessons.workbook.sources import Cell
from cvm_lessons.workbook.views import Projection

__all__ = ["built_from", "stale_faults"]

NEVER_EDIT = "Never edit a built notebook: change {source} and run  cvm build {source}"
REBUILD = "Run  cvm build {source}"
# Said to a reader as well as to an author: either may meet it.
WRITTEN = (
    "Somebody wrote into it.  cvm build --force {source}  builds it anew and keeps this one beside it as "
    "{stem}.mine-1.ipynb. To change the course, edit {source}"
)


def built_from(projection: Projection, notebook: Mapping[str, Any]) -> bool:
    """Return whether a notebook was built from its source as the source stands today.

    Parameters
    ----------
    projection : Projection
        What the source gives today.
    notebook : mapping
        Content of the notebook file.

    Returns
    -------
    bool
        Whether the hash is the same; what became of the notebook since then does not matter.
    """
    return bool(_built(notebook).get("sha256", "") == projection.sha256)


def _built(notebook: Mapping[str, Any]) -> Mapping[str, Any]:
    built: Mapping[str, Any] = notebook.get("metadata", {}).get("cvm", {})
    return built


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
        Empty where the notebook is current: same hash, same cells, each code cell run in order,
        and saved by the builder. One that a reader wrote into, or ran, is one fault.
    """
    path, rebuild = projection.view.path, REBUILD.format(source=projection.source)
    differences = list(_differences(projection.cells, notebook["cells"]))
    stale = Fault(path, 0, "", "built from another state of its source.", rebuild)
    older = [] if built_from(projection, notebook) else [stale]
    if written_into(projection, notebook):
        return [*older, *_written(projection, differences)]
    if saved_by_reader(projection, notebook):
        return [*older, Fault(path, 0, "", "was run and saved by a reader after it was built.", rebuild)]
    if not older and not differences and not _recorded(projection, notebook):
        return [Fault(path, 0, "", "does not record what was built.", rebuild)]
    remedy = NEVER_EDIT.format(source=projection.source)
    differing = [Fault(path, 0, name, message, remedy) for name, message in differences]
    unexecuted = _unexecuted(path, notebook["cells"], remedy)
    # The source was changed: one difference shows where, the others say nothing new.
    return [*older, *differing[:1], *unexecuted] if older else differing + unexecuted


def _written(projection: Projection, differences: Sequence[tuple[str, str]]) -> Iterator[Fault]:
    """Give the first difference alone: in an exercise notebook, each answer is one."""
    path, source = projection.view.path, projection.source
    stem = path.rpartition("/")[2].removesuffix(".ipynb")
    more = len(differences) - 1
    count = f"\n{more} more {'cell differs' if more == 1 else 'cells differ'}." if more else ""
    for name, message in differences[:1]:
        yield Fault(path, 0, name, message + count, WRITTEN.format(source=source, stem=stem))


def _recorded(projection: Projection, notebook: Mapping[str, Any]) -> bool:
    texts = texts_digest((cell.kind, cell.source) for cell in projection.cells)
    return bool(_built(notebook).get("texts", "") == texts)


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
