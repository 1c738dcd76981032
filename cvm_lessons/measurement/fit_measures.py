"""How well a factor model fits: the chi-square test and the indices that reports ask for."""

from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd
from scipy import optimize, stats

from cvm_lessons.core import format_number
from cvm_lessons.measurement._likelihood import Problem
from cvm_lessons.measurement.intervals import Interval

__all__ = ["FitMeasures", "measure_fit"]

RMSEA_LEVEL = 0.90  # the level that is reported everywhere: its two ends are two tests at 5 %
CLOSE_FIT = 0.05  # Browne and Cudeck's RMSEA of a close fit


@dataclass(frozen=True, repr=False)
class FitMeasures:
    """Fit of a factor model by maximum likelihood.

    Parameters
    ----------
    chi2, df, p : float
        Test of the model against any covariances (and means); `p` is missing without degrees of freedom.
    cfi, tli : float
        Comparative fit index and Tucker-Lewis index, against items that are independent.
    rmsea : Interval
        Root mean square error of approximation with its 90 % interval.
    p_close : float
        Test that RMSEA is 0.05 at most.
    srmr : float
        Standardised root mean square residual.
    aic, bic, log_likelihood : float
        Information criteria; the smaller the better.
    baseline_chi2, baseline_df : float
        Chi-square of independent items.
    parameters, n : int
        Free numbers and rows.
    """

    chi2: float
    df: int
    p: float
    cfi: float
    tli: float
    rmsea: Interval
    p_close: float
    srmr: float
    aic: float
    bic: float
    log_likelihood: float
    baseline_chi2: float
    baseline_df: int
    parameters: int
    n: int

    def __repr__(self) -> str:
        p = "p < 0.001" if self.p < 0.001 else f"p = {self.p:.3f}"
        ends = " to ".join(format_number(end, 3) for end in (self.rmsea.low, self.rmsea.high))
        return (
            f"chi2 {self.chi2:.2f} ({self.df} df, {p}), CFI {self.cfi:.3f}, TLI {self.tli:.3f}, "
            f"RMSEA {self.rmsea.estimate:.3f} ({ends}), SRMR {self.srmr:.3f}, n {self.n}"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row, a column per measure.

        Returns
        -------
        DataFrame
            The fields; the ends of RMSEA's interval as `rmsea_low` and `rmsea_high`.
        """
        row: dict[str, float] = {}
        for name, value in asdict(self).items():
            if name == "rmsea":
                row |= {"rmsea": value["estimate"], "rmsea_low": value["low"], "rmsea_high": value["high"]}
            else:
                row[name] = value
        return pd.DataFrame([row])


def measure_fit(problem: Problem, theta: np.ndarray) -> FitMeasures:
    """Return the measures of the model at its estimates."""
    n, groups, p = problem.n, len(problem.samples), len(problem.structures[0].items)
    sizes = np.array([sample.n for sample in problem.samples])
    means = 0 if problem.samples[0].means is None else p
    chi2 = float(np.sum(sizes * problem.discrepancies(theta)))
    df = groups * (p * (p + 1) // 2 + means) - len(theta)
    baseline, baseline_df = _baseline(problem), groups * p * (p - 1) // 2
    likelihood = _saturated(problem) - chi2 / 2
    return FitMeasures(
        chi2=chi2,
        df=df,
        p=float(stats.chi2.sf(chi2, df)) if df else np.nan,
        cfi=_cfi(chi2, df, baseline, baseline_df),
        tli=_tli(chi2, df, baseline, baseline_df),
        rmsea=_rmsea(chi2, df, n, groups),
        p_close=float(stats.ncx2.sf(chi2, df, n * df * CLOSE_FIT**2 / groups)) if df else np.nan,
        srmr=_srmr(problem, theta),
        aic=-2 * likelihood + 2 * len(theta),
        bic=-2 * likelihood + np.log(n) * len(theta),
        log_likelihood=likelihood,
        baseline_chi2=baseline,
        baseline_df=baseline_df,
        parameters=len(theta),
        n=n,
    )


def _baseline(problem: Problem) -> float:
    return float(
        sum(s.n * (np.sum(np.log(np.diag(s.covariance))) - s.log_determinant) for s in problem.samples)
    )


def _saturated(problem: Problem) -> float:
    p = len(problem.structures[0].items)
    return -0.5 * float(sum(s.n * (p * np.log(2 * np.pi) + s.log_determinant + p) for s in problem.samples))


def _cfi(chi2: float, df: int, baseline: float, baseline_df: int) -> float:
    excess, worst = max(chi2 - df, 0.0), max(baseline - baseline_df, chi2 - df, 0.0)
    return 1 - excess / worst if worst else 1.0


def _tli(chi2: float, df: int, baseline: float, baseline_df: int) -> float:
    ratio = baseline / baseline_df
    return (ratio - chi2 / df) / (ratio - 1) if df else 1.0


def _rmsea(chi2: float, df: int, n: int, groups: int) -> Interval:
    if not df:
        return Interval(0.0, 0.0, 0.0, n, RMSEA_LEVEL)
    tail = (1 - RMSEA_LEVEL) / 2
    excess = [max(chi2 - df, 0.0), _noncentrality(chi2, df, 1 - tail), _noncentrality(chi2, df, tail)]
    estimate, low, high = (float(np.sqrt(groups * each / (n * df))) for each in excess)
    return Interval(estimate, low, high, n, RMSEA_LEVEL)


def _noncentrality(chi2: float, df: int, share: float) -> float:
    # The noncentrality of which `share` of the values lie below chi2; 0 where even that is too much.
    def gap(noncentrality: float) -> float:
        return float(stats.ncx2.cdf(chi2, df, noncentrality)) - share

    if stats.chi2.cdf(chi2, df) < share:
        return 0.0
    return float(optimize.brentq(gap, 1e-12, 4 * chi2 + 100))


def _srmr(problem: Problem, theta: np.ndarray) -> float:
    average = 0.0
    for structure, sample in zip(problem.structures, problem.samples, strict=True):
        matrices, spread = structure.matrices(theta), np.sqrt(np.diag(sample.covariance))
        gaps = (sample.covariance - matrices.covariance) / np.outer(spread, spread)
        residuals = gaps[np.tril_indices(len(gaps))]
        if sample.means is not None:
            residuals = np.append(residuals, (sample.means - matrices.means) / spread)
        average += sample.n / problem.n * float(np.sqrt(np.mean(residuals**2)))
    return average
