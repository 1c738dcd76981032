"""Does the choice of the satisfaction metric matter? Ranks of groups, and what goes with an outcome."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, filled_column, number_column
from cvm_lessons.satisfaction._checks import normal_quantile, whole_column
from cvm_lessons.satisfaction.csat import HIGH, LOW

__all__ = ["compare_metrics", "metric_correlations"]


def compare_metrics(
    answers: pd.DataFrame, by: str, column: str = "sat_overall", *, low: int = LOW, high: int = HIGH
) -> pd.DataFrame:
    """Return the groups' values of each metric and their ranks, to see whether the list depends on it.

    Parameters
    ----------
    answers : DataFrame
        One row per answer.
    by : str
        Column of the group.
    column : str, default "sat_overall"
        Whole points.
    low, high : int
        Ends of the scale.

    Returns
    -------
    DataFrame
        Index the groups; columns mean, score, top_box, bottom_box, and rank_mean, rank_top_box,
        rank_bottom_box: 1 for the best group (fewest dissatisfied in the last).

    Raises
    ------
    DataError
        If a column is missing, an answer is off the scale, or a group has one answer only.

    Examples
    --------
    >>> answers = pd.DataFrame({"hall": list("AAAABBBB"), "sat_overall": [8, 8, 8, 8, 10, 10, 9, 2]})
    >>> compare_metrics(answers, "hall")[["rank_mean", "rank_top_box"]].to_dict("index")
    {'A': {'rank_mean': 1, 'rank_top_box': 2}, 'B': {'rank_mean': 2, 'rank_top_box': 1}}
    """
    groups = filled_column(answers, by)
    rows = {}
    for group, part in answers.groupby(groups, observed=True):
        values = whole_column(part, column, low, high)
        if len(values) < 2:
            raise DataError(f"{by} {group}: one answer; two or more are needed to compare groups.")
        top, bottom = float((values > high - 2).mean()), float((values < low + 4).mean())
        mean = float(values.mean())
        rows[group] = (mean, 100 * (mean - low) / (high - low), top, bottom)
    columns = ["mean", "score", "top_box", "bottom_box"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis(by)
    ranks = {
        f"rank_{name}": table[name].rank(ascending=name == "bottom_box", method="min").astype(int)
        for name in ("mean", "top_box", "bottom_box")
    }
    return table.assign(**ranks)


def metric_correlations(
    answers: pd.DataFrame,
    outcome: str,
    metrics: Mapping[str, pd.Series] | Sequence[str],
    *,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return how closely each metric goes with an outcome: none of them is the one number by decree.

    Parameters
    ----------
    answers : DataFrame
        One row per customer; five or more.
    outcome : str
        What should follow from satisfaction, as a number or 0 and 1.
    metrics : sequence of str, or mapping of str to Series
        Columns, or named series with the index of `answers`, such as a top-box indicator.
    level : float, default 0.95
        Confidence level of the intervals (Fisher's z).

    Returns
    -------
    DataFrame
        Index `metric`; columns estimate (correlation), low, high, n; strongest first.

    Raises
    ------
    DataError
        If a value is missing or no number, a column does not vary, or there are too few rows.
    ParameterError
        If the level is out of range.

    References
    ----------
    Keiningham and others (2007), Journal of Marketing 71(3), 39-51; de Haan, Verhoef and Wiesel (2015),
    International Journal of Research in Marketing 32(2), 195-206.

    Examples
    --------
    >>> answers = pd.DataFrame({"sat": [1, 2, 3, 4, 5, 6], "stay": [0, 0, 1, 0, 1, 1]})
    >>> metric_correlations(answers, "stay", ["sat"])["estimate"].round(2).to_dict()
    {'sat': 0.68}
    """
    y = number_column(answers, outcome)
    if len(y) < 5:
        raise DataError(f"{len(y)} rows: a correlation with an interval needs five or more.")
    named = metrics if isinstance(metrics, Mapping) else {name: answers.get(name) for name in metrics}
    half, rows = normal_quantile(level) / math.sqrt(len(y) - 3), {}
    for name, values in named.items():
        x = number_column(answers if values is None else answers.assign(**{name: values}), name)
        if x.nunique() < 2 or y.nunique() < 2:
            flat = name if x.nunique() < 2 else outcome
            raise DataError(f"column {flat!r} holds one value: it must vary to go with anything.")
        r = float(np.clip(np.corrcoef(x, y)[0, 1], -1, 1))
        z = math.atanh(r) if abs(r) < 1 else math.copysign(math.inf, r)
        rows[name] = (r, math.tanh(z - half), math.tanh(z + half), len(y))
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["estimate", "low", "high", "n"])
    return table.rename_axis("metric").sort_values("estimate", key=lambda r: -r.abs(), kind="stable")
