"""How many answers a mean or a share needs."""

import math

from cvm_lessons.core import ParameterError, check_number
from cvm_lessons.satisfaction._checks import check_whole, normal_quantile

__all__ = ["sample_size_mean", "sample_size_share"]


def sample_size_mean(
    margin: float, sd: float, *, level: float = 0.95, population: int | None = None, deff: float = 1.0
) -> int:
    """Return how many answers a mean needs for a given half-width of its interval.

    Parameters
    ----------
    margin : float
        Half-width wanted, in the unit of the answers.
    sd : float
        Standard deviation expected.
    level : float, default 0.95
        Confidence level.
    population : int, optional
        Customers in all, where the sample is a good part of them.
    deff : float, default 1
        Design effect of weights or clusters.

    Returns
    -------
    int
        Answers, not invitations: divide by the response rate.

    Raises
    ------
    ParameterError
        If a number is out of range.

    References
    ----------
    Cochran (1977), Sampling Techniques, 3rd ed., chapter 4.

    Examples
    --------
    >>> sample_size_mean(0.2, 1.8)
    312
    """
    spread = check_number("sd", sd, low=0)
    return _size(margin, spread**2, level, population, deff)


def sample_size_share(
    margin: float,
    share: float = 0.5,
    *,
    level: float = 0.95,
    population: int | None = None,
    deff: float = 1.0,
) -> int:
    """Return how many answers a share needs for a given half-width of its interval.

    Parameters
    ----------
    margin : float
        Half-width wanted, as a share: 0.05 is five points.
    share : float, default 0.5
        Share expected; one half is the worst case.
    level : float, default 0.95
        Confidence level.
    population : int, optional
        Customers in all, where the sample is a good part of them.
    deff : float, default 1
        Design effect of weights or clusters.

    Returns
    -------
    int
        Answers, not invitations: divide by the response rate.

    Raises
    ------
    ParameterError
        If a number is out of range.

    References
    ----------
    Cochran (1977), Sampling Techniques, 3rd ed., chapter 4.

    Examples
    --------
    >>> sample_size_share(0.05), sample_size_share(0.05, population=1000)
    (385, 278)
    """
    p = check_number("share", share, low=0, high=1)
    return _size(margin, p * (1 - p), level, population, deff)


def _size(margin: float, variance: float, level: float, population: int | None, deff: float) -> int:
    wanted = check_number("margin", margin, low=0)
    if wanted == 0:
        raise ParameterError("margin=0: no sample short of everybody gives it.")
    n: float = normal_quantile(level) ** 2 * variance / wanted**2
    if population is not None:
        n /= 1 + (n - 1) / check_whole("population", population, low=1)
    # 1e-9: a size that is whole by hand must not be rounded up for a last binary digit.
    needed: float = max(n * check_number("deff", deff, low=1), 1.0)
    return math.ceil(needed - 1e-9)
