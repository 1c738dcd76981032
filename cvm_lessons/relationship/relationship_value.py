"""The value of a customer relationship to the firm: kinds, and the two that can be counted."""

import pandas as pd

from cvm_lessons.core import ParameterError, check_number, number_column
from cvm_lessons.relationship._texts import text_table

__all__ = ["margin_multiple", "relationship_values", "value_kinds"]


def value_kinds() -> pd.DataFrame:
    """Return the kinds of value that a customer has for the firm, and what measures each.

    Returns
    -------
    DataFrame
        Index `kind` (profit, gathering, information, word of mouth, weapon); columns name, means,
        measured_by.

    References
    ----------
    Walter, Ritter and Gemünden (2001), Industrial Marketing Management 30(4), 365-377, for direct and
    indirect functions of a customer; the list of five is that of Chinese textbooks.

    Examples
    --------
    >>> value_kinds().index.tolist()
    ['profit', 'gathering', 'information', 'word of mouth', 'weapon']
    """
    return text_table("value_kinds", index="kind")


def margin_multiple(retention: float, discount: float) -> float:
    """Return the years of margin that a customer is worth if the next margin comes a year from now.

    Parameters
    ----------
    retention : float
        Share that stays from one year to the next, from 0 to 1.
    discount : float
        Yearly discount rate, 0 or more; above 0 where everybody stays.

    Returns
    -------
    float
        r / (1 + d - r).

    Raises
    ------
    ParameterError
        If a number is out of range, or nothing ends or discounts the margins.

    References
    ----------
    Gupta, Lehmann and Stuart (2004), Journal of Marketing Research 41(1), 7-18.

    Examples
    --------
    >>> [round(margin_multiple(r, 0.1), 2) for r in (0.5, 0.8, 0.9, 0.95)]
    [0.83, 2.67, 4.5, 6.33]
    """
    stay = check_number("retention", retention, low=0, high=1)
    rate = check_number("discount", discount, low=0)
    if rate == 0 and stay == 1:
        raise ParameterError("retention=1 and discount=0: the sum of margins has no end.")
    return float(stay / (1 + rate - stay))


def relationship_values(
    customers: pd.DataFrame,
    *,
    discount: float = 0.1,
    conversion: float = 0.25,
    attributable: float = 0.5,
    margin: str = "margin",
    retention: str = "retention",
    referrals: str = "referrals",
) -> pd.DataFrame:
    """Return the direct value of each customer and that of its referrals, in a simple form.

    Direct is margin × r / (1 + d - r). Referral value is the number of referrals a year × their conversion ×
    the mean direct value of a customer × the part that would not have come without the referral, over the
    years that the referrer stays. The referred customers' own value is counted again when they are customers:
    with `attributable` above 0 the totals of all customers add up to more than the firm is worth.

    Parameters
    ----------
    customers : DataFrame
        One row per customer: `margin` (yuan a year, may be negative), `retention` (0 to 1), `referrals` (a
        year).
    discount : float, default 0.1
        Yearly discount rate.
    conversion : float, default 0.25
        Share of referrals that become customers.
    attributable : float, default 0.5
        Share of those that would not have come anyway.
    margin, retention, referrals : str
        Columns.

    Returns
    -------
    DataFrame
        With the index of `customers`; columns direct, referral, total (yuan), rank_direct and rank_total (1
        the most valuable).

    Raises
    ------
    DataError
        If a value is missing or out of range.
    ParameterError
        If a number is out of range, or nothing ends or discounts the margins.

    References
    ----------
    Kumar, Petersen and Leone (2007), Harvard Business Review 85(10), 139-146, for the idea; Gupta, Lehmann
    and Stuart (2004), Journal of Marketing Research 41(1), 7-18, for the multiple. The simple form is ours.

    Examples
    --------
    >>> firms = pd.DataFrame({"margin": [1000, 1000], "retention": [0.8, 0.8], "referrals": [0, 2]})
    >>> relationship_values(firms)[["direct", "referral"]].round().to_dict("list")
    {'direct': [2667.0, 2667.0], 'referral': [0.0, 1778.0]}
    """
    rate = check_number("discount", discount, low=0)
    share = check_number("conversion", conversion, low=0, high=1)
    part = check_number("attributable", attributable, low=0, high=1)
    margins, stay = number_column(customers, margin), number_column(customers, retention, low=0, high=1)
    told = number_column(customers, referrals, low=0)
    if rate == 0 and (stay == 1).any():
        raise ParameterError("discount=0 and a retention of 1: the sum of margins has no end.")
    years = stay / (1 + rate - stay)
    direct = margins * years
    worth = float(direct.mean())
    table = pd.DataFrame({"direct": direct, "referral": told * share * part * worth * years})
    table["total"] = table["direct"] + table["referral"]
    for name in ("direct", "total"):
        table[f"rank_{name}"] = table[name].rank(ascending=False, method="min").astype(int)
    return table
