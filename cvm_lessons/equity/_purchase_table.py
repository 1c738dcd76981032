"""Purchases sorted by customer and period in one pass: the counting sort of a sparse matrix."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from cvm_lessons.core import DataError, filled_column, number_column, require_columns
from cvm_lessons.equity._periods import Clock

__all__ = ["PurchaseTable", "negative_spending", "period_cells", "purchase_table", "read_transactions"]

DENSE = 4  # whole-number ids are their own codes while the largest is below so many times the rows
EMPTY = 0
ROWS_AT_ONCE = (
    250_000  # temporaries of so many rows stay in the cache; fresh memory costs more than arithmetic
)


@dataclass(frozen=True, eq=False)
class PurchaseTable:
    """Per customer: number of purchases, periods of the first and the last, value of all and of the
    first."""

    purchases: np.ndarray
    first: np.ndarray
    last: np.ndarray
    total: np.ndarray | None
    first_value: np.ndarray | None


def read_transactions(
    transactions: pd.DataFrame, customer: str, date: str, amount: str | None, clock: Clock
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray | None]:
    """Return codes of the customers, the customers in ascending order, period numbers and values.

    Raises
    ------
    DataError
        If a column is missing, there are no rows, or a value is missing, no date or no number.
    """
    require_columns(transactions, [customer, date, *([] if amount is None else [amount])])
    codes, ids = _codes(filled_column(transactions, customer))
    when = _period_numbers(_moments(transactions, date), clock)
    value = None if amount is None else number_column(transactions, amount).to_numpy()
    return codes, ids, when, value


def period_cells(
    codes: np.ndarray, when: np.ndarray, value: np.ndarray | None, customers: int
) -> tuple[csr_array, int]:
    """Return what each customer (row) spent in each period (column), and the number of the first column."""
    start = int(when.min()) if len(when) else EMPTY
    width = int(when.max()) - start + 1 if len(when) else 1
    # Sorting is by counting, so that ten million rows take about a second; one entry per customer and period.
    spent = np.ones(len(codes), dtype=np.float32) if value is None else value
    column = np.subtract(when, start, dtype=np.int32)
    cells = coo_array((spent, (codes, column)), shape=(customers, width)).tocsr()
    cells.sum_duplicates()
    return cells, start


def purchase_table(
    codes: np.ndarray,
    when: np.ndarray,
    value: np.ndarray | None,
    ids: np.ndarray,
    *,
    number: np.ndarray | None = None,
) -> PurchaseTable:
    """Return the purchases of each customer: those of one period taken together, or as many as `number` says
    of each row.

    Of several purchases in the first period, the first one is worth their mean: no order is told among them.

    Raises
    ------
    DataError
        If what a customer spent in a period is less than 0.
    """
    customers = len(ids)
    cells, start = period_cells(codes, when, value, customers)
    edges = cells.indptr.astype(np.int64)
    if value is not None and (negative := np.flatnonzero(cells.data < 0)).size:
        who = ids[np.searchsorted(edges, negative[0], side="right") - 1]
        raise negative_spending(who, cells.data[negative[0]])
    purchases = np.diff(edges)
    some = np.flatnonzero(purchases)
    first, last = np.zeros(customers, dtype=np.int64), np.zeros(customers, dtype=np.int64)
    first[some] = start + cells.indices[edges[some]]
    last[some] = start + cells.indices[edges[some + 1] - 1]
    at_first = np.ones(customers)
    if number is not None:
        purchases = _added(codes, number, customers)
        opening = when == first[codes]
        at_first = np.maximum(_added(codes[opening], number[opening], customers), 1)
    if value is None:
        return PurchaseTable(purchases, first, last, None, None)
    total, first_value = np.zeros(customers), np.zeros(customers)
    total[some] = np.add.reduceat(cells.data, edges[some]) if len(some) else 0.0
    first_value[some] = cells.data[edges[some]]
    return PurchaseTable(purchases, first, last, total, first_value / at_first)


def _added(codes: np.ndarray, number: np.ndarray, customers: int) -> np.ndarray:
    return np.bincount(codes, number, minlength=customers).astype(np.int64)


def negative_spending(customer: object, spent: float) -> DataError:
    """Return the error for a customer who is paid more than they paid in a period."""
    return DataError(
        f"customer {customer} spent {spent:g} in one period, less than 0: "
        "take refunds off the purchase that they belong to."
    )


def _codes(customers: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Return a number per row and the sorted customers; no sorting where ids are small whole numbers."""
    values = customers.to_numpy()
    if values.dtype.kind in "iu":
        low, high = int(values.min()), int(values.max())
        if low >= 0 and high < DENSE * len(values):
            there = np.zeros(high + 1, dtype=bool)
            there[values] = True
            ids = np.flatnonzero(there)
            if len(ids) == high + 1:
                return values.astype(np.int32), ids.astype(values.dtype)
            position = np.cumsum(there, dtype=np.int32) - 1
            return position[values], ids.astype(values.dtype)
    codes, ids = pd.factorize(customers, sort=True)
    if isinstance(customers.dtype, pd.CategoricalDtype):  # sorted as the categories happen to be listed
        rank, ids = pd.factorize(np.asarray(ids), sort=True)
        codes = rank[codes]
    return codes.astype(np.int32), np.asarray(ids)


def _period_numbers(moments: pd.Series, clock: Clock) -> np.ndarray:
    numbers = np.empty(len(moments), dtype=np.int32)
    for start in range(0, len(numbers), ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        numbers[rows] = clock.number(moments.iloc[rows])
    return numbers


def _moments(transactions: pd.DataFrame, date: str) -> pd.Series:
    raw = filled_column(transactions, date)
    if isinstance(raw.dtype, pd.DatetimeTZDtype):
        return raw.dt.tz_localize(None)
    if raw.dtype.kind == "M":
        return raw
    if raw.dtype.kind in "iufb":
        raise DataError.at(
            transactions, date, np.ones(len(raw), dtype=bool), "a date: turn it into one first"
        )
    moments = pd.to_datetime(raw, errors="coerce", format="ISO8601")
    if (bad := moments.isna()).any():
        raise DataError.at(transactions, date, bad, "a date like 2025-12-31")
    return moments
