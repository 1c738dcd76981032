"""The first step of each pipeline here: refuses to learn from columns that know the future."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype, is_timedelta64_dtype
from sklearn.base import BaseEstimator, TransformerMixin

from cvm_lessons.churn._checks import column_names
from cvm_lessons.churn.leakage import post_outcome_word
from cvm_lessons.core import DataError, number_column, require_columns

__all__ = ["LeakageGuard"]

# Words of which more than so large a part of the rows has its own are names of customers, not kinds.
MOST_KINDS, FEWEST_ROWS = 0.5, 20


class LeakageGuard(TransformerMixin, BaseEstimator):
    """First step of a pipeline: refuses to learn from columns that are written after the event.

    A name proves nothing; it makes somebody look. Who has looked and finds the column known in time names it
    in `allow`. Dates are refused, too: a day may lie after the event, and one learned by heart says nothing
    of later ones; days before the snapshot are a number. So are columns in which most rows have a word of
    their own, such as names of customers.

    Parameters
    ----------
    allow : sequence of str, optional
        Columns that are known before the event whatever their name.
    two_classes : bool, default False
        Whether the outcome must be 0 and 1.

    Examples
    --------
    >>> LeakageGuard().fit(pd.DataFrame({"minutes": [1], "final_bill_sent": [0]}))
    Traceback (most recent call last):
    cvm_lessons.core.errors.DataError: column 'final_bill_sent' looks like one written after the event ...
    """

    def __init__(self, allow: Sequence[str] = (), *, two_classes: bool = False) -> None:
        self.allow = allow
        self.two_classes = two_classes

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
            If a name looks like one of a column written after the event, a column comes twice, is empty,
            holds an infinite number, dates or names, or `X` is no frame; if the outcome is the same for all,
            has a missing value or other rows than `X`.
        ParameterError
            If `allow` is no list.
        """
        require_columns(X, [])
        allowed = column_names("allow", self.allow)
        if (twice := X.columns[X.columns.duplicated()]).size:
            raise DataError(f"column {twice[0]!r} comes twice: leave one of the two out.")
        for column in X.columns:
            if word := post_outcome_word(column, allowed):
                raise DataError(
                    f"column {column!r} looks like one written after the event (its name holds {word!r}): it "
                    "would predict well here and be empty when it is needed. Leave it out, or name it in "
                    "`allow` if it is known in time."
                )
            _check_usable(X, column)
        if y is None and self.two_classes:
            raise DataError("the outcome is missing: call fit(predictors, outcome).")
        if y is not None:
            _check_outcome(X, y, two_classes=self.two_classes)
        self.numbers_ = [column for column in X.columns if is_numeric_dtype(X[column].dtype)]
        self.feature_names_in_ = np.asarray(X.columns, dtype=object)
        self.n_features_in_ = X.shape[1]
        return self

    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        """Return the columns in the order of the fit, numbers as floats and words as text.

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
            If a column of the fit is missing, or one of numbers holds a word or an infinite number.
        """
        names = list(self.feature_names_in_)
        require_columns(X, names)
        return pd.DataFrame(
            {
                name: number_column(X, name, missing=True) if name in self.numbers_ else _as_text(X[name])
                for name in names
            }
        )

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


def _check_usable(frame: pd.DataFrame, column: str) -> None:
    values = frame[column]
    if values.isna().all():
        raise DataError(f"column {column!r} holds missing values only: leave it out.")
    if is_numeric_dtype(values.dtype):
        if (bad := np.isinf(values.astype(float))).any():
            raise DataError.at(frame, column, bad, "a finite number or a missing value")
        return
    if is_datetime64_any_dtype(values.dtype) or is_timedelta64_dtype(values.dtype):
        raise DataError(
            f"column {column!r} holds dates or spans of time: give them as a number of days before the "
            "snapshot, at which nothing later was known."
        )
    if len(values) >= FEWEST_ROWS and _as_text(values).nunique() > MOST_KINDS * len(values):
        raise DataError(
            f"column {column!r} has a word of its own in most rows: it names customers and says nothing of "
            "others. Leave it out, or group its words."
        )


def _check_outcome(frame: pd.DataFrame, outcome: Any, *, two_classes: bool) -> None:
    """Raise unless the outcome has a value for each row of the frame, in its order, and two at least."""
    known = outcome if isinstance(outcome, pd.Series) else pd.Series(np.asarray(outcome).ravel())
    if len(known) != len(frame):
        raise DataError(f"the outcome has {len(known)} rows, the predictors have {len(frame)}.")
    if isinstance(outcome, pd.Series) and not outcome.index.equals(frame.index):
        raise DataError(
            "the outcome and the predictors have other rows, or the same in another order: take both from "
            "one frame, or pass the outcome as an array."
        )
    if (missing := known.isna()).any():
        row = frame.index[int(missing.to_numpy().argmax())]
        raise DataError(f"the outcome, row {row}: missing. Leave out who may still leave in time.")
    if two_classes and not known.isin([0, 1]).all():
        raise DataError("the outcome is not 0 and 1 (or false and true): 1 stands for who left.")
    if known.nunique() < 2:
        raise DataError("the outcome is the same in every row: there is nothing to learn.")


def _as_text(values: pd.Series) -> pd.Series:
    """Return words as text, in whatever kind of column they came; the missing ones stay missing."""
    words = values.astype(object)
    return words.map(str).where(values.notna(), None).astype(object)
