"""Commitment (归属感) of three kinds: wanting to stay, having to and feeling one ought to."""

from collections.abc import Sequence

import pandas as pd

from cvm_lessons.core import ParameterError, check_choice, check_number, number_columns
from cvm_lessons.measurement import Interval, fit_linear
from cvm_lessons.trust._effects import contrast, standardised_effects, with_controls

__all__ = [
    "COMMITMENT",
    "commitment_contrast",
    "commitment_kinds",
    "commitment_outcomes",
    "dominant_commitment",
]

COMMITMENT = ("commit_affective", "commit_continuance", "commit_normative")
OUTCOMES = ("advocacy", "acquiescence", "leave")
NONE, SEVERAL = "none", "several"
# Signs as the abstracts report them: what customers intend (fullerton2005), what they did (gustafsson2005,
# where the affective kind added nothing certain beside satisfaction), whether they recommend (fullerton2011).
KINDS = (
    ("commit_affective", "wants to stay", "likes the organiser and feels it belongs", 1, 0, 1),
    ("commit_continuance", "has to stay", "leaving would cost too much", 0, 1, -1),
    ("commit_normative", "ought to stay", "feels it owes the organiser its loyalty", pd.NA, pd.NA, 1),
)
SIGNS = ["intention", "retention", "advocacy"]


def commitment_kinds() -> pd.DataFrame:
    """Return the three kinds of commitment, why each makes a customer stay, and which way its effects go.

    Returns
    -------
    DataFrame
        Index `kind`; columns stays (in two words), because, and the sign of the published effect on the
        intention to stay, on retention (who did stay, satisfaction held fixed) and on advocacy: 1, -1, 0
        where it was mixed or not certain, missing where the kind was not in the study.

    References
    ----------
    Allen and Meyer (1990), Journal of Occupational Psychology 63(1), 1-18; Fullerton (2005), European Journal
    of Marketing 39(11/12), 1372-1388; Fullerton (2011), Journal of Retailing and Consumer Services 18(1),
    92-100; Gustafsson, Johnson and Roos (2005), Journal of Marketing 69(4), 210-218.

    Examples
    --------
    >>> commitment_kinds().loc["commit_continuance", ["intention", "retention", "advocacy"]].tolist()
    [0, 1, -1]
    """
    table = pd.DataFrame(KINDS, columns=["kind", "stays", "because", *SIGNS])
    return table.astype(dict.fromkeys(SIGNS, "Int64")).set_index("kind")


def commitment_outcomes(
    scores: pd.DataFrame,
    outcomes: Sequence[str] = OUTCOMES,
    *,
    components: Sequence[str] = COMMITMENT,
    controls: Sequence[str] = (),
    cluster: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return what each kind of commitment goes with, the other kinds held fixed.

    Parameters
    ----------
    scores : DataFrame
        One row per answer: scores of the components, and the outcomes.
    outcomes : sequence of str
        Columns to explain, one after the other.
    components : sequence of str, default `COMMITMENT`
        Columns that explain them together.
    controls : sequence of str, optional
        Columns held fixed; text such as ``"country_group"`` is turned into a 0/1 column per value.
    cluster : str, optional
        Column of the customer, where one gives several answers.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        One row per outcome and component: outcome, cause, estimate, low, high (standard deviations of the
        outcome per standard deviation of the component), p, r_squared, n.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary.
    ParameterError
        If outcomes or components are none or a single string.

    References
    ----------
    Fullerton (2003), Journal of Service Research 5(4), 333-344.

    Examples
    --------
    >>> scores = pd.DataFrame({"want": [1, 2, 3, 4, 5, 6], "must": [3, 1, 2, 6, 4, 5]})
    >>> scores["advocacy"] = scores["want"] - 0.5 * scores["must"]
    >>> table = commitment_outcomes(scores, ["advocacy"], components=["want", "must"])
    >>> table[["cause", "estimate"]].round(2).to_numpy().tolist()
    [['want', 1.3], ['must', -0.65]]
    """
    return standardised_effects(scores, outcomes, components, controls=controls, cluster=cluster, level=level)


def commitment_contrast(
    scores: pd.DataFrame,
    outcome: str,
    first: str = "commit_affective",
    second: str = "commit_continuance",
    *,
    components: Sequence[str] = COMMITMENT,
    controls: Sequence[str] = (),
    cluster: str | None = None,
    level: float = 0.95,
) -> Interval:
    """Return by how much a point of one kind of commitment does more than a point of another.

    Two intervals that overlap do not settle whether two effects differ; this interval does.

    Parameters
    ----------
    scores : DataFrame
        One row per answer: scores of the components, and the outcome.
    outcome : str
        Column to explain.
    first, second : str
        Components to compare: effect of the first less effect of the second.
    components : sequence of str, default `COMMITMENT`
        Columns that explain the outcome together.
    controls : sequence of str, optional
        Columns held fixed.
    cluster : str, optional
        Column of the customer, where one gives several answers.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    Interval
        In points of the outcome per point of commitment.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary.
    ParameterError
        If `first` or `second` is no component, or both are the same.

    Examples
    --------
    >>> scores = pd.DataFrame({"want": [1, 2, 3, 4, 5, 6], "must": [3, 1, 2, 6, 4, 5]})
    >>> scores["advocacy"] = scores["want"] - 0.5 * scores["must"] + [0.1, -0.1, 0, 0, -0.1, 0.1]
    >>> gap = commitment_contrast(scores, "advocacy", "want", "must", components=["want", "must"])
    >>> round(gap.estimate, 2)
    1.45
    """
    for argument, name in (("first", first), ("second", second)):
        check_choice(argument, name, components)
    if first == second:
        raise ParameterError(f"first and second are both {first!r}: a contrast needs two components.")
    ready, held = with_controls(scores, controls)
    fit = fit_linear(ready, outcome, [*components, *held], cluster=cluster)
    gap = contrast(fit, {first: 1.0, second: -1.0}, level)
    return Interval(gap["estimate"], gap["low"], gap["high"], fit.n, level)


def dominant_commitment(
    scores: pd.DataFrame, components: Sequence[str] = COMMITMENT, *, cut: float = 4.0
) -> pd.Series:
    """Return which kind of commitment a customer has: the one kind above the cut, several, or none.

    "Committed" says little: a customer that only has to stay looks loyal until it no longer has to.

    Parameters
    ----------
    scores : DataFrame
        One row per answer with the components.
    components : sequence of str, default `COMMITMENT`
        Columns of the kinds.
    cut : float, default 4.0
        A kind is present above it; the middle of a scale from 1 to 7.

    Returns
    -------
    Series
        Name of a component, ``"several"`` or ``"none"``, with the index of `scores`.

    Raises
    ------
    DataError
        If a column or a value is missing.
    ParameterError
        If the cut is no number.

    Examples
    --------
    >>> scores = pd.DataFrame({"want": [6, 2, 6], "must": [2, 5, 5]})
    >>> dominant_commitment(scores, ["want", "must"]).tolist()
    ['want', 'must', 'several']
    """
    present = number_columns(scores, list(components)) > check_number("cut", cut)
    kinds = present.idxmax(axis=1).astype(object)
    return kinds.mask(present.sum(axis=1) > 1, SEVERAL).mask(~present.any(axis=1), NONE).rename("commitment")
