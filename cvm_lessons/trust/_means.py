"""Means of answers that come several from a customer."""

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, filled_column, number_column
from cvm_lessons.measurement import Interval, mean_interval

__all__ = ["mean_with_clusters"]


def mean_with_clusters(frame: pd.DataFrame, column: str, cluster: str | None, level: float) -> Interval:
    """Return a mean with its t interval; answers of one cluster count as alike as they are."""
    plain = mean_interval(frame, column, level=level)
    if cluster is None:
        return plain
    gaps = number_column(frame, column) - plain.estimate
    sums = gaps.groupby(filled_column(frame, cluster)).sum().to_numpy()
    if (units := len(sums)) < 2:
        raise DataError(f"column {cluster!r} holds one value: an interval needs two or more.")
    error = float(np.sqrt(units / (units - 1) * (sums**2).sum())) / len(frame)
    half = float(stats.t.ppf((1 + level) / 2, units - 1)) * error
    return Interval(plain.estimate, plain.estimate - half, plain.estimate + half, units, level)
