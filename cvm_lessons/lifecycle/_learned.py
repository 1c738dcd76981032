"""What a hidden Markov model has learned, written as frames and read back as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, check_number
from cvm_lessons.lifecycle._baum_welch import Parameters, Run
from cvm_lessons.lifecycle._customer_effects import Differing
from cvm_lessons.lifecycle._emission_kinds import Categorical, Kind
from cvm_lessons.lifecycle._forward_backward import Chain

__all__ = ["check_shares", "in_order", "parameter_arrays", "parameter_frames"]

NEAR = 1e-8  # how far given chances may be from adding up to 1


def check_shares(
    name: str, values: object, stages: Sequence[str], columns: Sequence[object] | None = None
) -> np.ndarray:
    """Return chances by stage, or a row of them per stage, that add up to 1; labels are put in order."""
    shares = _numbers(name, values, stages, columns)
    shape = (len(stages),) if columns is None else (len(stages), len(columns))
    if shares.shape != shape:
        raise ParameterError(f"{name} has the shape {shares.shape}, not {shape}: one row per stage.")
    if not (np.isfinite(shares).all() and (shares >= 0).all()):
        raise ParameterError(f"{name} holds a value that is no chance from 0 to 1.")
    if np.abs(shares.sum(axis=-1) - 1).max() > NEAR:
        raise ParameterError(f"{name} does not add up to 1 in each row.")
    return shares


def parameter_frames(
    parameters: Parameters,
    stages: Sequence[str],
    kinds: Mapping[str, Kind],
    categories: Mapping[str, list[object]],
) -> dict[str, pd.Series | pd.DataFrame]:
    """Return a Series of means, or a frame of chances or of shapes, per column; rows are stages."""
    index, frames = pd.Index(stages, name="stage"), {}
    for name, kind in kinds.items():
        shown, labels = kind.public(parameters[name]), categories.get(name, kind.labels)
        frames[name] = (
            pd.Series(shown, index=index, name=name)
            if shown.ndim == 1
            else pd.DataFrame(shown, index=index, columns=pd.Index(labels, name=name))
        )
    return frames


def parameter_arrays(
    parameters: Mapping[str, object],
    kinds: Mapping[str, Kind],
    stages: Sequence[str],
    spread: Mapping[str, float] | pd.Series | None,
) -> tuple[Parameters, dict[str, list[object]]]:
    """Return given parameters as arrays, and the categories of those that are frames."""
    if not isinstance(parameters, Mapping) or set(parameters) != set(kinds):
        given = ", ".join(map(str, parameters)) if isinstance(parameters, Mapping) else "no column by name"
        raise ParameterError(f"parameters are given for {given}, but the emissions are {', '.join(kinds)}.")
    differing = [name for name, kind in kinds.items() if isinstance(kind, Differing)]
    wide = {} if spread is None else dict(spread)
    if set(wide) != set(differing):
        raise ParameterError(f"spread is to be given for the columns of differs: {', '.join(differing)}.")
    arrays: Parameters = {}
    categories: dict[str, list[object]] = {}
    for name, kind in kinds.items():
        value = parameters[name]
        if isinstance(kind, Categorical):
            if not isinstance(value, pd.DataFrame):
                raise ParameterError(f"parameters[{name!r}] is no frame with a column per category.")
            categories[name] = list(value.columns)
            arrays[name] = check_shares(f"parameters[{name!r}]", value, stages, categories[name])
            continue
        labels = kind.labels if len(kind.labels) > 1 else None
        arrays[name] = _numbers(f"parameters[{name!r}]", value, stages, labels)
        if wanted := kind.fault(arrays[name], len(stages)):
            raise ParameterError(f"parameters[{name!r}] is not one of {wanted}.")
        if isinstance(kind, Differing):
            own = check_number(f"spread[{name!r}]", wide[name], low=0)
            arrays[name] = kind.from_means(arrays[name], own)
    return arrays, categories


def in_order(run: Run, means: np.ndarray, groups: Sequence[Sequence[int]]) -> Run:
    """Return the run with the stages of each group from the lowest to the highest mean."""
    order = np.arange(len(run.chain.initial))
    for group in groups:
        order[list(group)] = np.array(group)[np.argsort(means[list(group)], kind="stable")]
    chain = Chain(run.chain.initial[order], run.chain.transition[np.ix_(order, order)])
    return Run(
        chain,
        {name: array[order] for name, array in run.parameters.items()},
        run.history,
        run.converged,
    )


def _numbers(
    name: str, values: object, stages: Sequence[str], columns: Sequence[object] | None
) -> np.ndarray:
    """Return numbers in the order of the stages; rows or columns without labels are taken as they stand."""
    if isinstance(values, Mapping):
        values = pd.Series(values)
    if isinstance(values, (pd.Series, pd.DataFrame)):
        values = _sorted(name, values, stages, 0)
    if isinstance(values, pd.DataFrame) and columns is not None:
        values = _sorted(name, values, columns, 1)
    try:
        return np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise ParameterError(f"{name} holds a value that is not a number.") from None


def _sorted(
    name: str, values: pd.Series | pd.DataFrame, names: Sequence[object], axis: int
) -> pd.Series | pd.DataFrame:
    labels = values.axes[axis]
    if isinstance(labels, pd.RangeIndex):
        return values
    if sorted(map(str, labels)) != sorted(map(str, names)):
        raise ParameterError(
            f"{name} has the labels {', '.join(map(str, labels))}, not {', '.join(map(str, names))}."
        )
    return values.reindex(list(names), axis=axis)
