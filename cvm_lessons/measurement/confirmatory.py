"""Confirmatory factor analysis by maximum likelihood: whether items measure what they were written for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, number_columns
from cvm_lessons.measurement._factor_model import (
    FactorModel,
    build_structure,
    sample_from_frame,
    sample_from_moments,
    starting_values,
)
from cvm_lessons.measurement._likelihood import Problem, Sample, maximise
from cvm_lessons.measurement._solution import improper_parts, named_matrix, parameter_table, to_correlations
from cvm_lessons.measurement._strain import lagrange_table, residual_table
from cvm_lessons.measurement._structure import Entry, Parameter, Structure
from cvm_lessons.measurement.fit_measures import measure_fit

__all__ = ["ConfirmatoryFactorAnalysis"]


class ConfirmatoryFactorAnalysis:
    """A factor model whose pattern is given: which item measures which factor.

    Answers count as numbers with normal errors, rows as independent: with several answers of one
    customer the errors come out too small and chi-square too large.

    Parameters
    ----------
    model : mapping of str to sequence of str
        Items of each factor, two or more; an item may stand under several factors.
    standardize_latent : bool, default False
        Whether a factor has the variance 1 (a factor explained by one of second order: what is left
        of it). Otherwise it has the unit of its first item, whose loading is fixed at 1.
    second_order : mapping of str to sequence of str, optional
        Factors of second order, each with the factors it explains.
    correlated_errors : iterable of pairs of str, optional
        Pairs of items that share more than their factors.

    Attributes
    ----------
    loadings_, standardized_loadings_ : DataFrame
        Item by factor, 0 where the model has no loading.
    second_order_loadings_, standardized_second_order_loadings_ : DataFrame
        Factor by factor of second order.
    factor_covariances_, factor_correlations_ : DataFrame
        Of all factors, as the model implies them.
    uniquenesses_ : Series
        Variance of each item that its factors leave unexplained.
    parameters_ : DataFrame
        One row a number of the model: kind, first, second, estimate, standard_error, z, p, low, high (95 %),
        standardized, standardized_error. Standard errors rest on the expected information.
    parameter_covariance_ : ndarray
        Covariances of the free numbers, in the order of `parameters_` without the fixed ones.
    fit_ : FitMeasures
        Chi-square test, CFI, TLI, RMSEA, SRMR, AIC, BIC.
    covariance_, implied_covariance_, residual_correlations_ : DataFrame
        What was observed (divisor n), what the model implies, and the difference of the correlations.
    improper_ : tuple of str
        What cannot be true of a population, such as a negative variance (a Heywood case): estimates are
        reported as they come, and not forced into their range.
    n_ : int
        Rows.

    References
    ----------
    Jöreskog (1969), Psychometrika 34(2), 183-202; Bollen (1989), Structural Equations with Latent
    Variables, chapters 4 and 7; Rosseel (2012), Journal of Statistical Software 48(2), whose lavaan
    gives the same numbers.

    Examples
    --------
    >>> rng = np.random.default_rng(3)
    >>> trust, joy = rng.multivariate_normal([0, 0], [[1, 0.5], [0.5, 1]], size=400).T
    >>> noise = rng.normal(scale=0.6, size=(400, 6))
    >>> items = pd.DataFrame(noise + np.column_stack([trust] * 3 + [joy] * 3), columns=list("abcdef"))
    >>> cfa = ConfirmatoryFactorAnalysis({"trust": ["a", "b", "c"], "joy": ["d", "e", "f"]}).fit(items)
    >>> cfa.standardized_loadings_["trust"].round(2).tolist()
    [0.85, 0.86, 0.89, 0.0, 0.0, 0.0]
    >>> float(cfa.factor_correlations_.loc["trust", "joy"].round(2))
    0.49
    """

    def __init__(
        self,
        model: Mapping[str, Sequence[str]],
        *,
        standardize_latent: bool = False,
        second_order: Mapping[str, Sequence[str]] | None = None,
        correlated_errors: Iterable[Sequence[str]] = (),
    ) -> None:
        self.model = model
        self.standardize_latent = standardize_latent
        self.second_order = second_order
        self.correlated_errors = correlated_errors

    def __repr__(self) -> str:
        factors = ", ".join(f"{name}: {len(items)} items" for name, items in self.model.items())
        text = f"ConfirmatoryFactorAnalysis({factors})"
        if not hasattr(self, "fit_"):
            return text
        return "\n".join([text, repr(self.fit_), *(f"improper: {fault}" for fault in self.improper_)])

    def fit(self, frame: pd.DataFrame) -> Self:
        """Fit the model to answers.

        Parameters
        ----------
        frame : DataFrame
            One row a respondent, with the items of the model as columns; no value missing.

        Returns
        -------
        ConfirmatoryFactorAnalysis
            Itself, with the attributes that end in an underscore.

        Raises
        ------
        DataError
            If a value is missing, items do not vary or are sums of others, there are too few rows, the
            model is not identified, or no solution is found.
        ParameterError
            If the model names an item twice, or has more parameters than the items have moments.
        """
        model = self._read()
        return self._fit(model, sample_from_frame(frame, model.items))

    def fit_moments(self, covariance: pd.DataFrame, n: int, means: pd.Series | None = None) -> Self:
        """Fit the model to a covariance matrix, such as one that a paper prints.

        Parameters
        ----------
        covariance : DataFrame
            Covariances of the items, with divisor n - 1 as `DataFrame.cov` gives them.
        n : int
            Rows behind it.
        means : Series, optional
            Means of the items; only `factor_scores` needs them.

        Returns
        -------
        ConfirmatoryFactorAnalysis
            Itself, with the attributes that end in an underscore.

        Raises
        ------
        DataError
            If an item is missing, the matrix is no covariance matrix, the model is not identified, or no
            solution is found.
        ParameterError
            If `n` is too small, or the model is faulty.
        """
        model = self._read()
        return self._fit(model, sample_from_moments(covariance, n, means, model.items))

    def modification_indices(self, top: int | None = 10) -> pd.DataFrame:
        """Return by how much chi-square would fall if one more number were free.

        Parameters
        ----------
        top : int or None, default 10
            How many of the largest; None for all.

        Returns
        -------
        DataFrame
            Columns kind (loading or error covariance), first, second, index (the fall, chi-square with one
            degree of freedom), expected_change, standardized_change. It is a list of suspects, not a
            licence: freeing the largest until the model fits fits the noise too.

        References
        ----------
        Sörbom (1989), Psychometrika 54(3), 371-384.
        """
        self._check_fitted()
        table = lagrange_table(self._model, self._problem, self._theta)
        return table if top is None else table.head(top)

    def largest_residuals(self, top: int = 10) -> pd.DataFrame:
        """Return the pairs of items whose correlation the model misses most.

        Parameters
        ----------
        top : int, default 10
            How many.

        Returns
        -------
        DataFrame
            Columns first, second, observed, implied, residual, largest absolute residual first. A positive
            residual: the items have more in common than the model says.
        """
        self._check_fitted()
        return residual_table(self.covariance_, self.implied_covariance_).head(top)

    def factor_scores(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return each respondent's factors, as far as the answers tell them (regression scores).

        Parameters
        ----------
        frame : DataFrame
            One row a respondent, with the items of the model.

        Returns
        -------
        DataFrame
            A column per factor, the index of `frame`. Scores vary less than the factors they estimate.

        Raises
        ------
        DataError
            If an item or a value is missing.
        ParameterError
            If the model is not fitted, or was fitted to covariances without means.

        References
        ----------
        Thurstone (1935), The Vectors of Mind; Bollen (1989), chapter 7.
        """
        self._check_fitted()
        if self._means is None:
            raise ParameterError("factor_scores needs means: pass means=… to fit_moments.")
        gaps = number_columns(frame, list(self._model.items)) - self._means
        by_factor = self._matrices.loading @ self._matrices.factor_covariance
        weights = np.linalg.solve(self._matrices.covariance, by_factor)
        return pd.DataFrame(gaps.to_numpy() @ weights, index=frame.index, columns=list(self._model.latents))

    def _read(self) -> FactorModel:
        model = FactorModel.read(self.model, self.second_order, self.correlated_errors)
        moments, free = (
            len(model.items) * (len(model.items) + 1) // 2,
            len(self._structure(model, {}).parameters),
        )
        if free > moments:
            raise ParameterError(
                f"the model has {free} parameters, {len(model.items)} items have {moments} variances and "
                "covariances: a factor alone needs three items."
            )
        return model

    def _structure(self, model: FactorModel, start: Mapping[Entry, float]) -> Structure:
        slots = []
        for entry in model.entries():
            fixed = entry.kind == "variance" if self.standardize_latent else model.marker(entry)
            value = 1.0 if fixed else start.get(entry, 0.0)
            slots.append(model.slot(entry, value, None if fixed else Parameter(entry)))
        return build_structure(model, slots, [slot.parameter for slot in slots if slot.parameter])

    def _fit(self, model: FactorModel, sample: Sample) -> Self:
        start = starting_values(model, sample.covariance, markers=not self.standardize_latent)
        structure = self._structure(model, start)
        # Means are free here, so they fit exactly and leave the likelihood's other parts alone.
        self._problem = Problem((structure,), (Sample(sample.covariance, None, sample.n),))
        self._theta, self.parameter_covariance_ = maximise(
            self._problem, np.array([start[parameter.entry] for parameter in structure.parameters])
        )
        self._model, self.n_ = model, sample.n
        self._means = None if sample.means is None else pd.Series(sample.means, index=list(model.items))
        self._learn(structure, sample)
        return self

    def _learn(self, structure: Structure, sample: Sample) -> None:
        items, latents = list(structure.items), list(structure.factors)
        first, higher = latents[: len(self._model.factors)], latents[len(self._model.factors) :]
        matrices = self._matrices = structure.matrices(self._theta)
        spread = np.sqrt(np.diag(matrices.covariance))
        with np.errstate(invalid="ignore"):  # a factor of negative variance has no standardised loadings
            factor_spread = pd.Series(np.sqrt(np.diag(matrices.factor_covariance)), index=latents)
        self.loadings_ = named_matrix(matrices.loading, items, latents, "item", "factor")[first]
        self.standardized_loadings_ = (self.loadings_ * factor_spread[first]).div(spread, axis=0)
        paths = named_matrix(matrices.path, latents, latents, "factor", "second_order")
        self.second_order_loadings_ = paths.loc[first, higher]
        self.standardized_second_order_loadings_ = (self.second_order_loadings_ * factor_spread[higher]).div(
            factor_spread[first], axis=0
        )
        self.factor_covariances_ = named_matrix(
            matrices.factor_covariance, latents, latents, "factor", "with"
        )
        self.factor_correlations_ = to_correlations(self.factor_covariances_)
        self.uniquenesses_ = pd.Series(np.diag(matrices.error), index=self.loadings_.index, name="uniqueness")
        self.covariance_ = named_matrix(sample.covariance, items, items, "item", "with")
        self.implied_covariance_ = named_matrix(matrices.covariance, items, items, "item", "with")
        self.residual_correlations_ = to_correlations(self.covariance_) - to_correlations(
            self.implied_covariance_
        )
        self.parameters_ = parameter_table(structure, self._theta, self.parameter_covariance_)
        self.improper_ = improper_parts(matrices, items, latents)
        self.fit_ = measure_fit(self._problem, self._theta)

    def _check_fitted(self) -> None:
        if not hasattr(self, "fit_"):
            raise ParameterError("the model is not fitted yet: call fit(frame) or fit_moments(…) first.")
