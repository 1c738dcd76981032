"""Concentration: the share of the largest, the Lorenz curve and Gini's index."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, as_generator, check_number, number_column
from cvm_lessons.measurement._bootstrap_ends import check_draws, percentile_ends
from cvm_lessons.measurement.intervals import Interval

__all__ = ["gini_index", "lorenz_curve", "top_share"]

N_BOOT = 1000


def top_share(
    customers: pd.DataFrame,
    share: float = 0.2,
    *,
    amount: str = "spend",
    n_boot: int = N_BOOT,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
) -> Interval:
    """Return the share of all money that the largest customers bring, with its bootstrap interval.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    share : float, default 0.2
        Part of the customers, up to 1; where it is no whole number of them, one counts in part.
    amount : str, default "spend"
        Column with the money, none negative: with losses among them the share of a sum means little.
    n_boot : int, default 1000
        Resamples, 100 or more.
    level : float, default 0.95
        Confidence level.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    Interval
        As a share from 0 to 1.

    Raises
    ------
    DataError
        If an amount is missing or negative.
    ParameterError
        If all amounts are 0, or a number is out of range.

    Examples
    --------
    >>> top_share(pd.DataFrame({"spend": [80, 5, 5, 5, 5]})).estimate
    0.8
    """
    values = _amounts(customers, amount)
    part = check_number("share", share, low=0.001, high=1)

    def top(ascending: np.ndarray, times: np.ndarray) -> float:
        above = times.sum() - np.cumsum(times)
        return float(np.sum(np.clip(part * len(values) - above, 0.0, times) * ascending))

    return _resampled(values, top, n_boot, level, rng)


def gini_index(
    customers: pd.DataFrame,
    *,
    amount: str = "spend",
    n_boot: int = N_BOOT,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
) -> Interval:
    """Return Gini's index of concentration, with its bootstrap interval.

    Twice the area between the Lorenz curve and the diagonal: 0 where all bring the same, ``1 - 1 / n`` where
    one of n brings all.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    amount : str, default "spend"
        Column with the money, none negative.
    n_boot : int, default 1000
        Resamples, 100 or more.
    level : float, default 0.95
        Confidence level.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    Interval
        From 0 to 1.

    Raises
    ------
    DataError
        If an amount is missing or negative.
    ParameterError
        If all amounts are 0, or a number is out of range.

    References
    ----------
    Gastwirth (1972), The estimation of the Lorenz curve and Gini index, Review of Economics and Statistics
    54(3), 306-316.

    Examples
    --------
    >>> gini_index(pd.DataFrame({"spend": [0, 0, 0, 12]})).estimate
    0.75
    """
    values = _amounts(customers, amount)
    n = len(values)

    def area(ascending: np.ndarray, times: np.ndarray) -> float:
        below = np.cumsum(times) - times
        return float(np.sum(times * (2 * below + times - n) / n * ascending))

    return _resampled(values, area, n_boot, level, rng)


def lorenz_curve(customers: pd.DataFrame, *, amount: str = "spend") -> pd.DataFrame:
    """Return the Lorenz curve: what share of the money the smallest customers bring, up to all of them.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    amount : str, default "spend"
        Column with the money, none negative.

    Returns
    -------
    DataFrame
        Columns share_of_customers and share_of_amount, both cumulative from 0 to 1; a first row of zeros,
        then a row per customer from the smallest on. The largest p bring 1 less the curve at 1 - p.

    Raises
    ------
    DataError
        If an amount is missing or negative.
    ParameterError
        If all amounts are 0.

    References
    ----------
    Lorenz (1905), Publications of the American Statistical Association 9(70), 209-219.

    Examples
    --------
    >>> lorenz_curve(pd.DataFrame({"spend": [6, 1, 1]}))["share_of_amount"].tolist()
    [0.0, 0.125, 0.25, 1.0]
    """
    money = np.append(0.0, np.cumsum(np.sort(_amounts(customers, amount))))
    return pd.DataFrame(
        {"share_of_customers": np.linspace(0, 1, len(money)), "share_of_amount": money / money[-1]}
    )


def _amounts(customers: pd.DataFrame, amount: str) -> np.ndarray:
    values: np.ndarray = number_column(customers, amount, low=0).to_numpy()
    if not values.any():
        raise ParameterError(f"column {amount!r} is 0 for every customer: nothing can be shared.")
    return values


def _resampled(
    values: np.ndarray,
    statistic: Callable[[np.ndarray, np.ndarray], float],
    n_boot: int,
    level: float,
    rng: np.random.Generator | int,
) -> Interval:
    """Return a sum over sorted values, each counted so many times, as a share of all, with its interval.

    A resample says how often each value is drawn: sorted once, the values need no sorting any more. A
    resample of zeros alone has no shares and is left out.
    """
    draws, n, generator = check_draws("n_boot", n_boot), len(values), as_generator(rng)
    order = np.argsort(values, kind="stable")
    ascending, place = values[order], np.empty(n, dtype=np.int64)
    place[order] = np.arange(n)
    found = []
    for _ in range(draws):
        times = np.bincount(place[generator.integers(n, size=n)], minlength=n).astype(float)
        if (paid := float(np.sum(times * ascending))) > 0:
            found.append(statistic(ascending, times) / paid)
    low, high = percentile_ends(np.array(found)[:, None], level)
    estimate = statistic(ascending, np.ones(n)) / float(ascending.sum())
    return Interval(estimate, float(low[0]), float(high[0]), n, level)
