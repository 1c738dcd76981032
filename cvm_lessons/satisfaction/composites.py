"""The causes of satisfaction as one score each: means of the questions of the satisfaction module."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from cvm_lessons.core import DataError, number_columns

__all__ = ["RATER", "SATISFACTION_SCALES", "satisfaction_scores"]

# Parasuraman's dimensions, in the order of the acronym.
RATER = ("reliability", "assurance", "tangibles", "empathy", "responsiveness")
NEUTRAL = 4.0  # "as expected" and "fair" on 1-7
EMOTIONS = {
    "positive": ("emo_joy", "emo_interest", "emo_pride", "emo_ease"),
    "negative": ("emo_anger", "emo_disappointment", "emo_boredom", "emo_worry"),
}
SATISFACTION_SCALES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "satisfaction": ("sat_overall", "sat_expectation", "sat_ideal"),
        "expectation": tuple(f"exp_{name}_{item}" for name in RATER for item in (1, 2)),
        "performance": tuple(f"got_{name}_{item}" for name in RATER for item in (1, 2)),
        "disconfirmation": ("disconf_1", "disconf_2"),
        "equity": ("equity_1", "equity_2"),
        **EMOTIONS,
        "value": ("value_1", "value_2"),
        "norm_best_brand": ("norm_best_brand",),
        "norm_product": ("norm_product",),
        "desired": ("desired",),
        "cause_organiser": ("cause_organiser",),
        "cause_lasting": ("cause_lasting",),
        "cause_avoidable": ("cause_avoidable",),
    }
)
FROM_NEUTRAL = ("disconfirmation", "equity")


def satisfaction_scores(
    answers: pd.DataFrame,
    *,
    scales: Mapping[str, Sequence[str]] = SATISFACTION_SCALES,
    from_neutral: Sequence[str] = FROM_NEUTRAL,
    keep: Sequence[str] = (),
) -> pd.DataFrame:
    """Return one score per scale: the mean of its questions.

    Parameters
    ----------
    answers : DataFrame
        One row per answer, no question of a scale missing.
    scales : mapping of str to sequence of str
        The questions of each scale; all the causes of satisfaction by default.
    from_neutral : sequence of str
        Scales counted from the middle of 1-7, so that 0 says "as expected" or "fair".
    keep : sequence of str, optional
        Columns that are passed on, such as ``customer_id``.

    Returns
    -------
    DataFrame
        The kept columns, then a column per scale, with the index of `answers`.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value, or a scale has no question.

    Examples
    --------
    >>> answers = pd.DataFrame({"disconf_1": [3, 6], "disconf_2": [4, 6]})
    >>> scores = satisfaction_scores(answers, scales={"disconfirmation": ["disconf_1", "disconf_2"]})
    >>> scores["disconfirmation"].tolist()
    [-0.5, 2.0]
    """
    scores = {}
    for name, questions in scales.items():
        if not len(questions):
            raise DataError(f"scale {name!r} has no question.")
        middle = NEUTRAL if name in from_neutral else 0.0
        scores[name] = number_columns(answers, list(questions)).mean(axis=1) - middle
    kept = {column: answers[column] for column in keep}
    return pd.DataFrame({**kept, **scores}, index=answers.index)
