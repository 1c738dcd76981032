"""Does a customer get cheaper to serve the longer it stays? Between customers, and within them."""

import pandas as pd

from cvm_lessons.core import DataError, filled_column, number_column, require_columns
from cvm_lessons.measurement import Interval, fit_linear
from cvm_lessons.relationship._shares import yes_or_no

__all__ = ["cost_by_tenure", "cost_slopes"]


def cost_by_tenure(
    participations: pd.DataFrame, *, cost: str = "cost_to_serve", customer: str = "customer_id"
) -> pd.DataFrame:
    """Return the mean cost to serve by how many editions a customer has attended so far.

    Parameters
    ----------
    participations : DataFrame
        One row per customer and edition invited: `customer`, year, took_part, `cost`.
    cost, customer : str
        Columns.

    Returns
    -------
    DataFrame
        Index `tenure` from 1; columns customers and cost (mean, yuan). Who reaches a high tenure is not who
        began: the curve mixes learning with the choice of who stays; `cost_slopes` parts them.

    Raises
    ------
    DataError
        If a column or value is missing, or nobody took part.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": list("AAB"), "year": [2024, 2025, 2025]})
    >>> cost_by_tenure(rows.assign(took_part=True, cost_to_serve=[9, 7, 5]))["cost"].to_dict()
    {1: 7.0, 2: 7.0}
    """
    rows = _attended(participations, cost, customer)
    table = rows.groupby("tenure")["cost"].agg(customers="size", cost="mean")
    return table.rename_axis("tenure")


def cost_slopes(
    participations: pd.DataFrame,
    *,
    cost: str = "cost_to_serve",
    customer: str = "customer_id",
    level: float = 0.95,
) -> pd.DataFrame:
    """Return what one more edition of tenure goes with: between all rows, and within the same customer.

    Parameters
    ----------
    participations : DataFrame
        One row per customer and edition invited: `customer`, year, took_part, `cost`.
    cost, customer : str
        Columns.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `comparison` (pooled, within); columns estimate, low, high (yuan per edition), n. Prices that
        rise with the years are in both.

    Raises
    ------
    DataError
        If a column or value is missing, or nobody came twice.
    ParameterError
        If the level is out of range.

    References
    ----------
    Reinartz and Kumar (2000), Journal of Marketing 64(4), 17-35, reject in mail order that long-life
    customers are cheaper to serve.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": list("AABBCC"), "year": [2024, 2025] * 3})
    >>> rows = rows.assign(took_part=True, cost_to_serve=[9, 8, 6, 5, 4, 2])
    >>> cost_slopes(rows)["estimate"].round(2).to_dict()
    {'pooled': -1.33, 'within': -1.33}
    """
    rows = _attended(participations, cost, customer)
    means = rows.groupby("customer")[["cost", "tenure"]].transform("mean")
    inside = pd.DataFrame(
        {
            "cost": rows["cost"] - means["cost"],
            "tenure": rows["tenure"] - means["tenure"],
            "customer": rows["customer"],
        }
    )
    if (inside["tenure"] == 0).all():
        raise DataError("nobody came twice: a customer cannot be compared with itself.")
    again = inside[rows.groupby("customer")["cost"].transform("size") > 1]
    found: dict[str, Interval] = {
        "pooled": fit_linear(rows, "cost", ["tenure"], cluster="customer").interval("tenure", level=level),
        "within": fit_linear(again, "cost", ["tenure"], cluster="customer").interval("tenure", level=level),
    }
    return (
        pd.concat([end.to_frame() for end in found.values()], keys=found)
        .droplevel(1)
        .rename_axis("comparison")[["estimate", "low", "high", "n"]]
    )


def _attended(participations: pd.DataFrame, cost: str, customer: str) -> pd.DataFrame:
    require_columns(participations, [customer, "year", "took_part", cost])
    came = participations[yes_or_no(participations, "took_part") > 0]
    if came.empty:
        raise DataError("column 'took_part' is false in every row: nobody was served.")
    rows = pd.DataFrame(
        {
            "customer": filled_column(came, customer),
            "year": number_column(came, "year"),
            "cost": number_column(came, cost, low=0),
        }
    ).sort_values(["customer", "year"], ignore_index=True)
    return rows.assign(tenure=rows.groupby("customer").cumcount() + 1)
