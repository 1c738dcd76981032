"""The five principles of CRM, each with a number that shows whether a firm lives by it."""

import pandas as pd

from cvm_lessons.core import check_number, filled_column, require_columns, translate
from cvm_lessons.relationship._shares import yes_or_no
from cvm_lessons.relationship.customer_pyramid import customer_profits

__all__ = ["principle_numbers"]


def principle_numbers(
    organisations: pd.DataFrame,
    contacts: pd.DataFrame,
    touchpoints: pd.DataFrame,
    participations: pd.DataFrame,
    *,
    year: int,
    margin_rate: float,
    long: int = 4,
) -> pd.DataFrame:
    """Return a share or two for each of the five principles. The choice of the numbers is ours.

    Parameters
    ----------
    organisations : DataFrame
        customer_id, role.
    contacts : DataFrame
        One row per person on file: customer_id, consent_email (missing: never asked).
    touchpoints : DataFrame
        One row per contact of exhibitors: phase, direction.
    participations : DataFrame
        Of exhibitors: customer_id, year, took_part, the columns spend_*, cost_to_serve.
    year : int
        Edition whose margin is divided.
    margin_rate : float
        Contribution per yuan of spend before the cost to serve.
    long : int, default 4
        Participations from which a relationship counts as long.

    Returns
    -------
    DataFrame
        Index `principle` (1 to 5, some twice); columns measure (text) and share.

    Raises
    ------
    DataError
        If a column or value is missing.
    ParameterError
        If a number is out of range, or nobody took part in that year.

    Examples
    --------
    >>> firms = pd.DataFrame({"customer_id": ["E1", "V1"], "role": ["exhibitor", "visitor"]})
    >>> persons = pd.DataFrame({"customer_id": ["E1", "E1"], "consent_email": [True, None]})
    >>> log = pd.DataFrame({"phase": ["before", "after"], "direction": ["outbound", "inbound"]})
    >>> rows = pd.DataFrame({"customer_id": ["E1"], "year": 2025, "took_part": True, "spend_space": 100})
    >>> rows = rows.assign(cost_to_serve=10)
    >>> principle_numbers(firms, persons, log, rows, year=2025, margin_rate=0.5)["share"].tolist()
    [0.0, 0.0, 0.5, 0.5, 0.0, 0.0, 0.5]
    """
    visitors = organisations[filled_column(organisations, "role") == "visitor"]
    require_columns(contacts, ["customer_id", "consent_email"])
    phases, began = filled_column(touchpoints, "phase"), filled_column(touchpoints, "direction")
    came = participations[yes_or_no(participations, "took_part") > 0]
    times = came[came["year"] <= year].groupby("customer_id").size()
    profit = customer_profits(came, margin_rate=margin_rate, first=year, last=year)["profit"]
    old = profit.index.isin(times.index[times >= check_number("long", long, low=1)])
    rows = [
        (1, "visiting companies known by name", visitors["customer_id"].isin(contacts["customer_id"]).mean()),
        (2, "contacts during the show", (phases == "during").mean()),
        (2, "contacts after the show", (phases == "after").mean()),
        (3, "persons asked for consent", contacts["consent_email"].notna().mean()),
        (4, "exhibitors of long standing", old.mean()),
        (4, "margin that they bring", profit[old].sum() / profit.sum()),
        (5, "contacts that customers began", (began == "inbound").mean()),
    ]
    table = pd.DataFrame(rows, columns=["principle", "measure", "share"]).set_index("principle")
    return table.assign(
        measure=[translate(text) for text in table["measure"]], share=table["share"].astype(float)
    )
