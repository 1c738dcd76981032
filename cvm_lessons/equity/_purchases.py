"""What the models read of a customer summary: checked, and equal customers counted once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, number_column, require_columns

__all__ = ["Purchases", "collapse", "read_purchases", "read_weights"]

ROUNDING = 1e-9  # of T: recency and T of one division may differ in the last digit


@dataclass(frozen=True, eq=False)
class Purchases:
    """Repeat purchases x, time of the last one t_x, time observed T, and how many customers are like that."""

    x: np.ndarray
    t_x: np.ndarray
    T: np.ndarray
    weight: np.ndarray

    @property
    def customers(self) -> float:
        """Sum of the weights."""
        return float(self.weight.sum())

    def scaled(self, unit: float) -> Purchases:
        """Return the same purchases with time in another unit."""
        return replace(self, t_x=self.t_x / unit, T=self.T / unit)

    def reweighted(self, weight: np.ndarray) -> Purchases:
        """Return the rows with other weights; rows of weight 0 are left out."""
        kept = weight > 0
        return Purchases(self.x[kept], self.t_x[kept], self.T[kept], weight[kept].astype(float))


def read_purchases(summary: pd.DataFrame, *, whole_time: bool = False) -> Purchases:
    """Return the columns frequency, recency and T, one row per customer, each of weight one.

    Raises
    ------
    DataError
        At the first value that cannot be, by column and row; at the first customer listed twice.
    """
    require_columns(summary, ["frequency", "recency", "T"])
    if summary.index.has_duplicates:
        twice = summary.index[summary.index.duplicated()][0]
        raise DataError(f"customer {twice} has two rows: a summary has one row per customer.")
    x = _whole(summary, "frequency")
    if whole_time:
        t_x, length = _whole(summary, "recency"), _whole(summary, "T")
    else:
        t_x, length = (number_column(summary, column, low=0).to_numpy() for column in ("recency", "T"))
    rules = {
        "T": (length <= 0, "above 0: a customer seen for no time says nothing"),
        "recency": (t_x > length * (1 + ROUNDING), "at most T of its row: nobody buys after the end"),
    }
    for column, (bad, wanted) in rules.items():
        if bad.any():
            raise DataError.at(summary, column, bad, wanted)
    if (bad := (x == 0) & (t_x > 0)).any():
        raise DataError.at(
            summary, "recency", bad, "0, as it must be without a repeat purchase (frequency 0)"
        )
    if (bad := (x > 0) & (t_x == 0)).any():
        raise DataError.at(
            summary, "recency", bad, "above 0, as it must be with a repeat purchase (frequency > 0)"
        )
    if whole_time and (bad := x > t_x).any():
        raise DataError.at(summary, "frequency", bad, "at most its recency: one purchase an opportunity")
    return Purchases(x, np.minimum(t_x, length), length, np.ones(len(x)))


def read_weights(summary: pd.DataFrame, sample_weight: object) -> np.ndarray:
    """Return how many customers each row stands for."""
    if sample_weight is None:
        return np.ones(len(summary))
    values = np.asarray(sample_weight)
    if values.shape != (len(summary),):
        raise DataError(
            f"sample_weight has shape {values.shape}: one weight for each of {len(summary)} rows is needed."
        )
    frame = pd.DataFrame({"sample_weight": values}, index=summary.index)
    weights: np.ndarray = number_column(frame, "sample_weight", low=0).to_numpy()
    if not weights.sum() > 0:
        raise DataError("sample_weight is 0 in every row: there is no customer to learn from.")
    return weights


def collapse(purchases: Purchases) -> Purchases:
    """Return one row per distinct (x, t_x, T): what an exhibition's yearly data shrink to."""
    keys = np.column_stack([purchases.x, purchases.t_x, purchases.T])
    rows, inverse = np.unique(keys, axis=0, return_inverse=True)
    x, t_x, length = rows.T
    return Purchases(x, t_x, length, np.bincount(inverse.ravel(), purchases.weight))


def _whole(summary: pd.DataFrame, column: str) -> np.ndarray:
    values = number_column(summary, column, low=0)
    if (bad := values != values.round()).any():
        raise DataError.at(summary, column, bad, "a whole number")
    return np.asarray(values)
