"""Contact before, during and after the show: how much, at what cost, and what comes back."""

import pandas as pd

from cvm_lessons.core import check_number, filled_column, number_column, require_columns
from cvm_lessons.relationship._shares import clustered_share

__all__ = ["PHASES", "REPLIES", "contacts_by_phase"]

PHASES = ("before", "during", "after")
REPLIES = ("replied", "meeting", "offer requested")  # opening an e-mail is not an answer


def contacts_by_phase(
    touchpoints: pd.DataFrame,
    *,
    by: str = "phase",
    customer: str = "customer_id",
    level: float = 0.95,
) -> pd.DataFrame:
    """Return volume, cost and response of contacts by phase of the show.

    Response counts contacts that the organiser began; contacts that a customer began are an answer of
    another kind and are counted apart. Intervals allow for several contacts of one customer. Who is
    contacted more differs from others before any contact, so a response rate is no effect of a contact.

    Parameters
    ----------
    touchpoints : DataFrame
        One row per contact: `by`, direction (outbound, inbound), cost, minutes, outcome, `customer`.
    by : str, default "phase"
        Column to group by; the phases stand in their order.
    customer : str, default "customer_id"
        Column with the customer.
    level : float, default 0.95
        Confidence level of the response rate.

    Returns
    -------
    DataFrame
        Index `by`; columns contact_count, customers, per_customer, minutes, cost, cost_share, inbound_share,
        outbound, response, low, high, cost_per_response (cost of outbound contacts; missing without a
        response).

    Raises
    ------
    DataError
        If a column or value is missing.
    ParameterError
        If the level is out of range.

    Examples
    --------
    >>> rows = {"phase": ["before", "before", "after"], "cost": [4, 6, 5], "customer_id": list("ABA")}
    >>> rows |= {"outcome": ["none", "replied", "none"], "direction": "outbound", "minutes": 1}
    >>> touches = pd.DataFrame(rows)
    >>> contacts_by_phase(touches)[["response", "cost_per_response"]].to_dict("index")["before"]
    {'response': 0.5, 'cost_per_response': 10.0}
    """
    require_columns(touchpoints, [by, customer, "direction", "cost", "minutes", "outcome"])
    share = check_number("level", level, low=0.5, high=0.999)
    rows = pd.DataFrame(
        {
            by: filled_column(touchpoints, by),
            "customer": filled_column(touchpoints, customer),
            "outbound": filled_column(touchpoints, "direction") == "outbound",
            "cost": number_column(touchpoints, "cost", low=0),
            "minutes": number_column(touchpoints, "minutes", low=0),
            "replied": filled_column(touchpoints, "outcome").isin(REPLIES),
        }
    )
    table = rows.groupby(by, observed=True).agg(
        contact_count=("cost", "size"),
        customers=("customer", "nunique"),
        minutes=("minutes", "sum"),
        cost=("cost", "sum"),
        inbound_share=("outbound", lambda began: 1 - began.mean()),
    )
    table.insert(2, "per_customer", table["contact_count"] / table["customers"])
    table.insert(5, "cost_share", table["cost"] / table["cost"].sum())
    sent = rows[rows["outbound"]]
    answers = {
        name: clustered_share(part["replied"].astype(float), part["customer"], level=share)
        for name, part in sent.groupby(by, observed=True)
    }
    table["outbound"] = sent.groupby(by, observed=True).size().reindex(table.index, fill_value=0)
    for end, field in (("response", "estimate"), ("low", "low"), ("high", "high")):
        table[end] = [
            getattr(answers[name], field) if name in answers else float("nan") for name in table.index
        ]
    spent = sent.groupby(by, observed=True)["cost"].sum().reindex(table.index, fill_value=0.0)
    replies = table["response"] * table["outbound"]
    table["cost_per_response"] = spent / replies.where(replies > 0)
    known = [phase for phase in PHASES if phase in table.index]
    return table.loc[known] if by == "phase" and len(known) == len(table) else table
