"""Path analysis with observed variables: direct, indirect and total effects of a recursive system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, as_generator, check_choice, format_number, number_columns
from cvm_lessons.measurement._bootstrap_ends import bca_ends, check_draws, percentile_ends
from cvm_lessons.measurement._checks import check_level
from cvm_lessons.measurement._cross_products import CrossProducts, Moments, Progress
from cvm_lessons.measurement._recursive import (
    RecursiveSystem,
    explained_shares,
    path_coefficients,
    total_effects,
)
from cvm_lessons.measurement.intervals import Interval
from cvm_lessons.measurement.regression import fit_linear

__all__ = ["BOOTSTRAP_METHODS", "PathModel", "path_model"]

BOOTSTRAP_METHODS = ("percentile", "bca")
KINDS = ("direct", "indirect", "total")


@dataclass(frozen=True, eq=False, repr=False)
class PathModel:
    """A recursive system of regressions; what `path_model` returns.

    Attributes
    ----------
    paths : DataFrame
        A row per arrow: origin, target, estimate, standard_error, t, p, low, high (of the regression)
        and standardised.
    effects : DataFrame
        A row per pair that is linked and per kind (direct, indirect, total): origin, target, kind,
        estimate, standardised, standard_error, low, high (of the bootstrap).
    r_squared : Series
        Explained share of the variance, by outcome.
    n : int
        Rows, or clusters where clusters were resampled.
    level : float
        Confidence level.
    """

    paths: pd.DataFrame
    effects: pd.DataFrame
    r_squared: pd.Series
    n: int
    level: float

    def __repr__(self) -> str:
        shares = ", ".join(f"{name} {format_number(share, 2)}" for name, share in self.r_squared.items())
        return f"PathModel of {len(self.paths)} paths, n {format_number(self.n)}; R²: {shares}"

    def to_frame(self) -> pd.DataFrame:
        """Return the table of effects.

        Returns
        -------
        DataFrame
            Columns origin, target, kind, estimate, standardised, standard_error, low, high.
        """
        return self.effects.copy()

    def effect(self, origin: str, target: str, kind: str = "total") -> Interval:
        """Return one effect with its bootstrap interval.

        Parameters
        ----------
        origin, target : str
            Cause and effect.
        kind : {"total", "direct", "indirect"}
            Along which ways.

        Returns
        -------
        Interval
            In units of the target per unit of the origin.

        Raises
        ------
        ParameterError
            If the kind is not known or `origin` does not act on `target`.
        """
        check_choice("kind", kind, KINDS)
        pair = self.effects["origin"].eq(origin) & self.effects["target"].eq(target)
        if not pair.any():
            linked = ", ".join(
                f"{a} → {b}" for a, b in self.effects[["origin", "target"]].drop_duplicates().to_numpy()
            )
            raise ParameterError(f"no path leads from {origin!r} to {target!r}; linked are {linked}.")
        row = self.effects[pair & self.effects["kind"].eq(kind)].iloc[0]
        estimate, low, high = (float(row[end]) for end in ("estimate", "low", "high"))
        return Interval(estimate, low, high, self.n, self.level)


def path_model(
    frame: pd.DataFrame,
    equations: Mapping[str, Sequence[str]],
    *,
    method: str = "percentile",
    n_boot: int = 2000,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
    cluster: str | None = None,
    progress: Progress | None = None,
) -> PathModel:
    """Fit a recursive system of least-squares regressions and follow its effects along all ways.

    A total effect says what a unit more of the cause does in the end; the direct effect is the arrow
    itself, the indirect one the sum over all ways through other variables. The effects are causal only
    if the arrows are: the data cannot tell their direction.

    Parameters
    ----------
    frame : DataFrame
        One row an observation, no value missing.
    equations : mapping of str to sequence of str
        The predictors of each outcome; without circles.
    method : {"percentile", "bca"}
        Interval of the effects: plain, or corrected for bias and skew.
    n_boot : int, default 2000
        Resamples, 100 or more.
    level : float, default 0.95
        Confidence level.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.
    cluster : str, optional
        Column of the customer, where one gives several answers: customers are resampled.
    progress : callable, optional
        Called with the resamples done and their number, after each batch.

    Returns
    -------
    PathModel
        Paths, effects and R².

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary, or predictors are exact
        combinations of one another.
    ParameterError
        If the equations are none, name a variable twice or go in a circle, or an argument is out of range.

    References
    ----------
    Wright (1934), Annals of Mathematical Statistics 5(3), 161-215; Bollen (1987), Sociological
    Methodology 17, 37-69, for the decomposition.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> answers = pd.DataFrame({"trust": rng.normal(size=200)})
    >>> answers["commitment"] = 0.8 * answers["trust"] + rng.normal(size=200)
    >>> answers["loyalty"] = 0.5 * answers["commitment"] + rng.normal(size=200)
    >>> fit = path_model(answers, {"commitment": ["trust"], "loyalty": ["commitment"]}, n_boot=200)
    >>> fit
    PathModel of 2 paths, n 200; R²: commitment 0.43, loyalty 0.20
    >>> fit.effect("trust", "loyalty", "indirect")
    0.36 [0.24, 0.45]
    """
    system = RecursiveSystem.of(equations)
    check_choice("method", method, BOOTSTRAP_METHODS)
    check_draws("n_boot", n_boot)
    numbers = number_columns(frame, list(system.names))
    paths = _paths(frame, system, level, cluster)
    products = CrossProducts.of_columns(frame, numbers, cluster)

    def statistic(moments: Moments) -> np.ndarray:
        return _effects(system, moments.covariances)

    sample = products.sample()
    estimates = statistic(sample)
    draws = products.resample(statistic, n_boot, as_generator(rng), progress)
    if method == "bca":
        low, high = bca_ends(estimates, draws, products.leave_out(statistic), level)
    else:
        low, high = percentile_ends(draws, level)
    spread = np.sqrt(np.diag(sample.covariances))
    ratio = [spread[origin] / spread[target] for origin, target in system.linked for _ in KINDS]
    effects = _labels(system).assign(
        estimate=estimates,
        standardised=estimates * np.array(ratio),
        standard_error=draws.std(axis=0, ddof=1),
        low=low,
        high=high,
    )
    shares = explained_shares(system, sample.covariances, path_coefficients(system, sample.covariances))
    r_squared = pd.Series(shares, index=list(system.names), name="r_squared").dropna().rename_axis("outcome")
    return PathModel(paths, effects, r_squared, len(products.sizes), check_level(level))


def _paths(frame: pd.DataFrame, system: RecursiveSystem, level: float, cluster: str | None) -> pd.DataFrame:
    tables = []
    for target, places in system.equations:
        origins = [system.names[place] for place in places]
        table = fit_linear(frame, system.names[target], origins, cluster=cluster).to_frame(level=level)
        arrows = table.loc[origins].rename_axis("origin").reset_index()
        arrows.insert(1, "target", system.names[target])
        tables.append(arrows.rename(columns={"coefficient": "estimate"}))
    return pd.concat(tables, ignore_index=True)


def _labels(system: RecursiveSystem) -> pd.DataFrame:
    rows = [
        {"origin": system.names[origin], "target": system.names[target], "kind": kind}
        for origin, target in system.linked
        for kind in KINDS
    ]
    return pd.DataFrame(rows)


def _effects(system: RecursiveSystem, covariances: np.ndarray) -> np.ndarray:
    direct = path_coefficients(system, covariances)
    total = total_effects(direct)
    origins, targets = np.array(system.linked).T
    kinds = [effects[..., targets, origins] for effects in (direct, total - direct, total)]
    return np.stack(kinds, axis=-1).reshape(*covariances.shape[:-2], -1)
