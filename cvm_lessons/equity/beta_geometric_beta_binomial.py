"""BG/BB: at each opportunity a customer buys or not, and before each may leave for good."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import pandas as pd
from scipy.special import betaln, gammaln, hyp2f1, logsumexp, psi

from cvm_lessons.equity._optimum import Likelihood
from cvm_lessons.equity._prediction import RepeatPurchaseModel
from cvm_lessons.equity._purchases import Purchases, collapse, read_purchases, read_weights

__all__ = ["BetaGeoBetaBinomModel"]

ROWS_AT_ONCE = 2_000_000


class BetaGeoBetaBinomModel(RepeatPurchaseModel):
    """BG/BB: the model for shows, donations and cruises, where opportunities come one by one.

    An active customer buys at an opportunity with a beta probability (``alpha_``, ``beta_``) and leaves
    before each with another (``gamma_``, ``delta_``). ``T`` counts opportunities since the first purchase;
    equal customers are counted once, so that the fit takes as long for a million as for a hundred.

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
    start: ClassVar[tuple[float, ...]] = (1.0, 1.0, 0.5, 2.0)
    whole_time = True

    def _read(self, summary: pd.DataFrame, sample_weight: object) -> Purchases:
        read = read_purchases(summary, whole_time=True)
        return collapse(read.reweighted(read_weights(summary, sample_weight)))

    def _likelihood(self, purchases: Purchases) -> Likelihood:
        x, t_x, n, weight = purchases.x, purchases.t_x, purchases.T, purchases.weight

        def likelihood(parameters: np.ndarray) -> tuple[float, np.ndarray]:
            alpha, beta, gamma, delta = parameters
            last, left = _ends(x, t_x, n)
            terms = _terms(parameters, x[:, None], last, left)
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

    def _log_likelihood(self, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:
        result = np.empty(len(x))
        step = max(1, int(ROWS_AT_ONCE / (T.max(initial=1) + 1)))
        for start in range(0, len(x), step):
            rows = slice(start, start + step)
            last, left = _ends(x[rows], t_x[rows], T[rows])
            result[rows] = logsumexp(_terms(self.params.to_numpy(), x[rows, None], last, left), axis=1)
        return result

    def _alive(self, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:
        """Return the chance of being alive at the next opportunity, T + 1, as in the paper."""
        alpha, beta, gamma, delta = self.params
        log_share = betaln(alpha + x, beta + T - x) - betaln(alpha, beta)
        log_share += betaln(gamma, delta + T + 1) - betaln(gamma, delta)
        return np.asarray(np.exp(log_share - self._log_likelihood(x, t_x, T)))

    def _future(self, x: np.ndarray, t_x: np.ndarray, T: np.ndarray, t: np.ndarray) -> np.ndarray:
        alpha, beta, gamma, delta = self.params
        chance = (alpha + x) / (alpha + beta + T) * self._alive(x, t_x, T)
        return np.asarray(chance * _opportunities(float(t), gamma, delta + T + 1))

    def _new(self, t: np.ndarray) -> np.ndarray:
        alpha, beta, gamma, delta = self.params
        first = delta / (gamma + delta)
        there = np.array([_opportunities(each, gamma, np.array([delta + 1.0]))[0] for each in np.ravel(t)])
        return np.asarray(alpha / (alpha + beta) * first * there)

    def _if_alive(self, x: float, T: float) -> BetaGeoBetaBinomModel:
        alpha, beta, gamma, delta = self.params
        # Alive at T, not yet at T + 1: the next opportunity has its own chance of leaving before it.
        return BetaGeoBetaBinomModel.from_params(
            alpha=alpha + x, beta=beta + T - x, gamma=gamma, delta=delta + T
        )

    def _alive_now(self, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:
        _, _, gamma, delta = self.params
        return np.asarray(self._alive(x, t_x, T) * (gamma + delta + T) / (delta + T))

    def _residual_lifetime(self, x: np.ndarray, T: np.ndarray, discount_rate: float) -> np.ndarray:
        gamma, delta = self.params["gamma"], self.params["delta"]
        keep = 1 / (1 + discount_rate)
        return np.asarray(keep * hyp2f1(1.0, delta + T + 1, gamma + delta + T + 1, keep))

    def _residual_purchases(self, x: np.ndarray, T: np.ndarray, discount_rate: float) -> np.ndarray:
        alpha, beta = self.params["alpha"], self.params["beta"]
        return np.asarray((alpha + x) / (alpha + beta + T) * self._residual_lifetime(x, T, discount_rate))

    def _count_probabilities(self, T: np.ndarray, most: int) -> np.ndarray:
        parameters = self.params.to_numpy()
        shares = np.zeros((len(T), most + 1))
        for row, n in enumerate(T):
            for count in range(int(min(most, n)) + 1):
                last, left = _ends(np.array([count]), np.array([count]), np.array([n]))
                ways = gammaln(last + 1) - gammaln(count + 1) - gammaln(last - count + 1)
                shares[row, count] = np.exp(
                    logsumexp(ways + _terms(parameters, np.array([[count]]), last, left))
                )
        return shares

    def _simulate(self, T: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        alpha, beta, gamma, delta = self.params
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


def _terms(parameters: np.ndarray, x: np.ndarray, last: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Return the log-probability of each way in which the purchases may have come about."""
    alpha, beta, gamma, delta = parameters
    terms = betaln(alpha + x, beta + last - x) - betaln(alpha, beta)
    terms = terms + betaln(gamma + np.nan_to_num(left), delta + last) - betaln(gamma, delta)
    return np.where(np.isnan(left), -np.inf, terms)


def _opportunities(t: float, gamma: float, delta: np.ndarray) -> np.ndarray:
    """Return the mean number of the next t opportunities at which a customer is alive, who is so at the
    first."""
    ahead = np.arange(int(t))
    return np.asarray(
        np.exp(betaln(gamma, delta[:, None] + ahead) - betaln(gamma, delta)[:, None]).sum(axis=1)
    )
