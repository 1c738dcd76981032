"""What a least-squares and a logit fit have in common: coefficients, their errors, their intervals."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, check_choice
from cvm_lessons.measurement._checks import check_level
from cvm_lessons.measurement.intervals import Interval

__all__ = ["Fit", "cluster_meat"]


@dataclass(frozen=True, eq=False, repr=False)
class Fit:
    """Coefficients of a regression.

    Attributes
    ----------
    outcome : str
        Name of the outcome.
    coefficients : Series
        By term, ``"intercept"`` first.
    covariance : DataFrame
        Of the coefficients.
    n : int
        Rows used.
    df : float
        Degrees of freedom of the intervals; infinite where the normal distribution serves.
    """

    outcome: str
    coefficients: pd.Series
    covariance: pd.DataFrame
    n: int
    df: float

    @property
    def predictors(self) -> list[str]:
        """Names of the predictors, in the order of the fit."""
        return list(self.coefficients.index[1:])

    @property
    def standard_errors(self) -> pd.Series:
        """Standard errors of the coefficients."""
        errors = np.sqrt(np.diag(self.covariance))
        return pd.Series(errors, index=self.coefficients.index, name="standard_error")

    def interval(self, term: str, *, level: float = 0.95) -> Interval:
        """Return one coefficient with its interval.

        Parameters
        ----------
        term : str
            Name of a predictor, or ``"intercept"``.
        level : float, default 0.95
            Confidence level.

        Returns
        -------
        Interval
            In the unit of the coefficient.

        Raises
        ------
        ParameterError
            If the fit has no such term or `level` is out of range.
        """
        check_choice("term", term, self.coefficients.index)
        row = self._table(level).loc[term]
        return Interval(float(row["coefficient"]), float(row["low"]), float(row["high"]), self.n, level)

    def _table(self, level: float) -> pd.DataFrame:
        errors = self.standard_errors
        half = stats.t.ppf((1 + check_level(level)) / 2, self.df) * errors
        ratio = self.coefficients / errors
        return pd.DataFrame(
            {
                "coefficient": self.coefficients,
                "standard_error": errors,
                "t": ratio,
                "p": 2 * stats.t.sf(ratio.abs(), self.df),
                "low": self.coefficients - half,
                "high": self.coefficients + half,
            }
        ).rename_axis("term")


def cluster_meat(scores: np.ndarray, clusters: np.ndarray) -> tuple[np.ndarray, int]:
    """Return the summed outer products of the clusters' scores, and how many clusters there are."""
    groups, terms = int(clusters.max()) + 1, scores.shape[1]
    if groups <= terms:
        raise DataError(f"{groups} clusters cannot carry {terms} coefficients: more than {terms} are needed.")
    sums = np.zeros((groups, terms))
    np.add.at(sums, clusters, scores)
    return sums.T @ sums, groups
