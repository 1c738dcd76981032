"""Customers drawn from a hidden Markov model, or from a chain that is seen."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.lifecycle._emission_kinds import Parameters
from cvm_lessons.lifecycle._forward_backward import Chain

__all__ = ["draw_emissions", "draw_paths"]


def draw_paths(chain: Chain, customers: int, periods: int, rng: np.random.Generator) -> np.ndarray:
    """Return the stage (as a place) of each customer (rows) in each period (columns)."""
    edges = np.cumsum(chain.transition, axis=1)[:, :-1]
    draws = rng.random((customers, periods))
    paths = np.empty((customers, periods), dtype=int)
    paths[:, 0] = np.searchsorted(np.cumsum(chain.initial)[:-1], draws[:, 0], side="right")
    for period in range(1, periods):
        paths[:, period] = (draws[:, period, None] >= edges[paths[:, period - 1]]).sum(axis=1)
    return paths


def draw_emissions(
    paths: np.ndarray,
    parameters: Parameters,
    kinds: Mapping[str, str],
    categories: Mapping[str, list[object]],
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Return what each stage of the paths shows, a row per customer and period, a column per emission."""
    stage, shown = paths.ravel(), {}
    for name, kind in kinds.items():
        if kind == "categorical":
            edges = np.cumsum(parameters[name], axis=1)[:, :-1]
            code = (rng.random(len(stage))[:, None] >= edges[stage]).sum(axis=1)
            shown[name] = pd.Series(pd.Index(categories[name])[code])
        elif kind == "bernoulli":
            shown[name] = pd.Series(rng.random(len(stage)) < parameters[name][stage])
        else:
            shown[name] = pd.Series(rng.poisson(parameters[name][stage]))
    return pd.DataFrame(shown)
