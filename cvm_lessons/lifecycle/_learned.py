"""What a hidden Markov model has learned, written as frames and read back as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError
from cvm_lessons.lifecycle._baum_welch import Run
from cvm_lessons.lifecycle._emission_kinds import Parameters, means
from cvm_lessons.lifecycle._forward_backward import Chain

__all__ = ["check_shares", "in_order", "parameter_arrays", "parameter_frames"]

NEAR = 1e-8  # how far given chances may be from adding up to 1


def check_shares(name: str, values: object, shape: tuple[int, ...]) -> np.ndarray:
    """Return an array of chances of the right shape whose last axis adds up to 1."""
    shares = np.asarray(values, dtype=float)
    if shares.shape != shape:
        raise ParameterError(f"{name} has the shape {shares.shape}, not {shape}: one row per stage.")
    if not (np.isfinite(shares).all() and (shares >= 0).all()):
        raise ParameterError(f"{name} holds a value that is no chance from 0 to 1.")
    if np.abs(shares.sum(axis=-1) - 1).max() > NEAR:
        raise ParameterError(f"{name} does not add up to 1 in each row.")
    return shares


def parameter_frames(
    parameters: Parameters, stages: Sequence[str], categories: Mapping[str, list[object]]
) -> dict[str, pd.Series | pd.DataFrame]:
    """Return a Series of means, or a frame of chances, per column; rows are stages."""
    index = pd.Index(stages, name="stage")
    return {
        name: pd.Series(array, index=index, name=name)
        if array.ndim == 1
        else pd.DataFrame(array, index=index, columns=pd.Index(categories[name], name=name))
        for name, array in parameters.items()
    }


def parameter_arrays(
    parameters: Mapping[str, object], kinds: Mapping[str, str], stages: int
) -> tuple[Parameters, dict[str, list[object]]]:
    """Return given parameters as arrays, and the categories of those that are frames."""
    if set(parameters) != set(kinds):
        raise ParameterError(
            f"parameters are given for {', '.join(parameters)}, but the emissions are {', '.join(kinds)}."
        )
    arrays: Parameters = {}
    categories: dict[str, list[object]] = {}
    for name, kind in kinds.items():
        given = parameters[name]
        if kind == "categorical":
            if not isinstance(given, pd.DataFrame):
                raise ParameterError(f"parameters[{name!r}] is no frame with a column per category.")
            categories[name] = list(given.columns)
            arrays[name] = check_shares(f"parameters[{name!r}]", given, (stages, len(given.columns)))
            continue
        arrays[name] = np.asarray(given, dtype=float)
        top = 1.0 if kind == "bernoulli" else np.inf
        if arrays[name].shape != (stages,) or not ((arrays[name] >= 0) & (arrays[name] <= top)).all():
            wanted = "chances" if kind == "bernoulli" else "rates from 0 up"
            raise ParameterError(f"parameters[{name!r}] is not one of {wanted} per stage.")
    return arrays, categories


def in_order(run: Run, first: str, fixed: Sequence[int]) -> Run:
    """Return the run with its stages from the lowest to the highest mean of a column; `fixed` keep theirs."""
    free = [place for place in range(len(run.chain.initial)) if place not in fixed]
    order = np.arange(len(run.chain.initial))
    order[free] = np.array(free)[np.argsort(means(run.parameters[first])[free], kind="stable")]
    chain = Chain(run.chain.initial[order], run.chain.transition[np.ix_(order, order)])
    return Run(
        chain,
        {name: array[order] for name, array in run.parameters.items()},
        run.history,
        run.converged,
    )
