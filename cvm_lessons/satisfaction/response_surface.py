"""Polynomial regression of satisfaction on expectation and performance, and the surface it draws."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import check_number, format_number, number_columns
from cvm_lessons.measurement import LinearFit, fit_linear
from cvm_lessons.satisfaction._checks import check_level

__all__ = ["ResponseSurface", "response_surface"]

TERMS = ("e", "p", "e2", "ep", "p2")
# Edwards's numbers: slope and curvature along performance = expectation, then across it.
SURFACE = {
    "agreement slope": (1, 1, 0, 0, 0),
    "agreement curvature": (0, 0, 1, 1, 1),
    "gap slope": (-1, 1, 0, 0, 0),
    "gap curvature": (0, 0, 1, -1, 1),
}


@dataclass(frozen=True, eq=False, repr=False)
class ResponseSurface:
    """A quadratic surface over expectation and performance; what `response_surface` returns.

    Attributes
    ----------
    fit : LinearFit
        On e, p, e², e·p and p², where e and p are counted from the centre.
    numbers : DataFrame
        Index `number`; columns estimate, low, high: slope and curvature along the line where performance
        equals expectation, and along the line across it (gap: performance above expectation).
    difference_p : float
        P-value of the hypothesis that the difference alone matters (b_e = -b_p, no squares).
    centre : float
        From where e and p are counted.
    """

    fit: LinearFit
    numbers: pd.DataFrame
    difference_p: float
    centre: float

    def __repr__(self) -> str:
        r_squared, p = format_number(self.fit.r_squared, 3), format_number(self.difference_p, 3)
        return f"ResponseSurface: R² {r_squared}, difference alone p = {p}, n {format_number(self.fit.n)}"

    def to_frame(self) -> pd.DataFrame:
        """Return the numbers of the surface.

        Returns
        -------
        DataFrame
            As `numbers`.
        """
        return self.numbers

    def predict(self, expectation: np.ndarray, performance: np.ndarray) -> np.ndarray:
        """Return the expected outcome at points of expectation and performance.

        Parameters
        ----------
        expectation, performance : array-like
            Of one shape, or shapes that fit together.

        Returns
        -------
        ndarray
            In points of the outcome.
        """
        e, p = np.asarray(expectation, float) - self.centre, np.asarray(performance, float) - self.centre
        b = self.fit.coefficients.to_numpy()
        return np.asarray(b[0] + b[1] * e + b[2] * p + b[3] * e**2 + b[4] * e * p + b[5] * p**2)


def response_surface(
    scores: pd.DataFrame,
    outcome: str = "satisfaction",
    *,
    expectation: str = "expectation",
    performance: str = "performance",
    centre: float = 4.0,
    cluster: str | None = None,
    level: float = 0.95,
) -> ResponseSurface:
    """Fit the surface that a difference score would force into a plane.

    Parameters
    ----------
    scores : DataFrame
        One row per answer, no value missing; both predictors on one scale.
    outcome, expectation, performance : str
        Columns.
    centre : float, default 4
        Middle of the scale, from which both are counted.
    cluster : str, optional
        Column of the customer, where one answers several times.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    ResponseSurface
        The fit, the slopes and curvatures along its two lines, and the test of the difference score.

    Raises
    ------
    DataError
        If a value is missing or the regression is impossible.
    ParameterError
        If `centre` is no number or the level is out of range.

    References
    ----------
    Edwards and Parry (1993), Academy of Management Journal 36(6), 1577-1613.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> scores = pd.DataFrame(rng.uniform(1, 7, (400, 2)), columns=["expectation", "performance"])
    >>> gap = scores["performance"] - scores["expectation"]
    >>> surface = response_surface(scores.assign(satisfaction=5 + gap + rng.normal(size=400)))
    >>> surface.numbers["estimate"].round(1).to_dict()["gap slope"]
    2.0
    """
    check_level(level)
    numbers = number_columns(scores, [outcome, expectation, performance])
    e, p = (numbers[name] - check_number("centre", centre) for name in (expectation, performance))
    frame = pd.DataFrame({outcome: numbers[outcome], "e": e, "p": p, "e2": e**2, "ep": e * p, "p2": p**2})
    if cluster is not None:
        frame[cluster] = scores[cluster]
    fit = fit_linear(frame, outcome, TERMS, cluster=cluster)
    weights = pd.DataFrame(SURFACE, index=list(TERMS)).T.to_numpy(dtype=float)
    slopes, covariance = fit.coefficients.iloc[1:].to_numpy(), fit.covariance.iloc[1:, 1:].to_numpy()
    estimates = weights @ slopes
    errors = np.sqrt(np.diag(weights @ covariance @ weights.T))
    half = stats.t.ppf((1 + level) / 2, fit.df) * errors
    table = pd.DataFrame(
        {"estimate": estimates, "low": estimates - half, "high": estimates + half},
        index=pd.Index(SURFACE, name="number"),
    )
    return ResponseSurface(fit, table, _difference_alone(slopes, covariance, fit.df), centre)


def _difference_alone(slopes: np.ndarray, covariance: np.ndarray, df: float) -> float:
    # Wald's F of four restrictions: b_e + b_p = 0 and no second-order terms.
    restrictions = np.array([[1, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1]], float)
    misses = restrictions @ slopes
    f = misses @ np.linalg.solve(restrictions @ covariance @ restrictions.T, misses) / len(restrictions)
    return float(stats.f.sf(f, len(restrictions), df))
