"""How far segments part customers: by what is known of everybody, and in their needs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype
from scipy import stats

from cvm_lessons.core import (
    DataError,
    as_generator,
    check_number,
    filled_column,
    number_columns,
    require_columns,
)
from cvm_lessons.measurement import Interval, bootstrap_interval
from cvm_lessons.segments._checks import check_names

__all__ = ["accessibility", "differentiation"]

FOLDS = 5
N_BOOT = 200


def accessibility(
    customers: pd.DataFrame,
    known: Sequence[str],
    *,
    segment: str = "segment",
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
) -> Interval:
    """Return how far columns known of every customer tell the segment, above chance.

    A logistic regression places customers that it has not seen (cross-validation). Of each segment a share is
    placed rightly; their mean is brought to 0 for guessing and 1 for no error.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    known : sequence of str
        Columns: numbers or categories.
    segment : str, default "segment"
        Column with the segment; five customers or more of each.
    level : float, default 0.95
        Confidence level.
    rng : numpy.random.Generator or int, default 0
        Generator or seed of the folds.

    Returns
    -------
    Interval
        Normal approximation. Where nothing tells, cross-validation lands a little below 0.

    Raises
    ------
    DataError
        If a value is missing, a number is infinite, or a segment has fewer than five customers.
    ParameterError
        If no column is named, or one twice.

    Examples
    --------
    >>> customers = pd.DataFrame({"segment": ["A"] * 9 + ["B"] * 9, "size": [*range(9), *range(20, 29)]})
    >>> accessibility(customers, ["size"]).estimate
    1.0
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    names, sure = check_names("known", known, fewest=1), check_number("level", level, low=0.01, high=0.999)
    segments = _comparable(customers, segment)
    features = _dummies(customers, names)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=int(as_generator(rng).integers(2**31)))
    model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced", max_iter=1000))
    told = cross_val_predict(model, features, segments.to_numpy(), cv=folds)
    right = pd.Series(told == segments.to_numpy(), dtype=float).groupby(segments.to_numpy())
    shares, sizes = right.mean(), right.size()
    k = len(shares)
    # One right and one wrong added: a segment always placed rightly has an error, too.
    moved = (shares * sizes + 1) / (sizes + 2)
    half = stats.norm.ppf((1 + sure) / 2) * np.sqrt((moved * (1 - moved) / (sizes + 2)).sum()) / k
    ends = [(float(shares.mean()) + shift - 1 / k) / (1 - 1 / k) for shift in (0.0, -half, half)]
    return Interval(ends[0], float(ends[1]), float(min(ends[2], 1.0)), len(segments), level)


def differentiation(
    customers: pd.DataFrame,
    needs: Sequence[str],
    *,
    segment: str = "segment",
    n_boot: int = N_BOOT,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
) -> Interval:
    """Return the mean share of the variance of needs that lies between segments.

    Epsilon squared, eta squared freed of what chance alone brings: 0 where segments do not differ, 1 where
    all of a segment are alike. By convention 0.01 is small, 0.06 medium and 0.14 large.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    needs : sequence of str
        Columns of numbers.
    segment : str, default "segment"
        Column with the segment; five customers or more of each.
    n_boot : int, default 200
        Resamples, 100 or more.
    level : float, default 0.95
        Confidence level.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    Interval
        A percentile bootstrap; the estimate may lie a little below 0.

    Raises
    ------
    DataError
        If a value is missing, a need has one value throughout, or a segment has fewer than five customers.
    ParameterError
        If no need is named, or a number is out of range.

    References
    ----------
    Kelley (1935), An unbiased correlation ratio measure, PNAS 21(9), 554-559; Cohen (1988), Statistical Power
    Analysis for the Behavioral Sciences, for the conventions.

    Examples
    --------
    >>> customers = pd.DataFrame({"segment": ["A"] * 6 + ["B"] * 6, "price": [6, 7] * 3 + [1, 2] * 3})
    >>> differentiation(customers, ["price"]).estimate > 0.9
    True
    """
    numbers = number_columns(customers, check_names("needs", needs, fewest=1))
    codes = pd.factorize(_comparable(customers, segment))[0]
    if (flat := numbers.columns[numbers.nunique() < 2]).size:
        raise DataError(f"column {flat[0]!r} has one value throughout: nobody differs in it.")

    def epsilon(rows: pd.DataFrame) -> float:
        groups, values = rows["_segment"].to_numpy().astype(int), rows.drop(columns="_segment").to_numpy()
        sizes = np.bincount(groups)
        sums = np.array([np.bincount(groups, column) for column in values.T])
        there = sizes > 0
        between = (sums[:, there] ** 2 / sizes[there]).sum(axis=1)
        total = (values**2).sum(axis=0)
        n, k = len(groups), int(there.sum())
        grand = values.sum(axis=0) ** 2 / n
        # A resample of few rows may be all alike: it differs in nothing.
        spread = np.where(total > grand, total - grand, np.inf)
        return float(np.mean(1 - (total - between) / spread * (n - 1) / (n - k)))

    centred = numbers - numbers.mean()
    found = bootstrap_interval(centred.assign(_segment=codes), epsilon, n_boot=n_boot, level=level, rng=rng)
    assert isinstance(found, Interval)
    return found


def _comparable(customers: pd.DataFrame, segment: str) -> pd.Series:
    segments = filled_column(customers, segment).astype(str)
    sizes = segments.value_counts()
    if len(sizes) < 2 or sizes.min() < FOLDS:
        raise DataError(
            f"column {segment!r}: segment {sizes.idxmin()!r} has {sizes.min()} customers and there are "
            f"{len(sizes)} segments: two or more of {FOLDS} customers or more are needed."
        )
    return segments


def _dummies(customers: pd.DataFrame, names: Sequence[str]) -> np.ndarray:
    """Return numbers as they are, and a column of 0 and 1 per value of a category but the first."""
    require_columns(customers, names)
    parts = []
    for name in names:
        column = customers[name]
        if is_numeric_dtype(column):
            parts.append(number_columns(customers, [name]).to_numpy())
        elif (missing := column.isna()).any():
            raise DataError.at(customers, name, missing, "a value: fill it or leave the row out")
        else:
            parts.append(pd.get_dummies(column, drop_first=True).to_numpy(dtype=float))
    return np.hstack(parts)
