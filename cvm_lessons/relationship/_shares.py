"""A share with its interval where several rows come from one customer."""

import numpy as np
import pandas as pd

from cvm_lessons import measurement
from cvm_lessons.core import yes_or_no_column as yes_or_no

__all__ = ["clustered_share", "percentile_ends", "yes_or_no"]


def clustered_share(hits: pd.Series, customers: pd.Series, *, level: float = 0.95) -> measurement.Interval:
    """Return the share of hits with the interval that allows for several rows of one customer."""
    rows = pd.DataFrame({"hit": hits.to_numpy(), "customer_id": customers.to_numpy()})
    return measurement.clustered_share(rows, "hit", level=level)


def percentile_ends(draws: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the ends of the percentile interval of draws, one row a draw."""
    tail = (1 - level) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=0)
    return low, high
