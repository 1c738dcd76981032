"""How much the parameters of a hidden Markov model vary: fits to customers drawn again."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.lifecycle._baum_welch import Run, climb
from cvm_lessons.lifecycle._symbols import Symbols

__all__ = ["bootstrap_runs", "parameter_table"]


def bootstrap_runs(
    run: Run,
    symbols: Symbols,
    kinds: Mapping[str, str],
    *,
    n_boot: int,
    rng: np.random.Generator,
    most: int,
    tolerance: float,
) -> list[Run]:
    """Return fits to resampled customers; each climbs from the estimate, so that stages keep their names."""
    start = Run(run.chain, run.parameters)
    draws = rng.integers(symbols.customers, size=(n_boot, symbols.customers))
    return [climb(start, symbols.of(each), kinds, most=most, tolerance=tolerance) for each in draws]


def parameter_table(run: Run, stages: list[str], categories: Mapping[str, list[object]]) -> pd.Series:
    """Return all parameters as one Series: what, of which stage, and of which next stage or category."""
    rows: dict[tuple[str, str, object], float] = {}
    for place, stage in enumerate(stages):
        rows["initial", stage, ""] = run.chain.initial[place]
        rows.update(
            {("transition", stage, to): run.chain.transition[place, j] for j, to in enumerate(stages)}
        )
        for name, array in run.parameters.items():
            if name in categories:
                rows.update(
                    {(name, stage, value): array[place, j] for j, value in enumerate(categories[name])}
                )
            else:
                rows[name, stage, ""] = array[place]
    return (
        pd.Series(rows, name="estimate")
        .rename_axis(["parameter", "stage", "of"])
        .sort_index(level="parameter", sort_remaining=False, kind="stable")
    )
