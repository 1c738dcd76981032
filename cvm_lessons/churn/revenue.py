"""Retention of customers and of their money, which are taken for each other."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.churn._checks import normal_quantile
from cvm_lessons.core import DataError, number_columns
from cvm_lessons.measurement import Interval, share_interval

__all__ = ["revenue_bridge", "revenue_retention"]


def revenue_retention(
    accounts: pd.DataFrame,
    *,
    before: str = "revenue_before",
    after: str = "revenue_after",
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the three retention rates that are taken for each other: customers, gross and net revenue.

    Parameters
    ----------
    accounts : DataFrame
        One row per customer; who pays 0 before is new and stays out of all three.
    before, after : str
        Columns of the recurring revenue at the start and the end of the period; 0 after is a lost customer.
    level : float, default 0.95
        Confidence level: Wilson's for customers; for revenue that of a ratio, by linearisation, customers
        being the sample.

    Returns
    -------
    DataFrame
        Index `measure`: customers, gross revenue (no customer counts for more than before), net revenue (with
        what customers added; it may exceed 1); columns estimate, low, high, n.

    Raises
    ------
    DataError
        If a value is missing or below 0, or fewer than two customers pay at the start.
    ParameterError
        If the level is out of range.

    References
    ----------
    Cochran (1977), Sampling Techniques, 3rd ed., chapter 6, for the interval of a ratio.

    Examples
    --------
    >>> accounts = pd.DataFrame({"revenue_before": [100, 100, 50, 0], "revenue_after": [150, 80, 0, 40]})
    >>> revenue_retention(accounts)["estimate"].round(2).to_dict()
    {'customers': 0.67, 'gross revenue': 0.72, 'net revenue': 0.92}
    """
    there = _paying(accounts, before, after)
    kept = share_interval(int((there[after] > 0).sum()), len(there), level=level)
    capped = there[[before, after]].min(axis=1)
    rows = {
        "customers": kept,
        "gross revenue": _ratio(capped, there[before], level),
        "net revenue": _ratio(there[after], there[before], level),
    }
    table = pd.concat([row.to_frame() for row in rows.values()], ignore_index=True)
    return table.set_axis(pd.Index(rows, name="measure"))[["estimate", "low", "high", "n"]]


def revenue_bridge(
    accounts: pd.DataFrame, *, before: str = "revenue_before", after: str = "revenue_after"
) -> pd.Series:
    """Return what leads from the revenue of the start to that of the end.

    Parameters
    ----------
    accounts : DataFrame
        One row per customer.
    before, after : str
        Columns of the recurring revenue at the start and the end of the period.

    Returns
    -------
    Series
        Index `step`: start, new, expansion, contraction, lost, end; the four between add up to the change.

    Raises
    ------
    DataError
        If a value is missing or below 0.

    Examples
    --------
    >>> accounts = pd.DataFrame({"revenue_before": [100, 100, 50, 0], "revenue_after": [150, 80, 0, 40]})
    >>> revenue_bridge(accounts).to_dict()
    {'start': 250.0, 'new': 40.0, 'expansion': 50.0, 'contraction': -20.0, 'lost': -50.0, 'end': 270.0}
    """
    money = number_columns(accounts, [before, after], low=0)
    old, new = money[before], money[after]
    change = new - old
    steps = {
        "start": old.sum(),
        "new": change[old == 0].sum(),
        "expansion": change[(old > 0) & (change > 0)].sum(),
        "contraction": change[(new > 0) & (change < 0)].sum(),
        "lost": change[(old > 0) & (new == 0)].sum(),
        "end": new.sum(),
    }
    return pd.Series(steps, name="revenue", dtype=float).rename_axis("step")


def _paying(accounts: pd.DataFrame, before: str, after: str) -> pd.DataFrame:
    money = number_columns(accounts, [before, after], low=0)
    there = money[money[before] > 0]
    if len(there) < 2:
        raise DataError(
            f"column {before!r}: {len(there)} customer(s) pay at the start; two or more are needed."
        )
    return there


def _ratio(part: pd.Series, whole: pd.Series, level: float) -> Interval:
    normal_quantile(level)  # refuses a level that is none
    n, ratio = len(whole), float(part.sum() / whole.sum())
    error = float((part - ratio * whole).std(ddof=1) / np.sqrt(n) / whole.mean())
    half = float(stats.t.ppf((1 + level) / 2, n - 1)) * error
    return Interval(ratio, max(0.0, ratio - half), ratio + half, n, level)
