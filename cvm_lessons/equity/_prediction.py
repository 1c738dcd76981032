"""What a model of repeat purchases says of customers: alive or not, purchases to come, counts, simulated
ones."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, check_number
from cvm_lessons.equity._expectation import ExpectationModel, of_rows
from cvm_lessons.equity._purchases import Letters, equal_rows, read_weights

__all__ = ["RepeatPurchaseModel"]


class RepeatPurchaseModel(ExpectationModel):
    """Base of the models in continuous time, and of their verbs."""

    def probability_alive(self, summary: pd.DataFrame) -> pd.Series:
        """Return the probability that each customer has not dropped out by T.

        Parameters
        ----------
        summary : DataFrame
            One row per customer; columns frequency, recency and T in the unit of the fit.

        Returns
        -------
        Series
            From 0 to 1, with the index of `summary`.

        Raises
        ------
        DataError
            If a column is missing or holds a value that cannot be.
        ParameterError
            If the model has no parameters yet.
        """
        return self._each(summary, self._alive, "probability_alive")

    def discounted_residual_transactions(self, summary: pd.DataFrame, discount_rate: float) -> pd.Series:
        """Return the discounted expected residual transactions (DERT) of each customer.

        Times the margin of a purchase they are the customer's lifetime value from now on.

        Parameters
        ----------
        summary : DataFrame
            One row per customer; columns frequency, recency and T in the unit of the fit.
        discount_rate : float
            Above 0. In continuous time the rate of discounting per unit of time, ln(1 + d); for the BG/BB the
            rate d per opportunity, where the next opportunity counts 1 / (1 + d).

        Returns
        -------
        Series
            Discounted purchases, with the index of `summary`.

        Raises
        ------
        DataError
            If a column is missing or holds a value that cannot be.
        ParameterError
            If the rate is not above 0 or the model has no parameters yet.

        References
        ----------
        Fader, Hardie and Lee (2005), RFM and CLV: using iso-value curves for customer base analysis, Journal
        of Marketing Research 42(4), 415-430, for the Pareto/NBD; Fader, Hardie and Shang (2010) for the
        BG/BB.
        """
        rate = self._discount(discount_rate)
        return self._each_if_alive(
            summary,
            lambda own, x, T: self._residual_purchases(own, x, T, rate),
            "discounted_residual_transactions",
        )

    def discounted_residual_lifetime(self, summary: pd.DataFrame, discount_rate: float) -> pd.Series:
        """Return the discounted expected residual lifetime (DERL) of each customer.

        Parameters
        ----------
        summary : DataFrame
            One row per customer; columns frequency, recency and T in the unit of the fit.
        discount_rate : float
            Above 0, as in `discounted_residual_transactions`.

        Returns
        -------
        Series
            Discounted time alive from now on, with the index of `summary`.

        Raises
        ------
        DataError
            If a column is missing or holds a value that cannot be.
        ParameterError
            If the rate is not above 0 or the model has no parameters yet.
        """
        rate = self._discount(discount_rate)
        return self._each_if_alive(
            summary,
            lambda own, x, T: self._residual_lifetime(own, x, T, rate),
            "discounted_residual_lifetime",
        )

    def log_likelihood(self, summary: pd.DataFrame) -> pd.Series:
        """Return the log-likelihood of each customer at the parameters of the model.

        Parameters
        ----------
        summary : DataFrame
            One row per customer; columns frequency, recency and T.

        Returns
        -------
        Series
            Natural logarithms, with the index of `summary`.

        Raises
        ------
        DataError
            If a column is missing or holds a value that cannot be.
        ParameterError
            If the model has no parameters yet.
        """
        return self._each(summary, self._log_likelihood, "log_likelihood")

    def expected_counts(
        self, summary: pd.DataFrame, most: int = 7, sample_weight: object = None
    ) -> pd.DataFrame:
        """Return how many customers the model expects with 0, 1, 2 … repeat purchases, beside how many there
        are.

        Parameters
        ----------
        summary : DataFrame
            One row per customer; columns frequency, recency and T.
        most : int, default 7
            The last row holds so many purchases and more.
        sample_weight : array-like, optional
            How many customers each row stands for.

        Returns
        -------
        DataFrame
            Index `frequency` from 0; columns actual and expected, each adding up to the number of customers.

        Raises
        ------
        DataError
            If a column is missing or holds a value that cannot be.
        ParameterError
            If `most` is no whole number from 1 up.
        """
        if isinstance(most, bool) or not isinstance(most, int | np.integer) or most < 1:
            raise ParameterError(f"most={most!r} is not a whole number from 1 up.")
        purchases, own = self._known(summary)
        weight = read_weights(summary, sample_weight)
        first, number = equal_rows(purchases.T, traits=purchases.traits)
        seen = purchases.T[first] > 0  # nobody buys again in no time
        shares = np.tile(np.eye(most + 1)[0], (len(first), 1))
        known = self._count_probabilities(of_rows(own, first[seen]), purchases.T[first[seen]], most - 1)
        shares[seen] = np.column_stack([known, 1 - known.sum(axis=1)])
        expected = (np.bincount(number, weight)[:, None] * shares).sum(axis=0)
        actual = np.bincount(np.minimum(purchases.x, most).astype(int), weight, minlength=most + 1)
        index = pd.Index(range(most + 1), name="frequency")
        return pd.DataFrame({"actual": actual, "expected": expected}, index=index)

    @abstractmethod
    def _log_likelihood(self, own: Letters, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray: ...

    @abstractmethod
    def _alive(self, own: Letters, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray: ...

    @abstractmethod
    def _residual_purchases(
        self, own: Letters, x: np.ndarray, T: np.ndarray, discount_rate: float
    ) -> np.ndarray: ...

    @abstractmethod
    def _residual_lifetime(
        self, own: Letters, x: np.ndarray, T: np.ndarray, discount_rate: float
    ) -> np.ndarray: ...

    @abstractmethod
    def _count_probabilities(self, own: Letters, T: np.ndarray, most: int) -> np.ndarray: ...

    @staticmethod
    def _discount(discount_rate: float) -> float:
        if check_number("discount_rate", discount_rate, low=0) == 0:
            raise ParameterError(
                "discount_rate=0 is not above 0: the future without discounting may have no end."
            )
        return float(discount_rate)

    def _each(self, summary: pd.DataFrame, verb: Callable[..., np.ndarray], name: str) -> pd.Series:
        purchases, own = self._known(summary)
        return pd.Series(verb(own, purchases.x, purchases.t_x, purchases.T), index=summary.index, name=name)
