"""A study: what a model says in one world beside the truth, repeated over seeds, summed up and judged."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

__all__ = ["FEWEST_COVERING", "FURTHEST", "SEEDS", "Finding", "repeat", "verdicts"]

SEEDS = 40
FURTHEST = 3.0  # standard errors of the mean that chance may put between it and the truth
# Of 40 intervals of 95 %, 34 or more cover the truth but for one good model in 290 (binomial).
FEWEST_COVERING = 34 / SEEDS


class Finding(NamedTuple):
    """One quantity as a model finds it in one world, with its interval of 95 % where it has one.

    The second interval is that of the profile of the likelihood.
    """

    model: str
    quantity: str
    truth: float
    estimate: float
    low: float = np.nan
    high: float = np.nan
    profile_low: float = np.nan
    profile_high: float = np.nan


Study = Callable[[int], list[Finding]]
# By model and quantity: the largest bias that is known, in the unit of the quantity, and where it comes from.
Known = Mapping[tuple[str, str], tuple[float, str]]


def repeat(study: Study, *, seeds: int = SEEDS, known: Known | None = None) -> pd.DataFrame:
    """Run a study on seeds 0, 1, 2, … and return a row per quantity.

    Columns model, quantity, truth, mean, sd (of the estimates less the truth), bias, z (the bias beyond what
    is known, in standard errors of the mean), coverage and profile (shares of intervals that hold the truth;
    missing without intervals), slack, why. The truth of some quantities differs between worlds; then it is
    the mean.
    """
    found = [(seed, *finding) for seed in range(seeds) for finding in study(seed)]
    rows = pd.DataFrame(found, columns=["seed", *Finding._fields])
    rows["miss"] = rows["estimate"] - rows["truth"]
    for name, low, high in (("covers", "low", "high"), ("profile", "profile_low", "profile_high")):
        rows[name] = rows["truth"].between(rows[low], rows[high]).where(rows[low].notna()).astype(float)
    groups = rows.groupby(["model", "quantity"], sort=False)
    table = groups.agg(
        truth=("truth", "mean"),
        mean=("estimate", "mean"),
        sd=("miss", "std"),
        bias=("miss", "mean"),
        n=("miss", "size"),
        coverage=("covers", "mean"),
        profile=("profile", "mean"),
    ).reset_index()
    stated = [(known or {}).get((row.model, row.quantity), (0.0, "")) for row in table.itertuples()]
    table["slack"], table["why"] = [one[0] for one in stated], [one[1] for one in stated]
    beyond = (table["bias"].abs() - table["slack"]).clip(lower=0)
    table["z"] = beyond / (table["sd"] / np.sqrt(table["n"])).where(table["sd"] > 0, 1.0)
    return table


def verdicts(table: pd.DataFrame) -> list[str]:
    """Name each quantity that is not found again: biased beyond chance, or covered too rarely."""
    broken = []
    for row in table.itertuples():
        place = f"{row.model}: {row.quantity}: truth {row.truth:.4g}, mean {row.mean:.4g}"
        if not row.z <= FURTHEST:
            broken.append(f"{place}, {row.z:.1f} standard errors off")
        for share in (row.coverage, row.profile):
            if share < FEWEST_COVERING:
                broken.append(f"{place}, {share:.0%} of the intervals cover the truth")
    return broken
