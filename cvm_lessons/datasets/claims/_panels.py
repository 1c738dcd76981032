"""Estimators of claims for rows that belong together: deviations within groups, a jackknife."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

__all__ = ["at", "jackknife", "within"]

Values = npt.ArrayLike
Found = tuple[float, float]


def at(fit: tuple[np.ndarray, np.ndarray], place: int) -> Found:
    """Return one coefficient of a fit with its standard error."""
    return float(fit[0][place]), float(fit[1][place])


def within(values: Values, groups: Values) -> np.ndarray:
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
    data = np.asarray(values, dtype=float)
    codes = np.unique(np.asarray(groups), return_inverse=True)[1]
    columns = data.reshape(len(data), -1)
    means = (
        np.column_stack([np.bincount(codes, column) for column in columns.T]) / np.bincount(codes)[:, None]
    )
    return np.asarray((columns - means[codes]).reshape(data.shape))


def jackknife(groups: Values, statistic: Callable[[np.ndarray], float], folds: int = 10) -> Found:
    """Return a statistic and its standard error from leaving out a tenth of the groups at a time.

    Parameters
    ----------
    groups : array_like
        Group of each row; rows of one group may be alike.
    statistic : callable
        From the positions of the rows kept to a number.
    folds : int, default 10
        Number of parts.

    Returns
    -------
    tuple of float
        Statistic of all rows and its standard error.

    Examples
    --------
    >>> numbers = np.arange(20.0)
    >>> jackknife(range(20), lambda rows: float(numbers[rows].mean()))[0]
    9.5
    """
    fold = np.unique(np.asarray(groups), return_inverse=True)[1] % folds
    parts = np.array([statistic(np.flatnonzero(fold != left)) for left in range(folds)])
    whole = statistic(np.arange(len(fold)))
    return float(whole), float(np.sqrt((folds - 1) / folds * ((parts - parts.mean()) ** 2).sum()))
