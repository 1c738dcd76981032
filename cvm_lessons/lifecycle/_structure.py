"""Which moves between hidden stages there are, and what is never seen after the exit: read from arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, check_choice
from cvm_lessons.lifecycle._baum_welch import Structure
from cvm_lessons.lifecycle._customer_effects import Differing
from cvm_lessons.lifecycle._emission_kinds import Bernoulli, Binomial, Categorical, Kind, Poisson
from cvm_lessons.lifecycle._overdispersed import BetaBinomial, NegativeBinomial

__all__ = ["KINDS", "alike", "free_parameters", "read_kinds", "read_structure"]

KINDS: dict[str, Kind] = {
    "bernoulli": Bernoulli(),
    "binomial": Binomial(),
    "betabinomial": BetaBinomial(),
    "poisson": Poisson(),
    "negbinomial": NegativeBinomial(),
    "categorical": Categorical(),
}
DIFFERING = ("bernoulli", "binomial", "poisson")
MOST_DIFFERING = 2  # the grid has a point per combination of effects


def read_kinds(
    emissions: Mapping[str, str], *, trials: Mapping[str, str] | None, differs: Sequence[str], nodes: int
) -> dict[str, Kind]:
    """Return the columns with their kinds of distribution."""
    if not isinstance(emissions, Mapping) or not emissions:
        raise ParameterError(
            f"emissions={emissions!r} names no column: write {{'took_part': 'bernoulli'}} or the like."
        )
    names = {each: check_choice(f"emissions[{each!r}]", kind, KINDS) for each, kind in emissions.items()}
    _listed("differs", differs)
    if not isinstance(trials, Mapping | None):
        raise ParameterError(f"trials={trials!r} is no mapping of columns to columns of trials.")
    if len(set(differs)) > MOST_DIFFERING:
        raise ParameterError(f"differs names {len(set(differs))} columns: two at most.")
    for column in differs:
        kind = names[check_choice("differs", column, names)]
        if kind not in DIFFERING:
            raise ParameterError(
                f"differs={column!r}: customers can differ in {', '.join(DIFFERING)}, not {kind}."
            )
    counted = {column for column, kind in names.items() if KINDS[kind].needs_trials}
    if (given := set(trials or {})) != counted:
        odd = sorted(given ^ counted, key=str)[0]
        raise ParameterError(
            f"trials names no column of trials for {odd!r}."
            if odd in counted
            else f"trials names {odd!r}, which is no emission that counts successes in trials."
        )
    return {
        column: Differing(KINDS[kind], nodes) if column in differs else KINDS[kind]
        for column, kind in names.items()
    }


def read_structure(
    stages: Sequence[str],
    kinds: Mapping[str, Kind],
    *,
    leaving: str | None,
    silent: Sequence[str],
    moves: Mapping[str, Sequence[str]] | None,
    begin: Sequence[str] | None,
) -> Structure:
    """Return the structure that the arguments of a model ask for, each of them checked by name."""
    names = list(stages) if isinstance(stages, Sequence | pd.Index | np.ndarray) else []
    texts = all(isinstance(name, str) for name in names)
    if isinstance(stages, str) or not texts or len(names) < 2 or len(set(names)) < len(names):
        raise ParameterError(f"stages={stages!r} are not two or more different names.")
    place = {name: number for number, name in enumerate(names)}
    may_move = np.ones((len(names), len(names)), dtype=bool)
    if moves is not None:
        if not isinstance(moves, Mapping):
            raise ParameterError(f"moves={moves!r} is no mapping of stages to the stages that may follow.")
        may_move[:] = False
        for stage, after in moves.items():
            row = place[check_choice("moves", stage, names)]
            for name in _listed(f"moves[{stage!r}]", after):
                may_move[row, place[check_choice(f"moves[{stage!r}]", name, names)]] = True
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
        chosen = [place[check_choice("begin", name, names)] for name in _listed("begin", begin)]
        may_start = may_start & np.isin(np.arange(len(names)), chosen)
    if not may_start.any():
        raise ParameterError(f"begin={begin!r} names no stage in which a relationship may begin.")
    return Structure(may_start, may_move, dict(kinds), _silent(silent, kinds, gone))


def alike(structure: Structure) -> list[list[int]]:
    """Return groups of stages that the structure cannot tell apart: swapped, they leave it as it is."""
    groups: list[list[int]] = []
    for stage in range(len(structure.may_start)):
        for group in groups:
            if _swaps(structure, group[0], stage):
                group.append(stage)
                break
        else:
            groups.append([stage])
    return groups


def free_parameters(structure: Structure, categories: Mapping[str, Sequence[object]]) -> int:
    """Return how many numbers a fit is free to choose."""
    chain = structure.may_start.sum() - 1 + (structure.may_move.sum(axis=1) - 1).sum()
    shown = 0
    for name, kind in structure.kinds.items():
        each = len(categories[name]) - 1 if name in categories else len(kind.labels)
        silent = int(structure.silent.get(name, np.zeros(1)).sum())
        shown += each * (len(structure.may_start) - silent) + kind.shared
    return int(chain) + shown


def _swaps(structure: Structure, one: int, two: int) -> bool:
    order = np.arange(len(structure.may_start))
    order[[one, two]] = two, one
    same = [
        (structure.may_start[order] == structure.may_start).all(),
        (structure.may_move[np.ix_(order, order)] == structure.may_move).all(),
        all((never[order] == never).all() for never in structure.silent.values()),
    ]
    return all(same)


def _silent(silent: Sequence[str], kinds: Mapping[str, Kind], gone: np.ndarray) -> dict[str, np.ndarray]:
    if _listed("silent", silent) and not gone.any():
        raise ParameterError("silent needs an exit: name the stage that is never left.")
    for name in silent:
        if isinstance(kinds[check_choice("silent", name, kinds)], Categorical):
            raise ParameterError(f"silent={name!r}: a category is no count that could be 0.")
    return dict.fromkeys(silent, gone)


def _listed(name: str, values: Sequence[str]) -> Sequence[str]:
    if isinstance(values, str) or not isinstance(values, Sequence):
        raise ParameterError(f"{name}={values!r} is no list: write a list of names.")
    return values
