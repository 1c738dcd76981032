"""What a lot drawn for one side of a show does to both sides: means by the size of the subsidy."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.core import check_choice
from cvm_lessons.relationship.cross_side import LOTS, variety_and_visitors

__all__ = ["sides_by_lot"]


def sides_by_lot(
    shows: pd.DataFrame,
    lot: str = "promo_exhibitors",
    *,
    variety: Mapping[str, float] | None = None,
    show: str = "show_id",
    year: str = "year",
) -> pd.DataFrame:
    """Return how far both sides lie above or below their usual level, by the subsidy that was drawn.

    The usual level is that of the show and of the year together, so large shows and bad years are out.

    Parameters
    ----------
    shows : DataFrame
        One row per show and year, as the table ``regional_shows``.
    lot : {"promo_exhibitors", "promo_visitors"}
        Column with the subsidy that was drawn by lot.
    variety : mapping, optional
        Weight of a small, medium and large exhibitor; by default 1, 1.2 and 2.
    show, year : str
        Columns with the show and the year.

    Returns
    -------
    DataFrame
        Index `lot`; columns editions, variety, visitors: mean of the logarithm less the usual one, so 0.10
        is about ten per cent.

    Raises
    ------
    DataError
        If a column or value is missing, or a number is not above 0.
    ParameterError
        If there is no such lot.

    Examples
    --------
    >>> rows = {"show_id": list("AABB"), "year": [1, 2, 1, 2], "promo_exhibitors": [0, 0.1, 0.1, 0]}
    >>> rows |= {"exhibitors_small": [10, 20, 20, 10], "exhibitors_medium": 1e-9, "exhibitors_large": 1e-9}
    >>> shows = pd.DataFrame(rows).assign(visitors=[100, 141, 141, 100], promo_visitors=0.0)
    >>> shows = shows.assign(price_m2=600, visitor_ticket=40)
    >>> sides_by_lot(shows)[["variety", "visitors"]].round(2).to_dict("list")
    {'variety': [-0.35, 0.35], 'visitors': [-0.17, 0.17]}
    """
    chosen = check_choice("lot", lot, LOTS)
    logs = variety_and_visitors(shows, variety, show=show, year=year)
    constants = np.column_stack(
        [pd.get_dummies(logs[name].astype(str)).to_numpy(dtype=float) for name in (show, year)]
    )
    sides = logs[["variety", "visitors"]]
    unusual = sides - constants @ np.linalg.lstsq(constants, sides.to_numpy(), rcond=None)[0]
    table = unusual.groupby(shows[chosen].to_numpy()).agg(
        editions=("visitors", "size"), variety=("variety", "mean"), visitors=("visitors", "mean")
    )
    return table.rename_axis(chosen)
