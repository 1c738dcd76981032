"""Complaints as the tip of dissatisfaction: who complains, and how many stay silent."""

import pandas as pd

from cvm_lessons.core import DataError, check_number, number_column
from cvm_lessons.measurement import Interval, share_interval
from cvm_lessons.satisfaction._checks import binary_column, check_level, group_table

__all__ = ["complaint_iceberg", "complaint_rates"]

DISSATISFIED_TO = 4  # of 1-10


def complaint_rates(
    customers: pd.DataFrame, by: str | None = None, *, complained: str = "complained", level: float = 0.95
) -> pd.DataFrame:
    """Return the share of customers that complain, by group.

    Parameters
    ----------
    customers : DataFrame
        One row per customer or participation.
    by : str, optional
        Column of the group.
    complained : str, default "complained"
        Column of 0 and 1.
    level : float, default 0.95
        Confidence level of the intervals (Wilson).

    Returns
    -------
    DataFrame
        Index the groups (``"all"`` without one); columns estimate, low, high, n.

    Raises
    ------
    DataError
        If a column is missing or holds anything but 0 and 1.
    ParameterError
        If the level is out of range.

    Examples
    --------
    >>> complaint_rates(pd.DataFrame({"complained": [0, 0, 0, 1]}))["estimate"].to_dict()
    {'all': 0.25}
    """
    check_level(level)

    def rate(part: pd.DataFrame) -> Interval:
        said = binary_column(part, complained)
        return share_interval(int(said.sum()), len(said), level=level)

    if by is not None:
        return group_table(customers, by, rate)
    return rate(customers).to_frame().set_axis(["all"]).drop(columns="level").rename_axis("group")


def complaint_iceberg(
    customers: pd.DataFrame,
    *,
    satisfaction: str = "sat_overall",
    complained: str = "complained",
    dissatisfied_to: float = DISSATISFIED_TO,
) -> pd.DataFrame:
    """Return how many are dissatisfied, how many of them say so, and how many stay silent.

    Parameters
    ----------
    customers : DataFrame
        One row per customer or participation, none missing.
    satisfaction, complained : str
        Columns of satisfaction, and of 0 and 1.
    dissatisfied_to : float, default 4
        Satisfaction up to which a customer counts as dissatisfied.

    Returns
    -------
    DataFrame
        Index `part`: dissatisfied, complained, silent (all three among customers: shares of all) and silent
        of the dissatisfied; columns estimate, low, high, n (base of the share).

    Raises
    ------
    DataError
        If a value is missing, or nobody is dissatisfied.
    ParameterError
        If `dissatisfied_to` is no number.

    References
    ----------
    Fornell and Wernerfelt (1987), Journal of Marketing Research 24(4), 337-346, for why the silent matter.

    Examples
    --------
    >>> customers = pd.DataFrame({"sat_overall": [9, 8, 3, 2, 4, 4], "complained": [0, 0, 1, 0, 0, 0]})
    >>> complaint_iceberg(customers)["estimate"].round(2).to_dict()
    {'dissatisfied': 0.67, 'complained': 0.17, 'silent': 0.5, 'silent of the dissatisfied': 0.75}
    """
    unhappy = number_column(customers, satisfaction) <= check_number("dissatisfied_to", dissatisfied_to)
    said = binary_column(customers, complained) == 1
    n, below = len(unhappy), int(unhappy.sum())
    if below == 0:
        raise DataError(f"column {satisfaction!r} is never {dissatisfied_to:g} or less.")
    voiced = int((unhappy & said).sum())
    counts = {
        "dissatisfied": (below, n),
        "complained": (voiced, n),
        "silent": (below - voiced, n),
        "silent of the dissatisfied": (below - voiced, below),
    }
    table = pd.concat([share_interval(*pair).to_frame() for pair in counts.values()], ignore_index=True)
    return table.set_axis(pd.Index(counts, name="part"))[["estimate", "low", "high", "n"]]
