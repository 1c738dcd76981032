"""Service quality as a gap or as performance alone: SERVQUAL, SERVPERF, and which of them fits."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_number, number_column, number_columns
from cvm_lessons.measurement import (
    cronbach_alpha,
    difference_score_reliability,
    fit_linear,
    mean_interval,
)
from cvm_lessons.satisfaction.composites import RATER
from cvm_lessons.satisfaction.formation import cross_validated_r2

__all__ = ["compare_service_measures", "gap_reliability", "gap_scores", "service_scores"]

EXPECTED, GOT = "exp_", "got_"


def service_scores(
    answers: pd.DataFrame,
    *,
    dimensions: Sequence[str] = RATER,
    items: Sequence[int] = (1, 2),
    keep: Sequence[str] = (),
) -> pd.DataFrame:
    """Return expectation, performance and gap of each dimension, a column each.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, with columns such as ``exp_empathy_1`` and ``got_empathy_1``, none missing.
    dimensions : sequence of str
        The dimensions of service.
    items : sequence of int, default (1, 2)
        Numbers of the questions of a dimension.
    keep : sequence of str, optional
        Columns that are passed on.

    Returns
    -------
    DataFrame
        The kept columns, then ``exp_…``, ``got_…`` and ``gap_…`` (performance less expectation) of each
        dimension.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.

    References
    ----------
    Parasuraman, Zeithaml and Berry (1988), Journal of Retailing 64(1), 12-40.

    Examples
    --------
    >>> answers = pd.DataFrame({"exp_empathy_1": [6], "exp_empathy_2": [5], "got_empathy_1": [4]})
    >>> service_scores(answers.assign(got_empathy_2=5), dimensions=["empathy"])["gap_empathy"].tolist()
    [-1.0]
    """
    parts = {}
    for kind in (EXPECTED, GOT):
        for name in dimensions:
            questions = [f"{kind}{name}_{item}" for item in items]
            parts[kind + name] = number_columns(answers, questions).mean(axis=1)
    gaps = {f"gap_{name}": parts[GOT + name] - parts[EXPECTED + name] for name in dimensions}
    return pd.DataFrame({**{name: answers[name] for name in keep}, **parts, **gaps}, index=answers.index)


def gap_scores(
    scores: pd.DataFrame,
    *,
    dimensions: Sequence[str] = RATER,
    weights: Mapping[str, float] | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the mean expectation, performance and gap of each dimension, and of service as a whole.

    Parameters
    ----------
    scores : DataFrame
        What `service_scores` returns; two rows or more.
    dimensions : sequence of str
        The dimensions of service.
    weights : mapping of str to float, optional
        Importance of each dimension, in any unit; equal by default.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `dimension`, the last row ``"overall"`` (weighted); columns expectation, performance, gap, low,
        high (interval of the gap), weight (shares that sum to 1) and weighted_gap.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    ParameterError
        If a weight is missing or negative, or all are 0.

    References
    ----------
    Parasuraman, Zeithaml and Berry (1988), Journal of Retailing 64(1), 12-40.

    Examples
    --------
    >>> scores = pd.DataFrame({"exp_empathy": [6, 5], "got_empathy": [4, 5], "gap_empathy": [-2, 0]})
    >>> gap_scores(scores, dimensions=["empathy"])["gap"].to_dict()
    {'empathy': -1.0, 'overall': -1.0}
    """
    shares = _shares(dimensions, weights)
    overall = number_columns(scores, [f"gap_{name}" for name in dimensions]) @ shares.to_numpy()
    gaps = scores.assign(gap_overall=overall)
    rows = {}
    for name in (*dimensions, "overall"):
        interval = mean_interval(gaps, f"gap_{name}", level=level)
        rows[name] = (interval.estimate, interval.low, interval.high)
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["gap", "low", "high"])
    for position, (column, kind) in enumerate({"expectation": EXPECTED, "performance": GOT}.items()):
        means = number_columns(scores, [kind + name for name in dimensions]).mean().to_numpy()
        table.insert(position, column, [*means, float(means @ shares)])
    table["weight"] = [*shares, 1.0]
    return table.assign(weighted_gap=table["weight"] * table["gap"]).rename_axis("dimension")


