"""Perceived value from ratings of what is received and what is given."""

import pandas as pd

from cvm_lessons.core import number_columns
from cvm_lessons.value.delivered import BENEFITS, COSTS

__all__ = ["get_and_give"]

BENEFIT_ITEMS = tuple(f"benefit_{name}" for name in BENEFITS)
BURDEN_ITEMS = tuple(f"cost_{name}" for name in COSTS)


def get_and_give(
    answers: pd.DataFrame,
    *,
    benefits: tuple[str, ...] = BENEFIT_ITEMS,
    burdens: tuple[str, ...] = BURDEN_ITEMS,
    overall: str = "value_overall",
) -> pd.DataFrame:
    """Return, for each answer, what is got, what is given, and both weighed against each other.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, ratings from 1 to 7.
    benefits : tuple of str
        Columns that rate what is received.
    burdens : tuple of str
        Columns that rate what is given: 7 is the heaviest burden.
    overall : str, default "value_overall"
        Column with the overall rating of value, from 1 to 10.

    Returns
    -------
    DataFrame
        Columns ``get`` and ``give`` (means, 1 to 7), ``difference``, ``ratio`` and `overall`;
        index of `answers`.

    Raises
    ------
    DataError
        At the first missing or impossible rating, by column and row.

    References
    ----------
    Zeithaml (1988), Consumer perceptions of price, quality, and value, Journal of Marketing 52(3), 2-22.

    Examples
    --------
    >>> answer = {"benefit_product": [6], "cost_money": [4], "value_overall": [7]}
    >>> weighed = get_and_give(pd.DataFrame(answer), benefits=("benefit_product",), burdens=("cost_money",))
    >>> weighed["difference"].item(), weighed["ratio"].item()
    (2.0, 1.5)
    """
    get = number_columns(answers, benefits, low=1, high=7).mean(axis=1)
    give = number_columns(answers, burdens, low=1, high=7).mean(axis=1)
    rating = number_columns(answers, [overall], low=1, high=10)[overall]
    return pd.DataFrame(
        {"get": get, "give": give, "difference": get - give, "ratio": get / give, overall: rating}
    )
