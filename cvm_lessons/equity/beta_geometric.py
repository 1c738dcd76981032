"""BG/NBD and MBG/NBD: customers buy at random and may drop out after each purchase."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

import numpy as np
from scipy.special import betaln, expit, gammaln, psi

from cvm_lessons.equity._covariate_model import CovariateModel
from cvm_lessons.equity._dropout import discounted_lifetime, discounted_purchases, purchases_until_dropout
from cvm_lessons.equity._optimum import Likelihood
from cvm_lessons.equity._purchases import Letters, Purchases, collapse

__all__ = ["BetaGeoModel", "ModifiedBetaGeoModel"]
# One pass, and no threads, which would cost more than they save.
added = partial(np.einsum, "i,i->")
MANY = 20_000  # customers, from which on taking equal ones together pays


class BetaGeoModel(CovariateModel):
    """BG/NBD: purchases at a gamma rate, dropout after each repeat purchase with a beta probability.

    The rates of the customers are gamma distributed (``r_``, ``alpha_``: mean r / alpha per unit of time),
    their dropout probabilities beta (``a_``, ``b_``: mean a / (a + b)). A customer without a repeat purchase
    had no occasion to drop out: the model holds them for alive with certainty. `ModifiedBetaGeoModel` does
    not.

    Covariates that do not change in time move the parameters of a customer: alpha exp(-g z) with the purchase
    covariates z, a exp(d w) and b exp(e w) with the dropout covariates w, each letter with coefficients of
    its own (``coefficients_``). The letters are then those of a customer whose covariates are 0. The mean
    purchase rate is multiplied by exp(g) for each unit of z, the odds of the mean dropout probability by
    exp(d - e): `covariate_effects`. A name may stand in both lists.

    Parameters
    ----------
    purchase_covariates, dropout_covariates : sequence of str, default ()
        Columns of the summary, all numbers; those of a category as 0 and 1, one category left out; one with
        a long tail, as income, better as its logarithm.

    References
    ----------
    Fader, Hardie and Lee (2005), "Counting your customers" the easy way: an alternative to the Pareto/NBD
    model, Marketing Science 24(2), 275-284; Fader and Hardie (2007), Incorporating time-invariant covariates
    into the Pareto/NBD and BG/NBD models (technical note).

    Examples
    --------
    >>> import pandas as pd
    >>> summary = pd.DataFrame({"frequency": [2, 1, 0], "recency": [30.43, 1.71, 0], "T": [38.86] * 3})
    >>> model = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> model.probability_alive(summary).round(3).tolist()
    [0.727, 0.212, 1.0]
    >>> model.expected_purchases(summary, 39).round(3).tolist()
    [1.226, 0.203, 0.195]

    Members buy at twice the rate of others:

    >>> twice = pd.DataFrame({"alpha": [np.log(2)]}, index=["member"])
    >>> model = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426, coefficients=twice)
    >>> customers = pd.DataFrame({"member": [0, 1]})
    >>> model.expected_purchases_new(39, customers=customers).round(2).tolist()
    [1.2, 1.86]
    """

    letters: ClassVar[tuple[str, ...]] = ("r", "alpha", "a", "b")
    time_letters: ClassVar[tuple[str, ...]] = ("alpha",)
    purchase_signs: ClassVar[Mapping[str, int]] = {"alpha": -1}
    dropout_signs: ClassVar[Mapping[str, int]] = {"a": 1, "b": 1}
    start: ClassVar[tuple[float, ...]] = (0.5, 2.0, 0.8, 2.5)
    # Shape and mean r / alpha of the rate, shape and odds a / b of dropping out.
    directions: ClassVar[np.ndarray | None] = np.array(
        [[0.5, 0.0, 0.0, 0.0], [0.5, -0.5, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 1.0, -1.0]]
    )
    _first_toss: ClassVar[int] = 0  # occasions to drop out before the first repeat purchase

    def _likelihood(self, purchases: Purchases) -> Likelihood:
        if len(purchases.x) > MANY:
            purchases = collapse(purchases)
        x, weight = purchases.x, purchases.weight
        tosses = x + self._first_toss
        counts, number = np.unique(x, return_inverse=True)
        weight_of = np.bincount(number, weight)
        tossed_counts, total = counts + self._first_toss, weight.sum()
        may_be_gone = tosses > 0
        # Customers who cannot have dropped out matter through T alone.
        sure_T, of_sure = np.unique(purchases.T[~may_be_gone], return_inverse=True)
        sure_weight = np.bincount(of_sure, weight[~may_be_gone], minlength=len(sure_T))
        number, x, weight = number[may_be_gone], x[may_be_gone], weight[may_be_gone]
        t_x, length = purchases.t_x[may_be_gone], purchases.T[may_be_gone]
        ahead = np.maximum(tossed_counts - 1, 0)

        def likelihood(parameters: np.ndarray) -> tuple[float, np.ndarray]:
            r, alpha, a, b = parameters
            n, until, last, before = r + x, alpha + length, alpha + t_x, (b + ahead)[number]
            by_count = gammaln(r + counts) - gammaln(r) + betaln(a, b + tossed_counts) - betaln(a, b)
            to_ab = psi(a + b) - psi(a + b + tossed_counts)
            sure = alpha + sure_T
            log_sure = added(sure_weight, np.log(sure))
            log_T, log_t = np.log(until), np.log(last)
            odds = np.log(a / before) + n * (log_T - log_t)  # of having dropped out, as a logarithm
            # logaddexp and expit, three times as fast.
            small = np.exp(-np.abs(odds))
            was_gone = weight * np.where(odds > 0, 1.0, small) / (1 + small)
            alive = weight - was_gone
            value = added(weight_of, by_count) + total * r * np.log(alpha) - r * log_sure
            value += added(weight, np.maximum(odds, 0) + np.log1p(small) - n * log_T)
            d_r = added(weight_of, psi(r + counts)) - total * psi(r) + total * np.log(alpha) - log_sure
            d_r -= added(alive, log_T) + added(was_gone, log_t)
            d_alpha = total * r / alpha - r * (sure_weight / sure).sum()
            d_alpha -= added(n, alive / until + was_gone / last)
            d_a = added(weight_of, to_ab) + was_gone.sum() / a
            d_b = added(weight_of, to_ab + psi(b + tossed_counts) - psi(b)) - (was_gone / before).sum()
            return float(value), np.array([d_r, d_alpha, d_a, d_b])

        return likelihood

    def _slopes(
        self, own: Letters, x: np.ndarray, t_x: np.ndarray, T: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        r, alpha, a, b = own
        tosses = x + self._first_toss
        log_T, log_t, before = np.log(alpha + T), np.log(alpha + t_x), b + np.maximum(tosses - 1, 0)
        gone = np.where(tosses > 0, np.log(a) - np.log(before), -np.inf) - (r + x) * log_t
        either = np.logaddexp(-(r + x) * log_T, gone)
        left = np.exp(gone - either)
        alive = 1 - left
        value = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + tosses) - betaln(a, b)
        to_ab = psi(a + b) - psi(a + b + tosses)
        slopes = [
            psi(r + x) - psi(r) + np.log(alpha) - alive * log_T - left * log_t,
            r / alpha - (r + x) * (alive / (alpha + T) + left / (alpha + t_x)),
            to_ab + left / a,
            to_ab + psi(b + tosses) - psi(b) - left / before,
        ]
        return value + either, np.array(slopes)

    def _log_likelihood(self, own: Letters, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:
        r, alpha, a, b = own
        tosses = x + self._first_toss
        alive = -(r + x) * np.log(alpha + T)
        gone = np.where(tosses > 0, np.log(a) - np.log(b + np.maximum(tosses - 1, 0)), -np.inf)
        either = np.logaddexp(alive, gone - (r + x) * np.log(alpha + t_x))
        constant = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + tosses) - betaln(a, b)
        return np.asarray(constant + either)

    def _alive(self, own: Letters, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:
        r, alpha, a, b = own
        tosses = x + self._first_toss
        silence = (r + x) * np.log1p((T - t_x) / (alpha + t_x))
        odds = np.log(a) - np.log(b + np.maximum(tosses - 1, 0)) + silence
        return np.where(tosses > 0, expit(-odds), 1.0)

    def _future_if_alive(self, own: Letters, x: np.ndarray, T: np.ndarray, t: float) -> np.ndarray:
        r, alpha, a, b = own
        return purchases_until_dropout(np.asarray(t), r + x, alpha + T, a, b + x + self._first_toss)

    def _new(self, own: Letters, t: np.ndarray) -> np.ndarray:
        r, alpha, a, b = own
        survives = (b / (a + b)) ** self._first_toss
        return np.asarray(survives * purchases_until_dropout(t, r, alpha, a, b + self._first_toss))

    def _if_alive(self, own: Letters, x: float, T: float) -> BetaGeoModel:
        r, alpha, a, b = own
        return BetaGeoModel.from_params(r=r + x, alpha=alpha + T, a=a, b=b + x + self._first_toss)

    def _residual_purchases(
        self, own: Letters, x: np.ndarray, T: np.ndarray, discount_rate: float
    ) -> np.ndarray:
        r, alpha, a, b = own
        return discounted_purchases(discount_rate, r + x, alpha + T, a, b + x + self._first_toss)

    def _residual_lifetime(
        self, own: Letters, x: np.ndarray, T: np.ndarray, discount_rate: float
    ) -> np.ndarray:
        r, alpha, a, b = own
        return discounted_lifetime(discount_rate, r + x, alpha + T, a, b + x + self._first_toss)

    def _count_probabilities(self, own: Letters, T: np.ndarray, most: int) -> np.ndarray:
        from scipy.stats import nbinom  # slow to import, and needed here only

        r, alpha, a, b = (np.asarray(each)[..., None] for each in own)
        counts = np.arange(most + 1)
        after = np.exp(betaln(a, b + counts + self._first_toss) - betaln(a, b))
        before = np.concatenate([np.ones_like(after[..., :1]), after[..., :-1]], axis=-1)
        share = alpha / (alpha + T[:, None])
        return np.asarray(
            after * nbinom.pmf(counts, r, share) + (before - after) * nbinom.sf(counts - 1, r, share)
        )

    def _simulate(
        self, own: Letters, T: np.ndarray, rng: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray]:
        r, alpha, a, b = own
        rate, dropout = rng.gamma(r, 1 / alpha, len(T)), rng.beta(a, b, len(T))
        x, t_x, now = np.zeros(len(T)), np.zeros(len(T)), np.zeros(len(T))
        there = rng.random(len(T)) >= dropout if self._first_toss else np.ones(len(T), dtype=bool)
        while there.any():
            who = np.flatnonzero(there)
            # A rate may underflow to 0: that customer waits for ever.
            with np.errstate(divide="ignore"):
                now[who] += rng.exponential(size=len(who)) / rate[who]
            in_time = now[who] < T[who]
            bought = who[in_time]
            x[bought] += 1
            t_x[bought] = now[bought]
            there[who[~in_time]] = False
            there[bought] = rng.random(len(bought)) >= dropout[bought]
        return x, t_x


class ModifiedBetaGeoModel(BetaGeoModel):
    """MBG/NBD: as the BG/NBD, but a customer may drop out right after the first purchase too.

    Parameters
    ----------
    purchase_covariates, dropout_covariates : sequence of str, default ()
        As in `BetaGeoModel`.

    References
    ----------
    Batislam, Denizel and Filiztekin (2007), Empirical validation and comparison of models for customer base
    analysis, International Journal of Research in Marketing 24(3), 201-209.

    Examples
    --------
    >>> import pandas as pd
    >>> summary = pd.DataFrame({"frequency": [2, 0], "recency": [30.43, 0], "T": [38.86, 38.86]})
    >>> model = ModifiedBetaGeoModel.from_params(r=0.525, alpha=6.183, a=0.891, b=1.614)
    >>> model.probability_alive(summary).round(3).tolist()
    [0.706, 0.39]
    """

    _first_toss: ClassVar[int] = 1
