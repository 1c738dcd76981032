"""How many answers a Net Promoter Score needs, and how often its intervals cover the truth."""

import math

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, as_generator, check_choice, check_number
from cvm_lessons.satisfaction._checks import check_level, check_whole, normal_quantile
from cvm_lessons.satisfaction._nps_ends import centre_and_error
from cvm_lessons.satisfaction.nps import FEWEST_DRAWS, NPS_METHODS, POINTS

__all__ = ["nps_coverage", "nps_sample_size"]


def nps_sample_size(
    margin: float,
    *,
    promoters: float,
    detractors: float,
    level: float = 0.95,
    population: int | None = None,
) -> int:
    """Return how many answers a score needs for a given half-width of its interval.

    Parameters
    ----------
    margin : float
        Half-width wanted, in points, above 0.
    promoters, detractors : float
        Shares expected; one half each is the worst case.
    level : float, default 0.95
        Confidence level.
    population : int, optional
        Customers in all, where the sample is a good part of them.

    Returns
    -------
    int
        Answers, not invitations.

    Raises
    ------
    ParameterError
        If a number is out of range, the shares sum to more than 1, or every answer would be the same.

    Examples
    --------
    >>> nps_sample_size(7.5, promoters=0.45, detractors=0.20)
    402
    >>> nps_sample_size(2.5, promoters=0.45, detractors=0.20)
    3611
    """
    wanted = check_number("margin", margin, low=0, high=2 * POINTS) / POINTS
    variance = _variance_of_one(promoters, detractors)
    if wanted == 0 or variance == 0:
        raise ParameterError(f"margin={margin!r} and a variance of {variance:g}: both must be above 0.")
    n: float = normal_quantile(level) ** 2 * variance / wanted**2
    if population is not None:
        n /= 1 + (n - 1) / check_whole("population", population, low=1)
    return math.ceil(n - 1e-9)


def nps_coverage(
    promoters: float,
    detractors: float,
    n: int,
    *,
    methods: tuple[str, ...] = NPS_METHODS,
    level: float = 0.95,
    n_sim: int = 2000,
    n_boot: int = 500,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return how often each interval covers the true score in simulated samples.

    Parameters
    ----------
    promoters, detractors : float
        True shares.
    n : int
        Answers in each sample.
    methods : tuple of str
        Intervals to try.
    level : float, default 0.95
        Confidence level the intervals claim.
    n_sim : int, default 2000
        Samples.
    n_boot : int, default 500
        Resamples of each sample for the bootstrap.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    DataFrame
        Index `method`; columns coverage, monte_carlo_error (standard error of the coverage) and width
        (mean width in points).

    Raises
    ------
    ParameterError
        If a number or a method is out of range.

    References
    ----------
    Rocks (2016), The American Statistician 70(4), 365-372.

    Examples
    --------
    >>> nps_coverage(0.7, 0.05, 10, methods=("wald", "adjusted"))["coverage"].round(2).to_dict()
    {'wald': 0.86, 'adjusted': 0.95}
    """
    _variance_of_one(promoters, detractors)
    check_whole("n", n, low=2)
    check_whole("n_sim", n_sim, low=FEWEST_DRAWS)
    check_whole("n_boot", n_boot, low=FEWEST_DRAWS)
    generator = as_generator(rng)
    shares = [promoters, 1 - promoters - detractors, detractors]
    counts = generator.multinomial(n, shares, size=n_sim)
    rows = {}
    for method in methods:
        check_choice("method", method, NPS_METHODS)
        low, high = _ends_of_samples(
            counts / n, n, method=method, level=check_level(level), n_boot=n_boot, rng=generator
        )
        # 1e-9: a score that an end meets exactly must not depend on the last binary digit.
        covered = (low <= promoters - detractors + 1e-9) & (promoters - detractors <= high + 1e-9)
        rate = float(covered.mean())
        error = math.sqrt(rate * (1 - rate) / n_sim)
        rows[method] = (rate, error, POINTS * float((high - low).mean()))
    columns = ["coverage", "monte_carlo_error", "width"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("method")


def _variance_of_one(promoters: float, detractors: float) -> float:
    p = check_number("promoters", promoters, low=0, high=1)
    d = check_number("detractors", detractors, low=0, high=1)
    if p + d > 1 + 1e-12:
        raise ParameterError(f"promoters={p:g} and detractors={d:g} sum to more than 1.")
    return float(p + d - (p - d) ** 2)


def _ends_of_samples(
    shares: np.ndarray, n: int, *, method: str, level: float, n_boot: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    if method == "bootstrap":
        draws = rng.multinomial(n, shares[:, None, :], size=(len(shares), n_boot))
        scores = (draws[..., 0] - draws[..., 2]) / n
        low, high = np.quantile(scores, [(1 - level) / 2, (1 + level) / 2], axis=1)
        return low, high
    ends = np.array([centre_and_error(p, d, n, method) for p, _, d in shares.tolist()])
    half = normal_quantile(level) * ends[:, 1]
    return ends[:, 0] - half, ends[:, 0] + half
