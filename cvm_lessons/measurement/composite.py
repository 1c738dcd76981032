"""How well a scale measures its factor: composite reliability, average variance extracted, omega."""

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, ParameterError, number_column, number_columns
from cvm_lessons.measurement._checks import check_level
from cvm_lessons.measurement.confirmatory import ConfirmatoryFactorAnalysis
from cvm_lessons.measurement.intervals import Interval

__all__ = ["average_variance_extracted", "composite_reliability", "omega_total"]


def composite_reliability(
    loadings: pd.DataFrame,
    uniquenesses: pd.Series | None = None,
    variances: pd.Series | None = None,
) -> pd.Series:
    """Return which share of the variance of each scale's sum is its factor's.

    The squared sum of the loadings, over itself plus the sum of the error variances. Unlike alpha it
    lets items measure the factor unequally well.

    Parameters
    ----------
    loadings : DataFrame
        Item by factor, 0 where an item does not belong: standardised loadings, or with the two other
        arguments loadings in the units of the items.
    uniquenesses, variances : Series, optional
        Error variance of each item and variance of each factor; by default 1 less the squared
        standardised loading, and 1. The two ways weigh items by their spread or not, and differ a little.

    Returns
    -------
    Series
        By factor; 0.7 is a common demand.

    Raises
    ------
    DataError
        If a value is missing, a standardised loading is beyond 1, an item loads on several factors, or a
        factor has no item or loadings of both signs.
    ParameterError
        If only one of `uniquenesses` and `variances` is given.

    References
    ----------
    Fornell and Larcker (1981), Journal of Marketing Research 18(1), 39-50.

    Examples
    --------
    >>> composite_reliability(pd.DataFrame({"trust": [0.8, 0.7, 0.6]})).round(3).to_dict()
    {'trust': 0.745}
    """
    values, errors = _simple_structure(loadings, uniquenesses, variances)
    common = values.sum() ** 2
    return (common / (common + errors.sum())).rename("composite_reliability")


def average_variance_extracted(
    loadings: pd.DataFrame,
    uniquenesses: pd.Series | None = None,
    variances: pd.Series | None = None,
) -> pd.Series:
    """Return which share of the variance of its items each factor explains.

    The mean squared standardised loading; or, in the units of the items, the sum of squared loadings over
    itself plus the sum of the error variances.

    Parameters
    ----------
    loadings : DataFrame
        Item by factor, 0 where an item does not belong; see `composite_reliability`.
    uniquenesses, variances : Series, optional
        Error variance of each item and variance of each factor, where loadings are in the units of the
        items.

    Returns
    -------
    Series
        By factor; below 0.5 the items hold more error than factor.

    Raises
    ------
    DataError
        If a value is missing, a standardised loading is beyond 1, an item loads on several factors, or a
        factor has no item or loadings of both signs.
    ParameterError
        If only one of `uniquenesses` and `variances` is given.

    References
    ----------
    Fornell and Larcker (1981), Journal of Marketing Research 18(1), 39-50.

    Examples
    --------
    >>> average_variance_extracted(pd.DataFrame({"trust": [0.8, 0.7, 0.6]})).round(3).to_dict()
    {'trust': 0.497}
    """
    values, errors = _simple_structure(loadings, uniquenesses, variances)
    common = (values**2).sum()
    return (common / (common + errors.sum())).rename("average_variance_extracted")


def omega_total(items: pd.DataFrame, *, level: float = 0.95) -> Interval:
    """Return McDonald's omega: the reliability of the sum of items that share one factor.

    One factor is fitted by maximum likelihood; the interval rests on the errors of its loadings, taken
    on the scale of log(1 - omega), where it is nearly symmetric.

    Parameters
    ----------
    items : DataFrame
        One row a respondent, one column an item; three items or more, no value missing.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    Interval
        Omega, which is alpha if all items measure the factor equally well, and else above it.

    Raises
    ------
    DataError
        If a value is missing, items do not vary, or one factor cannot be fitted or explains more than
        all of an item.
    ParameterError
        If there are fewer than three items, or `level` is out of range.

    References
    ----------
    McDonald (1999), Test Theory, chapter 6; Raykov (2002), Multivariate Behavioral Research 37(1), 89-103.

    Examples
    --------
    >>> rng = np.random.default_rng(2)
    >>> trust = rng.normal(size=(300, 1))
    >>> items = pd.DataFrame(trust * [1, 0.9, 0.7] + rng.normal(size=(300, 3)) * 0.7, columns=list("abc"))
    >>> omega_total(items)
    0.826 [0.788, 0.857]
    """
    factor = ConfirmatoryFactorAnalysis({"factor": list(items.columns)}, standardize_latent=True).fit(items)
    if factor.improper_:
        raise DataError(
            f"omega has no meaning here: {factor.improper_[0]}. Leave the item out, or ask more people."
        )
    loading, error = float(factor.loadings_["factor"].sum()), float(factor.uniquenesses_.sum())
    total = loading**2 + error
    omega = loading**2 / total
    kinds = factor.parameters_.dropna(subset="standard_error")["kind"]
    slopes = np.where(kinds == "loading", 2 * loading * error / total**2, -(loading**2) / total**2)
    spread = float(np.sqrt(slopes @ factor.parameter_covariance_ @ slopes)) / (1 - omega)
    half = np.exp(stats.norm.ppf((1 + check_level(level)) / 2) * spread)
    return Interval(omega, 1 - (1 - omega) * half, 1 - (1 - omega) / half, factor.n_, level)


def _simple_structure(
    loadings: pd.DataFrame, uniquenesses: pd.Series | None, variances: pd.Series | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    # Loadings on factors of variance 1, and the error of each item in the column of its factor.
    if (uniquenesses is None) != (variances is None):
        given = "variances" if uniquenesses is None else "uniquenesses"
        raise ParameterError(
            f"{given} alone does not fix the units: pass uniquenesses and variances, or neither."
        )
    bound = 1.0 if uniquenesses is None else np.inf
    values = number_columns(loadings, list(loadings.columns), low=-bound, high=bound)
    belongs = values != 0
    _check_simple(values, belongs)
    if uniquenesses is None or variances is None:
        return values, (1 - values**2).where(belongs, 0.0)
    error = _labelled(uniquenesses, "uniquenesses", list(values.index), "item")
    spread = np.sqrt(_labelled(variances, "variances", list(values.columns), "factor"))
    return values * spread, belongs.mul(error, axis=0)


def _check_simple(values: pd.DataFrame, belongs: pd.DataFrame) -> None:
    if (several := belongs.sum(axis=1) > 1).any():
        item = values.index[several][0]
        raise DataError(
            f"item {item!r} loads on several factors: its variance cannot be given to one of them."
        )
    for factor, column in values.items():
        if not belongs[factor].any():
            raise DataError(f"factor {factor!r} has no item: every loading is 0.")
        if column.min() < 0 < column.max():
            raise DataError(
                f"factor {factor!r} has loadings of both signs: turn the items that count against it."
            )


def _labelled(numbers: pd.Series, name: str, labels: list[str], what: str) -> pd.Series:
    values = number_column(numbers.rename(name).to_frame(), name, low=0)
    if missing := [label for label in labels if label not in values.index]:
        raise DataError(f"{name} has no {what} {missing[0]!r}.")
    return values[labels]
