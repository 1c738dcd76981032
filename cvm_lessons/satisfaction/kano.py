"""Kano's paired questions: the evaluation table, categories with their uncertainty, better and worse."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, filled_column, require_columns
from cvm_lessons.measurement import share_interval
from cvm_lessons.satisfaction._checks import check_level, whole_column

__all__ = [
    "KANO_CATEGORIES",
    "KANO_FEATURES",
    "better_worse",
    "evaluation_table",
    "kano_answers",
    "kano_by_segment",
    "kano_category",
    "kano_table",
]

KANO_FEATURES = (
    "wifi",
    "stand_power",
    "matchmaking",
    "catering",
    "lounge",
    "app",
    "parking",
    "fast_badge",
    "trend_forum",
    "recycling",
)
KANO_CATEGORIES = {
    "M": "must-be",
    "O": "one-dimensional",
    "A": "attractive",
    "I": "indifferent",
    "R": "reverse",
    "Q": "questionable",
}
REGULAR = ["M", "O", "A", "I"]  # in the order in which ties are decided: what hurts most comes first
ANSWERS = ("like", "expect", "neutral", "live with", "dislike")
# Rows: the answer if the service is there; columns: if it is not; both in the order of ANSWERS.
EVALUATION = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")


def evaluation_table() -> pd.DataFrame:
    """Return Kano's table: the category of each pair of answers.

    Returns
    -------
    DataFrame
        Index `with` (the answer if the service is there), columns the answer if it is not.

    References
    ----------
    Kano and others (1984), Journal of the Japanese Society for Quality Control 14(2), 39-48; Berger and
    others (1993), Center for Quality of Management Journal 2(4), 3-36, for the table.

    Examples
    --------
    >>> evaluation_table().loc["like", "dislike"]
    'O'
    """
    index, columns = pd.Index(ANSWERS, name="with"), pd.Index(ANSWERS, name="without")
    return pd.DataFrame([list(row) for row in EVALUATION], index=index, columns=columns)


def kano_category(with_it: int, without_it: int) -> str:
    """Return the category of one pair of answers.

    Parameters
    ----------
    with_it, without_it : int
        Answers 1 like, 2 expect, 3 neutral, 4 live with, 5 dislike, if the service is there and if not.

    Returns
    -------
    str
        A, O, M, I, R or Q.

    Raises
    ------
    DataError
        If an answer is not 1 to 5.

    Examples
    --------
    >>> kano_category(2, 5)
    'M'
    """
    pair = pd.DataFrame({"with_it": [with_it], "without_it": [without_it]})
    row, column = (int(whole_column(pair, name, 1, 5).iloc[0]) - 1 for name in pair)
    return EVALUATION[row][column]


def kano_answers(
    answers: pd.DataFrame, features: Sequence[str] = KANO_FEATURES, *, keep: Sequence[str] = ()
) -> pd.DataFrame:
    """Return the category of every pair of answers, one row each.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, with columns such as ``with_wifi`` and ``without_wifi``, answers 1 to 5.
    features : sequence of str
        Services asked about.
    keep : sequence of str, optional
        Columns that are passed on, such as ``role``.

    Returns
    -------
    DataFrame
        The kept columns, feature and category.

    Raises
    ------
    DataError
        If a column is missing or an answer is not 1 to 5.

    Examples
    --------
    >>> answers = pd.DataFrame({"with_wifi": [2, 1, 1], "without_wifi": [5, 5, 3]})
    >>> kano_answers(answers, ["wifi"])["category"].tolist()
    ['M', 'O', 'A']
    """
    require_columns(answers, list(keep))
    codes = np.array([list(row) for row in EVALUATION])
    parts = []
    for feature in features:
        row, column = (
            whole_column(answers, f"{side}_{feature}", 1, 5).to_numpy() - 1 for side in ("with", "without")
        )
        parts.append(answers[list(keep)].assign(feature=feature, category=codes[row, column]))
    return pd.concat(parts, ignore_index=True)


def kano_table(categories: pd.DataFrame, *, level: float = 0.90) -> pd.DataFrame:
    """Return the category counts of each service, its category, and whether the lead is more than chance.

    Parameters
    ----------
    categories : DataFrame
        What `kano_answers` returns.
    level : float, default 0.90
        Confidence level of Fong's test; 0.90 is his.

    Returns
    -------
    DataFrame
        Index `feature`; columns M, O, A, I, R, Q (counts), n, category (most frequent of all; of ties M
        before O before A before I), share (of it), second, clear (Fong's test: the lead over the second is
        more than chance), even_p (chi-square p-value that M, O, A and I are equally frequent), total_strength
        (share of A, O and M) and contradictory (share of Q).

    Raises
    ------
    DataError
        If a column is missing or a category is not known.
    ParameterError
        If the level is out of range.

    References
    ----------
    Fong (1996), Center for Quality of Management Journal 5(3), 21-24: two counts a and b of n differ if
    |a - b| is 1.65 times the root of (a + b)(2n - a - b) / 2n, or more.

    Examples
    --------
    >>> categories = pd.DataFrame({"feature": "wifi", "category": list("MMMMMMOOAI")})
    >>> kano_table(categories).loc["wifi", ["category", "second", "clear"]].to_dict()
    {'category': 'M', 'second': 'O', 'clear': True}
    """
    z = float(stats.norm.ppf((1 + check_level(level)) / 2))
    counts = _counts(categories)
    rows = {}
    for feature, row in counts.iterrows():
        ranked = row.sort_values(ascending=False, kind="stable")
        (first, second), n = ranked.index[:2], int(row.sum())
        a, b = float(ranked.iloc[0]), float(ranked.iloc[1])
        even = float(stats.chisquare(row[REGULAR]).pvalue) if row[REGULAR].sum() else np.nan
        rows[feature] = {
            "n": n,
            "category": first,
            "share": a / n,
            "second": second,
            "clear": bool(a - b >= z * np.sqrt((a + b) * (2 * n - a - b) / (2 * n)) and a > b),
            "even_p": even,
            "total_strength": float(row[["A", "O", "M"]].sum()) / n,
            "contradictory": float(row["Q"]) / n,
        }
    return counts.join(pd.DataFrame.from_dict(rows, orient="index")).rename_axis("feature")


def better_worse(categories: pd.DataFrame, *, level: float = 0.95) -> pd.DataFrame:
    """Return by how much a service can raise satisfaction, and its absence lower it.

    better = (A + O) / (A + O + M + I) and worse = -(O + M) / (A + O + M + I); reverse and questionable
    answers are outside both.

    Parameters
    ----------
    categories : DataFrame
        What `kano_answers` returns.
    level : float, default 0.95
        Confidence level of the intervals (Wilson).

    Returns
    -------
    DataFrame
        Index `feature`; columns better, better_low, better_high, worse, worse_low, worse_high and n (answers
        counted).

    Raises
    ------
    DataError
        If a column is missing, a category is not known, or a service has no regular answer.
    ParameterError
        If the level is out of range.

    References
    ----------
    Berger and others (1993), Center for Quality of Management Journal 2(4), 3-36.

    Examples
    --------
    >>> categories = pd.DataFrame({"feature": "wifi", "category": list("MMMMMMOOAIQ")})
    >>> better_worse(categories)[["better", "worse"]].to_dict("index")
    {'wifi': {'better': 0.3, 'worse': -0.8}}
    """
    rows = {}
    for feature, row in _counts(categories).iterrows():
        n = int(row[REGULAR].sum())
        if n == 0:
            raise DataError(f"service {feature!r} has no answer in A, O, M or I: nothing to divide by.")
        up = share_interval(int(row["A"] + row["O"]), n, level=level)
        down = share_interval(int(row["O"] + row["M"]), n, level=level)
        rows[feature] = (up.estimate, up.low, up.high, -down.estimate, -down.high, -down.low, n)
    columns = ["better", "better_low", "better_high", "worse", "worse_low", "worse_high", "n"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("feature")


def kano_by_segment(categories: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return each service's category by segment: the most frequent category of all may be nobody's.

    Parameters
    ----------
    categories : DataFrame
        What `kano_answers` returns, with the segment's column kept.
    by : str
        Column of the segment.

    Returns
    -------
    DataFrame
        Index `feature`; a column per segment, ``all``, p (chi-square p-value that the segments answer alike)
        and differ (whether the segments' categories differ).

    Raises
    ------
    DataError
        If a column is missing, a category is not known, or there is only one segment.

    Examples
    --------
    >>> categories = pd.DataFrame({"feature": "lounge", "category": list("MMMAAA"), "role": list("eeevvv")})
    >>> kano_by_segment(categories, "role").loc["lounge", ["e", "v", "differ"]].to_dict()
    {'e': 'M', 'v': 'A', 'differ': True}
    """
    segments = filled_column(categories, by)
    names = sorted(segments.unique())
    if len(names) < 2:
        raise DataError(f"column {by!r} holds one segment: two or more are needed.")
    counts = {name: _counts(categories[segments == name]) for name in names}
    whole = _counts(categories)
    table = pd.DataFrame({name: part.idxmax(axis=1) for name, part in counts.items()})
    differ = table.ne(table[names[0]], axis=0).any(axis=1)
    chances = {}
    for feature in whole.index:
        cells = np.array([part.loc[feature] for part in counts.values() if feature in part.index])
        filled = cells[:, cells.sum(axis=0) > 0]
        chances[feature] = float(stats.chi2_contingency(filled).pvalue) if min(filled.shape) > 1 else 1.0
    return table.assign(all=whole.idxmax(axis=1), p=pd.Series(chances), differ=differ).rename_axis("feature")


def _counts(categories: pd.DataFrame) -> pd.DataFrame:
    codes = filled_column(categories, "category")
    if (bad := ~codes.isin(list(KANO_CATEGORIES))).any():
        raise DataError.at(categories, "category", bad, "A, O, M, I, R or Q")
    counted = pd.crosstab(filled_column(categories, "feature"), codes)
    order = list(dict.fromkeys(categories["feature"]))
    return counted.reindex(index=order, columns=list(KANO_CATEGORIES), fill_value=0)
