"""Steps that the models of uplift share."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.churn._checks import yes_or_no
from cvm_lessons.core import DataError, ParameterError, number_column, require_columns

__all__ = ["check_fitted", "checked_trial", "expected_outcome", "usual_learner"]


def checked_trial(model: Any, trial: pd.DataFrame) -> tuple[pd.Series, pd.DataFrame, pd.Series]:
    """Return the arm, the predictors and the outcome of a trial, checked."""
    names = list(model.predictors)
    if isinstance(model.predictors, str) or not names or {model.treated, model.outcome} & set(names):
        raise ParameterError(
            f"predictors={model.predictors!r}: give a list of columns, without {model.treated!r} and "
            f"{model.outcome!r}."
        )
    require_columns(trial, [model.treated, model.outcome, *names])
    arms = yes_or_no(trial, model.treated)
    if arms.nunique() < 2:
        raise DataError(f"column {model.treated!r} is {arms.iloc[0]:.0f} in every row: no other arm.")
    return arms, trial[names], number_column(trial, model.outcome)


def usual_learner(binary: bool) -> Any:
    """Return the learner that is used where none is given."""
    from sklearn.linear_model import LogisticRegression, Ridge

    return LogisticRegression(C=1.0, max_iter=1000) if binary else Ridge(alpha=1.0)


def expected_outcome(pipeline: Any, x: pd.DataFrame) -> np.ndarray:
    """Return the chance of a 1, or the number that a regressor expects."""
    if hasattr(pipeline, "predict_proba"):
        chances: np.ndarray = pipeline.predict_proba(x)[:, 1]
        return chances
    values: np.ndarray = pipeline.predict(x)
    return values


def check_fitted(model: Any, learned: str) -> None:
    """Raise unless the model has learned."""
    if not hasattr(model, learned):
        raise ParameterError(f"{type(model).__name__} is not fitted: call fit(trial) first.")
