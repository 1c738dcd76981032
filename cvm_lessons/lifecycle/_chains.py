"""Markov chains of stages: checked, split into what passes and what stays, and summed over time."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError

__all__ = ["discounted_sum", "passing_stages", "read_chain", "read_margins"]

NEAR = 1e-8  # how far the shares of a row may be from adding up to 1


def read_chain(transition: pd.DataFrame) -> pd.DataFrame:
    """Return the chances as floats, checked: square, same names, rows that add up to 1."""
    if not isinstance(transition, pd.DataFrame) or transition.empty:
        hint = " Take its transition_." if hasattr(transition, "transition_") else ""
        raise DataError(f"transition is no frame with a row and a column per stage.{hint}")
    if list(transition.index) != list(transition.columns) or transition.index.has_duplicates:
        raise DataError("transition has not the same stages, each once, in its rows and in its columns.")
    chain = transition.apply(pd.to_numeric, errors="coerce").astype(float)
    bad = ~((chain >= 0) & (chain <= 1 + NEAR)).all(axis=1)
    if bad.any():
        raise DataError(f"transition, row {bad.idxmax()!r}: a value is no chance from 0 to 1.")
    if (off := (chain.sum(axis=1) - 1).abs() > NEAR).any():
        raise DataError(f"transition, row {off.idxmax()!r}: the chances do not add up to 1.")
    return chain


def passing_stages(chain: pd.DataFrame) -> list[str]:
    """Return the stages from which the relationship ends some day; it must from all that are ever left."""
    ends = np.diag(chain) >= 1 - NEAR
    if ends.all():
        raise DataError("transition: no stage is ever left.")
    reaches = ends.copy()
    for _ in range(len(ends)):
        reaches = reaches | (chain.to_numpy()[:, reaches] > 0).any(axis=1)
    if not reaches.all():
        raise DataError(
            f"transition: from {chain.index[int((~reaches).argmax())]!r} the relationship never ends."
        )
    return list(chain.index[~ends])


def read_margins(
    margin: pd.Series | Mapping[str, float], stages: pd.Index, name: str = "margin"
) -> np.ndarray:
    """Return the margins (or what `name` says) in the order of the stages; each must have one."""
    if not isinstance(margin, pd.Series | Mapping):
        raise DataError(f"{name} is no Series or mapping by stage, but a {type(margin).__name__}.")
    given = pd.to_numeric(pd.Series(margin).reindex(stages), errors="coerce").astype(float)
    if (bad := ~np.isfinite(given)).any():
        raise DataError(f"{name} of the stage {bad.idxmax()!r} is missing or no number.")
    return np.asarray(given)


def discounted_sum(move: np.ndarray, reward: np.ndarray) -> np.ndarray:
    """Return the sum over all periods of what is earned, (I - M)^-1 R."""
    return np.asarray(np.linalg.solve(np.eye(len(reward)) - move, reward))
