"""Customer satisfaction scores of one question: mean, 0-100, top box, bottom box."""

import pandas as pd

from cvm_lessons.core import ParameterError, check_number
from cvm_lessons.measurement import Interval, mean_interval, share_interval
from cvm_lessons.satisfaction._checks import check_whole, whole_column

__all__ = ["bottom_box", "csat_metrics", "rescale_0_100", "top_box"]

LOW, HIGH = 1, 10  # ends of the workbook's satisfaction questions


def top_box(
    answers: pd.DataFrame,
    column: str = "sat_overall",
    k: int = 2,
    *,
    low: int = LOW,
    high: int = HIGH,
    level: float = 0.95,
) -> Interval:
    """Return the share of answers in the top `k` points of the scale, with Wilson's interval.

    Parameters
    ----------
    answers : DataFrame
        One row per answer.
    column : str, default "sat_overall"
        Whole points.
    k : int, default 2
        How many points of the scale count as satisfied.
    low, high : int
        Ends of the scale.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    Interval
        A share from 0 to 1.

    Raises
    ------
    DataError
        If the column is missing or an answer is missing or off the scale.
    ParameterError
        If `k` reaches the whole scale, or the level is out of range.

    Examples
    --------
    >>> top_box(pd.DataFrame({"sat_overall": [10, 9, 8, 8, 7, 3, 9, 10]})).estimate
    0.5
    """
    values = whole_column(answers, column, low, high)
    check_whole("k", k, low=1, high=high - low)
    return share_interval(int((values > high - k).sum()), len(values), level=level)


def bottom_box(
    answers: pd.DataFrame,
    column: str = "sat_overall",
    k: int = 4,
    *,
    low: int = LOW,
    high: int = HIGH,
    level: float = 0.95,
) -> Interval:
    """Return the share of answers in the lowest `k` points of the scale: the tail that a mean hides.

    Parameters
    ----------
    answers : DataFrame
        One row per answer.
    column : str, default "sat_overall"
        Whole points.
    k : int, default 4
        How many points of the scale count as dissatisfied.
    low, high : int
        Ends of the scale.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    Interval
        A share from 0 to 1.

    Raises
    ------
    DataError
        If the column is missing or an answer is missing or off the scale.
    ParameterError
        If `k` reaches the whole scale, or the level is out of range.

    Examples
    --------
    >>> bottom_box(pd.DataFrame({"sat_overall": [10, 9, 8, 8, 7, 3, 9, 10]})).estimate
    0.125
    """
    values = whole_column(answers, column, low, high)
    check_whole("k", k, low=1, high=high - low)
    return share_interval(int((values < low + k).sum()), len(values), level=level)


def rescale_0_100(score: float, *, low: float = LOW, high: float = HIGH) -> float:
    """Return a score of one scale on 0 to 100.

    Parameters
    ----------
    score : float
        From `low` to `high`.
    low, high : float
        Ends of its scale.

    Returns
    -------
    float
        0 for the low end, 100 for the high end. Dividing by `high` instead would make the worst
        answer on 1-10 a 10.

    Raises
    ------
    ParameterError
        If the scale has no length or the score is off it.

    Examples
    --------
    >>> rescale_0_100(7.75)
    75.0
    """
    if not check_number("low", low) < check_number("high", high):
        raise ParameterError(f"low={low:g} is not below high={high:g}.")
    return float(100 * (check_number("score", score, low=low, high=high) - low) / (high - low))


def csat_metrics(
    answers: pd.DataFrame,
    column: str = "sat_overall",
    *,
    low: int = LOW,
    high: int = HIGH,
    top: int = 2,
    bottom: int = 4,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the usual metrics of one question side by side, with their intervals.

    Parameters
    ----------
    answers : DataFrame
        One row per answer; two or more.
    column : str, default "sat_overall"
        Whole points.
    low, high : int
        Ends of the scale.
    top, bottom : int
        Points that count as satisfied and as dissatisfied.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `metric`: mean (points), score (0-100), top_box and bottom_box (shares); columns estimate,
        low, high, n.

    Raises
    ------
    DataError
        If the column is missing or an answer is missing or off the scale.
    ParameterError
        If a count of points or the level is out of range.

    Examples
    --------
    >>> answers = pd.DataFrame({"sat_overall": [10, 9, 8, 8, 7, 3, 9, 10]})
    >>> csat_metrics(answers)["estimate"].round(2).to_dict()
    {'mean': 8.0, 'score': 77.78, 'top_box': 0.5, 'bottom_box': 0.12}
    """
    whole_column(answers, column, low, high)
    mean = mean_interval(answers, column, level=level)
    ends = [100 * (end - low) / (high - low) for end in (mean.estimate, mean.low, mean.high)]
    rows = {
        "mean": mean,
        "score": Interval(*ends, mean.n, level),
        "top_box": top_box(answers, column, top, low=low, high=high, level=level),
        "bottom_box": bottom_box(answers, column, bottom, low=low, high=high, level=level),
    }
    table = pd.concat([interval.to_frame() for interval in rows.values()], ignore_index=True)
    return table.set_axis(pd.Index(rows, name="metric"))[["estimate", "low", "high", "n"]]
