"""Switching costs of three kinds, and the kind of loyalty that they make."""

from collections.abc import Sequence

import pandas as pd

from cvm_lessons.trust._effects import standardised_effects

__all__ = ["SWITCHING_COSTS", "switching_cost_effects", "switching_cost_kinds"]

SWITCHING_COSTS = ("switch_procedural", "switch_financial", "switch_relational")
OUTCOMES = ("commit_continuance", "commit_affective", "leave", "advocacy")
KINDS = (
    ("switch_procedural", "time and effort", "finding, judging and learning another show"),
    ("switch_financial", "benefits and money", "what it has earned lost, and sums to pay again"),
    ("switch_relational", "ties to people", "contacts and a name that would be missed"),
)


def switching_cost_kinds() -> pd.DataFrame:
    """Return the three kinds of switching costs with what is lost and by what.

    Returns
    -------
    DataFrame
        Index `kind`; columns loses and by.

    References
    ----------
    Burnham, Frels and Mahajan (2003), Journal of the Academy of Marketing Science 31(2), 109-126.

    Examples
    --------
    >>> switching_cost_kinds()["loses"].tolist()
    ['time and effort', 'benefits and money', 'ties to people']
    """
    return pd.DataFrame(KINDS, columns=["kind", "loses", "by"]).set_index("kind")


def switching_cost_effects(
    scores: pd.DataFrame,
    outcomes: Sequence[str] = OUTCOMES,
    *,
    costs: Sequence[str] = SWITCHING_COSTS,
    controls: Sequence[str] = (),
    cluster: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return what each kind of switching cost goes with: having to stay, wanting to, leaving, praising.

    Parameters
    ----------
    scores : DataFrame
        One row per answer: scores of the costs, and the outcomes.
    outcomes : sequence of str
        Columns to explain, one after the other.
    costs : sequence of str, default `SWITCHING_COSTS`
        Columns that explain them together.
    controls : sequence of str, optional
        Columns held fixed.
    cluster : str, optional
        Column of the customer, where one gives several answers.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        One row per outcome and cost: outcome, cause, estimate, low, high (standard deviations per standard
        deviation), p, r_squared, n.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary.
    ParameterError
        If outcomes or costs are none or a single string.

    References
    ----------
    Burnham, Frels and Mahajan (2003), Journal of the Academy of Marketing Science 31(2), 109-126.

    Examples
    --------
    >>> scores = pd.DataFrame({"effort": [1, 2, 3, 4, 5], "commit_continuance": [2, 1, 4, 3, 5]})
    >>> switching_cost_effects(scores, ["commit_continuance"], costs=["effort"])["estimate"].round(2).tolist()
    [0.8]
    """
    return standardised_effects(scores, outcomes, costs, controls=controls, cluster=cluster, level=level)
