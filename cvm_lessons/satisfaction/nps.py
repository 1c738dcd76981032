"""Net Promoter Score with its sampling error."""

import math
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, as_generator, check_choice, filled_column
from cvm_lessons.measurement import Interval
from cvm_lessons.satisfaction._checks import (
    check_level,
    check_whole,
    group_table,
    normal_quantile,
    whole_column,
)
from cvm_lessons.satisfaction._nps_ends import bootstrap_ends, centre_and_error, clustered_error

__all__ = [
    "NPS_METHODS",
    "NetPromoterScore",
    "net_promoter_score",
    "nps_by_group",
    "nps_difference",
]

PROMOTER_FROM, DETRACTOR_TO = 9, 6  # Reichheld's cuts: 7 and 8 are passive
NPS_METHODS = ("wald", "adjusted", "bootstrap")
FEWEST_DRAWS = 100
POINTS = 100


@dataclass(frozen=True, repr=False)
class NetPromoterScore(Interval):
    """A Net Promoter Score in points with its interval.

    Attributes
    ----------
    estimate, low, high, n, level
        The score and the ends of its interval in points (-100 to 100), the answers, the level.
    promoters, passives, detractors : float
        Shares of the answers; they sum to 1.
    method : str
        How the interval was computed.
    """

    promoters: float = field(kw_only=True)
    passives: float = field(kw_only=True)
    detractors: float = field(kw_only=True)
    method: str = field(kw_only=True)


def net_promoter_score(
    answers: pd.DataFrame,
    *,
    score: str = "recommend",
    method: str = "wald",
    level: float = 0.95,
    cluster: str | None = None,
    n_boot: int = 2000,
    rng: np.random.Generator | int = 0,
) -> NetPromoterScore:
    """Return the share of promoters less the share of detractors, in points, with its interval.

    The variance of one answer is p + d - (p - d)². ``"adjusted"`` adds three made-up answers first, which
    mends the interval of few answers; its estimate stays the plain score.

    Parameters
    ----------
    answers : DataFrame
        One row per answer.
    score : str, default "recommend"
        Column of whole numbers from 0 to 10.
    method : {"wald", "adjusted", "bootstrap"}
        How the interval is computed.
    level : float, default 0.95
        Confidence level.
    cluster : str, optional
        Column of the customer, where one answers several times; not with ``"adjusted"``.
    n_boot : int, default 2000
        Resamples of the bootstrap.
    rng : numpy.random.Generator or int, default 0
        Generator or seed of the bootstrap.

    Returns
    -------
    NetPromoterScore
        In points.

    Raises
    ------
    DataError
        At the first missing or impossible score, by column and row, or for a single cluster.
    ParameterError
        If the method, the level or `n_boot` is not known, or a cluster is asked of ``"adjusted"``.

    References
    ----------
    Reichheld (2003), Harvard Business Review 81(12), 46-54; Rocks (2016), The American Statistician
    70(4), 365-372, for the adjusted interval.

    Examples
    --------
    >>> answers = pd.DataFrame({"recommend": [10] * 180 + [8] * 140 + [3] * 80})
    >>> net_promoter_score(answers)
    25.0 [17.5, 32.5]
    """
    check_choice("method", method, NPS_METHODS)
    scores = whole_column(answers, score, 0, 10).to_numpy()
    sides = (scores >= PROMOTER_FROM).astype(int) - (scores <= DETRACTOR_TO)
    n, p, d = len(sides), float((sides == 1).mean()), float((sides == -1).mean())
    codes = None if cluster is None else pd.factorize(filled_column(answers, cluster))[0]
    if codes is not None:
        _check_clusters(codes, method, str(cluster))
    if method == "bootstrap":
        check_whole("n_boot", n_boot, low=FEWEST_DRAWS)
        low, high = bootstrap_ends(sides, codes, n_boot, check_level(level), as_generator(rng))
    else:
        centre, error = centre_and_error(p, d, n, method) if codes is None else clustered_error(sides, codes)
        half = normal_quantile(level) * error
        low, high = centre - half, centre + half
    return NetPromoterScore(
        POINTS * (p - d),
        POINTS * float(low),
        POINTS * float(high),
        n if codes is None else int(codes.max()) + 1,
        level,
        promoters=p,
        passives=1 - p - d,
        detractors=d,
        method=method,
    )


def nps_by_group(
    answers: pd.DataFrame,
    by: str,
    *,
    score: str = "recommend",
    method: str = "adjusted",
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the score of each group of answers with its interval.

    Parameters
    ----------
    answers : DataFrame
        One row per answer.
    by : str
        Column of the group.
    score : str, default "recommend"
        Column of whole numbers from 0 to 10.
    method : {"adjusted", "wald", "bootstrap"}
        How the intervals are computed.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index the groups; columns estimate, low, high (points) and n.

    Raises
    ------
    DataError
        If a column is missing or a score is impossible.
    ParameterError
        If the method or the level is not known.

    Examples
    --------
    >>> answers = pd.DataFrame({"role": ["visitor"] * 4, "recommend": [10, 9, 8, 2]})
    >>> nps_by_group(answers, "role")["estimate"].to_dict()
    {'visitor': 25.0}
    """
    return group_table(
        answers, by, lambda part: net_promoter_score(part, score=score, method=method, level=level)
    )


def nps_difference(
    answers: pd.DataFrame,
    by: str,
    first: object,
    second: object,
    *,
    score: str = "recommend",
    method: str = "adjusted",
    level: float = 0.95,
) -> Interval:
    """Return the score of one group less that of another, with its interval.

    Parameters
    ----------
    answers : DataFrame
        One row per answer; the two groups hold different customers.
    by : str
        Column of the group.
    first, second : object
        The two values of `by`; the estimate is first less second.
    score : str, default "recommend"
        Column of whole numbers from 0 to 10.
    method : {"adjusted", "wald"}
        Variance of each score; the two add up.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    Interval
        In points. Two intervals may overlap although the difference is clear: look at this one.

    Raises
    ------
    DataError
        If a column is missing or a score is impossible.
    ParameterError
        If a group has no answers, or the method or the level is not known.

    Examples
    --------
    >>> answers = pd.DataFrame({"year": [2024] * 100 + [2025] * 100})
    >>> answers["recommend"] = [10] * 40 + [8] * 40 + [3] * 20 + [10] * 50 + [8] * 30 + [3] * 20
    >>> nps_difference(answers, "year", 2025, 2024, method="wald")
    10 [-11, 31]
    """
    check_choice("method", method, NPS_METHODS[:2])
    groups = filled_column(answers, by)
    z, parts = normal_quantile(level), []
    for value in (first, second):
        if not (chosen := groups == value).any():
            known = ", ".join(map(str, pd.unique(groups)[:12]))
            raise ParameterError(f"column {by!r} never holds {value!r}; it holds {known}.")
        parts.append(net_promoter_score(answers[chosen], score=score, method=method, level=level))
    gap = parts[0].estimate - parts[1].estimate
    centre = sum(sign * (part.low + part.high) / 2 for sign, part in zip((1, -1), parts, strict=True))
    error = math.hypot(*((part.high - part.low) / 2 / z for part in parts))
    return Interval(gap, centre - z * error, centre + z * error, parts[0].n + parts[1].n, level)


def _check_clusters(codes: np.ndarray, method: str, cluster: str) -> None:
    if method == "adjusted":
        raise ParameterError("method='adjusted' knows no clusters: use 'wald' or 'bootstrap'.")
    if codes.max() == 0:
        raise ParameterError(f"column {cluster!r} holds one value: two or more customers are needed.")
