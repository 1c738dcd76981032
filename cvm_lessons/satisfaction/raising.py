"""What raising satisfaction is worth: a project in points of the index, in share of the budget, in yuan."""

from collections.abc import Sequence

import pandas as pd

from cvm_lessons.core import DataError, check_number, filled_column, number_column, require_columns, translate
from cvm_lessons.satisfaction.csat import HIGH, LOW

__all__ = ["raising_gains", "raising_sensitivity", "yuan_per_point"]

THOUSAND = 1000  # projects count their cost in thousand yuan
PER_CENT = 100


def raising_gains(
    drivers: pd.DataFrame,
    projects: pd.DataFrame,
    *,
    slope: float,
    point: float,
    customers: int,
) -> pd.DataFrame:
    """Return what each project adds to satisfaction and what that brings.

    satisfaction = coefficient × lift × reach, in points; gain = satisfaction × slope × point × customers.

    Parameters
    ----------
    drivers : DataFrame
        Index `attribute`; columns performance (mean, 1-10) and coefficient (satisfaction per point).
    projects : DataFrame
        One row per project: project, attribute, lift (points of the rating of those it reaches), reach
        (share of customers), cost (thousand yuan an edition); name and name_zh are kept.
    slope : float
        Points of the share of budget per point of satisfaction.
    point : float
        Yuan of margin that one point of a customer's budget brings.
    customers : int
        How many customers the show has.

    Returns
    -------
    DataFrame
        Index `project`; columns attribute, name and name_zh if given, lift (of the mean; the room up to 10 at
        most), satisfaction (points of 1-10), index_points (of 0-100), budget_share (points), and in yuan
        gain, cost and net_gain.

    Raises
    ------
    DataError
        If a column is missing, a number is missing or out of range, or an attribute is not among the drivers.
    ParameterError
        If an input is out of range.

    Examples
    --------
    >>> drivers = pd.DataFrame({"performance": [7.0], "coefficient": [0.2]}, index=["service"])
    >>> desk = {"project": ["desk"], "attribute": ["service"], "lift": [1.0], "reach": [0.5], "cost": [20]}
    >>> gains = raising_gains(drivers, pd.DataFrame(desk), slope=4, point=700, customers=200)
    >>> gains.loc["desk", ["satisfaction", "budget_share", "gain", "net_gain"]].round(2).tolist()
    [0.1, 0.4, 56000.0, 36000.0]
    """
    per_point = check_number("slope", slope) * check_number("point", point, low=0)
    people = check_number("customers", customers, low=1)
    require_columns(projects, ["project", "attribute", "lift", "reach", "cost"])
    number_column(drivers, "coefficient")
    room = HIGH - number_column(drivers, "performance", low=LOW, high=HIGH)
    if (unknown := ~projects["attribute"].isin(drivers.index)).any():
        known = ", ".join(map(str, drivers.index))
        raise DataError.at(projects, "attribute", unknown, f"a driver: {known}")
    lift = number_column(projects, "lift", low=0) * number_column(projects, "reach", low=0, high=1)
    kept = [column for column in ("attribute", "name", "name_zh") if column in projects]
    table = projects[kept].assign(lift=lift.clip(upper=room.loc[projects["attribute"]].to_numpy()))
    table["satisfaction"] = table["lift"] * drivers.loc[projects["attribute"], "coefficient"].to_numpy()
    table["index_points"] = PER_CENT * table["satisfaction"] / (HIGH - LOW)
    table["budget_share"] = table["satisfaction"] * slope
    table["gain"] = table["satisfaction"] * per_point * people
    table["cost"] = THOUSAND * number_column(projects, "cost", low=0)
    table["net_gain"] = table["gain"] - table["cost"]
    return table.set_axis(pd.Index(filled_column(projects, "project"), name="project"))


def raising_sensitivity(
    drivers: pd.DataFrame,
    projects: pd.DataFrame,
    project: str,
    *,
    coefficients: Sequence[float],
    points: Sequence[float],
    slope: float,
    customers: int,
) -> pd.DataFrame:
    """Return the net gain of one project for every pair of driver coefficient and yuan per point of budget.

    Parameters
    ----------
    drivers, projects : DataFrame
        As for `raising_gains`.
    project : str
        Which project.
    coefficients : sequence of float
        Points of satisfaction per point of the project's attribute.
    points : sequence of float
        Yuan of margin that one point of a customer's budget brings.
    slope : float
        Points of the share of budget per point of satisfaction.
    customers : int
        How many customers the show has.

    Returns
    -------
    DataFrame
        Net gain in yuan; a row per value of `points` (index `yuan per point`), a column per coefficient.

    Raises
    ------
    DataError
        If there is no such project, or the tables are not as `raising_gains` needs them.
    ParameterError
        If an input is out of range.

    Examples
    --------
    >>> drivers = pd.DataFrame({"performance": [7.0], "coefficient": [0.2]}, index=["service"])
    >>> desk = {"project": ["desk"], "attribute": ["service"], "lift": [1.0], "reach": [0.5], "cost": [20]}
    >>> pairs = {"coefficients": [0.1, 0.2], "points": [700], "slope": 4, "customers": 200}
    >>> raising_sensitivity(drivers, pd.DataFrame(desk), "desk", **pairs).round().values
    array([[ 8000., 36000.]])
    """
    rows = projects[filled_column(projects, "project") == project]
    if rows.empty:
        known = ", ".join(map(str, projects["project"]))
        raise DataError(f"there is no project {project!r}; there are {known}.")

    def net(coefficient: float, point: float) -> float:
        supposed = drivers.assign(coefficient=coefficient)
        gains = raising_gains(supposed, rows, slope=slope, point=point, customers=customers)
        return float(gains["net_gain"].iloc[0])

    names = [translate("slope {number}", number=f"{number:.2f}") for number in coefficients]
    table = [[net(coefficient, point) for coefficient in coefficients] for point in points]
    return pd.DataFrame(table, index=pd.Index(points, name="yuan per point"), columns=names)


def yuan_per_point(
    customers: pd.DataFrame, *, margin_rate: float, spend: str = "spend", share: str = "share_of_budget"
) -> float:
    """Return the margin that one point of a customer's budget brings, on average.

    margin rate × mean spend / mean share: the ratio of the means, because the mean of the single ratios is
    ruled by the few customers with a share near 0. It takes the budget as given and the next yuan of it as
    earning like the last.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    margin_rate : float
        Contribution per yuan of spend, from 0 to 1.
    spend : str, default "spend"
        Column of what the customer spends with the firm, in yuan.
    share : str, default "share_of_budget"
        Column of the firm's share of the customer's budget, in per cent.

    Returns
    -------
    float
        Yuan.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or is out of range, or no customer gives a share.
    ParameterError
        If the rate is out of range.

    Examples
    --------
    >>> customers = pd.DataFrame({"spend": [40_000, 80_000], "share_of_budget": [20, 60]})
    >>> yuan_per_point(customers, margin_rate=0.4)
    600.0
    """
    rate = check_number("margin_rate", margin_rate, low=0, high=1)
    given = number_column(customers, share, low=0, high=PER_CENT).mean()
    if given == 0:
        raise DataError(f"column {share!r} is 0 throughout: no budget follows from it.")
    return float(rate * number_column(customers, spend, low=0).mean() / given)
