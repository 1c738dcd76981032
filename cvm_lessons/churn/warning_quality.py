"""How good a warning is: whether a risk of 20 % means one in five, and the leavers are at the top."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cvm_lessons.churn._checks import check_count, interval_columns, yes_or_no
from cvm_lessons.core import DataError, check_number, number_column
from cvm_lessons.measurement import Interval, bootstrap_interval

__all__ = ["brier_score", "calibration_table", "lift_table", "top_lift"]


def calibration_table(
    frame: pd.DataFrame, outcome: str, risk: str, *, bins: int = 10, level: float = 0.95
) -> pd.DataFrame:
    """Return predicted and observed shares of leavers, from the lowest risks to the highest.

    Parameters
    ----------
    frame : DataFrame
        One row per customer that the model has not learned from.
    outcome, risk : str
        Columns of 0 and 1, and of the predicted chance.
    bins : int, default 10
        Groups of about equal size; equal risks stay together.
    level : float, default 0.95
        Confidence level (Wilson's interval).

    Returns
    -------
    DataFrame
        Index `bin` from 1; columns n, predicted (mean risk), observed, low, high, and inside: whether the
        interval holds the prediction.

    Raises
    ------
    DataError
        If a value is missing or out of range.
    ParameterError
        If `bins` or the level is out of range.

    Examples
    --------
    >>> frame = pd.DataFrame({"left": [0, 0, 1, 1], "risk": [0.1, 0.1, 0.8, 0.8]})
    >>> calibration_table(frame, "left", "risk", bins=2)["observed"].tolist()
    [0.0, 1.0]
    """
    rows = _judged(frame, outcome, risk)
    rows["bin"] = _bins(rows["risk"], bins)
    table = rows.groupby("bin").agg(n=("left", "size"), predicted=("risk", "mean"), left=("left", "sum"))
    share, low, high = interval_columns(table["left"], table["n"], level)
    table = table.drop(columns="left").assign(observed=share, low=low, high=high)
    return table.assign(inside=table["predicted"].between(low, high)).set_axis(
        pd.RangeIndex(1, len(table) + 1, name="bin")
    )


def brier_score(frame: pd.DataFrame, outcome: str, risk: str, *, bins: int = 10) -> pd.Series:
    """Return the mean squared error of the risks, what it is made of, and its gain on the base rate.

    Parameters
    ----------
    frame : DataFrame
        One row per customer.
    outcome, risk : str
        Columns of 0 and 1, and of the predicted chance.
    bins : int, default 10
        Where more risks than so many occur, they are taken together in groups of about equal size for the
        parts: of a single customer no share can be seen.

    Returns
    -------
    Series
        brier; base (that of predicting the share of leavers for everybody: the uncertainty); skill (1 less
        brier over base, 0 for no gain); reliability (from groups whose mean risk is not the share that left),
        resolution (from groups that differ in it) and within (what differs in a group), so that brier = base
        + reliability - resolution + within.

    Raises
    ------
    DataError
        If a value is missing or out of range, or everybody or nobody left.
    ParameterError
        If `bins` is out of range.

    References
    ----------
    Brier (1950), Monthly Weather Review 78(1), 1-3; Murphy (1973), A new vector partition of the probability
    score, Journal of Applied Meteorology 12, 595-600; Stephenson, Coelho and Jolliffe (2008), Two extra
    components in the Brier score decomposition, Weather and Forecasting 23(4), 752-757.

    Examples
    --------
    >>> frame = pd.DataFrame({"left": [0, 0, 1, 1], "risk": [0.1, 0.1, 0.8, 0.8]})
    >>> brier_score(frame, "left", "risk").round(3).to_dict()
    {'brier': 0.025, 'base': 0.25, 'skill': 0.9, 'reliability': 0.025, 'resolution': 0.25, 'within': 0.0}
    """
    rows = _judged(frame, outcome, risk)
    share = float(rows["left"].mean())
    base = share * (1 - share)
    brier = float(((rows["risk"] - rows["left"]) ** 2).mean())
    count = check_count("bins", bins, low=1)
    by = rows["risk"] if rows["risk"].nunique() <= count else _bins(rows["risk"], count)
    groups = rows.groupby(by.to_numpy()).agg(
        size=("left", "size"), left=("left", "mean"), risk=("risk", "mean")
    )
    weight = groups["size"] / len(rows)
    reliability = float((weight * (groups["risk"] - groups["left"]) ** 2).sum())
    resolution = float((weight * (groups["left"] - share) ** 2).sum())
    parts = {
        "brier": brier,
        "base": base,
        "skill": 1 - brier / base,
        "reliability": reliability,
        "resolution": resolution,
        "within": brier - base - reliability + resolution,
    }
    return pd.Series(parts, name="score")


def lift_table(frame: pd.DataFrame, outcome: str, risk: str, *, bins: int = 10) -> pd.DataFrame:
    """Return how many leavers the highest risks hold, group by group from the top.

    Parameters
    ----------
    frame : DataFrame
        One row per customer that the model has not learned from.
    outcome, risk : str
        Columns of 0 and 1, and of the predicted risk: any number that orders the customers.
    bins : int, default 10
        Groups of equal size. Customers of equal risk at a border count on both sides by their share, so that
        chance and the order of the rows decide nothing.

    Returns
    -------
    DataFrame
        Index `bin`, 1 the highest risks; columns share (of customers, cumulative), rate (of leavers in the
        group), lift (rate over that of all), captured (share of all leavers up to here), cumulative_lift.

    Raises
    ------
    DataError
        If a value is missing or nobody left, or there are fewer customers than groups.
    ParameterError
        If `bins` is out of range.

    Examples
    --------
    >>> frame = pd.DataFrame({"left": [1, 1, 0, 0], "risk": [4, 3, 2, 1]})
    >>> lift_table(frame, "left", "risk", bins=2)["lift"].tolist()
    [2.0, 0.0]
    """
    count = check_count("bins", bins, low=1)
    rows = _ranked(frame, outcome, risk)
    if len(rows) < count:
        raise DataError(f"{len(rows)} customers cannot be parted into {count} groups.")
    ends = np.arange(1, count + 1) / count
    captured = _captured(rows["left"].to_numpy(), rows["score"].to_numpy(), ends)
    share = float(rows["left"].mean())
    rate = np.diff(captured, prepend=0.0) * count * share
    table = {
        "share": ends,
        "rate": rate,
        "lift": rate / share,
        "captured": captured,
        "cumulative_lift": captured / ends,
    }
    return pd.DataFrame(table, index=pd.RangeIndex(1, count + 1, name="bin"))


def top_lift(
    frame: pd.DataFrame,
    outcome: str,
    risk: str,
    *,
    share: float = 0.1,
    level: float = 0.95,
    n_boot: int = 300,
    rng: np.random.Generator | int = 0,
) -> Interval:
    """Return the lift of the highest risks: the rate of leavers there over that of all customers.

    Parameters
    ----------
    frame : DataFrame
        One row per customer that the model has not learned from.
    outcome, risk : str
        Columns of 0 and 1, and of the predicted risk.
    share : float, default 0.1
        Share of the customers that is looked at; the lift is at most 1 over it.
    level : float, default 0.95
        Confidence level (bootstrap of the customers).
    n_boot : int, default 300
        Resamples.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    Interval
        1 is what chance brings.

    Raises
    ------
    DataError
        If a value is missing or nobody left.
    ParameterError
        If an argument is out of range.

    References
    ----------
    Lemmens and Croux (2006), Bagging and boosting classification trees to predict churn, Journal of Marketing
    Research 43(2), 276-286.
    """
    part = check_number("share", share, low=1e-6, high=1)
    rows = _ranked(frame, outcome, risk)

    def lift(sample: pd.DataFrame) -> float:
        left, score = sample["left"].to_numpy(), sample["score"].to_numpy()
        # A resample without a leaver says nothing: it counts as no better than chance.
        return float(_captured(left, score, np.array([part]))[0] / part) if left.any() else 1.0

    return bootstrap_interval(rows, lift, n_boot=n_boot, level=level, rng=rng)


def _bins(risk: pd.Series, bins: int) -> pd.Series:
    """Return the group of each risk, from 1 for the lowest; equal risks stay together."""
    count = check_count("bins", bins, low=1)
    return np.ceil(risk.rank(method="average", pct=True) * count).clip(1, count).astype(int)


def _judged(frame: pd.DataFrame, outcome: str, risk: str) -> pd.DataFrame:
    rows = pd.DataFrame(
        {"left": yes_or_no(frame, outcome), "risk": number_column(frame, risk, low=0, high=1)}
    )
    if rows["left"].nunique() < 2:
        raise DataError(f"column {outcome!r} is {rows['left'].iloc[0]:.0f} in every row: no base rate.")
    return rows


def _ranked(frame: pd.DataFrame, outcome: str, risk: str) -> pd.DataFrame:
    rows = pd.DataFrame({"left": yes_or_no(frame, outcome), "score": number_column(frame, risk)})
    if not rows["left"].any():
        raise DataError(f"column {outcome!r} is never 1: nobody left, and there is no lift.")
    return rows


def _captured(left: np.ndarray, score: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return the share of all leavers among the top shares, straight between borders of equal scores."""
    order = np.argsort(-score, kind="stable")
    last = np.append(np.flatnonzero(np.diff(score[order])), len(order) - 1)
    x = np.append(0.0, (last + 1) / len(order))
    y = np.append(0.0, np.cumsum(left[order])[last] / left.sum())
    shares: np.ndarray = np.interp(ends, x, y)
    return shares
