"""A customer satisfaction index from 0 to 100: its score, and what drives it."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, check_choice, check_number, number_columns
from cvm_lessons.measurement import PartialLeastSquaresPathModel
from cvm_lessons.satisfaction.index_models import INDEX_COLUMNS, INDEX_MODELS

__all__ = ["index_drivers", "index_model", "index_score", "satisfaction_index"]

TEN = (1.0, 10.0)


def index_model(
    name: str = "acsi", *, columns: Mapping[str, Sequence[str]] = INDEX_COLUMNS, scheme: str = "path"
) -> PartialLeastSquaresPathModel:
    """Return the PLS path model of an index, ready to be fitted.

    Parameters
    ----------
    name : {"scsb", "acsi", "ecsi", "ccsi"}
        Which index.
    columns : mapping of str to sequence of str
        Columns that measure each construct.
    scheme : {"path", "centroid", "factorial"}
        Inner weighting.

    Returns
    -------
    PartialLeastSquaresPathModel
        With all blocks reflective.

    Raises
    ------
    ParameterError
        If there is no such index, or a construct has no columns.

    References
    ----------
    Fornell (1992), Journal of Marketing 56(1), 6-21; Fornell and others (1996), Journal of Marketing 60(4),
    7-18; Tenenhaus and others (2005), Computational Statistics & Data Analysis 48(1), 159-205.

    Examples
    --------
    >>> index_model("acsi")
    PartialLeastSquaresPathModel of 6 constructs, 9 paths, 15 items: not fitted
    """
    chosen = INDEX_MODELS[check_choice("name", name, tuple(INDEX_MODELS))]
    return PartialLeastSquaresPathModel(chosen.paths, chosen.blocks(columns), scheme=scheme)


def index_score(
    means: Sequence[float], weights: Sequence[float], *, low: float = 1, high: float = 10
) -> float:
    """Return the index of items from their means and weights, from 0 to 100.

    (Σw·mean - Σw·low) / (Σw·(high - low)) · 100, with weights of the items as asked, not standardised.

    Parameters
    ----------
    means : sequence of float
        Mean of each item.
    weights : sequence of float
        Weight of each item, above 0.
    low, high : float
        Ends of the items' scale.

    Returns
    -------
    float
        0 if everybody gives the lowest answer, 100 if everybody gives the highest.

    Raises
    ------
    ParameterError
        If the two differ in length, a weight is not above 0, or a mean is off the scale.

    References
    ----------
    Fornell and others (1996), Journal of Marketing 60(4), 7-18.

    Examples
    --------
    >>> round(index_score([8, 7, 6.5], [0.4, 0.35, 0.25]), 2)
    69.72
    """
    if len(means) != len(weights) or not len(means):
        raise ParameterError(f"{len(means)} means and {len(weights)} weights: one weight per item is needed.")
    if not check_number("low", low) < check_number("high", high):
        raise ParameterError(f"low={low:g} is not below high={high:g}.")
    m = np.array([check_number("means", mean, low=low, high=high) for mean in means])
    w = np.array([check_number("weights", weight, low=0) for weight in weights])
    if (w == 0).any():
        raise ParameterError("a weight is 0: leave the item out, or give it a weight above 0.")
    return float(100 * (w @ m - w.sum() * low) / (w.sum() * (high - low)))


def satisfaction_index(
    answers: pd.DataFrame,
    model: PartialLeastSquaresPathModel,
    construct: str = "satisfaction",
    *,
    scale: tuple[float, float] = TEN,
) -> pd.Series:
    """Return each customer's index of one construct, from 0 to 100; its mean is the index.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, with the columns of the construct.
    model : PartialLeastSquaresPathModel
        Fitted, such as ``index_model("acsi").fit(answers)``.
    construct : str, default "satisfaction"
        Which construct; its items share the scale.
    scale : tuple of float, default (1, 10)
        Lowest and highest answer.

    Returns
    -------
    Series
        With the index of `answers`.

    Raises
    ------
    DataError
        If an answer is missing or off the scale.
    ParameterError
        If the model has no such construct.

    References
    ----------
    Fornell and others (1996), Journal of Marketing 60(4), 7-18.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> quality = rng.normal(size=200)
    >>> names = ["q1", "q2", "sat_overall", "sat_ideal"]
    >>> noise = rng.normal(size=(200, 4))
    >>> raw = np.clip(np.round(6 + 1.5 * quality[:, None] + noise), 1, 10)
    >>> answers = pd.DataFrame(raw, columns=names)
    >>> blocks = {"quality": names[:2], "satisfaction": names[2:]}
    >>> model = PartialLeastSquaresPathModel({"satisfaction": ["quality"]}, blocks).fit(answers)
    >>> bool(50 < satisfaction_index(answers, model).mean() < 65)
    True
    """
    items = list(model.blocks[check_choice("construct", construct, tuple(model.blocks))])
    low, high = scale
    numbers = number_columns(answers, items, low=low, high=high)
    weights = _raw_weights(model, items)
    values = 100 * (numbers.to_numpy() @ weights / weights.sum() - low) / (high - low)
    return pd.Series(values, index=answers.index, name=construct)


def index_drivers(
    answers: pd.DataFrame,
    model: PartialLeastSquaresPathModel,
    target: str = "satisfaction",
    *,
    scale: tuple[float, float] = TEN,
) -> pd.DataFrame:
    """Return each driver's index and by how much the target rises per point of it.

    Parameters
    ----------
    answers : DataFrame
        The answers the model was fitted to.
    model : PartialLeastSquaresPathModel
        Fitted.
    target : str, default "satisfaction"
        The construct to raise.
    scale : tuple of float, default (1, 10)
        Lowest and highest answer of the items.

    Returns
    -------
    DataFrame
        Index `driver`; columns score (0-100), total_effect (standard deviations), impact (points of the
        target per point of the driver, all ways together) and gain_5 (points of the target for 5 of the
        driver); strongest first.

    Raises
    ------
    DataError
        If an answer is missing or off the scale.
    ParameterError
        If the model has no such construct.

    References
    ----------
    Fornell and others (1996), Journal of Marketing 60(4), 7-18.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> quality = rng.normal(size=200)
    >>> raw = np.clip(np.round(6 + 1.5 * quality[:, None] + rng.normal(size=(200, 4))), 1, 10)
    >>> answers = pd.DataFrame(raw, columns=["q1", "q2", "s1", "s2"])
    >>> blocks = {"quality": ["q1", "q2"], "satisfaction": ["s1", "s2"]}
    >>> model = PartialLeastSquaresPathModel({"satisfaction": ["quality"]}, blocks).fit(answers)
    >>> index_drivers(answers, model).index.tolist()
    ['quality']
    """
    goal = satisfaction_index(answers, model, target, scale=scale)
    effects = model.effects_
    rows = {}
    for origin, total in effects.loc[effects["target"] == target, ["origin", "total"]].itertuples(
        index=False
    ):
        score = satisfaction_index(answers, model, str(origin), scale=scale)
        impact = float(total) * float(goal.std()) / float(score.std())
        rows[origin] = (float(score.mean()), float(total), impact, 5 * impact)
    table = pd.DataFrame.from_dict(
        rows, orient="index", columns=["score", "total_effect", "impact", "gain_5"]
    )
    return table.rename_axis("driver").sort_values("impact", ascending=False)


def _raw_weights(model: PartialLeastSquaresPathModel, items: list[str]) -> np.ndarray:
    # Weights of standardised items, per unit of the items as asked.
    weights = np.asarray(model.outer_model_.loc[items, "weight"], dtype=float)
    if not model.scaled:
        return weights
    variances = np.diag(model.moments_.covariances)
    names = list(model.design_.items)
    return np.asarray(weights / np.sqrt(variances[[names.index(item) for item in items]]))
