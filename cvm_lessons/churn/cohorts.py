"""Cohorts: customers won in the same period, and how many of them are there later."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cvm_lessons.churn._checks import interval_columns, unique_column
from cvm_lessons.core import DataError, ParameterError, check_choice, filled_column, require_columns

__all__ = [
    "COHORT_PERIODS",
    "cohort_matrix",
    "retention_by_age",
    "subscription_cohorts",
    "transaction_cohorts",
]

COHORT_PERIODS = ("W", "M", "Q", "Y")


def transaction_cohorts(
    transactions: pd.DataFrame,
    *,
    customer: str = "customer_id",
    date: str = "date",
    period: str = "M",
    end: str | pd.Timestamp | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return how many customers of each cohort bought in each later period.

    A customer may be away in one period and back in the next: the share may rise again, and 1 less it is not
    churn.

    Parameters
    ----------
    transactions : DataFrame
        One row per purchase, from each customer's first one on.
    customer, date : str
        Columns of the customer and of the day.
    period : {"W", "M", "Q", "Y"}, default "M"
        Length of a period: week, month, quarter or year of the calendar.
    end : str or Timestamp, optional
        Last day observed; by default the day of the last purchase. A period that is not over by then is not
        in the table: the part of it says too little.
    level : float, default 0.95
        Confidence level (Wilson's interval).

    Returns
    -------
    DataFrame
        One row per cohort and age observed in full; columns cohort, age (periods since the first, from 0),
        size, active, share, low, high.

    Raises
    ------
    DataError
        If a value is missing, a date is no date or after `end`, or no period is over.
    ParameterError
        If the period or the level is not known.

    Examples
    --------
    >>> days = ["2025-01-03", "2025-01-09", "2025-02-02", "2025-03-05", "2025-03-31"]
    >>> table = transaction_cohorts(pd.DataFrame({"customer_id": list("ABBAC"), "date": days}))
    >>> cohort_matrix(table).to_dict("list")
    {0: [1.0, 1.0], 1: [0.5, nan], 2: [0.5, nan]}
    """
    check_choice("period", period, COHORT_PERIODS)
    names = filled_column(transactions, customer)
    days = _dates(transactions, date)
    last_day = _day("end", end) if end is not None else days.max()
    if (late := days.dt.normalize() > last_day).any():
        raise DataError.at(
            transactions, date, late, f"a day up to {last_day:%Y-%m-%d}, the end of observation"
        )
    seen = pd.DataFrame({"customer": names, "period": _ordinal(days, period)}).drop_duplicates()
    seen["cohort"] = seen.groupby("customer", observed=True)["period"].transform("min")
    last = _last_full(last_day, period)
    sizes = seen.groupby("cohort")["customer"].nunique()
    counts = seen.assign(age=seen["period"] - seen["cohort"]).groupby(["cohort", "age"]).size()
    return _table(sizes, counts, last, period, level)


