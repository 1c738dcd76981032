"""Relationship quality as one factor behind satisfaction, trust and commitment."""

from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, format_number, number_columns
from cvm_lessons.measurement import cronbach_alpha, fit_linear
from cvm_lessons.measurement.confirmatory import ConfirmatoryFactorAnalysis

__all__ = ["QUALITY_FACETS", "RelationshipQuality", "quality_and_outcome"]

QUALITY_FACETS: dict[str, tuple[str, ...]] = {
    "satisfaction": ("sat_overall", "sat_expectation", "sat_ideal"),
    "trust": tuple(f"trust_{kind}_{item}" for kind in ("credibility", "benevolence") for item in (1, 2, 3)),
    "commitment": ("commit_affective_1", "commit_affective_2", "commit_affective_3"),
}
SECOND = "relationship quality"


class RelationshipQuality:
    """A factor of second order behind two facets or more, by confirmatory factor analysis.

    Crosby, Evans and Cowles have two facets, trust and satisfaction; commitment was added later. With two
    facets their loadings cannot be told apart and are set equal: the square root of the facets' correlation.

    Parameters
    ----------
    facets : mapping of str to sequence of str, optional
        Items of each facet, two or more; by default `QUALITY_FACETS`.

    Attributes
    ----------
    loadings_ : Series
        Standardised loading of each facet on relationship quality.
    correlations_ : DataFrame
        Of the facets, freed of the error of their items.
    reliability_ : DataFrame
        Index `facet`; columns items, alpha, low, high (95 %), composite (reliability by the loadings) and
        average_variance (extracted; below 0.5 the items say more of themselves than of the facet).
    composite_reliability_ : float
        Share of the variance of the summed facets that one quality explains.
    fit_ : FitMeasures
        How well the model holds.
    weights_ : Series
        Weights of the facets in `score`, summing to 1, proportional to the loadings.
    n_ : int
        Answers.

    References
    ----------
    Crosby, Evans and Cowles (1990), Journal of Marketing 54(3), 68-81; Hennig-Thurau, Gwinner and Gremler
    (2002), Journal of Service Research 4(3), 230-247; Fornell and Larcker (1981), Journal of Marketing
    Research 18(1), 39-50.
    """

    def __init__(self, facets: Mapping[str, Sequence[str]] | None = None) -> None:
        self.facets = facets

    def __repr__(self) -> str:
        names = ", ".join(self._chosen())
        if not hasattr(self, "loadings_"):
            return f"RelationshipQuality({names})"
        numbers = ", ".join(f"{name} {format_number(value, 2)}" for name, value in self.loadings_.items())
        return f"RelationshipQuality: {numbers}; n {self.n_}"

    def fit(self, answers: pd.DataFrame) -> Self:
        """Fit the model to answers.

        Parameters
        ----------
        answers : DataFrame
            One row per answer, with the items as columns; no value missing.

        Returns
        -------
        RelationshipQuality
            Itself, with the attributes that end in an underscore.

        Raises
        ------
        DataError
            If a value is missing, the facets do not share one factor, or no solution is found.
        ParameterError
            If there are fewer than two facets.
        """
        facets = self._chosen()
        if len(facets) < 2:
            raise ParameterError(f"{len(facets)} facet: relationship quality needs two or more.")
        # Three facets or more identify the second order; two only with equal loadings.
        second = {SECOND: tuple(facets)} if len(facets) > 2 else None
        model = ConfirmatoryFactorAnalysis(facets, second_order=second).fit(answers)
        self.correlations_ = model.factor_correlations_.loc[list(facets), list(facets)]
        self.loadings_ = self._second_order(model, facets)
        self.fit_, self.n_ = model.fit_, len(answers)
        items = model.standardized_loadings_
        self.reliability_ = pd.DataFrame(
            {facet: _facet_row(answers, names, items[facet]) for facet, names in facets.items()}
        ).T.rename_axis("facet")
        self.composite_reliability_ = _composite(self.loadings_)
        self.weights_ = (self.loadings_ / self.loadings_.sum()).rename("weight")
        return self

    def score(
        self, answers: pd.DataFrame, *, ends: Mapping[str, tuple[float, float]] | None = None
    ) -> pd.DataFrame:
        """Return each answer's facets and quality as percentages of their scales.

        Parameters
        ----------
        answers : DataFrame
            One row per answer, with the items as columns.
        ends : mapping, optional
            Lowest and highest answer by facet; by default 1 and 10 for satisfaction, 1 and 7 for the rest.

        Returns
        -------
        DataFrame
            A column per facet and ``quality``, from 0 to 100, with the index of `answers`.

        Raises
        ------
        DataError
            If an item is missing or leaves its scale.
        ParameterError
            If nothing was fitted yet.
        """
        if not hasattr(self, "weights_"):
            raise ParameterError("RelationshipQuality is not fitted: call fit(answers) first.")
        scores = pd.DataFrame(index=answers.index)
        for facet, items in self._chosen().items():
            low, high = (ends or {}).get(facet, (1.0, 10.0 if facet == "satisfaction" else 7.0))
            means = number_columns(answers, list(items), low=low, high=high).mean(axis=1)
            scores[facet] = 100 * (means - low) / (high - low)
        return scores.assign(quality=scores @ self.weights_)

    def _chosen(self) -> dict[str, tuple[str, ...]]:
        facets = QUALITY_FACETS if self.facets is None else self.facets
        return {name: tuple(items) for name, items in facets.items()}

    def _second_order(
        self, model: ConfirmatoryFactorAnalysis, facets: Mapping[str, Sequence[str]]
    ) -> pd.Series:
        names = pd.Index(list(facets), name="facet")
        if len(facets) > 2:
            loadings = model.standardized_second_order_loadings_[SECOND].loc[list(facets)]
            return pd.Series(loadings.to_numpy(), index=names, name="loading")
        shared = float(self.correlations_.iloc[0, 1])
        if shared <= 0:
            raise DataError(f"the two facets correlate {shared:.2f}: they share no quality.")
        return pd.Series(np.sqrt(shared), index=names, name="loading")


