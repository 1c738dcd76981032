"""Draws that several tables share: choices by row, answers on a rating scale, beta chances."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

__all__ = [
    "beta_parameters",
    "by_name",
    "by_row",
    "correlated",
    "logistic",
    "pick",
    "pick_places",
    "rating",
    "rows_of",
    "text",
]


def pick(rng: np.random.Generator, shares: Mapping[str, float], size: int) -> np.ndarray:
    """Draw `size` names with chances in proportion to their shares.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where the draws come from.
    shares : mapping of name to share
        Need not sum to 1.
    size : int
        How many.

    Returns
    -------
    ndarray
        Names.

    Examples
    --------
    >>> pick(np.random.default_rng(1), {"a": 1.0, "b": 0.0}, 2).tolist()
    ['a', 'a']
    """
    return np.asarray(np.array(list(shares), dtype=object)[pick_places(rng, shares, size)])


def pick_places(rng: np.random.Generator, shares: Mapping[str, float], size: int) -> np.ndarray:
    """Draw as `pick` does, but return the places of the names.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where the draws come from.
    shares : mapping of name to share
        Need not sum to 1.
    size : int
        How many.

    Returns
    -------
    ndarray of int
        Places among the names, the first one 0.

    Examples
    --------
    >>> pick_places(np.random.default_rng(1), {"a": 0.0, "b": 1.0}, 2).tolist()
    [1, 1]
    """
    edges = np.cumsum(list(shares.values()))
    return np.asarray(np.searchsorted(edges, rng.random(size) * edges[-1], side="right"))


def by_name(values: Mapping[str, float], names: pd.Series | np.ndarray) -> np.ndarray:
    """Look up the value of each name; each different name is looked up once.

    Parameters
    ----------
    values : mapping of str to float
        Values by name.
    names : Series or ndarray
        Names.

    Returns
    -------
    ndarray of float
        One value per name; missing where it has none.

    Examples
    --------
    >>> by_name({"a": 1, "b": 2}, pd.Series(["b", "a", "b"])).tolist()
    [2.0, 1.0, 2.0]
    """
    codes, different = pd.factorize(names)
    found = [float(values.get(name, np.nan)) for name in different]
    return np.asarray(np.array([*found, np.nan])[codes])  # a missing name has the code -1


def rows_of(table: pd.DataFrame, labels: pd.Series) -> np.ndarray:
    """Look up the row of each label; each different label is looked up once.

    Parameters
    ----------
    table : DataFrame
        Values; its index holds the labels, each once.
    labels : Series
        Labels.

    Returns
    -------
    ndarray
        One row per label; missing where there is none.

    Examples
    --------
    >>> rows_of(pd.DataFrame({"x": [1, 2]}, index=["a", "b"]), pd.Series(["b", "a"])).tolist()
    [[2], [1]]
    """
    codes, different = pd.factorize(labels)
    wanted = [*different, np.nan] if (codes < 0).any() else different  # a missing label has the code -1
    return np.asarray(table.reindex(wanted).to_numpy()[codes])


def by_row(table: Mapping[str, Mapping[str, float]], rows: pd.Series, columns: Sequence[str]) -> np.ndarray:
    """Look up a row of `table` for each value of `rows`; what a row does not name is 0.

    Parameters
    ----------
    table : mapping of mapping
        Values by row name and column name.
    rows : Series
        Row names.
    columns : sequence of str
        Columns wanted, in this order.

    Returns
    -------
    ndarray
        One row per value of `rows`, one column per name.

    Examples
    --------
    >>> by_row({"x": {"a": 1.0}}, pd.Series(["x", "x"]), ["a", "b"]).tolist()
    [[1.0, 0.0], [1.0, 0.0]]
    """
    codes, names = pd.factorize(rows)
    values = np.array([[float(table[name].get(column, 0.0)) for column in columns] for name in names])
    return np.asarray(values.reshape(-1, len(columns))[codes])


def text(names: Sequence[str], codes: np.ndarray) -> ExtensionArray:
    """Write out names as a column of text: much faster than from a Python object per row.

    Parameters
    ----------
    names : sequence of str
        Names.
    codes : ndarray of int
        Which name stands in each row.

    Returns
    -------
    ExtensionArray
        Of the dtype that a column of text has in this pandas.

    Examples
    --------
    >>> list(text(["no", "yes"], np.array([1, 1, 0])))
    ['yes', 'yes', 'no']
    """
    return pd.Series(names).take(codes).array


def rating(raw: np.ndarray, low: int, high: int) -> np.ndarray:
    """Round to whole points and keep within the ends of the scale, as a respondent must.

    Parameters
    ----------
    raw : ndarray
        What the respondent would say on an endless line.
    low, high : int
        Ends of the scale.

    Returns
    -------
    ndarray of float
        Whole points.

    Examples
    --------
    >>> rating(np.array([0.2, 6.6, 11.0]), 1, 10).tolist()
    [1.0, 7.0, 10.0]
    """
    return np.asarray(np.clip(np.rint(raw), low, high))


def logistic(logits: np.ndarray | float) -> np.ndarray:
    """Return probabilities from logits.

    Parameters
    ----------
    logits : ndarray or float
        Logarithms of odds.

    Returns
    -------
    ndarray
        Probabilities.

    Examples
    --------
    >>> float(logistic(0.0))
    0.5
    """
    return np.asarray(1.0 / (1.0 + np.exp(-np.asarray(logits, dtype=float))))


def beta_parameters(mean: np.ndarray, precision: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the two parameters of beta distributions with these means.

    Parameters
    ----------
    mean : ndarray
        Means between 0 and 1.
    precision : float
        Sum of the two parameters: large where customers are alike.

    Returns
    -------
    tuple of ndarray
        First and second parameter.

    Examples
    --------
    >>> [float(x) for x in beta_parameters(np.array(0.25), 4.0)]
    [1.0, 3.0]
    """
    return mean * precision, (1.0 - mean) * precision


def correlated(rng: np.random.Generator, rows: int, correlation: np.ndarray) -> np.ndarray:
    """Draw standard normal rows whose columns correlate as asked.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where the draws come from.
    rows : int
        How many rows.
    correlation : ndarray
        Positive definite correlation matrix.

    Returns
    -------
    ndarray
        One row per draw, one column per variable.

    Examples
    --------
    >>> correlated(np.random.default_rng(1), 3, np.eye(2)).shape
    (3, 2)
    """
    return np.asarray(rng.standard_normal((rows, len(correlation))) @ np.linalg.cholesky(correlation).T)
