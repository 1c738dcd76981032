"""What all models of repeat purchases share: fit by maximum likelihood, parameters by their letters,
criteria."""

from __future__ import annotations

import warnings
from abc import ABC, abstractmethod
from typing import ClassVar, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.exceptions import ConvergenceWarning

from cvm_lessons.core import NotFittedError, ParameterError, check_number
from cvm_lessons.equity._coordinates import Coordinates
from cvm_lessons.equity._optimum import Likelihood, Optimum, maximise
from cvm_lessons.equity._purchases import Purchases, read_fit
from cvm_lessons.equity._uncertainty import draw_parameters, parameter_covariance, parameter_intervals

__all__ = ["MaximumLikelihoodModel"]

LONGEST = 10.0  # the longest time observed, in the unit that the optimiser sees


class MaximumLikelihoodModel(BaseEstimator, ABC):
    """Base of the models; `letters` are the parameters, `time_letters` those measured in time."""

    letters: ClassVar[tuple[str, ...]]
    time_letters: ClassVar[tuple[str, ...]] = ()
    start: ClassVar[tuple[float, ...]]
    directions: ClassVar[np.ndarray | None] = None  # along which the likelihood curves alike, by log-letters

    def fit(self, summary: pd.DataFrame, sample_weight: object = None) -> Self:
        """Find the parameters that make the purchases most likely.

        Parameters
        ----------
        summary : DataFrame
            One row per customer with the columns frequency, recency and T, as `customer_summary` returns it,
            and those of the covariates, if the model has any.
        sample_weight : array-like, optional
            How many customers each row stands for; one each if left out.

        Returns
        -------
        Self
            The model, with the parameters under their letters (``r_`` and so on), ``loglik_`` in the time
            unit of the summary, ``gradient_`` (per customer), ``converged_`` and ``n_``.

        Raises
        ------
        DataError
            If a column is missing or holds a value that cannot be.

        Warns
        -----
        ConvergenceWarning
            If the gradient does not vanish, or a parameter runs to the edge: the data do not tell it.
        """
        return self._fit_purchases(self._read(summary, sample_weight))

    @classmethod
    def from_params(cls, **params: float) -> Self:
        """Return a model with given parameters: it predicts without a fit.

        Parameters
        ----------
        **params : float
            Each parameter by its letter, all above 0.

        Returns
        -------
        Self
            The model.

        Raises
        ------
        ParameterError
            If a letter is missing, unknown, or its value is not above 0.
        """
        if set(params) != set(cls.letters):
            raise ParameterError(
                f"{cls.__name__} has the parameters {', '.join(cls.letters)}, not {', '.join(params)}."
            )
        for letter, value in params.items():
            if check_number(letter, value, low=0) == 0:
                raise ParameterError(f"{letter}=0 is not above 0.")
        return cls()._with(np.array([float(params[letter]) for letter in cls.letters]))

    @property
    def params(self) -> pd.Series:
        """Parameters by their letters.

        Raises
        ------
        NotFittedError
            If the model has none yet.
        """
        if not hasattr(self, f"{self.letters[0]}_"):
            name = type(self).__name__
            raise NotFittedError(
                f"{name} has no parameters yet: call fit, or make it with {name}.from_params."
            )
        return pd.Series({letter: getattr(self, f"{letter}_") for letter in self.letters}, name="estimate")

    @property
    def gradient_(self) -> pd.Series:
        """Slope of the log-likelihood at the estimate, per customer and unit of a log-parameter.

        Raises
        ------
        NotFittedError
            If the model is not fitted.
        """
        self._fitted("loglik_")
        return pd.Series(self._gradient, index=self._names)

    def aic(self) -> float:
        """Return Akaike's criterion: smaller is better.

        Returns
        -------
        float
            2 k - 2 ln L.
        """
        return 2 * len(self._names) - 2 * self._fitted("loglik_")

    def bic(self) -> float:
        """Return the Bayesian (Schwarz) criterion: smaller is better.

        Returns
        -------
        float
            k ln n - 2 ln L, with n customers.
        """
        return len(self._names) * float(np.log(self._fitted("n_"))) - 2 * self._fitted("loglik_")

    def standard_errors(self) -> pd.Series:
        """Return the standard error of each parameter, from the curvature of the likelihood.

        Returns
        -------
        Series
            By letter, in the unit of the parameter; then by coefficient, as ``alpha[age]``.

        Raises
        ------
        ParameterError
            If the model is not fitted, or the likelihood has no peak.
        """
        self._fitted("loglik_")
        errors = np.sqrt(np.diag(parameter_covariance(self)))
        errors[: len(self.letters)] *= self.params.to_numpy()  # theirs are of the logarithms
        return pd.Series(errors, index=self._names, name="standard_error")

    def intervals(
        self,
        level: float = 0.95,
        *,
        method: str = "profile",
        n_boot: int = 500,
        rng: np.random.Generator | int = 0,
    ) -> pd.DataFrame:
        """Return an interval for each parameter.

        Parameters
        ----------
        level : float, default 0.95
            Confidence level.
        method : {"profile", "wald", "bootstrap"}, default "profile"
            By the profile of the likelihood; from standard errors of the logarithms; or from resampled
            customers.
        n_boot : int, default 500
            Resamples of the bootstrap.
        rng : numpy.random.Generator or int, default 0
            Generator or seed of the bootstrap.

        Returns
        -------
        DataFrame
            One row per parameter; columns estimate, low, high. A profile that never falls leaves 0 or
            infinity.

        Raises
        ------
        ParameterError
            If the model is not fitted or an argument is out of range.
        """
        self._fitted("loglik_")
        return parameter_intervals(self, level, method, n_boot, rng)

    def bootstrap(self, n_boot: int = 500, *, rng: np.random.Generator | int = 0) -> pd.DataFrame:
        """Return the parameters fitted to resamples of the customers.

        Parameters
        ----------
        n_boot : int, default 500
            Number of resamples.
        rng : numpy.random.Generator or int, default 0
            Generator or seed.

        Returns
        -------
        DataFrame
            One row per resample, one column per letter.

        Raises
        ------
        ParameterError
            If the model is not fitted or `n_boot` is no whole number from 1 up.
        """
        self._fitted("loglik_")
        return draw_parameters(self, n_boot, rng)

    @abstractmethod
    def _likelihood(self, purchases: Purchases) -> Likelihood:
        """Return the log-likelihood with its gradient, as a function of the parameters."""

    def _read(self, summary: pd.DataFrame, sample_weight: object) -> Purchases:
        return read_fit(summary, sample_weight)

    def _fit_purchases(self, purchases: Purchases) -> Self:
        self.purchases_ = purchases
        self.n_ = purchases.customers
        start = np.append(self.start, np.ones(len(self._names) - len(self.letters)))
        values, optimum, self.loglik_ = self._maximum(purchases, start=start)
        self._gradient = optimum.gradient
        unsettled = optimum.unsettled | self._untold(purchases, optimum)
        self.converged_ = not unsettled.any()
        if not self.converged_:
            lost = [name for name, still in zip(self._names, unsettled, strict=True) if still]
            warnings.warn(
                f"{type(self).__name__} did not converge: "
                f"the likelihood still rises in {' and '.join(lost)}, which the data do not tell.",
                ConvergenceWarning,
                stacklevel=3,
            )
        return self._with(values)

    def _maximum(self, purchases: Purchases, *, start: np.ndarray) -> tuple[np.ndarray, Optimum, float]:
        """Return all values, the optimum, and the log-likelihood in the unit of the data."""
        likelihood, coordinates = self._inside(purchases)
        directions = self.directions if len(start) == len(self.letters) else None
        optimum = maximise(likelihood, start, purchases.customers, coordinates.width, directions)
        value = optimum.value - self._densities(purchases) * np.log(coordinates.time)
        return coordinates.outward(optimum.log_parameters), optimum, value

    def _inside(self, purchases: Purchases) -> tuple[Likelihood, Coordinates]:
        """Return the likelihood as the optimiser sees it, and the way from its parameters to the user's."""
        unit = self._own_unit(purchases)
        scale = np.array([unit if letter in self.time_letters else 1.0 for letter in self.letters])
        return self._likelihood(purchases.scaled(unit)), Coordinates.of_letters(unit, scale)

    def _untold(self, purchases: Purchases, optimum: Optimum) -> np.ndarray:
        """Return of each value whether the likelihood does not fall beyond it."""
        return np.zeros(len(self._names), dtype=bool)

    def _own_unit(self, purchases: Purchases) -> float:
        return float(purchases.T.max()) / LONGEST if self.time_letters else 1.0

    def _densities(self, purchases: Purchases) -> float:
        """Return of how many moments the likelihood is a density: each changes it with the unit of time."""
        return float((purchases.weight * purchases.x).sum())

    @property
    def _names(self) -> list[str]:
        """Names of all values that the fit finds: the letters, then the coefficients."""
        return list(self.letters)

    @property
    def _values(self) -> np.ndarray:
        return np.asarray(self.params)

    def _with(self, values: np.ndarray) -> Self:
        for letter, value in zip(self.letters, values, strict=True):
            setattr(self, f"{letter}_", float(value))
        return self

    def _fitted(self, name: str) -> float:
        if not hasattr(self, name):
            raise NotFittedError(f"{type(self).__name__} has not been fitted: call fit(summary) first.")
        return float(getattr(self, name))
