"""Plain estimators with standard errors that the claims share."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["correlation", "least_squares", "logistic_slopes", "mean", "share", "spread"]

Values = npt.ArrayLike
Found = tuple[float, float]


def mean(values: Values) -> Found:
    """Return the mean of independent values and its standard error."""
    data = np.asarray(values, dtype=float)
    return float(data.mean()), float(data.std(ddof=1) / np.sqrt(len(data)))


def share(hits: Values) -> Found:
    """Return a share and its standard error, which is never 0 (Wilson's centre in it)."""
    data = np.asarray(hits, dtype=float)
    centre = (data.sum() + 2.0) / (len(data) + 4.0)
    return float(data.mean()), float(np.sqrt(centre * (1.0 - centre) / len(data)))


def spread(values: Values) -> Found:
    """Return the standard deviation and its standard error by the fourth moment."""
    data = np.asarray(values, dtype=float)
    sd, fourth = data.std(ddof=1), ((data - data.mean()) ** 4).mean()
    return float(sd), float(np.sqrt(max(fourth - sd**4, 0.0) / len(data)) / (2.0 * sd))


def correlation(first: Values, second: Values) -> Found:
    """Return Pearson's correlation and its standard error for normal pairs."""
    r = float(np.corrcoef(np.asarray(first, dtype=float), np.asarray(second, dtype=float))[0, 1])
    return r, float((1.0 - r**2) / np.sqrt(len(np.asarray(first)) - 1))


def least_squares(
    outcome: Values, columns: Sequence[Values], *, clusters: Values | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return intercept and slopes with standard errors that allow unequal spread, or clusters.

    Parameters
    ----------
    outcome : array_like
        What is explained.
    columns : sequence of array_like
        What explains it; an intercept is added.
    clusters : array_like, optional
        Names of groups within which errors may be alike.

    Returns
    -------
    tuple of ndarray
        Estimates and standard errors, the intercept first.
    """
    design = np.column_stack([np.ones(len(np.asarray(outcome))), *columns]).astype(float)
    response = np.asarray(outcome, dtype=float)
    bread = np.linalg.inv(design.T @ design)
    estimate = bread @ design.T @ response
    scores = design * (response - design @ estimate)[:, None]
    if clusters is not None:
        groups = np.unique(np.asarray(clusters), return_inverse=True)[1]
        scores = np.column_stack([np.bincount(groups, column) for column in scores.T])
    cases = len(scores)
    variance = bread @ (scores.T @ scores) @ bread * cases / (cases - design.shape[1])
    return estimate, np.sqrt(np.diag(variance))


def logistic_slopes(outcome: Values, columns: Sequence[Values]) -> tuple[np.ndarray, np.ndarray]:
    """Return intercept and slopes of a logistic regression by Newton's method, with standard errors."""
    design = np.column_stack([np.ones(len(np.asarray(outcome))), *columns]).astype(float)
    response, estimate = np.asarray(outcome, dtype=float), np.zeros(design.shape[1])
    for _ in range(30):
        chance = 1.0 / (1.0 + np.exp(-design @ estimate))
        information = design.T @ (design * (chance * (1.0 - chance))[:, None])
        step = np.linalg.solve(information, design.T @ (response - chance))
        estimate = estimate + step
        if np.abs(step).max() < 1e-10:
            break
    return estimate, np.sqrt(np.diag(np.linalg.inv(information)))
