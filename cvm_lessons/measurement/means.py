"""Intervals in closed form: a mean, a share, the difference of two means."""

import math

import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, filled_column, number_column, yes_or_no_column
from cvm_lessons.measurement._checks import check_count, check_level
from cvm_lessons.measurement.intervals import Interval

__all__ = ["clustered_share", "difference_interval", "mean_interval", "share_interval"]


def mean_interval(frame: pd.DataFrame, column: str, *, level: float = 0.95) -> Interval:
    """Return the mean of a column with its t interval.

    Parameters
    ----------
    frame : DataFrame
        One row an observation; two or more.
    column : str
        Numbers, none missing.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    Interval
        In the unit of the column.

    Raises
    ------
    DataError
        If a value is missing or no number, or there is only one row.
    ParameterError
        If `level` is out of range.

    Examples
    --------
    >>> mean_interval(pd.DataFrame({"score": [6, 8, 8, 10]}), "score")
    8.0 [5.4, 10.6]
    """
    values = number_column(frame, column)
    if len(values) < 2:
        raise DataError(f"column {column!r} has one row: a spread needs two or more.")
    half = _quantile(level, len(values) - 1) * math.sqrt(values.var() / len(values))
    return Interval(
        float(values.mean()), float(values.mean() - half), float(values.mean() + half), len(values), level
    )


def share_interval(successes: int, n: int, *, level: float = 0.95) -> Interval:
    """Return a share with Wilson's interval, which stays within 0 and 1.

    Parameters
    ----------
    successes : int
        How many had it, from 0 to `n`.
    n : int
        How many there were, 1 or more.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    Interval
        As a share from 0 to 1.

    Raises
    ------
    ParameterError
        If a count or the level is out of range.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22(158), 209-212.

    Examples
    --------
    >>> share_interval(81, 263)
    0.308 [0.255, 0.366]
    """
    check_count("n", n, low=1)
    share = check_count("successes", successes, low=0, high=n) / n
    low, high = _wilson_ends(share, n, level)
    return Interval(share, low, high, int(n), level)


def clustered_share(
    frame: pd.DataFrame, hit: str, cluster: str = "customer_id", *, level: float = 0.95
) -> Interval:
    """Return the share of rows with a hit, with Wilson's interval at the effective number of rows.

    Rows of one customer are alike: the variance of the share over customers, divided by that of independent
    rows, says how many independent rows they are worth; never more than there are.

    Parameters
    ----------
    frame : DataFrame
        One row an observation; a customer may have several.
    hit : str
        Column of 0 and 1, or of false and true.
    cluster : str, default "customer_id"
        Column that says which rows belong together.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    Interval
        As a share from 0 to 1; its `n` counts clusters.

    Raises
    ------
    DataError
        If a column or value is missing, or a hit is neither 0 nor 1.
    ParameterError
        If `level` is out of range.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22(158), 209-212; Rao and Scott (1992),
    Biometrics 48(2), 577-585, for the effective number.

    Examples
    --------
    >>> visits = pd.DataFrame({"customer_id": list("AABB"), "bought": [1, 1, 0, 0]})
    >>> clustered_share(visits, "bought")
    0.50 [0.05, 0.95]
    """
    hits, clusters = yes_or_no_column(frame, hit), filled_column(frame, cluster)
    n, share = len(hits), float(hits.mean())
    sums = (hits - share).groupby(clusters.to_numpy()).sum().to_numpy()
    groups = len(sums)
    effective = float(n)
    if groups > 1 and 0.0 < share < 1.0:
        variance = groups / (groups - 1) * float(sums @ sums) / n**2
        if variance > 0:  # else each cluster has the share of all
            effective = min(effective, share * (1 - share) / variance)
    low, high = _wilson_ends(share, effective, level)
    return Interval(share, low, high, groups, level)


def difference_interval(frame: pd.DataFrame, column: str, group: str, *, level: float = 0.95) -> Interval:
    """Return the mean of group 1 less the mean of group 0, with Welch's t interval.

    Parameters
    ----------
    frame : DataFrame
        One row an observation.
    column : str
        The numbers to compare.
    group : str
        Column of 0 and 1, two or more rows of each.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    Interval
        In the unit of the column.

    Raises
    ------
    DataError
        If a value is missing, `group` holds anything but 0 and 1, or a group has fewer than two rows.
    ParameterError
        If `level` is out of range.

    References
    ----------
    Welch (1947), Biometrika 34(1/2), 28-35.

    Examples
    --------
    >>> answers = pd.DataFrame({"joined": [0, 0, 0, 1, 1, 1], "value": [5, 6, 7, 7, 8, 9]})
    >>> difference_interval(answers, "value", "joined")
    2.0 [-0.3, 4.3]
    """
    values = number_column(frame, column)
    side = filled_column(frame, group)
    if (bad := ~side.isin([0, 1])).any():
        raise DataError.at(frame, group, bad, "0 or 1")
    sides = [values[side == code] for code in (0, 1)]
    for code, part in enumerate(sides):
        if len(part) < 2:
            raise DataError(f"column {group!r} is {code} in {len(part)} rows: each group needs two or more.")
    difference = float(sides[1].mean() - sides[0].mean())
    errors = [float(part.var()) / len(part) for part in sides]
    if sum(errors) == 0:
        raise DataError(
            f"column {column!r} does not vary within the groups of {group!r}: no interval follows."
        )
    df = sum(errors) ** 2 / sum(error**2 / (len(part) - 1) for error, part in zip(errors, sides, strict=True))
    half = _quantile(level, df) * math.sqrt(sum(errors))
    return Interval(difference, difference - half, difference + half, len(values), level)


def _wilson_ends(share: float, n: float, level: float) -> tuple[float, float]:
    z = _quantile(level, math.inf)
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    # The formula gives 0 and 1 here; rounding would miss them by the sixteenth figure.
    low = 0.0 if share == 0 else centre - half
    high = 1.0 if share == 1 else centre + half
    return low, high


def _quantile(level: float, df: float) -> float:
    return float(stats.t.ppf((1 + check_level(level)) / 2, df))
