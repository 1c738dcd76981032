"""Covariances of resampled customers: what a bootstrap of any statistic of them starts from."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import as_generator, number_columns
from cvm_lessons.measurement._checks import check_count
from cvm_lessons.measurement._cross_products import CrossProducts

__all__ = ["bootstrap_covariances"]

FEWEST_DRAWS = 100  # below it the ends of a 95 % interval rest on two or three draws


def bootstrap_covariances(
    frame: pd.DataFrame,
    columns: Sequence[str],
    *,
    n_boot: int = 1000,
    rng: np.random.Generator | int = 0,
    cluster: str | None = None,
) -> np.ndarray:
    """Return the covariances of some columns in resamples of the rows, or of whole customers.

    R², slopes and correlations are functions of covariances, so one call serves the bootstrap of all of them.

    Parameters
    ----------
    frame : DataFrame
        One row an observation, no value missing.
    columns : sequence of str
        Columns, in the order of the matrices.
    n_boot : int, default 1000
        Resamples, 100 or more.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.
    cluster : str, optional
        Column of the customer, where one gives several answers: customers are resampled.

    Returns
    -------
    ndarray
        A matrix per resample, divided by n: shape (n_boot, columns, columns).

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary in a resample, or there are fewer than
        two rows or customers to draw from.
    ParameterError
        If `n_boot` is out of range.

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, Chapman & Hall.

    Examples
    --------
    >>> numbers = np.random.default_rng(1).normal(size=(200, 2))
    >>> draws = bootstrap_covariances(pd.DataFrame(numbers, columns=["trust", "joy"]), ["trust", "joy"])
    >>> draws.shape
    (1000, 2, 2)
    """
    check_count("n_boot", n_boot, low=FEWEST_DRAWS)
    products = CrossProducts.of_columns(frame, number_columns(frame, list(columns)), cluster)
    return products.resample(lambda moments: moments.covariances, n_boot, as_generator(rng))
