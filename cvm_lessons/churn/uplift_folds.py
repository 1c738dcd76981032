"""Uplift of the customers of a trial by models that have not seen them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.base import clone

from cvm_lessons.churn._checks import check_count
from cvm_lessons.churn._uplift_trial import UpliftModel
from cvm_lessons.churn.uplift_models import TransformedOutcomeUplift, TwoModelUplift
from cvm_lessons.core import DataError, ParameterError

__all__ = ["out_of_fold_uplift"]


def out_of_fold_uplift(
    model: TwoModelUplift | TransformedOutcomeUplift,
    trial: pd.DataFrame,
    *,
    folds: int = 5,
    rng: int = 0,
) -> pd.Series:
    """Return the uplift of each customer of a trial by a model that has not seen the customer.

    Parameters
    ----------
    model : TwoModelUplift or TransformedOutcomeUplift
        Not changed: each fold has a copy.
    trial : DataFrame
        One row per customer of the trial.
    folds : int, default 5
        Parts, each with its share of the treated and of those who responded.
    rng : int, default 0
        Seed of the folds.

    Returns
    -------
    Series
        With the index of `trial`, to be judged by `qini_curve`.

    Raises
    ------
    DataError
        If the model cannot be fitted to a fold.
    ParameterError
        If `model` is none of the two, or `folds` or the seed is out of range.
    """
    from sklearn.model_selection import StratifiedKFold

    check_count("folds", folds, low=2)
    if not isinstance(model, UpliftModel):
        raise ParameterError(
            f"model is a {type(model).__name__}: a TwoModelUplift or a TransformedOutcomeUplift is needed."
        )
    check_count("rng", rng, low=0, high=2**32 - 1)
    arms, _, y = model.checked_trial(trial)
    strata = 2 * arms + (y > y.median())
    if int(strata.value_counts().min()) < folds:
        raise DataError(f"{len(trial)} customers are too few for {folds} folds with both arms and answers.")
    found = pd.Series(np.nan, index=trial.index, name="uplift")
    splitter = StratifiedKFold(folds, shuffle=True, random_state=rng)
    for learn, judge in splitter.split(trial, strata):
        fitted = clone(model).fit(trial.iloc[learn])
        found.iloc[judge] = fitted.expected_uplift(trial.iloc[judge]).to_numpy()
    return found
