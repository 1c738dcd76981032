"""What trust is made of: three views of its dimensions, with scores and profiles."""

import pandas as pd

from cvm_lessons.core import DataError, check_choice, filled_column, number_columns
from cvm_lessons.trust._means import mean_with_clusters
from cvm_lessons.trust.scales import SCALES, score_scales

__all__ = ["TRUST_VIEWS", "trust_profile", "trust_scores", "trust_views"]

TRUST_VIEWS: dict[str, tuple[str, ...]] = {
    "all": ("trust_credibility", "trust_benevolence", "trust_ability", "trust_integrity"),
    "ganesan1994": ("trust_credibility", "trust_benevolence"),
    "mayer1995": ("trust_ability", "trust_benevolence", "trust_integrity"),
    "morgan1994": ("trust_credibility", "trust_integrity"),
}
# Our own words: the items of the published scales are their authors'.
QUESTIONS = {
    "trust_credibility": "Can we rely on its word?",
    "trust_benevolence": "Does it mean well by us, even when that costs it something?",
    "trust_ability": "Is it able to do what it promises?",
    "trust_integrity": "Does it keep to principles that we accept?",
}


def trust_views() -> pd.DataFrame:
    """Return which dimensions of trust three much-used definitions name.

    Returns
    -------
    DataFrame
        One row per source and dimension: source (key of the bibliography), dimension (name of a scale),
        question.

    References
    ----------
    Ganesan (1994), Journal of Marketing 58(2), 1-19; Mayer, Davis and Schoorman (1995), Academy of
    Management Review 20(3), 709-734; Morgan and Hunt (1994), Journal of Marketing 58(3), 20-38.

    Examples
    --------
    >>> trust_views().groupby("source")["dimension"].count().to_dict()
    {'ganesan1994': 2, 'mayer1995': 3, 'morgan1994': 2}
    """
    rows = [
        (view, dimension, QUESTIONS[dimension])
        for view, dimensions in TRUST_VIEWS.items()
        if view != "all"
        for dimension in dimensions
    ]
    return pd.DataFrame(rows, columns=["source", "dimension", "question"])


def trust_scores(
    answers: pd.DataFrame, view: str = "all", *, low: float = 1, high: float = 7, keep: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Return the score on each dimension of trust, and trust as their mean.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, with the items of `SCALES` that the view needs.
    view : {"all", "ganesan1994", "mayer1995", "morgan1994"}
        Whose dimensions; by default the four that the workbook asks about.
    low, high : float, default 1 and 7
        Ends of the items' scale.
    keep : tuple of str, optional
        Columns to carry along unchanged.

    Returns
    -------
    DataFrame
        The columns of `keep`, one per dimension, and ``trust``.

    Raises
    ------
    DataError
        If an item is missing, or an answer is missing or out of range.
    ParameterError
        If the view is not known.

    Examples
    --------
    >>> items = [item for name in TRUST_VIEWS["ganesan1994"] for item in SCALES[name]]
    >>> answers = pd.DataFrame([[6, 6, 6, 4, 4, 4]], columns=items)
    >>> trust_scores(answers, "ganesan1994").iloc[0].to_dict()
    {'trust_credibility': 6.0, 'trust_benevolence': 4.0, 'trust': 5.0}
    """
    dimensions = TRUST_VIEWS[check_choice("view", view, TRUST_VIEWS)]
    scores = score_scales(answers, {name: SCALES[name] for name in dimensions}, low=low, high=high, keep=keep)
    return scores.assign(trust=scores[list(dimensions)].mean(axis=1))


def trust_profile(
    scores: pd.DataFrame,
    dimensions: tuple[str, ...] = TRUST_VIEWS["all"],
    *,
    by: str | None = None,
    cluster: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the mean of each dimension with its interval, for all or by group, weakest first.

    Parameters
    ----------
    scores : DataFrame
        What `trust_scores` returns.
    dimensions : tuple of str
        Columns to compare.
    by : str, optional
        Column with groups. Groups of countries use scales differently: compare dimensions within a group
        rather than one dimension between groups.
    cluster : str, optional
        Column of the customer, where one gives several answers.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        One row per group and dimension: group (``"all"`` where there is none), dimension, estimate, low,
        high, n; within a group the lowest mean first.

    Raises
    ------
    DataError
        If a column or a value is missing, or a group has fewer than two rows.

    Examples
    --------
    >>> scores = pd.DataFrame({"trust_credibility": [6, 5, 6], "trust_benevolence": [4, 5, 3]})
    >>> profile = trust_profile(scores, ("trust_credibility", "trust_benevolence"))
    >>> profile[["dimension", "estimate"]].round(2).to_numpy().tolist()
    [['trust_benevolence', 4.0], ['trust_credibility', 5.67]]
    """
    number_columns(scores, list(dimensions))
    groups = (
        [("all", scores)] if by is None else list(scores.groupby(filled_column(scores, by), observed=True))
    )
    rows = []
    for name, part in groups:
        if len(part) < 2:
            raise DataError(f"group {name!r} has 1 row: two or more are needed for an interval.")
        means = [(each, mean_with_clusters(part, each, cluster, level)) for each in dimensions]
        rows += [
            (name, each, mean.estimate, mean.low, mean.high, mean.n)
            for each, mean in sorted(means, key=lambda pair: pair[1].estimate)
        ]
    return pd.DataFrame(rows, columns=["group", "dimension", "estimate", "low", "high", "n"])
