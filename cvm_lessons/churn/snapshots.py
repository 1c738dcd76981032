"""Snapshots: what was known of customers at a time and who left after it, split by time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.churn._checks import check_count, column_names, yes_or_no
from cvm_lessons.core import DataError, ParameterError, filled_column, number_column, require_columns

__all__ = ["churn_snapshot", "time_split"]


def churn_snapshot(
    table: pd.DataFrame,
    at: Any,
    *,
    horizon: int,
    window: int = 3,
    changing: Sequence[str] = (),
    customer: str = "customer_id",
    period: str = "period",
    event: str = "left",
) -> pd.DataFrame:
    """Return what was known of each customer at a time, and who left in the periods after it.

    Parameters
    ----------
    table : DataFrame
        One row per customer and period with them, the last one included.
    at : object
        The period at whose end the customers are looked at; one of the column `period`.
    horizon : int
        Over how many periods after it leaving counts.
    window : int, default 3
        Periods up to `at` over which the columns `changing` are averaged.
    changing : sequence of str, optional
        Columns of numbers that change from period to period.
    customer, period, event : str
        Columns of the customer, the period, and of 0 and 1 for its being the customer's last.

    Returns
    -------
    DataFrame
        Index the customers there at the end of `at`; for each of `changing` the mean of the window
        (``minutes_mean``) and the last value less it (``minutes_change``); snapshot (`at`) and left (1 where
        the customer left within the horizon).

    Raises
    ------
    DataError
        If a value is missing, a customer has a period twice or one after leaving, nobody is there at `at`, or
        somebody is neither there at the end of the horizon nor has left: who is lost from sight has not
        stayed.
    ParameterError
        If `at` is no period of the table, or the table ends before the horizon does: who has not left by then
        may still leave in time.

    Examples
    --------
    >>> rows = {"customer_id": [1, 1, 1, 2, 2], "period": [1, 2, 3, 1, 2], "left": [0, 0, 0, 0, 1]}
    >>> table = pd.DataFrame(rows).assign(minutes=[30, 20, 25, 9, 5])
    >>> churn_snapshot(table, 1, horizon=1, changing=["minutes"])["left"].to_dict()
    {1: 0, 2: 1}
    """
    check_count("horizon", horizon, low=1)
    check_count("window", window, low=1)
    names = column_names("changing", changing)
    require_columns(table, [customer, period, event, *names])
    filled_column(table, customer)
    for name in names:
        number_column(table, name, missing=True)
    if (bad := table.duplicated([customer, period])).any():
        raise DataError.at(table, period, bad, "new: a customer has each period once")
    periods = np.sort(filled_column(table, period).unique())
    place = _place(periods, at)
    if place + horizon >= len(periods):
        raise ParameterError(
            f"at={at} with horizon={horizon} goes beyond the last period, {periods[-1]}: who is still there "
            "may leave in time. Look earlier or less far."
        )
    number = pd.Series(np.searchsorted(periods, table[period].to_numpy()), index=table.index)
    left = yes_or_no(table, event)
    there = table[(number == place) & (left == 0)].set_index(customer)
    if there.empty:
        raise DataError(f"nobody is there at the end of {period} {at}.")
    ahead = (number > place) & (number <= place + horizon) & (left == 1)
    _check_seen(table, number, left, (customer, period))
    last = table.loc[ahead | (number == place + horizon), customer]
    if (lost := there.index.difference(last)).size:
        raise DataError(
            f"customer {lost[0]} is there at the end of {period} {at}, has not left by "
            f"{periods[place + horizon]} and has no row then: leave out who is lost from sight, or say when "
            "they left."
        )
    recent = table[(number <= place) & (number > place - window)]
    means = recent.groupby(customer)[names].mean().reindex(there.index) if names else there[[]]
    found = means.add_suffix("_mean")
    for name in names:
        found[f"{name}_change"] = there[name] - means[name]
    return found.assign(snapshot=at, left=there.index.isin(table.loc[ahead, customer]).astype(int))


def time_split(
    frame: pd.DataFrame,
    until: Any,
    *,
    horizon: int,
    time: str = "snapshot",
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Split snapshots into a past to learn from and a future to be judged on.

    A random split lets the model see the months it is judged on, and the same customer on both sides. The
    snapshots in between, whose outcome was not known when the first of the future was taken, go to neither.

    Parameters
    ----------
    frame : DataFrame
        Rows of several snapshots.
    until : object
        The last snapshot to learn from, one of the column `time`.
    horizon : int
        Over how many snapshots the outcome reaches; those of the test lie at least so many later.
    time : str, default "snapshot"
        Column of the snapshot; the snapshots are of successive periods.

    Returns
    -------
    tuple of DataFrame
        To learn from and to be judged on.

    Raises
    ------
    DataError
        If a value is missing, or no snapshot is late enough for the test.
    ParameterError
        If `until` is no snapshot or the horizon no whole number.

    Examples
    --------
    >>> past, future = time_split(pd.DataFrame({"snapshot": [1, 2, 3, 4, 5]}), 2, horizon=2)
    >>> past["snapshot"].tolist(), future["snapshot"].tolist()
    ([1, 2], [4, 5])
    """
    check_count("horizon", horizon, low=1)
    seen = filled_column(frame, time)
    moments = np.sort(seen.unique())
    number = np.searchsorted(moments, seen.to_numpy())
    last = _place(moments, until)
    if last + horizon >= len(moments):
        raise DataError(
            f"no snapshot lies {horizon} after {until}: the outcomes learned from would be those judged on."
        )
    return frame[number <= last], frame[number >= last + horizon]


def _check_seen(table: pd.DataFrame, number: pd.Series, left: pd.Series, names: tuple[str, str]) -> None:
    """Raise if a customer has a row after the one of leaving."""
    customer, period = names
    gone = number[left == 1].groupby(table[customer]).min()
    if (bad := number > table[customer].map(gone)).any():
        raise DataError.at(table, period, bad, "a period up to the one in which the customer left")


def _place(moments: np.ndarray, asked: Any) -> int:
    """Return the place of a moment among the sorted ones."""
    try:
        at = pd.Timestamp(asked) if np.issubdtype(moments.dtype, np.datetime64) else asked
        found = np.flatnonzero(moments == np.asarray(at).astype(moments.dtype, copy=False))
    except (TypeError, ValueError):
        found = np.zeros(0, dtype=int)
    if len(found) != 1:
        raise ParameterError(f"{asked!r} is none of the periods, {moments[0]} to {moments[-1]}.")
    return int(found[0])
