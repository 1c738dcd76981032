"""The same project at several shows: like gains of satisfaction, unlike gains of money."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cvm_lessons.core import DataError, filled_column, require_columns
from cvm_lessons.measurement import fit_linear
from cvm_lessons.satisfaction.raising import raising_gains, yuan_per_point

__all__ = ["attribute_drivers", "raising_by_show"]

ATTRIBUTES = ("visitors", "sales", "information", "relationship", "image", "motivation", "service", "price")


def attribute_drivers(
    answers: pd.DataFrame, attributes: Sequence[str] = ATTRIBUTES, *, outcome: str = "sat_overall"
) -> pd.DataFrame:
    """Return the mean rating of each attribute and its slope on satisfaction, the others held fixed.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, with perf_ columns.
    attributes : sequence of str
        Endings of the columns; those of exhibitors by default.
    outcome : str, default "sat_overall"
        Column of satisfaction.

    Returns
    -------
    DataFrame
        Index `attribute`; columns performance and coefficient.

    Raises
    ------
    DataError
        If a value is missing or the regression is impossible.

    Examples
    --------
    >>> answers = pd.DataFrame({"perf_service": [5, 6, 8, 9], "sat_overall": [4, 6, 6, 8]})
    >>> attribute_drivers(answers, ["service"]).loc["service"].round(2).to_dict()
    {'performance': 7.0, 'coefficient': 0.8}
    """
    columns = [f"perf_{name}" for name in attributes]
    fit = fit_linear(answers, outcome, columns)
    return pd.DataFrame(
        {
            "performance": answers[columns].mean().to_numpy(),
            "coefficient": fit.coefficients[columns].to_numpy(),
        },
        index=pd.Index(attributes, name="attribute"),
    )


def raising_by_show(
    exhibitors: pd.DataFrame,
    project: pd.DataFrame,
    customers: Mapping[str, int] | pd.Series,
    *,
    margin_rate: float,
    by: str = "sector",
    loyalty: str = "share_of_budget",
    outcome: str = "sat_overall",
) -> pd.DataFrame:
    """Return what one project adds and brings at each show, from the answers of that show.

    The yuan per point of the budget come from the show's last year, the slopes from all its years.

    Parameters
    ----------
    exhibitors : DataFrame
        One row per answer, with year, spend, perf_ columns, satisfaction and loyalty.
    project : DataFrame
        One row, as `raising_gains` takes it.
    customers : mapping or Series
        Exhibitors of each show.
    margin_rate : float
        Contribution per yuan of spend, from 0 to 1.
    by : str, default "sector"
        Column of the show.
    loyalty, outcome : str
        Columns of the share of budget (per cent) and of satisfaction.

    Returns
    -------
    DataFrame
        Index the shows; columns index_points, slope (points of the share per point of satisfaction), point
        (yuan per point of a customer's budget), gain, cost and net_gain (yuan); highest net gain first.

    Raises
    ------
    DataError
        If `project` has not one row, a show has no number of customers, or a column is not as needed.
    ParameterError
        If the rate is out of range.
    """
    if len(project) != 1:
        raise DataError(f"project has {len(project)} rows: keep the one whose shows are compared.")
    require_columns(exhibitors, [by, "year", loyalty, outcome])
    rows = {}
    for show, part in exhibitors.groupby(filled_column(exhibitors, by), observed=True):
        if show not in customers:
            raise DataError(
                f"{by} {show} has no number of customers; there are {', '.join(customers.keys())}."
            )
        slope = float(fit_linear(part, loyalty, [outcome]).coefficients[outcome])
        latest = part[part["year"] == part["year"].max()]
        point = yuan_per_point(latest, margin_rate=margin_rate, share=loyalty)
        drivers = attribute_drivers(part, outcome=outcome)
        gains = raising_gains(drivers, project, slope=slope, point=point, customers=int(customers[show]))
        rows[show] = {
            "slope": slope,
            "point": point,
            **gains.iloc[0][["index_points", "gain", "cost", "net_gain"]],
        }
    columns = ["index_points", "slope", "point", "gain", "cost", "net_gain"]
    table = pd.DataFrame.from_dict(rows, orient="index")[columns].astype(float)
    return table.rename_axis(by).sort_values("net_gain", ascending=False)
