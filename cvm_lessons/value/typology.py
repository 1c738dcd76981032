"""Kinds of consumption value: the five of Sheth, Newman and Gross, the eight of Holbrook."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import check_choice, number_columns
from cvm_lessons.measurement import fit_logit

__all__ = ["discriminate_choice", "five_values", "holbrook_table", "holbrook_type"]

# Questions and examples are ours.
FIVE = (
    ("functional", "What does it do for me?", "orders written at the stand"),
    ("social", "What does it say about my place among others?", "a stand in the leaders' hall"),
    ("emotional", "What does it make me feel?", "pride of the team after a full day"),
    ("epistemic", "What does it let me discover?", "a first look at next year's machines"),
    ("conditional", "What makes it worth more just now?", "a new export rule that all buyers ask about"),
)
EIGHT = {
    ("self", "active", "extrinsic"): "efficiency",
    ("self", "active", "intrinsic"): "play",
    ("self", "reactive", "extrinsic"): "excellence",
    ("self", "reactive", "intrinsic"): "aesthetics",
    ("other", "active", "extrinsic"): "status",
    ("other", "active", "intrinsic"): "ethics",
    ("other", "reactive", "extrinsic"): "esteem",
    ("other", "reactive", "intrinsic"): "spirituality",
}


def five_values() -> pd.DataFrame:
    """Return the five consumption values with the question each answers.

    Returns
    -------
    DataFrame
        Index `value`; columns question, example (at a trade show) and source (key of the bibliography).

    References
    ----------
    Sheth, Newman and Gross (1991), Journal of Business Research 22(2), 159-170.

    Examples
    --------
    >>> list(five_values().index)
    ['functional', 'social', 'emotional', 'epistemic', 'conditional']
    """
    table = pd.DataFrame(FIVE, columns=["value", "question", "example"])
    return table.set_index("value").assign(source="sheth1991")


def holbrook_type(purpose: str, orientation: str, stance: str) -> str:
    """Return Holbrook's type of consumer value for an answer to each of his three questions.

    Parameters
    ----------
    purpose : {"extrinsic", "intrinsic"}
        Is it a means to an end, or prized for its own sake?
    orientation : {"self", "other"}
        Is it prized for my own sake, or for others and for how they respond?
    stance : {"active", "reactive"}
        Do I act on the object, or does it act on me?

    Returns
    -------
    str
        One of efficiency, play, excellence, aesthetics, status, ethics, esteem, spirituality.

    Raises
    ------
    ParameterError
        If an answer is not one of the two.

    References
    ----------
    Holbrook (1999), Consumer Value: A Framework for Analysis and Research, table of the typology.

    Examples
    --------
    >>> holbrook_type("extrinsic", "other", "active")
    'status'
    """
    check_choice("purpose", purpose, ("extrinsic", "intrinsic"))
    check_choice("orientation", orientation, ("self", "other"))
    check_choice("stance", stance, ("active", "reactive"))
    return EIGHT[orientation, stance, purpose]


def holbrook_table() -> pd.DataFrame:
    """Return Holbrook's eight types in their table of two by two by two.

    Returns
    -------
    DataFrame
        One row per orientation and stance, in columns of these names; the types in the columns
        extrinsic and intrinsic.

    References
    ----------
    Holbrook (1999), Consumer Value: A Framework for Analysis and Research.

    Examples
    --------
    >>> holbrook_table().loc[0].to_dict()
    {'orientation': 'self', 'stance': 'active', 'extrinsic': 'efficiency', 'intrinsic': 'play'}
    """
    rows = [
        {"orientation": orientation, "stance": stance}
        | {purpose: EIGHT[orientation, stance, purpose] for purpose in ("extrinsic", "intrinsic")}
        for orientation in ("self", "other")
        for stance in ("active", "reactive")
    ]
    return pd.DataFrame(rows)


def discriminate_choice(
    frame: pd.DataFrame,
    outcome: str,
    dimensions: Sequence[str],
    *,
    level: float = 0.95,
    cluster: str | None = None,
) -> pd.DataFrame:
    """Return which values separate those who chose from those who did not.

    The theory of consumption values predicts choices (use or not, type, brand) from the values; its
    authors used discriminant analysis. A logit asks the same and needs no normal distribution. Its
    coefficients are given per standard deviation of the score, so that they can be compared.

    Parameters
    ----------
    frame : DataFrame
        One row per respondent, no value missing.
    outcome : str
        Column of 0 and 1 (or of false and true): who chose.
    dimensions : sequence of str
        Columns with the scores, for example of `score_dimensions`.
    level : float, default 0.95
        Confidence level.
    cluster : str, optional
        Column of the customer, where one answers more than once.

    Returns
    -------
    DataFrame
        Index `dimension`; columns mean_no and mean_yes (scores of the two groups), coefficient with
        low and high (log-odds per standard deviation, the others held) and odds_ratio.

    Raises
    ------
    DataError
        If a value is missing, the outcome is not 0 and 1, or the scores separate the groups fully.
    ParameterError
        If there are no dimensions or `level` is out of range.

    References
    ----------
    Sheth, Newman and Gross (1991), Journal of Business Research 22(2), 159-170.

    Examples
    --------
    >>> answers = pd.DataFrame({"fun": [3, 4, 4, 5, 6, 4, 6, 2], "back": [0, 0, 1, 1, 1, 0, 1, 1]})
    >>> discriminate_choice(answers, "back", ["fun"])["mean_yes"].round(2).to_dict()
    {'fun': 4.6}
    """
    names = list(dimensions)
    table = fit_logit(frame, outcome, names, cluster=cluster).to_frame(level=level)
    scores, chose = number_columns(frame, names), frame[outcome].astype(bool)
    # Per standard deviation: a coefficient of z is the coefficient of x times the spread of x.
    scaled = table.loc[names, ["coefficient", "low", "high"]].mul(scores.std(), axis=0)
    scaled.insert(0, "mean_no", scores[~chose].mean())
    scaled.insert(1, "mean_yes", scores[chose].mean())
    return scaled.assign(odds_ratio=np.exp(scaled["coefficient"])).rename_axis("dimension")
