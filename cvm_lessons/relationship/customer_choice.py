"""Whom to court: expected value against cost, with the response that is due to the courting."""

import numpy as np
import pandas as pd

from cvm_lessons.core import check_number, number_column
from cvm_lessons.equity import break_even_response

__all__ = ["break_even_response", "court_customers"]


def court_customers(
    customers: pd.DataFrame,
    *,
    budget: float | None = None,
    value: str = "value",
    response: str = "response",
    cost: str = "cost",
    without: str | None = None,
) -> pd.DataFrame:
    """Return whom to court so that the expected gain is greatest.

    Expected gain is response × value - cost. Where it is known who would come anyway (`without`), only the
    difference counts: a customer who comes in any case is not worth courting, one whom a call drives away
    even less.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    budget : float, optional
        Most that may be spent; the best set is then found exactly, as a knapsack.
    value, response, cost : str
        Columns: yuan if the customer responds; probability when courted; yuan to court.
    without : str, optional
        Column with the probability when left alone.

    Returns
    -------
    DataFrame
        With the index of `customers`; columns uplift (response due to courting), expected_gain, break_even
        (response due to courting that pays; missing where the value is 0) and court.

    Raises
    ------
    DataError
        If a value is missing or out of range.
    ParameterError
        If the budget is negative.

    Examples
    --------
    >>> firms = pd.DataFrame({"value": [9_000, 50_000], "response": [0.6, 0.1], "cost": [400, 1_500]})
    >>> court_customers(firms.assign(anyway=[0.58, 0.02]), without="anyway")["court"].tolist()
    [False, True]
    >>> court_customers(firms)["court"].tolist()
    [True, True]
    """
    worth, price = number_column(customers, value, low=0), number_column(customers, cost, low=0)
    uplift = number_column(customers, response, low=0, high=1)
    if without is not None:
        uplift = uplift - number_column(customers, without, low=0, high=1)
    gain = uplift * worth - price
    pays = gain > 0
    if budget is not None:
        limit = check_number("budget", budget, low=0)
        pays = _within(gain, price, pays, limit)
    return pd.DataFrame(
        {
            "uplift": uplift,
            "expected_gain": gain,
            "break_even": price / worth.where(worth > 0),
            "court": pays.astype(bool),
        },
        index=customers.index,
    )


def _within(gain: pd.Series, price: pd.Series, pays: pd.Series, budget: float) -> pd.Series:
    if price[pays].sum() <= budget:
        return pays
    from scipy.optimize import Bounds, LinearConstraint, milp

    places = np.flatnonzero(pays.to_numpy())
    best = milp(
        -gain.to_numpy()[places],
        constraints=LinearConstraint(price.to_numpy()[places], ub=budget),
        integrality=1,
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},  # the solver's default stops within 0.01 % of the best
    )
    chosen = np.zeros(len(pays), dtype=bool)
    chosen[places] = np.rint(best.x).astype(bool)
    return pd.Series(chosen, index=pays.index)
