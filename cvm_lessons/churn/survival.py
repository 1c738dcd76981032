"""Survival curves of customers who have not all left yet: Kaplan-Meier and what is read from it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cvm_lessons.churn._checks import normal_quantile
from cvm_lessons.churn._risk_sets import survival_function, survival_times
from cvm_lessons.core import (
    DataError,
    ParameterError,
    check_number,
    filled_column,
    number_columns,
    require_columns,
)
from cvm_lessons.measurement import Interval

__all__ = ["kaplan_meier", "restricted_mean_lifetime", "survival_quantile"]


def kaplan_meier(
    frame: pd.DataFrame,
    duration: str,
    event: str,
    *,
    entry: str | None = None,
    by: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the share still there at each time at which somebody left, and at the last time seen.

    Parameters
    ----------
    frame : DataFrame
        One row per customer.
    duration, event : str
        Columns of the time with us so far, and of 0 and 1 for having left at its end: who has not left is
        not left out, and not taken for a leaver.
    entry : str, optional
        Column of the time at which the customer came under observation: customers who left before the table
        opens are not in it, and those who stayed may count from then on only. Where hardly anybody is at
        risk early on, one who leaves then brings the curve down to 0 for good: look at `at_risk`.
    by : str, optional
        Column of a group, for a curve each.
    level : float, default 0.95
        Confidence level: Greenwood's error on the scale log(-log), which keeps the ends between 0 and 1.

    Returns
    -------
    DataFrame
        Index `time` (or `by` and `time`), from 0; columns at_risk, events, survival, standard_error, low,
        high (missing where the curve has reached 0).

    Raises
    ------
    DataError
        If a column or value is missing or out of range, a customer enters after leaving, or nobody left.
    ParameterError
        If the level is out of range.

    References
    ----------
    Kaplan and Meier (1958), Journal of the American Statistical Association 53(282), 457-481; Kalbfleisch and
    Prentice (2002), The Statistical Analysis of Failure Time Data, section 1.4.

    Examples
    --------
    >>> customers = pd.DataFrame({"months": [2, 3, 3, 5, 8], "left": [1, 1, 0, 1, 0]})
    >>> kaplan_meier(customers, "months", "left")["survival"].round(2).to_dict()
    {0.0: 1.0, 2.0: 0.8, 3.0: 0.6, 5.0: 0.3, 8.0: 0.3}
    """
    times = survival_times(frame, duration, event, entry)
    if by is None:
        return _curve(times, level)
    groups = filled_column(frame, by)
    curves = {}
    for name, part in times.groupby(groups, observed=True):
        try:
            curves[name] = _curve(part, level)
        except DataError as fault:
            raise DataError(f"{by} {name}: {fault}") from fault
    return pd.concat(curves, names=[by])


def survival_quantile(curve: pd.DataFrame, left: float = 0.5, *, level: float = 0.95) -> Interval:
    """Return the time by which a share of the customers has left: the median lifetime at one half.

    Parameters
    ----------
    curve : DataFrame
        What `kaplan_meier` returns for one group.
    left : float, default 0.5
        Share that has left.
    level : float, default 0.95
        Confidence level with which the curve was computed; the result names it.

    Returns
    -------
    Interval
        Times; infinite where the curve, or an end of its interval, has not come so far down.

    Raises
    ------
    DataError
        If the frame is no curve of one group.
    ParameterError
        If `left` or the level is not between 0 and 1.

    References
    ----------
    Brookmeyer and Crowley (1982), A confidence interval for the median survival time, Biometrics 38, 29-41.

    Examples
    --------
    >>> customers = pd.DataFrame({"months": [2, 3, 3, 5, 8], "left": [1, 1, 0, 1, 0]})
    >>> survival_quantile(kaplan_meier(customers, "months", "left")).estimate
    5.0
    """
    normal_quantile(level)  # refuses a level that is none
    down_to = 1 - check_number("left", left, low=0.0001, high=0.9999)
    table = _one_curve(curve)

    def reached(values: pd.Series) -> float:
        below = values.index[values <= down_to + 1e-12]
        return float(below[0]) if len(below) else float("inf")

    # Where the curve has come down to 0 its band has no lower end: nothing is below 0.
    bands = table.assign(low=table["low"].where(table["survival"] > 0, 0.0))
    ends = (reached(bands[name]) for name in ("survival", "low", "high"))
    return Interval(*ends, n=int(table["at_risk"].max()), level=level)


