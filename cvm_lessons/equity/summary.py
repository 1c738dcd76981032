"""From a list of purchases to one row per customer: repeat purchases, recency, age, mean value."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError
from cvm_lessons.equity._periods import PERIODS, Clock
from cvm_lessons.equity._purchase_table import purchase_table, read_transactions
from cvm_lessons.equity._summary_frame import check_collapse, check_end, end_period, summary_frame

__all__ = ["PERIODS", "calibration_holdout", "customer_summary"]


def customer_summary(
    transactions: pd.DataFrame,
    *,
    customer: str = "customer_id",
    date: str = "date",
    amount: str | None = None,
    end: object = None,
    period: str = "D",
    unit: str | None = None,
    include_first: bool = False,
    collapse: bool = True,
) -> pd.DataFrame:
    """Return repeat purchases, recency, age and mean value of each customer, as the models of this room take
    them.

    All purchases of a customer within one period count as one, unless `collapse` is False. ``frequency``
    counts the purchases after the first one, ``recency`` is the time from the first to the last of them,
    ``T`` the time from the first to the end of observation, ``monetary_value`` the mean value of a repeat
    purchase. The defaults are the papers' convention.

    Parameters
    ----------
    transactions : DataFrame
        One row per purchase, in any order.
    customer, date : str
        Columns of the customer (any type that can be compared) and of the day or moment.
    amount : str, optional
        Column of the value; without it there is no monetary_value.
    end : date, optional
        End of observation; the last purchase if left out. Later purchases are not looked at.
    period : {"D", "W", "M", "Q", "Y", "h"}, default "D"
        Within what purchases count as one: calendar days, weeks (from Monday), months, quarters, years, or
        hours.
    unit : str, optional
        Unit of recency and T: `period` if left out; ``"W"`` with days gives sevenths, as in the CDNOW papers.
        Only hours, days and weeks can be turned into each other.
    include_first : bool, default False
        Count the first purchase in frequency and monetary_value too. The models do not want it.
    collapse : bool, default True
        Whether purchases of one customer within one period count as one, as in the papers. With False every
        row counts: for those who may well buy twice a day. Of several purchases in the first period, the
        first one is then worth their mean.

    Returns
    -------
    DataFrame
        Index of customers in ascending order; columns frequency (int), recency, T, and monetary_value (0
        where there is nothing to take a mean of).

    Raises
    ------
    DataError
        If there are no rows, a value is missing, no date or no number, or a period of a customer is worth
        less than 0.
    ParameterError
        If a period or unit is unknown, or `end` lies before every purchase.

    References
    ----------
    Fader, Hardie and Lee (2005), "Counting your customers" the easy way, Marketing Science 24(2), 275-284.

    Examples
    --------
    >>> days = ["2025-01-01", "2025-01-31", "2025-01-31", "2025-03-02", "2025-02-10"]
    >>> sales = pd.DataFrame({"customer_id": [1, 1, 1, 1, 2], "date": days, "amount": [10, 20, 30, 40, 5]})
    >>> print(customer_summary(sales, amount="amount", end="2025-03-31").rename_axis(None))
       frequency  recency     T  monetary_value
    1          2     60.0  89.0            45.0
    2          0      0.0  49.0             0.0
    """
    check_collapse(collapse)
    clock = Clock.of(period, unit)
    codes, ids, when, value = read_transactions(transactions, customer, date, amount, clock)
    last = _end(end, when, clock, date)
    if last < when.max():
        seen = when <= last
        codes, when, value = codes[seen], when[seen], None if value is None else value[seen]
    table = purchase_table(codes, when, value, ids, number=None if collapse else np.ones(len(codes)))
    return summary_frame(table, pd.Index(ids, name=customer), last, clock, include_first=include_first)


def calibration_holdout(
    transactions: pd.DataFrame,
    calibration_end: object,
    *,
    customer: str = "customer_id",
    date: str = "date",
    amount: str | None = None,
    end: object = None,
    period: str = "D",
    unit: str | None = None,
    collapse: bool = True,
) -> pd.DataFrame:
    """Return the summary of a calibration period with what the same customers did afterwards.

    Parameters
    ----------
    transactions : DataFrame
        One row per purchase, in any order.
    calibration_end : date
        Last period of the calibration; the holdout starts after it.
    customer, date : str
        Columns of the customer and of the day or moment.
    amount : str, optional
        Column of the value.
    end : date, optional
        End of the holdout; the last purchase if left out.
    period : str, default "D"
        As in `customer_summary`.
    unit : str, optional
        As in `customer_summary`.
    collapse : bool, default True
        As in `customer_summary`, before and after.

    Returns
    -------
    DataFrame
        The columns of `customer_summary` for the calibration, and frequency_holdout (purchases after it),
        duration_holdout and, with `amount`, monetary_value_holdout (mean of them; 0 where there is
        none). Customers who first bought after the calibration are not in it.

    Raises
    ------
    DataError
        As in `customer_summary`.
    ParameterError
        If `calibration_end` lies before every purchase or not before `end`.

    Examples
    --------
    >>> days = ["2025-01-01", "2025-01-31", "2025-03-02", "2025-02-10"]
    >>> sales = pd.DataFrame({"customer_id": [1, 1, 1, 2], "date": days})
    >>> calibration_holdout(sales, "2025-02-15", end="2025-03-31")["frequency_holdout"].to_dict()
    {1: 1, 2: 0}
    """
    check_collapse(collapse)
    clock = Clock.of(period, unit)
    codes, ids, when, value = read_transactions(transactions, customer, date, amount, clock)
    last, split = _end(end, when, clock, date), _end(calibration_end, when, clock, date)
    if split >= last:
        raise ParameterError(f"calibration_end={calibration_end!r} is not before the end of the holdout.")
    options = {"customer": customer, "date": date, "amount": amount, "period": period, "unit": unit}
    before = customer_summary(transactions, end=calibration_end, collapse=collapse, **options)  # type: ignore[arg-type]
    later = (when > split) & (when <= last)
    codes, when, value = codes[later], when[later], None if value is None else value[later]
    after = purchase_table(codes, when, value, ids, number=None if collapse else np.ones(len(codes)))
    held = pd.DataFrame({"frequency_holdout": after.purchases}, index=pd.Index(ids, name=customer))
    if after.total is not None:
        mean = np.divide(after.total, after.purchases, out=np.zeros(len(ids)), where=after.purchases > 0)
        held["monetary_value_holdout"] = mean
    held["duration_holdout"] = clock.length(np.array([last - split]))[0]
    return before.join(held)


def _end(end: object, when: np.ndarray, clock: Clock, date: str) -> int:
    if end is None:
        return int(when.max())
    last = end_period(end, clock)
    check_end(end, last, int(when.min()), date)
    return last
