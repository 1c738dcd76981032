"""One factor model in several groups: which numbers the groups share at which level."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError
from cvm_lessons.measurement._factor_model import FactorModel, build_structure, starting_values
from cvm_lessons.measurement._likelihood import Problem, Sample
from cvm_lessons.measurement._solution import improper_parts, parameter_table
from cvm_lessons.measurement._structure import Entry, Parameter, Slot

__all__ = ["INVARIANCE_LEVELS", "group_problem", "group_tables", "released"]

# Each level keeps what those before it hold equal, and adds one kind of number.
INVARIANCE_LEVELS = {"configural": "", "metric": "loading", "scalar": "intercept", "strict": "uniqueness"}


def group_problem(
    model: FactorModel,
    samples: Mapping[str, Sample],
    level: str,
    *,
    free: Mapping[str, Sequence[str]],
    markers: bool,
) -> tuple[Problem, np.ndarray]:
    """Return the model of all groups at a level, and numbers to start from.

    `free` names, by kind of number, the items that are let go; with `markers` the first item fixes the
    unit of its factor, else the variance in the first group does.
    """
    if markers:
        _check_markers(model, free["loading"])
    order = list(INVARIANCE_LEVELS)
    shared = [INVARIANCE_LEVELS[name] for name in order[: order.index(level) + 1]]
    start = starting_values(model, _pooled(samples), markers=markers)
    chosen: dict[Parameter, float] = {}
    slots: dict[str, list[Slot]] = {}
    for group, sample in samples.items():
        values = start | _mean_start(model, sample, samples, "intercept" in shared)
        first = group == next(iter(samples))
        slots[group] = []
        for entry, value in values.items():
            fixed = _is_fixed(model, entry, shared, first=first, markers=markers)
            common = entry.kind in shared and entry.right not in free.get(entry.kind, ())
            parameter = None if fixed else Parameter(entry, "" if common else group)
            if parameter:
                chosen.setdefault(parameter, value)
            slots[group].append(model.slot(entry, value, parameter))
    structures = tuple(build_structure(model, each, tuple(chosen)) for each in slots.values())
    return Problem(structures, tuple(samples.values())), np.array(list(chosen.values()))


def group_tables(
    problem: Problem, groups: Sequence[str], theta: np.ndarray, covariance: np.ndarray
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the parameters of all groups in one table, and what is improper in them."""
    tables, faults = [], []
    for group, structure in zip(groups, problem.structures, strict=True):
        table = parameter_table(structure, theta, covariance)
        table.insert(0, "group", group)
        tables.append(table)
        matrices = structure.matrices(theta)
        faults += [
            f"{group}: {fault}" for fault in improper_parts(matrices, structure.items, structure.factors)
        ]
    return pd.concat(tables, ignore_index=True), tuple(faults)


def released(problem: Problem, theta: np.ndarray, shared: Parameter) -> tuple[Problem, np.ndarray]:
    """Return the problem in which each group has its own number instead of the shared one."""
    place = problem.parameters.index(shared)
    own = [Parameter(shared.entry, str(number)) for number in range(1, len(problem.structures) + 1)]
    kept = [parameter for parameter in problem.parameters if parameter != shared]
    structures = []
    for structure, parameter in zip(problem.structures, own, strict=True):
        slots = [
            Slot(slot.entry, slot.row, slot.column, slot.value, parameter)
            if slot.parameter == shared
            else slot
            for slot in structure.slots
        ]
        structures.append(type(structure)(tuple(slots), (*kept, *own), structure.items, structure.factors))
    start = np.append(np.delete(theta, place), np.full(len(own), theta[place]))
    return Problem(tuple(structures), problem.samples), start


def _check_markers(model: FactorModel, free_loadings: Sequence[str]) -> None:
    for factor, items in model.factors.items():
        if items[0] in free_loadings:
            raise ParameterError(
                f"free_loadings names {items[0]!r}, whose loading fixes the unit of {factor!r}: put another "
                "item first in the model, or pass standardize_latent=True."
            )


def _weights(samples: Mapping[str, Sample]) -> np.ndarray:
    sizes = np.array([sample.n for sample in samples.values()])
    weights: np.ndarray = sizes / sizes.sum()
    return weights


def _pooled(samples: Mapping[str, Sample]) -> np.ndarray:
    covariances = np.array([sample.covariance for sample in samples.values()])
    pooled: np.ndarray = np.einsum("g,gij->ij", _weights(samples), covariances)
    return pooled


def _mean_start(
    model: FactorModel, sample: Sample, samples: Mapping[str, Sample], common: bool
) -> dict[Entry, float]:
    overall = _weights(samples) @ np.array([each.means for each in samples.values()])
    means = overall if common or sample.means is None else sample.means
    intercepts = {
        Entry("intercept", item, item): float(m) for item, m in zip(model.items, means, strict=True)
    }
    return intercepts | {Entry("mean", factor, factor): 0.0 for factor in model.latents}


def _is_fixed(model: FactorModel, entry: Entry, shared: Sequence[str], *, first: bool, markers: bool) -> bool:
    if entry.kind == "mean":
        return first or "intercept" not in shared
    if entry.kind == "variance":
        return not markers and (first or "loading" not in shared)
    return markers and model.marker(entry)
