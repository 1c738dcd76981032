"""Logistic regression by Newton's method, which says so when the data separate the two answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import optimize, special, stats

from cvm_lessons.core import DataError, check_choice, filled_column, format_number, number_columns
from cvm_lessons.measurement._checks import check_level
from cvm_lessons.measurement._design import Design, build_design, check_varies
from cvm_lessons.measurement._fit import Fit, cluster_meat
from cvm_lessons.measurement.intervals import Interval

__all__ = ["LogitFit", "fit_logit"]

# A finite maximum is reached in under ten steps; without one the coefficients grow for ever.
MOST_STEPS = 40
SMALLEST_STEP = 1e-9


@dataclass(frozen=True, eq=False, repr=False)
class LogitFit(Fit):
    """A logit fit; what `fit_logit` returns.

    Attributes
    ----------
    outcome, coefficients, covariance, n, df
        The names, the coefficients in log-odds by term (``"intercept"`` first), their covariance,
        the rows used; intervals are normal.
    means : Series
        Means of the predictors.
    events : int
        Rows where the outcome is 1.
    log_likelihood, null_log_likelihood : float
        Of the fit, and of the share of events alone.
    """

    means: pd.Series
    events: int
    log_likelihood: float
    null_log_likelihood: float

    def __repr__(self) -> str:
        n, pseudo = format_number(self.n), format_number(self.pseudo_r_squared, 3)
        return f"LogitFit of {self.outcome} on {', '.join(self.predictors)}: McFadden R² {pseudo}, n {n}"

    @property
    def pseudo_r_squared(self) -> float:
        """McFadden's R²: by which share the log-likelihood comes nearer to 0."""
        return 1 - self.log_likelihood / self.null_log_likelihood

    def to_frame(self, *, level: float = 0.95) -> pd.DataFrame:
        """Return the table of coefficients.

        Parameters
        ----------
        level : float, default 0.95
            Confidence level of `low` and `high`.

        Returns
        -------
        DataFrame
            Index `term`; columns coefficient (log-odds), standard_error, z, p, low, high, odds_ratio.
        """
        return self._table(level).rename(columns={"t": "z"}).assign(odds_ratio=np.exp(self.coefficients))

    def probabilities(self, frame: pd.DataFrame) -> pd.Series:
        """Return the probability of a 1 for other rows.

        Parameters
        ----------
        frame : DataFrame
            With the columns of the predictors.

        Returns
        -------
        Series
            From 0 to 1, with the index of `frame`.
        """
        x = number_columns(frame, self.predictors)
        log_odds = self.coefficients.iloc[0] + x @ self.coefficients.iloc[1:]
        return pd.Series(special.expit(log_odds), index=frame.index, name="probability")

    def slope_at_mean(self, predictor: str, *, level: float = 0.95) -> Interval:
        """Return by how much the probability rises per unit of a predictor, all at their means.

        Parameters
        ----------
        predictor : str
            Name of the predictor.
        level : float, default 0.95
            Confidence level; the interval comes from the delta method.

        Returns
        -------
        Interval
            Change of probability per unit: 0.05 is five percentage points.

        Raises
        ------
        ParameterError
            If the fit has no such predictor or `level` is out of range.

        References
        ----------
        Greene (2012), Econometric Analysis, 7th ed., section 17.3.2.
        """
        check_choice("predictor", predictor, self.predictors)
        at = np.concatenate([[1.0], self.means.to_numpy()])
        p = float(special.expit(at @ self.coefficients.to_numpy()))
        unit = (self.coefficients.index == predictor).astype(float)
        beta = float(self.coefficients[predictor])
        gradient = p * (1 - p) * (unit + beta * (1 - 2 * p) * at)
        error = float(np.sqrt(gradient @ self.covariance.to_numpy() @ gradient))
        half = float(stats.norm.ppf((1 + check_level(level)) / 2)) * error
        slope = p * (1 - p) * beta
        return Interval(slope, slope - half, slope + half, self.n, level)


