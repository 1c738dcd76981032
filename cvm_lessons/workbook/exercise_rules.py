"""Exercises and checkpoints: each has all its parts, and the solution answers what the starter asks."""

import ast
import re
from collections.abc import Iterator, Sequence

from cvm_lessons.core.spelling import nearest
from cvm_lessons.workbook.code_names import bound_names, checked_names, open_names, parse_code, started_sets
from cvm_lessons.workbook.faults import Fault
from cvm_lessons.workbook.sources import Cell, Source
from cvm_lessons.workbook.syllabus import LEVELS

__all__ = ["checkpoint_faults", "exercise_faults"]

HEADING = re.compile(r"## (?:Exercise|练习) \d+ · \S")
NEEDED = ("concepts", "level", "lesson")


def exercise_faults(source: Source) -> Iterator[Fault]:
    """Find what the exercises of a chapter lack.

    Parameters
    ----------
    source : Source
        A parsed ``exercises.md``.

    Yields
    ------
    Fault
        Missing metadata, a missing part, a name that the solution does not bind.
    """
    started = _started(source.cells)
    names = [name for group in started.values() for name in group]
    chapter = source.meta.get("chapter", "")
    if not any(chapter == name for name in started):
        yield Fault(
            source.path, 0, "", "no cell starts the exercises.", f'Write  q1, q2 = start("{chapter}")'
        )
    groups = _groups(source.cells)
    for head, cells in groups:
        for message, remedy in _exercise(head, cells, names):
            yield Fault(source.path, head.line, head.id, message, remedy)
    for name in sorted(set(names) - {str(head.metadata["exercise"]) for head, _ in groups}):
        yield Fault(source.path, 0, "", f"{name!r} is started, but no exercise bears its name.")


def _groups(cells: Sequence[Cell]) -> list[tuple[Cell, list[Cell]]]:
    groups: list[tuple[Cell, list[Cell]]] = []
    for cell in cells:
        if "exercise" in cell.metadata:
            groups.append((cell, []))
        elif groups:
            groups[-1][1].append(cell)
    return groups


def _started(cells: Sequence[Cell]) -> dict[str, list[str]]:
    trees = [tree for cell in cells if cell.kind == "code" and (tree := parse_code(cell.source))]
    return {name: names for tree in trees for name, names in started_sets(tree).items()}


def _exercise(head: Cell, cells: list[Cell], names: list[str]) -> Iterator[tuple[str, str]]:
    name = str(head.metadata["exercise"])
    if not HEADING.match(head.source):
        yield "the heading does not name the exercise.", "Write  ## Exercise 1 · Title"
    for key in NEEDED:
        if not head.metadata.get(key):
            yield (
                f"{key} is missing.",
                f'Add it to the cell\'s metadata: {{"exercise": "{name}", "{key}": …}}',
            )
    if (level := head.metadata.get("level", "apply")) not in LEVELS:
        yield f"level {level!r} is not known.", nearest(str(level), LEVELS)
    if name not in names:
        yield f"{name!r} is not started in the setup cell.", nearest(name, names)
    starters = _tagged(cells, "starter")
    solutions = _tagged(cells, "solution")
    checks = [cell for cell in cells if cell.kind == "code" and not {"starter", "solution"} & set(cell.tags)]
    if len(starters) != 1:
        yield f"{len(starters)} starter cells; an exercise has one.", "Tag it  :tags: [starter]"
    if not solutions:
        yield "no code cell is tagged solution.", "Add one with  :tags: [solution]"
    if [checked_names(parse_code(cell.source) or ast.Module([], [])) for cell in checks] != [[name]]:
        yield "the exercise does not end in one cell with its check.", f"Write  {name}.check()"
    if len(starters) == 1 and solutions:
        yield from _unanswered(starters[0], solutions)


def _tagged(cells: Sequence[Cell], tag: str) -> list[Cell]:
    return [cell for cell in cells if cell.kind == "code" and tag in cell.tags]


def _unanswered(starter: Cell, solutions: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    trees = [parse_code(cell.source) for cell in (starter, *solutions)]
    if None in trees:
        yield "the starter or the solution is no Python.", "Mend its syntax."
        return
    asked, *answers = [tree for tree in trees if tree]
    wanted = open_names(asked)
    if not wanted:
        yield "the starter leaves nothing to the learner.", "Set the names to be found to  ..."
    bound = {name for answer in answers for name in bound_names(answer)}
    for name in sorted(wanted - bound):
        yield f"the starter asks for {name!r}, and the solution does not set it.", nearest(name, bound)


def checkpoint_faults(source: Source) -> Iterator[Fault]:
    """Find what the checkpoints of a lesson lack.

    Parameters
    ----------
    source : Source
        A parsed lesson.

    Yields
    ------
    Fault
        A checkpoint without an open answer or a check, a check that was not started.
    """
    wanted = f"{source.meta.get('chapter')}.{source.meta.get('lesson', 0):02}"
    checkpoints = _tagged(source.cells, "checkpoint")
    names = _started(source.cells).get(wanted, [])
    if checkpoints and not names:
        remedy = f'Write  c1, c2 = start("{wanted}")  in the setup cell.'
        yield Fault(source.path, 0, "", f"no cell starts the checkpoints {wanted!r}.", remedy)
        return
    for cell in checkpoints:
        tree = parse_code(cell.source) or ast.Module([], [])
        checked = checked_names(tree)
        if len(checked) != 1:
            yield _at(source, cell, "the checkpoint does not end in one check.", "Write  c1.check()")
        elif checked[0] not in names:
            yield _at(source, cell, f"{checked[0]!r} is not started.", nearest(checked[0], names))
        if not open_names(tree):
            yield _at(source, cell, "the checkpoint leaves nothing to the learner.", "Write  c1_answer = ...")


def _at(source: Source, cell: Cell, message: str, remedy: str) -> Fault:
    return Fault(source.path, cell.line, cell.id, message, remedy)
