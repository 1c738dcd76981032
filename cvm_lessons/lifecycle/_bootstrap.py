"""How much the parameters of a hidden Markov model vary: fits to customers drawn again."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.lifecycle._baum_welch import Run, climb
from cvm_lessons.lifecycle._customer_effects import Differing
from cvm_lessons.lifecycle._emission_kinds import Kind
from cvm_lessons.lifecycle._symbols import Symbols

__all__ = ["bootstrap_runs", "parameter_table"]


def bootstrap_runs(
    run: Run,
    symbols: Symbols,
    kinds: Mapping[str, Kind],
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


def parameter_table(
    run: Run, stages: list[str], kinds: Mapping[str, Kind], categories: Mapping[str, list[object]]
) -> pd.Series:
    """Return all parameters as one Series: what, of which stage, and of which next stage or category."""
    rows: dict[tuple[str, str, object], float] = {}
    for place, stage in enumerate(stages):
        rows["initial", stage, ""] = run.chain.initial[place]
        rows.update(
            {("transition", stage, to): run.chain.transition[place, j] for j, to in enumerate(stages)}
        )
    for name, kind in kinds.items():
        shown = kind.public(run.parameters[name]).reshape(len(stages), -1)
        for stage, numbers in zip(stages, shown, strict=True):
            labels = categories.get(name, kind.labels)
            rows.update({(name, stage, label): number for label, number in zip(labels, numbers, strict=True)})
        if isinstance(kind, Differing):
            rows[name, "", "spread"] = run.parameters[name][0, 1]
    return (
        pd.Series(rows, name="estimate")
        .rename_axis(["parameter", "stage", "of"])
        .sort_index(level="parameter", sort_remaining=False, kind="stable")
    )
