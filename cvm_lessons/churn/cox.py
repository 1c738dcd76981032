"""Cox's proportional hazards: what makes customers leave sooner, whatever the course of time does to all."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.churn._checks import column_names, normal_quantile
from cvm_lessons.churn._risk_sets import (
    check_pairs,
    schoenfeld_residuals,
    sum_at_risk,
    survival_function,
    survival_times,
)
from cvm_lessons.core import (
    DataError,
    ParameterError,
    check_choice,
    filled_column,
    format_number,
    number_columns,
)

__all__ = ["TIES", "CoxFit", "fit_cox"]

TIES = ("efron", "breslow")
# Newton's steps end where the slope per customer is nothing; where there is no maximum they never do.
FLAT = 1e-6
# Part of a predictor's spread that the others must leave to it: below it nothing is learned but rounding.
ALIKE = 1e-6


@dataclass(frozen=True, eq=False, repr=False)
class CoxFit:
    """A fit of Cox's model; what `fit_cox` returns.

    Attributes
    ----------
    coefficients : Series
        Logarithm of the hazard ratio per unit of each predictor.
    covariance : DataFrame
        Of the coefficients; robust where clusters were given.
    log_likelihood, null_log_likelihood : float
        Partial, at the coefficients and at 0.
    n, events : int
        Customers, and those who left.
    times : DataFrame
        Columns time, event, entry of the customers, and score: the logarithm of the relative hazard.
    schoenfeld : DataFrame
        Residuals of those who left, in the order of time.
    """

    coefficients: pd.Series
    covariance: pd.DataFrame
    log_likelihood: float
    null_log_likelihood: float
    n: int
    events: int
    times: pd.DataFrame
    schoenfeld: pd.DataFrame

    def __repr__(self) -> str:
        agreement = format_number(self.concordance, 3)
        names = ", ".join(self.coefficients.index)
        return f"CoxFit on {names}: n {self.n}, left {self.events}, concordance {agreement}"

    @property
    def concordance(self) -> float:
        """Share of pairs in which the one who left sooner had the higher hazard; ties count half."""
        rows = self.times
        time, left, score = (rows[name].to_numpy() for name in ("time", "event", "score"))
        entry = rows["entry"].to_numpy()
        pairs = agree = 0.0
        for row in np.flatnonzero(left == 1):
            # Who was censored at the same moment was still there when this one left.
            later = ((time > time[row]) | ((time == time[row]) & (left == 0))) & (entry < time[row])
            pairs += later.sum()
            agree += (score[row] > score[later]).sum() + 0.5 * (score[row] == score[later]).sum()
        return float(agree / pairs) if pairs else float("nan")

    def to_frame(self, *, level: float = 0.95) -> pd.DataFrame:
        """Return the table of coefficients.

        Parameters
        ----------
        level : float, default 0.95
            Confidence level of the interval of the hazard ratio.

        Returns
        -------
        DataFrame
            Index `term`; columns coefficient, standard_error, z, p, hazard_ratio, low, high (ends of the
            hazard ratio).
        """
        reach = normal_quantile(level)
        error = pd.Series(np.sqrt(np.diag(self.covariance)), index=self.coefficients.index)
        z = self.coefficients / error
        table = {
            "coefficient": self.coefficients,
            "standard_error": error,
            "z": z,
            "p": pd.Series(2 * stats.norm.sf(z.abs()), index=z.index),
            "hazard_ratio": np.exp(self.coefficients),
            "low": np.exp(self.coefficients - reach * error),
            "high": np.exp(self.coefficients + reach * error),
        }
        return pd.DataFrame(table).rename_axis("term")

    def survival(self, frame: pd.DataFrame, times: Sequence[float]) -> pd.DataFrame:
        """Return the chance that customers are still there at given times.

        Parameters
        ----------
        frame : DataFrame
            With the columns of the predictors.
        times : sequence of float
            Times from the start on; beyond the last time seen nothing is known, and nothing returned.

        Returns
        -------
        DataFrame
            Index of `frame`; a column per time (Breslow's baseline).

        Raises
        ------
        ParameterError
            If a time is below 0 or beyond the last one seen.
        """
        last = float(self.times["time"].max())
        try:
            asked = np.atleast_1d(np.asarray(times, dtype=float))
        except (TypeError, ValueError):
            asked = np.array([np.nan])
        if asked.ndim != 1 or not np.isfinite(asked).all() or (asked < 0).any() or (asked > last).any():
            raise ParameterError(f"times={times!r}: give times from 0 to {last:g}, the last one seen.")
        score = number_columns(frame, list(self.coefficients.index)) @ self.coefficients
        base = self._baseline()
        at = np.concatenate([[0.0], base.to_numpy()])[np.searchsorted(base.index, asked, side="right")]
        chance = np.exp(-np.exp(score.to_numpy())[:, None] * at[None, :])
        return pd.DataFrame(chance, index=frame.index, columns=pd.Index(asked, name="time"))

    def proportionality(self) -> pd.DataFrame:
        """Test whether each hazard ratio is the same at all times.

        Returns
        -------
        DataFrame
            Index `term`; columns correlation (of the scaled residual with 1 less the survival curve: above 0
            the ratio rises with time), chi_square (1 degree of freedom), p.

        References
        ----------
        Grambsch and Therneau (1994), Biometrika 81(3), 515-526.
        """
        scaled = self.events * self.schoenfeld.to_numpy() @ self.covariance.to_numpy()
        clock = self._clock()
        clock = clock - clock.mean()
        slope = clock @ scaled
        variance = self.events * np.diag(self.covariance) * (clock @ clock)
        chi = slope**2 / variance
        together = [float(np.corrcoef(clock, column)[0, 1]) for column in scaled.T]
        table = {"correlation": together, "chi_square": chi, "p": stats.chi2.sf(chi, 1)}
        return pd.DataFrame(table, index=self.coefficients.index.rename("term"))

    def _baseline(self) -> pd.Series:
        """Return Breslow's cumulative hazard of a customer whose predictors are all 0, by time of leaving."""
        rows = self.times
        moments, counts = np.unique(rows.loc[rows["event"] == 1, "time"], return_counts=True)
        at_risk = sum_at_risk(rows, np.exp(rows["score"].to_numpy()), moments)
        return pd.Series(np.cumsum(counts / at_risk), index=moments)

    def _clock(self) -> np.ndarray:
        """Return 1 less the Kaplan-Meier curve just before each leaving, as R's cox.zph does."""
        fit = survival_function(self.times)
        before = np.concatenate([[1.0], fit.surv_prob])
        clock: np.ndarray = 1 - before[np.searchsorted(fit.surv_times, self.schoenfeld.index, side="left")]
        return clock


def fit_cox(
    frame: pd.DataFrame,
    duration: str,
    event: str,
    predictors: Sequence[str],
    *,
    entry: str | None = None,
    ties: str = "efron",
    cluster: str | None = None,
) -> CoxFit:
    """Fit Cox's proportional hazards by partial likelihood.

    Parameters
    ----------
    frame : DataFrame
        One row per customer (or per spell of a customer in which the predictors stay the same, with `entry`).
    duration, event : str
        Columns as in `kaplan_meier`.
    predictors : sequence of str
        Columns of numbers, known when the time began; one that is known only later looks into the future.
    entry : str, optional
        Column as in `kaplan_meier`.
    ties : {"efron", "breslow"}, default "efron"
        How those who leave at the same time are treated; Efron's is the better and R's default.
    cluster : str, optional
        Column of what rows have in common: errors then allow for their likeness.

    Returns
    -------
    CoxFit
        With coefficients, errors, survival of given customers and the test of proportionality.

    Raises
    ------
    DataError
        If a column or value is missing or out of range, a predictor does not vary or follows from the others,
        everybody left at once, or no finite estimate exists.
    ParameterError
        If there is no predictor, one comes twice, or `ties` is not known.

    References
    ----------
    Cox (1972), Journal of the Royal Statistical Society B 34(2), 187-220; Efron (1977), Journal of the
    American Statistical Association 72(359), 557-565.

    Examples
    --------
    >>> customers = pd.DataFrame({"months": [2, 3, 4, 6, 7, 9], "left": [1, 1, 1, 1, 1, 0]})
    >>> fit = fit_cox(customers.assign(complaints=[1, 0, 1, 1, 0, 0]), "months", "left", ["complaints"])
    >>> fit.to_frame()["hazard_ratio"].round(2).to_dict()
    {'complaints': 4.03}
    """
    from statsmodels.duration.hazard_regression import PHReg

    check_choice("ties", ties, TIES)
    times = survival_times(frame, duration, event, entry)
    x = _predictors(frame, predictors)
    check_pairs(times, duration)
    late = _just_after(times) if entry is not None else None
    centre, spread = x.mean(), x.std()
    scaled = (x - centre) / spread  # Newton's steps are safe on like scales
    model = PHReg(times["time"], scaled, status=times["event"], entry=late, ties=ties)
    options = {} if cluster is None else {"groups": filled_column(frame, cluster).to_numpy()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # whether it converged is read from the slope below
        try:
            result = model.fit(**options)
        except np.linalg.LinAlgError as fault:
            raise DataError(
                "no finite estimate exists: a predictor separates those who left first."
            ) from fault
    slope = np.abs(model.score(result.params)).max() / len(x)
    if not np.isfinite(result.params).all() or slope > FLAT or np.abs(result.params).max() > 15:
        worst = x.columns[int(np.abs(np.nan_to_num(result.params, nan=np.inf)).argmax())]
        raise DataError(f"column {worst!r}: no finite estimate exists; it separates the leavers.")
    return _collected(result, times, x, spread.to_numpy(), ties)


def _just_after(times: pd.DataFrame) -> np.ndarray:
    """Return the entries, moved on a little: PHReg counts who enters at a moment as at risk at it."""
    moments = np.unique(times[["time", "entry"]].to_numpy())
    entry: np.ndarray = times["entry"].to_numpy()
    return np.where(entry > 0, entry + np.diff(moments).min() / 2, entry)


def _predictors(frame: pd.DataFrame, predictors: Sequence[str]) -> pd.DataFrame:
    names = column_names("predictors", predictors)
    if not names or len(set(names)) < len(names):
        raise ParameterError(f"predictors={names!r}: give one or more columns, each once.")
    x = number_columns(frame, names)
    for name in names:
        if x[name].nunique() < 2:
            raise DataError(f"column {name!r} is the same for every customer: it explains nothing.")
    if np.linalg.matrix_rank((x - x.mean()) / x.std(), tol=ALIKE * np.sqrt(len(x))) < len(names):
        raise DataError(f"columns {', '.join(map(repr, names))}: one of them follows from the others.")
    return x


def _collected(result: Any, times: pd.DataFrame, x: pd.DataFrame, spread: np.ndarray, ties: str) -> CoxFit:
    coefficients = pd.Series(np.asarray(result.params) / spread, index=x.columns, name="coefficient")
    covariance = np.asarray(result.cov_params()) / np.outer(spread, spread)
    scored = times.assign(score=x @ coefficients)
    return CoxFit(
        coefficients=coefficients,
        covariance=pd.DataFrame(covariance, index=x.columns, columns=x.columns),
        log_likelihood=float(result.llf),
        null_log_likelihood=float(result.model.loglike(np.zeros(x.shape[1]))),
        n=len(x),
        events=int(times["event"].sum()),
        times=scored,
        schoenfeld=schoenfeld_residuals(scored, x, efron=ties == "efron"),
    )
