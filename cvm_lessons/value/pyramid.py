"""Elements of value: which ones customers get, and whether more of them go with more recommendation."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, number_column, number_columns
from cvm_lessons.measurement import mean_interval, share_interval

__all__ = ["ELEMENTS", "ELEMENT_LEVELS", "element_shares", "elements_delivered", "recommend_by_elements"]

# From the base to the top. The pyramid for consumers (almquist2016) has thirty elements on the levels
# functional, emotional, life changing and social impact; these twelve and their levels suit a trade show.
ELEMENT_LEVELS = ("functional", "ease", "emotional", "aspirational")
ELEMENTS: dict[str, str] = {
    "el_quality": "functional",
    "el_cost_saving": "functional",
    "el_variety": "functional",
    "el_information": "functional",
    "el_ease": "ease",
    "el_time_saving": "ease",
    "el_contacts": "emotional",
    "el_reassurance": "emotional",
    "el_enjoyment": "emotional",
    "el_pride": "aspirational",
    "el_belonging": "aspirational",
    "el_growth": "aspirational",
}
PROMOTER_FROM, DETRACTOR_TO, Z95 = 9, 6, 1.959964  # cuts of the net promoter score (reichheld2003)
FEWEST_FOR_INTERVAL = 2


def element_shares(
    surveys: pd.DataFrame, *, elements: Mapping[str, str] = ELEMENTS, level: float = 0.95
) -> pd.DataFrame:
    """Return the share of customers that get each element of value.

    Parameters
    ----------
    surveys : DataFrame
        One row per response, with a column of 0 and 1 per element, none missing.
    elements : mapping of str to str, default `ELEMENTS`
        Level of each element's column.
    level : float, default 0.95
        Confidence level of the intervals (Wilson).

    Returns
    -------
    DataFrame
        Index `element`, in the order of `elements`; columns level, share, low, high, n.

    Raises
    ------
    DataError
        If a column is missing or holds anything but 0 and 1.
    ParameterError
        If `level` is out of range.

    References
    ----------
    Almquist, Senior and Bloch (2016), The elements of value, Harvard Business Review 94(9), 46-53.

    Examples
    --------
    >>> surveys = pd.DataFrame({"el_ease": [1, 1, 0, 1]})
    >>> element_shares(surveys, elements={"el_ease": "ease"})["share"].to_dict()
    {'el_ease': 0.75}
    """
    ticks = _ticks(surveys, elements)
    rows = [share_interval(int(ticks[element].sum()), len(ticks), level=level) for element in ticks]
    return pd.DataFrame(
        {
            "level": list(elements.values()),
            "share": [row.estimate for row in rows],
            "low": [row.low for row in rows],
            "high": [row.high for row in rows],
            "n": len(ticks),
        },
        index=pd.Index(elements, name="element"),
    )


def elements_delivered(surveys: pd.DataFrame, *, elements: Mapping[str, str] = ELEMENTS) -> pd.Series:
    """Return how many elements of value each respondent gets.

    Parameters
    ----------
    surveys : DataFrame
        One row per response, with a column of 0 and 1 per element, none missing.
    elements : mapping of str to str, default `ELEMENTS`
        Level of each element's column.

    Returns
    -------
    Series
        Whole numbers named ``elements``, with the index of `surveys`.

    Raises
    ------
    DataError
        If a column is missing or holds anything but 0 and 1.

    Examples
    --------
    >>> surveys = pd.DataFrame({"el_ease": [1, 0], "el_pride": [1, 1]})
    >>> elements_delivered(surveys, elements={"el_ease": "ease", "el_pride": "aspirational"}).tolist()
    [2, 1]
    """
    ticks = _ticks(surveys, elements)
    return ticks.sum(axis=1).astype(int).rename("elements")


def recommend_by_elements(
    surveys: pd.DataFrame,
    *,
    elements: Mapping[str, str] = ELEMENTS,
    score: str = "recommend",
) -> pd.DataFrame:
    """Return how willing customers are to recommend, by the number of elements they get.

    Both grow with the same satisfaction, so the slope is an association, not the effect of an element.

    Parameters
    ----------
    surveys : DataFrame
        One row per response, with the elements and the score, none missing.
    elements : mapping of str to str, default `ELEMENTS`
        Level of each element's column.
    score : str, default "recommend"
        Column of whole numbers from 0 to 10.

    Returns
    -------
    DataFrame
        Index `elements` (the numbers that occur); columns n, recommend (mean) with low and high, and
        nps (points from -100 to 100) with nps_low and nps_high. The ends of 95 % intervals are missing
        for a single respondent.

    Raises
    ------
    DataError
        If an element or a score is missing or impossible.

    References
    ----------
    Almquist, Senior and Bloch (2016), Harvard Business Review 94(9), 46-53; Reichheld (2003), Harvard
    Business Review 81(12), 46-54.

    Examples
    --------
    >>> surveys = pd.DataFrame({"el_ease": [0, 0, 1, 1], "recommend": [5, 7, 9, 10]})
    >>> recommend_by_elements(surveys, elements={"el_ease": "ease"})[["recommend", "nps"]].to_dict("index")
    {0: {'recommend': 6.0, 'nps': -50.0}, 1: {'recommend': 9.5, 'nps': 100.0}}
    """
    scores = number_column(surveys, score, low=0, high=10)
    if (bad := scores % 1 != 0).any():
        raise DataError.at(surveys, score, bad, "a whole number from 0 to 10")
    counts = elements_delivered(surveys, elements=elements)
    groups = scores.to_frame("recommend").groupby(counts)
    return (
        pd.DataFrame({count: _recommendation(group) for count, group in groups})
        .T.rename_axis("elements")
        .astype({"n": int})
    )


def _recommendation(group: pd.DataFrame) -> pd.Series:
    scores, n = group["recommend"], len(group)
    promoters, detractors = (scores >= PROMOTER_FROM).mean(), (scores <= DETRACTOR_TO).mean()
    nps = promoters - detractors
    mean, low, high, half = scores.mean(), np.nan, np.nan, np.nan
    if n >= FEWEST_FOR_INTERVAL:
        interval = mean_interval(group, "recommend")
        low, high = interval.low, interval.high
        half = Z95 * np.sqrt((promoters + detractors - nps**2) / n)
    points = {"nps": 100 * nps, "nps_low": 100 * (nps - half), "nps_high": 100 * (nps + half)}
    return pd.Series({"n": n, "recommend": mean, "low": low, "high": high, **points})


def _ticks(surveys: pd.DataFrame, elements: Mapping[str, str]) -> pd.DataFrame:
    ticks = number_columns(surveys, list(elements))
    for element in ticks:
        if (bad := ~ticks[element].isin([0, 1])).any():
            raise DataError.at(surveys, element, bad, "0 or 1")
    return ticks
