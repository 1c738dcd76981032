"""Customers drawn from a model: new ones, the future of one, and a whole base to fit the model to again."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, Self

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, as_generator
from cvm_lessons.equity._model import MaximumLikelihoodModel
from cvm_lessons.equity._purchases import read_purchases

__all__ = ["SimulatedModel"]


class SimulatedModel(MaximumLikelihoodModel):
    """Base of the models that customers can be drawn from."""

    whole_time: ClassVar[bool] = False

    def simulate(
        self, T: float | np.ndarray, n: int | None = None, *, rng: np.random.Generator | int = 0
    ) -> pd.DataFrame:
        """Return a summary of simulated customers.

        Parameters
        ----------
        T : float or ndarray
            How long each customer is observed.
        n : int, optional
            Number of customers; as many as there are values of `T` if left out.
        rng : numpy.random.Generator or int, default 0
            Generator or seed.

        Returns
        -------
        DataFrame
            Columns frequency, recency and T.

        Raises
        ------
        ParameterError
            If a time is not above 0 or the model has no parameters yet.
        """
        lengths = np.array(
            np.broadcast_to(self._times(T), n) if n is not None else np.atleast_1d(self._times(T))
        )
        if not (lengths > 0).all():
            raise ParameterError(f"T={lengths.min():g} is not above 0.")
        x, t_x = self._simulate(lengths, as_generator(rng))
        return pd.DataFrame({"frequency": x.astype(int), "recency": t_x, "T": lengths}).rename_axis(
            "customer_id"
        )

    def simulate_future(
        self, customer: pd.DataFrame, t: float, n: int = 1000, *, rng: np.random.Generator | int = 0
    ) -> np.ndarray:
        """Return simulated numbers of purchases of one customer in the time t after T.

        Parameters
        ----------
        customer : DataFrame
            One row with frequency, recency and T.
        t : float
            Length of the time to come.
        n : int, default 1000
            Number of futures.
        rng : numpy.random.Generator or int, default 0
            Generator or seed.

        Returns
        -------
        ndarray, shape (n,)
            Purchases in each future.

        Raises
        ------
        DataError
            If there is not exactly one customer, or a value cannot be.
        ParameterError
            If `t` is not above 0 or the model has no parameters yet.
        """
        if len(customer) != 1:
            raise DataError(f"a future is drawn for one customer, not for {len(customer)}.")
        history = read_purchases(customer, whole_time=self.whole_time)
        generator = as_generator(rng)
        alive = self._alive_now(history.x, history.t_x, history.T).item()
        ahead = self._if_alive(history.x.item(), history.T.item()).simulate(t, n, rng=generator)
        return np.asarray(ahead["frequency"].to_numpy() * (generator.random(n) < alive))

    def refit_to_simulated(self, rng: np.random.Generator | int = 0) -> Self:
        """Return the same model fitted to customers that were simulated from it: one draw of a parametric
        bootstrap.

        Parameters
        ----------
        rng : numpy.random.Generator or int, default 0
            Generator or seed.

        Returns
        -------
        Self
            A new model, fitted to as many customers, each observed as long as a real one.

        Raises
        ------
        ParameterError
            If the model is not fitted.
        """
        self._fitted("loglik_")
        lengths = np.repeat(self.purchases_.T, self.purchases_.weight.round().astype(int))
        return type(self)().fit(self.simulate(lengths, rng=rng))

    @abstractmethod
    def _if_alive(self, x: float, T: float) -> SimulatedModel:
        """Return the model of what a customer with this history does next, if alive at T."""

    def _alive_now(self, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:
        return self._alive(x, t_x, T)

    @abstractmethod
    def _alive(self, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray: ...

    @abstractmethod
    def _simulate(self, T: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]: ...

    def _times(self, t: float | np.ndarray) -> np.ndarray:
        values = np.asarray(t, dtype=float)
        if not (np.isfinite(values) & (values >= 0)).all():
            raise ParameterError(f"t={t!r} is not a time from 0 up.")
        if self.whole_time and (values != values.round()).any():
            raise ParameterError(f"t={t!r} is not a whole number of opportunities.")
        return values