def subscription_cohorts(
    subscriptions: pd.DataFrame,
    *,
    customer: str = "customer_id",
    start: str = "start",
    end: str = "end",
    until: str | pd.Timestamp,
    observed_from: str | pd.Timestamp | None = None,
    period: str = "M",
    level: float = 0.95,
) -> pd.DataFrame:
    """Return how many subscribers of each cohort are still there after each period.

    Parameters
    ----------
    subscriptions : DataFrame
        One row per customer.
    customer, start, end : str
        Columns of the customer, the day of joining and the last day (missing while the customer is there).
    until : str or Timestamp
        Last day observed.
    observed_from : str or Timestamp, optional
        First day observed, where the table leaves out those who left before it. Who joined earlier is a
        survivor and is refused: a cohort of survivors seems more loyal than it was.
    period : {"W", "M", "Q", "Y"}, default "M"
        Length of a period of the calendar.
    level : float, default 0.95
        Confidence level (Wilson's interval).

    Returns
    -------
    DataFrame
        One row per cohort and age observed in full; columns cohort, age, size, active (still there when the
        period of that age ended), share, low, high. Age 0 is the period of joining.

    Raises
    ------
    DataError
        If a value is missing, a customer comes twice, ends before the start or starts outside of what was
        observed, or no period is over.
    ParameterError
        If the period, a day or the level is not known.

    Examples
    --------
    >>> table = pd.DataFrame({"customer_id": [1, 2], "start": ["2025-01-03", "2025-01-20"]})
    >>> table["end"] = ["2025-02-10", None]
    >>> subscription_cohorts(table, until="2025-03-31")["share"].tolist()
    [1.0, 0.5, 0.5]
    """
    check_choice("period", period, COHORT_PERIODS)
    unique_column(subscriptions, customer)
    first, last = _dates(subscriptions, start), _dates(subscriptions, end, missing=True)
    last_day = _day("until", until)
    if (bad := first > last_day).any():
        raise DataError.at(
            subscriptions, start, bad, f"a day up to {last_day:%Y-%m-%d}, the end of observation"
        )
    if (bad := last < first).any():
        raise DataError.at(subscriptions, end, bad, "a day from the start of the subscription on")
    if observed_from is not None and (bad := first < _day("observed_from", observed_from)).any():
        raise DataError.at(
            subscriptions,
            start,
            bad,
            f"a day from {_day('observed_from', observed_from):%Y-%m-%d} on: those who joined earlier and "
            "left before it are not in the table; leave the survivors out",
        )
    joined = _ordinal(first, period)
    final = _last_full(last_day, period)
    there = last.isna() | (last > last_day)
    gone = _ordinal(last.where(~there, last_day), period).where(~there, final + 1)
    ages = gone - joined
    rows = {
        (cohort, age): int((ages[joined == cohort] > age).sum())
        for cohort in np.unique(joined)
        for age in range(final - cohort + 1)
    }
    index = pd.MultiIndex.from_tuples(rows, names=["cohort", "age"])
    counts = pd.Series(list(rows.values()), index=index, dtype=int)
    return _table(joined.value_counts().sort_index(), counts, final, period, level)


def cohort_matrix(cohorts: pd.DataFrame, value: str = "share") -> pd.DataFrame:
    """Return the triangle of the field: a row per cohort, a column per age.

    Parameters
    ----------
    cohorts : DataFrame
        What `transaction_cohorts` or `subscription_cohorts` returns.
    value : str, default "share"
        Column to show.

    Returns
    -------
    DataFrame
        Missing where the age has not been reached.

    Raises
    ------
    DataError
        If a column is missing or a cohort has an age twice.

    Examples
    --------
    >>> table = pd.DataFrame({"cohort": ["a", "a", "b"], "age": [0, 1, 0], "share": [1, 0.5, 1]})
    >>> cohort_matrix(table).loc["b"].tolist()
    [1.0, nan]
    """
    require_columns(cohorts, ["cohort", "age", value])
    if (bad := cohorts.duplicated(["cohort", "age"])).any():
        raise DataError.at(cohorts, "age", bad, "new: a cohort has each age once")
    return cohorts.pivot_table(index="cohort", columns="age", values=value, aggfunc="first", observed=True)


