"""From which risk on a customer is contacted: where what is saved pays for what is given away."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cvm_lessons.churn._checks import yes_or_no
from cvm_lessons.core import check_number, number_column

__all__ = ["contact_profit", "contact_threshold", "profit_by_share"]


def contact_profit(
    risk: float, *, value: float, accept: float, incentive: float, contact_cost: float
) -> float:
    """Return what contacting a customer of a given risk brings.

    A leaver who accepts stays and takes the incentive; one who does not costs the contact only; a customer
    who would have stayed takes the incentive as well.

    Parameters
    ----------
    risk : float
        Chance that the customer leaves when left alone.
    value : float
        What a customer who is held is worth from now on.
    accept : float
        Share of the leavers whom the offer holds: measured in a trial, not read from the risk.
    incentive : float
        What the offer costs where it is taken.
    contact_cost : float
        What reaching the customer costs.

    Returns
    -------
    float
        In the unit of `value`; below 0 the customer is better left alone.

    Raises
    ------
    ParameterError
        If an argument is out of range.

    References
    ----------
    Neslin, Gupta, Kamakura, Lu and Mason (2006), Journal of Marketing Research 43(2), 204-211.

    Examples
    --------
    >>> round(contact_profit(0.2, value=500, accept=0.3, incentive=20, contact_cost=1), 2)
    11.8
    """
    p = check_number("risk", risk, low=0, high=1)
    worth, held, gift, reach = _terms(value, accept, incentive, contact_cost)
    return float(p * held * (worth - gift) - (1 - p) * gift - reach)


def contact_threshold(*, value: float, accept: float, incentive: float, contact_cost: float) -> float:
    """Return the risk from which on contacting a customer pays.

    Parameters
    ----------
    value, accept, incentive, contact_cost : float
        As in `contact_profit`.

    Returns
    -------
    float
        From 0; infinite where the contact pays at no risk. It is not one half: one half is the cost of two
        errors that cost the same.

    Raises
    ------
    ParameterError
        If an argument is out of range.

    References
    ----------
    Neslin, Gupta, Kamakura, Lu and Mason (2006), Journal of Marketing Research 43(2), 204-211.

    Examples
    --------
    >>> rate = contact_threshold(value=500, accept=0.3, incentive=20, contact_cost=1)
    >>> round(rate, 4)
    0.128
    >>> round(contact_profit(rate, value=500, accept=0.3, incentive=20, contact_cost=1), 9) + 0
    0.0
    """
    worth, held, gift, reach = _terms(value, accept, incentive, contact_cost)
    slope = held * (worth - gift) + gift
    threshold = (gift + reach) / slope if slope > 0 else float("inf")
    return threshold if threshold <= 1 else float("inf")


def profit_by_share(
    frame: pd.DataFrame,
    outcome: str,
    risk: str,
    *,
    value: float,
    accept: float,
    incentive: float,
    contact_cost: float,
) -> pd.DataFrame:
    """Return the profit of contacting the customers of the highest risk, share by share.

    Parameters
    ----------
    frame : DataFrame
        One row per customer that the model has not learned from.
    outcome, risk : str
        Columns of 0 and 1 for having left, and of the predicted chance.
    value, accept, incentive, contact_cost : float
        As in `contact_profit`; the share of leavers held is taken to be the same at every risk, which
        `uplift_by_bin` puts to the test.

    Returns
    -------
    DataFrame
        One row per risk that occurs, the highest first; columns share (of customers contacted), threshold
        (the lowest risk among them), profit (of all contacts together, from who really left).

    Raises
    ------
    DataError
        If a value is missing or out of range.
    ParameterError
        If an argument is out of range.

    Examples
    --------
    >>> frame = pd.DataFrame({"left": [1, 0, 0, 0], "risk": [0.5, 0.4, 0.1, 0.1]})
    >>> terms = {"value": 100, "accept": 0.5, "incentive": 10, "contact_cost": 1}
    >>> profit_by_share(frame, "left", "risk", **terms)["profit"].tolist()
    [44.0, 33.0, 11.0]
    """
    worth, held, gift, reach = _terms(value, accept, incentive, contact_cost)
    rows = pd.DataFrame(
        {"left": yes_or_no(frame, outcome), "risk": number_column(frame, risk, low=0, high=1)}
    )
    each = np.where(rows["left"] == 1, held * (worth - gift), -gift) - reach
    groups = rows.assign(each=each).groupby("risk")["each"].agg(["size", "sum"]).iloc[::-1]
    return pd.DataFrame(
        {
            "share": (groups["size"].cumsum() / len(rows)).to_numpy(),
            "threshold": groups.index.to_numpy(),
            "profit": groups["sum"].cumsum().to_numpy(),
        }
    )


def _terms(
    value: float, accept: float, incentive: float, contact_cost: float
) -> tuple[float, float, float, float]:
    return (
        check_number("value", value, low=0),
        check_number("accept", accept, low=0, high=1),
        check_number("incentive", incentive, low=0),
        check_number("contact_cost", contact_cost, low=0),
    )
