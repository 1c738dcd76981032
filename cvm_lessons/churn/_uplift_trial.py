"""What the models of uplift share: the checks of a trial, the learner, and the columns of new customers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, clone
from sklearn.pipeline import Pipeline

from cvm_lessons.churn._checks import column_names, yes_or_no
from cvm_lessons.churn._pipeline import guarded_pipeline
from cvm_lessons.core import DataError, ParameterError, number_column, require_columns

__all__ = ["UpliftModel", "expected_outcome"]


class UpliftModel(BaseEstimator):
    """Base of the models: subclasses set predictors, treated, outcome, estimator and allow, and learn."""

    predictors: Sequence[str]
    treated: str
    outcome: str
    estimator: Any
    allow: Sequence[str]

    def checked_trial(self, trial: pd.DataFrame) -> tuple[pd.Series, pd.DataFrame, pd.Series]:
        """Return the arm, the predictors and the outcome of a trial, checked."""
        names = column_names("predictors", self.predictors)
        if isinstance(self.predictors, str) or not names or {self.treated, self.outcome} & set(names):
            raise ParameterError(
                f"predictors={self.predictors!r}: give a list of columns, without {self.treated!r} and "
                f"{self.outcome!r}."
            )
        require_columns(trial, [self.treated, self.outcome, *names])
        arms = yes_or_no(trial, self.treated)
        if arms.nunique() < 2:
            raise DataError(f"column {self.treated!r} is {arms.iloc[0]:.0f} in every row: no other arm.")
        return arms, trial[names], number_column(trial, self.outcome)

    def learned(self, x: pd.DataFrame, y: pd.Series, *, classes: bool) -> Pipeline:
        """Return a pipeline past the guard, fitted with the learner given or the usual one."""
        if self.estimator is not None and not hasattr(self.estimator, "fit"):
            raise ParameterError(f"estimator={self.estimator!r} is no estimator of scikit-learn.")
        learner = clone(self.estimator) if self.estimator is not None else _usual_learner(classes)
        return guarded_pipeline(learner, self.allow).fit(x, y.astype(int) if classes else y)

    def known_of(self, customers: pd.DataFrame, fitted: str) -> pd.DataFrame:
        """Return the predictors of new customers, once the model has learned what is called `fitted`."""
        if not hasattr(self, fitted):
            raise ParameterError(f"{type(self).__name__} is not fitted: call fit(trial) first.")
        require_columns(customers, list(self.predictors))
        return customers[list(self.predictors)]


def expected_outcome(pipeline: Any, x: pd.DataFrame) -> np.ndarray:
    """Return the chance of a 1, or the number that a regressor expects."""
    if hasattr(pipeline, "predict_proba"):
        chances: np.ndarray = pipeline.predict_proba(x)[:, 1]
        return chances
    values: np.ndarray = pipeline.predict(x)
    return values


def _usual_learner(classes: bool) -> Any:
    """Return the learner that is used where none is given."""
    from sklearn.linear_model import LogisticRegression, Ridge

    return LogisticRegression(C=1.0, max_iter=1000) if classes else Ridge(alpha=1.0)
