"""How sure a PLS path model is: bootstrap intervals of all its estimates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, as_generator, check_choice, format_number
from cvm_lessons.measurement._bootstrap_ends import check_draws, percentile_ends
from cvm_lessons.measurement._checks import check_level
from cvm_lessons.measurement._cross_products import Moments, Progress
from cvm_lessons.measurement._pls import solve_pls
from cvm_lessons.measurement._pls_estimates import (
    Scale,
    batch_estimates,
    estimate_labels,
    sampled_products,
)
from cvm_lessons.measurement._pls_index import check_scale
from cvm_lessons.measurement.intervals import Interval
from cvm_lessons.measurement.pls import PartialLeastSquaresPathModel

__all__ = ["PLS_QUANTITIES", "PlsBootstrap", "bootstrap_pls"]

PLS_QUANTITIES = ("path", "total_effect", "r_squared", "weight", "loading", "index")


@dataclass(frozen=True, eq=False, repr=False)
class PlsBootstrap:
    """Estimates of a PLS path model with their bootstrap intervals; what `bootstrap_pls` returns.

    Attributes
    ----------
    table : DataFrame
        A row per estimate: quantity, origin, target, estimate, mean (of the draws), standard_error, low,
        high. For a weight or a loading the origin is the item; R² and index have a target only.
    draws : DataFrame
        The estimates of each resample, a column per row of `table`.
    n : int
        Rows, or clusters where clusters were resampled.
    level : float
        Confidence level.
    """

    table: pd.DataFrame
    draws: pd.DataFrame
    n: int
    level: float

    def __repr__(self) -> str:
        draws, n = format_number(len(self.draws)), format_number(self.n)
        return f"PlsBootstrap of {len(self.table)} estimates: {draws} resamples, n {n}"

    def to_frame(self) -> pd.DataFrame:
        """Return the table of all estimates.

        Returns
        -------
        DataFrame
            Columns quantity, origin, target, estimate, mean, standard_error, low, high.
        """
        return self.table.copy()

    def of(self, quantity: str) -> pd.DataFrame:
        """Return the rows of one quantity.

        Parameters
        ----------
        quantity : {"path", "total_effect", "r_squared", "weight", "loading", "index"}
            Which; an index only if the bootstrap was given a scale.

        Returns
        -------
        DataFrame
            Columns origin, target, estimate, mean, standard_error, low, high.

        Raises
        ------
        ParameterError
            If there are no such rows.
        """
        check_choice("quantity", quantity, tuple(self.table["quantity"].unique()))
        rows = self.table[self.table["quantity"] == quantity]
        return rows.drop(columns="quantity").reset_index(drop=True)

    def interval(self, quantity: str, target: str, origin: str = "") -> Interval:
        """Return one estimate with its interval.

        Parameters
        ----------
        quantity : str
            As in `of`.
        target : str
            The construct.
        origin : str, optional
            The construct or item from which a path, an effect, a weight or a loading starts.

        Returns
        -------
        Interval
            Of the percentile bootstrap.

        Raises
        ------
        ParameterError
            If there is no such estimate.
        """
        rows = self.of(quantity)
        found = rows[rows["target"].eq(target) & rows["origin"].eq(origin)]
        if found.empty:
            there = ", ".join(
                " → ".join(filter(None, pair)) for pair in rows[["origin", "target"]].to_numpy()
            )
            raise ParameterError(f"no {quantity} from {origin!r} to {target!r}; there are {there}.")
        estimate, low, high = (float(found.iloc[0][end]) for end in ("estimate", "low", "high"))
        return Interval(estimate, low, high, self.n, self.level)


def bootstrap_pls(
    model: PartialLeastSquaresPathModel,
    frame: pd.DataFrame,
    *,
    scale: Scale = None,
    n_boot: int = 1000,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
    cluster: str | None = None,
    progress: Progress | None = None,
) -> PlsBootstrap:
    """Fit a PLS path model to resamples and return percentile intervals of all its estimates.

    The weights are found anew in each resample; a construct that comes out with the opposite sign, which
    says nothing, is turned round. All resamples are solved together. Simulated coverage of 95 % intervals
    of a path: 95 % at n = 250.

    Parameters
    ----------
    model : PartialLeastSquaresPathModel
        The model; it need not be fitted, and is not changed.
    frame : DataFrame
        One row a respondent, with the columns of the blocks.
    scale : tuple of float, optional
        Lowest and highest possible answer, such as ``(1, 10)``: adds the 0 to 100 indices.
    n_boot : int, default 1000
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
    PlsBootstrap
        Paths, total effects, R², weights, loadings and indices.

    Raises
    ------
    DataError
        For the reasons of the model's `fit`, in the frame or in a resample.
    ParameterError
        If an argument is out of range.

    References
    ----------
    Chin (1998), in Modern Methods for Business Research, 295-336; Tenenhaus, Esposito Vinzi, Chatelin and
    Lauro (2005), Computational Statistics & Data Analysis 48(1), 159-205.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> quality = rng.normal(size=300)
    >>> items = {f"q{i}": quality + 0.5 * rng.normal(size=300) for i in range(3)}
    >>> items |= {f"s{i}": 0.8 * quality + 0.6 * rng.normal(size=300) for i in range(3)}
    >>> blocks = {"QUAL": ["q0", "q1", "q2"], "SAT": ["s0", "s1", "s2"]}
    >>> model = PartialLeastSquaresPathModel({"SAT": ["QUAL"]}, blocks)
    >>> bootstrap_pls(model, pd.DataFrame(items), n_boot=200).interval("path", "SAT", "QUAL")
    0.866 [0.835, 0.892]
    """
    check_draws("n_boot", n_boot)
    check_level(level)
    ends = None if scale is None else check_scale(scale)
    design, products = sampled_products(model, frame, cluster)
    like = solve_pls(design, products.sample().covariances).crossloadings * design.members

    def statistic(moments: Moments) -> np.ndarray:
        return batch_estimates(design, moments, like, ends)

    estimates = statistic(products.sample())
    draws = products.resample(statistic, n_boot, as_generator(rng), progress)
    low, high = percentile_ends(draws, level)
    table = estimate_labels(design, with_index=ends is not None).assign(
        estimate=estimates,
        mean=draws.mean(axis=0),
        standard_error=draws.std(axis=0, ddof=1),
        low=low,
        high=high,
    )
    return PlsBootstrap(table, pd.DataFrame(draws), len(products.sizes), level)
