"""How much of the money the largest customers bring, and how that depends on the window."""

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    ParameterError,
    as_generator,
    check_number,
    filled_column,
    number_column,
    require_columns,
)
from cvm_lessons.measurement import top_share

__all__ = ["concentration_by_window", "top_share"]


def concentration_by_window(
    participations: pd.DataFrame,
    *,
    until: int,
    years: tuple[int, ...] = (1, 2, 3, 5),
    share: float = 0.2,
    amount: str = "spend_space",
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return the share of the largest customers for windows of several lengths, all ending in one year.

    A short window takes for a small customer who merely was not there; a longer one evens out chance, and
    takes in customers who came once. Say the window with every "80/20".

    Parameters
    ----------
    participations : DataFrame
        One row per customer and edition: customer_id, year, `amount`.
    until : int
        Last year of each window.
    years : tuple of int, default (1, 2, 3, 5)
        Lengths in years.
    share : float, default 0.2
        Part of the customers who paid in the window.
    amount : str, default "spend_space"
        Column with the money.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    DataFrame
        Index `years`; columns estimate, low, high, n (customers who paid in the window).

    Raises
    ------
    DataError
        If a column or value is missing or negative.
    ParameterError
        If nobody paid in a window, or a length is out of range.

    References
    ----------
    Schmittlein, Cooper and Morrison (1993), Marketing Science 12(2), 167-183.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": list("ABAC"), "year": [2023, 2023, 2024, 2024]})
    >>> rows["spend_space"] = [8, 2, 8, 2]
    >>> table = concentration_by_window(rows, until=2024, years=(1, 2), share=0.5)
    >>> table["estimate"].round(2).to_dict()
    {1: 0.8, 2: 0.85}
    """
    require_columns(participations, ["customer_id", "year", amount])
    rows = pd.DataFrame(
        {
            "customer_id": filled_column(participations, "customer_id"),
            "year": number_column(participations, "year"),
            "spend": number_column(participations, amount, low=0),
        }
    )
    generator, table = as_generator(rng), {}
    for length in years:
        span = int(check_number("years", length, low=1))
        inside = rows[(rows["year"] <= until) & (rows["year"] > until - span)]
        totals = inside.groupby("customer_id")["spend"].sum()
        if not (paid := totals[totals > 0]).size:
            raise ParameterError(f"until={until!r}, years={length!r}: nobody paid in that window.")
        found = top_share(paid.to_frame(), share, rng=generator)
        table[span] = {"estimate": found.estimate, "low": found.low, "high": found.high, "n": found.n}
    return pd.DataFrame.from_dict(table, orient="index").astype({"n": int}).rename_axis("years")
