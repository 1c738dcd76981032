"""What an offer costs the customer beyond its price: her time, and every payment while she uses it."""

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, check_number, number_column
from cvm_lessons.value._checks import column_of_names

__all__ = ["time_cost", "total_cost_of_ownership"]

MINUTES_PER_HOUR = 60


def time_cost(minutes: float | pd.Series, hourly_rate: float | pd.Series) -> float | pd.Series:
    """Return what time is worth: hours times what an hour of it is worth.

    Parameters
    ----------
    minutes : float or Series
        Time given, in minutes.
    hourly_rate : float or Series
        What one hour is worth to the one who gives it, in money.

    Returns
    -------
    float or Series
        Cost in the unit of the rate; a Series where one was passed.

    Raises
    ------
    DataError
        If a value of a Series is missing, negative or no number.
    ParameterError
        If a single value is.

    References
    ----------
    Kotler (1994), Marketing Management, 8th ed., Prentice Hall: time is one of four costs.

    Examples
    --------
    >>> time_cost(90, hourly_rate=200)
    300.0
    """
    cost = _amount("minutes", minutes) / MINUTES_PER_HOUR * _amount("hourly_rate", hourly_rate)
    return cost if isinstance(cost, pd.Series) else float(cost)


def total_cost_of_ownership(
    costs: pd.DataFrame,
    *,
    discount_rate: float = 0.0,
    item: str = "item",
    amount: str = "amount",
    first: str = "first",
    last: str = "last",
) -> pd.DataFrame:
    """Return what each item costs from the first payment to the last, in today's money.

    An amount due in period t counts ``amount / (1 + discount_rate)**t``; period 0 is today.

    Parameters
    ----------
    costs : DataFrame
        One row per item: its name, its amount a period (negative for what comes back, such as a resale), and
        the first and the last period in which it is due.
    discount_rate : float, default 0
        Rate per period, 0.1 for 10 %.
    item, amount, first, last : str
        Names of these columns.

    Returns
    -------
    DataFrame
        By item: payments (their count), paid (their plain sum), present_value, and share of the whole.

    Raises
    ------
    DataError
        If a value is missing or impossible, an item comes twice, or the whole is not above 0.
    ParameterError
        If the rate is negative or no number.

    Examples
    --------
    >>> costs = {"item": ["price", "access fees"], "amount": [100, 10], "first": [0, 1], "last": [0, 2]}
    >>> total_cost_of_ownership(pd.DataFrame(costs), discount_rate=0.1)["present_value"].round(2).to_dict()
    {'price': 100.0, 'access fees': 17.36}
    """
    rate = check_number("discount_rate", discount_rate, low=0)
    items, start, end = column_of_names(costs, item), _periods(costs, first), _periods(costs, last)
    if (backwards := end < start).any():
        raise DataError.at(costs, last, backwards, f"a period from its {first!r} on")
    due = number_column(costs, amount).to_numpy()
    factors = [sum((1 + rate) ** -t for t in range(a, b + 1)) for a, b in zip(start, end, strict=True)]
    table = pd.DataFrame({"payments": (end - start + 1).to_numpy()}, index=items)
    table["paid"] = due * table["payments"]
    table["present_value"] = due * np.array(factors)
    if (whole := table["present_value"].sum()) <= 0:
        raise DataError(f"the present values sum to {whole:g}: shares need a total above 0.")
    return table.assign(share=table["present_value"] / whole)


def _amount(name: str, value: float | pd.Series) -> float | pd.Series:
    if not isinstance(value, pd.Series):
        return check_number(name, value, low=0)
    return number_column(value.to_frame(name), name, low=0)


def _periods(costs: pd.DataFrame, column: str) -> pd.Series:
    values = number_column(costs, column, low=0)
    if (broken := values % 1 != 0).any():
        raise DataError.at(costs, column, broken, "a whole period from 0 on")
    return values.astype(int)