def quality_and_outcome(
    scores: pd.DataFrame,
    outcome: pd.Series,
    *,
    quality: str = "quality",
    cluster: pd.Series | None = None,
) -> pd.DataFrame:
    """Return how much of an outcome quality explains, beside each facet alone and all facets together.

    Parameters
    ----------
    scores : DataFrame
        What `RelationshipQuality.score` returns.
    outcome : Series
        Of the same rows, such as the share of the budget.
    quality : str, default "quality"
        Column with the composite; the others are facets.
    cluster : Series, optional
        Customer of each row.

    Returns
    -------
    DataFrame
        Index `predictor` (quality, each facet, all facets); columns slope, low, high (per 10 points; missing
        for all facets) and r_squared.

    Raises
    ------
    DataError
        If a value is missing, something does not vary, or the outcome has other rows than the scores.

    Examples
    --------
    >>> scores = pd.DataFrame({"trust": [10, 30, 20, 60], "joy": [20, 10, 40, 60]})
    >>> scores["quality"] = scores.mean(axis=1)
    >>> quality_and_outcome(scores, pd.Series([1, 2, 3, 6]))["r_squared"].round(2).to_dict()["quality"]
    0.99
    """
    if not scores.index.equals(outcome.index):
        raise DataError("outcome has other row labels than scores: take both from the same answers.")
    facets = [name for name in scores.columns if name != quality]
    rows = scores.assign(outcome=outcome)
    group = None
    if cluster is not None:
        rows, group = rows.assign(cluster=cluster), "cluster"
    table = {}
    for name in (quality, *facets):
        fit = fit_linear(rows, "outcome", [name], cluster=group)
        ends = fit.interval(name)
        table[name] = (10 * ends.estimate, 10 * ends.low, 10 * ends.high, fit.r_squared)
    nan = float("nan")
    table["all facets"] = (nan, nan, nan, fit_linear(rows, "outcome", facets, cluster=group).r_squared)
    columns = ["slope", "low", "high", "r_squared"]
    return pd.DataFrame.from_dict(table, orient="index", columns=columns).rename_axis("predictor")


def _facet_row(answers: pd.DataFrame, items: Sequence[str], loadings: pd.Series) -> dict[str, float]:
    alpha = cronbach_alpha(answers[list(items)])
    own = loadings.loc[list(items)]
    return {
        "items": len(items),
        "alpha": alpha.estimate,
        "low": alpha.low,
        "high": alpha.high,
        "composite": _composite(own),
        "average_variance": float((own**2).mean()),
    }


def _composite(loadings: pd.Series) -> float:
    common = float(loadings.sum()) ** 2
    return common / (common + float((1 - loadings**2).sum()))
