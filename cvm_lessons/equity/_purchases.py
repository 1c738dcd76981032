"""What the models read of a customer summary: checked, and equal customers counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, filled_column, number_column, require_columns

__all__ = [
    "Letters",
    "Purchases",
    "collapse",
    "equal_rows",
    "read_fit",
    "read_purchases",
    "read_traits",
    "read_weights",
]

# The parameters of the customers asked about: a number for all, or an array with one for each.
Letters = tuple[Any, ...]

ROUNDING = 1e-9  # of T: recency and T of one division may differ in the last digit


@dataclass(frozen=True, eq=False)
class Purchases:
    """Repeat purchases x, time of the last one t_x, time observed T, how many customers are like that, and
    their covariates."""

    x: np.ndarray
    t_x: np.ndarray
    T: np.ndarray
    weight: np.ndarray
    traits: np.ndarray | None = None  # one column per covariate of the model

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
        traits = None if self.traits is None else self.traits[kept]
        return Purchases(self.x[kept], self.t_x[kept], self.T[kept], weight[kept].astype(float), traits)


def read_purchases(
    summary: pd.DataFrame, *, whole_time: bool = False, covariates: Sequence[str] = ()
) -> Purchases:
    """Return the columns frequency, recency, T and the covariates, one row per customer, each of weight one.

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
    if (bad := t_x > length * (1 + ROUNDING)).any():
        raise DataError.at(summary, "recency", bad, "at most T of its row: nobody buys after the end")
    if (bad := (x == 0) & (t_x > 0)).any():
        raise DataError.at(
            summary, "recency", bad, "0, as it must be without a repeat purchase (frequency 0)"
        )
    if whole_time and (bad := x > t_x).any():
        raise DataError.at(summary, "frequency", bad, "at most its recency: one purchase an opportunity")
    return Purchases(x, np.minimum(t_x, length), length, np.ones(len(x)), read_traits(summary, covariates))


def read_fit(
    summary: pd.DataFrame, sample_weight: object, *, whole_time: bool = False, covariates: Sequence[str] = ()
) -> Purchases:
    """Return what a model learns from: the purchases with the weights that the caller gave.

    Raises
    ------
    DataError
        As `read_purchases`; if a weight cannot be; if nobody was seen for any time.
    """
    read = read_purchases(summary, whole_time=whole_time, covariates=covariates)
    purchases = read.reweighted(read_weights(summary, sample_weight))
    if not purchases.T.any():  # one who first bought at the very end says nothing and does no harm
        raise DataError("column 'T' is 0 for every customer: nobody was seen for any time after the first.")
    return purchases


def read_traits(customers: pd.DataFrame, covariates: Sequence[str]) -> np.ndarray | None:
    """Return the covariates of each customer as numbers, one column each; None if the model has none.

    Raises
    ------
    DataError
        At the first column that is missing, and the first value that is missing or no number.
    """
    if not covariates:
        return None
    require_columns(customers, covariates)
    return np.column_stack([_trait(customers, column) for column in covariates])


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
    """Return one row per distinct (x, t_x, T, covariates): what an exhibition's yearly data shrink to."""
    first, number = equal_rows(purchases.x, purchases.t_x, purchases.T, traits=purchases.traits)
    weight = np.bincount(number, purchases.weight, minlength=len(first))
    traits = None if purchases.traits is None else purchases.traits[first]
    return Purchases(purchases.x[first], purchases.t_x[first], purchases.T[first], weight, traits)


def equal_rows(*columns: np.ndarray, traits: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Return the first row of each kind of customer, alike in all columns and covariates, and each one's
    kind.

    By hashing, a second for ten million rows: what is costly need be worked out only once for each kind.
    """
    number = np.zeros(len(columns[0]), dtype=np.int64)
    for column in (*columns, *(() if traits is None else traits.T)):
        codes, kinds = pd.factorize(column)
        number, _ = pd.factorize(number * len(kinds) + codes)
    first = np.zeros(number.max(initial=-1) + 1, dtype=np.int64)
    first[number[::-1]] = np.arange(len(number))[::-1]
    return first, number


def _trait(customers: pd.DataFrame, column: str) -> np.ndarray:
    if (times := (customers.columns == column).sum()) > 1:
        raise DataError(f"column {column!r} is there {times} times: a covariate has one column.")
    values = filled_column(customers, column)
    raw = values if values.dtype.kind in "biuf" else values.astype(object)  # no date turns into a number
    numbers = pd.to_numeric(raw, errors="coerce").to_numpy(dtype=float)
    if (bad := ~np.isfinite(numbers)).any():
        wanted = "a finite number: turn words into columns of 0 and 1, as pandas.get_dummies does"
        raise DataError.at(customers, column, bad, wanted)
    return np.asarray(numbers)


def _whole(summary: pd.DataFrame, column: str) -> np.ndarray:
    values = number_column(summary, column, low=0).to_numpy()
    if (bad := values != np.rint(values)).any():
        raise DataError.at(summary, column, bad, "a whole number")
    return np.asarray(values)
