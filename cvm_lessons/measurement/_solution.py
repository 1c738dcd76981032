"""Estimates as tables: every number of a factor model with its error, and what is out of range."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.measurement._structure import Matrices, Structure, standardised, standardised_errors

__all__ = ["improper_parts", "named_matrix", "parameter_table", "to_correlations"]

Z95 = 1.959964
ROUNDING = 1e-8  # a correlation of factors beyond 1 by less is a matter of rounding


def named_matrix(
    matrix: np.ndarray, rows: Sequence[str], columns: Sequence[str], row: str, column: str
) -> pd.DataFrame:
    """Return a matrix as a frame whose axes say what they hold."""
    return pd.DataFrame(matrix, index=pd.Index(rows, name=row), columns=pd.Index(columns, name=column))


def to_correlations(covariance: pd.DataFrame) -> pd.DataFrame:
    """Return the correlations that belong to covariances; missing for a negative variance."""
    with np.errstate(invalid="ignore"):
        spread = np.sqrt(np.diag(covariance))
    return covariance / np.outer(spread, spread)


def parameter_table(structure: Structure, theta: np.ndarray, covariance: np.ndarray) -> pd.DataFrame:
    """Return a row per slot with estimate, error, test, interval, and the standardised solution."""
    places = structure.places
    errors = np.where(places < 0, np.nan, np.sqrt(np.diag(covariance))[places])
    estimates = structure.values(theta)
    table = pd.DataFrame([slot.entry for slot in structure.slots], columns=["kind", "first", "second"])
    with np.errstate(invalid="ignore"):  # a negative variance has no standardised form; it stays missing
        scaled = standardised(structure, theta)
        scaled_errors = standardised_errors(structure, theta, covariance)
    return table.assign(
        estimate=estimates,
        standard_error=errors,
        z=estimates / errors,
        p=2 * stats.norm.sf(np.abs(estimates / errors)),
        low=estimates - Z95 * errors,
        high=estimates + Z95 * errors,
        standardized=scaled,
        standardized_error=np.where(np.isnan(scaled), np.nan, scaled_errors),
    )


def improper_parts(matrices: Matrices, items: Sequence[str], factors: Sequence[str]) -> tuple[str, ...]:
    """Return a sentence for each estimate that no population can have."""
    faults = [
        f"the uniqueness of {item} is {value:.3g}, a negative variance (Heywood case)"
        for item, value in zip(items, np.diag(matrices.error), strict=True)
        if value < 0
    ]
    faults += [
        f"the variance of {factor} is {value:.3g}"
        for factor, value in zip(factors, np.diag(matrices.factor), strict=True)
        if value < 0
    ]
    spread = np.sqrt(np.abs(np.diag(matrices.factor_covariance)))
    among = matrices.factor_covariance / np.outer(spread, spread)
    for one, two in np.argwhere(np.triu(np.abs(among) > 1 + ROUNDING, 1)):
        faults.append(f"the correlation of {factors[one]} and {factors[two]} is {among[one, two]:.3f}")
    if not faults and np.linalg.eigvalsh(among)[0] < -ROUNDING:
        faults.append("the correlations of the factors contradict one another")
    return tuple(faults)
