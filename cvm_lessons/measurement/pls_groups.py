"""The paths of a PLS path model in two groups, compared."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, as_generator, check_choice, filled_column
from cvm_lessons.measurement._bootstrap_ends import check_draws, percentile_ends
from cvm_lessons.measurement._checks import check_level
from cvm_lessons.measurement._cross_products import Moments, Progress
from cvm_lessons.measurement._pls import solve_pls
from cvm_lessons.measurement._pls_estimates import batch_estimates, estimate_labels, sampled_products
from cvm_lessons.measurement.pls import PartialLeastSquaresPathModel

__all__ = ["compare_pls_groups"]

GROUP_METHODS = ("permutation", "bootstrap")


def compare_pls_groups(
    model: PartialLeastSquaresPathModel,
    frame: pd.DataFrame,
    group: str,
    *,
    method: str = "permutation",
    n_draws: int = 1000,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Fit a PLS path model to two groups and say which paths differ by more than chance.

    ``"permutation"`` deals the rows to two groups of the same sizes again and again: `p` is how often
    chance gives so large a difference. ``"bootstrap"`` resamples within each group and gives an interval.
    Groups can be compared only if they read the items alike: look at the loadings of both first.

    Parameters
    ----------
    model : PartialLeastSquaresPathModel
        The model; it need not be fitted, and is not changed.
    frame : DataFrame
        One row a respondent, with the columns of the blocks and the group.
    group : str
        Column with two values.
    method : {"permutation", "bootstrap"}
        How chance is judged.
    n_draws : int, default 1000
        Permutations or resamples, 100 or more.
    level : float, default 0.95
        Confidence level of the bootstrap.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.
    progress : callable, optional
        Called with the draws done and their number, after each batch.

    Returns
    -------
    DataFrame
        A row per path and per total effect: quantity, origin, target, a column for each group (named after
        it, in sorted order), difference (second less first), and p or low and high.

    Raises
    ------
    DataError
        If the group column does not hold two values, or for the reasons of the model's `fit` in a group.
    ParameterError
        If an argument is out of range.

    References
    ----------
    Chin and Dibbern (2010), in Handbook of Partial Least Squares, 171-193.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> new = np.arange(400) % 2
    >>> quality = rng.normal(size=400)
    >>> items = {f"q{i}": quality + 0.5 * rng.normal(size=400) for i in range(3)}
    >>> items |= {"loyal": np.where(new, 0.2, 0.9) * quality + rng.normal(size=400), "new": new}
    >>> blocks = {"QUAL": ["q0", "q1", "q2"], "LOY": ["loyal"]}
    >>> model = PartialLeastSquaresPathModel({"LOY": ["QUAL"]}, blocks)
    >>> table = compare_pls_groups(model, pd.DataFrame(items), "new", n_draws=200)
    >>> bool(table.loc[0, "p"] < 0.05)
    True
    """
    check_choice("method", method, GROUP_METHODS)
    check_draws("n_draws", n_draws)
    check_level(level)
    codes, names = pd.factorize(filled_column(frame, group), sort=True)
    if len(names) != 2:
        raise DataError(f"column {group!r} holds {len(names)} values: a comparison needs two.")
    # The first group's rows come first, so that its size says which rows are its own.
    ordered = frame.iloc[np.argsort(codes, kind="stable")]
    sizes = np.bincount(codes)
    halves = [ordered.iloc[: sizes[0]], ordered.iloc[sizes[0] :]]
    design, whole = sampled_products(model, frame=ordered, cluster=None)
    like = solve_pls(design, whole.sample().covariances).crossloadings * design.members
    labels = estimate_labels(design, with_index=False)
    effects = labels["quantity"].isin(["path", "total_effect"]).to_numpy()

    def statistic(moments: Moments) -> np.ndarray:
        return batch_estimates(design, moments, like, None)[..., effects]

    parts = [sampled_products(model, half, None)[1] for half in halves]
    first, second = (statistic(part.sample()) for part in parts)
    values = {str(names[0]): first, str(names[1]): second, "difference": second - first}
    table = labels[effects].assign(**values).reset_index(drop=True)
    generator = as_generator(rng)
    if method == "permutation":
        chance = whole.shuffle(statistic, int(sizes[0]), n_draws, generator, progress)
        more = (np.abs(chance) >= np.abs(second - first)).sum(axis=0)
        return table.assign(p=(1 + more) / (1 + n_draws))  # the sample itself is one of the deals
    draws = [part.resample(statistic, n_draws, generator, progress) for part in parts]
    low, high = percentile_ends(draws[1] - draws[0], level)
    return table.assign(low=low, high=high)
