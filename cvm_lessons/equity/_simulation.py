"""Customers drawn from a model: new ones, the future of one, and a whole base to fit the model to again."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, Self

import numpy as np
import pandas as pd
from sklearn.base import clone

from cvm_lessons.core import DataError, ParameterError, as_generator, require_columns
from cvm_lessons.equity._model import MaximumLikelihoodModel
from cvm_lessons.equity._purchases import Letters, Purchases, read_purchases, read_traits

__all__ = ["SimulatedModel"]


class SimulatedModel(MaximumLikelihoodModel):
    """Base of the models that customers can be drawn from."""

    whole_time: ClassVar[bool] = False

    def simulate(
        self,
        T: float | np.ndarray,
        n: int | None = None,
        *,
        customers: pd.DataFrame | None = None,
        rng: np.random.Generator | int = 0,
    ) -> pd.DataFrame:
        """Return a summary of simulated customers.

        Parameters
        ----------
        T : float or ndarray
            How long each customer is observed.
        n : int, optional
            Number of customers; as many as there are values of `T`, or rows of `customers`, if left out.
        customers : DataFrame, optional
            One row per customer with the covariates; needed by a model that has some.
        rng : numpy.random.Generator or int, default 0
            Generator or seed.

        Returns
        -------
        DataFrame
            Columns frequency, recency and T, then the covariates; the index of `customers` if given.

        Raises
        ------
        DataError
            If a covariate is missing or no number.
        ParameterError
            If a time is below 0, the numbers of customers differ, or the model has no parameters yet.
        """
        own = self._letters_of(self._traits_of(customers))
        if n is not None and (isinstance(n, bool) or not isinstance(n, int | np.integer) or n < 1):
            raise ParameterError(f"n={n!r} is not a whole number from 1 up.")
        size = n if customers is None else len(customers)
        times = self._times(T)
        if (n is not None and n != size) or (size is not None and times.size not in (1, size)):
            raise ParameterError(f"T, n and customers speak of {times.size}, {n} and {size} customers.")
        lengths = np.array(np.broadcast_to(times, size) if size is not None else np.atleast_1d(times))
        x, t_x = self._simulate(own, lengths, as_generator(rng))
        drawn = pd.DataFrame({"frequency": x.astype(int), "recency": t_x, "T": lengths})
        if customers is None:
            return drawn.rename_axis("customer_id")
        return drawn.set_axis(customers.index).join(customers[list(self._covariates)])

    def simulate_future(
        self, customer: pd.DataFrame, t: float, n: int = 1000, *, rng: np.random.Generator | int = 0
    ) -> np.ndarray:
        """Return simulated numbers of purchases of one customer in the time t after T.

        Parameters
        ----------
        customer : DataFrame
            One row with frequency, recency, T and the covariates, if the model has some.
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
        require_columns(customer, ["frequency", "recency", "T"])
        if len(customer) != 1:
            raise DataError(f"a future is drawn for one customer, not for {len(customer)}.")
        history, own = self._known(customer)
        generator = as_generator(rng)
        alive = self._alive_now(own, history.x, history.t_x, history.T).item()
        own = tuple(np.ravel(each).item() for each in own)
        ahead = self._if_alive(own, history.x.item(), history.T.item()).simulate(t, n, rng=generator)
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
        rows = np.repeat(np.arange(len(self.purchases_.T)), self.purchases_.weight.round().astype(int))
        traits, customers = self.purchases_.traits, None
        if traits is not None:
            customers = pd.DataFrame(traits[rows], columns=list(self._covariates))
        model: Self = clone(self)
        return model.fit(self.simulate(self.purchases_.T[rows], customers=customers, rng=rng))

    @property
    def _covariates(self) -> tuple[str, ...]:
        """Columns that the parameters of a customer depend on."""
        return ()

    def _letters_of(self, traits: np.ndarray | None) -> Letters:
        """Return the parameters of customers with these covariates, in the order of the letters."""
        return tuple(self.params)

    def _known(self, summary: pd.DataFrame) -> tuple[Purchases, Letters]:
        """Return what each customer did, and their parameters."""
        purchases = read_purchases(summary, whole_time=self.whole_time, covariates=self._covariates)
        return purchases, self._letters_of(purchases.traits)

    def _traits_of(self, customers: pd.DataFrame | None) -> np.ndarray | None:
        """Return the covariates of customers who have no history yet."""
        if customers is not None:
            require_columns(customers, self._covariates)
            return read_traits(customers, self._covariates)
        if self._covariates:
            names = ", ".join(self._covariates)
            raise ParameterError(f"the model has covariates: give customers=, a frame with {names}.")
        return None

    @abstractmethod
    def _if_alive(self, own: Letters, x: float, T: float) -> SimulatedModel:
        """Return the model of what a customer with this history does next, if alive at T."""

    def _alive_now(self, own: Letters, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:
        return self._alive(own, x, t_x, T)

    @abstractmethod
    def _alive(self, own: Letters, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray: ...

    @abstractmethod
    def _simulate(
        self, own: Letters, T: np.ndarray, rng: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray]: ...

    def _times(self, t: float | np.ndarray) -> np.ndarray:
        if np.asarray(t).dtype.kind not in "iuf":
            raise ParameterError(f"t={t!r} is not a time from 0 up.")
        values = np.asarray(t, dtype=float)
        if not (np.isfinite(values) & (values >= 0)).all():
            raise ParameterError(f"t={t!r} is not a time from 0 up.")
        if self.whole_time and (values != values.round()).any():
            raise ParameterError(f"t={t!r} is not a whole number of opportunities.")
        return values
