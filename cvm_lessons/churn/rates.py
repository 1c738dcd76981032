"""Rates of churn: from counts, by period, from month to year, and how long customers stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.churn._checks import check_count, interval_columns, yes_or_no
from cvm_lessons.core import (
    ParameterError,
    check_choice,
    check_number,
    filled_column,
)
from cvm_lessons.measurement import Interval, share_interval

__all__ = [
    "PERIODS_A_YEAR",
    "average_lifetime",
    "churn_by_period",
    "churn_rate",
    "convert_churn",
    "convert_retention",
]

# A quarter is three months exactly; weeks and days follow the mean year of the calendar.
PERIODS_A_YEAR = {"day": 365.2425, "week": 365.2425 / 7, "month": 12.0, "quarter": 4.0, "year": 1.0}


def churn_rate(lost: int, at_start: int, *, level: float = 0.95) -> Interval:
    """Return the share lost of the customers who were there when the period began.

    Parameters
    ----------
    lost : int
        Customers of the start who were gone at the end. Those won in between count in neither number.
    at_start : int
        Customers at the start.
    level : float, default 0.95
        Confidence level (Wilson's interval).

    Returns
    -------
    Interval
        Of the rate of the period; retention is 1 less it.

    Raises
    ------
    ParameterError
        If a count is not whole, `lost` exceeds `at_start`, or the level is out of range.

    Examples
    --------
    >>> churn_rate(20, 1000)
    0.0200 [0.0130, 0.0307]
    """
    start = check_count("at_start", at_start, low=1)
    return share_interval(check_count("lost", lost, low=0, high=start), start, level=level)


def churn_by_period(
    table: pd.DataFrame,
    *,
    period: str = "month",
    churned: str = "churned",
    by: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the churn rate of each period, from one row per customer and period.

    Parameters
    ----------
    table : DataFrame
        One row per customer and period with them, the last one included.
    period, churned : str
        Columns of the period, and of 0 and 1 for its being the customer's last.
    by : str, optional
        Column of a group, for one rate per group and period.
    level : float, default 0.95
        Confidence level (Wilson's interval).

    Returns
    -------
    DataFrame
        Index `period` (or `by` and `period`); columns customers, lost, rate, low, high.

    Raises
    ------
    DataError
        If a column or value is missing, or `churned` is neither 0 nor 1.
    ParameterError
        If the level is out of range.

    Examples
    --------
    >>> table = pd.DataFrame({"month": [1, 1, 1, 1, 2, 2, 2], "churned": [0, 0, 0, 1, 0, 0, 0]})
    >>> churn_by_period(table)["rate"].to_dict()
    {1: 0.25, 2: 0.0}
    """
    keys = [period] if by is None else [by, period]
    gone = pd.DataFrame({name: filled_column(table, name) for name in keys})
    gone["lost"] = yes_or_no(table, churned)
    counts = gone.groupby(keys, observed=True)["lost"].agg(customers="size", lost="sum")
    counts = counts.astype({"lost": int})
    rate, low, high = interval_columns(counts["lost"], counts["customers"], level)
    return counts.assign(rate=rate, low=low, high=high)


def convert_churn(rate: float | Interval, *, per: str = "month", to: str = "year") -> float | Interval:
    """Return the churn rate of another length of time: 1 - (1 - c)^k, not k times c.

    Who has left cannot leave again, so that 2 % a month is 21.5 % a year and not 24 %. The conversion takes
    the rate to be the same throughout.

    Parameters
    ----------
    rate : float or Interval
        From 0 to 1; the ends of an interval are converted alike.
    per, to : {"day", "week", "month", "quarter", "year"}
        Length of time of the rate given, and of the one asked for.

    Returns
    -------
    float or Interval
        As `rate`.

    Raises
    ------
    ParameterError
        If the rate is no share, or a length is not known.

    Examples
    --------
    >>> round(convert_churn(0.02), 4), round(convert_churn(0.2153, per="year", to="month"), 4)
    (0.2153, 0.02)
    >>> convert_churn(churn_rate(20, 1000))
    0.215 [0.145, 0.312]
    """
    power = _times(per, to)

    def converted(value: float) -> float:
        return float(-np.expm1(power * np.log1p(-value))) if value < 1 else 1.0

    if isinstance(rate, Interval):
        ends = (converted(check_number("rate", end, low=0, high=1)) for end in (rate.low, rate.high))
        return Interval(converted(rate.estimate), *ends, n=rate.n, level=rate.level)
    return converted(check_number("rate", rate, low=0, high=1))


def convert_retention(rate: float | Interval, *, per: str = "month", to: str = "year") -> float | Interval:
    """Return the retention rate of another length of time: r^k, for customers and for revenue.

    A month's 98 % is a year's 78.5 %, not 98 % and not 76 %. A net revenue retention above 1 compounds as
    well: 101 % a month is 112.7 % a year. The conversion takes the rate to be the same throughout.

    Parameters
    ----------
    rate : float or Interval
        From 0 up; above 1 only net revenue retention can be. The ends of an interval are converted alike.
    per, to : {"day", "week", "month", "quarter", "year"}
        Length of time of the rate given, and of the one asked for.

    Returns
    -------
    float or Interval
        As `rate`.

    Raises
    ------
    ParameterError
        If the rate is below 0, no number or beyond all measure, or a length is not known.

    Examples
    --------
    >>> round(convert_retention(0.98), 4), round(convert_retention(1.01), 4)
    (0.7847, 1.1268)
    >>> round(convert_retention(0.8, per="year", to="month"), 4)
    0.9816
    """
    power = _times(per, to)
    if isinstance(rate, Interval):
        ends = (_compounded(end, power) for end in (rate.estimate, rate.low, rate.high))
        return Interval(*ends, n=rate.n, level=rate.level)
    return _compounded(rate, power)


def average_lifetime(
    churn: float | Interval | Sequence[float], *, afterwards: float | None = None
) -> float | Interval:
    """Return how many periods a customer stays on average, the one of leaving included.

    It is 1/c only where c is the same for every customer at every age. Where customers differ, the mean of
    their lifetimes is longer than 1 over the mean of their rates; where the rate falls with age, give the
    rates of each age.

    Parameters
    ----------
    churn : float, Interval or sequence of float
        Churn rate of a period: one for all ages, or those of the first, second, … period.
    afterwards : float, optional
        With a sequence: the rate of every later period. Without it only the periods given are counted.

    Returns
    -------
    float or Interval
        Periods; an interval for an interval. Infinite where nobody leaves.

    Raises
    ------
    ParameterError
        If a rate is no share from 0 to 1, or `afterwards` goes with a single rate.

    References
    ----------
    Fader and Hardie (2010), Customer-base valuation in a contractual setting: the perils of ignoring
    heterogeneity, Marketing Science 29(1), 85-93.

    Examples
    --------
    >>> average_lifetime(0.02)
    50.0
    >>> average_lifetime([0.5, 0.2], afterwards=0.1)
    5.5
    """
    if isinstance(churn, Interval):
        ends = [_periods(rate) for rate in (churn.estimate, churn.high, churn.low)]
        return Interval(*ends, n=churn.n, level=churn.level)
    if isinstance(churn, str | Mapping | pd.DataFrame) or np.ndim(churn) == 0:
        if afterwards is not None:
            raise ParameterError("afterwards goes with a sequence of rates: a single rate holds for ever.")
        return _periods(churn)  # type: ignore[arg-type]
    rates = [check_number("churn", rate, low=0, high=1) for rate in churn]  # type: ignore[union-attr]
    if not rates:
        raise ParameterError("churn holds no rate.")
    stays = np.cumprod([1.0, *(1 - np.asarray(rates))])
    tail = 0.0 if afterwards is None or stays[-1] == 0 else float(stays[-1]) * _periods(afterwards)
    return float(stays[:-1].sum()) + tail


def _times(per: str, to: str) -> float:
    """Return how many of one length of time go into another."""
    steps = PERIODS_A_YEAR[check_choice("per", per, tuple(PERIODS_A_YEAR))]
    return steps / PERIODS_A_YEAR[check_choice("to", to, tuple(PERIODS_A_YEAR))]


def _compounded(rate: float, power: float) -> float:
    value = check_number("rate", rate, low=0)
    try:
        return float(value**power)
    except OverflowError as fault:
        raise ParameterError(f"rate={rate!r} grows beyond all numbers in that time.") from fault


def _periods(rate: float) -> float:
    value = check_number("churn", rate, low=0, high=1)
    return 1 / value if value > 0 else float("inf")
