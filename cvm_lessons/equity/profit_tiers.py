"""Customer pyramid: tiers by profit, cut by shares of the customers or by amounts, and what each brings."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, check_number, filled_column, number_column

__all__ = ["TIER_SHARES", "tier_table", "tiers_by_cutoff", "tiers_by_share"]

TIER_SHARES = {"platinum": 0.05, "gold": 0.15, "iron": 0.3}


def tiers_by_share(
    customers: pd.DataFrame,
    shares: Mapping[str, float] = TIER_SHARES,
    *,
    rest: str = "lead",
    losses: str | None = None,
    profit: str = "profit",
    tier: str = "tier",
) -> pd.DataFrame:
    """Return the customers with their tier: the most profitable share, the next one, and the rest.

    Customers with equal profit share a tier, the better one in question: a tier may hold more than its share.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    shares : mapping of str to float
        Tiers from the top with the share of *all* customers that each takes.
    rest : str, default "lead"
        Tier of those that are left.
    losses : str, optional
        Tier of those who bring no profit, whatever their rank; it may be `rest`.
    profit, tier : str
        Columns: of the profit, and of the tier to be written.

    Returns
    -------
    DataFrame
        `customers` with the ordered category `tier`, the top one first.

    Raises
    ------
    DataError
        If a profit is missing.
    ParameterError
        If there is no share, a share is out of range, they exceed 1 together, or a tier is named twice.

    References
    ----------
    Zeithaml, Rust and Lemon (2001), California Management Review 43(4), 118-142, for the tiers; the shares
    are a choice.

    Examples
    --------
    >>> customers = pd.DataFrame({"profit": [90, 40, 30, 20, -5]})
    >>> tiers_by_share(customers, {"gold": 0.2, "silver": 0.4}, rest="bronze")["tier"].tolist()
    ['gold', 'silver', 'silver', 'bronze', 'bronze']
    """
    values = number_column(customers, profit)
    names = _tier_names(shares, rest, losses)
    ends = np.cumsum([check_number(name, share, low=0, high=1) for name, share in shares.items()])
    if ends[-1] > 1 + 1e-12:
        together = " and ".join(f"{name}={share!r}" for name, share in shares.items())
        raise ParameterError(f"{together} exceed 1 together.")
    rank = values.rank(method="min", ascending=False).to_numpy()
    # 0.05 + 0.15 is a little more than 0.2: a rank on the edge belongs to the better tier.
    codes = np.searchsorted(ends * len(values) * (1 + 1e-12), rank)
    return customers.assign(**{tier: _written(codes, values, names, losses)})


def tiers_by_cutoff(
    customers: pd.DataFrame,
    cutoffs: Mapping[str, float],
    *,
    rest: str = "lead",
    losses: str | None = None,
    profit: str = "profit",
    tier: str = "tier",
) -> pd.DataFrame:
    """Return the customers with their tier: profit of at least so much, of at least so much, and the rest.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    cutoffs : mapping of str to float
        Tiers from the top with the least profit of each.
    rest : str, default "lead"
        Tier of those below the last cut-off.
    losses : str, optional
        Tier of those who bring no profit, whatever the cut-offs.
    profit, tier : str
        Columns: of the profit, and of the tier to be written.

    Returns
    -------
    DataFrame
        `customers` with the ordered category `tier`, the top one first.

    Raises
    ------
    DataError
        If a profit is missing.
    ParameterError
        If there is no cut-off, they do not fall from tier to tier, or a tier is named twice.

    Examples
    --------
    >>> customers = pd.DataFrame({"profit": [900, 100, 99, -5]})
    >>> tiers_by_cutoff(customers, {"gold": 500, "silver": 100}, rest="bronze")["tier"].tolist()
    ['gold', 'silver', 'bronze', 'bronze']
    """
    values = number_column(customers, profit)
    names = _tier_names(cutoffs, rest, losses)
    least = [check_number(name, cutoff) for name, cutoff in cutoffs.items()]
    if any(later >= earlier for earlier, later in pairwise(least)):
        raise ParameterError(
            f"cutoffs={dict(cutoffs)!r} do not fall from tier to tier: name the top one first."
        )
    codes = len(least) - np.searchsorted(least[::-1], values.to_numpy(), side="right")
    return customers.assign(**{tier: _written(codes, values, names, losses)})


def tier_table(
    customers: pd.DataFrame, *, profit: str = "profit", revenue: str | None = None, tier: str = "tier"
) -> pd.DataFrame:
    """Return how many customers each tier holds and what it brings.

    Parameters
    ----------
    customers : DataFrame
        One row per customer with its tier.
    profit : str, default "profit"
        Column with the profit.
    revenue : str, optional
        Column with the revenue.
    tier : str, default "tier"
        Column with the tier.

    Returns
    -------
    DataFrame
        Index `tier` (those that occur, in the order of the categories; else the most profitable each first);
        columns customers, customer_share, revenue_share (with `revenue`), profit, profit_share (negative for
        a tier that costs money; missing if all profit together is not above 0), profit_each.

    Raises
    ------
    DataError
        If a column or value is missing.

    Examples
    --------
    >>> customers = pd.DataFrame({"profit": [75, 50, -25], "tier": ["gold", "iron", "lead"]})
    >>> tier_table(customers)["profit_share"].to_dict()
    {'gold': 0.75, 'iron': 0.5, 'lead': -0.25}
    """
    tiers = filled_column(customers, tier)
    money = {"profit": number_column(customers, profit)}
    if revenue is not None:
        money["revenue"] = number_column(customers, revenue, low=0)
    by = pd.DataFrame(money).groupby(tiers, observed=True)
    sums = by.sum()
    total = float(sums["profit"].sum())
    table = pd.DataFrame({"customers": by.size(), "customer_share": by.size() / len(customers)})
    if revenue is not None:
        table["revenue_share"] = sums["revenue"] / sums["revenue"].sum()
    table["profit"] = sums["profit"]
    table["profit_share"] = sums["profit"] / (total if total > 0 else float("nan"))
    table["profit_each"] = sums["profit"] / table["customers"]
    if not isinstance(tiers.dtype, pd.CategoricalDtype):
        table = table.sort_values("profit_each", ascending=False, kind="stable")
    return table.set_axis(pd.Index(list(table.index), name=tier))


def _tier_names(tiers: Mapping[str, float], rest: str, losses: str | None) -> list[str]:
    if not isinstance(tiers, Mapping) or not tiers:
        raise ParameterError(f"{tiers!r} names no tier: write them as {{'gold': 0.2}}, the top one first.")
    names = [*tiers, rest]
    if len(set(names)) < len(names) or losses in tiers:
        raise ParameterError(f"tiers {', '.join(map(repr, [*names, losses]))}: one is named twice.")
    return names if losses is None or losses == rest else [*names, losses]


def _written(codes: np.ndarray, values: pd.Series, names: list[str], losses: str | None) -> pd.Categorical:
    if losses is not None:
        codes = np.where(values.to_numpy() <= 0, names.index(losses), codes)
    return pd.Categorical.from_codes(codes, names, ordered=True)
