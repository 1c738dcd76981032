"""Customers drawn from a hidden Markov model, or from a chain that is seen."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.lifecycle._customer_effects import Differing
from cvm_lessons.lifecycle._emission_kinds import Kind
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
    parameters: Mapping[str, np.ndarray],
    kinds: Mapping[str, Kind],
    categories: Mapping[str, list[object]],
    *,
    trials: Mapping[str, int],
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Return what each stage of the paths shows, a row per customer and period, a column per emission."""
    stage, shown = paths.ravel(), {}
    for name, kind in kinds.items():
        tries = np.full(len(stage), trials.get(name, 1))
        if isinstance(kind, Differing):
            effect = np.repeat(rng.standard_normal(len(paths)), paths.shape[1])
            values = kind.draw_for(parameters[name], stage, tries, rng, effect)
        else:
            values = kind.draw(parameters[name], stage, tries, rng)
        shown[name] = pd.Series(pd.Index(categories[name])[values] if name in categories else values)
    return pd.DataFrame(shown)