def gap_reliability(
    answers: pd.DataFrame, *, dimensions: Sequence[str] = RATER, items: Sequence[int] = (1, 2)
) -> pd.DataFrame:
    """Return how reliable each dimension's performance, expectation and gap are.

    Where expectation and performance go together, their difference keeps the errors of both and loses
    much of what is true in them.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, with the questions of `service_scores`, none missing.
    dimensions : sequence of str
        The dimensions of service.
    items : sequence of int, default (1, 2)
        Numbers of the questions of a dimension, two or more.

    Returns
    -------
    DataFrame
        Index `dimension`; columns expectation and performance (Cronbach's alpha), correlation (of the two)
        and gap (reliability of the difference).

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary.

    References
    ----------
    Peter, Churchill and Brown (1993), Journal of Consumer Research 19(4), 655-662.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> true = rng.multivariate_normal([0, 0], [[1, 0.5], [0.5, 1]], size=4000)
    >>> names = ["exp_empathy_1", "exp_empathy_2", "got_empathy_1", "got_empathy_2"]
    >>> answers = pd.DataFrame(true[:, [0, 0, 1, 1]] + rng.normal(size=(4000, 4)), columns=names)
    >>> gap_reliability(answers, dimensions=["empathy"]).round(1).loc["empathy"].to_dict()
    {'expectation': 0.7, 'performance': 0.7, 'correlation': 0.3, 'gap': 0.5}
    """
    scores = service_scores(answers, dimensions=dimensions, items=items)
    rows = {}
    for name in dimensions:
        alpha = {
            kind: cronbach_alpha(answers[[f"{kind}{name}_{item}" for item in items]]).estimate
            for kind in (EXPECTED, GOT)
        }
        pair = scores[[EXPECTED + name, GOT + name]]
        correlation = float(pair.corr().iloc[0, 1])
        spreads = {"sd_first": float(pair[GOT + name].std()), "sd_second": float(pair[EXPECTED + name].std())}
        gap = difference_score_reliability(alpha[GOT], alpha[EXPECTED], correlation, **spreads)
        rows[name] = (alpha[EXPECTED], alpha[GOT], correlation, gap)
    columns = ["expectation", "performance", "correlation", "gap"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("dimension")


def compare_service_measures(
    scores: pd.DataFrame,
    outcome: str,
    *,
    dimensions: Sequence[str] = RATER,
    weights: Mapping[str, float] | None = None,
    cluster: str | None = None,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return how well each measure of service explains an outcome.

    Parameters
    ----------
    scores : DataFrame
        What `service_scores` returns, with the outcome.
    outcome : str
        Column to explain, such as overall satisfaction.
    dimensions : sequence of str
        The dimensions of service.
    weights : mapping of str to float, optional
        Importance of each dimension for the weighted measures; equal by default, and the weighted measures
        are then left out.
    cluster : str, optional
        Column of the customer, for the parts of the cross-validation.
    rng : numpy.random.Generator or int, default 0
        Generator or seed of the parts.

    Returns
    -------
    DataFrame
        Index `measure`: SERVQUAL, SERVPERF, their weighted forms, the gaps by dimension, performance by
        dimension, and both sides by dimension; columns predictors, r2, adjusted_r2, cv_r2.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary.
    ParameterError
        If a weight is missing or negative, or all are 0.

    References
    ----------
    Cronin and Taylor (1992), Journal of Marketing 56(3), 55-68.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> scores = pd.DataFrame(rng.normal(size=(300, 2)), columns=["exp_empathy", "got_empathy"])
    >>> scores["gap_empathy"] = scores["got_empathy"] - scores["exp_empathy"]
    >>> scores["sat"] = scores["got_empathy"] + rng.normal(size=300)
    >>> compare_service_measures(scores, "sat", dimensions=["empathy"])["r2"].round(2).to_dict()
    {'SERVQUAL': 0.23, 'SERVPERF': 0.44}
    """
    frame = scores.assign(**{outcome: number_column(scores, outcome)})
    forms = {"": _shares(dimensions, None)} | (
        {} if weights is None else {"weighted ": _shares(dimensions, weights)}
    )
    measures: dict[str, list[str]] = {}
    for form, shares in forms.items():
        for measure, kind in {"SERVQUAL": "gap_", "SERVPERF": GOT}.items():
            values = number_columns(scores, [kind + name for name in dimensions]) @ shares.to_numpy()
            frame[form + measure], measures[form + measure] = values, [form + measure]
    if len(dimensions) > 1:
        measures["gaps by dimension"] = [f"gap_{name}" for name in dimensions]
        measures["performance by dimension"] = [GOT + name for name in dimensions]
        measures["both sides by dimension"] = [kind + name for kind in (EXPECTED, GOT) for name in dimensions]
    rows = {}
    for measure, names in measures.items():
        fit = fit_linear(frame, outcome, names)
        cv = cross_validated_r2(frame, outcome, names, cluster=cluster, rng=rng)
        rows[measure] = (len(names), fit.r_squared, fit.adjusted_r_squared, cv)
    columns = ["predictors", "r2", "adjusted_r2", "cv_r2"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("measure")


def _shares(dimensions: Sequence[str], weights: Mapping[str, float] | None) -> pd.Series:
    if not len(dimensions):
        raise DataError("no dimension is named: one or more are needed.")
    given = dict.fromkeys(dimensions, 1.0) if weights is None else weights
    if missing := [name for name in dimensions if name not in given]:
        raise ParameterError(f"weights has no {missing[0]!r}: name one for each of {', '.join(dimensions)}.")
    shares = pd.Series({name: check_number(f"weights[{name!r}]", given[name], low=0) for name in dimensions})
    if not shares.sum() > 0:
        raise ParameterError("weights sum to 0: at least one must be above 0.")
    return shares / shares.sum()
