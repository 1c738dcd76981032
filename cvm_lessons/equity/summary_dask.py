"""The customer summary of a Dask frame: the road past one machine, the same numbers as from a frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, require_columns, require_extra
from cvm_lessons.equity._periods import Clock
from cvm_lessons.equity._purchase_table import PurchaseTable, period_cells, purchase_table, read_transactions
from cvm_lessons.equity._summary_frame import check_collapse, check_end, end_period, summary_frame

if TYPE_CHECKING:
    import dask.dataframe as dd

__all__ = ["customer_summary_of_dask"]


@dataclass(frozen=True)
class Columns:
    """Which columns of the purchases hold the customer, the date and, if asked for, the value; whether
    purchases of one period count as one."""

    customer: str
    date: str
    amount: str | None
    collapse: bool

    @property
    def names(self) -> list[str]:
        """The columns that are read, in this order."""
        return [self.customer, self.date, *([] if self.amount is None else [self.amount])]


def customer_summary_of_dask(
    transactions: dd.DataFrame,
    *,
    customer: str = "customer_id",
    date: str = "date",
    amount: str | None = None,
    end: object = None,
    period: str = "D",
    unit: str | None = None,
    include_first: bool = False,
    collapse: bool = True,
) -> pd.DataFrame:
    """Return `customer_summary` of a Dask frame that no single machine could hold.

    Each worker turns its partitions into one row per customer and period; those rows are shuffled until each
    customer is in one place, and counted there. Only one row per customer comes to the caller, as a pandas
    frame, ready for the models of this room (about 50 bytes each: ten million customers in half a gigabyte).
    It runs on whatever scheduler is at work: the client of a cluster, or threads of this machine.

    Parameters
    ----------
    transactions : dask.dataframe.DataFrame
        One row per purchase, in any order, divided in any way; partitions may be empty.
    customer, date : str
        Columns of the customer and of the day or moment.
    amount : str, optional
        Column of the value; without it there is no monetary_value.
    end : date, optional
        End of observation; the last purchase if left out.
    period : str, default "D"
        As in `customer_summary`.
    unit : str, optional
        As in `customer_summary`.
    include_first : bool, default False
        As in `customer_summary`.
    collapse : bool, default True
        As in `customer_summary`.

    Returns
    -------
    DataFrame
        As `customer_summary` returns it, in memory. Sums of values may differ in their last digit, because
        they are added in another order.

    Raises
    ------
    DataError
        As in `customer_summary`; a fault of a row names its partition too. Of several faults, whichever is
        met first.
    ParameterError
        If a period or unit is unknown, or `end` is no date or lies before every purchase.
    MissingExtraError
        If Dask is not installed.

    Examples
    --------
    >>> import dask.dataframe as dd
    >>> days = ["2025-01-01", "2025-02-10", "2025-01-31"]
    >>> sales = pd.DataFrame({"customer_id": ["A", "B", "A"], "date": days})
    >>> customer_summary_of_dask(dd.from_pandas(sales, npartitions=2), end="2025-03-31").loc["A"].tolist()
    [1.0, 30.0, 89.0]
    """
    frames = require_extra("dask.dataframe", extra="scale", purpose="summarise a Dask frame")
    if not isinstance(transactions, frames.DataFrame):
        kind = type(transactions).__name__
        raise DataError(f"a Dask DataFrame is needed, not {kind}: customer_summary takes a pandas frame.")
    check_collapse(collapse)
    clock, columns = Clock.of(period, unit), Columns(customer, date, amount, collapse)
    require_columns(pd.DataFrame(0, index=[0], columns=transactions.columns), columns.names)
    last = None if end is None else end_period(end, clock)
    counted = _counted(transactions[columns.names], columns, clock, last).sort_values("customer")
    if counted.empty:
        named = ", ".join(map(repr, columns.names))
        raise DataError(f"the frame has no rows; columns {named} need at least one.")
    if last is None:
        last = int(counted["last"].max())
    check_end(end, last, int(counted["oldest"].min()), date)
    customers = pd.Index(np.asarray(counted["customer"]), name=customer)
    return summary_frame(_table(counted), customers, last, clock, include_first=include_first)


def _counted(transactions: Any, columns: Columns, clock: Clock, last: int | None) -> pd.DataFrame:
    """Return one row per customer, counted where the workers are."""
    if isinstance(transactions.dtypes[columns.customer], pd.CategoricalDtype):
        known = transactions[columns.customer].cat.as_known()
        transactions = transactions.assign(**{columns.customer: known})
    spent = {} if columns.amount is None else {"spent": float}
    number = {} if columns.collapse else {"number": "int64"}
    cells = _empty(transactions.dtypes[columns.customer], {"period": "int64", **spent, **number})
    sums = {} if columns.amount is None else {"total": float, "first_value": float}
    numbers = dict.fromkeys(["purchases", "first", "last", "oldest"], "int64")
    counted = _empty(cells["customer"].dtype, {**numbers, **sums})
    by_period = transactions.map_partitions(_cells_of_partition, columns, clock, cells, meta=cells)
    in_one_place = by_period.shuffle("customer", ignore_index=True)
    rows: pd.DataFrame = in_one_place.map_partitions(_count, last, counted, meta=counted).compute()
    return rows


def _empty(customer: Any, columns: dict[str, Any]) -> pd.DataFrame:
    if isinstance(customer, pd.CategoricalDtype):
        customer = customer.categories.dtype
    kinds = {"customer": customer, **columns}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})


def _cells_of_partition(
    part: pd.DataFrame,
    columns: Columns,
    clock: Clock,
    empty: pd.DataFrame,
    partition_info: dict[str, Any] | None = None,
) -> pd.DataFrame:
    """Return what each customer of a partition bought in each period."""
    if part.empty:
        return empty
    try:
        codes, ids, when, value = read_transactions(
            part, columns.customer, columns.date, columns.amount, clock
        )
    except DataError as fault:
        where = "" if partition_info is None else f" (partition {partition_info['number']})"
        raise DataError(f"{str(fault).rstrip('.')}{where}.") from fault
    cells, start = period_cells(codes, when, value, len(ids))
    rows: dict[str, Any] = {"customer": np.repeat(ids, np.diff(cells.indptr))}
    rows["period"] = start + cells.indices.astype(np.int64)
    if value is not None:
        rows["spent"] = cells.data
    if not columns.collapse:
        rows["number"] = period_cells(codes, when, None, len(ids))[0].data
    return pd.DataFrame(rows).astype(empty.dtypes.to_dict())


def _count(cells: pd.DataFrame, last: int | None, empty: pd.DataFrame) -> pd.DataFrame:
    """Return one row per customer of a partition that holds all rows of its customers."""
    if cells.empty:
        return empty
    codes, ids = pd.factorize(cells["customer"])
    when = cells["period"].to_numpy()
    seen = np.ones(len(when), dtype=bool) if last is None else when <= last
    value, number = (
        cells.loc[seen, name].to_numpy() if name in cells else None for name in ("spent", "number")
    )
    table = purchase_table(codes[seen], when[seen], value, np.asarray(ids), number=number)
    rows: dict[str, Any] = {"customer": ids, "purchases": table.purchases, "first": table.first}
    rows |= {"last": table.last, "oldest": int(when.min())}
    if table.total is not None:
        rows |= {"total": table.total, "first_value": table.first_value}
    return pd.DataFrame(rows).astype(empty.dtypes.to_dict())


def _table(counted: pd.DataFrame) -> PurchaseTable:
    purchases, first, last = (counted[name].to_numpy() for name in ("purchases", "first", "last"))
    if "total" not in counted:
        return PurchaseTable(purchases, first, last, None, None)
    return PurchaseTable(
        purchases, first, last, counted["total"].to_numpy(), counted["first_value"].to_numpy()
    )
