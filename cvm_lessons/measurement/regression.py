"""Least-squares regression with its errors, its standardised coefficients and its inflation factors."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.core import format_number, number_columns
from cvm_lessons.measurement._design import Design, build_design, check_varies
from cvm_lessons.measurement._fit import Fit, cluster_meat

__all__ = ["LinearFit", "fit_linear"]


@dataclass(frozen=True, eq=False, repr=False)
class LinearFit(Fit):
    """A least-squares fit; what `fit_linear` returns.

    Attributes
    ----------
    outcome, coefficients, covariance, n, df
        The names, the coefficients by term (``"intercept"`` first), their covariance, the rows used
        and the degrees of freedom of the intervals.
    standardised : Series
        Coefficients by predictor, in standard deviations of the outcome per standard deviation.
    r_squared : float
        Share of the outcome's variance that the predictors explain.
    residual_sd : float
        Standard deviation of the residuals, in the unit of the outcome.
    correlations : DataFrame
        Of the predictors.
    """

    standardised: pd.Series
    r_squared: float
    residual_sd: float
    correlations: pd.DataFrame

    def __repr__(self) -> str:
        r_squared, n = format_number(self.r_squared, 3), format_number(self.n)
        return f"LinearFit of {self.outcome} on {', '.join(self.predictors)}: R² {r_squared}, n {n}"

    @property
    def adjusted_r_squared(self) -> float:
        """R² less what predictors of pure noise would explain."""
        return 1 - (1 - self.r_squared) * (self.n - 1) / (self.n - len(self.coefficients))

    def to_frame(self, *, level: float = 0.95) -> pd.DataFrame:
        """Return the table of coefficients.

        Parameters
        ----------
        level : float, default 0.95
            Confidence level of `low` and `high`.

        Returns
        -------
        DataFrame
            Index `term`; columns coefficient, standard_error, t, p, low, high, and standardised
            (missing for the intercept).
        """
        return self._table(level).assign(standardised=self.standardised)

    def vif(self) -> pd.Series:
        """Return the variance inflation factor of each predictor.

        Returns
        -------
        Series
            1 for a predictor that the others do not explain; 1 / (1 - R²) of it on the others.
        """
        factors = np.diag(np.linalg.inv(self.correlations))
        return pd.Series(factors, index=self.predictors, name="vif").rename_axis("term")

    def predict(self, frame: pd.DataFrame) -> pd.Series:
        """Return the expected outcome of other rows.

        Parameters
        ----------
        frame : DataFrame
            With the columns of the predictors.

        Returns
        -------
        Series
            In the unit of the outcome, with the index of `frame`.
        """
        x = number_columns(frame, self.predictors)
        expected = self.coefficients.iloc[0] + x @ self.coefficients.iloc[1:]
        return expected.rename(self.outcome)


def fit_linear(
    frame: pd.DataFrame, outcome: str, predictors: Sequence[str], *, cluster: str | None = None
) -> LinearFit:
    """Fit a least-squares regression with an intercept.

    Parameters
    ----------
    frame : DataFrame
        One row an observation, no value missing.
    outcome : str
        Column to explain.
    predictors : sequence of str
        Columns that explain it.
    cluster : str, optional
        Column of the customer, where one gives several answers: errors then allow for their likeness
        (cluster-robust, with the factor G/(G-1) · (n-1)/(n-k) and t of G-1 degrees of freedom).

    Returns
    -------
    LinearFit
        With coefficients, errors, standardised coefficients, R² and `vif`.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary, a predictor is an exact
        combination of others, or there are too few rows or clusters.
    ParameterError
        If the predictors are none, repeated or hold the outcome.

    References
    ----------
    NIST Statistical Reference Datasets (linear regression) give certified values; Cameron and
    Miller (2015), Journal of Human Resources 50(2), 317-372, the errors for clusters.

    Examples
    --------
    >>> shows = pd.DataFrame({"service": [1, 2, 3, 4], "value": [3.1, 4.9, 7.1, 8.9]})
    >>> fit = fit_linear(shows, "value", ["service"])
    >>> fit
    LinearFit of value on service: R² 0.998, n 4
    >>> fit.interval("service")
    1.96 [1.72, 2.20]
    """
    design = build_design(frame, outcome, predictors, cluster)
    check_varies(outcome, design.y)
    solution, residuals, inverse = _solve(design)
    n, k = design.scaled.shape
    variance = float(residuals @ residuals) / (n - k)
    covariance, df = _covariance(design, residuals, inverse, variance)
    terms = design.terms
    spread = design.y.std()
    return LinearFit(
        outcome=outcome,
        coefficients=pd.Series(design.back @ solution, index=terms, name="coefficient"),
        covariance=pd.DataFrame(covariance, index=terms, columns=terms),
        n=n,
        df=df,
        # Predictors are scaled to a standard deviation of 1 already.
        standardised=pd.Series(solution[1:] / spread, index=terms[1:], name="standardised"),
        r_squared=1 - float(residuals @ residuals) / (n * spread**2),
        residual_sd=math.sqrt(variance),
        correlations=pd.DataFrame(design.correlations, index=terms[1:], columns=terms[1:]),
    )


def _solve(design: Design) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    q, r = np.linalg.qr(design.scaled)
    solution = np.linalg.solve(r, q.T @ design.y)
    root = np.linalg.inv(r)
    return solution, design.y - design.scaled @ solution, root @ root.T


def _covariance(
    design: Design, residuals: np.ndarray, inverse: np.ndarray, variance: float
) -> tuple[np.ndarray, float]:
    n, k = design.scaled.shape
    if design.clusters is None:
        scaled, df = variance * inverse, float(n - k)
    else:
        meat, groups = cluster_meat(design.scaled * residuals[:, None], design.clusters)
        scaled = inverse @ meat @ inverse * groups / (groups - 1) * (n - 1) / (n - k)
        df = float(groups - 1)
    return design.back @ scaled @ design.back.T, df
