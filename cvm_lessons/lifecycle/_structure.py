"""Which moves between hidden stages there are, and what is never seen after the exit: read from arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cvm_lessons.core import ParameterError, check_choice
from cvm_lessons.lifecycle._baum_welch import Structure
from cvm_lessons.lifecycle._symbols import check_kinds

__all__ = ["free_parameters", "read_structure"]


def read_structure(
    stages: Sequence[str],
    emissions: Mapping[str, str],
    *,
    leaving: str | None,
    silent: Sequence[str],
    moves: Mapping[str, Sequence[str]] | None,
    begin: Sequence[str] | None,
) -> Structure:
    """Return the structure that the arguments of a model ask for, each of them checked by name."""
    names, kinds = list(stages), check_kinds(emissions)
    if isinstance(stages, str) or len(names) < 2 or len(set(names)) < len(names):
        raise ParameterError(f"stages={stages!r} are not two or more different names.")
    place = {name: number for number, name in enumerate(names)}
    may_move = np.ones((len(names), len(names)), dtype=bool)
    if moves is not None:
        may_move[:] = False
        for stage, after in moves.items():
            row = place[check_choice("moves", stage, names)]
            may_move[row, [place[check_choice(f"moves[{stage!r}]", name, names)] for name in after]] = True
    gone = np.zeros(len(names), dtype=bool)
    if leaving is not None:
        gone[place[check_choice("exit", leaving, names)]] = True
        may_move[gone] = gone
    if not may_move.any(axis=1).all():
        dead = names[int((~may_move.any(axis=1)).argmax())]
        raise ParameterError(
            f"moves lead nowhere from {dead!r}: name the stages that may follow, itself too."
        )
    may_start = ~gone
    if begin is not None:
        chosen = [place[check_choice("begin", name, names)] for name in begin]
        may_start = may_start & np.isin(np.arange(len(names)), chosen)
    if not may_start.any():
        raise ParameterError(f"begin={begin!r} names no stage in which a relationship may begin.")
    return Structure(may_start, may_move, kinds, _silent(silent, kinds, gone))


def free_parameters(structure: Structure, categories: Mapping[str, Sequence[object]]) -> int:
    """Return how many numbers a fit is free to choose."""
    chain = structure.may_start.sum() - 1 + (structure.may_move.sum(axis=1) - 1).sum()
    shown = 0
    for name in structure.kinds:
        each = len(categories[name]) - 1 if name in categories else 1
        shown += each * len(structure.may_start) - int(structure.silent.get(name, np.zeros(1)).sum())
    return int(chain) + shown


def _silent(silent: Sequence[str], kinds: Mapping[str, str], gone: np.ndarray) -> dict[str, np.ndarray]:
    if isinstance(silent, str):
        raise ParameterError(f"silent={silent!r} is one text: write a list of columns.")
    if silent and not gone.any():
        raise ParameterError("silent needs an exit: name the stage that is never left.")
    for name in silent:
        if kinds[check_choice("silent", name, kinds)] == "categorical":
            raise ParameterError(f"silent={name!r}: a category is no count that could be 0.")
    return dict.fromkeys(silent, gone)
