"""Recovery: plain estimators held against the truth in worlds of many seeds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import t

from cvm_lessons.core import ParameterError, check_number, nearest
from cvm_lessons.world import World, build_world, plain, read_truth

__all__ = ["AREAS", "SCALE", "SEEDS", "Claim", "claims_of", "limit_of", "recover", "verdicts"]

Truth = Mapping[str, Mapping[str, Any]]
Progress = Callable[[float], None]
AREAS = (
    "customers",
    "answers",
    "survey_modules",
    "dialogue",
    "voices",
    "inside",
    "telecom",
    "club",
    "coffee",
    "restaurant",
    "devices",
    "pharma",
)
SEEDS, SCALE = 40, 0.2
# A claim holds where the mean over the seeds lies no further from the truth than chance explains, so wide
# that of a thousand good claims hardly one fails: Student's t has that share beyond its limit.
BEYOND = 1e-4
# Of 40 intervals of 95 % at least 32 cover the truth, but for one good claim in 20,000.
COVERAGE = 0.80


@dataclass(frozen=True)
class Claim:
    """One quantity: what the truth says of it, and how it is found again in a world.

    Parameters
    ----------
    area : str
        Area of the truth that it belongs to.
    what : str
        The quantity in a few words.
    truth : callable
        From the truth, by area and parameter, to the true value.
    estimate : callable
        From a world to the estimate and its standard error.
    slack : float, default 0
        Largest known bias in the unit of the quantity, of rounding or of a plain estimator.
    why : str, default ""
        Where that bias comes from.
    """

    area: str
    what: str
    truth: Callable[[Truth], float]
    estimate: Callable[[World], tuple[float, float]]
    slack: float = 0.0
    why: str = ""


def claims_of(areas: Iterable[str] | None = None) -> list[Claim]:
    """Return the claims of groups of tables.

    Parameters
    ----------
    areas : iterable of str, optional
        Some of `AREAS`; all by default.

    Returns
    -------
    list of Claim
        In the order of the areas.

    Raises
    ------
    ParameterError
        If an area is not known; the message names the nearest one.

    Examples
    --------
    >>> claims_of(["customers"])[0].area
    'organisations'
    """
    chosen = AREAS if areas is None else tuple(areas)
    for area in chosen:
        if area not in AREAS:
            raise ParameterError(f"area {area!r} has no claims. {nearest(area, AREAS)}")
    return [claim for area in chosen for claim in import_module(f"cvm_lessons.datasets.claims.{area}").CLAIMS]


def _estimates(areas: Sequence[str], scale: float, seed: int) -> list[tuple[float, float]]:
    world = build_world(seed, scale)
    return [claim.estimate(world) for claim in claims_of(areas)]


def recover(
    areas: Iterable[str] | None = None,
    *,
    seeds: int = SEEDS,
    scale: float = SCALE,
    processes: int = 1,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Estimate every claim in worlds of several seeds and hold it against the truth.

    Parameters
    ----------
    areas : iterable of str, optional
        Some of `AREAS`; all by default.
    seeds : int, default 40
        How many worlds: seeds 0, 1, 2, …
    scale : float, default 0.2
        Scale of each world.
    processes : int, default 1
        How many processes share the work; the result does not depend on it.
    progress : callable, optional
        Told the share that is done, from 0 to 1, after each seed.

    Returns
    -------
    DataFrame
        A row per claim: area, what, truth, mean and sd of the estimates over the seeds, bias, z (the bias
        beyond the slack in standard errors of the mean), coverage of intervals of 95 %, slack, why.

    Raises
    ------
    ParameterError
        If an area is not known, or there are fewer than 2 seeds.

    References
    ----------
    Bias and coverage over simulated data sets, as simulation studies report them: morris2019.
    """
    chosen = tuple(AREAS if areas is None else areas)
    claims = claims_of(chosen)
    check_number("seeds", seeds, low=2)
    work = partial(_estimates, chosen, scale)
    found: list[list[tuple[float, float]]] = []
    for estimates in _map(work, range(seeds), processes):
        found.append(estimates)
        if progress:
            progress(len(found) / seeds)
    table = np.array(found)  # seeds x claims x (estimate, standard error)
    truth = plain(read_truth())
    true = np.array([claim.truth(truth) for claim in claims], dtype=float)
    slack = np.array([claim.slack for claim in claims])
    estimate, error = table[:, :, 0], table[:, :, 1]
    mean, sd = estimate.mean(axis=0), estimate.std(axis=0, ddof=1)
    beyond = np.maximum(np.abs(mean - true) - slack, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        z = np.where(beyond == 0.0, 0.0, beyond / (sd / np.sqrt(seeds)))
    return pd.DataFrame(
        {
            "area": [claim.area for claim in claims],
            "what": [claim.what for claim in claims],
            "truth": true,
            "mean": mean,
            "sd": sd,
            "bias": mean - true,
            "z": z,
            "coverage": (np.abs(estimate - true) <= 1.96 * error + slack).mean(axis=0),
            "slack": slack,
            "why": [claim.why for claim in claims],
        }
    )


def _map(
    work: Callable[[int], list[tuple[float, float]]], seeds: Iterable[int], processes: int
) -> Iterable[list[tuple[float, float]]]:
    if processes == 1:
        yield from map(work, seeds)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, seeds)


def limit_of(seeds: int) -> float:
    """Return from which z on a claim counts as broken.

    Parameters
    ----------
    seeds : int
        With how many seeds it was estimated.

    Returns
    -------
    float
        Standard errors of the mean.

    Examples
    --------
    >>> round(limit_of(40), 2), round(limit_of(6), 2)
    (4.33, 11.18)
    """
    return float(t.isf(BEYOND / 2, seeds - 1))


def verdicts(results: pd.DataFrame, *, seeds: int = SEEDS) -> list[str]:
    """Name each claim that the worlds do not keep.

    Parameters
    ----------
    results : DataFrame
        What `recover` returned.
    seeds : int, default 40
        With how many seeds; coverage is judged from 40 on.

    Returns
    -------
    list of str
        A sentence per broken claim; empty where all hold.
    """
    broken = []
    for row in results.itertuples():
        place = f"{row.area}: {row.what}: truth {row.truth:.4g}, mean {row.mean:.4g}"
        if not row.z <= limit_of(seeds):
            broken.append(f"{place}, {row.z:.1f} standard errors off")
        if seeds >= SEEDS and row.coverage < COVERAGE:
            broken.append(f"{place}, {row.coverage:.0%} of the intervals cover the truth")
    return broken
