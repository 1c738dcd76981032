"""Recursive equations between standardised scores: what they imply, and how they are followed."""

from collections.abc import Iterable, Mapping, MutableMapping

import numpy as np
import pandas as pd

__all__ = ["Equations", "follow", "implied_correlation", "rest_sd"]

Equations = Mapping[str, Mapping[str, float]]  # outcome, then cause, then coefficient


def implied_correlation(equations: Equations, start: pd.DataFrame) -> pd.DataFrame:
    """Return the correlations that equations imply, each outcome standardised by its own part.

    Parameters
    ----------
    equations : mapping
        Outcome, cause, coefficient; a cause is in `start` or an earlier outcome.
    start : DataFrame
        Correlation matrix of the causes that no equation explains.

    Returns
    -------
    DataFrame
        `start` with a row and a column more per outcome.

    Examples
    --------
    >>> start = pd.DataFrame([[1.0]], index=["a"], columns=["a"])
    >>> float(implied_correlation({"b": {"a": 0.5}, "c": {"b": 0.5}}, start).loc["a", "c"])
    0.25
    """
    matrix = start
    for outcome, causes in equations.items():
        row = matrix[list(causes)] @ pd.Series(causes, dtype=float)
        matrix = matrix.assign(**{outcome: row})
        matrix.loc[outcome] = [*row, 1.0]
    return matrix


def rest_sd(causes: Mapping[str, float], correlation: pd.DataFrame, other: float = 0.0) -> float:
    """Return the standard deviation of the own part that gives an outcome a variance of 1.

    Parameters
    ----------
    causes : mapping
        Coefficient by cause.
    correlation : DataFrame
        Correlations of the causes.
    other : float, default 0
        Variance that comes from elsewhere.

    Returns
    -------
    float
        Standard deviation.

    Examples
    --------
    >>> rest_sd({"a": 0.6}, pd.DataFrame([[1.0]], index=["a"], columns=["a"]))
    0.8
    """
    names, weights = list(causes), np.array(list(causes.values()), dtype=float)
    explained = weights @ correlation.loc[names, names].to_numpy() @ weights
    return float(np.sqrt(1.0 - other - explained))


def follow(
    equations: Equations,
    scores: MutableMapping[str, np.ndarray],
    correlation: pd.DataFrame,
    own: Mapping[str, np.ndarray],
    *,
    only: Iterable[str] | None = None,
) -> None:
    """Add each outcome to `scores`: what its causes bring, and its own part.

    Parameters
    ----------
    equations : mapping
        Outcome, cause, coefficient.
    scores : mapping of name to ndarray
        Scores of the causes; the outcomes are added.
    correlation : DataFrame
        Correlations of all causes.
    own : mapping of name to ndarray
        Standard normal own part of each outcome.
    only : iterable of str, optional
        The outcomes wanted; all by default.
    """
    for outcome in equations if only is None else only:
        causes = equations[outcome]
        brought = sum(coefficient * scores[cause] for cause, coefficient in causes.items())
        scores[outcome] = np.asarray(brought + rest_sd(causes, correlation) * own[outcome])
