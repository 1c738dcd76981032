"""A case's parameters: the cell that sets them agrees with the front matter that declares them."""

import ast
from collections.abc import Iterator, Mapping
from typing import Any

from cvm_lessons.workbook.code_names import parse_code
from cvm_lessons.workbook.faults import Fault
from cvm_lessons.workbook.sources import Source

__all__ = ["parameter_faults"]


def parameter_faults(source: Source) -> Iterator[Fault]:
    """Find where a case's parameter cell and its front matter disagree.

    Parameters
    ----------
    source : Source
        A parsed case.

    Yields
    ------
    Fault
        A missing cell, a name or a default that stands in one place only.
    """
    cells = [cell for cell in source.cells if cell.kind == "code" and "parameters" in cell.tags]
    if len(cells) != 1:
        message = f"{len(cells)} cells are tagged parameters; a case has one."
        yield Fault(source.path, 0, "", message, "Tag it  :tags: [parameters]")
        return
    declared = {entry.get("name"): entry.get("default") for entry in source.meta.get("parameters") or []}
    assigned = _assigned(cells[0].source)
    for message in _disagreements(declared, assigned):
        yield Fault(source.path, cells[0].line, cells[0].id, message, "Make cell and front matter agree.")


def _assigned(code: str) -> dict[str, Any]:
    tree = parse_code(code) or ast.Module([], [])
    found: dict[str, Any] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                found[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                found[node.targets[0].id] = ast.unparse(node.value)
    return found


def _disagreements(declared: Mapping[Any, Any], assigned: Mapping[str, Any]) -> Iterator[str]:
    for name in declared.keys() - assigned.keys():
        yield f"parameter {name!r} is declared, and the cell does not set it."
    for name in assigned.keys() - declared.keys():
        yield f"the cell sets {name!r}, which the front matter does not declare."
    for name in declared.keys() & assigned.keys():
        if (wanted := declared[name]) != (found := assigned[name]) or type(wanted) is not type(found):
            yield f"the cell sets {name} to {found!r}, and its default is {wanted!r}."
