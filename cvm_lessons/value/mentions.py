"""Who mentions what in ladders: the count that everybody starts with, and whom a message would reach."""

from collections.abc import Sequence

import pandas as pd

from cvm_lessons.core import DataError, ParameterError, filled_column, nearest, require_columns
from cvm_lessons.measurement import Interval, share_interval

__all__ = ["mention_reach", "mention_shares"]


def mention_shares(
    ladders: pd.DataFrame, level: str = "attribute", *, respondent: str = "respondent_id"
) -> pd.DataFrame:
    """Return how many ladders and how many respondents mention each element of a level.

    Parameters
    ----------
    ladders : DataFrame
        One row per chain, with the respondent and the level; missing where the chain skips the level.
    level : str, default "attribute"
        Column of the level.
    respondent : str, default "respondent_id"
        Column with the respondent.

    Returns
    -------
    DataFrame
        Index `level`, most respondents first; columns ladders, respondents, share (of all respondents) with
        low and high (95 %, Wilson).

    Raises
    ------
    DataError
        If a column is missing, or nobody mentions anything.

    Examples
    --------
    >>> chains = pd.DataFrame({"respondent_id": [1, 1, 2], "goal": ["growth", "growth", "profit"]})
    >>> mention_shares(chains, "goal")["share"].to_dict()
    {'growth': 0.5, 'profit': 0.5}
    """
    require_columns(ladders, [respondent, level])
    everybody = filled_column(ladders, respondent).nunique()
    groups = ladders.dropna(subset=[level]).groupby(level)[respondent]
    table = pd.DataFrame({"ladders": groups.size(), "respondents": groups.nunique()})
    if table.empty:
        raise DataError(f"column {level!r} is empty: nobody mentions anything on this level.")
    shares = [share_interval(int(count), everybody) for count in table["respondents"]]
    table["share"] = [share.estimate for share in shares]
    table["low"], table["high"] = [share.low for share in shares], [share.high for share in shares]
    return table.sort_values(["respondents", "ladders"], ascending=False, kind="stable")


def mention_reach(
    ladders: pd.DataFrame, elements: Sequence[str], level: str = "goal", *, respondent: str = "respondent_id"
) -> Interval:
    """Return the share of respondents who mention at least one of some elements: each counts once.

    Parameters
    ----------
    ladders : DataFrame
        One row per chain, with the respondent and the level.
    elements : sequence of str
        For example the goals that two posters speak to.
    level : str, default "goal"
        Column of the level.
    respondent : str, default "respondent_id"
        Column with the respondent.

    Returns
    -------
    Interval
        Share from 0 to 1, with its 95 % interval (Wilson).

    Raises
    ------
    DataError
        If a column is missing.
    ParameterError
        If no element is named, or one that nobody mentions.

    Examples
    --------
    >>> chains = pd.DataFrame({"respondent_id": [1, 1, 2, 3], "goal": ["growth", "calm", "calm", "profit"]})
    >>> mention_reach(chains, ["growth", "calm"]).estimate.__round__(2)
    0.67
    """
    require_columns(ladders, [respondent, level])
    known = [str(name) for name in ladders[level].dropna().unique()]
    if isinstance(elements, str) or not len(elements):
        raise ParameterError(f"elements={elements!r} is not a list of elements of level {level!r}.")
    for element in elements:
        if element not in known:
            raise ParameterError(f"nobody mentions {element!r} as {level}. {nearest(element, known)}")
    people = filled_column(ladders, respondent)
    reached = people[ladders[level].isin(list(elements))].nunique()
    return share_interval(int(reached), int(people.nunique()))
