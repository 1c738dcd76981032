"""Columns that know the future: known by their name, and suspected by how well they know it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype, is_timedelta64_dtype

from cvm_lessons.churn._checks import column_names, yes_or_no
from cvm_lessons.core import DataError, ParameterError, check_number, filled_column, require_columns

__all__ = ["POST_OUTCOME_WORDS", "leakage_report", "post_outcome_word"]

# Parts of names of columns that are written when, or because, a customer leaves.
POST_OUTCOME_WORDS = (
    "churn",
    "exit",
    "leav",
    "cancel",
    "terminat",
    "deactivat",
    "closed",
    "close_date",
    "final_bill",
    "final_invoice",
    "end_date",
    "last_day",
    "renewed",
    "stayed",
    "retained",
    "win_back",
    "winback",
    "refund_of_deposit",
    "流失",
    "离网",
    "退网",
    "退订",
    "销户",
    "注销",
    "未续",
    "已续",
    "续约结果",
)
# Whole names of the same kind, whose parts occur in honest ones, such as contract_months_left.
POST_OUTCOME_NAMES = ("left", "has_left", "left_on", "left_at", "left_date", "date_left", "gone", "lost")
# No honest predictor of leaving months ahead has come near this alone.
SUSPECT_AUC = 0.95


def post_outcome_word(column: str, allow: Collection[str] = ()) -> str | None:
    """Return the part of a column's name that says it is written after the event.

    Parameters
    ----------
    column : str
        Name of the column.
    allow : collection of str
        Names for which somebody vouches: they are known before the event.

    Returns
    -------
    str or None
        None where the name says nothing of the kind.

    Raises
    ------
    ParameterError
        If `column` is no name or `allow` no list of names.

    Examples
    --------
    >>> post_outcome_word("final_bill_sent"), post_outcome_word("minutes")
    ('final_bill', None)
    >>> post_outcome_word("contract_end_date", allow=["contract_end_date"]) is None
    True
    """
    if not isinstance(column, Hashable):
        raise ParameterError(f"column is a {type(column).__name__}: give the name of a column.")
    if column in column_names("allow", allow):
        return None
    name = str(column).lower().replace(" ", "_").replace("-", "_")
    if name in POST_OUTCOME_NAMES:
        return name
    return next((word for word in POST_OUTCOME_WORDS if word in name), None)


def leakage_report(
    frame: pd.DataFrame,
    outcome: str,
    columns: Sequence[str],
    *,
    at: str | None = None,
    suspect: float = SUSPECT_AUC,
) -> pd.DataFrame:
    """Return how well each column alone tells who leaves, and which are suspected of knowing the future.

    Parameters
    ----------
    frame : DataFrame
        One row per customer.
    outcome : str
        Column of 0 and 1.
    columns : sequence of str
        Predictors to look at; text counts by the share of leavers of each value, which flatters text of many
        values.
    at : str, optional
        Column of the day on which the customer was looked at: a column of dates with a later one knows what
        came after it.
    suspect : float, default 0.95
        Area under the curve from which on one column alone is too good to be true.

    Returns
    -------
    DataFrame
        Index `column`, the best first; columns auc (0.5 to 1; missing values count as a value of their own),
        word (part of the name that gives it away, or missing), later (with `at`: share of the rows with a
        date after it; missing for what is no date), suspected.

    Raises
    ------
    DataError
        If a column is missing, the outcome is not 0 and 1, both of them, or `at` is no column of dates.
    ParameterError
        If `suspect` is not from 0.5 to 1, or no column is named.

    References
    ----------
    Kaufman, Rosset, Perlich and Stitelman (2012), Leakage in data mining, ACM Transactions on Knowledge
    Discovery from Data 6(4), 15.

    Examples
    --------
    >>> frame = pd.DataFrame({"left": [0, 0, 1, 1], "minutes": [9, 5, 6, 4], "final_bill": [0, 0, 1, 1]})
    >>> leakage_report(frame, "left", ["minutes", "final_bill"])["suspected"].to_dict()
    {'final_bill': True, 'minutes': False}
    """
    from sklearn.metrics import roc_auc_score

    least = check_number("suspect", suspect, low=0.5, high=1)
    names = column_names("columns", columns)
    if not names:
        raise ParameterError("columns is empty: name one or more.")
    require_columns(frame, names)
    left = yes_or_no(frame, outcome)
    if left.nunique() < 2:
        raise DataError(f"column {outcome!r} is {left.iloc[0]:.0f} in every row: nothing can be told apart.")
    day = _dates(filled_column(frame, at)) if at is not None else None
    if at is not None and day is None:
        raise DataError(f"column {at!r} holds no dates: name the column of the day of the snapshot.")
    rows: dict[str, dict[str, Any]] = {}
    for column in names:
        auc = float(roc_auc_score(left, _as_score(frame[column], left)))
        auc, word = max(auc, 1 - auc), post_outcome_word(column)
        rows[column] = {"auc": auc, "word": word}
        dates = None if day is None else _dates(frame[column])
        if day is not None:
            rows[column]["later"] = float("nan") if dates is None else float((dates > day).mean())
        late = rows[column].get("later", 0.0) > 0
        rows[column]["suspected"] = word is not None or auc >= least or late
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("column")
    return table.sort_values("auc", ascending=False, kind="stable").astype({"suspected": bool})


def _dates(values: pd.Series) -> pd.Series | None:
    """Return a column of dates as such, or nothing if it holds anything else."""
    if is_numeric_dtype(values.dtype) or values.isna().all():
        return None
    days = pd.to_datetime(values.astype(object), errors="coerce", format="ISO8601", utc=True)
    return None if (days.isna() & values.notna()).any() else days


def _as_score(values: pd.Series, left: pd.Series) -> np.ndarray:
    if is_datetime64_any_dtype(values.dtype) or is_timedelta64_dtype(values.dtype):
        values = values.astype("int64").astype(float).where(values.notna())
    if is_numeric_dtype(values.dtype):
        numbers = values.astype(float)
        if not numbers.isna().any():
            return np.asarray(numbers)
        # A missing value may itself tell who leaves: rank it where its share of leavers puts it.
        share = float(left[numbers.isna()].mean())
        known = left[numbers.notna()].mean() if numbers.notna().any() else 0.0
        low, high = (numbers.min() - 1, numbers.max() + 1) if numbers.notna().any() else (0.0, 0.0)
        return np.asarray(numbers.fillna(high if share > known else low))
    labels = values.astype(object).where(values.notna(), "missing").astype(str)
    scores: np.ndarray = left.groupby(labels).transform("mean").to_numpy()
    return scores
