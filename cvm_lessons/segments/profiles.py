"""Segment profiles: how each segment differs from all customers, feature by feature."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from cvm_lessons.core import DataError, filled_column, number_column
from cvm_lessons.measurement import Interval, mean_interval, share_interval
from cvm_lessons.segments._checks import check_names, segment_column

__all__ = ["segment_profile"]


def segment_profile(
    customers: pd.DataFrame, features: Sequence[str], *, segment: str = "segment", level: float = 0.95
) -> pd.DataFrame:
    """Return the mean or the shares of each feature in each segment, against all customers.

    Parameters
    ----------
    customers : DataFrame
        One row per customer with its segment.
    features : sequence of str
        Columns: numbers give means, text, categories and yes/no give the share of each value.
    segment : str, default "segment"
        Column with the segment.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        One row per feature, value and segment; columns feature, value (empty text for a number), segment,
        customers, estimate, low, high (t interval of a mean, Wilson's of a share; missing where a segment has
        one customer), overall, index (100 for as much as all; missing where overall is not above 0),
        difference (from all others, in standard deviations of all; a share has the one of 0 and 1).

    Raises
    ------
    DataError
        If a column or value is missing, a number is infinite, or there is only one segment.
    ParameterError
        If no feature is named, or one twice.

    Examples
    --------
    >>> customers = pd.DataFrame({"segment": list("AABB"), "spend": [10, 30, 50, 70], "city": list("xxxy")})
    >>> profile = segment_profile(customers, ["spend", "city"])
    >>> profile[["feature", "value", "segment", "estimate", "index"]].iloc[[0, 1, 4]].values.tolist()
    [['spend', '', 'A', 20.0, 50.0], ['spend', '', 'B', 60.0, 150.0], ['city', 'y', 'A', 0.0, 0.0]]
    """
    segments = segment_column(customers, segment, fewest=2)
    rows = []
    for feature in check_names("features", features, fewest=1):
        if feature == segment:
            raise DataError(f"column {feature!r} is the segment itself: it describes nothing.")
        column = filled_column(customers, feature)
        if is_numeric_dtype(column) and not is_bool_dtype(column):
            measures = {"": number_column(customers, feature)}
        else:
            values = column.cat.categories if isinstance(column.dtype, pd.CategoricalDtype) else None
            known = sorted(column.unique()) if values is None else list(values)
            measures = {str(value): (column == value).astype(float) for value in known}
        for value, numbers in measures.items():
            rows += _rows(numbers, segments, feature=feature, value=value, level=level)
    return pd.DataFrame(rows)


def _rows(
    numbers: pd.Series, segments: pd.Series, *, feature: str, value: str, level: float
) -> list[dict[str, object]]:
    overall, spread = float(numbers.mean()), float(numbers.std(ddof=0))
    rows = []
    for name, part in numbers.groupby(segments, observed=True):
        found = _interval(part, share=bool(value), level=level)
        others = (overall * len(numbers) - float(part.sum())) / (len(numbers) - len(part))
        rows.append(
            {
                "feature": feature,
                "value": value,
                "segment": name,
                "customers": len(part),
                "estimate": found.estimate,
                "low": found.low,
                "high": found.high,
                "overall": overall,
                "index": 100 * found.estimate / overall if overall > 0 else np.nan,
                "difference": (found.estimate - others) / spread if spread > 0 else 0.0,
            }
        )
    return rows


def _interval(part: pd.Series, *, share: bool, level: float) -> Interval:
    if share:
        return share_interval(int(part.sum()), len(part), level=level)
    if len(part) == 1:
        return Interval(float(part.iloc[0]), np.nan, np.nan, 1, level)
    return mean_interval(part.rename("value").to_frame(), "value", level=level)
