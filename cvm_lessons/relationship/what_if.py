"""What if: other efficiencies of a funnel, a policy of a platform, other cuts of a pyramid, in sentences."""

from collections.abc import Mapping

import pandas as pd

from cvm_lessons.core import (
    format_money,
    format_number,
    format_percent,
    number_columns,
    require_columns,
    translate,
)
from cvm_lessons.relationship.customer_pyramid import assign_tiers, tier_summary
from cvm_lessons.relationship.funnel import FUNNEL_COUNTS, FUNNEL_STEPS
from cvm_lessons.relationship.platform import Platform
from cvm_lessons.relationship.platform_policy import platform_path

__all__ = [
    "PLAIN",
    "funnel_sentence",
    "funnel_with",
    "platform_sentence",
    "platform_with",
    "pyramid_sentence",
    "pyramid_with",
]

PLAIN = "plain budget"  # contribution if neither side noticed the other
YEARS = 8
PATH = (
    "Contribution against today: {plain} by a plain budget, {first} in the first year, {end} in year {year}."
)


def funnel_with(counts: pd.Series, efficiencies: Mapping[str, float], *, lead_value: float) -> pd.DataFrame:
    """Return the funnel as it is and with other efficiencies.

    Parameters
    ----------
    counts : Series
        Of one stand: target, attracted, contacted, leads.
    efficiencies : mapping
        New efficiency by step, from 0 to 1.
    lead_value : float
        Yuan that a lead is worth.

    Returns
    -------
    DataFrame
        One row per count (target to leads); columns before, after and value (yuan, of the leads after less
        before; the same in every row).

    Raises
    ------
    DataError
        If a count is missing or no number.

    Examples
    --------
    >>> stand = pd.Series({"target": 800, "attracted": 400, "contacted": 200, "leads": 50})
    >>> funnel_with(stand, {"contact": 0.6}, lead_value=3_000)["after"].tolist()
    [800.0, 400.0, 240.0, 60.0]
    """
    before = number_columns(pd.DataFrame([counts]), FUNNEL_COUNTS, low=0).iloc[0]
    after, last = [float(before["target"])], "target"
    for step, column in zip(FUNNEL_STEPS, FUNNEL_COUNTS[1:], strict=True):
        share = efficiencies.get(step, before[column] / before[last])
        after.append(after[-1] * share)
        last = column
    table = pd.DataFrame(
        {"before": before.to_numpy(), "after": after}, index=pd.Index(FUNNEL_COUNTS, name="count")
    )
    return table.assign(value=lead_value * (after[-1] - float(before["leads"])))


def funnel_sentence(table: pd.DataFrame) -> str:
    """Return in a sentence what other efficiencies bring.

    Parameters
    ----------
    table : DataFrame
        What `funnel_with` returns.

    Returns
    -------
    str
        Leads before and after, the yield, and their worth.

    Raises
    ------
    DataError
        If a column or value is missing.

    Examples
    --------
    >>> stand = pd.Series({"target": 800, "attracted": 400, "contacted": 200, "leads": 50})
    >>> funnel_sentence(funnel_with(stand, {"contact": 0.6}, lead_value=3_000))
    'Leads: 50 before, 60 after; the yield is 7.5% of the target visitors. Worth ¥30,000 more.'
    """
    numbers = number_columns(table, ["before", "after", "value"])
    first, last = numbers.iloc[0], numbers.iloc[-1]
    worth = "Worth {money} more." if last["value"] >= 0 else "Worth {money} less."
    return " ".join(
        [
            translate(
                "Leads: {before} before, {after} after; the yield is {share} of the target visitors.",
                before=format_number(last["before"]),
                after=format_number(last["after"]),
                share=format_percent(last["after"] / first["after"], 1),
            ),
            translate(worth, money=format_money(abs(last["value"]))),
        ]
    )


