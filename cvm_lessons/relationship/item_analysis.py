"""Analysis of test items: difficulty, discrimination, point-biserial correlation, reliability."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_number, number_columns, require_columns
from cvm_lessons.measurement import Interval, cronbach_alpha

__all__ = ["EXAM_LEVELS", "item_levels", "item_statistics", "kr20"]

EXAM_LEVELS = ("remember", "comprehend", "apply")  # 识记, 领会, 综合应用
TAIL = 0.27  # Kelley: the tails that tell two normal groups apart best
WEAK_BELOW = 0.2  # Ebel's rule of thumb: a discrimination below it calls for a revision


def item_statistics(answers: pd.DataFrame, *, tail: float = TAIL) -> pd.DataFrame:
    """Return difficulty, discrimination and point-biserial correlation of each item.

    Difficulty p is the share of right answers: a high p is an *easy* item. Discrimination D is p among the
    best examinees less p among the weakest, a tail of each by the total. Examinees who tie at the edge of a
    tail share its last places, so that D does not depend on the order of the rows. The correlation is with
    the total of the *other* items: an item would otherwise be correlated with itself.

    Parameters
    ----------
    answers : DataFrame
        One row per examinee, one column per item: 1 right, 0 wrong.
    tail : float, default 0.27
        Share of the examinees in either tail, up to 0.5.

    Returns
    -------
    DataFrame
        Index `item`; columns difficulty, discrimination, point_biserial (missing where all are right or
        wrong) and remark: too easy (p above 0.9), too hard (p below 0.1), negative, weak, or fine.

    Raises
    ------
    DataError
        If an answer is not 0 or 1, there are fewer than two items or four examinees, or all totals are equal.
    ParameterError
        If `tail` is out of range.

    References
    ----------
    Kelley (1939), Journal of Educational Psychology 30(1), 17-24; Ebel and Frisbie (1991), Essentials of
    Educational Measurement, 5th ed.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1, 1, 1, 0], "b": [1, 1, 0, 0], "c": [1, 0, 0, 0]})
    >>> item_statistics(answers)[["difficulty", "discrimination"]].to_dict("list")
    {'difficulty': [0.75, 0.5, 0.25], 'discrimination': [1.0, 1.0, 1.0]}
    """
    marks = _marks(answers)
    share = check_number("tail", tail, low=0.01, high=0.5)
    total = marks.sum(axis=1)
    if total.nunique() < 2:
        raise DataError(f"every examinee has {total.iloc[0]:g} right: nobody is better or weaker.")
    places = max(1, round(share * len(marks)))
    top, bottom = _tail_weights(-total, places), _tail_weights(total, places)
    table = pd.DataFrame(
        {
            "difficulty": marks.mean(),
            "discrimination": (top @ marks - bottom @ marks) / places,
            "point_biserial": [_correlation(marks[item], total - marks[item]) for item in marks],
        }
    ).rename_axis("item")
    return table.assign(remark=[_remark(*row) for row in table.to_numpy()[:, :2]])


def item_levels(statistics: pd.DataFrame, levels: Mapping[str, str]) -> pd.DataFrame:
    """Return the mean difficulty and discrimination of the items of each level of the exam.

    Parameters
    ----------
    statistics : DataFrame
        What `item_statistics` returns.
    levels : mapping
        Level by item: remember (识记), comprehend (领会) or apply (综合应用).

    Returns
    -------
    DataFrame
        Index `level` in the order of the scheme; columns items, difficulty, discrimination, to_revise (items
        whose remark is not fine). A level without items is left out.

    Raises
    ------
    DataError
        If an item has no level.
    ParameterError
        If a level is not one of the three.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1, 1, 1, 0], "b": [1, 1, 0, 0], "c": [1, 0, 0, 0]})
    >>> table = item_levels(item_statistics(answers), {"a": "remember", "b": "apply", "c": "apply"})
    >>> table["difficulty"].to_dict()
    {'remember': 0.75, 'apply': 0.375}
    """
    require_columns(statistics, ["difficulty", "discrimination", "remark"])
    for item in statistics.index:
        if item not in levels:
            raise DataError(f"item {item!r} has no level: give one of {', '.join(EXAM_LEVELS)}.")
        if levels[item] not in EXAM_LEVELS:
            raise ParameterError(f"levels[{item!r}]={levels[item]!r} is not one of {', '.join(EXAM_LEVELS)}.")
    number_columns(statistics, ["difficulty", "discrimination"])
    named = statistics.assign(level=[levels[item] for item in statistics.index])
    grouped = named.assign(revise=named["remark"] != "fine").groupby("level")
    table = grouped.agg(
        items=("difficulty", "size"),
        difficulty=("difficulty", "mean"),
        discrimination=("discrimination", "mean"),
        to_revise=("revise", "sum"),
    )
    return table.reindex([level for level in EXAM_LEVELS if level in table.index]).rename_axis("level")


def kr20(answers: pd.DataFrame, *, level: float = 0.95) -> Interval:
    """Return the Kuder-Richardson reliability of a test of right and wrong answers, with Feldt's interval.

    It is Cronbach's alpha of items marked 0 and 1.

    Parameters
    ----------
    answers : DataFrame
        One row per examinee, one column per item: 1 right, 0 wrong.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    Interval
        The coefficient, 1 at most.

    Raises
    ------
    DataError
        If an answer is not 0 or 1, an item or the total does not vary, or there are too few of either.

    References
    ----------
    Kuder and Richardson (1937), Psychometrika 2(3), 151-160, formula 20.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1, 1, 1, 0], "b": [1, 1, 0, 0], "c": [1, 0, 0, 0]})
    >>> round(kr20(answers).estimate, 4)
    0.75
    """
    return cronbach_alpha(_marks(answers), level=level)


def _marks(answers: pd.DataFrame) -> pd.DataFrame:
    marks = number_columns(answers, list(answers.columns))
    for item in marks.columns:
        if (bad := ~marks[item].isin([0.0, 1.0])).any():
            raise DataError.at(answers, item, bad, "1 (right) or 0 (wrong)")
    if marks.shape[1] < 2 or len(marks) < 4:
        raise DataError(f"{len(marks)} examinees and {marks.shape[1]} items: 4 and 2 are the least.")
    return marks


def _tail_weights(order: pd.Series, places: int) -> np.ndarray:
    """Return how much of each examinee belongs to the `places` smallest values; ties share."""
    values = order.to_numpy()
    edge = np.sort(values)[places - 1]
    inside, tied = values < edge, values == edge
    weights: np.ndarray = inside + tied * (places - inside.sum()) / tied.sum()
    return weights


def _correlation(item: pd.Series, rest: pd.Series) -> float:
    if item.nunique() < 2 or rest.nunique() < 2:
        return float("nan")
    return float(np.corrcoef(item, rest)[0, 1])


def _remark(difficulty: float, discrimination: float) -> str:
    if discrimination < 0:
        return "negative"
    if difficulty > 0.9:
        return "too easy"
    if difficulty < 0.1:
        return "too hard"
    return "weak" if discrimination < WEAK_BELOW else "fine"
