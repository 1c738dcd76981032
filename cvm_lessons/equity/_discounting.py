"""What is left of a falling rate when the future is discounted."""

import numpy as np
from scipy.special import betainc, betaln, polygamma

from cvm_lessons.equity._quadrature import DEEP, gauss_panels, row_chunks

__all__ = ["discounted_hyperbola", "discounted_renewals"]

SPENT = 46.0  # exp(-46) is 1e-20


def discounted_hyperbola(power: np.ndarray, discount: np.ndarray) -> np.ndarray:
    """Return the integral of exp(-discount u) (1 + u)^-power over u from 0 to infinity.

    It equals exp(discount) times the exponential integral E_power(discount), also for a power that is not
    whole, and is the Tricomi function U(1, 2 - power, discount) of the papers.
    """
    power, discount = (np.ravel(each).astype(float) for each in np.broadcast_arrays(power, discount))
    low = -np.log1p(power + discount) - DEEP
    high = np.log(SPENT / discount)
    width = np.full(len(power), 4.0)
    result: np.ndarray = np.exp(low)
    for rows in row_chunks(low, high, width):
        v, weights = gauss_panels(low[rows], high[rows], width[rows])
        u = np.exp(v)
        falling = np.exp(v - discount[rows, None] * u - power[rows, None] * np.log1p(u))
        result[rows] += (weights * falling).sum(axis=1)
    return result


def discounted_renewals(
    leave: float | np.ndarray, stay: float | np.ndarray, discount_rate: float | np.ndarray
) -> np.ndarray:
    """Return the sum over k from 0 of the chance of k renewals, divided by (1 + discount_rate)^k.

    The probability p of leaving at a renewal is beta (leave, stay) over customers: the sum is the mean of
    (1 + d) / (d + p). It equals the papers' 2F1(1, stay; leave + stay; 1 / (1 + d)), which libraries lose
    where its parameters are large.
    """
    leave, stay, rate = (
        np.ravel(each).astype(float) for each in np.broadcast_arrays(leave, stay, discount_rate)
    )
    norm = betaln(leave, stay)
    # On the log-odds of p the mean is flat or without weight beyond these ends.
    low = np.maximum(np.log(rate / (1 + rate)) - np.log1p(stay) - DEEP, _rare(leave, norm))
    high = np.minimum(np.log1p(leave) + DEEP, -_rare(stay, norm))
    width = np.minimum(4.0, 3 * np.sqrt(polygamma(1, leave) + polygamma(1, stay)))
    below, above = betainc(leave, stay, _share(low)), betainc(stay, leave, _share(-high))
    result: np.ndarray = below * (1 + rate) / rate + above
    for rows in row_chunks(low, high, width):
        v, weights = gauss_panels(low[rows], high[rows], width[rows])
        log_p, log_q = -np.logaddexp(0, -v), -np.logaddexp(0, v)
        density = np.exp(leave[rows, None] * log_p + stay[rows, None] * log_q - norm[rows, None])
        lasting = (1 + rate[rows, None]) / (rate[rows, None] + np.exp(log_p))
        result[rows] += (weights * density * lasting).sum(axis=1)
    return result


def _rare(shape: np.ndarray, norm: np.ndarray) -> np.ndarray:
    """Return log-odds below which a beta law of this shape has next to no weight."""
    log_p = np.minimum((np.log(shape) + norm - SPENT) / shape, -1e-12)
    return np.asarray(log_p - np.log(-np.expm1(log_p)))


def _share(v: np.ndarray) -> np.ndarray:
    return np.asarray(np.exp(-np.logaddexp(0, -v)))
