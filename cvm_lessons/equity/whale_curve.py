"""Whale curve: cumulative profit over customers from the most to the least profitable."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, number_column

__all__ = ["whale_curve"]


def whale_curve(customers: pd.DataFrame, profit: str = "profit") -> pd.DataFrame:
    """Return what share of total profit the best customers bring, down to the last.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    profit : str, default "profit"
        Column of the profit, after all that the customer costs; it may be below 0.

    Returns
    -------
    DataFrame
        One row per customer from the most profitable on, in the index of `customers`; columns profit,
        share_of_customers and share_of_profit (cumulative, from 0 to 1; the second rises above 1 where others
        lose).

    Raises
    ------
    DataError
        If the column is missing or holds no number, or total profit is not above 0, of which there is no
        share.

    References
    ----------
    Cooper and Kaplan (1991), Profit priorities from activity-based costing, Harvard Business Review 69(3),
    130-135.

    Examples
    --------
    >>> table = whale_curve(pd.DataFrame({"profit": [60, 90, -50, 0]}))
    >>> table["share_of_profit"].tolist()
    [0.9, 1.5, 1.5, 1.0]
    """
    values = number_column(customers, profit)
    total = values.sum()
    if not total > 0:
        raise DataError(f"total profit is {total:g}, not above 0: there is no share of it.")
    ordered = values.sort_values(ascending=False, kind="stable")
    share = np.arange(1, len(ordered) + 1) / len(ordered)
    # Divided by its own end, the curve ends at 1 whatever the rounding of a long sum.
    profit_share = (running := ordered.cumsum()) / running.iloc[-1]
    return pd.DataFrame({"profit": ordered, "share_of_customers": share, "share_of_profit": profit_share})
