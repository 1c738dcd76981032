"""Plain estimators for claims: they owe nothing to the rooms above."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

__all__ = ["jackknife", "logit_fit", "mean_of", "ols_fit", "poisson_fit", "share_of", "within"]

Estimate = tuple[float, float]
STEPS = 12  # of Newton's method, which has long converged by then


def mean_of(values: Any) -> Estimate:
    """Return a mean and its standard error.

    Parameters
    ----------
    values : array_like
        Independent values.

    Returns
    -------
    tuple of float
        Mean and standard error.

    Examples
    --------
    >>> mean_of([1.0, 3.0])
    (2.0, 1.0)
    """
    numbers = np.asarray(values, dtype=float)
    return float(numbers.mean()), float(numbers.std(ddof=1) / np.sqrt(len(numbers)))


def share_of(values: Any) -> Estimate:
    """Return a share and its standard error, the one of a share that is neither 0 nor 1.

    Parameters
    ----------
    values : array_like of bool
        Independent values.

    Returns
    -------
    tuple of float
        Share and standard error.

    Examples
    --------
    >>> share, error = share_of([True, False])
    >>> share, round(error, 3)
    (0.5, 0.354)
    """
    numbers = np.asarray(values, dtype=float)
    share, rows = numbers.mean(), len(numbers)
    softened = (numbers.sum() + 0.5) / (rows + 1)
    return float(share), float(np.sqrt(softened * (1 - softened) / rows))


def within(values: Any, groups: Any) -> np.ndarray:
    """Return what is left of columns when the mean of each group is taken away.

    Parameters
    ----------
    values : array_like
        One column or several.
    groups : array_like
        Group of each row.

    Returns
    -------
    ndarray
        The same shape.

    Examples
    --------
    >>> within([1.0, 3.0, 5.0], ["a", "a", "b"]).tolist()
    [-1.0, 1.0, 0.0]
    """
    numbers = np.asarray(values, dtype=float)
    codes = np.unique(np.asarray(groups), return_inverse=True)[1]
    sums = np.zeros((codes.max() + 1, *numbers.shape[1:]))
    np.add.at(sums, codes, numbers)
    counts = np.bincount(codes).astype(float)
    return np.asarray(numbers - (sums.T / counts).T[codes])


def ols_fit(outcome: Any, *columns: Any, groups: Any = None, lost: int = 0) -> np.ndarray:
    """Fit least squares with a constant.

    Parameters
    ----------
    outcome : array_like
        Outcome.
    *columns : array_like
        Predictors.
    groups : array_like, optional
        Rows of one group move together: standard errors allow for it.
    lost : int, default 0
        Degrees of freedom already spent, for example on group means.

    Returns
    -------
    ndarray
        One row per coefficient, the constant first: estimate and standard error.

    Examples
    --------
    >>> ols_fit([1.0, 3.0, 5.0, 8.0], [0, 1, 2, 3])[:, 0].round(2).tolist()
    [0.8, 2.3]
    """
    design = np.column_stack([np.ones(len(outcome)), *columns]).astype(float)
    target = np.asarray(outcome, dtype=float)
    inverse = np.linalg.pinv(design.T @ design)
    estimate = inverse @ design.T @ target
    residual = target - design @ estimate
    if groups is None:
        scale = residual @ residual / (len(target) - design.shape[1] - lost)
        return np.column_stack([estimate, np.sqrt(scale * np.diag(inverse))])
    codes = np.unique(np.asarray(groups), return_inverse=True)[1]
    scores = np.zeros((codes.max() + 1, design.shape[1]))
    np.add.at(scores, codes, design * residual[:, None])
    many = len(scores) / (len(scores) - 1)
    variance = many * inverse @ (scores.T @ scores) @ inverse
    return np.column_stack([estimate, np.sqrt(np.diag(variance))])


def logit_fit(outcome: Any, *columns: Any) -> np.ndarray:
    """Fit a logit with a constant by Newton's method.

    Parameters
    ----------
    outcome : array_like of bool
        Outcome.
    *columns : array_like
        Predictors.

    Returns
    -------
    ndarray
        One row per coefficient, the constant first: estimate and standard error.

    Examples
    --------
    >>> logit_fit([True, False, False, False])[0, 0].round(4)
    np.float64(-1.0986)
    """
    return _newton(outcome, columns, lambda line: 1 / (1 + np.exp(-line)), lambda mean: mean * (1 - mean))


def poisson_fit(outcome: Any, *columns: Any, offset: Any = 0.0) -> np.ndarray:
    """Fit a Poisson regression with a constant by Newton's method.

    Parameters
    ----------
    outcome : array_like of int
        Counts.
    *columns : array_like
        Predictors.
    offset : array_like, default 0
        Logarithm of the exposure.

    Returns
    -------
    ndarray
        One row per coefficient, the constant first: estimate and standard error.

    Examples
    --------
    >>> poisson_fit([1, 3])[0, 0].round(4)
    np.float64(0.6931)
    """
    shift = np.asarray(offset, dtype=float)
    return _newton(outcome, columns, lambda line: np.exp(line + shift), lambda mean: mean)


def _newton(
    outcome: Any,
    columns: Sequence[Any],
    mean_at: Callable[[np.ndarray], np.ndarray],
    weight_at: Callable[[np.ndarray], np.ndarray],
) -> np.ndarray:
    design = np.column_stack([np.ones(len(outcome)), *columns]).astype(float)
    target, estimate = np.asarray(outcome, dtype=float), np.zeros(design.shape[1])
    for _ in range(STEPS):
        mean = mean_at(design @ estimate)
        information = design.T @ (design * weight_at(mean)[:, None])
        estimate = estimate + np.linalg.solve(information, design.T @ (target - mean))
    return np.column_stack([estimate, np.sqrt(np.diag(np.linalg.inv(information)))])


def jackknife(groups: Any, statistic: Callable[[np.ndarray], float], folds: int = 10) -> Estimate:
    """Return a statistic and its standard error by leaving out a tenth of the groups at a time.

    Parameters
    ----------
    groups : array_like
        Group of each row; rows of one group move together.
    statistic : callable
        From the positions of the rows kept to a number.
    folds : int, default 10
        How many parts.

    Returns
    -------
    tuple of float
        Statistic of all rows and standard error.

    Examples
    --------
    >>> numbers = np.arange(20.0)
    >>> jackknife(range(20), lambda rows: numbers[rows].mean())[0]
    9.5
    """
    fold = np.unique(np.asarray(groups), return_inverse=True)[1] % folds
    whole = statistic(np.arange(len(fold)))
    parts = np.array([statistic(np.flatnonzero(fold != left)) for left in range(folds)])
    return float(whole), float(np.sqrt((folds - 1) / folds * ((parts - parts.mean()) ** 2).sum()))
