"""How often a Net Promoter Score rises by chance alone, between two surveys of an unchanged market."""

import math
from collections.abc import Sequence

import pandas as pd
from scipy import stats

from cvm_lessons.core import ParameterError, check_number
from cvm_lessons.satisfaction._checks import check_whole
from cvm_lessons.satisfaction.nps import POINTS

__all__ = ["rise_by_luck"]


def rise_by_luck(
    rises: Sequence[float], answers: Sequence[int], *, promoters: float, detractors: float
) -> pd.DataFrame:
    """Return the chance that the score of an unchanged market rises by so much from one survey to the next.

    Both surveys have the same number of answers, from different customers, so that the difference has twice
    the variance of one score. Normal approximation.

    Parameters
    ----------
    rises : sequence of float
        Rises in points, from 0 up.
    answers : sequence of int
        Answers of each of the two surveys.
    promoters, detractors : float
        True shares, the same in both.

    Returns
    -------
    DataFrame
        Index `answers`; a column per rise, with the chance from 0 to 1.

    Raises
    ------
    ParameterError
        If a number is out of range, the shares sum to more than 1, or every answer would be the same.

    References
    ----------
    Rocks (2016), The American Statistician 70(4), 365-372, for the variance of one score.

    Examples
    --------
    >>> rise_by_luck([5], [140, 1000], promoters=0.17, detractors=0.42).round(2)[5].to_dict()
    {140: 0.28, 1000: 0.06}
    """
    p, d = (
        check_number(name, share, low=0, high=1)
        for name, share in (("promoters", promoters), ("detractors", detractors))
    )
    if p + d > 1 + 1e-12:
        raise ParameterError(f"promoters={p:g} and detractors={d:g} sum to more than 1.")
    variance = p + d - (p - d) ** 2
    if variance <= 0:
        raise ParameterError(
            f"promoters={p:g} and detractors={d:g}: every answer is the same, no luck in it."
        )
    wanted = [check_number("rises", rise, low=0) for rise in rises]
    sizes = [check_whole("answers", n, low=2) for n in answers]
    chances = [
        [float(stats.norm.sf(rise / (POINTS * math.sqrt(2 * variance / n)))) for rise in wanted]
        for n in sizes
    ]
    return pd.DataFrame(chances, index=pd.Index(sizes, name="answers"), columns=list(rises))
