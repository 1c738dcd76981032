"""From drivers to a plan: what each improvement brings in yuan."""

import pandas as pd

from cvm_lessons.core import DataError, check_number, filled_column, number_column, require_columns
from cvm_lessons.measurement import Interval, fit_logit

__all__ = ["action_gains", "rebooking_slope"]

THOUSAND = 1000  # the table of improvements counts costs in thousand yuan
CEILING = 10  # top of the rating scale


def rebooking_slope(
    surveys: pd.DataFrame,
    *,
    rebooked: str = "rebooked_on_site",
    value: str = "value_overall",
    level: float = 0.95,
    cluster: str | None = "customer_id",
) -> Interval:
    """Return by how much the probability of rebooking rises per point of value, at the mean of value.

    Parameters
    ----------
    surveys : DataFrame
        One row per response, joined with what the customer did: no value missing.
    rebooked : str, default "rebooked_on_site"
        Column of 0 and 1 (or of false and true).
    value : str, default "value_overall"
        Perceived value.
    level : float, default 0.95
        Confidence level.
    cluster : str or None, default "customer_id"
        Column of the customer: one answers after several editions. None takes each row by itself.

    Returns
    -------
    Interval
        Change of probability per point: 0.05 is five percentage points.

    Raises
    ------
    DataError
        If a value is missing, rebooking is not 0 or 1, or value separates the two fully.
    ParameterError
        If `level` is out of range.

    Examples
    --------
    >>> surveys = pd.DataFrame({"value_overall": [4, 5, 6, 6, 7, 8, 9, 9], "back": [0, 0, 1, 0, 1, 0, 1, 1]})
    >>> round(rebooking_slope(surveys, rebooked="back", cluster=None).estimate, 2)
    0.22
    """
    return fit_logit(surveys, rebooked, [value], cluster=cluster).slope_at_mean(value, level=level)


def action_gains(
    drivers: pd.DataFrame,
    improvements: pd.DataFrame,
    *,
    slope: float | Interval,
    margin: float,
    customers: int,
) -> pd.DataFrame:
    """Return what each project adds: points of value, rebookings, yuan.

    gain = coefficient × lift × slope × customers × margin, where the lift of an attribute's mean is
    the project's lift times the share it reaches, and never more than the room up to 10.

    Parameters
    ----------
    drivers : DataFrame
        Index `attribute`, with performance and coefficient, as `value_drivers` returns it.
    improvements : DataFrame
        One row per project: project, attribute, lift (points of the rating of those it reaches), reach
        (share of customers, 0 to 1) and cost (thousand yuan an edition); name and name_zh are kept.
    slope : float or Interval
        Change of the probability of rebooking per point of value (`rebooking_slope`).
    margin : float
        Yuan that one more rebooking brings.
    customers : int
        How many customers decide.

    Returns
    -------
    DataFrame
        Index `project`; columns attribute, name and name_zh if given, lift (of the mean, asked for),
        room (10 less the mean), lift_used, lift_cut (what the ceiling takes), value_lift (points of
        value), extra_rebookings, and in yuan gain, cost, net_gain and gain_per_yuan.

    Raises
    ------
    DataError
        If a column is missing, a number is missing or out of range, a project comes twice, or an
        attribute is not among the drivers.
    ParameterError
        If the slope, the margin or the customers are out of range.

    Examples
    --------
    >>> drivers = pd.DataFrame({"performance": [7.0], "coefficient": [0.2]}, index=["service"])
    >>> desk = {"project": ["desk"], "attribute": ["service"], "lift": [1.0], "reach": [0.5], "cost": [20]}
    >>> gains = action_gains(drivers, pd.DataFrame(desk), slope=0.1, margin=10_000, customers=500)
    >>> gains.loc["desk", ["gain", "cost"]].to_dict()
    {'gain': 50000.0, 'cost': 20000.0}
    """
    effect = _checked_effect(slope, margin, customers)
    projects = _checked_projects(drivers, improvements)
    driver = drivers.loc[projects["attribute"]]
    kept = [column for column in ("attribute", "name", "name_zh") if column in projects]
    table = projects[kept].assign(
        lift=projects["lift"] * projects["reach"], room=CEILING - driver["performance"].to_numpy()
    )
    table["lift_used"] = table[["lift", "room"]].min(axis=1)
    table["lift_cut"] = table["lift"] - table["lift_used"]
    table["value_lift"] = driver["coefficient"].to_numpy() * table["lift_used"]
    table["extra_rebookings"] = table["value_lift"] * effect
    table["gain"] = table["extra_rebookings"] * margin
    table["cost"] = projects["cost"] * THOUSAND
    table["net_gain"] = table["gain"] - table["cost"]
    table["gain_per_yuan"] = table["gain"] / table["cost"]
    return table


def _checked_effect(slope: float | Interval, margin: float, customers: int) -> float:
    per_point = slope.estimate if isinstance(slope, Interval) else slope
    check_number("margin", margin, low=0)
    return float(
        check_number("slope", per_point, low=-1, high=1) * check_number("customers", customers, low=1)
    )


def _checked_projects(drivers: pd.DataFrame, improvements: pd.DataFrame) -> pd.DataFrame:
    number_column(drivers, "performance", low=1, high=CEILING)
    number_column(drivers, "coefficient")
    require_columns(improvements, ["project", "attribute", "lift", "reach", "cost"])
    names = filled_column(improvements, "project")
    if (twice := names.duplicated()).any():
        raise DataError.at(improvements, "project", twice, "the only row of that project")
    if (unknown := ~improvements["attribute"].isin(drivers.index)).any():
        raise DataError.at(
            improvements, "attribute", unknown, f"a driver: {', '.join(map(str, drivers.index))}"
        )
    cost = number_column(improvements, "cost", low=0)
    if (free := cost == 0).any():
        raise DataError.at(improvements, "cost", free, "above 0: a gain per yuan needs a cost")
    checked = improvements.assign(
        lift=number_column(improvements, "lift", low=0),
        reach=number_column(improvements, "reach", low=0, high=1),
        cost=cost,
    )
    return checked.set_index("project")
