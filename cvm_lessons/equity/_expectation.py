"""How many purchases are to come, in a span of time or in many: what a model says of the future."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, check_number
from cvm_lessons.equity._purchases import Letters, equal_rows
from cvm_lessons.equity._simulation import SimulatedModel

__all__ = ["ExpectationModel", "of_rows"]


class ExpectationModel(SimulatedModel):
    """Base of the models that expect purchases of customers known and new."""

    def expected_purchases(self, summary: pd.DataFrame, t: float) -> pd.Series:
        """Return the expected number of purchases of each customer in the time t after T.

        Parameters
        ----------
        summary : DataFrame
            One row per customer; columns frequency, recency and T in the unit of the fit.
        t : float
            Length of the time to come, in the same unit.

        Returns
        -------
        Series
            Purchases, with the index of `summary`.

        Raises
        ------
        DataError
            If a column is missing or holds a value that cannot be.
        ParameterError
            If `t` is negative or the model has no parameters yet.
        """
        if self._times(t).ndim:
            raise ParameterError(f"t={t!r} is not one time: ask for one after the other.")
        return self.weighted_purchases(summary, [t]).rename("expected_purchases")

    def weighted_purchases(
        self, summary: pd.DataFrame, ends: Sequence[float], weights: Sequence[float] = (1.0,)
    ) -> pd.Series:
        """Return the expected purchases of each customer in successive spans after T, weighted and added up.

        With the discount of each span as its weight, it is the discounted number of purchases within a
        horizon.

        Parameters
        ----------
        summary : DataFrame
            One row per customer; columns frequency, recency and T in the unit of the fit.
        ends : sequence of float
            Where the spans end, ascending, counted from T; the first begins at T.
        weights : sequence of float
            Weight of each span.

        Returns
        -------
        Series
            Weighted purchases, with the index of `summary`.

        Raises
        ------
        DataError
            If a column is missing or holds a value that cannot be.
        ParameterError
            If an end is negative or before the last one, the weights are not as many numbers, or the model
            has no parameters yet.
        """
        spans = self._times(np.asarray(ends))
        if spans.ndim != 1 or (np.diff(spans) < 0).any():
            raise ParameterError(f"ends={ends!r} are not times in ascending order, such as [26, 52].")
        if np.shape(weights) != spans.shape:
            raise ParameterError(f"{len(spans)} ends and {np.size(weights)} weights: each span needs one.")
        factors = [check_number("weight", weight) for weight in weights]

        def ahead(own: Letters, x: np.ndarray, T: np.ndarray) -> np.ndarray:
            total, before = np.zeros(len(x)), np.zeros(len(x))
            for end, weight in zip(spans, factors, strict=True):
                by_then = self._future_if_alive(own, x, T, float(end))
                total += weight * (by_then - before)
                before = by_then
            return total

        return self._each_if_alive(summary, ahead, "weighted_purchases")

    def expected_purchases_new(
        self, t: float | np.ndarray, *, customers: pd.DataFrame | None = None
    ) -> float | np.ndarray | pd.Series | pd.DataFrame:
        """Return the expected number of repeat purchases of a new customer in the time t.

        Parameters
        ----------
        t : float or ndarray
            Time since the first purchase.
        customers : DataFrame, optional
            One row per new customer with the covariates; needed by a model that has some.

        Returns
        -------
        float, ndarray, Series or DataFrame
            Purchases, of the shape of `t`. With `customers` one row for each of them: a series for one time,
            a frame with a column per time for several.

        Raises
        ------
        DataError
            If a covariate is missing or no number.
        ParameterError
            If a time is negative or the model has no parameters yet.
        """
        times = self._times(t)
        traits = self._traits_of(customers)
        if customers is None:
            expected = self._new(self._letters_of(None), times.ravel()).reshape(times.shape)
            return float(expected) if times.ndim == 0 else expected
        first, number = equal_rows(np.zeros(len(customers)), traits=traits)
        own = self._letters_of(None if traits is None else traits[first])
        expected = np.column_stack([self._new(own, np.array([each]))[number] for each in times.ravel()])
        table = pd.DataFrame(expected, index=customers.index, columns=times.ravel())
        return table.iloc[:, 0].rename("expected_purchases_new") if times.ndim == 0 else table

    @abstractmethod
    def _future_if_alive(self, own: Letters, x: np.ndarray, T: np.ndarray, t: float) -> np.ndarray: ...

    @abstractmethod
    def _new(self, own: Letters, t: np.ndarray) -> np.ndarray: ...

    def _each_if_alive(
        self, summary: pd.DataFrame, verb: Callable[[Letters, np.ndarray, np.ndarray], np.ndarray], name: str
    ) -> pd.Series:
        """Return the chance of being alive times what follows if so, which does not depend on recency."""
        purchases, own = self._known(summary)
        first, number = equal_rows(purchases.x, purchases.T, traits=purchases.traits)
        if_alive = verb(of_rows(own, first), purchases.x[first], purchases.T[first])[number]
        alive = self._alive(own, purchases.x, purchases.t_x, purchases.T)
        return pd.Series(alive * if_alive, index=summary.index, name=name)


def of_rows(own: Letters, rows: np.ndarray) -> Letters:
    """Return the parameters of some of the customers."""
    return tuple(each[rows] if np.ndim(each) else each for each in own)
