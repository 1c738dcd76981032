"""Iso-value grid: what a customer of every frequency and recency is worth, for curves of equal value."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, check_number
from cvm_lessons.equity._checks import check_model
from cvm_lessons.equity._prediction import RepeatPurchaseModel
from cvm_lessons.equity.lifetime_value import customer_lifetime_value

__all__ = ["iso_value_grid"]


def iso_value_grid(
    model: RepeatPurchaseModel,
    T: float,
    most: int,
    *,
    discount_rate: float,
    horizon: float | None = None,
    spend: float = 1.0,
    margin: float = 1.0,
) -> pd.DataFrame:
    """Return the lifetime value of customers of every frequency and recency.

    Parameters
    ----------
    model : RepeatPurchaseModel
        Fitted, or made from parameters.
    T : float
        How long the customers were observed.
    most : int
        Largest frequency.
    discount_rate : float
        Per unit of time, as an effective rate; as in `customer_lifetime_value`.
    horizon : float, optional
        How far to look ahead; without it the whole future.
    spend, margin : float, default 1
        Value of a purchase and the share of it that is margin; with both at 1 the grid holds discounted
        expected purchases (DERT).

    Returns
    -------
    DataFrame
        Index `recency` from 1 to T in steps of one unit, columns frequency from 1 to `most`. A discrete model
        leaves a cell missing where there are more purchases than opportunities.

    Raises
    ------
    ParameterError
        If an argument is out of range.

    References
    ----------
    Fader, Hardie and Lee (2005), RFM and CLV: using iso-value curves for customer base analysis, Journal of
    Marketing Research 42(4), 415-430.

    Examples
    --------
    >>> from cvm_lessons.equity import ParetoNBDModel
    >>> model = ParetoNBDModel.from_params(r=0.553, alpha=10.578, s=0.606, beta=11.669)
    >>> weekly = 1.15 ** (1 / 52) - 1
    >>> iso_value_grid(model, 78, 14, discount_rate=weekly).loc[35, [3, 7, 14]].round(1).tolist()
    [2.3, 0.9, 0.0]
    """
    check_model(model)
    length = check_number("T", T, low=1)
    if isinstance(most, bool) or not isinstance(most, int | np.integer) or most < 1:
        raise ParameterError(f"most={most!r} is not a whole number from 1 up.")
    rows = pd.RangeIndex(1, int(length) + 1, name="recency")
    columns = pd.RangeIndex(1, int(most) + 1, name="frequency")
    histories = pd.MultiIndex.from_product([rows, columns]).to_frame(index=False).assign(T=length)
    possible = histories[(histories["frequency"] <= histories["recency"]) | (not model.whole_time)]
    value = customer_lifetime_value(
        model, possible, discount_rate=discount_rate, horizon=horizon, spend=spend, margin=margin
    )
    grid = value.reindex(histories.index).to_numpy().reshape(len(rows), len(columns))
    return pd.DataFrame(grid, index=rows, columns=columns)
