"""Which hidden Markov model to keep: criteria, and the likelihood of customers kept out of the fit."""

from __future__ import annotations

import warnings
from collections.abc import Mapping

import numpy as np
import pandas as pd
from sklearn.base import clone

from cvm_lessons.core import DataError, ParameterError, as_generator, filled_column
from cvm_lessons.lifecycle._checks import check_count
from cvm_lessons.lifecycle.hidden_markov import HiddenMarkovModel

__all__ = ["compare_models"]


def compare_models(
    models: Mapping[str, HiddenMarkovModel],
    panel: pd.DataFrame,
    *,
    folds: int = 5,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return how well models with other numbers of stages, or other emissions, tell what is seen.

    The criteria punish parameters; the likelihood of customers kept out of the fit needs no such rule. With
    more stages than there are, BIC grows first, and the held-out likelihood stops growing.

    Parameters
    ----------
    models : mapping of str to HiddenMarkovModel
        Models by name, over the same columns: their likelihoods compare only then. They are copied, fitted
        to `panel` from random starts, and not changed.
    panel : DataFrame
        One row per customer and period.
    folds : int, default 5
        Groups of customers, each kept out in turn.
    rng : numpy.random.Generator or int, default 0
        Generator or seed of the groups.

    Returns
    -------
    DataFrame
        Index model; stages, free (parameters), loglik, aic, bic (per customer), converged, held_out
        (log-likelihood per customer kept out), held_out_se (its standard error over customers).

    Raises
    ------
    DataError
        If there are fewer customers than folds, or a model cannot be fitted to the panel.
    ParameterError
        If `models` is no mapping of models over the same columns, or a number is out of range.

    References
    ----------
    Zucchini and MacDonald (2009), Hidden Markov Models for Time Series, section 6.1, for the criteria.

    Examples
    --------
    >>> true = HiddenMarkovModel.from_params(
    ...     ["cool", "warm"], {"orders": "poisson"}, initial=[0.5, 0.5],
    ...     transition=[[0.8, 0.2], [0.2, 0.8]], parameters={"orders": [0.5, 5.0]})
    >>> plan = {f"{len(stages)} stages": HiddenMarkovModel(list(stages), {"orders": "poisson"}, restarts=2)
    ...         for stages in ("ab", "abc")}
    >>> table = compare_models(plan, true.simulate(60, 5), folds=2)
    >>> table["bic"].idxmin()
    '2 stages'
    """
    _check_models(models)
    count = check_count("folds", folds, low=2)
    generator = as_generator(rng)
    names = {model.customer for model in models.values()}
    if len(names) > 1:
        raise ParameterError(f"the models name different columns of the customer: {', '.join(names)}.")
    who = filled_column(panel, next(iter(names)))
    order = generator.permutation(who.unique())
    if len(order) < count:
        raise DataError(f"{len(order)} customers are too few for {count} folds.")
    fold = who.map({name: place % count for place, name in enumerate(order)})
    rows = {name: _one(model, panel, who, fold.to_numpy()) for name, model in models.items()}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("model")


def _one(
    model: HiddenMarkovModel, panel: pd.DataFrame, who: pd.Series, fold: np.ndarray
) -> dict[str, object]:
    whole = clone(model).fit(panel)
    each = []
    for turn in range(fold.max() + 1):
        with warnings.catch_warnings():  # what there is to warn of, the fit to the whole panel has said
            warnings.simplefilter("ignore")
            part = clone(model).fit(panel[fold != turn])
        each.append(part.customer_log_likelihood(panel[fold == turn]))
    held = pd.concat(each)
    return {
        "stages": len(model.stages),
        "free": whole.free_parameters(),
        "loglik": whole.loglik_,
        "aic": whole.aic(),
        "bic": whole.bic(),
        "converged": whole.converged_,
        "held_out": float(held.mean()),
        "held_out_se": float(held.std() / np.sqrt(who.nunique())),
    }


def _check_models(models: Mapping[str, HiddenMarkovModel]) -> None:
    if not isinstance(models, Mapping) or not models:
        raise ParameterError("models is no mapping of names to HiddenMarkovModel.")
    for name, model in models.items():
        if not isinstance(model, HiddenMarkovModel):
            raise ParameterError(f"models[{name!r}] is no HiddenMarkovModel, but a {type(model).__name__}.")
    first = next(iter(models))
    for name, model in models.items():
        if set(model.emissions) != set(models[first].emissions):
            raise ParameterError(
                f"models[{name!r}] reads other columns than {first!r}: their likelihoods do not compare."
            )
