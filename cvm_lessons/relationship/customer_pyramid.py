"""The customer pyramid: profit by customer, tiers by profit, and what each tier brings."""

import pandas as pd

from cvm_lessons.core import (
    DataError,
    ParameterError,
    check_number,
    filled_column,
    number_column,
    require_columns,
)
from cvm_lessons.equity import tier_table, tiers_by_share

__all__ = ["TIERS", "assign_tiers", "customer_profits", "known_tiers", "tier_summary"]

TIERS = ("platinum", "gold", "iron", "lead")


def customer_profits(
    participations: pd.DataFrame, *, margin_rate: float, first: int, last: int
) -> pd.DataFrame:
    """Return revenue, cost to serve and profit of each customer over some years.

    Parameters
    ----------
    participations : DataFrame
        One row per customer and edition invited: customer_id, year, the columns spend_*, cost_to_serve.
    margin_rate : float
        Contribution per yuan of spend before the cost to serve, from 0 to 1.
    first, last : int
        Years, both included.

    Returns
    -------
    DataFrame
        Index `customer_id`; columns revenue, cost_to_serve, profit (yuan).

    Raises
    ------
    DataError
        If a column or amount is missing, or an amount negative.
    ParameterError
        If no row lies in those years, or the rate is out of range.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": ["A", "A"], "year": [2024, 2025], "spend_space": [1000, 3000]})
    >>> rows["cost_to_serve"] = 600
    >>> customer_profits(rows, margin_rate=0.5, first=2024, last=2025)["profit"].item()
    800.0
    """
    require_columns(participations, ["customer_id", "year", "cost_to_serve"])
    rate = check_number("margin_rate", margin_rate, low=0, high=1)
    rows = participations[participations["year"].between(first, last)]
    if rows.empty:
        raise ParameterError(f"first={first!r}, last={last!r}: no row lies in those years.")
    spends = [column for column in rows.columns if column.startswith("spend_")]
    if not spends:
        raise DataError("no column begins with 'spend_': there is no revenue.")
    money = pd.DataFrame(
        {
            "customer_id": filled_column(rows, "customer_id"),
            "revenue": sum(number_column(rows, column, low=0) for column in spends),
            "cost_to_serve": number_column(rows, "cost_to_serve", low=0),
        }
    )
    table = money.groupby("customer_id").sum()
    return table.assign(profit=rate * table["revenue"] - table["cost_to_serve"])


def assign_tiers(
    customers: pd.DataFrame, *, platinum: float = 0.05, gold: float = 0.2, profit: str = "profit"
) -> pd.DataFrame:
    """Return the customers with their tier by profit.

    Who brings no profit is lead, whatever the ranks; of the others the most profitable are platinum, the next
    gold, the rest iron. Customers with equal profit share a tier.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    platinum, gold : float
        Shares of *all* customers.
    profit : str, default "profit"
        Column with the profit.

    Returns
    -------
    DataFrame
        `customers` with the column tier.

    Raises
    ------
    DataError
        If a profit is missing.
    ParameterError
        If the shares are out of range or exceed 1 together.

    References
    ----------
    Zeithaml, Rust and Lemon (2001), California Management Review 43(4), 118-142, for the tiers; the shares
    are a choice.

    Examples
    --------
    >>> customers = pd.DataFrame({"profit": [90, 40, 30, 20, -5]})
    >>> assign_tiers(customers, platinum=0.2, gold=0.2)["tier"].tolist()
    ['platinum', 'gold', 'iron', 'iron', 'lead']
    """
    shares = {"platinum": platinum, "gold": gold}
    return tiers_by_share(customers, shares, rest="iron", losses="lead", profit=profit)


def tier_summary(
    customers: pd.DataFrame, *, profit: str = "profit", revenue: str = "revenue", tier: str = "tier"
) -> pd.DataFrame:
    """Return how many customers each tier holds and what it brings.

    Parameters
    ----------
    customers : DataFrame
        What `assign_tiers` returns, with a column of revenue.
    profit, revenue, tier : str
        Columns.

    Returns
    -------
    DataFrame
        Index `tier` (those that occur, the most profitable first); columns customers, customer_share,
        revenue_share, profit, profit_share (negative for a tier that costs money; missing if all profit
        together is not above 0), profit_each.

    Raises
    ------
    DataError
        If a column or value is missing, or a tier is not known.

    Examples
    --------
    >>> customers = pd.DataFrame({"profit": [75, 50, -25], "revenue": [100, 80, 20]})
    >>> tier_summary(assign_tiers(customers, platinum=0.34))["profit_share"].to_dict()
    {'platinum': 0.75, 'iron': 0.5, 'lead': -0.25}
    """
    tiers = pd.Categorical(known_tiers(customers, tier), categories=TIERS, ordered=True)
    return tier_table(customers.assign(tier=tiers), profit=profit, revenue=revenue)


def known_tiers(customers: pd.DataFrame, tier: str) -> pd.Series:
    """Return the column of tiers as text, after a check that each is one of `TIERS`."""
    tiers = filled_column(customers, tier)
    if (bad := ~tiers.isin(TIERS)).any():
        raise DataError.at(customers, tier, bad, f"one of {', '.join(TIERS)}")
    return tiers.astype(str)
