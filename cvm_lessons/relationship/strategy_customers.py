"""Customers with standing, value and risk, read from their record, ready for the choice of a strategy."""

from collections.abc import Mapping

import pandas as pd

from cvm_lessons.core import DataError, check_number, filled_column, require_columns
from cvm_lessons.relationship.customer_pyramid import customer_profits
from cvm_lessons.relationship.stages import place_customers
from cvm_lessons.relationship.strategies import STRATEGIES, assign_strategies, strategy_gains

__all__ = ["gains_by_group", "plan_by_group", "strategy_customers"]

LONG_STREAK = 3  # editions in a row: from here on the record says little more


def strategy_customers(
    participations: pd.DataFrame, sizes: pd.Series, *, as_of: int, margin_rate: float, recent: int = 2
) -> pd.DataFrame:
    """Return standing, value, risk and group of each customer at the end of a year.

    Value is what it brought a year in which it came, on average: spend × margin rate less cost to serve;
    0 where serving it cost more than it brought, since nothing is gained by keeping it or winning it back.
    Risk is the share that stayed away this year among last year's customers of the same size and the same
    number of editions in a row (1, 2, 3 or more).

    Parameters
    ----------
    participations : DataFrame
        One row per customer and edition invited: customer_id, year, took_part, columns spend_*,
        cost_to_serve.
    sizes : Series
        Size of company by customer.
    as_of : int
        Year.
    margin_rate : float
        Contribution per yuan of spend before the cost to serve.
    recent : int, default 2
        Lost customers whose last edition lies at most so many years back count as recent.

    Returns
    -------
    DataFrame
        Index `customer_id`; columns standing (active: came to the last edition it was invited to; else lost),
        size, streak, years_away (0 for the active), value, risk (missing for the lost), group (size of an
        active one; ``recent`` or ``long gone``).

    Raises
    ------
    DataError
        If a column or value is missing, a customer has no size, or nobody like an active customer was there
        a year ago, so that its risk cannot be told.
    ParameterError
        If no row lies up to that year, or a number is out of range.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": list("AAAABBBB"), "year": [2022, 2023, 2024, 2025] * 2})
    >>> rows = rows.assign(took_part=[True] * 7 + [False], spend_space=[900] * 7 + [0], cost_to_serve=100)
    >>> sizes = pd.Series("small", index=["A", "B"])
    >>> table = strategy_customers(rows, sizes, as_of=2025, margin_rate=0.5)
    >>> table[["standing", "risk", "group"]].to_dict("list")
    {'standing': ['active', 'lost'], 'risk': [0.5, nan], 'group': ['small', 'recent']}
    """
    require_columns(participations, ["customer_id", "year", "took_part"])
    span = int(check_number("recent", recent, low=1))
    now, then = (place_customers(participations, as_of=year) for year in (as_of, as_of - 1))
    now = now[now["attended"] > 0]
    if missing := sorted(set(now.index) - set(sizes.index)):
        raise DataError(f"sizes has no entry for customer {missing[0]!r}.")
    came = participations[participations["took_part"].astype(bool) & (participations["year"] <= as_of)]
    first = int(came["year"].min())
    profit = customer_profits(came, margin_rate=margin_rate, first=first, last=as_of)["profit"]
    active = now["streak"] > 0
    away = as_of - came.groupby("customer_id")["year"].max().loc[now.index]
    size = filled_column(sizes.rename("size").to_frame(), "size").astype(str).loc[now.index]
    table = pd.DataFrame(
        {
            "standing": active.map({True: "active", False: "lost"}),
            "size": size,
            "streak": now["streak"].clip(upper=LONG_STREAK),
            "years_away": away.where(~active, 0),
            "value": (profit.loc[now.index] / now["attended"]).clip(lower=0),
        }
    )
    table["risk"] = _risk(table, then, now).where(active)
    if (bad := active & table["risk"].isna()).any():
        raise DataError.at(table, "streak", bad, "one that customers of this size had a year ago")
    recency = (away <= span).map({True: "recent", False: "long gone"})
    return table.assign(group=size.where(active, recency))


