"""Expectancy-disconfirmation: whether worse than expected weighs more than better than expected."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, check_number, number_columns
from cvm_lessons.measurement import Interval, LinearFit, Mediation, fit_linear, mediate

__all__ = ["AsymmetricResponse", "asymmetric_response", "disconfirmation_types", "expectation_effects"]

GAIN, LOSS = "gain", "loss"
TYPES = {-1: "negative", 0: "confirmation", 1: "positive"}


@dataclass(frozen=True, eq=False, repr=False)
class AsymmetricResponse:
    """Slopes of satisfaction above and below the neutral point; what `asymmetric_response` returns.

    Attributes
    ----------
    gain, loss : Interval
        Points of the outcome per point better, and per point worse, than expected.
    difference : Interval
        Loss less gain: above 0 where a loss weighs more.
    neutral : float
        Where the slope may change.
    fit : LinearFit
        The regression on gain, loss and the covariates.
    means : Series
        Means of the covariates, at which `curve` is drawn.
    """

    gain: Interval
    loss: Interval
    difference: Interval
    neutral: float
    fit: LinearFit
    means: pd.Series

    def __repr__(self) -> str:
        return f"AsymmetricResponse: gain {self.gain}, loss {self.loss}, loss less gain {self.difference}"

    def to_frame(self) -> pd.DataFrame:
        """Return the slopes and their difference.

        Returns
        -------
        DataFrame
            Index `slope`: gain, loss, difference; columns estimate, low, high, n.
        """
        rows = {"gain": self.gain, "loss": self.loss, "difference": self.difference}
        table = pd.concat([row.to_frame() for row in rows.values()], ignore_index=True)
        return table.set_axis(pd.Index(rows, name="slope"))[["estimate", "low", "high", "n"]]

    def curve(self, disconfirmation: Sequence[float]) -> pd.DataFrame:
        """Return the expected outcome over disconfirmation, the covariates at their means.

        Parameters
        ----------
        disconfirmation : sequence of float
            Where to compute it.

        Returns
        -------
        DataFrame
            Columns disconfirmation, expected, low and high (interval of the expected outcome).
        """
        given = np.asarray(disconfirmation, dtype=float)
        sides = _sides(given - self.neutral)
        fixed = np.tile(self.means.to_numpy(), (len(given), 1))
        design = np.column_stack([np.ones(len(given)), sides, fixed])
        expected = design @ self.fit.coefficients.to_numpy()
        errors = np.sqrt(np.einsum("ij,jk,ik->i", design, self.fit.covariance.to_numpy(), design))
        half = stats.t.ppf((1 + self.gain.level) / 2, self.fit.df) * errors
        columns = {
            "disconfirmation": given,
            "expected": expected,
            "low": expected - half,
            "high": expected + half,
        }
        return pd.DataFrame(columns)


def asymmetric_response(
    scores: pd.DataFrame,
    outcome: str = "satisfaction",
    disconfirmation: str = "disconfirmation",
    *,
    covariates: Sequence[str] = (),
    neutral: float = 0.0,
    cluster: str | None = None,
    level: float = 0.95,
) -> AsymmetricResponse:
    """Fit one slope for better and one for worse than expected.

    The regression is b0 + gain · max(D, 0) + loss · min(D, 0) + covariates.

    Parameters
    ----------
    scores : DataFrame
        One row per answer, no value missing.
    outcome, disconfirmation : str
        Columns of satisfaction, and of performance judged against expectation.
    covariates : sequence of str, optional
        Columns held fixed.
    neutral : float, default 0
        Value of disconfirmation that says "as expected".
    cluster : str, optional
        Column of the customer, where one answers several times.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    AsymmetricResponse
        Both slopes, their difference, and the curve.

    Raises
    ------
    DataError
        If nobody, or everybody, is above or below the neutral point, or the regression is impossible.
    ParameterError
        If `neutral` is no number or the level is out of range.

    References
    ----------
    Oliver (1980), Journal of Marketing Research 17(4), 460-469; Anderson and Sullivan (1993), Marketing
    Science 12(2), 125-143, for the asymmetry.

    Examples
    --------
    >>> scores = pd.DataFrame({"disconfirmation": [-2, -1, 0, 1, 2, 3]})
    >>> scores["satisfaction"] = [2.9, 5.1, 7, 8.1, 8.9, 10]
    >>> asymmetric_response(scores)
    AsymmetricResponse: gain 0.97 [0.83, 1.10], loss 2.06 [1.85, 2.27], loss less gain 1.09 [0.78, 1.40]
    """
    numbers = number_columns(scores, [outcome, disconfirmation, *covariates])
    away = numbers[disconfirmation].to_numpy() - check_number("neutral", neutral)
    for name, side in (("above", away > 0), ("below", away < 0)):
        if not side.any():
            raise DataError(f"column {disconfirmation!r} is never {name} {neutral:g}: no slope on that side.")
    kept = scores[[cluster]] if cluster else scores[[]]
    sides = pd.DataFrame(_sides(away), columns=[GAIN, LOSS], index=scores.index)
    frame = pd.concat([kept, numbers.drop(columns=disconfirmation), sides], axis=1)
    fit = fit_linear(frame, outcome, [GAIN, LOSS, *covariates], cluster=cluster)
    gain, loss = fit.interval(GAIN, level=level), fit.interval(LOSS, level=level)
    variance = (
        fit.covariance.loc[GAIN, GAIN] + fit.covariance.loc[LOSS, LOSS] - 2 * fit.covariance.loc[GAIN, LOSS]
    )
    gap, half = loss.estimate - gain.estimate, stats.t.ppf((1 + level) / 2, fit.df) * np.sqrt(variance)
    difference = Interval(gap, float(gap - half), float(gap + half), fit.n, level)
    return AsymmetricResponse(gain, loss, difference, neutral, fit, numbers[list(covariates)].mean())


def expectation_effects(
    scores: pd.DataFrame,
    *,
    outcome: str = "satisfaction",
    expectation: str = "expectation",
    performance: str = "performance",
    disconfirmation: str = "disconfirmation",
    cluster: str | None = None,
    n_boot: int = 2000,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
) -> Mediation:
    """Split the effect of expectation at equal performance: it anchors (+) and raises the bar (-).

    The direct effect is assimilation; the indirect one, through disconfirmation, is contrast.

    Parameters
    ----------
    scores : DataFrame
        One row per answer, no value missing.
    outcome, expectation, performance, disconfirmation : str
        Columns of the scores; disconfirmation is judged, not computed.
    cluster : str, optional
        Column of the customer, where one answers several times.
    n_boot : int, default 2000
        Resamples.
    level : float, default 0.95
        Confidence level.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    Mediation
        Total, direct and indirect effect with intervals.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value or does not vary.
    ParameterError
        If an argument is out of range.

    References
    ----------
    Oliver (1980), Journal of Marketing Research 17(4), 460-469; Oliver (1997), Satisfaction.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> scores = pd.DataFrame(rng.normal(size=(500, 2)), columns=["expectation", "performance"])
    >>> noise = rng.normal(size=(2, 500))
    >>> scores["disconfirmation"] = scores["performance"] - 0.5 * scores["expectation"] + noise[0]
    >>> scores["satisfaction"] = 0.6 * scores["expectation"] + scores["disconfirmation"] + noise[1]
    >>> effects = expectation_effects(scores, n_boot=200)
    >>> effects.to_frame()["estimate"].round(1).tolist()
    [0.0, 0.6, -0.5]
    """
    return mediate(
        scores,
        expectation,
        disconfirmation,
        outcome,
        covariates=[performance],
        n_boot=n_boot,
        level=level,
        rng=rng,
        cluster=cluster,
    )


def disconfirmation_types(
    scores: pd.DataFrame,
    outcome: str = "satisfaction",
    disconfirmation: str = "disconfirmation",
    *,
    neutral: float = 0.0,
) -> pd.DataFrame:
    """Return how many answers were worse than, as, and better than expected, with their satisfaction.

    Parameters
    ----------
    scores : DataFrame
        One row per answer, no value missing.
    outcome, disconfirmation : str
        Columns.
    neutral : float, default 0
        Value of disconfirmation that says "as expected".

    Returns
    -------
    DataFrame
        Index `disconfirmation`: negative, confirmation, positive (those that occur); columns share, mean, n.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    ParameterError
        If `neutral` is no number.

    Examples
    --------
    >>> scores = pd.DataFrame({"disconfirmation": [-1, 0, 0, 2], "satisfaction": [4, 7, 7, 9]})
    >>> disconfirmation_types(scores)["mean"].to_dict()
    {'negative': 4.0, 'confirmation': 7.0, 'positive': 9.0}
    """
    numbers = number_columns(scores, [outcome, disconfirmation])
    kinds = np.sign(numbers[disconfirmation] - check_number("neutral", neutral)).astype(int)
    grouped = numbers[outcome].groupby(kinds)
    table = pd.DataFrame(
        {"share": grouped.size() / len(numbers), "mean": grouped.mean(), "n": grouped.size()}
    )
    return table.rename(index=TYPES).rename_axis("disconfirmation")


def _sides(away: np.ndarray) -> np.ndarray:
    return np.column_stack([np.maximum(away, 0), np.minimum(away, 0)])
