"""What it costs the firm to raise delivered value: a price cut against a service with a fixed sum."""

from collections.abc import Sequence

import pandas as pd

from cvm_lessons.core import check_number

__all__ = ["price_cut_or_service"]


def price_cut_or_service(
    customers: Sequence[int], *, price_cut: float, fixed: Sequence[float], per_customer: float
) -> pd.DataFrame:
    """Return the yearly cost of both ways to leave each customer better off by the same amount.

    Parameters
    ----------
    customers : sequence of int
        Numbers of customers to compare at.
    price_cut : float
        Yuan taken off the price of each customer.
    fixed : sequence of float
        Fixed sums, in yuan a year, that the service may cost.
    per_customer : float
        Yuan a year that the service costs for each customer.

    Returns
    -------
    DataFrame
        One row per number of customers and fixed sum: ``customers``, ``fixed``, ``price cut``, ``service``,
        ``saving`` (what the service costs less than the price cut) and ``break-even customers`` (from how
        many on the service is the cheaper way; missing if it never is).

    Raises
    ------
    ParameterError
        If a number is negative.

    Examples
    --------
    >>> table = price_cut_or_service([100], price_cut=5000, fixed=[200_000], per_customer=1500)
    >>> table[["price cut", "service", "saving"]].iloc[0].tolist()
    [500000.0, 350000.0, 150000.0]
    """
    cut = check_number("price_cut", price_cut, low=0)
    each = check_number("per_customer", per_customer, low=0)
    rows = []
    for count in customers:
        n = check_number("customers", count, low=0)
        for amount in fixed:
            once = check_number("fixed", amount, low=0)
            service = once + each * n
            turn = once / (cut - each) if cut > each else float("nan")
            rows.append((int(n), once, cut * n, service, cut * n - service, turn))
    columns = ["customers", "fixed", "price cut", "service", "saving", "break-even customers"]
    return pd.DataFrame(rows, columns=columns)