def gains_by_group(
    customers: pd.DataFrame, terms: Mapping[str, Mapping[str, Mapping[str, float]]], *, group: str = "group"
) -> pd.DataFrame:
    """Return the expected gain of each strategy where cost and effect differ between groups of customers.

    Parameters
    ----------
    customers : DataFrame
        As `strategy_gains` takes it, with the column `group`.
    terms : mapping
        By group the terms of `strategy_gains`.
    group : str, default "group"
        Column.

    Returns
    -------
    DataFrame
        What `strategy_gains` returns, in the order of `customers`.

    Raises
    ------
    DataError
        If a value is missing, or a group has no terms.

    Examples
    --------
    >>> from cvm_lessons.relationship.strategies import STRATEGY_TERMS
    >>> firms = pd.DataFrame({"standing": ["lost"], "value": [9_000], "group": ["recent"]})
    >>> firms = firms.assign(potential=[0], risk=[1.0])
    >>> gains_by_group(firms, {"recent": STRATEGY_TERMS})["win back"].tolist()
    [80.0]
    """
    names = filled_column(customers, group).astype(str)
    if (bad := ~names.isin(list(terms))).any():
        raise DataError.at(customers, group, bad, f"one of {', '.join(terms)}: each group needs terms")
    parts = [strategy_gains(rows, terms[str(name)]) for name, rows in customers.groupby(names)]
    return pd.concat(parts).loc[customers.index]


def plan_by_group(
    customers: pd.DataFrame,
    gains: pd.DataFrame,
    terms: Mapping[str, Mapping[str, Mapping[str, float]]],
    *,
    group: str = "group",
) -> pd.DataFrame:
    """Return the best strategy for each customer, added up by group and strategy.

    Parameters
    ----------
    customers : DataFrame
        With the column `group`.
    gains : DataFrame
        What `gains_by_group` returns for them.
    terms : mapping
        The same terms.
    group : str, default "group"
        Column.

    Returns
    -------
    DataFrame
        Columns group, strategy (none where nothing pays), customers, cost, gain (yuan), gain_per_yuan
        (missing where nothing is spent), the highest gain per yuan first.

    Raises
    ------
    DataError
        If a column or value is missing, or a group has no terms.

    Examples
    --------
    >>> from cvm_lessons.relationship.strategies import STRATEGY_TERMS
    >>> firms = pd.DataFrame({"standing": ["lost"], "value": [9_000], "group": ["recent"]})
    >>> firms, terms = firms.assign(potential=[0], risk=[1.0]), {"recent": STRATEGY_TERMS}
    >>> plan = plan_by_group(firms, gains_by_group(firms, terms), terms)
    >>> plan[["strategy", "cost", "gain"]].values.tolist()
    [['win back', 1000.0, 80.0]]
    """
    names = filled_column(customers, group).astype(str)
    if (bad := ~names.isin(list(terms))).any():
        raise DataError.at(customers, group, bad, f"one of {', '.join(terms)}: each group needs terms")
    best = assign_strategies(gains).assign(group=names)
    plan = best.groupby(["group", "strategy"], as_index=False)["gain"].agg(customers="size", gain="sum")
    each = [
        float(terms[row.group][row.strategy]["cost"]) if row.strategy in STRATEGIES else 0.0
        for row in plan.itertuples()
    ]
    plan.insert(3, "cost", plan["customers"] * pd.Series(each))
    plan["gain_per_yuan"] = plan["gain"] / plan["cost"].where(plan["cost"] > 0)
    columns = ["group", "strategy", "customers", "cost", "gain", "gain_per_yuan"]
    return plan[columns].sort_values("gain_per_yuan", ascending=False, ignore_index=True)


def _risk(table: pd.DataFrame, then: pd.DataFrame, now: pd.DataFrame) -> pd.Series:
    """Return the share of last year's customers of the same cell that stayed away this year."""
    before = then[then["streak"] > 0]
    cell = [table.loc[before.index, "size"], before["streak"].clip(upper=LONG_STREAK)]
    stayed_away = (now.loc[before.index, "streak"] == 0).groupby(cell).mean()
    places = pd.MultiIndex.from_frame(table[["size", "streak"]])
    return pd.Series(stayed_away.reindex(places).to_numpy(dtype=float), index=table.index)
