"""What a campaign with a lottery brings, for all and by group of customers."""

import pandas as pd

from cvm_lessons.core import DataError, check_number, filled_column, number_column, require_columns
from cvm_lessons.measurement import difference_interval
from cvm_lessons.relationship._shares import yes_or_no

__all__ = ["campaign_gains", "contacts_in_window"]

DAYS = 730  # two years, so that a customer of a yearly show has had two editions


def contacts_in_window(
    touchpoints: pd.DataFrame,
    day: str | pd.Timestamp,
    *,
    days: int = DAYS,
    direction: str = "outbound",
    customer: str = "customer_id",
) -> pd.Series:
    """Return how many contacts each customer had in the days before `day`.

    Parameters
    ----------
    touchpoints : DataFrame
        One row per contact: `customer`, date, direction.
    day : str or Timestamp
        First day that does not count.
    days : int, default 730
        Length of the window.
    direction : str, default "outbound"
        Who began the contacts that count.
    customer : str, default "customer_id"
        Column with the customer.

    Returns
    -------
    Series
        Named contacts, by customer; who had none is not in it.

    Raises
    ------
    DataError
        If a column or value is missing.
    ParameterError
        If `days` is below 1.

    Examples
    --------
    >>> rows = {"customer_id": ["A", "A", "B"], "date": ["2023-11-01", "2023-12-05", "2020-01-01"]}
    >>> contacts_in_window(pd.DataFrame(rows | {"direction": "outbound"}), "2023-12-04").to_dict()
    {'A': 1}
    """
    length = check_number("days", days, low=1)
    require_columns(touchpoints, [customer])
    dates, end = pd.to_datetime(filled_column(touchpoints, "date")), pd.Timestamp(day)
    inside = (dates < end) & (dates >= end - pd.Timedelta(days=length))
    kept = touchpoints[inside & (filled_column(touchpoints, "direction") == direction)]
    return kept.groupby(customer, observed=True).size().rename("contacts")


def campaign_gains(
    campaign: pd.DataFrame, by: str, *, treated: str = "treated", level: float = 0.95
) -> pd.DataFrame:
    """Return what the campaign adds per treated customer: all, and group by group.

    The gain is margin less cost; the difference between those drawn and those left alone is the campaign's.

    Parameters
    ----------
    campaign : DataFrame
        One row per customer: `treated` (0 or 1, by lot), responded (0 or 1), margin, cost (yuan), `by`.
    by : str
        Column with the group, known before the first day.
    treated : str, default "treated"
        Column with the lot.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `group` (all first); columns customers, response (difference of shares), gain, low, high (yuan
        per customer).

    Raises
    ------
    DataError
        If a column or value is missing, or a group has fewer than two drawn or two left alone.
    ParameterError
        If the level is out of range.

    Examples
    --------
    >>> rows = pd.DataFrame({"treated": [1, 1, 0, 0], "responded": [1, 1, 1, 0], "kind": "quiet"})
    >>> gains = campaign_gains(rows.assign(margin=[90, 70, 50, 0], cost=[10, 10, 0, 0]), "kind")
    >>> gains[["response", "gain"]].loc["quiet"].to_dict()
    {'response': 0.5, 'gain': 45.0}
    """
    rows = pd.DataFrame(
        {
            "group": filled_column(campaign, by).astype(str),
            "drawn": yes_or_no(campaign, treated).astype(int),
            "responded": yes_or_no(campaign, "responded"),
            "gain": number_column(campaign, "margin") - number_column(campaign, "cost"),
        }
    )
    parts = {"all": rows, **dict(iter(rows.groupby("group")))}
    return pd.DataFrame.from_dict(
        {name: _gain(name, part, level) for name, part in parts.items()}, orient="index"
    ).rename_axis("group")


def _gain(name: str, rows: pd.DataFrame, level: float) -> dict[str, float]:
    drawn = int(rows["drawn"].sum())
    if min(drawn, len(rows) - drawn) < 2:
        raise DataError(
            f"group {name!r}: {drawn} drawn, {len(rows) - drawn} left alone; two of each are needed."
        )
    gain = difference_interval(rows, "gain", "drawn", level=level)
    response = rows.groupby("drawn")["responded"].mean()
    return {
        "customers": len(rows),
        "response": float(response[1] - response[0]),
        "gain": gain.estimate,
        "low": gain.low,
        "high": gain.high,
    }
