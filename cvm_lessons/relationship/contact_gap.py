"""Do customers who are contacted more come more? The raw gap, and the gap among those who are alike."""

from collections.abc import Sequence

import pandas as pd

from cvm_lessons.core import DataError, check_number, filled_column, number_column, require_columns
from cvm_lessons.measurement import fit_linear
from cvm_lessons.relationship._shares import yes_or_no

__all__ = ["come_by_contacts", "contact_gaps", "invitations_with_contacts"]


def invitations_with_contacts(
    participations: pd.DataFrame,
    touchpoints: pd.DataFrame,
    *,
    phase: str = "before",
    direction: str = "outbound",
    customer: str = "customer_id",
) -> pd.DataFrame:
    """Return each invitation with the contacts that went before it and whether the customer came last time.

    A customer's first edition is left out: nothing is known from before it, and it always took part.

    Parameters
    ----------
    participations : DataFrame
        One row per customer and edition invited: `customer`, edition_id, year, took_part.
    touchpoints : DataFrame
        One row per contact: `customer`, edition_id, phase, direction.
    phase, direction : str
        Contacts that count.
    customer : str, default "customer_id"
        Column with the customer.

    Returns
    -------
    DataFrame
        Columns `customer`, edition_id, year, came (0 or 1), came_before (0 or 1), contacts.

    Raises
    ------
    DataError
        If a column or value is missing, or nobody was invited twice.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": ["A", "A"], "edition_id": ["x-1", "x-2"], "year": [2024, 2025]})
    >>> touch = {"customer_id": ["A"], "edition_id": ["x-2"], "phase": "before", "direction": "outbound"}
    >>> invited = invitations_with_contacts(rows.assign(took_part=[True, False]), pd.DataFrame(touch))
    >>> invited[["came", "came_before", "contacts"]].to_dict("records")
    [{'came': 0, 'came_before': 1, 'contacts': 1}]
    """
    keys = [customer, "edition_id"]
    require_columns(participations, [*keys, "year"])
    require_columns(touchpoints, keys)
    counted = (filled_column(touchpoints, "phase") == phase) & (
        filled_column(touchpoints, "direction") == direction
    )
    contacts = touchpoints[counted].groupby(keys, observed=True).size().rename("contacts")
    rows = participations[[*keys, "year"]].assign(came=yes_or_no(participations, "took_part").astype(int))
    rows = rows.sort_values([customer, "year"], ignore_index=True)
    rows["came_before"] = rows.groupby(customer)["came"].shift()
    again = rows[rows["came_before"].notna()].astype({"came_before": int})
    if again.empty:
        raise DataError("nobody was invited twice: what a customer did last time is not known.")
    joined = again.merge(contacts.reset_index(), on=keys, how="left")
    # No row in the log means that nobody was in contact: a true zero.
    return joined.assign(contacts=joined["contacts"].fillna(0).astype(int))


def contact_gaps(
    invitations: pd.DataFrame,
    *,
    often: int = 4,
    alike: Sequence[str] = ("came_before",),
    customer: str = "customer_id",
    level: float = 0.95,
) -> pd.DataFrame:
    """Return how much more often the much-contacted come: raw, and among customers who are alike.

    Neither is the effect of a contact as long as staff choose whom they contact for reasons that no column
    holds.

    Parameters
    ----------
    invitations : DataFrame
        What `invitations_with_contacts` returns, with the columns `alike` besides.
    often : int, default 4
        Contacts from which a customer counts as much contacted.
    alike : sequence of str
        Columns that are held equal; texts as groups.
    customer : str, default "customer_id"
        Column with the customer, whose invitations are not independent.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `claim` (raw gap, like with like); columns estimate, low, high (shares), n (invitations).

    Raises
    ------
    DataError
        If a column or value is missing, or nobody or everybody is contacted often.
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": list("ABCDEFGH"), "contacts": [5, 5, 5, 0, 5, 0, 0, 0]})
    >>> rows = rows.assign(came=[1, 1, 1, 1, 0, 0, 0, 0], came_before=[1, 1, 1, 1, 0, 0, 0, 0])
    >>> contact_gaps(rows)["estimate"].round(2).abs().to_dict()
    {'raw gap': 0.5, 'like with like': 0.0}
    """
    limit = check_number("often", often, low=1)
    share = check_number("level", level, low=0.5, high=0.999)
    rows = pd.DataFrame(
        {
            "came": yes_or_no(invitations, "came"),
            "often": (number_column(invitations, "contacts", low=0) >= limit).astype(float),
            "customer": filled_column(invitations, customer),
        }
    )
    if rows["often"].nunique() < 2:
        raise DataError(f"often={often}: all {len(rows)} invitations lie on one side of it.")
    held = pd.get_dummies(
        invitations[list(alike)].astype(dict.fromkeys(alike, str)), drop_first=True, dtype=float
    )
    found = {
        "raw gap": fit_linear(rows, "came", ["often"], cluster="customer"),
        "like with like": fit_linear(rows.join(held), "came", ["often", *held.columns], cluster="customer"),
    }
    table = pd.concat(
        [fit.interval("often", level=share).to_frame() for fit in found.values()], keys=found
    ).droplevel(1)
    return table.assign(n=len(rows)).rename_axis("claim")[["estimate", "low", "high", "n"]]


def come_by_contacts(invitations: pd.DataFrame, *, most: int = 4) -> pd.DataFrame:
    """Return the share that came by the number of contacts: all, and apart by whether they came last time.

    Parameters
    ----------
    invitations : DataFrame
        What `invitations_with_contacts` returns.
    most : int, default 4
        Contacts from which they are counted together.

    Returns
    -------
    DataFrame
        Index `contacts` (0 to `most`); columns all, came last time, stayed away last time (shares) and
        invitations.

    Raises
    ------
    DataError
        If a column or value is missing.
    ParameterError
        If `most` is below 1.

    Examples
    --------
    >>> rows = pd.DataFrame({"contacts": [0, 0, 4, 7], "came": [0, 1, 1, 1], "came_before": [0, 1, 1, 0]})
    >>> come_by_contacts(rows)["all"].to_dict()
    {0: 0.5, 4: 1.0}
    """
    top = check_number("most", most, low=1)
    rows = pd.DataFrame(
        {
            "contacts": number_column(invitations, "contacts", low=0).clip(upper=top).astype(int),
            "came": yes_or_no(invitations, "came"),
            "before": yes_or_no(invitations, "came_before"),
        }
    )
    table = rows.groupby("contacts")["came"].agg(all="mean", invitations="size")
    parts = rows.pivot_table(index="contacts", columns="before", values="came", aggfunc="mean")
    named = parts.rename(columns={1.0: "came last time", 0.0: "stayed away last time"})
    columns = ["all", "came last time", "stayed away last time", "invitations"]
    return table.join(named).reindex(columns=columns)
