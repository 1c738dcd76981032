"""Who comes again: the chance of the next edition by how many a customer has attended."""

import pandas as pd

from cvm_lessons.core import DataError, check_number, filled_column, number_column, require_columns
from cvm_lessons.relationship._shares import clustered_share, yes_or_no

__all__ = ["return_by_editions"]

LAST_CLASS = 5  # editions: beyond, rows get few


def return_by_editions(
    participations: pd.DataFrame, *, last: int = LAST_CLASS, level: float = 0.95
) -> pd.DataFrame:
    """Return which share of those who attended an edition came to the next one, by editions attended so far.

    The rise with the count mixes two things: a relationship that grows, and the choice of who stays. Who is
    not suited to the show is gone after the first edition.

    Parameters
    ----------
    participations : DataFrame
        One row per customer and edition invited: customer_id, year, took_part.
    last : int, default 5
        Counts from here on form one class.
    level : float, default 0.95
        Confidence level; intervals allow for several rows of one customer.

    Returns
    -------
    DataFrame
        Index `attended` (1 to `last`); columns cases (editions attended that had a next one), returned, low,
        high.

    Raises
    ------
    DataError
        If a column or value is missing, a customer has a year twice, or nobody was invited again.
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": list("AAABB"), "year": [1, 2, 3, 1, 2]})
    >>> rows["took_part"] = [True, True, False, True, False]
    >>> return_by_editions(rows)["returned"].to_dict()
    {1: 0.5, 2: 0.0}
    """
    require_columns(participations, ["customer_id", "year", "took_part"])
    top = int(check_number("last", last, low=1))
    if (twice := participations.duplicated(["customer_id", "year"])).any():
        raise DataError.at(participations, "customer_id", twice, "the only row of that customer and year")
    rows = pd.DataFrame(
        {
            "customer_id": filled_column(participations, "customer_id"),
            "year": number_column(participations, "year"),
            "came": yes_or_no(participations, "took_part"),
        }
    ).sort_values(["customer_id", "year"], ignore_index=True)
    by = rows.groupby("customer_id")["came"]
    rows["attended"] = by.cumsum().clip(upper=top).astype(int)
    rows["next"] = by.shift(-1)
    cases = rows[(rows["came"] > 0) & rows["next"].notna()]
    if cases.empty:
        raise DataError("nobody who attended was invited again: no return can be seen.")
    found = {
        count: clustered_share(part["next"], part["customer_id"], level=level)
        for count, part in cases.groupby("attended")
    }
    return pd.DataFrame(
        {
            "cases": cases.groupby("attended").size(),
            "returned": {count: share.estimate for count, share in found.items()},
            "low": {count: share.low for count, share in found.items()},
            "high": {count: share.high for count, share in found.items()},
        }
    ).rename_axis("attended")
