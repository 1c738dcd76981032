"""Which kind of value a customer looks for first: functional, emotional or social."""

from collections.abc import Mapping

import pandas as pd

from cvm_lessons.core import DataError, filled_column, require_columns

__all__ = ["MIXED", "ORIENTATIONS", "value_orientation"]

ORIENTATIONS = ("functional", "emotional", "social")
MIXED = "mixed"


def value_orientation(
    ladders: pd.DataFrame,
    kinds: Mapping[str, str],
    *,
    goal: str = "goal",
    respondent: str = "respondent_id",
) -> pd.DataFrame:
    """Return how many ladders of each respondent end in each kind of value, and the kind most of them end in.

    Parameters
    ----------
    ladders : DataFrame
        One row per chain, with the respondent and the goal it ends in.
    kinds : mapping of goal to kind
        Each goal's kind of value: ``"functional"``, ``"emotional"`` or ``"social"``. The judgement is yours.
    goal, respondent : str
        Columns with the goal and with the respondent.

    Returns
    -------
    DataFrame
        Index `respondent`; columns functional, emotional and social (numbers of chains) and orientation: the
        kind with most chains, ``"mixed"`` where two or more are level.

    Raises
    ------
    DataError
        If a column or a value is missing, or a goal has no kind, or one that is none of the three.

    References
    ----------
    Sheth, Newman and Gross (1991), Journal of Business Research 22(2), 159-170, for the kinds of value.

    Examples
    --------
    >>> chains = pd.DataFrame({"respondent_id": ["a", "a", "b"], "goal": ["growth", "growth", "calm"]})
    >>> table = value_orientation(chains, {"growth": "functional", "calm": "emotional"})
    >>> table["orientation"].tolist()
    ['functional', 'emotional']
    """
    require_columns(ladders, [respondent, goal])
    kind = filled_column(ladders, goal).astype(object).map(dict(kinds))
    if (bad := ~kind.isin(ORIENTATIONS)).any():
        raise DataError.at(ladders, goal, bad, f"a goal with a kind of value: {', '.join(ORIENTATIONS)}")
    counts = pd.crosstab(filled_column(ladders, respondent), kind)
    counts = counts.reindex(columns=list(ORIENTATIONS), fill_value=0)
    leads = counts.eq(counts.max(axis=1), axis=0)
    first = leads.idxmax(axis=1).where(leads.sum(axis=1) == 1, MIXED)
    return counts.rename_axis(columns=None).assign(orientation=first)