def platform_with(
    platform: Platform, *, admit: Mapping[str, float], price: float, ticket: float = 1.0, years: int = YEARS
) -> pd.DataFrame:
    """Return the path of a policy together with the contribution that a plain budget expects.

    Parameters
    ----------
    platform : Platform
        The show.
    admit : mapping
        Share of a group that is still admitted.
    price, ticket : float
        Multiples of today's price and ticket.
    years : int, default 8
        Editions under the policy.

    Returns
    -------
    DataFrame
        What `platform_path` returns, with the side ``plain budget`` besides.

    Raises
    ------
    ParameterError
        If a group is not known, nobody is admitted, or a number is out of range.

    Examples
    --------
    >>> path = platform_with(Platform(), admit={"small": 0}, price=1.0).query("side == 'plain budget'")
    >>> path["change"].round(3).tolist()[:2]
    [0.0, 0.054]
    """
    path = platform_path(platform, admit=admit, price=price, ticket=ticket, years=years)
    alone = platform_path(platform.without_reaction(), admit=admit, price=price, ticket=ticket, years=years)
    plain = alone[alone["side"] == "contribution"].assign(side=PLAIN)
    return pd.concat([path, plain], ignore_index=True)


def platform_sentence(path: pd.DataFrame) -> str:
    """Return in a sentence what a policy earns by the plain budget, in the first year, and at the end.

    Parameters
    ----------
    path : DataFrame
        What `platform_with` returns.

    Returns
    -------
    str
        Changes of the contribution, and visitors at the end.

    Raises
    ------
    DataError
        If a column or value is missing.

    Examples
    --------
    >>> path = platform_with(Platform(), admit={"small": 0}, price=1.0)
    >>> print(platform_sentence(path).replace(". ", ".\\n"))
    Contribution against today: +5% by a plain budget, -1% in the first year, -32% in year 8.
    Visitors in year 8: -56%.
    """
    require_columns(path, ["side"])
    change = number_columns(path, ["year", "change"]).assign(side=path["side"])
    grid = change.set_index(["side", "year"])["change"]
    last = int(change["year"].max())
    return " ".join(
        [
            translate(
                PATH,
                plain=_signed(grid[PLAIN, 1]),
                first=_signed(grid["contribution", 1]),
                end=_signed(grid["contribution", last]),
                year=last,
            ),
            translate(
                "Visitors in year {year}: {change}.", year=last, change=_signed(grid["visitors", last])
            ),
        ]
    )


def pyramid_with(customers: pd.DataFrame, *, platinum: float, gold: float) -> pd.DataFrame:
    """Return the summary of the pyramid with other cuts.

    Parameters
    ----------
    customers : DataFrame
        One row per customer with profit and revenue.
    platinum, gold : float
        Shares of all customers.

    Returns
    -------
    DataFrame
        What `tier_summary` returns.

    Raises
    ------
    DataError
        If a column or value is missing.
    ParameterError
        If the shares are out of range.

    Examples
    --------
    >>> customers = pd.DataFrame({"profit": [75, 50, -25], "revenue": [100, 80, 20]})
    >>> pyramid_with(customers, platinum=0.34, gold=0.0).index.tolist()
    ['platinum', 'iron', 'lead']
    """
    return tier_summary(assign_tiers(customers, platinum=platinum, gold=gold))


def pyramid_sentence(summary: pd.DataFrame) -> str:
    """Return in a sentence what the upper tiers bring and what the lead tier costs.

    Parameters
    ----------
    summary : DataFrame
        What `tier_summary` returns.

    Returns
    -------
    str
        Shares of customers and profit of the best tier, and of the lead tier if there is one.

    Raises
    ------
    DataError
        If a column or value is missing.

    Examples
    --------
    >>> customers = pd.DataFrame({"profit": [75, 50, -25], "revenue": [100, 80, 20]})
    >>> print(pyramid_sentence(pyramid_with(customers, platinum=0.34, gold=0.0)).replace(". ", ".\\n"))
    Tier platinum: 33% of the customers, 75% of the profit.
    Tier lead: 33% of the customers, -25% of the profit.
    """
    shares = number_columns(summary, ["customer_share", "profit_share"])
    named = [shares.index[0], *(["lead"] if "lead" in shares.index[1:] else [])]
    return " ".join(
        translate(
            "Tier {tier}: {customers} of the customers, {profit} of the profit.",
            tier=translate(str(name)),
            customers=format_percent(shares.loc[name, "customer_share"]),
            profit=format_percent(shares.loc[name, "profit_share"]),
        )
        for name in named
    )


def _signed(share: float) -> str:
    text = str(format_percent(share))
    return text if text.startswith("-") or text == "0%" else f"+{text}"
