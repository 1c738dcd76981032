"""Four kinds of customers by satisfaction and loyalty: loyalists, mercenaries, hostages, defectors."""

import numpy as np
import pandas as pd

from cvm_lessons.core import check_number, filled_column, number_column

__all__ = ["LOYALTY_TYPES", "loyalty_types"]

# By whether the customer is satisfied and whether it is loyal; after Jones and Sasser.
LOYALTY_TYPES = {
    (True, True): "loyalist",
    (True, False): "mercenary",
    (False, True): "hostage",
    (False, False): "defector",
}


def loyalty_types(
    customers: pd.DataFrame,
    loyalty: str,
    by: str,
    *,
    satisfaction: str = "sat_overall",
    satisfied_from: float = 8,
    loyal_from: float = 50,
) -> pd.DataFrame:
    """Return the share of each kind of customer in each group.

    Apostles are the extreme of the loyalists and terrorists that of the defectors; two cuts cannot tell
    them from the rest.

    Parameters
    ----------
    customers : DataFrame
        One row per customer or participation, none missing.
    loyalty : str
        Column of loyalty, such as the share of the budget.
    by : str
        Column of the group, such as the market.
    satisfaction : str, default "sat_overall"
        Column of satisfaction.
    satisfied_from, loyal_from : float
        From where a customer counts as satisfied and as loyal; the shares depend on both.

    Returns
    -------
    DataFrame
        Index the groups; columns loyalist, mercenary, hostage, defector (shares of the group) and n.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    ParameterError
        If a cut is no number.

    References
    ----------
    Jones and Sasser (1995), Harvard Business Review 73(6), 88-99.

    Examples
    --------
    >>> customers = pd.DataFrame({"sat_overall": [9, 9, 5, 4], "share": [80, 20, 70, 10], "market": "free"})
    >>> loyalty_types(customers, "share", "market").loc["free", "hostage"].item()
    0.25
    """
    content = number_column(customers, satisfaction) >= check_number("satisfied_from", satisfied_from)
    loyal = number_column(customers, loyalty) >= check_number("loyal_from", loyal_from)
    kinds = pd.Series(
        np.select(
            [content & loyal, content & ~loyal, ~content & loyal],
            list(LOYALTY_TYPES.values())[:3],
            default=LOYALTY_TYPES[False, False],
        ),
        index=customers.index,
    )
    groups = filled_column(customers, by)
    counts = pd.crosstab(groups, kinds).reindex(columns=list(LOYALTY_TYPES.values()), fill_value=0)
    n = counts.sum(axis=1)
    return counts.div(n, axis=0).assign(n=n).rename_axis(index=by, columns=None)
