"""Satisfied but not loyal: who leaves although content, and loyalty at each point of satisfaction."""

import numpy as np
import pandas as pd

from cvm_lessons.core import check_number, number_column
from cvm_lessons.measurement import Interval, mean_interval, share_interval
from cvm_lessons.satisfaction._checks import binary_column, check_level, group_table

__all__ = ["loyalty_by_satisfaction", "satisfied_but_leaving"]


def satisfied_but_leaving(
    customers: pd.DataFrame,
    *,
    satisfaction: str = "sat_overall",
    stayed: str = "stayed",
    by: str | None = None,
    satisfied_from: float = 8,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the share of customers that left, among the satisfied and the others.

    Parameters
    ----------
    customers : DataFrame
        One row per customer or participation, none missing.
    satisfaction : str, default "sat_overall"
        Column of satisfaction.
    stayed : str, default "stayed"
        Column of 0 and 1.
    by : str, optional
        Column of a group, such as the sector.
    satisfied_from : float, default 8
        Satisfaction from which a customer counts as satisfied.
    level : float, default 0.95
        Confidence level of the intervals (Wilson).

    Returns
    -------
    DataFrame
        Index by group (where asked) and `satisfied` (no, yes); columns estimate (share that left), low,
        high, n.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value, or `stayed` anything but 0 and 1.
    ParameterError
        If `satisfied_from` is no number or the level is out of range.

    References
    ----------
    Jones and Sasser (1995), Harvard Business Review 73(6), 88-99.

    Examples
    --------
    >>> customers = pd.DataFrame({"sat_overall": [9, 9, 10, 8, 5, 4], "stayed": [1, 0, 1, 1, 0, 1]})
    >>> satisfied_but_leaving(customers)["estimate"].to_dict()
    {'no': 0.5, 'yes': 0.25}
    """
    content = number_column(customers, satisfaction) >= check_number("satisfied_from", satisfied_from)
    left = 1 - binary_column(customers, stayed)
    frame = customers.assign(satisfied=np.where(content, "yes", "no"), left=left)

    def share(part: pd.DataFrame) -> Interval:
        return share_interval(int(part["left"].sum()), len(part), level=level)

    return group_table(frame, "satisfied" if by is None else [by, "satisfied"], share)


def loyalty_by_satisfaction(
    customers: pd.DataFrame,
    loyalty: str,
    *,
    satisfaction: str = "sat_overall",
    by: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return mean loyalty at each point of satisfaction.

    Parameters
    ----------
    customers : DataFrame
        One row per customer or participation, none missing.
    loyalty : str
        Column of loyalty: a score, a share of budget, or 0 and 1.
    satisfaction : str, default "sat_overall"
        Column of whole points.
    by : str, optional
        Column of a group, such as the sector.
    level : float, default 0.95
        Confidence level of the intervals.

    Returns
    -------
    DataFrame
        Columns of the group (where asked), satisfaction, estimate, low, high, n. Points with one answer have
        no interval.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    ParameterError
        If the level is out of range.

    Examples
    --------
    >>> customers = pd.DataFrame({"sat_overall": [9, 9, 5], "share_of_budget": [80, 60, 30]})
    >>> loyalty_by_satisfaction(customers, "share_of_budget")["estimate"].tolist()
    [30.0, 70.0]
    """
    number_column(customers, satisfaction)
    check_level(level)
    names = [satisfaction] if by is None else [by, satisfaction]

    def mean(part: pd.DataFrame) -> Interval:
        values = number_column(part, loyalty)
        spread = len(values) > 1
        alone = Interval(float(values.iloc[0]), np.nan, np.nan, 1, level)
        return mean_interval(part, loyalty, level=level) if spread else alone

    table = group_table(customers, names, mean).reset_index()
    return table.rename(columns={satisfaction: "satisfaction"})
