"""Who comes to the next edition, and what it is worth to raise an attitude that brings them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import special

from cvm_lessons.core import DataError, ParameterError, check_number, filled_column, number_column

__all__ = ["came_next", "worth_of_coming"]


def came_next(
    participations: pd.DataFrame,
    *,
    customer: str = "customer_id",
    order: str = "year",
    took_part: str = "took_part",
) -> pd.Series:
    """Return whether each customer came to the edition after this one.

    Parameters
    ----------
    participations : DataFrame
        One row per customer and edition to which it was invited.
    customer, order, took_part : str
        Columns with the customer, with what puts its rows in order, and with whether it came.

    Returns
    -------
    Series
        1 or 0 as ``came_next``, with the index of `participations`; missing where no later edition is known.

    Raises
    ------
    DataError
        If a column or a value is missing, or a customer has two rows at one place in the order.

    Examples
    --------
    >>> came = pd.DataFrame({"customer_id": ["a"] * 3, "year": [2018, 2016, 2017], "took_part": [1, 1, 0]})
    >>> came_next(came).tolist()
    [nan, 0.0, 1.0]
    """
    filled_column(participations, customer)
    number_column(participations, order)
    came = filled_column(participations, took_part)
    if (bad := ~came.isin([0, 1])).any():
        raise DataError.at(participations, took_part, bad, "yes or no")
    if (twice := participations.duplicated([customer, order])).any():
        raise DataError.at(participations, order, twice, f"the only row of that {order} of its {customer}")
    place = np.lexsort([participations[order], participations[customer]])
    flags = pd.Series(came.astype(float).to_numpy()[place])
    following = np.empty(len(place))
    following[place] = flags.groupby(participations[customer].to_numpy()[place]).shift(-1)
    return pd.Series(following, index=participations.index, name="came_next")


def worth_of_coming(
    points: Sequence[float],
    log_odds: Sequence[float],
    *,
    customers: int,
    share: float,
    margin: float,
    cost: float = 0.0,
) -> pd.DataFrame:
    """Return how many more customers come if an attitude rises, and what that is worth.

    The log-odds are read as an effect; where they are only an association, so is the worth.

    Parameters
    ----------
    points : sequence of float
        By how much the attitude of every customer may rise.
    log_odds : sequence of float
        What a point may add to the log-odds of coming.
    customers : int
        How many customers there are.
    share : float
        Share of them that comes as things are, above 0 and below 1.
    margin : float
        Yuan that a customer brings by coming.
    cost : float, default 0
        Yuan that the rise costs.

    Returns
    -------
    DataFrame
        One row per rise and effect: points, log_odds, more_coming (customers), worth and net (yuan).

    Raises
    ------
    ParameterError
        If a number is out of range.

    References
    ----------
    Agresti (2013), Categorical Data Analysis, 3rd ed., chapter 5, for the logit.

    Examples
    --------
    >>> table = worth_of_coming([0.5], [0.4], customers=1000, share=0.5, margin=18_000, cost=100_000)
    >>> table[["more_coming", "net"]].round(1).iloc[0].tolist()
    [49.8, 797012.0]
    """
    whom = check_number("customers", customers, low=1)
    now = check_number("share", share, low=0, high=1)
    if now in (0, 1):
        raise ParameterError(f"share={share!r} leaves nobody to win or to lose: it lies between 0 and 1.")
    each, spent = check_number("margin", margin, low=0), check_number("cost", cost, low=0)
    pairs = [(check_number("points", p), check_number("log_odds", b)) for p in points for b in log_odds]
    table = pd.DataFrame(pairs, columns=["points", "log_odds"])
    table["more_coming"] = whom * (special.expit(special.logit(now) + table.prod(axis=1)) - now)
    worth = table["more_coming"] * each
    return table.assign(worth=worth, net=worth - spent)
