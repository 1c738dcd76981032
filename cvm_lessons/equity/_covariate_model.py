"""Models whose parameters differ from customer to customer by covariates that do not change in time."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, Self

import numpy as np
import pandas as pd
from scipy.special import ndtri

from cvm_lessons.core import DataError, NotFittedError, check_number
from cvm_lessons.equity._coordinates import Coordinates
from cvm_lessons.equity._covariates import (
    CovariatePlan,
    check_told_apart,
    covariate_names,
    mean_and_spread,
    names_in,
)
from cvm_lessons.equity._optimum import WIDEST, Likelihood, Optimum
from cvm_lessons.equity._prediction import RepeatPurchaseModel
from cvm_lessons.equity._purchases import Letters, Purchases, collapse, read_fit
from cvm_lessons.equity._uncertainty import parameter_covariance

__all__ = ["CovariateModel"]

# What the log-likelihood must lose where log-letters move by one more: else their error is above 7.
TOLD = 0.01


class CovariateModel(RepeatPurchaseModel):
    """Base of the models that take covariates of purchasing and of dropping out.

    The logarithms of the letters of a process move by sign x coefficient x covariate; the letters themselves
    are those of a customer whose covariates are all 0.
    """

    purchase_signs: ClassVar[Mapping[str, int]]
    dropout_signs: ClassVar[Mapping[str, int]]

    def __init__(
        self, purchase_covariates: Sequence[str] = (), dropout_covariates: Sequence[str] = ()
    ) -> None:
        self.purchase_covariates = purchase_covariates
        self.dropout_covariates = dropout_covariates

    @classmethod
    def from_params(cls, *, coefficients: pd.DataFrame | None = None, **params: float) -> Self:
        """Return a model with given parameters: it predicts without a fit.

        Parameters
        ----------
        coefficients : DataFrame, optional
            Index covariate, columns the letters it moves, as ``coefficients_``; missing where it does not.
        **params : float
            Each parameter by its letter, all above 0: those of a customer whose covariates are 0.

        Returns
        -------
        Self
            The model.

        Raises
        ------
        ParameterError
            If a letter is missing, unknown, or its value is not above 0; if a coefficient is.
        """
        model = super().from_params(**params)
        if coefficients is None:
            return model
        names = names_in(coefficients, (cls.purchase_signs, cls.dropout_signs))
        model.set_params(purchase_covariates=names[0], dropout_covariates=names[1])
        model._fitted_plan = model._planned()
        return model._with(np.append(model.params, model._plan.from_frame(coefficients)))

    def covariate_effects(self, level: float = 0.95) -> pd.DataFrame:
        """Return by what one unit more of each covariate multiplies purchasing and dropping out.

        Parameters
        ----------
        level : float, default 0.95
            Confidence level.

        Returns
        -------
        DataFrame
            One row per process (purchases, dropout) and covariate; columns process, covariate, measure,
            estimate, low, high (Wald intervals). A rate ratio is of the mean purchase rate; an odds ratio is
            of the mean probability to buy (BG/BB) or to drop out, m / (1 - m), and comes from the difference
            of two coefficients.

        Raises
        ------
        ParameterError
            If the model is not fitted, or the likelihood has no peak.
        """
        self._fitted("loglik_")
        half = -ndtri((1 - check_number("level", level, low=0.01, high=0.999)) / 2)
        covariance = parameter_covariance(self).to_numpy()[len(self.letters) :, len(self.letters) :]
        coefficients, rows = self._moves, []
        for process, (signs, columns) in self._processes().items():
            measure = "rate ratio" if len(signs) == 1 else "odds ratio"
            for column in columns:
                # The mean of a beta law has the odds of its first letter to its second.
                parts = {(letter, column): sign for letter, sign in zip(signs, (1, -1), strict=False)}
                contrast = np.array([parts.get(pair, 0) for pair in self._plan.pairs])
                middle, error = contrast @ coefficients, np.sqrt(contrast @ covariance @ contrast)
                ends = np.exp(middle + half * error * np.array([0, -1, 1]))
                rows.append((process, column, measure, *ends))
        return pd.DataFrame(rows, columns=["process", "covariate", "measure", "estimate", "low", "high"])

    @property
    def coefficients_(self) -> pd.DataFrame:
        """Coefficients by covariate and letter; missing where a covariate does not move a letter.

        Raises
        ------
        NotFittedError
            If the model has none yet.
        """
        if not hasattr(self, "_moves"):
            raise NotFittedError(f"{type(self).__name__} has not been fitted: call fit(summary) first.")
        return self._plan.to_frame(self._moves)

    @abstractmethod
    def _slopes(
        self, own: Letters, x: np.ndarray, t_x: np.ndarray, T: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the log-likelihood of each customer, and its derivatives by the letters (letters, rows)."""

    def _processes(self) -> dict[str, tuple[Mapping[str, int], tuple[str, ...]]]:
        purchases = covariate_names("purchase_covariates", self.purchase_covariates)
        dropout = covariate_names("dropout_covariates", self.dropout_covariates)
        return {"purchases": (self.purchase_signs, purchases), "dropout": (self.dropout_signs, dropout)}

    @property
    def _plan(self) -> CovariatePlan:
        # set_params after a fit does not change what was fitted.
        return getattr(self, "_fitted_plan", None) or self._planned()

    def _planned(self) -> CovariatePlan:
        return CovariatePlan.of_processes(self.letters, tuple(self._processes().values()))

    def _read(self, summary: pd.DataFrame, sample_weight: object) -> Purchases:
        self._fitted_plan = self._planned()
        columns = self._plan.columns
        purchases = read_fit(summary, sample_weight, whole_time=self.whole_time, covariates=columns)
        if purchases.traits is not None:
            for _, own in self._processes().values():
                traits = purchases.traits[:, [columns.index(column) for column in own]]
                check_told_apart(own, traits, purchases.weight)
        return purchases

    def _inside(self, purchases: Purchases) -> tuple[Likelihood, Coordinates]:
        likelihood, coordinates = super()._inside(purchases)
        if purchases.traits is None:
            return likelihood, coordinates
        plan = self._plan
        mean, spread = mean_and_spread(purchases.traits, purchases.weight)
        of_letter, of_column = plan.places
        shift = np.zeros((len(self.letters), len(plan.pairs)))
        shift[of_letter, np.arange(len(plan.pairs))] = -plan.directions * (mean / spread)[of_column]
        rows = collapse(purchases).scaled(coordinates.time)
        standard = (rows.traits - mean) / spread
        # Nor does one covariate move any customer so far: beyond, rounding would pass for likelihood.
        width = np.append(coordinates.width, (WIDEST / np.abs(standard).max(axis=0).clip(1))[of_column])
        moved = Coordinates(coordinates.time, coordinates.scale, shift, spread[of_column], width)
        return self._moved_likelihood(rows, standard), moved

    def _moved_likelihood(self, rows: Purchases, standard: np.ndarray) -> Likelihood:
        """Return the likelihood by the letters at the means of the covariates, and by the factors of one
        standard deviation."""
        plan, letters = self._plan, len(self.letters)

        def likelihood(parameters: np.ndarray) -> tuple[float, np.ndarray]:
            own = plan.own_letters(parameters[:letters], np.log(parameters[letters:]), standard)
            value, slopes = self._slopes(own, rows.x, rows.t_x, rows.T)
            by_log = np.array(
                [rows.weight * slope * letter for slope, letter in zip(slopes, own, strict=True)]
            )
            gradient = np.append(by_log.sum(axis=1), plan.slopes(by_log, standard))
            return float(rows.weight @ value), gradient / parameters

        return likelihood

    def _untold(self, purchases: Purchases, optimum: Optimum) -> np.ndarray:
        # A group that never buys again sends its coefficient off to where the likelihood is level: it does
        # not fall when those at one end of the covariate stay and those at the other move on.
        untold, plan = super()._untold(purchases, optimum), self._plan
        if purchases.traits is None:
            return untold
        likelihood, _ = self._inside(purchases)
        mean, spread = mean_and_spread(purchases.traits, purchases.weight)
        standard = (purchases.traits - mean) / spread
        ends = np.array([standard.min(axis=0), standard.max(axis=0)])
        for number, (letter, column) in enumerate(zip(*plan.places, strict=True)):
            at = len(self.letters) + number
            for end in ends[:, column]:
                beyond = optimum.log_parameters.copy()
                step = np.copysign(1 / np.ptp(ends[:, column]), beyond[at])
                beyond[at] += step
                beyond[letter] -= plan.directions[number] * step * end
                untold[at] |= likelihood(np.exp(beyond))[0] > optimum.value - TOLD
        return untold

    @property
    def _covariates(self) -> tuple[str, ...]:
        return self._plan.columns

    @property
    def _names(self) -> list[str]:
        return [*self.letters, *self._plan.names]

    @property
    def _values(self) -> np.ndarray:
        return np.append(self.params, self._moves)

    def _letters_of(self, traits: np.ndarray | None) -> Letters:
        values = super()._letters_of(traits)
        if traits is None:
            return values
        return self._plan.own_letters(values, self._moves, traits)

    def _with(self, values: np.ndarray) -> Self:
        letters = len(self.letters)
        if not (np.isfinite(values[:letters]) & (values[:letters] > 0)).all():
            raise DataError(
                f"a customer whose {' and '.join(self._covariates)} are 0 lies too far from the others to be "
                "put in numbers: subtract its mean from each covariate first."
            )
        self._moves = values[letters:]
        return super()._with(values[:letters])
