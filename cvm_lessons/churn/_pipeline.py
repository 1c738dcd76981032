"""From columns of numbers and words to a learner, past the guard against columns that know the future."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sklearn.pipeline import Pipeline

from cvm_lessons.churn.leakage_guard import LeakageGuard

__all__ = ["guarded_pipeline"]


def guarded_pipeline(learner: Any, allow: Sequence[str] = (), *, two_classes: bool = False) -> Pipeline:
    """Return guard, columns and model in a row."""
    from sklearn.compose import ColumnTransformer, make_column_selector
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    numbers = make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler())
    words = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    kinds = [
        ("numbers", numbers, make_column_selector(dtype_include=["number", "bool"])),
        ("words", words, make_column_selector(dtype_exclude=["number", "bool"])),
    ]
    guard = LeakageGuard(allow, two_classes=two_classes)
    return Pipeline([("guard", guard), ("columns", ColumnTransformer(kinds)), ("model", learner)])
