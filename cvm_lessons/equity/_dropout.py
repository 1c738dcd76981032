"""Purchases of a customer who buys at a gamma rate and drops out after each with a beta probability."""

from collections.abc import Callable

import numpy as np
from scipy.special import betainc, betaln, polygamma

from cvm_lessons.equity._discounting import discounted_hyperbola
from cvm_lessons.equity._quadrature import DEEP, gauss_panels, row_chunks

__all__ = ["discounted_lifetime", "discounted_purchases", "purchases_until_dropout"]

NEGLIGIBLE = np.log(1e-18)


def purchases_until_dropout(
    t: np.ndarray, r: np.ndarray, alpha: np.ndarray, a: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """Return the expected purchases within time t of customers who are alive now.

    The rate is gamma (r, alpha), the dropout probability p beta (a, b):
    E[(1 - (1 + p t / alpha)^-r) / p]. The closed form with a hypergeometric function (Fader, Hardie and Lee
    2005, equation 9) equals it, but is undefined at a = 1 and loses its digits near it.
    """
    t, r, alpha, a, b = (np.ravel(each) for each in np.broadcast_arrays(t, r, alpha, a, b))
    expected = np.zeros(len(t))
    later = np.flatnonzero(t > 0)
    z, r, a, b = (t / alpha)[later], r[later], a[later], b[later]

    def of_probability(p: np.ndarray, rows: slice) -> np.ndarray:
        return np.asarray(-np.expm1(-r[rows, None] * np.log1p(p * z[rows, None])) / p)

    steepness = np.log1p(r * z)
    expected[later] = _beta_mean(
        of_probability, r * z, -np.expm1(-r * np.log1p(z)), steepness=steepness, r=r, a=a, b=b
    )
    return expected


def discounted_purchases(
    discount_rate: float, r: np.ndarray, alpha: np.ndarray, a: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """Return the purchases to come of customers who are alive now, discounted continuously (DERT)."""
    return np.asarray(_discounted(discount_rate, r + 1, alpha, a, b) * r / alpha)


def discounted_lifetime(
    discount_rate: float, r: np.ndarray, alpha: np.ndarray, a: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """Return the time until dropout of customers who are alive now, discounted continuously (DERL)."""
    return _discounted(discount_rate, r, alpha, a, b)


def _discounted(
    discount_rate: float, power: np.ndarray, alpha: np.ndarray, a: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """Return the mean over p of the integral of exp(-discount t) (1 + p t / alpha)^-power over t."""
    power, alpha, a, b = (np.ravel(each).astype(float) for each in np.broadcast_arrays(power, alpha, a, b))
    own = discount_rate * alpha

    def of_probability(p: np.ndarray, rows: slice) -> np.ndarray:
        left = discounted_hyperbola(np.broadcast_to(power[rows, None], p.shape), own[rows, None] / p)
        return np.asarray(alpha[rows, None] / p * left.reshape(p.shape))

    at_zero = np.full(len(alpha), 1 / discount_rate)
    at_one = alpha * discounted_hyperbola(power, own)
    return _beta_mean(of_probability, at_zero, at_one, steepness=np.log1p(power / own), r=power, a=a, b=b)


def _beta_mean(
    function: Callable[[np.ndarray, slice], np.ndarray],
    at_zero: np.ndarray,
    at_one: np.ndarray,
    *,
    steepness: np.ndarray,
    r: np.ndarray,
    a: np.ndarray,
    b: np.ndarray,
) -> np.ndarray:
    """Return the mean of a falling function of p over beta (a, b), which flattens towards both ends."""
    norm = betaln(a, b)
    # Where the beta law leaves less than 1e-18, or where the function has become flat: whichever is nearer.
    low = np.maximum(-(steepness + np.log1p(b) + DEEP), _tail(a, norm + NEGLIGIBLE - steepness))
    high = np.minimum(np.log1p(r) + np.log1p(a) + DEEP, -_tail(b, norm + NEGLIGIBLE))
    width = np.minimum(4.0, 3 * np.sqrt(polygamma(1, a) + polygamma(1, b)))
    mean: np.ndarray = at_zero * betainc(a, b, _odds_to_share(low)) + at_one * betainc(
        b, a, _odds_to_share(-high)
    )
    for rows in row_chunks(low, high, width):
        v, weights = gauss_panels(low[rows], high[rows], width[rows])
        log_p, log_q = -np.logaddexp(0, -v), -np.logaddexp(0, v)
        density = np.exp(a[rows, None] * log_p + b[rows, None] * log_q - norm[rows, None])
        mean[rows] += (weights * density * function(np.exp(log_p), rows)).sum(axis=1)
    return mean


def _tail(a: np.ndarray, log_mass: np.ndarray) -> np.ndarray:
    """Return log-odds below which p^(a - 1) integrates to less than the given mass."""
    log_p = np.minimum((np.log(a) + log_mass) / a, -1e-12)
    return np.asarray(log_p - np.log(-np.expm1(log_p)))


def _odds_to_share(v: np.ndarray) -> np.ndarray:
    return np.asarray(np.exp(-np.logaddexp(0, -v)))
