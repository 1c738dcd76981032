"""BG/BB: at each opportunity a customer buys or not, and before each may leave for good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import pandas as pd
from scipy.special import betaln, gammaln, logsumexp, psi

from cvm_lessons.equity._covariate_model import CovariateModel
from cvm_lessons.equity._discounting import discounted_renewals
from cvm_lessons.equity._optimum import Likelihood
from cvm_lessons.equity._purchases import Letters, Purchases, collapse

__all__ = ["BetaGeoBetaBinomModel"]

ROWS_AT_ONCE = 2_000_000


class BetaGeoBetaBinomModel(CovariateModel):
    """BG/BB: the model for shows, donations and cruises, where opportunities come one by one.

    An active customer buys at an opportunity with a beta probability (``alpha_``, ``beta_``) and leaves
    before each with another (``gamma_``, ``delta_``). ``T`` counts opportunities since the first purchase;
    equal customers are counted once, so that the fit takes as long for a million as for a hundred.

    Covariates that do not change in time move the parameters of a customer: alpha exp(g z) and beta exp(h z)
    with the purchase covariates z, gamma exp(d w) and delta exp(e w) with the dropout covariates w, each
    letter with coefficients of its own (``coefficients_``). This is our extension by analogy with the BG/NBD:
    no paper stands behind it. For each unit of z the odds of the mean probability to buy are multiplied by
    exp(g - h), for each unit of w the odds of the mean probability to leave by exp(d - e):
    `covariate_effects`. One coefficient alone moves how much customers differ as well.

    Parameters
    ----------
    purchase_covariates, dropout_covariates : sequence of str, default ()
        Columns of the summary, all numbers; those of a category as 0 and 1, one category left out; one with
        a long tail, as income, better as its logarithm.

    References
    ----------
    Fader, Hardie and Shang (2010), Customer-base analysis in a discrete-time noncontractual setting,
    Marketing Science 29(6), 1086-1108.

    Examples
    --------
    >>> model = BetaGeoBetaBinomModel.from_params(alpha=1.204, beta=0.750, gamma=0.657, delta=2.783)
    >>> round(model.expected_purchases_new(10), 2)
    3.18
    """

    letters: ClassVar[tuple[str, ...]] = ("alpha", "beta", "gamma", "delta")
    purchase_signs: ClassVar[Mapping[str, int]] = {"alpha": 1, "beta": 1}
    dropout_signs: ClassVar[Mapping[str, int]] = {"gamma": 1, "delta": 1}
    start: ClassVar[tuple[float, ...]] = (1.0, 1.0, 0.5, 2.0)
    whole_time = True

    def _read(self, summary: pd.DataFrame, sample_weight: object) -> Purchases:
        return collapse(super()._read(summary, sample_weight))

    def _likelihood(self, purchases: Purchases) -> Likelihood:
        x, t_x, n, weight = purchases.x, purchases.t_x, purchases.T, purchases.weight

        def likelihood(parameters: np.ndarray) -> tuple[float, np.ndarray]:
            alpha, beta, gamma, delta = parameters
            last, left = _ends(x, t_x, n)
            terms = _terms(tuple(parameters), x[:, None], last, left)
            either = logsumexp(terms, axis=1)
            share = weight[:, None] * np.exp(terms - either[:, None])
            bought, missed, gone = x[:, None], last - x[:, None], np.nan_to_num(left)
            value = (weight * either).sum()
            of_last, of_buy = psi(alpha + beta + last), psi(gamma + delta + last + gone)
            gradient = [
                psi(alpha + bought) - of_last - psi(alpha) + psi(alpha + beta),
                psi(beta + missed) - of_last - psi(beta) + psi(alpha + beta),
                psi(gamma + gone) - of_buy - psi(gamma) + psi(gamma + delta),
                psi(delta + last) - of_buy - psi(delta) + psi(gamma + delta),
            ]
            return float(value), np.array([(share * each).sum() for each in gradient])

        return likelihood

    def _slopes(
        self, own: Letters, x: np.ndarray, t_x: np.ndarray, T: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        alpha, beta, gamma, delta = own
        a, b, g, d = _columns(own)
        seen = t_x[:, None] + np.arange(int((T - t_x).max()))
        silent = seen < T[:, None]
        # One more opportunity of silence multiplies a beta function by a ratio and adds a reciprocal to its
        # slope: no special function for each.
        missed, tried, stayed, asked = (1 / (each + seen) for each in (b - x[:, None], a + b, d, g + 1 + d))
        steps = np.where(silent, np.log(tried / missed) + np.log(asked / stayed), 0.0).cumsum(axis=1)
        ways = np.column_stack([np.zeros(len(x)), steps])
        until = gamma + delta + T
        ways = np.column_stack([ways[:, -1] + np.log(until / gamma), np.where(silent, ways[:, :-1], -np.inf)])
        best = ways.max(axis=1, keepdims=True)
        share = np.exp(ways - best)
        total = share.sum(axis=1)
        share /= total[:, None]
        still = share[:, 0]
        later = np.where(silent, 1 - share[:, 1:].cumsum(axis=1), 0.0)
        d_tried, d_asked = (later * tried).sum(axis=1), (later * asked).sum(axis=1)
        of_a, of_g = (
            psi(alpha + beta) - psi(alpha + beta + t_x),
            psi(gamma + delta) - psi(until - T + 1 + t_x),
        )
        value = betaln(alpha + x, beta + t_x - x) - betaln(alpha, beta) + best[:, 0] + np.log(total)
        value += betaln(gamma + 1, delta + t_x) - betaln(gamma, delta)
        slopes = [
            psi(alpha + x) - psi(alpha) + of_a - d_tried,
            psi(beta + t_x - x) - psi(beta) + of_a - d_tried + (later * missed).sum(axis=1),
            1 / gamma + of_g - d_asked + still * (1 / until - 1 / gamma),
            psi(delta + t_x) - psi(delta) + of_g - d_asked + (later * stayed).sum(axis=1) + still / until,
        ]
        return value, np.array(slopes)

    def _log_likelihood(self, own: Letters, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:
        result = np.empty(len(x))
        step = max(1, int(ROWS_AT_ONCE / (T.max(initial=1) + 1)))
        for start in range(0, len(x), step):
            rows = slice(start, start + step)
            last, left = _ends(x[rows], t_x[rows], T[rows])
            result[rows] = logsumexp(_terms(_rows_of(own, rows), x[rows, None], last, left), axis=1)
        return result

    def _alive(self, own: Letters, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:
        """Return the chance of being alive at the next opportunity, T + 1, as in the paper."""
        alpha, beta, gamma, delta = own
        log_share = betaln(alpha + x, beta + T - x) - betaln(alpha, beta)
        log_share += betaln(gamma, delta + T + 1) - betaln(gamma, delta)
        return np.asarray(np.exp(log_share - self._log_likelihood(own, x, t_x, T)))

    def _future_if_alive(self, own: Letters, x: np.ndarray, T: np.ndarray, t: float) -> np.ndarray:
        alpha, beta, gamma, delta = own
        return np.asarray((alpha + x) / (alpha + beta + T) * _opportunities(t, gamma, delta + T + 1))

    def _new(self, own: Letters, t: np.ndarray) -> np.ndarray:
        alpha, beta, gamma, delta = own
        first = delta / (gamma + delta)
        there = np.concatenate([_opportunities(each, gamma, delta + 1.0) for each in np.ravel(t)])
        return np.asarray(alpha / (alpha + beta) * first * there)

    def _if_alive(self, own: Letters, x: float, T: float) -> BetaGeoBetaBinomModel:
        alpha, beta, gamma, delta = own
        # Alive at T, not yet at T + 1: the next opportunity has its own chance of leaving before it.
        return BetaGeoBetaBinomModel.from_params(
            alpha=alpha + x, beta=beta + T - x, gamma=gamma, delta=delta + T
        )

    def _alive_now(self, own: Letters, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:
        _, _, gamma, delta = own
        return np.asarray(self._alive(own, x, t_x, T) * (gamma + delta + T) / (delta + T))

    def _residual_lifetime(
        self, own: Letters, x: np.ndarray, T: np.ndarray, discount_rate: float
    ) -> np.ndarray:
        _, _, gamma, delta = own
        keep = 1 / (1 + discount_rate)
        return np.asarray(keep * discounted_renewals(gamma, delta + T + 1, discount_rate))

    def _residual_purchases(
        self, own: Letters, x: np.ndarray, T: np.ndarray, discount_rate: float
    ) -> np.ndarray:
        alpha, beta, _, _ = own
        return np.asarray(
            (alpha + x) / (alpha + beta + T) * self._residual_lifetime(own, x, T, discount_rate)
        )

    def _count_probabilities(self, own: Letters, T: np.ndarray, most: int) -> np.ndarray:
        shares = np.zeros((len(T), most + 1))
        for n in np.unique(T):
            rows = np.flatnonzero(n == T)
            for count in range(int(min(most, n)) + 1):
                last, left = _ends(np.array([count]), np.array([count]), np.array([n]))
                ways = gammaln(last + 1) - gammaln(count + 1) - gammaln(last - count + 1)
                terms = _terms(_rows_of(own, rows), np.array([[count]]), last, left)
                shares[rows, count] = np.exp(logsumexp(ways + terms, axis=1))
        return shares

    def _simulate(
        self, own: Letters, T: np.ndarray, rng: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray]:
        alpha, beta, gamma, delta = own
        chance, leaves = rng.beta(alpha, beta, len(T)), rng.beta(gamma, delta, len(T))
        x, t_x, there = np.zeros(len(T)), np.zeros(len(T)), np.ones(len(T), dtype=bool)
        for opportunity in range(1, int(T.max()) + 1):
            there &= (rng.random(len(T)) >= leaves) & (opportunity <= T)
            buys = there & (rng.random(len(T)) < chance)
            x[buys] += 1
            t_x[buys] = opportunity
        return x, t_x


def _ends(x: np.ndarray, t_x: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return, per customer, each last opportunity that may have been alive, and 1 where the customer then
    left.

    The first column is the customer who is alive at n; a column beyond n - t_x has no weight.
    """
    width = int((n - t_x).max(initial=0))
    last = np.minimum(t_x[:, None] + np.arange(width), n[:, None])
    left = np.where(t_x[:, None] + np.arange(width) < n[:, None], 1.0, np.nan)
    return np.column_stack([n, last]).astype(float), np.column_stack([np.zeros(len(n)), left])


def _rows_of(own: Letters, rows: slice | np.ndarray) -> Letters:
    return tuple(each[rows] if np.ndim(each) else each for each in own)


def _columns(own: Letters) -> Letters:
    """Return the parameters of the customers as columns, to stand beside the ways of each."""
    return tuple(np.asarray(each)[..., None] for each in own)


def _terms(own: Letters, x: np.ndarray, last: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Return the log-probability of each way in which the purchases may have come about."""
    alpha, beta, gamma, delta = _columns(own)
    terms = betaln(alpha + x, beta + last - x) - betaln(alpha, beta)
    terms = terms + betaln(gamma + np.nan_to_num(left), delta + last) - betaln(gamma, delta)
    return np.where(np.isnan(left), -np.inf, terms)


def _opportunities(t: float, gamma: np.ndarray, delta: np.ndarray) -> np.ndarray:
    """Return the mean number of the next t opportunities at which a customer is alive, who is so at the
    first."""
    gamma, delta = (each[:, None] for each in np.broadcast_arrays(gamma, np.atleast_1d(delta)))
    ahead = np.arange(int(t))
    return np.asarray(np.exp(betaln(gamma, delta + ahead) - betaln(gamma, delta)).sum(axis=1))
