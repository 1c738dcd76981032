"""Recursive equations between standardised scores: what they imply, and how they are followed."""

from collections.abc import Mapping, MutableMapping

import numpy as np

__all__ = ["Correlation", "Equations", "follow", "implied_correlation", "rest_sd"]

Equations = Mapping[str, Mapping[str, float]]  # outcome, then cause, then coefficient
Correlation = Mapping[str, Mapping[str, float]]  # of each score with each score


def implied_correlation(
    equations: Equations, start: Correlation | None = None
) -> dict[str, dict[str, float]]:
    """Return the correlations that equations imply, each outcome standardised by its own part.

    Parameters
    ----------
    equations : mapping
        Outcome, cause, coefficient; a cause is in `start` or an earlier outcome. An outcome without
        causes stands alone.
    start : mapping, optional
        Correlations of the causes that no equation explains.

    Returns
    -------
    dict of dict
        `start` and the outcomes.

    Examples
    --------
    >>> implied_correlation({"a": {}, "b": {"a": 0.5}, "c": {"b": 0.5}})["c"]["a"]
    0.25
    """
    between = {name: dict(row) for name, row in (start or {}).items()}
    for outcome, causes in equations.items():
        row = {
            name: sum((coefficient * known[cause] for cause, coefficient in causes.items()), 0.0)
            for name, known in between.items()
        }
        for name, value in row.items():
            between[name][outcome] = value
        between[outcome] = {**row, outcome: 1.0}
    return between


def rest_sd(causes: Mapping[str, float], correlation: Correlation, other: float = 0.0) -> float:
    """Return the standard deviation of the own part that gives an outcome a variance of 1.

    Parameters
    ----------
    causes : mapping
        Coefficient by cause.
    correlation : mapping
        Correlations of the causes.
    other : float, default 0
        Variance that comes from elsewhere.

    Returns
    -------
    float
        Standard deviation.

    Examples
    --------
    >>> rest_sd({"a": 0.6}, {"a": {"a": 1.0}})
    0.8
    """
    explained = sum(
        first * second * correlation[one][two]
        for one, first in causes.items()
        for two, second in causes.items()
    )
    return float(np.sqrt(1.0 - other - explained))


def follow(
    equations: Equations,
    scores: MutableMapping[str, np.ndarray],
    correlation: Correlation,
    own: Mapping[str, np.ndarray],
) -> None:
    """Add each outcome to `scores`: what its causes bring, and its own part.

    Parameters
    ----------
    equations : mapping
        Outcome, cause, coefficient.
    scores : mapping of name to ndarray
        Scores of the causes; the outcomes are added.
    correlation : mapping
        Correlations of all causes.
    own : mapping of name to ndarray
        Standard normal own part of each outcome.
    """
    for outcome, causes in equations.items():
        brought = sum(coefficient * scores[cause] for cause, coefficient in causes.items())
        scores[outcome] = np.asarray(brought + rest_sd(causes, correlation) * own[outcome])
