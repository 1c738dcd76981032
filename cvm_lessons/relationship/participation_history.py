"""What each customer did before an edition, and at the next one it was invited to."""

import pandas as pd

from cvm_lessons.core import DataError, require_columns
from cvm_lessons.relationship._shares import yes_or_no

__all__ = ["next_participation"]


def next_participation(participations: pd.DataFrame, *, customer: str = "customer_id") -> pd.DataFrame:
    """Return for each invitation that was followed by another whether the customer came to that next one.

    Parameters
    ----------
    participations : DataFrame
        One row per customer and edition invited: `customer`, edition_id, year, took_part.
    customer : str, default "customer_id"
        Column with the customer.

    Returns
    -------
    DataFrame
        Columns `customer`, edition_id, earlier (participations before this edition), came_next (0 or 1, a
        number). A customer's last invitation is left out: what follows it is not known.

    Raises
    ------
    DataError
        If a column or value is missing, or nobody was invited twice.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": ["A"] * 3, "edition_id": ["x1", "x2", "x3"]})
    >>> rows = rows.assign(year=[2023, 2024, 2025], took_part=[True, True, False])
    >>> next_participation(rows)[["earlier", "came_next"]].to_dict("list")
    {'earlier': [0, 1], 'came_next': [1.0, 0.0]}
    """
    require_columns(participations, [customer, "edition_id", "year"])
    rows = participations[[customer, "edition_id", "year"]].assign(
        came=yes_or_no(participations, "took_part")
    )
    rows = rows.sort_values([customer, "year"], ignore_index=True)
    grouped = rows.groupby(customer)["came"]
    rows = rows.assign(earlier=(grouped.cumsum() - rows["came"]).astype(int), came_next=grouped.shift(-1))
    known = rows[rows["came_next"].notna()]
    if known.empty:
        raise DataError("nobody was invited twice: what a customer does next is not known.")
    return known[[customer, "edition_id", "earlier", "came_next"]].reset_index(drop=True)
