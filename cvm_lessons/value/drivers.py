"""What drives perceived value: what customers say matters beside what moves their judgement."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, number_columns, translate
from cvm_lessons.measurement import fit_linear, importance_intervals

__all__ = [
    "ATTRIBUTE_LABELS",
    "EXHIBITOR_ATTRIBUTES",
    "VISITOR_ATTRIBUTES",
    "attribute_correlations",
    "attribute_label",
    "stated_importance",
    "value_drivers",
]

# What each role rates in the survey: endings of the columns perf_* and imp_*. The first five of the
# exhibitors and the first three of the visitors follow the scales of the literature (hansen2004,
# gottlieb2014); service and price are the organiser's own.
EXHIBITOR_ATTRIBUTES = (
    "visitors",
    "sales",
    "information",
    "relationship",
    "image",
    "motivation",
    "service",
    "price",
)
VISITOR_ATTRIBUTES = ("research", "operational", "entertainment", "service", "price")

ATTRIBUTE_LABELS = {
    "visitors": "quality of visitors",
    "sales": "sales and leads",
    "information": "information gathered",
    "relationship": "relationships",
    "image": "image",
    "motivation": "team motivation",
    "service": "organiser's service",
    "price": "price satisfaction",
    "research": "research and sourcing",
    "operational": "operations and contacts",
    "entertainment": "entertainment",
}
LOWEST, HIGHEST = 1, 10  # ends of the rating scale


def attribute_label(attribute: str) -> str:
    """Return the name of an attribute as a reader knows it, in the language in force.

    Parameters
    ----------
    attribute : str
        Code of an attribute, with or without ``perf_``, ``imp_`` or ``rival_`` before it.

    Returns
    -------
    str
        The label; the code itself where there is none.

    Examples
    --------
    >>> attribute_label("perf_visitors")
    'quality of visitors'
    """
    prefix, _, code = attribute.partition("_")
    code = code if prefix in {"perf", "imp", "rival"} else attribute
    return str(translate(ATTRIBUTE_LABELS.get(code, code)))


def attribute_correlations(
    surveys: pd.DataFrame,
    attributes: Sequence[str] = EXHIBITOR_ATTRIBUTES,
    *,
    prefix: str = "perf_",
) -> pd.DataFrame:
    """Return the correlations between the ratings of attributes.

    Parameters
    ----------
    surveys : DataFrame
        One row per response of one role, no rating missing.
    attributes : sequence of str
        Endings of the columns.
    prefix : str, default "perf_"
        Beginning of the columns with the ratings, from 1 to 10.

    Returns
    -------
    DataFrame
        A row and a column per attribute.

    Raises
    ------
    DataError
        If a column is missing, a rating is missing or not from 1 to 10, or an attribute does not vary.

    Examples
    --------
    >>> surveys = pd.DataFrame({"perf_sales": [6, 7, 9], "perf_image": [5, 7, 8]})
    >>> attribute_correlations(surveys, ["sales", "image"]).round(2).loc["sales", "image"].item()
    0.93
    """
    ratings = _ratings(surveys, attributes, prefix)
    if (still := ratings.max() == ratings.min()).any():
        name = prefix + str(still.idxmax())
        raise DataError(f"column {name!r} is {surveys[name].iloc[0]:g} in every row: it has no correlation.")
    return ratings.corr().rename_axis("attribute")


def stated_importance(
    surveys: pd.DataFrame,
    attributes: Sequence[str] = EXHIBITOR_ATTRIBUTES,
    *,
    prefix: str = "imp_",
) -> pd.DataFrame:
    """Return how important customers say each attribute is.

    Parameters
    ----------
    surveys : DataFrame
        One row per response of one role, no rating missing.
    attributes : sequence of str
        Endings of the columns.
    prefix : str, default "imp_"
        Beginning of the columns with the importance ratings, from 1 to 10.

    Returns
    -------
    DataFrame
        Index `attribute`; columns stated (mean), stated_sd and stated_rank (1 for the most important).

    Raises
    ------
    DataError
        If a column is missing, or a rating is missing or not from 1 to 10.

    Examples
    --------
    >>> surveys = pd.DataFrame({"imp_service": [9, 10, 8], "imp_price": [10, 10, 9]})
    >>> stated_importance(surveys, ["service", "price"])["stated_rank"].to_dict()
    {'service': 2, 'price': 1}
    """
    ratings = _ratings(surveys, attributes, prefix)
    table = pd.DataFrame({"stated": ratings.mean(), "stated_sd": ratings.std()})
    return table.assign(stated_rank=_rank(table["stated"])).rename_axis("attribute")


def value_drivers(
    surveys: pd.DataFrame,
    *,
    attributes: Sequence[str] = EXHIBITOR_ATTRIBUTES,
    outcome: str = "value_overall",
    method: str = "shapley",
    n_boot: int = 500,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
    cluster: str | None = "customer_id",
    performance: str = "perf_",
    importance: str = "imp_",
) -> pd.DataFrame:
    """Return, per attribute, how it is rated, how important it is said to be, and how important it is.

    The importance that is *derived* asks which ratings go with a higher value; the *coefficient* is the
    rise of the outcome per point of the rating, the others held. Both are associations: they name the
    effect of an improvement only if nothing left out moves rating and value together.

    Parameters
    ----------
    surveys : DataFrame
        One row per response of one role, no rating missing.
    attributes : sequence of str
        Endings of the rating columns.
    outcome : str, default "value_overall"
        Column to explain.
    method : {"shapley", "relative_weights", "beta", "correlation"}
        Measure of derived importance.
    n_boot : int, default 500
        Resamples for the interval of the derived importance.
    level : float, default 0.95
        Confidence level.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.
    cluster : str or None, default "customer_id"
        Column of the customer: one answers after several editions. None takes each row by itself.
    performance, importance : str
        Beginnings of the columns with ratings and with stated importance, both from 1 to 10.

    Returns
    -------
    DataFrame
        Index `attribute`; columns performance (mean rating), stated, stated_rank, derived with
        derived_low and derived_high, derived_share, derived_rank, rank_gap (stated less derived rank:
        above 0, it matters more than they say), and coefficient with coefficient_low and
        coefficient_high.

    Raises
    ------
    DataError
        If a column is missing, a rating is missing or out of range, or the regression is impossible.
    ParameterError
        If the method is not known or a number is out of range.

    References
    ----------
    Johnson (2000), Multivariate Behavioral Research 35(1), 1-19, on importance among correlated
    predictors; `cvm_lessons.measurement.derived_importance` names the sources of each measure.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> ratings = rng.integers(3, 10, size=(300, 2))
    >>> surveys = pd.DataFrame(ratings, columns=["perf_service", "perf_price"])
    >>> surveys["value_overall"] = 0.6 * surveys["perf_service"] + 0.2 * surveys["perf_price"] + 1
    >>> surveys[["imp_service", "imp_price"]] = [8, 9]
    >>> drivers = value_drivers(surveys, attributes=["service", "price"], cluster=None, n_boot=100)
    >>> drivers[["stated_rank", "derived_rank", "rank_gap"]].to_dict("index")["service"]
    {'stated_rank': 2, 'derived_rank': 1, 'rank_gap': 1}
    """
    ratings = _ratings(surveys, attributes, performance)
    stated = stated_importance(surveys, attributes, prefix=importance)
    names = [performance + attribute for attribute in attributes]
    derived = importance_intervals(
        surveys, outcome, names, method=method, n_boot=n_boot, level=level, rng=rng, cluster=cluster
    )
    slopes = fit_linear(surveys, outcome, names, cluster=cluster).to_frame(level=level)
    return pd.DataFrame(
        {
            "performance": ratings.mean(),
            "stated": stated["stated"],
            "stated_rank": stated["stated_rank"],
            **_triple("derived", _relabelled(derived, attributes), "importance"),
            "derived_share": derived["share"].to_numpy(),
            "derived_rank": derived["rank"].to_numpy(),
            "rank_gap": stated["stated_rank"] - derived["rank"].to_numpy(),
            **_triple("coefficient", _relabelled(slopes.loc[names], attributes), "coefficient"),
        }
    ).rename_axis("attribute")


def _ratings(surveys: pd.DataFrame, attributes: Sequence[str], prefix: str) -> pd.DataFrame:
    if isinstance(attributes, str) or not len(attributes):
        raise ParameterError(f"attributes={attributes!r} is not a list of one name or more.")
    columns = [prefix + attribute for attribute in attributes]
    return number_columns(surveys, columns, low=LOWEST, high=HIGHEST).set_axis(list(attributes), axis=1)


def _relabelled(table: pd.DataFrame, attributes: Sequence[str]) -> pd.DataFrame:
    return table.set_axis(list(attributes), axis=0)


def _triple(name: str, table: pd.DataFrame, estimate: str) -> dict[str, pd.Series]:
    return {name: table[estimate], f"{name}_low": table["low"], f"{name}_high": table["high"]}


def _rank(values: pd.Series) -> pd.Series:
    return values.rank(ascending=False, method="first").astype(int)
