"""80/20: the share of the largest customers, by the window observed and by the rates behind the purchases."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from scipy import stats
from scipy.optimize import brentq
from scipy.special import digamma

from cvm_lessons.core import (
    DataError,
    ParameterError,
    as_generator,
    check_choice,
    check_number,
    number_column,
)
from cvm_lessons.measurement import gini_index, lorenz_curve, top_share
from cvm_lessons.segments._checks import whole_number
from cvm_lessons.segments.rfm import rfm_measures

__all__ = [
    "WINDOW_BASES",
    "concentration_of_windows",
    "fit_purchase_rates",
    "gini_index",
    "lasting_top_share",
    "lorenz_curve",
    "top_share",
]

WINDOW_BASES = ("buyers", "known")
FEWEST_DRAWS = 100  # of the index only the estimate is kept
MANY = 1e6  # purchases a customer: beyond it luck plays no part in the share
LOWEST_SHAPE, HIGHEST_SHAPE = 1e-8, 1e6  # of the gamma: beyond the second all buy at one rate


def concentration_of_windows(
    transactions: pd.DataFrame,
    lengths: Sequence[int],
    *,
    share: float = 0.2,
    base: str = "buyers",
    end: object = None,
    period: str = "D",
    customer: str = "customer_id",
    date: str = "date",
    amount: str = "amount",
    n_boot: int = 1000,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return how concentrated the money is in windows of several lengths that all end today.

    What a window does depends on who is counted. Among all who are ``"known"`` concentration falls as the
    window grows: in a short one most have bought nothing merely by chance. Among its ``"buyers"`` it rises:
    in a short window each buys once. Say window and base with every "80/20".

    Parameters
    ----------
    transactions : DataFrame
        One row per purchase, in any order.
    lengths : sequence of int
        Lengths of the windows in periods.
    share : float, default 0.2
        Part of the customers.
    base : {"buyers", "known"}, default "buyers"
        Who bought in the window, or everybody who ever bought up to `end`.
    end : date, optional
        Last day of each window; the last purchase if left out.
    period : {"D", "W", "M", "Q", "Y", "h"}, default "D"
        Unit of the lengths.
    customer, date, amount : str
        Columns.
    n_boot : int, default 1000
        Resamples of the intervals.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    DataFrame
        Index `length`; columns customers, buyers, top_share, low, high, gini.

    Raises
    ------
    DataError
        If a column or value is missing, or nobody spent anything in a window.
    ParameterError
        If a length, the base, the share or a period is out of range.

    References
    ----------
    Schmittlein, Cooper and Morrison (1993), Truth in concentration in the land of (80/20) laws, Marketing
    Science 12(2), 167-183.

    Examples
    --------
    >>> days = ["2025-01-01", "2025-01-01", "2025-01-30", "2025-01-31"]
    >>> sales = pd.DataFrame({"customer_id": list("ABAC"), "date": days, "amount": [5, 5, 6, 4]})
    >>> table = concentration_of_windows(sales, [2, 31], share=0.5, base="known")
    >>> table["top_share"].round(2).to_dict()
    {2: 0.8, 31: 0.68}
    """
    everybody = check_choice("base", base, WINDOW_BASES) == "known"
    if isinstance(lengths, str) or not isinstance(lengths, Collection) or not len(lengths):
        raise ParameterError(f"lengths={lengths!r}: give a list with one length or more.")
    columns = {"customer": customer, "date": date, "amount": amount}
    ever = rfm_measures(transactions, **columns, end=end, period=period)
    since = _periods_ago(transactions[date], end, period)
    generator, rows = as_generator(rng), {}
    for length in lengths:
        span = whole_number("lengths", length, low=1)
        inside = transactions[(since >= 0) & (since < span)]
        spent = number_column(inside, amount).groupby(inside[customer]).sum() if len(inside) else pd.Series()
        if not spent.sum() > 0:
            raise DataError(f"lengths={length!r}: nobody spent anything in that window.")
        counted = (spent.reindex(ever.index, fill_value=0.0) if everybody else spent).to_frame("spend")
        top = top_share(counted, share, n_boot=n_boot, rng=generator)
        gini = gini_index(counted, n_boot=FEWEST_DRAWS, rng=generator).estimate
        rows[span] = (len(counted), len(spent), top.estimate, top.low, top.high, gini)
    names = ["customers", "buyers", "top_share", "low", "high", "gini"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=names)
    return table.astype({"customers": int, "buyers": int}).rename_axis("length")


