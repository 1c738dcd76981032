"""The commitment-trust model against a rival in which nothing mediates."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, ParameterError, number_columns
from cvm_lessons.measurement import fit_linear
from cvm_lessons.trust.commitment_trust import MEASURED, kmv_equations, measured_columns, rival_equations

__all__ = ["compare_with_rival"]

Equations = Mapping[str, list[str]]


def compare_with_rival(scores: pd.DataFrame, *, measured: Mapping[str, str] = MEASURED) -> pd.DataFrame:
    """Return how well the model with mediation and the rival without it reproduce the covariances.

    Both are systems of regressions with free causes and disturbances that do not correlate; their maximum
    likelihood is that of least squares. The rival leaves all its causes free to correlate, so it can hardly
    fail, and says little: PNFI weighs fit by what a model rules out. Where the data hold more arrows than the
    model, the rival wins by AIC and BIC all the same; a large sample rejects both by chi-square.

    Parameters
    ----------
    scores : DataFrame
        One row per answer; one answer per customer, or chi-square is somewhat too large.
    measured : mapping of str to str
        Column of each construct.

    Returns
    -------
    DataFrame
        Index `model` (commitment-trust, rival); columns paths, supported (share of paths with p < 0.05), df,
        chi2, p, cfi, rmsea, pnfi, aic, bic (both less those of the saturated model; smaller is better).

    Raises
    ------
    DataError
        If a column is missing, holds a missing value, does not vary or is a sum of others.
    ParameterError
        If a construct is not part of the model, or no outcome is measured.

    References
    ----------
    Morgan and Hunt (1994), Journal of Marketing 58(3), 20-38; Bollen (1989), Structural Equations with Latent
    Variables, chapter 4; James, Mulaik and Brett (1982), Causal Analysis, for PNFI.

    Examples
    --------
    >>> rng = np.random.default_rng(4)
    >>> scores = pd.DataFrame(rng.normal(size=(300, 2)), columns=["shared values", "communication"])
    >>> scores["trust"] = scores.sum(axis=1) + rng.normal(size=300)
    >>> scores["relationship commitment"] = scores["trust"] + rng.normal(size=300)
    >>> scores["cooperation"] = scores["relationship commitment"] + rng.normal(size=300)
    >>> table = compare_with_rival(scores, measured={name: name for name in scores})
    >>> table[["paths", "df"]].to_numpy().tolist()
    [[6, 3], [4, 0]]
    """
    columns = list(measured_columns(measured).values())
    models = {"commitment-trust": kmv_equations(measured), "rival": rival_equations(measured)}
    if not models["rival"]:
        raise ParameterError("measured names no outcome of the model: nothing tells it from its rival.")
    numbers = number_columns(scores, columns)
    rows = [_system_fit(numbers, equations) for equations in models.values()]
    return pd.DataFrame(rows, index=pd.Index(models, name="model"))


def _system_fit(numbers: pd.DataFrame, equations: Equations) -> dict[str, float]:
    n, width = numbers.shape
    observed, unexplained, supported = _log_determinant(numbers), 0.0, []
    for outcome, causes in equations.items():
        fit = fit_linear(numbers, outcome, causes)
        unexplained += math.log((1 - fit.r_squared) * numbers[outcome].var(ddof=0))
        supported += list(fit.to_frame().loc[causes, "p"] < 0.05)
    free = [column for column in numbers if column not in equations]
    paths, df = len(supported), _degrees(width, equations)
    chi2 = n * (unexplained + _log_determinant(numbers[free]) - observed)
    base_chi2, base_df = n * (np.log(numbers.var(ddof=0)).sum() - observed), width * (width - 1) // 2
    excess, base_excess = max(chi2 - df, 0.0), max(base_chi2 - base_df, chi2 - df, 0.0)
    return {
        "paths": paths,
        "supported": float(np.mean(supported)),
        "df": df,
        "chi2": max(chi2, 0.0),
        "p": float(stats.chi2.sf(chi2, df)) if df else math.nan,
        "cfi": 1 - excess / base_excess if base_excess else 1.0,
        "rmsea": math.sqrt(excess / (df * n)) if df else math.nan,
        "pnfi": df / base_df * (1 - chi2 / base_chi2),
        "aic": chi2 - 2 * df,
        "bic": chi2 - df * math.log(n),
    }


def _degrees(width: int, equations: Equations) -> int:
    # Variables that nothing explains correlate freely; every other pair without an arrow is a claim.
    free = width - len(equations)
    return width * (width - 1) // 2 - free * (free - 1) // 2 - sum(map(len, equations.values()))


def _log_determinant(numbers: pd.DataFrame) -> float:
    sign, size = np.linalg.slogdet(np.cov(numbers.to_numpy().T, ddof=0).reshape(numbers.shape[1], -1))
    if sign <= 0:
        raise DataError(
            f"a column of {', '.join(map(str, numbers))} is constant or a sum of others: leave it out."
        )
    return float(size)
