"""Who answers, and what it does to a mean."""

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, number_column
from cvm_lessons.measurement import Interval, share_interval
from cvm_lessons.satisfaction._checks import binary_column, group_table

__all__ = ["nonresponse_bias", "response_rates"]


def response_rates(
    invited: pd.DataFrame, by: str, *, answered: str = "answered", level: float = 0.95
) -> pd.DataFrame:
    """Return the share of those asked that answered, by group.

    Parameters
    ----------
    invited : DataFrame
        One row per customer asked.
    by : str
        Column of the group.
    answered : str, default "answered"
        Column of 0 and 1.
    level : float, default 0.95
        Confidence level of the intervals (Wilson).

    Returns
    -------
    DataFrame
        Index the groups; columns estimate, low, high, n (asked).

    Raises
    ------
    DataError
        If a column is missing or holds anything but 0 and 1.
    ParameterError
        If the level is out of range.

    Examples
    --------
    >>> invited = pd.DataFrame({"size": ["small", "small", "large"], "answered": [0, 1, 1]})
    >>> response_rates(invited, "size")["estimate"].to_dict()
    {'large': 1.0, 'small': 0.5}
    """

    def rate(part: pd.DataFrame) -> Interval:
        came = binary_column(part, answered)
        return share_interval(int(came.sum()), len(came), level=level)

    return group_table(invited, by, rate)


def nonresponse_bias(invited: pd.DataFrame, column: str, *, answered: str = "answered") -> pd.DataFrame:
    """Return the bias of the respondents' mean: share of non-respondents times how different they are.

    It needs a column that is known of everybody, such as last year's spend; satisfaction is not.

    Parameters
    ----------
    invited : DataFrame
        One row per customer asked.
    column : str
        What is averaged, known of all.
    answered : str, default "answered"
        Column of 0 and 1; both occur.

    Returns
    -------
    DataFrame
        One row; columns response_rate, respondents and others (means), all (mean of everybody), bias
        (respondents less all), correlation (of answering and the column).

    Raises
    ------
    DataError
        If a value is missing, or everybody or nobody answered.

    References
    ----------
    Bethlehem (1988), Journal of Official Statistics 4(3), 251-260.

    Examples
    --------
    >>> invited = pd.DataFrame({"spend": [10, 20, 30, 60], "answered": [0, 0, 1, 1]})
    >>> nonresponse_bias(invited, "spend")["bias"].item()
    15.0
    """
    came = binary_column(invited, answered) == 1
    values = number_column(invited, column)
    if came.all() or not came.any():
        who = "everybody" if came.all() else "nobody"
        raise DataError(f"column {answered!r}: {who} answered; there is nobody to compare with.")
    respondents, others, rate = float(values[came].mean()), float(values[~came].mean()), float(came.mean())
    constant = bool((values == values.iloc[0]).all())
    row = {
        "response_rate": rate,
        "respondents": respondents,
        "others": others,
        "all": float(values.mean()),
        "bias": (1 - rate) * (respondents - others),
        "correlation": 0.0 if constant else float(np.corrcoef(came, values)[0, 1]),
    }
    return pd.DataFrame([row])