def retention_by_age(cohorts: pd.DataFrame, *, by_cohort: bool = False, level: float = 0.95) -> pd.DataFrame:
    """Return the retention rate from each age to the next, and the curve that it makes.

    Cohorts of different length are put together by the customers at risk, not by a mean of their shares:
    an age that only old cohorts have reached says nothing about the young ones before it.

    Parameters
    ----------
    cohorts : DataFrame
        What `subscription_cohorts` returns. Customers who stay away and come back have no such rate.
    by_cohort : bool, default False
        One curve per cohort instead of one for all.
    level : float, default 0.95
        Confidence level of the rate (Wilson's interval).

    Returns
    -------
    DataFrame
        Index `age` from 1 (or `cohort` and `age`); columns at_risk, kept, retention, low, high, and survival:
        the product of the rates so far, of those who were there at age 0.

    Raises
    ------
    DataError
        If a column is missing, more customers are kept than were at risk, or no cohort has reached age 1.
    ParameterError
        If the level is out of range.

    Examples
    --------
    >>> old = pd.DataFrame({"cohort": "old", "age": [0, 1, 2], "active": [100, 60, 54]})
    >>> young = pd.DataFrame({"cohort": "young", "age": [0, 1], "active": [100, 80]})
    >>> retention_by_age(pd.concat([old, young]))["survival"].round(2).tolist()
    [0.7, 0.63]
    """
    require_columns(cohorts, ["cohort", "age", "active"])
    kept = cohorts.set_index(["cohort", "age"])["active"].rename("kept")
    before = cohorts.assign(age=cohorts["age"] + 1).set_index(["cohort", "age"])["active"].rename("at_risk")
    pairs = pd.concat([before, kept], axis=1, join="inner").sort_index()
    if pairs.empty:
        raise DataError("no cohort has reached age 1: wait for another period or take a shorter one.")
    if (bad := pairs["kept"] > pairs["at_risk"]).any():
        cohort, age = pairs.index[bad.to_numpy().argmax()]
        raise DataError(
            f"cohort {cohort}, age {age}: more customers than at the age before. Customers who come "
            "back have no retention rate: look at the shares."
        )
    table = pairs if by_cohort else pairs.groupby("age").sum()
    table = table[table["at_risk"] > 0].astype(int)
    rate, low, high = interval_columns(table["kept"], table["at_risk"], level)
    table = table.assign(retention=rate, low=low, high=high)
    grouped = table["retention"].groupby("cohort") if by_cohort else table["retention"]
    return table.assign(survival=grouped.cumprod())


def _dates(frame: pd.DataFrame, column: str, *, missing: bool = False) -> pd.Series:
    if missing:
        require_columns(frame, [column])
    raw = frame[column] if missing else filled_column(frame, column)
    if pd.api.types.is_numeric_dtype(raw.dtype) and not raw.isna().all():
        raise DataError.at(frame, column, raw.notna(), "a date")
    days = pd.to_datetime(raw, errors="coerce", format="ISO8601")
    if (bad := days.isna() & raw.notna()).any():
        raise DataError.at(frame, column, bad, "a date, such as 2025-03-31")
    return days


def _day(name: str, value: str | pd.Timestamp) -> pd.Timestamp:
    day = pd.to_datetime(value, errors="coerce") if isinstance(value, str | pd.Timestamp) else pd.NaT
    if pd.isna(day):
        raise ParameterError(f"{name}={value!r} is not a day, such as '2025-03-31'.")
    return day.normalize()


def _ordinal(days: pd.Series, period: str) -> pd.Series:
    return days.dt.to_period(period).map(lambda one: one.ordinal).astype(int)


def _last_full(day: pd.Timestamp, period: str) -> int:
    """Return the number of the last period that is over at the end of `day`."""
    current = day.to_period(period)
    full = current if current.end_time.normalize() <= day else current - 1
    return int(full.ordinal)


def _table(sizes: pd.Series, counts: pd.Series, last: int, period: str, level: float) -> pd.DataFrame:
    cells = [(cohort, age) for cohort in sizes.index for age in range(last - cohort + 1)]
    if not cells:
        raise DataError("no period is over at the end of the observation: give `end`, or a shorter period.")
    index = pd.MultiIndex.from_tuples(cells, names=["cohort", "age"])
    table = counts.reindex(index, fill_value=0).astype(int).rename("active").reset_index()
    table.insert(2, "size", table["cohort"].map(sizes).astype(int))
    share, low, high = interval_columns(table["active"], table["size"], level)
    labels = table["cohort"].map(lambda number: str(pd.Period(ordinal=number, freq=period)))
    return table.assign(cohort=labels, share=share, low=low, high=high)
