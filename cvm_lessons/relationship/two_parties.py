"""Who gains from a relationship, both parties or one; and how many kinds of need there are."""

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, check_number, number_column

__all__ = ["effective_kinds", "mutual_gain"]

WHO = ("both", "organiser only", "customer only", "neither")


def mutual_gain(
    customers: pd.DataFrame,
    *,
    margin: str = "margin",
    value: str = "value_overall",
    middle: float = 5.5,
) -> pd.DataFrame:
    """Return for how many customers both parties gain, only one, or neither.

    The organiser gains where the margin is above 0, the customer where its rating is above the middle of the
    scale: a line that we chose.

    Parameters
    ----------
    customers : DataFrame
        One row per customer, with both columns.
    margin, value : str
        Columns: yuan; rating.
    middle : float, default 5.5
        Middle of the rating scale.

    Returns
    -------
    DataFrame
        Index `who` (both, organiser only, customer only, neither); columns customers and share.

    Raises
    ------
    DataError
        If a value is missing.
    ParameterError
        If `middle` is not a number.

    Examples
    --------
    >>> pair = pd.DataFrame({"margin": [900, 900, -50], "value_overall": [8, 3, 9]})
    >>> mutual_gain(pair)["customers"].to_dict()
    {'both': 1, 'organiser only': 1, 'customer only': 1, 'neither': 0}
    """
    line = check_number("middle", middle)
    ours = number_column(customers, margin) > 0
    theirs = number_column(customers, value) > line
    who = np.select([ours & theirs, ours, theirs], WHO[:3], default=WHO[3])
    counts = pd.Series(who).value_counts().reindex(WHO, fill_value=0).rename_axis("who")
    return pd.DataFrame({"customers": counts, "share": counts / len(customers)})


def effective_kinds(counts: pd.Series) -> float:
    """Return how many equally frequent kinds would be as varied as these: the exponential of the entropy.

    Parameters
    ----------
    counts : Series
        How often each kind occurs.

    Returns
    -------
    float
        From 1 (one kind takes all) to the number of kinds (all equal).

    Raises
    ------
    DataError
        If a count is negative or missing, or all are 0.

    References
    ----------
    Shannon (1948), Bell System Technical Journal 27(3), 379-423, for the entropy; Hill (1973), Ecology 54(2),
    427-432, for the number of kinds.

    Examples
    --------
    >>> effective_kinds(pd.Series([5, 5])), effective_kinds(pd.Series([10, 0]))
    (2.0, 1.0)
    """
    values = number_column(counts.rename("count").to_frame(), "count", low=0)
    if values.sum() == 0:
        raise DataError("all counts are 0: there is nothing to spread.")
    shares = values[values > 0] / values.sum()
    return float(np.exp(-(shares * np.log(shares)).sum()))
