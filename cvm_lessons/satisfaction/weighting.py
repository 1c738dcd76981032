"""Weights that give a sample the margins of its population, and what they cost in precision."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, ParameterError, check_number, filled_column, number_column
from cvm_lessons.measurement import Interval
from cvm_lessons.satisfaction._checks import check_level

__all__ = ["design_effect", "rake", "weighted_mean"]

MOST_ROUNDS = 200  # raking settles in ten to thirty rounds unless margins contradict each other
TOLERANCE = 1e-9


def rake(
    sample: pd.DataFrame,
    margins: Mapping[str, Mapping[object, float]],
    *,
    most: float | None = None,
) -> pd.Series:
    """Return weights that give the sample known margins, one margin after another until all hold.

    Parameters
    ----------
    sample : DataFrame
        One row per answer.
    margins : mapping of str to mapping
        Population count or share of each value of each column. One margin is post-stratification.
    most : float, optional
        Largest weight allowed (the mean is 1); beyond it the function raises instead of trimming.

    Returns
    -------
    Series
        Weights with mean 1 and the index of `sample`.

    Raises
    ------
    DataError
        If a value is missing, has no margin, or a margin has no answer; or the weights do not settle.
    ParameterError
        If there are no margins, a share is not above 0, or a weight passes `most`.

    References
    ----------
    Deming and Stephan (1940), Annals of Mathematical Statistics 11(4), 427-444.

    Examples
    --------
    >>> sample = pd.DataFrame({"size": ["small", "large", "large", "large"]})
    >>> rake(sample, {"size": {"small": 0.5, "large": 0.5}}).round(3).tolist()
    [2.0, 0.667, 0.667, 0.667]
    """
    if not margins:
        raise ParameterError("margins is empty: name at least one column with its shares.")
    groups = {column: _margin(sample, column, shares) for column, shares in margins.items()}
    weights = np.ones(len(sample))
    for _ in range(MOST_ROUNDS):
        for codes, wanted in groups.values():
            weights = weights * (wanted / np.bincount(codes, weights=weights, minlength=len(wanted)))[codes]
        misses = [
            np.abs(np.bincount(codes, weights=weights, minlength=len(wanted)) - wanted).max()
            for codes, wanted in groups.values()
        ]
        if max(misses) < TOLERANCE:
            break
    else:
        raise DataError(
            f"the margins are not met after {MOST_ROUNDS} rounds: they contradict the sample's cells."
        )
    weights = weights * len(weights)
    if most is not None and weights.max() > check_number("most", most, low=1):
        raise ParameterError(f"a weight of {weights.max():.2f} passes most={most:g}: merge small groups.")
    return pd.Series(weights, index=sample.index, name="weight")


def design_effect(weights: pd.Series) -> float:
    """Return by what factor unequal weights raise the variance of a mean (Kish).

    Parameters
    ----------
    weights : Series
        Above 0.

    Returns
    -------
    float
        1 for equal weights; n divided by it is the effective number of answers.

    Raises
    ------
    DataError
        If a weight is missing or not above 0.

    References
    ----------
    Kish (1965), Survey Sampling, section 11.7.

    Examples
    --------
    >>> design_effect(pd.Series([1.0, 1.0, 1.0, 3.0]))
    1.3333333333333333
    """
    values = _weights(weights.to_frame("weight"), "weight")
    return float(len(values) * (values @ values) / values.sum() ** 2)


def weighted_mean(
    answers: pd.DataFrame, column: str, weight: str = "weight", *, level: float = 0.95
) -> Interval:
    """Return a weighted mean with its linearised interval.

    Parameters
    ----------
    answers : DataFrame
        One row per answer; two or more.
    column : str
        What is averaged.
    weight : str, default "weight"
        Column of weights above 0, taken as known.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    Interval
        In the unit of the column.

    Raises
    ------
    DataError
        If a value is missing, a weight is not above 0, or there is one row only.
    ParameterError
        If the level is out of range.

    References
    ----------
    Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, section 5.7.

    Examples
    --------
    >>> weighted_mean(pd.DataFrame({"sat": [6, 8, 8, 10], "weight": [3, 1, 1, 1]}), "sat")
    7.3 [4.3, 10.3]
    """
    values, weights = number_column(answers, column).to_numpy(), _weights(answers, weight)
    if (n := len(values)) < 2:
        raise DataError(f"column {column!r} has one row: a spread needs two or more.")
    mean = float(weights @ values / weights.sum())
    parts = weights * (values - mean) / weights.sum()
    half = float(
        stats.t.ppf((1 + check_level(level)) / 2, n - 1) * math.sqrt(n / (n - 1) * float(parts @ parts))
    )
    return Interval(mean, mean - half, mean + half, n, level)


def _margin(
    sample: pd.DataFrame, column: str, shares: Mapping[object, float]
) -> tuple[np.ndarray, np.ndarray]:
    values = filled_column(sample, column)
    wanted = pd.Series({key: check_number(f"margins[{column!r}]", share) for key, share in shares.items()})
    if (wanted <= 0).any():
        raise ParameterError(
            f"margins[{column!r}]: {wanted.idxmin()} has {wanted.min():g}; above 0 is needed."
        )
    if (bad := ~values.isin(list(shares))).any():
        raise DataError.at(sample, column, bad, f"in the margins ({', '.join(map(str, shares))})")
    codes = pd.Index(list(shares)).get_indexer(values)
    if absent := [key for number, key in enumerate(shares) if not (codes == number).any()]:
        raise DataError(f"column {column!r} is never {absent[0]}: nobody can stand for that group; merge it.")
    return codes, (wanted / wanted.sum()).to_numpy(dtype=float)


def _weights(frame: pd.DataFrame, column: str) -> np.ndarray:
    values = number_column(frame, column)
    if (bad := values <= 0).any():
        raise DataError.at(frame, column, bad, "a weight above 0")
    array: np.ndarray = values.to_numpy()
    return array
