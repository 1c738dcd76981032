"""A share with its interval where several rows come from one customer."""

import math

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, filled_column
from cvm_lessons.measurement import Interval

__all__ = ["clustered_share", "percentile_ends", "yes_or_no"]


def yes_or_no(frame: pd.DataFrame, column: str) -> pd.Series:
    """Return a column of 0 and 1, or of false and true, as floats."""
    values = filled_column(frame, column)
    if (bad := ~values.isin([0, 1])).any():
        raise DataError.at(frame, column, bad, "0 or 1 (or false or true)")
    return values.astype(float)


def clustered_share(hits: pd.Series, customers: pd.Series, *, level: float = 0.95) -> Interval:
    """Return the share of hits with Wilson's interval at the effective number of rows.

    Rows of one customer are alike: the variance of the share over customers, divided by that of independent
    rows, says how many independent rows they are worth; never more than there are.
    """
    n, share = len(hits), float(hits.mean())
    sums = (hits - share).groupby(customers.to_numpy()).sum().to_numpy()
    groups = len(sums)
    effective = float(n)
    if groups > 1 and 0.0 < share < 1.0:
        variance = groups / (groups - 1) * float(sums @ sums) / n**2
        effective = min(effective, share * (1 - share) / variance)
    z = float(stats.norm.ppf((1 + level) / 2))
    centre = (share + z**2 / (2 * effective)) / (1 + z**2 / effective)
    half = z * math.sqrt(share * (1 - share) / effective + z**2 / (4 * effective**2)) / (1 + z**2 / effective)
    low = 0.0 if share == 0 else centre - half
    high = 1.0 if share == 1 else centre + half
    return Interval(share, low, high, groups, level)


def percentile_ends(draws: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the ends of the percentile interval of draws, one row a draw."""
    tail = (1 - level) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=0)
    return low, high
