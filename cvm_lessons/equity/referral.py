"""Customer referral value: what a customer's recommendations bring, and save."""

from __future__ import annotations

import pandas as pd

from cvm_lessons.core import check_number, filled_column, number_column, number_columns, yes_or_no_column

__all__ = ["referral_value"]


def referral_value(
    referrals: pd.DataFrame, discount_rate: float, *, referrer: str = "customer_id"
) -> pd.DataFrame:
    """Return each customer's referral value, divided into new customers and savings.

    A customer who would not have come without the referral counts with the margin, less what the referral and
    the marketing cost, plus the acquisition cost that was saved. One who would have come anyway counts with
    the saved acquisition cost alone.

    Parameters
    ----------
    referrals : DataFrame
        One row per referred customer and period; columns the referrer, period (0 for now), margin (of the
        referred customer in that period), referral_cost (reward paid), marketing_cost, saved_cost (of
        acquisition, in the period of the first purchase), and anyway (0 or 1, or false or true: would have
        come without the referral).
    discount_rate : float
        Per period: what falls into period t is divided by (1 + discount_rate)^t.
    referrer : str, default "customer_id"
        Column of the customer who recommends.

    Returns
    -------
    DataFrame
        Index of referrers; columns new_customers, savings and referral_value, in the unit of the margin.

    Raises
    ------
    DataError
        If a column is missing or holds a value that cannot be.
    ParameterError
        If the rate is below 0.

    References
    ----------
    Kumar, Petersen and Leone (2010), Driving profitability by encouraging customer referrals: who, when, and
    how, Journal of Marketing 74(5), 1-17.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": ["A", "A"], "period": [1, 1], "margin": [110.0, 220.0]})
    >>> rows = rows.assign(referral_cost=11.0, marketing_cost=0.0, saved_cost=22.0, anyway=[0, 1])
    >>> referral_value(rows, 0.1).round(2).to_dict("list")
    {'new_customers': [110.0], 'savings': [20.0], 'referral_value': [130.0]}
    """
    rate = check_number("discount_rate", discount_rate, low=0)
    costs = number_columns(referrals, ["referral_cost", "marketing_cost", "saved_cost"], low=0)
    margin, period = number_column(referrals, "margin"), number_column(referrals, "period", low=0)
    anyway = yes_or_no_column(referrals, "anyway")
    brought = margin - costs["referral_cost"] - costs["marketing_cost"] + costs["saved_cost"]
    now = (1 + rate) ** -period
    parts = pd.DataFrame(
        {
            "new_customers": brought.where(anyway == 0, 0.0) * now,
            "savings": costs["saved_cost"].where(anyway == 1, 0.0) * now,
        }
    )
    table = parts.groupby(filled_column(referrals, referrer)).sum().rename_axis(referrer)
    return table.assign(referral_value=table.sum(axis=1))