def fit_logit(
    frame: pd.DataFrame, outcome: str, predictors: Sequence[str], *, cluster: str | None = None
) -> LogitFit:
    """Fit the log-odds of an outcome of 0 and 1.

    Parameters
    ----------
    frame : DataFrame
        One row an observation, no value missing.
    outcome : str
        Column of 0 and 1 (or of false and true).
    predictors : sequence of str
        Columns that explain it.
    cluster : str, optional
        Column of the customer, where one gives several answers: errors then allow for their likeness
        (cluster-robust, with the factor G/(G-1)).

    Returns
    -------
    LogitFit
        With coefficients, errors, likelihoods and `slope_at_mean`.

    Raises
    ------
    DataError
        If the outcome holds anything but 0 and 1 or only one of them, the predictors separate the
        two (no finite estimate exists), or for the reasons of `fit_linear`.
    ParameterError
        If the predictors are none, repeated or hold the outcome.

    References
    ----------
    Hosmer, Lemeshow and Sturdivant (2013), Applied Logistic Regression, 3rd ed.; Albert and Anderson
    (1984), Biometrika 71(1), 1-10, on separation.

    Examples
    --------
    >>> answers = pd.DataFrame({"value": [4, 5, 6, 6, 7, 8, 9, 9], "rebooked": [0, 0, 1, 0, 1, 0, 1, 1]})
    >>> fit = fit_logit(answers, "rebooked", ["value"])
    >>> fit
    LogitFit of rebooked on value: McFadden R² 0.277, n 8
    """
    sides = filled_column(frame, outcome)
    if (bad := ~sides.isin([0, 1])).any():
        raise DataError.at(frame, outcome, bad, "0 or 1")
    design = build_design(frame, outcome, predictors, cluster)
    check_varies(outcome, design.y)
    solution = _maximise(design)
    log_odds = design.scaled @ solution
    covariance = design.back @ _covariance(design, log_odds) @ design.back.T
    n, events = len(design.y), int(design.y.sum())
    terms = design.terms
    return LogitFit(
        outcome=outcome,
        coefficients=pd.Series(design.back @ solution, index=terms, name="coefficient"),
        covariance=pd.DataFrame(covariance, index=terms, columns=terms),
        n=n,
        df=np.inf,
        means=number_columns(frame, terms[1:]).mean(),
        events=events,
        log_likelihood=_log_likelihood(design.y, log_odds),
        null_log_likelihood=float(
            special.xlogy(events, events / n) + special.xlogy(n - events, 1 - events / n)
        ),
    )


def _log_likelihood(y: np.ndarray, log_odds: np.ndarray) -> float:
    return float(y @ log_odds - np.logaddexp(0, log_odds).sum())


def _information(scaled: np.ndarray, log_odds: np.ndarray) -> np.ndarray:
    p = special.expit(log_odds)
    weighted: np.ndarray = (scaled * (p * (1 - p))[:, None]).T @ scaled
    return weighted


def _maximise(design: Design) -> np.ndarray:
    beta = np.zeros(design.scaled.shape[1])
    for _ in range(MOST_STEPS):
        log_odds = design.scaled @ beta
        score = design.scaled.T @ (design.y - special.expit(log_odds))
        try:
            step = np.linalg.solve(_information(design.scaled, log_odds), score)
        except np.linalg.LinAlgError:  # every fitted probability is 0 or 1 by now
            break
        before = _log_likelihood(design.y, log_odds)
        while _log_likelihood(design.y, design.scaled @ (beta + step)) < before - 1e-12 * abs(before):
            step /= 2
        beta = beta + step
        if np.abs(step).max() < SMALLEST_STEP:
            return beta
    raise DataError(_why_no_maximum(design))


def _why_no_maximum(design: Design) -> str:
    # A direction along which no row's odds move the wrong way is a separation (linear programme).
    signed = design.scaled * np.where(design.y == 1, 1.0, -1.0)[:, None]
    found = optimize.linprog(-signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(len(signed)), bounds=(-1, 1))
    weights = zip(design.predictors, found.x[1:], strict=True)
    separating = [repr(name) for name, weight in weights if abs(weight) > 1e-6]
    if not separating:
        return f"the logit did not settle in {MOST_STEPS} steps: look for extreme values in the predictors."
    return (
        f"{', '.join(separating)} separates the two answers: no finite estimate exists. "
        "Leave the predictor out or gather more answers."
    )


def _covariance(design: Design, log_odds: np.ndarray) -> np.ndarray:
    inverse = np.linalg.inv(_information(design.scaled, log_odds))
    if design.clusters is None:
        return inverse
    residuals = design.y - special.expit(log_odds)
    meat, groups = cluster_meat(design.scaled * residuals[:, None], design.clusters)
    clustered: np.ndarray = inverse @ meat @ inverse * groups / (groups - 1)
    return clustered
