"""How much to spend on winning customers and how much on keeping them: equal margins, not equal averages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import minimize_scalar

from cvm_lessons.core import ParameterError, check_number

__all__ = ["AcquisitionRetentionOptimum", "acquisition_retention_optimum", "response_curve"]

MOST_MARGINS = 20.0  # spending that many margins per customer never pays


@dataclass(frozen=True)
class AcquisitionRetentionOptimum:
    """Spending per prospect and per customer that makes customer equity largest.

    Attributes
    ----------
    acquisition_spending : float
        Per prospect.
    acquisition_rate : float
        Share of the prospects that it wins.
    retention_spending : float
        Per customer and period.
    retention_rate : float
        Share of the customers that it keeps.
    customer_equity : float
        Expected value of a prospect, net of all spending.
    """

    acquisition_spending: float
    acquisition_rate: float
    retention_spending: float
    retention_rate: float
    customer_equity: float

    def to_frame(self) -> pd.DataFrame:
        """Return one row, a column per field.

        Returns
        -------
        DataFrame
            One row.
        """
        return pd.DataFrame([self.__dict__])


def response_curve(spending: float, ceiling: float, rate: float, per: float) -> float:
    """Return the rate that spending brings: ceiling (1 - exp(-k spending)), through one known point.

    Parameters
    ----------
    spending : float
        Per head.
    ceiling : float
        The rate that no spending exceeds, as the manager judges it.
    rate : float
        The rate that was reached, below the ceiling.
    per : float
        With what spending it was reached.

    Returns
    -------
    float
        From 0 to the ceiling.

    Raises
    ------
    ParameterError
        If a rate is out of range.

    References
    ----------
    Blattberg and Deighton (1996), Manage marketing by the customer equity test, Harvard Business Review
    74(4), 136-144.

    Examples
    --------
    >>> response_curve(10, ceiling=0.5, rate=0.3, per=10)
    0.3
    """
    top = check_number("ceiling", ceiling, low=0, high=1)
    known, spent = check_number("rate", rate, low=0, high=1), check_number("per", per, low=0)
    if not 0 < known < top or spent == 0:
        raise ParameterError(f"rate={rate:g} for per={per:g} tells no curve below ceiling={ceiling:g}.")
    steepness = -np.log1p(-known / top) / spent
    return float(-top * np.expm1(-steepness * check_number("spending", spending, low=0)))


def acquisition_retention_optimum(
    margin: float,
    discount_rate: float,
    *,
    acquisition: dict[str, float],
    retention: dict[str, float],
) -> AcquisitionRetentionOptimum:
    """Return the spending on acquisition and on retention that makes customer equity largest.

    Equity of a prospect = a m - A + a (m - R / r) r' / (1 - r'), r' = r / (1 + d): A is spent on each
    prospect, of whom the share a becomes a customer; R is spent on each customer a period, of whom the share
    r stays. The best retention spending does not depend on acquisition; the best acquisition spending depends
    on what a kept customer is worth. At the optimum one more customer costs the same either way: what a
    customer is worth.

    Parameters
    ----------
    margin : float
        Of a customer and period, above 0.
    discount_rate : float
        Per period, above 0.
    acquisition, retention : dict
        What `response_curve` takes beside the spending: the ceiling, and the rate that was reached with the
        spending per head (per prospect; per customer and period).

    Returns
    -------
    AcquisitionRetentionOptimum
        The optimum.

    Raises
    ------
    ParameterError
        If an argument is out of range or a curve is not told.

    References
    ----------
    Blattberg and Deighton (1996), Manage marketing by the customer equity test, Harvard Business Review
    74(4), 136-144.

    Examples
    --------
    >>> best = acquisition_retention_optimum(
    ...     50, 0.1, acquisition={"ceiling": 0.4, "rate": 0.2, "per": 5},
    ...     retention={"ceiling": 0.7, "rate": 0.4, "per": 10})
    >>> best.retention_rate < 0.7, best.acquisition_rate < 0.4
    (True, True)
    """
    m, d = check_number("margin", margin, low=0), check_number("discount_rate", discount_rate, low=0)
    if m == 0 or d == 0:
        raise ParameterError("margin and discount_rate must be above 0.")
    for name, curve in (("acquisition", acquisition), ("retention", retention)):
        if not isinstance(curve, dict) or set(curve) != {"ceiling", "rate", "per"}:
            raise ParameterError(f"{name}={curve!r} does not hold just ceiling, rate and per.")

    def kept(spending: float) -> float:
        """Return what a customer brings after the first margin, with that much spent on keeping them."""
        rate = response_curve(spending, **retention)
        if rate == 0:
            return 0.0
        share = rate / (1 + d)
        return float((m - spending / rate) * share / (1 - share))

    def equity(spending: float, value: float) -> float:
        return float(response_curve(spending, **acquisition) * (m + value) - spending)

    best_kept = _largest(kept, MOST_MARGINS * m)
    value = max(0.0, kept(best_kept))
    keep = best_kept if value > 0 else 0.0
    win = _largest(lambda spending: equity(spending, value), MOST_MARGINS * (m + value))
    gain = equity(win, value)
    win = win if gain > 0 else 0.0
    return AcquisitionRetentionOptimum(
        acquisition_spending=win,
        acquisition_rate=response_curve(win, **acquisition),
        retention_spending=keep,
        retention_rate=response_curve(keep, **retention),
        customer_equity=max(gain, 0.0),
    )


def _largest(function: Callable[[float], float], most: float) -> float:
    """Return where a function with one peak is largest: the best of a grid, then polished."""
    grid = np.concatenate([[0.0], most * np.geomspace(1e-6, 1, 400)])
    values = np.array([function(spending) for spending in grid])
    top = int(values.argmax())
    low, high = grid[max(top - 1, 0)], grid[min(top + 1, len(grid) - 1)]
    found = minimize_scalar(
        lambda spending: -function(spending),
        bounds=(low, high),
        method="bounded",
        options={"xatol": 1e-10 * most},
    )
    return float(found.x) if -found.fun > values[top] else float(grid[top])