def restricted_mean_lifetime(curve: pd.DataFrame, until: float, *, level: float = 0.95) -> Interval:
    """Return the mean time with us up to a horizon: the area under the curve.

    The mean of the durations seen so far is too short, because most of them go on; the mean over the whole
    future needs a model. The area up to a horizon within the data needs neither.

    Parameters
    ----------
    curve : DataFrame
        What `kaplan_meier` returns for one group.
    until : float
        Horizon.
    level : float, default 0.95
        Confidence level (normal, with Greenwood's error).

    Returns
    -------
    Interval
        In the unit of the times.

    Raises
    ------
    DataError
        If the frame is no curve of one group.
    ParameterError
        If the horizon is not above 0 or beyond the last time seen, or the level is out of range.

    References
    ----------
    Royston and Parmar (2013), Restricted mean survival time, BMC Medical Research Methodology 13, 152.

    Examples
    --------
    >>> customers = pd.DataFrame({"months": [2, 3, 3, 5, 8], "left": [1, 1, 0, 1, 0]})
    >>> restricted_mean_lifetime(kaplan_meier(customers, "months", "left"), 5).estimate
    4.0
    """
    end = check_number("until", until, low=1e-12)
    z = normal_quantile(level)
    table = _one_curve(curve)
    last = float(table.index[-1])
    if end > last and table["survival"].iloc[-1] > 0:
        raise ParameterError(f"until={until!r} is beyond {last:g}, the last time seen.")
    table = table[table.index < end]
    starts = table.index.to_numpy(dtype=float)
    pieces = table["survival"].to_numpy() * np.diff(np.append(starts, end))
    beyond = np.cumsum(pieces[::-1])[::-1]  # area from each time on
    at_risk, events = (table[name].to_numpy(dtype=float) for name in ("at_risk", "events"))
    stays = at_risk - events
    terms = np.where(stays > 0, events / np.where(stays > 0, at_risk * stays, 1.0), 0.0)
    half = z * float(np.sqrt((beyond**2 * terms).sum()))
    area = float(pieces.sum())
    return Interval(area, area - half, area + half, int(at_risk.max()), level)


def _curve(times: pd.DataFrame, level: float) -> pd.DataFrame:
    z = normal_quantile(level)
    if not times["event"].any():
        raise DataError("nobody left: there is no curve to estimate.")
    fit = survival_function(times)
    survival, error = fit.surv_prob, fit.surv_prob_se
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = z * error / (survival * np.log(survival))
        low, high = survival ** np.exp(-spread), survival ** np.exp(spread)
    table = pd.DataFrame(
        {
            "at_risk": fit.n_risk,
            "events": fit.n_events,
            "survival": survival,
            "standard_error": error,
            "low": np.where(survival > 0, low, np.nan),
            "high": np.where(survival > 0, high, np.nan),
        },
        index=pd.Index(fit.surv_times.astype(float), name="time"),
    )
    there = int((times["entry"] == 0).sum())
    first = pd.DataFrame(
        {"at_risk": there, "events": 0, "survival": 1.0, "standard_error": 0.0, "low": 1.0, "high": 1.0},
        index=pd.Index([0.0], name="time"),
    )
    parts = [first, table[table["events"] > 0]]
    if (end := float(times["time"].max())) > parts[1].index[-1]:
        # The last time seen, too: up to it, and no further, the curve is known.
        last = parts[1].iloc[[-1]].assign(at_risk=int((times["time"] == end).sum()), events=0)
        parts.append(last.set_axis([end]))
    table = pd.concat(parts).rename_axis("time")
    return table.astype({"at_risk": int, "events": int})


def _one_curve(curve: pd.DataFrame) -> pd.DataFrame:
    number_columns(curve, ["at_risk", "events", "survival"])
    require_columns(curve, ["low", "high"])
    if curve.index.nlevels > 1 or not curve.index.is_monotonic_increasing:
        raise DataError("this is not the curve of one group: choose one, as in curve.loc['name'].")
    return curve
