"""Importance against performance: which driver to improve first."""

import pandas as pd

from cvm_lessons.core import number_columns

__all__ = ["driver_quadrants"]

# By whether importance and performance reach their cuts; the names are ours.
QUADRANTS = {
    (True, False): "improve first",
    (True, True): "keep up",
    (False, False): "leave",
    (False, True): "more than enough",
}


def driver_quadrants(drivers: pd.DataFrame, *, importance: str = "derived_share") -> pd.DataFrame:
    """Return in which quadrant of importance and performance each driver lies.

    The cuts are the means over the drivers, so that some always lie above and below: the quadrants
    rank drivers against one another and do not say that a performance is good.

    Parameters
    ----------
    drivers : DataFrame
        What `value_drivers` returns.
    importance : str, default "derived_share"
        Column to take as importance.

    Returns
    -------
    DataFrame
        Index `attribute`; columns performance, importance, performance_cut, importance_cut and quadrant:
        ``"improve first"``, ``"keep up"``, ``"leave"`` or ``"more than enough"``.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.

    References
    ----------
    Martilla and James (1977), Journal of Marketing 41(1), 77-79.

    Examples
    --------
    >>> drivers = pd.DataFrame({"performance": [6.0, 8.0], "derived_share": [0.7, 0.3]})
    >>> driver_quadrants(drivers.set_axis(["sales", "service"]))["quadrant"].to_dict()
    {'sales': 'improve first', 'service': 'more than enough'}
    """
    table = number_columns(drivers, ["performance", importance]).set_axis(
        ["performance", "importance"], axis=1
    )
    table["performance_cut"], table["importance_cut"] = table.mean()
    quadrants = [
        QUADRANTS[bool(row.importance >= row.importance_cut), bool(row.performance >= row.performance_cut)]
        for row in table.itertuples()
    ]
    return table.assign(quadrant=quadrants).rename_axis("attribute")
