"""A difference of two scores is less reliable than either: by how much."""

from cvm_lessons.core import ParameterError, check_number

__all__ = ["difference_score_reliability"]


def difference_score_reliability(
    reliability_first: float,
    reliability_second: float,
    correlation: float,
    *,
    sd_first: float = 1.0,
    sd_second: float = 1.0,
) -> float:
    """Return the reliability of the difference of two scores, such as performance less expectation.

    What two correlated scores share is mostly true variance, and the difference takes it away; the
    errors of both stay.

    Parameters
    ----------
    reliability_first, reliability_second : float
        Reliabilities of the two scores, from 0 to 1, for example their alphas.
    correlation : float
        Correlation of the two scores as observed.
    sd_first, sd_second : float, default 1
        Standard deviations of the two scores.

    Returns
    -------
    float
        Share of the variance of the difference that is not error; negative where the three numbers
        contradict one another, because scores cannot share more than what is true of them.

    Raises
    ------
    ParameterError
        If a number is out of range, or the difference has no variance.

    References
    ----------
    Lord and Novick (1968), Statistical Theories of Mental Test Scores, chapter 3; Peter, Churchill and
    Brown (1993), Journal of Consumer Research 19(4), 655-662.

    Examples
    --------
    >>> round(difference_score_reliability(0.8, 0.8, 0.6), 3)
    0.5
    """
    one = check_number("reliability_first", reliability_first, low=0, high=1)
    two = check_number("reliability_second", reliability_second, low=0, high=1)
    r = check_number("correlation", correlation, low=-1, high=1)
    spread_one, spread_two = (
        check_number(name, value, low=0) for name, value in (("sd_first", sd_first), ("sd_second", sd_second))
    )
    shared = 2 * r * spread_one * spread_two
    variance = spread_one**2 + spread_two**2 - shared
    if variance <= 1e-12 * (spread_one**2 + spread_two**2):
        raise ParameterError(
            f"correlation={r:g} with standard deviations {spread_one:g} and {spread_two:g}: the difference "
            "does not vary and has no reliability."
        )
    reliability = (spread_one**2 * one + spread_two**2 * two - shared) / variance
    return float(reliability)
