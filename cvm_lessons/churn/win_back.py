"""Whom to win back: the chance of a return times what a second lifetime is worth, less what trying costs."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_number, number_column
from cvm_lessons.equity import retention_value

__all__ = ["rank_win_back", "second_lifetime_value", "win_back_list"]


def second_lifetime_value(
    margin: float,
    retention: float,
    discount_rate: float,
    *,
    learned: float = 0.0,
    offer: float = 0.0,
) -> float:
    """Return what a customer who comes back is worth from the day of return.

    It is not the value the customer had: the first lifetime is over, the second starts with an offer that has
    to be paid and with customers who have left once.

    Parameters
    ----------
    margin : float
        Margin of a period after the return.
    retention : float
        Chance of staying from period to period in the second lifetime.
    discount_rate : float
        Per period.
    learned : float, default 0
        What is saved once because the customer is known already.
    offer : float, default 0
        What the offer gives away once to a customer who returns.

    Returns
    -------
    float
        In the unit of the margin; the first margin comes at once.

    Raises
    ------
    ParameterError
        If an argument is out of range.

    References
    ----------
    Stauss and Friege (1999), Regaining service customers, Journal of Service Research 1(4), 347-361.

    Examples
    --------
    >>> round(second_lifetime_value(100, 0.6, 0.1, offer=50), 2)
    170.0
    """
    for name, number in (("margin", margin), ("retention", retention), ("discount_rate", discount_rate)):
        check_number(name, number)
    saved = check_number("learned", learned, low=0)
    given = check_number("offer", offer, low=0)
    return float(retention_value(margin, retention, discount_rate) + saved - given)


def rank_win_back(
    lost: pd.DataFrame,
    *,
    p_win: str = "p_win",
    value: str = "second_value",
    cost: str | float = "cost",
    p_alone: str | None = None,
) -> pd.DataFrame:
    """Return the lost customers by what trying to win each of them back brings.

    Parameters
    ----------
    lost : DataFrame
        One row per lost customer.
    p_win : str, default "p_win"
        Column of the chance of a return if one tries.
    value : str, default "second_value"
        Column of the second lifetime value, the offer taken off.
    cost : str or float, default "cost"
        Column, or one number for all: what trying costs, whether it succeeds or not.
    p_alone : str, optional
        Column of the chance of a return without trying; it is taken off, because it costs nothing.

    Returns
    -------
    DataFrame
        In the index of `lost`, the best first; columns expected_gain, rank (1 the best; equal gains share
        one), pays (gain above 0), least_chance (from which on trying pays) and total (gain of the list down
        to here).

    Raises
    ------
    DataError
        If a column or value is missing or out of range.
    ParameterError
        If `cost` is no number from 0 up.

    References
    ----------
    Stauss and Friege (1999), Journal of Service Research 1(4), 347-361; Kumar, Bhagwat and Zhang (2015),
    Regaining "lost" customers, Journal of Marketing 79(4), 34-55.

    Examples
    --------
    >>> lost = pd.DataFrame({"p_win": [0.1, 0.5], "second_value": [900, 200]}, index=["big", "near"])
    >>> rank_win_back(lost, cost=60)["expected_gain"].to_dict()
    {'near': 40.0, 'big': 30.0}
    """
    chance = number_column(lost, p_win, low=0, high=1)
    worth = number_column(lost, value)
    paid = _cost(lost, cost)
    alone = number_column(lost, p_alone, low=0, high=1) if p_alone is not None else 0.0 * chance
    gain = (chance - alone) * worth - paid
    table = pd.DataFrame(
        {"expected_gain": gain, "rank": gain.rank(ascending=False, method="min").astype(int)}
    )
    table["pays"] = gain > 0
    table["least_chance"] = np.where(worth > 0, alone + paid / worth.where(worth > 0), np.inf)
    table = table.sort_values("expected_gain", ascending=False, kind="stable")
    return table.assign(total=table["expected_gain"].cumsum())


def win_back_list(
    lost: pd.DataFrame,
    budget: float,
    *,
    p_win: str = "p_win",
    value: str = "second_value",
    cost: str | float = "cost",
    p_alone: str | None = None,
) -> pd.DataFrame:
    """Return the customers to try within a budget: those who bring most per yuan spent on trying.

    Parameters
    ----------
    lost : DataFrame
        One row per lost customer.
    budget : float
        What may be spent on trying.
    p_win, value, cost, p_alone : str
        As in `rank_win_back`.

    Returns
    -------
    DataFrame
        In the index of `lost`, in the order of trying; columns expected_gain, cost, gain_per_cost and spent
        (cumulative). Customers who do not pay are never on it; the last one who does not fit is passed over.

    Raises
    ------
    DataError
        If a column or value is missing or out of range.
    ParameterError
        If the budget is no number from 0 up.

    Examples
    --------
    >>> lost = pd.DataFrame({"p_win": [0.1, 0.5, 0.3], "second_value": [900, 200, 100], "cost": [60, 60, 10]})
    >>> win_back_list(lost, 70).index.tolist()
    [2, 1]
    """
    limit = check_number("budget", budget, low=0)
    ranked = rank_win_back(lost, p_win=p_win, value=value, cost=cost, p_alone=p_alone)
    if not lost.index.is_unique:
        raise DataError("the index of the frame holds a customer twice: give each its own label.")
    table = ranked.loc[ranked["pays"], ["expected_gain"]]
    table["cost"] = _cost(lost, cost).reindex(table.index)
    with np.errstate(divide="ignore"):
        table["gain_per_cost"] = table["expected_gain"] / table["cost"]
    table = table.sort_values("gain_per_cost", ascending=False, kind="stable")
    kept, spent = [], 0.0
    for customer, one in table["cost"].items():
        if spent + one <= limit:
            kept.append(customer)
            spent += one
    chosen = table.loc[kept]
    return chosen.assign(spent=chosen["cost"].cumsum())


def _cost(lost: pd.DataFrame, cost: str | float) -> pd.Series:
    if isinstance(cost, str):
        return number_column(lost, cost, low=0)
    if isinstance(cost, bool) or not isinstance(cost, int | float | np.number):
        raise ParameterError(f"cost={cost!r} is neither a column nor a number.")
    return pd.Series(check_number("cost", cost, low=0), index=lost.index)
