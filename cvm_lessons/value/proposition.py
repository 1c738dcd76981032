"""Value proposition analysis: where a show beats the next best alternative, and whether that matters."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, check_number, filled_column, number_column, require_columns
from cvm_lessons.measurement.means import mean_interval
from cvm_lessons.value._checks import known_name, one_market
from cvm_lessons.value.drivers import EXHIBITOR_ATTRIBUTES

__all__ = ["PARITY_MARGIN", "points_of_difference", "resonating_focus"]

PARITY_MARGIN = 0.5  # half a point: a respondent, who answers in whole points, could not show less


def points_of_difference(
    surveys: pd.DataFrame,
    *,
    rival: str | None = None,
    attributes: Sequence[str] = EXHIBITOR_ATTRIBUTES,
    margin: float = PARITY_MARGIN,
    important_from: float | None = None,
    level: float = 0.95,
    role: str = "exhibitor",
) -> pd.DataFrame:
    """Return how a show compares with the next best alternative on each attribute, and what that is good for.

    Each respondent rates both shows, so the mean of her differences is free of how high she rates in general.
    The alternative is the rival that she knows best. An attribute is a point of

    - parity, where the whole interval lies within the margin: equal for all that matters;
    - difference, where the interval lies above 0 and the attribute is important (minor difference, if not);
    - contention, where it lies below 0 (worse), or holds 0 and more than the margin (disputed).

    Parameters
    ----------
    surveys : DataFrame
        Responses of one sector: role, rival_id (missing if no rival is known), and perf_*, rival_* and imp_*
        for each attribute, from 1 to 10. A missing rating was not given and does not count.
    rival : str, optional
        Compare with this show only, by those who know it best.
    attributes : sequence of str
        Endings of the columns.
    margin : float, default 0.5
        Largest difference, in points, that no customer would notice.
    important_from : float, optional
        Least mean importance of an important attribute; by default the mean over the attributes.
    level : float, default 0.95
        Confidence level of the intervals.
    role : str, default "exhibitor"
        Whose answers are used.

    Returns
    -------
    DataFrame
        One row per attribute, most important first: attribute, importance, own, alternative, difference, low,
        high, n (respondents), verdict (better, equal, worse or disputed) and point (point of difference,
        minor difference, parity or contention).

    Raises
    ------
    DataError
        If a column is missing, a rating is out of range, several sectors are mixed, or an attribute has fewer
        than two respondents who rate both shows.
    ParameterError
        If a number is out of range or nobody knows `rival`.

    References
    ----------
    Anderson, Narus and van Rossum (2006), Harvard Business Review 84(3), 90-99.

    Examples
    --------
    >>> answers = {"role": ["exhibitor"] * 3, "rival_id": ["Quay"] * 3, "imp_sales": [9, 9, 8]}
    >>> answers = pd.DataFrame({**answers, "perf_sales": [8, 9, 7], "rival_sales": [6, 6, 5]})
    >>> points_of_difference(answers, attributes=["sales"])[["difference", "low", "high", "verdict"]].round(2)
       difference  low  high verdict
    0        2.33  0.9  3.77  better
    """
    one_market(surveys)
    check_number("margin", margin, low=0)
    both = _who_know(surveys, rival, role)
    points = pd.DataFrame([_compared(both, attribute, level) for attribute in attributes])
    points["verdict"] = np.select(
        [
            (points["low"] >= -margin) & (points["high"] <= margin),
            points["low"] > 0,
            points["high"] < 0,
        ],
        ["equal", "better", "worse"],
        "disputed",
    )
    cut = (
        points["importance"].mean()
        if important_from is None
        else check_number("important_from", important_from)
    )
    better, equal = points["verdict"] == "better", points["verdict"] == "equal"
    points["point"] = np.select(
        [better & (points["importance"] >= cut), better, equal],
        ["point of difference", "minor difference", "parity"],
        "contention",
    )
    return points.sort_values("importance", ascending=False, kind="stable").reset_index(drop=True)


def resonating_focus(points: pd.DataFrame, *, most: int = 2) -> pd.DataFrame:
    """Return the one or two points of difference to speak of: greatest importance times difference.

    Parameters
    ----------
    points : DataFrame
        What `points_of_difference` returns.
    most : int, default 2
        Longest list; a proposition that names everything says nothing.

    Returns
    -------
    DataFrame
        attribute, importance, difference, low, and pull (importance times difference), greatest first. It has
        no row where there is no point of difference: then there is nothing to claim.

    Raises
    ------
    DataError
        If a column is missing or holds no numbers.
    ParameterError
        If `most` is below 1.

    References
    ----------
    Anderson, Narus and van Rossum (2006), Harvard Business Review 84(3), 90-99.

    Examples
    --------
    >>> points = {"attribute": ["sales", "image"], "importance": [9.0, 8.0], "difference": [0.5, 1.0]}
    >>> points = pd.DataFrame({**points, "low": [0.2, 0.4], "point": "point of difference"})
    >>> resonating_focus(points, most=1)[["attribute", "pull"]]
      attribute  pull
    0     image   8.0
    """
    check_number("most", most, low=1)
    filled_column(points, "attribute")
    pull = number_column(points, "importance", low=0) * number_column(points, "difference")
    number_column(points, "low")
    chosen = points.assign(pull=pull)[filled_column(points, "point") == "point of difference"]
    chosen = chosen.sort_values("pull", ascending=False, kind="stable").head(int(most))
    return chosen[["attribute", "importance", "difference", "low", "pull"]].reset_index(drop=True)


def _who_know(surveys: pd.DataFrame, rival: str | None, role: str) -> pd.DataFrame:
    require_columns(surveys, ["role", "rival_id"])
    knows = surveys[(surveys["role"] == role) & surveys["rival_id"].notna()]
    if knows.empty:
        raise DataError(f"no {role!r} names a rival in column 'rival_id': there is nothing to compare with.")
    if rival is None:
        return knows
    return knows[knows["rival_id"] == known_name("rival", rival, pd.Index(knows["rival_id"].unique()))]


def _compared(both: pd.DataFrame, attribute: str, level: float) -> dict[str, object]:
    columns = [f"{part}_{attribute}" for part in ("perf", "rival", "imp")]
    rated = pd.DataFrame({c: number_column(both, c, low=1, high=10, missing=True) for c in columns}).dropna()
    if len(rated) < 2:
        raise DataError(f"{attribute!r} is rated for both shows by {len(rated)} respondents: two are needed.")
    own, alternative, importance = (rated[column] for column in columns)
    interval = mean_interval((own - alternative).to_frame("difference"), "difference", level=level)
    return {
        "attribute": attribute,
        "importance": float(importance.mean()),
        "own": float(own.mean()),
        "alternative": float(alternative.mean()),
        "difference": interval.estimate,
        "low": interval.low,
        "high": interval.high,
        "n": interval.n,
    }
