"""Models of how satisfaction forms, side by side: what each explains, and what it predicts."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, as_generator, filled_column, number_columns
from cvm_lessons.measurement import fit_linear
from cvm_lessons.satisfaction._checks import check_whole

__all__ = [
    "FORMATION_MODELS",
    "compare_formation",
    "cross_validated_r2",
    "formation_columns",
    "formation_slopes",
]

Models = Mapping[str, Sequence[str]]
FORMATION_MODELS: Models = MappingProxyType(
    {
        "expectation-performance": ("expectation", "performance", "disconfirmation"),
        "norms": ("performance", "norm_best_brand", "norm_product"),
        "value disparity": ("performance", "desired"),
        "affect": ("positive", "negative"),
        "equity": ("equity",),
        "attribution": (
            "disconfirmation",
            "cause_organiser",
            "cause_lasting",
            "cause_avoidable",
            "loss_organiser",
        ),
    }
)


def formation_columns(scores: pd.DataFrame) -> pd.DataFrame:
    """Return the scores with `loss_organiser`: the shortfall, weighted by how far the organiser is blamed.

    Parameters
    ----------
    scores : DataFrame
        What `satisfaction_scores` returns.

    Returns
    -------
    DataFrame
        With one column more: min(disconfirmation, 0) times cause_organiser less its mean.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.

    Examples
    --------
    >>> scores = pd.DataFrame({"disconfirmation": [-2.0, 1.0], "cause_organiser": [6, 4]})
    >>> formation_columns(scores)["loss_organiser"].tolist()
    [-2.0, 0.0]
    """
    numbers = number_columns(scores, ["disconfirmation", "cause_organiser"])
    blame = numbers["cause_organiser"] - numbers["cause_organiser"].mean()
    return scores.assign(loss_organiser=numbers["disconfirmation"].clip(upper=0) * blame + 0.0)


def compare_formation(
    scores: pd.DataFrame,
    outcome: str = "satisfaction",
    *,
    models: Models = FORMATION_MODELS,
    folds: int = 10,
    cluster: str | None = None,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return how well each model explains satisfaction, in the sample and beyond it.

    Parameters
    ----------
    scores : DataFrame
        One row per answer, no value missing; what `formation_columns` returns.
    outcome : str, default "satisfaction"
        Column to explain.
    models : mapping of str to sequence of str
        Predictors of each model; a last row, ``"all together"``, holds every one of them.
    folds : int, default 10
        Parts of the cross-validation.
    cluster : str, optional
        Column of the customer: all answers of one customer fall into one part.
    rng : numpy.random.Generator or int, default 0
        Generator or seed of the parts.

    Returns
    -------
    DataFrame
        Index `model`; columns predictors (count), r2, adjusted_r2, cv_r2, aic and delta_aic (0 for the best).

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary, or there are too few rows.
    ParameterError
        If there are no models or `folds` is out of range.

    References
    ----------
    Oliver (1997), Satisfaction: a behavioral perspective on the consumer, for the models.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> scores = pd.DataFrame(rng.normal(size=(200, 2)), columns=["equity", "positive"])
    >>> scores["satisfaction"] = scores["equity"] + 0.3 * scores["positive"] + rng.normal(size=200)
    >>> table = compare_formation(scores, models={"equity": ["equity"], "affect": ["positive"]})
    >>> table["r2"].round(2).to_dict()
    {'equity': 0.41, 'affect': 0.01, 'all together': 0.46}
    """
    if not models:
        raise ParameterError("models is empty: name at least one model.")
    everything = tuple(dict.fromkeys(name for names in models.values() for name in names))
    candidates = {**models, "all together": everything}
    number_columns(scores, [outcome, *everything])
    fold = _folds(scores, folds, cluster, as_generator(rng))
    rows = {}
    for model, names in candidates.items():
        fit = fit_linear(scores, outcome, list(names))
        residual = fit.residual_sd**2 * (fit.n - len(fit.coefficients)) / fit.n
        aic = fit.n * (np.log(2 * np.pi * residual) + 1) + 2 * (len(fit.coefficients) + 1)
        cv = _cv(number_columns(scores, [outcome, *names]).to_numpy(), fold)
        rows[model] = (len(names), fit.r_squared, fit.adjusted_r_squared, cv, aic)
    columns = ["predictors", "r2", "adjusted_r2", "cv_r2", "aic"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("model")
    return table.assign(delta_aic=table["aic"] - table["aic"].min())


def formation_slopes(
    scores: pd.DataFrame,
    outcome: str = "satisfaction",
    *,
    models: Models = FORMATION_MODELS,
    cluster: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the slopes of each model with their intervals.

    Parameters
    ----------
    scores : DataFrame
        One row per answer, no value missing; what `formation_columns` returns.
    outcome : str, default "satisfaction"
        Column to explain.
    models : mapping of str to sequence of str
        Predictors of each model.
    cluster : str, optional
        Column of the customer, where one answers several times.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        One row per model and predictor; columns model, predictor, estimate, low, high (points per point)
        and standardised.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary.
    ParameterError
        If the level is out of range.

    Examples
    --------
    >>> scores = pd.DataFrame({"equity": [1, 2, 3, 4], "satisfaction": [3.1, 4.9, 7.1, 8.9]})
    >>> formation_slopes(scores, models={"equity": ["equity"]})["estimate"].round(2).tolist()
    [1.96]
    """
    parts = []
    for model, names in models.items():
        table = fit_linear(scores, outcome, list(names), cluster=cluster).to_frame(level=level).iloc[1:]
        table = table.rename(columns={"coefficient": "estimate"}).reset_index(names="predictor")
        parts.append(table[["predictor", "estimate", "low", "high", "standardised"]].assign(model=model))
    whole = pd.concat(parts, ignore_index=True)
    return whole[["model", "predictor", "estimate", "low", "high", "standardised"]]


def cross_validated_r2(
    scores: pd.DataFrame,
    outcome: str,
    predictors: Sequence[str],
    *,
    folds: int = 10,
    cluster: str | None = None,
    rng: np.random.Generator | int = 0,
) -> float:
    """Return the share of variance that a regression explains in answers it has not seen.

    Parameters
    ----------
    scores : DataFrame
        One row per answer, no value missing.
    outcome : str
        Column to explain.
    predictors : sequence of str
        Columns that explain it.
    folds : int, default 10
        Parts; each is predicted from the others.
    cluster : str, optional
        Column of the customer: all answers of one customer fall into one part.
    rng : numpy.random.Generator or int, default 0
        Generator or seed of the parts.

    Returns
    -------
    float
        At most 1; below 0 where the mean would predict better.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value, or there are fewer customers than parts.
    ParameterError
        If `folds` is out of range.

    Examples
    --------
    >>> scores = pd.DataFrame({"equity": range(20), "satisfaction": [2 * x for x in range(20)]})
    >>> round(cross_validated_r2(scores, "satisfaction", ["equity"]), 6)
    1.0
    """
    values = number_columns(scores, [outcome, *predictors]).to_numpy()
    fit_linear(scores, outcome, list(predictors))  # refuses what no regression can carry
    return _cv(values, _folds(scores, folds, cluster, as_generator(rng)))


def _folds(frame: pd.DataFrame, folds: int, cluster: str | None, rng: np.random.Generator) -> np.ndarray:
    check_whole("folds", folds, low=2)
    codes = np.arange(len(frame)) if cluster is None else pd.factorize(filled_column(frame, cluster))[0]
    units = int(codes.max()) + 1
    if units < folds:
        what = "rows" if cluster is None else f"values in column {cluster!r}"
        raise DataError(f"{units} {what} cannot be divided into {folds} parts.")
    chosen: np.ndarray = (rng.permutation(units) % folds)[codes]
    return chosen


def _cv(values: np.ndarray, fold: np.ndarray) -> float:
    y = values[:, 0]
    x = np.column_stack([np.ones(len(y)), values[:, 1:] - values[:, 1:].mean(axis=0)])
    misses = np.empty(len(y))
    for part in range(int(fold.max()) + 1):
        held = fold == part
        solution = np.linalg.lstsq(x[~held], y[~held], rcond=None)[0]
        misses[held] = y[held] - x[held] @ solution
    return float(1 - misses @ misses / ((y - y.mean()) @ (y - y.mean())))
