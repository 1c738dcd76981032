"""Columns that know the future: refused by their name, and suspected by how well they know it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin

from cvm_lessons.churn._checks import yes_or_no
from cvm_lessons.core import DataError, check_number, require_columns

__all__ = ["POST_OUTCOME_WORDS", "LeakageGuard", "leakage_report", "post_outcome_word"]

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

    Examples
    --------
    >>> post_outcome_word("final_bill_sent"), post_outcome_word("minutes")
    ('final_bill', None)
    >>> post_outcome_word("contract_end_date", allow=["contract_end_date"]) is None
    True
    """
    if column in allow:
        return None
    name = str(column).lower().replace(" ", "_").replace("-", "_")
    if name in POST_OUTCOME_NAMES:
        return name
    return next((word for word in POST_OUTCOME_WORDS if word in name), None)


class LeakageGuard(TransformerMixin, BaseEstimator):
    """First step of a pipeline: refuses to learn from columns that are written after the event.

    A name proves nothing; it makes somebody look. Who has looked and finds the column known in time names it
    in `allow`.

    Parameters
    ----------
    allow : sequence of str, optional
        Columns that are known before the event whatever their name.

    Examples
    --------
    >>> LeakageGuard().fit(pd.DataFrame({"minutes": [1], "final_bill_sent": [0]}))
    Traceback (most recent call last):
    cvm_lessons.core.errors.DataError: column 'final_bill_sent' looks like one written after the event ...
    """

    def __init__(self, allow: Sequence[str] = ()) -> None:
        self.allow = allow

    def fit(self, X: pd.DataFrame, y: Any = None) -> Self:
        """Check the columns.

        Parameters
        ----------
        X : DataFrame
            Predictors.
        y : array-like, optional
            Outcome.

        Returns
        -------
        LeakageGuard
            Itself.

        Raises
        ------
        DataError
            If a name looks like one of a column written after the event, a column is empty or holds an
            infinite number, the outcome is the same for all, or `X` is no frame.
        """
        require_columns(X, [])
        for column in X.columns:
            if word := post_outcome_word(column, self.allow):
                raise DataError(
                    f"column {column!r} looks like one written after the event (its name holds {word!r}): it "
                    "would predict well here and be empty when it is needed. Leave it out, or name it in "
                    "`allow` if it is known in time."
                )
            _check_usable(X, column)
        if y is not None and pd.Series(np.asarray(y)).nunique() < 2:
            raise DataError("the outcome is the same in every row: there is nothing to learn.")
        self.feature_names_in_ = np.asarray(X.columns, dtype=object)
        self.n_features_in_ = X.shape[1]
        return self

    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        """Return the columns as they are, in the order of the fit.

        Parameters
        ----------
        X : DataFrame
            Predictors.

        Returns
        -------
        DataFrame
            The same columns; others are left behind.

        Raises
        ------
        DataError
            If a column of the fit is missing.
        """
        require_columns(X, list(self.feature_names_in_))
        return X[list(self.feature_names_in_)]

    def get_feature_names_out(self, input_features: Any = None) -> np.ndarray:
        """Return the names of the columns.

        Parameters
        ----------
        input_features : array-like, optional
            Not looked at.

        Returns
        -------
        ndarray
            Of the fit.
        """
        names: np.ndarray = self.feature_names_in_
        return names


def leakage_report(
    frame: pd.DataFrame, outcome: str, columns: Sequence[str], *, suspect: float = SUSPECT_AUC
) -> pd.DataFrame:
    """Return how well each column alone tells who leaves, and which are suspected of knowing the future.

    Parameters
    ----------
    frame : DataFrame
        One row per customer.
    outcome : str
        Column of 0 and 1.
    columns : sequence of str
        Predictors to look at; text counts by the share of leavers of each value.
    suspect : float, default 0.95
        Area under the curve from which on one column alone is too good to be true.

    Returns
    -------
    DataFrame
        Index `column`, the best first; columns auc (0.5 to 1; missing values count as a value of their own),
        word (part of the name that gives it away, or missing), suspected.

    Raises
    ------
    DataError
        If a column is missing, or the outcome is not 0 and 1, both of them.
    ParameterError
        If `suspect` is not from 0.5 to 1.

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
    require_columns(frame, list(columns))
    left = yes_or_no(frame, outcome)
    if left.nunique() < 2:
        raise DataError(f"column {outcome!r} is {left.iloc[0]:.0f} in every row: nothing can be told apart.")
    rows = {}
    for column in columns:
        auc = float(roc_auc_score(left, _as_score(frame[column], left)))
        auc, word = max(auc, 1 - auc), post_outcome_word(column)
        rows[column] = {"auc": auc, "word": word, "suspected": word is not None or auc >= least}
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("column")
    return table.sort_values("auc", ascending=False, kind="stable").astype({"suspected": bool})


def _check_usable(frame: pd.DataFrame, column: str) -> None:
    values = frame[column]
    if values.isna().all():
        raise DataError(f"column {column!r} holds missing values only: leave it out.")
    if pd.api.types.is_numeric_dtype(values.dtype) and (bad := np.isinf(values.astype(float))).any():
        raise DataError.at(frame, column, bad, "a finite number or a missing value")


def _as_score(values: pd.Series, left: pd.Series) -> np.ndarray:
    if pd.api.types.is_numeric_dtype(values.dtype):
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
