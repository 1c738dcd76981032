"""What to book when the calendar or the money is scarce: the best sum of delivered values."""

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, check_choice, check_number, number_columns
from cvm_lessons.value.delivered import total_customer_cost, total_customer_value

__all__ = ["best_choice"]


def best_choice(
    offers: pd.DataFrame,
    *,
    budget: float | None = None,
    slots: int | None = None,
    spend: str = "total",
    copies: int = 1,
    show: str = "show",
) -> pd.DataFrame:
    """Return which offers to book so that the sum of delivered values is greatest.

    The sum of differences is what she is left with. A calendar (`slots`) limits how many bookings she makes,
    a `budget` what they cost together. The best use of a budget is found exactly, as a knapsack: taking the
    best ratios first can miss it. Of several equally good choices one is returned.

    Parameters
    ----------
    offers : DataFrame
        One row per offer, with the columns in `BENEFITS` and `COSTS`, all in one unit of money.
    budget : float, optional
        Most that the bookings may cost together.
    slots : int, optional
        Most bookings in all.
    spend : {"total", "money"}, default "total"
        What the budget pays for: all four costs, or money alone.
    copies : int, default 1
        How often the same offer can be booked; 2 allows two shows like it.
    show : str, default "show"
        Column with the offer's name.

    Returns
    -------
    DataFrame
        By name, every offer: booked (times), and over its bookings total_value, total_cost, money and
        difference.

    Raises
    ------
    DataError
        If a column is missing, an amount is missing or negative, or a name comes twice.
    ParameterError
        If neither limit is given, or one is impossible.

    Examples
    --------
    >>> shows = pd.DataFrame({"show": ["Harbour", "Lark"], "product": [100, 60], "money": [60, 25]})
    >>> rest = ["service", "personnel", "image", "time", "energy", "psychic"]
    >>> booking = best_choice(shows.assign(**dict.fromkeys(rest, 0)), budget=60, copies=2)
    >>> booking["booked"].to_dict(), float(booking["difference"].sum())
    ({'Harbour': 0, 'Lark': 2}, 70.0)
    """
    check_choice("spend", spend, ("total", "money"))
    if budget is None and slots is None:
        raise ParameterError(
            "budget=None and slots=None: say what is scarce, money or the calendar, or both."
        )
    each = pd.concat(
        [total_customer_value(offers, show=show), total_customer_cost(offers, show=show)], axis=1
    )
    each["money"] = number_columns(offers, ["money"])["money"].to_numpy()
    each["difference"] = each["total_value"] - each["total_cost"]
    prices = each["total_cost" if spend == "total" else "money"]
    often = _whole("copies", copies)
    booked = _knapsack(
        each["difference"].to_numpy(),
        prices.to_numpy(),
        budget=prices.sum() * often if budget is None else check_number("budget", budget, low=0),
        slots=len(each) * often if slots is None else _whole("slots", slots),
        copies=often,
    )
    return each.mul(booked, axis=0).assign(booked=booked)[["booked", *each.columns]]


def _whole(name: str, value: float) -> int:
    number = check_number(name, value, low=1)
    if number != int(number):
        raise ParameterError(f"{name}={value!r} is not a whole number.")
    return int(number)


def _knapsack(gains: np.ndarray, prices: np.ndarray, *, budget: float, slots: int, copies: int) -> np.ndarray:
    from scipy.optimize import Bounds, LinearConstraint, milp

    limits = LinearConstraint(np.vstack([prices, np.ones_like(prices)]), ub=[budget, slots])
    best = milp(
        -gains,
        constraints=limits,
        integrality=1,
        bounds=Bounds(0, copies),
        options={"mip_rel_gap": 0},  # the solver's default stops within 0.01 % of the best
    )
    booked: np.ndarray = np.rint(best.x).astype(int)
    return booked
