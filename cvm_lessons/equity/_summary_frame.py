"""The columns of the customer summary from purchases by period, whoever counted those."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError
from cvm_lessons.equity._periods import Clock
from cvm_lessons.equity._purchase_table import PurchaseTable

__all__ = ["check_collapse", "check_end", "end_period", "summary_frame"]


def end_period(end: object, clock: Clock) -> int:
    """Return the number of the last period that is looked at.

    Raises
    ------
    ParameterError
        If `end` is no date.
    """
    try:
        moment = pd.Timestamp(end)
    except (TypeError, ValueError) as error:
        raise ParameterError(f"{end!r} is not a date: write it as 2025-12-31.") from error
    if pd.isna(moment):
        raise ParameterError(f"{end!r} is not a date: write it as 2025-12-31.")
    return int(clock.number(pd.Series([moment.tz_localize(None)]))[0])


def check_end(end: object, last: int, oldest: int, date: str) -> None:
    """Raise ParameterError if the last period lies before the oldest purchase."""
    if last < oldest:
        raise ParameterError(f"{end!r} lies before every value of column {date!r}: nothing was observed.")


def check_collapse(collapse: object) -> None:
    """Raise ParameterError unless the argument is true or false."""
    if not isinstance(collapse, bool | np.bool_):
        raise ParameterError(f"collapse={collapse!r} is neither True nor False.")


def summary_frame(
    table: PurchaseTable, customers: pd.Index, last: int, clock: Clock, *, include_first: bool
) -> pd.DataFrame:
    """Return frequency, recency, T and monetary_value of the customers who bought by the last period."""
    frequency = table.purchases - (0 if include_first else 1)
    columns = {
        "frequency": frequency,
        "recency": clock.length(table.last - table.first),
        "T": clock.length(last - table.first),
    }
    if table.total is not None:
        repeat = table.total if include_first else table.total - table.first_value
        columns["monetary_value"] = np.divide(
            repeat, frequency, out=np.zeros(len(repeat)), where=frequency > 0
        )
    there = table.purchases > 0
    summary = pd.DataFrame(columns, index=customers)
    return summary if there.all() else summary[there]
