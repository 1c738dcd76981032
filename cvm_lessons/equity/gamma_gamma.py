"""Gamma-gamma: what a customer spends per purchase, shrunk towards all customers as far as the data are
few."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import pandas as pd
from scipy.special import betaln, psi

from cvm_lessons.core import DataError, ParameterError, number_column, require_columns
from cvm_lessons.equity._model import MaximumLikelihoodModel
from cvm_lessons.equity._optimum import Likelihood
from cvm_lessons.equity._purchases import Purchases, read_weights

__all__ = ["GammaGammaModel"]


class GammaGammaModel(MaximumLikelihoodModel):
    """Gamma-gamma model of the mean value of a purchase.

    Values of one customer's purchases are gamma (shape ``p_``), customers differ by a gamma law (``q_``,
    ``v_``; the papers write v as gamma too). It assumes that what a customer spends says nothing of how often
    they buy: look at the correlation of frequency and monetary_value first.

    References
    ----------
    Fader, Hardie and Lee (2005), RFM and CLV: using iso-value curves for customer base analysis, Journal of
    Marketing Research 42(4), 415-430; Fader and Hardie (2013), The gamma-gamma model of monetary value.

    Examples
    --------
    >>> model = GammaGammaModel.from_params(p=6.25, q=3.74, v=15.44)
    >>> round(model.mean_spend(), 2)
    35.22
    >>> buyers = pd.DataFrame({"frequency": [1, 7], "monetary_value": [100.0, 100.0]})
    >>> model.expected_spend(buyers).round(1).tolist()
    [80.3, 96.2]
    """

    letters: ClassVar[tuple[str, ...]] = ("p", "q", "v")
    time_letters: ClassVar[tuple[str, ...]] = ("v",)
    start: ClassVar[tuple[float, ...]] = (3.0, 3.0, 1.0)

    def fit(self, summary: pd.DataFrame, sample_weight: object = None) -> GammaGammaModel:
        """Find the parameters that make the mean values of the repeat purchases most likely.

        Parameters
        ----------
        summary : DataFrame
            One row per customer with the columns frequency and monetary_value, as `customer_summary` returns
            it. Customers without a repeat purchase say nothing here and are left out.
        sample_weight : array-like, optional
            How many customers each row stands for; one each if left out.

        Returns
        -------
        GammaGammaModel
            The model; ``n_`` is the number of repeat buyers.

        Raises
        ------
        DataError
            If a column is missing or holds a value that cannot be, or nobody bought again.

        Warns
        -----
        ConvergenceWarning
            If the gradient does not vanish, or a parameter runs to the edge.

        Examples
        --------
        >>> buyers = pd.DataFrame({"frequency": [1, 2, 3, 4], "monetary_value": [20.0, 45.0, 30.0, 90.0]})
        >>> GammaGammaModel().fit(buyers).n_
        4.0
        """
        x, spend = _read_spend(summary)
        weight = read_weights(summary, sample_weight)
        if not (weight[x > 0] > 0).any():
            raise DataError("no customer has a repeat purchase (frequency is 0 in every row).")
        buyers = Purchases(x, spend, spend, weight).reweighted(np.where(x > 0, weight, 0))
        self._fit_purchases(buyers)
        return self

    def expected_spend(self, summary: pd.DataFrame) -> pd.Series:
        """Return the expected mean value of the future purchases of each customer.

        Parameters
        ----------
        summary : DataFrame
            One row per customer with the columns frequency and monetary_value; the value of a customer
            without a repeat purchase is not looked at.

        Returns
        -------
        Series
            In the unit of monetary_value. A customer without a repeat purchase gets the mean of all.

        Raises
        ------
        DataError
            If a column is missing or holds a value that cannot be.
        ParameterError
            If the model has no parameters yet, or p x + q is not above 1, where no mean exists.

        Examples
        --------
        >>> model = GammaGammaModel.from_params(p=6.25, q=3.74, v=15.44)
        >>> buyers = pd.DataFrame({"frequency": [0, 1, 7], "monetary_value": [0.0, 100.0, 100.0]})
        >>> model.expected_spend(buyers).round(1).tolist()
        [35.2, 80.3, 96.2]
        """
        p, q, v = self.params
        x, spend = _read_spend(summary)
        if (none := p * x + q <= 1).any():
            raise ParameterError(
                f"with q={q:.3g} the mean spend of a customer with frequency {x[none][0]:g} does not exist: "
                "ask it of repeat buyers only."
            )
        return pd.Series(p * (v + x * spend) / (p * x + q - 1), index=summary.index, name="expected_spend")

    def log_likelihood(self, summary: pd.DataFrame) -> pd.Series:
        """Return the log-likelihood of each customer at the parameters of the model.

        Parameters
        ----------
        summary : DataFrame
            One row per customer with the columns frequency and monetary_value.

        Returns
        -------
        Series
            Natural logarithm of the density of the mean value; 0 for a customer without a repeat purchase,
            who says nothing.

        Raises
        ------
        DataError
            If a column is missing or holds a value that cannot be.
        ParameterError
            If the model has no parameters yet.

        Examples
        --------
        >>> model = GammaGammaModel.from_params(p=6.25, q=3.74, v=15.44)
        >>> buyers = pd.DataFrame({"frequency": [0, 1], "monetary_value": [0.0, 30.0]})
        >>> model.log_likelihood(buyers).round(2).tolist()
        [0.0, -3.95]
        """
        x, spend = _read_spend(summary)
        each = np.zeros(len(x))
        each[x > 0] = _log_density(self.params.to_numpy(), x[x > 0], spend[x > 0])
        return pd.Series(each, index=summary.index, name="log_likelihood")

    def mean_spend(self) -> float:
        """Return the mean value of a purchase over all customers, p v / (q - 1).

        Returns
        -------
        float
            In the unit of monetary_value.

        Raises
        ------
        ParameterError
            If the model has no parameters yet, or q is not above 1, where no mean exists.

        Examples
        --------
        >>> round(GammaGammaModel.from_params(p=6.25, q=3.74, v=15.44).mean_spend(), 2)
        35.22
        """
        p, q, v = self.params
        if q <= 1:
            raise ParameterError(f"q={q:.3g} is not above 1: spending has no mean over the customers.")
        return float(p * v / (q - 1))

    def _own_unit(self, purchases: Purchases) -> float:
        return float((purchases.weight * purchases.t_x).sum() / purchases.customers)

    def _densities(self, purchases: Purchases) -> float:
        return purchases.customers

    def _likelihood(self, purchases: Purchases) -> Likelihood:
        x, mean, weight = purchases.x, purchases.t_x, purchases.weight

        def likelihood(parameters: np.ndarray) -> tuple[float, np.ndarray]:
            p, q, v = parameters
            shape, total = p * x, x * mean + v
            log_total = np.log(total)
            each = _log_density(parameters, x, mean)
            of_all = psi(shape + q)
            d_p = x * (of_all - psi(shape) + np.log(mean) + np.log(x) - log_total)
            d_q = of_all - psi(q) + np.log(v) - log_total
            d_v = q / v - (shape + q) / total
            return float((weight * each).sum()), np.array([(weight * d).sum() for d in (d_p, d_q, d_v)])

        return likelihood


def _log_density(parameters: np.ndarray, x: np.ndarray, mean: np.ndarray) -> np.ndarray:
    p, q, v = parameters
    shape, total = p * x, x * mean + v
    # By the shares of the total: sums of its logarithms would cancel where x is large.
    by_value = shape * np.log(x * mean / total) + q * np.log(v / total) - np.log(mean)
    return np.asarray(by_value - betaln(shape, q))


def _read_spend(summary: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    require_columns(summary, ["frequency", "monetary_value"])
    if summary.index.has_duplicates:
        twice = summary.index[summary.index.duplicated()][0]
        raise DataError(f"customer {twice} has two rows: a summary has one row per customer.")
    x = number_column(summary, "frequency", low=0)
    if (bad := x != x.round()).any():
        raise DataError.at(summary, "frequency", bad, "a whole number")
    spend = number_column(summary, "monetary_value", missing=True)
    if (bad := (x > 0) & ~(spend > 0)).any():
        raise DataError.at(summary, "monetary_value", bad, "above 0, as it must be with a repeat purchase")
    return x.to_numpy(), spend.where(x > 0, 0.0).to_numpy()
