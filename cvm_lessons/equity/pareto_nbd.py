"""Pareto/NBD: customers buy at random until they leave at a random moment that nobody sees."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from scipy.special import exprel, gammaln, psi

from cvm_lessons.equity._discounting import discounted_hyperbola
from cvm_lessons.equity._optimum import Likelihood
from cvm_lessons.equity._prediction import RepeatPurchaseModel
from cvm_lessons.equity._purchases import Letters, Purchases, collapse
from cvm_lessons.equity._quadrature import DEEP, gauss_panels, row_chunks

__all__ = ["ParetoNBDModel"]


class ParetoNBDModel(RepeatPurchaseModel):
    """Pareto/NBD: purchases at a gamma rate until an exponential lifetime ends, at a gamma rate too.

    The purchase rates are gamma (``r_``, ``alpha_``), the rates of dropping out gamma (``s_``, ``beta_``).
    The likelihood is flat along s and beta: programs agree on its value, not on their second decimals.

    References
    ----------
    Schmittlein, Morrison and Colombo (1987), Counting your customers: who are they and what will they do
    next?, Management Science 33(1), 1-24; Fader, Hardie and Lee (2005), RFM and CLV: using iso-value curves
    for customer base analysis, Journal of Marketing Research 42(4), 415-430.

    Examples
    --------
    >>> model = ParetoNBDModel.from_params(r=0.553, alpha=10.578, s=0.606, beta=11.669)
    >>> round(model.expected_purchases_new(1), 4)
    0.051
    """

    letters: ClassVar[tuple[str, ...]] = ("r", "alpha", "s", "beta")
    time_letters: ClassVar[tuple[str, ...]] = ("alpha", "beta")
    start: ClassVar[tuple[float, ...]] = (0.6, 2.5, 0.6, 2.5)

    def _likelihood(self, purchases: Purchases) -> Likelihood:
        some = collapse(purchases)
        weight, total = some.weight, some.weight.sum()
        counts, number = np.unique(some.x, return_inverse=True)
        weight_of = np.bincount(number, weight)

        def likelihood(parameters: np.ndarray) -> tuple[float, np.ndarray]:
            r, alpha, s, beta = parameters
            alive = -(r + some.x) * np.log(alpha + some.T) - s * np.log(beta + some.T)
            gone, slopes = _gone(parameters, some.x, some.t_x, some.T)
            either = np.logaddexp(alive, gone)
            stay, left = weight * np.exp(alive - either), weight * np.exp(gone - either)
            by_count = (weight_of * (gammaln(r + counts) - gammaln(r))).sum()
            value = by_count + total * (r * np.log(alpha) + s * np.log(beta)) + (weight * either).sum()
            d_r, d_alpha, d_s, d_beta = (left * slopes).sum(axis=1)
            d_r += (weight_of * (psi(r + counts) - psi(r))).sum() + total * np.log(alpha)
            d_r -= (stay * np.log(alpha + some.T)).sum()
            d_alpha += total * r / alpha - (stay * (r + some.x) / (alpha + some.T)).sum()
            d_s += total * np.log(beta) - (stay * np.log(beta + some.T)).sum()
            d_beta += total * s / beta - s * (stay / (beta + some.T)).sum()
            return float(value), np.array([d_r, d_alpha, d_s, d_beta])

        return likelihood

    def _log_likelihood(self, own: Letters, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:
        r, alpha, s, beta = own
        alive = -(r + x) * np.log(alpha + T) - s * np.log(beta + T)
        gone, _ = _gone(own, x, t_x, T)
        constant = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
        return np.asarray(constant + np.logaddexp(alive, gone))

    def _alive(self, own: Letters, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:
        r, alpha, s, beta = own
        alive = -(r + x) * np.log(alpha + T) - s * np.log(beta + T)
        gone, _ = _gone(own, x, t_x, T)
        return np.asarray(np.exp(alive - np.logaddexp(alive, gone)))

    def _future_if_alive(self, own: Letters, x: np.ndarray, T: np.ndarray, t: float) -> np.ndarray:
        r, alpha, s, beta = own
        return np.asarray((r + x) / (alpha + T) * _lifetime_within(np.asarray(t), s, beta + T))

    def _new(self, own: Letters, t: np.ndarray) -> np.ndarray:
        r, alpha, s, beta = own
        return np.asarray(r / alpha * _lifetime_within(t, s, np.asarray(beta)))

    def _if_alive(self, own: Letters, x: float, T: float) -> ParetoNBDModel:
        r, alpha, s, beta = own
        return ParetoNBDModel.from_params(r=r + x, alpha=alpha + T, s=s, beta=beta + T)

    def _residual_lifetime(
        self, own: Letters, x: np.ndarray, T: np.ndarray, discount_rate: float
    ) -> np.ndarray:
        _, _, s, beta = own
        left = discounted_hyperbola(np.full(len(T), s), discount_rate * (beta + T))
        return np.asarray((beta + T) * left)

    def _residual_purchases(
        self, own: Letters, x: np.ndarray, T: np.ndarray, discount_rate: float
    ) -> np.ndarray:
        r, alpha, _, _ = own
        return np.asarray((r + x) / (alpha + T) * self._residual_lifetime(own, x, T, discount_rate))

    def _count_probabilities(self, own: Letters, T: np.ndarray, most: int) -> np.ndarray:
        from scipy.stats import nbinom  # slow to import, and needed here only

        r, alpha, s, beta = own
        counts = np.arange(most + 1)
        stayed = np.exp(-s * np.log1p(T / beta))[:, None] * nbinom.pmf(
            counts, r, (alpha / (alpha + T))[:, None]
        )
        high = np.log(T)
        low = np.minimum(high, np.log(min(alpha, beta)) - DEEP)
        left = (s / beta * np.exp(low))[:, None] * (counts == 0)
        for rows in row_chunks(low, high, np.full(len(T), 4.0)):
            v, weights = gauss_panels(low[rows], high[rows], np.full(len(low[rows]), 4.0))
            y = np.exp(v)
            density = weights * y * s / beta * np.exp(-(s + 1) * np.log1p(y / beta))
            share = alpha / (alpha + y)
            for count in counts:
                left[rows, count] += (density * nbinom.pmf(count, r, share)).sum(axis=1)
        return np.asarray(stayed + left)

    def _simulate(
        self, own: Letters, T: np.ndarray, rng: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray]:
        r, alpha, s, beta = own
        rate = rng.gamma(r, 1 / alpha, len(T))
        # An exponential lifetime at a gamma rate; drawn through its odds, since a rate may underflow to 0.
        lifetime = beta * np.expm1(rng.exponential(size=len(T)) / s)
        there = np.minimum(T, lifetime)
        x = rng.poisson(rate * there).astype(float)
        last = rng.random(len(T)) ** (1 / np.maximum(x, 1))
        return x, np.where(x > 0, last * there, 0.0)


def _lifetime_within(t: np.ndarray, s: float, beta: np.ndarray) -> np.ndarray:
    """Return the mean time alive within t: beta / (s - 1) (1 - (beta / (beta + t))^(s - 1)), also at s =
    1."""
    ahead = np.log1p(t / beta)
    return np.asarray(beta * ahead * exprel(-(s - 1) * ahead))


def _gone(
    parameters: Letters | np.ndarray, x: np.ndarray, t_x: np.ndarray, T: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return log of the integral of s (beta + y)^-(s+1) (alpha + y)^-(r+x) over y from t_x to T, and its
    slopes."""
    r, alpha, s, beta = parameters
    n, width = r + x, np.full(len(x), 4.0)
    start_a, start_b = alpha + t_x, beta + t_x
    scale = 1 / (n / start_a + (s + 1) / start_b)
    with np.errstate(divide="ignore"):
        high = np.maximum(np.log(T - t_x), -700.0)
    low = np.minimum(high, np.log(scale) - DEEP)
    log_sum, slopes = np.empty(len(x)), np.empty((4, len(x)))
    for rows in row_chunks(low, high, width):
        v, weights = gauss_panels(low[rows], high[rows], width[rows])
        # The first point stands for everything below `low`, where the integrand is flat.
        y = np.exp(np.column_stack([low[rows], v]))
        mass = y * np.column_stack([np.ones(len(y)), weights])
        a, b = start_a[rows, None], start_b[rows, None]
        log_a, log_b = np.log1p(y / a), np.log1p(y / b)
        mass *= np.exp(-(s + 1) * log_b - n[rows, None] * log_a)
        total = mass.sum(axis=1)
        share = mass / total[:, None]
        log_start_a, log_start_b = np.log(start_a[rows]), np.log(start_b[rows])
        log_sum[rows] = np.log(total) + np.log(s) - (s + 1) * log_start_b - n[rows] * log_start_a
        slopes[0, rows] = -(share * log_a).sum(axis=1) - log_start_a
        slopes[1, rows] = -n[rows] * (share / (a + y)).sum(axis=1)
        slopes[2, rows] = 1 / s - (share * log_b).sum(axis=1) - log_start_b
        slopes[3, rows] = -(s + 1) * (share / (b + y)).sum(axis=1)
    return np.where(t_x < T, log_sum, -np.inf), np.where(t_x < T, slopes, 0.0)
