"""What a budget buys: the customers whose strategy brings most for each yuan, until the money is spent."""

from collections.abc import Mapping

import pandas as pd

from cvm_lessons.core import (
    check_number,
    filled_column,
    format_money,
    format_number,
    number_column,
    number_columns,
    translate,
)
from cvm_lessons.relationship.strategies import STRATEGIES, assign_strategies, crm_strategies
from cvm_lessons.relationship.strategy_customers import gains_by_group

__all__ = ["budget_sentence", "budget_with", "spend_budget"]

Terms = Mapping[str, Mapping[str, Mapping[str, float]]]


def spend_budget(
    customers: pd.DataFrame, gains: pd.DataFrame, terms: Terms, *, budget: float, group: str = "group"
) -> pd.DataFrame:
    """Return which part of the best strategy for each customer a budget buys, the best yuan first.

    Parameters
    ----------
    customers : DataFrame
        With the column `group`.
    gains : DataFrame
        What `gains_by_group` returns for them.
    terms : mapping
        The same terms: by group, by strategy, cost and effect.
    budget : float
        Yuan to spend.
    group : str, default "group"
        Column.

    Returns
    -------
    DataFrame
        Index `strategy` (choose, develop, keep, win back); columns customers (paid for), wanted (for whom it
        pays), cost, gain (yuan), budget and last (gain for each yuan of the customer paid for last; the same
        in every row, missing if nobody is).

    Raises
    ------
    DataError
        If a column or value is missing.
    ParameterError
        If the budget is negative.

    Examples
    --------
    >>> from cvm_lessons.relationship.strategies import STRATEGY_TERMS
    >>> firms = pd.DataFrame({"standing": "lost", "value": [9_000, 20_000], "group": "recent"})
    >>> firms, terms = firms.assign(potential=0, risk=1.0), {"recent": STRATEGY_TERMS}
    >>> bought = spend_budget(firms, gains_by_group(firms, terms), terms, budget=1_500)
    >>> bought.loc["win back", ["customers", "wanted", "cost", "gain"]].tolist()
    [1.0, 2.0, 1000.0, 1400.0]
    """
    money = check_number("budget", budget, low=0)
    names = filled_column(customers, group).astype(str)
    best = assign_strategies(gains).assign(group=names)
    best = best[best["strategy"] != "none"]
    cost = [float(terms[row.group][row.strategy]["cost"]) for row in best.itertuples()]
    best = best.assign(cost=pd.Series(cost, index=best.index, dtype=float))
    ratio = (best["gain"] / best["cost"]).rename("ratio")
    # A strategy that costs nothing comes first; equals keep their order, so that the choice can be repeated.
    queue = best.join(ratio).sort_values("ratio", ascending=False, kind="stable")
    paid = queue[queue["cost"].cumsum() <= money]
    table = paid.groupby("strategy")[["cost", "gain"]].sum().reindex(list(STRATEGIES), fill_value=0.0)
    table.insert(0, "customers", paid["strategy"].value_counts().reindex(table.index, fill_value=0))
    table.insert(1, "wanted", queue["strategy"].value_counts().reindex(table.index, fill_value=0))
    last = float(paid["ratio"].iloc[-1]) if len(paid) else float("nan")
    return table.assign(budget=money, last=last).rename_axis("strategy")


def budget_with(
    customers: pd.DataFrame, terms: Terms, *, budget: float, part: float = 1.0, effects: float = 1.0
) -> pd.DataFrame:
    """Return what a budget buys if customers bring only a part of their record, or the effects are other.

    Parameters
    ----------
    customers : DataFrame
        As `gains_by_group` takes it.
    terms : mapping
        By group, by strategy, cost and effect.
    budget : float
        Yuan to spend.
    part : float, default 1.0
        Part of each customer's value that comes true.
    effects : float, default 1.0
        Multiple of every effect; a share never exceeds 1.

    Returns
    -------
    DataFrame
        What `spend_budget` returns.

    Raises
    ------
    DataError
        If a column or value is missing.
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> from cvm_lessons.relationship.strategies import STRATEGY_TERMS
    >>> firms = pd.DataFrame({"standing": "lost", "value": [9_000, 20_000], "group": "recent"})
    >>> firms = firms.assign(potential=0, risk=1.0)
    >>> less = budget_with(firms, {"recent": STRATEGY_TERMS}, budget=9_000, part=0.5)
    >>> less["wanted"].to_dict()["win back"]
    1
    """
    share, multiple = check_number("part", part, low=0), check_number("effects", effects, low=0)
    scaled = {
        group: {
            name: {"cost": float(each["cost"]), "effect": min(1.0, multiple * float(each["effect"]))}
            for name, each in strategies.items()
        }
        for group, strategies in terms.items()
    }
    worth = customers.assign(value=share * number_column(customers, "value", low=0))
    return spend_budget(worth, gains_by_group(worth, scaled), scaled, budget=budget)


def budget_sentence(bought: pd.DataFrame) -> str:
    """Return in a sentence what is spent, on how many customers, and what the last yuan brings.

    Parameters
    ----------
    bought : DataFrame
        What `spend_budget` returns.

    Returns
    -------
    str
        Money, customers by strategy, and the expected gain.

    Raises
    ------
    DataError
        If a column or value is missing.

    Examples
    --------
    >>> from cvm_lessons.relationship.strategies import STRATEGY_TERMS
    >>> firms = pd.DataFrame({"standing": "lost", "value": [9_000], "group": "recent", "potential": 0})
    >>> print(budget_sentence(budget_with(firms, {"recent": STRATEGY_TERMS}, budget=500)))
    Of ¥500, ¥0 is spent. Nobody is worth a special effort, or the money does not reach for one customer.
    """
    numbers = number_columns(bought, ["customers", "wanted", "cost", "gain", "budget"], low=0)
    spent = translate(
        "Of {budget}, {cost} is spent.",
        budget=format_money(numbers["budget"].iloc[0]),
        cost=format_money(numbers["cost"].sum()),
    )
    if not numbers["customers"].sum():
        nobody = "Nobody is worth a special effort, or the money does not reach for one customer."
        return f"{spent} {translate(nobody)}"
    words = crm_strategies()["name"]
    each = ", ".join(
        translate(
            "{strategy} {count} of {wanted}",
            strategy=words[name],
            count=format_number(row["customers"]),
            wanted=format_number(row["wanted"]),
        )
        for name, row in numbers.iterrows()
    )
    gain = translate(
        "Expected gain {gain}; the last yuan spent brings {last} beyond itself.",
        gain=format_money(numbers["gain"].sum()),
        last=format_number(number_column(bought, "last")["choose"], 2),
    )
    return " ".join([spent, translate("Customers: {each}.", each=each), gain])