def fit_purchase_rates(counts: pd.Series, *, length: float = 1.0) -> pd.Series:
    """Return the gamma distribution of purchase rates behind the counts of a window (the NBD).

    Parameters
    ----------
    counts : Series
        Purchases of each customer in one window, with 0 for who bought nothing.
    length : float, default 1
        Length of the window; rates are per unit of it.

    Returns
    -------
    Series
        r (shape: the smaller, the more unlike the customers) and alpha (the mean rate is r / alpha), by
        maximum likelihood.

    Raises
    ------
    DataError
        If a count is missing, negative or not whole, all are 0, or they vary no more than chance alone makes
        them: then there is no distribution of rates.
    ParameterError
        If `length` is not above 0.

    References
    ----------
    Ehrenberg (1959), The pattern of consumer purchases, Applied Statistics 8(1), 26-41.

    Examples
    --------
    >>> fit_purchase_rates(pd.Series([0] * 6 + [1] * 2 + [4, 9])).round(2).to_dict()
    {'r': 0.27, 'alpha': 0.18}
    """
    if not isinstance(counts, pd.Series):
        raise DataError(f"counts is a {type(counts).__name__}: a Series with the purchases of each customer.")
    frame = counts.rename("count").to_frame()
    x = number_column(frame, "count", low=0)
    if (bad := x != x.round()).any():
        raise DataError.at(frame, "count", bad, "a whole number")
    span = check_number("length", length, low=1e-12)
    mean = float(x.mean())
    values, times = np.unique(x.to_numpy(), return_counts=True)

    def slope(log_r: float) -> float:
        r = np.exp(log_r)
        gain = np.sum(times * (digamma(r + values) - digamma(r))) / np.sum(times)
        return float(gain - np.log1p(mean / r))

    low, high = np.log([LOWEST_SHAPE, HIGHEST_SHAPE])
    if mean == 0 or float(x.var(ddof=0)) <= mean or slope(high) >= 0:
        raise DataError(
            f"the counts have mean {mean:g} and variance {float(x.var(ddof=0)):g}: without more variance "
            "than the mean all buy at one rate, and r has no end."
        )
    r = float(np.exp(brentq(slope, low, high)))
    return pd.Series({"r": r, "alpha": r * span / mean})


def lasting_top_share(
    r: float, alpha: float = 1.0, *, length: float = np.inf, share: float = 0.2, buyers_only: bool = False
) -> float:
    """Return the share of purchases that the heaviest buyers make in a window, if their rates are gamma.

    With a window without end this is the concentration of the rates themselves: what "80/20" would be
    without the luck of who happened to buy. The difference to a window is chance.

    Parameters
    ----------
    r, alpha : float
        Of the gamma distribution of purchase rates: by `fit_purchase_rates`, or r and alpha of a BG/NBD or
        Pareto/NBD (rates of customers while they are alive).
    length : float, default infinity
        Length of the window in the unit of the rates.
    share : float, default 0.2
        Part of the customers.
    buyers_only : bool, default False
        Whether only who bought in the window is counted as a customer.

    Returns
    -------
    float
        From `share` to 1.

    Raises
    ------
    ParameterError
        If a number is out of range.

    References
    ----------
    Schmittlein, Cooper and Morrison (1993), Marketing Science 12(2), 167-183.

    Examples
    --------
    >>> round(lasting_top_share(1.0), 3), round(lasting_top_share(1.0, length=1.0), 3)
    (0.522, 0.65)
    """
    shape = check_number("r", r, low=1e-9, high=HIGHEST_SHAPE)
    scale = check_number("alpha", alpha, low=1e-12, high=1e12)
    part = check_number("share", share, low=0.001, high=1)
    if isinstance(length, bool) or not isinstance(length, int | float | np.number) or not length > 0:
        raise ParameterError(f"length={length!r} is not a number above 0.")
    if shape * length / scale > MANY:
        return float(stats.gamma.sf(stats.gamma.isf(part, shape), shape + 1))
    chance = scale / (scale + length)
    counts = stats.nbinom(shape, chance)
    if buyers_only:
        part *= float(counts.sf(0))
    edge = float(counts.isf(part))  # who bought more often is in; of those at the edge, a part
    # k × P(k; r) is the mean times P(k - 1; r + 1): sums over counts have a closed form.
    above = float(stats.nbinom.sf(edge - 1, shape + 1, chance))
    return float(above + (part - float(counts.sf(edge))) * edge / float(counts.mean()))


def _periods_ago(dates: pd.Series, end: object, period: str) -> np.ndarray:
    """Return how many periods before the end each purchase was made; below 0 after it."""
    moments = pd.to_datetime(dates, format="ISO8601").dt.tz_localize(None)
    last = moments.max() if end is None else pd.Timestamp(end)
    numbers = moments.dt.to_period(period).array.asi8
    return np.asarray(pd.Period(last, freq=period).ordinal - numbers)
