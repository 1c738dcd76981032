"""Where loyalty bends over satisfaction: convex where rivals are near, flat where customers are captive."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, filled_column, format_number, number_column
from cvm_lessons.measurement import Interval, fit_linear
from cvm_lessons.satisfaction._checks import check_level

__all__ = ["LoyaltyCurve", "loyalty_curve", "loyalty_curves"]


@dataclass(frozen=True, eq=False, repr=False)
class LoyaltyCurve:
    """A quadratic curve of loyalty over satisfaction; what `loyalty_curve` returns.

    Attributes
    ----------
    at_low, at_high : Interval
        Slopes at the 10th and the 90th percentile of satisfaction.
    bend : Interval
        Slope at the high end less slope at the low end.
    low, high : float
        These percentiles.
    shape : str
        ``"convex"`` (steeper at the top), ``"concave"``, ``"straight"``, or ``"flat"`` (no slope is clear
        of zero).
    """

    at_low: Interval
    at_high: Interval
    bend: Interval
    low: float
    high: float
    shape: str

    def __repr__(self) -> str:
        low, high = (format_number(end, 1) for end in (self.low, self.high))
        return f"LoyaltyCurve {self.shape}: slope {self.at_low} at {low}, {self.at_high} at {high}"

    def to_frame(self) -> pd.DataFrame:
        """Return the slopes and the bend.

        Returns
        -------
        DataFrame
            Index `slope`: at_low, at_high, bend; columns estimate, low, high, n, shape.
        """
        rows = {"at_low": self.at_low, "at_high": self.at_high, "bend": self.bend}
        table = pd.concat([row.to_frame() for row in rows.values()], ignore_index=True)
        table = table.set_axis(pd.Index(rows, name="slope"))[["estimate", "low", "high", "n"]]
        return table.assign(shape=self.shape)


def loyalty_curve(
    customers: pd.DataFrame,
    loyalty: str,
    *,
    satisfaction: str = "sat_overall",
    cluster: str | None = None,
    level: float = 0.95,
) -> LoyaltyCurve:
    """Fit loyalty = b0 + b1 S + b2 S² and say whether it bends.

    Parameters
    ----------
    customers : DataFrame
        One row per customer or participation, none missing.
    loyalty : str
        Column of loyalty.
    satisfaction : str, default "sat_overall"
        Column of satisfaction, three values or more.
    cluster : str, optional
        Column of the customer, where one answers several times.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    LoyaltyCurve
        Slopes at both ends, the bend, and the name of the shape.

    Raises
    ------
    DataError
        If a column is missing, holds a missing value, or satisfaction takes fewer than three values.
    ParameterError
        If the level is out of range.

    References
    ----------
    Jones and Sasser (1995), Harvard Business Review 73(6), 88-99; Anderson and Mittal (2000), Journal of
    Service Research 3(2), 107-120.

    Examples
    --------
    >>> customers = pd.DataFrame({"sat_overall": [1, 2, 4, 6, 8, 10]})
    >>> customers["loyal"] = customers["sat_overall"] ** 2 + [0.1, -0.1, 0.1, -0.1, 0.1, -0.1]
    >>> loyalty_curve(customers, "loyal").shape
    'convex'
    """
    s = number_column(customers, satisfaction)
    if s.nunique() < 3:
        raise DataError(f"column {satisfaction!r} takes {s.nunique()} values: a bend needs three or more.")
    centre = float(s.mean())
    frame = pd.DataFrame(
        {"s": s - centre, "s2": (s - centre) ** 2, loyalty: number_column(customers, loyalty)}
    )
    if cluster is not None:
        frame[cluster] = filled_column(customers, cluster)
    fit = fit_linear(frame, loyalty, ["s", "s2"], cluster=cluster)
    low, high = (float(end) for end in s.quantile([0.1, 0.9]))
    slopes = np.array([[1, 2 * (low - centre)], [1, 2 * (high - centre)], [0, 2 * (high - low)]])
    estimates = slopes @ fit.coefficients.iloc[1:].to_numpy()
    errors = np.sqrt(np.diag(slopes @ fit.covariance.iloc[1:, 1:].to_numpy() @ slopes.T))
    half = stats.t.ppf((1 + check_level(level)) / 2, fit.df) * errors
    at_low, at_high, bend = (
        Interval(float(e), float(e - h), float(e + h), fit.n, level)
        for e, h in zip(estimates, half, strict=True)
    )
    return LoyaltyCurve(at_low, at_high, bend, low, high, _shape(at_low, at_high, bend))


def loyalty_curves(
    customers: pd.DataFrame,
    loyalty: str,
    by: str,
    *,
    satisfaction: str = "sat_overall",
    cluster: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the shape of the curve in each group: competitive markets bend where captive ones are flat.

    Parameters
    ----------
    customers : DataFrame
        One row per customer or participation, none missing.
    loyalty : str
        Column of loyalty.
    by : str
        Column of the group, such as the sector.
    satisfaction : str, default "sat_overall"
        Column of satisfaction.
    cluster : str, optional
        Column of the customer, where one answers several times.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index the groups; columns slope_low, slope_high, bend, bend_low, bend_high, shape, n.

    Raises
    ------
    DataError
        For the reasons of `loyalty_curve`, naming the group.
    ParameterError
        If the level is out of range.

    Examples
    --------
    >>> customers = pd.DataFrame({"sat_overall": [1, 2, 4, 6, 8, 10] * 2, "sector": ["a"] * 6 + ["b"] * 6})
    >>> noise = [0.1, -0.1, 0.1, -0.1, 0.1, -0.1]
    >>> customers["loyal"] = [s**2 + e for s, e in zip([1, 2, 4, 6, 8, 10], noise)] + noise
    >>> loyalty_curves(customers, "loyal", "sector")["shape"].to_dict()
    {'a': 'convex', 'b': 'flat'}
    """
    rows = {}
    for group, part in customers.groupby(filled_column(customers, by), observed=True):
        try:
            curve = loyalty_curve(part, loyalty, satisfaction=satisfaction, cluster=cluster, level=level)
        except DataError as fault:
            raise DataError(f"{by} {group}: {fault}") from fault
        ends = (curve.bend.estimate, curve.bend.low, curve.bend.high)
        rows[group] = (curve.at_low.estimate, curve.at_high.estimate, *ends, curve.shape, curve.bend.n)
    columns = ["slope_low", "slope_high", "bend", "bend_low", "bend_high", "shape", "n"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis(by)


def _shape(at_low: Interval, at_high: Interval, bend: Interval) -> str:
    if not bend.covers(0):
        return "convex" if bend.estimate > 0 else "concave"
    return "flat" if at_low.covers(0) and at_high.covers(0) else "straight"
