"""Times of customers who may still be there, and sums over those at risk at each moment of leaving."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.churn._checks import yes_or_no
from cvm_lessons.core import DataError, number_column

__all__ = ["check_pairs", "schoenfeld_residuals", "sum_at_risk", "survival_function", "survival_times"]


def survival_times(frame: pd.DataFrame, duration: str, event: str, entry: str | None) -> pd.DataFrame:
    """Return the checked columns time, event and entry of the customers; at least one has left."""
    time = number_column(frame, duration, low=0)
    if (bad := time <= 0).any():
        raise DataError.at(frame, duration, bad, "a time above 0")
    left = yes_or_no(frame, event)
    if not left.any():
        raise DataError(
            f"column {event!r} is never 1: nobody left, and nothing says how long customers stay."
        )
    start = number_column(frame, entry, low=0) if entry is not None else 0.0 * time
    if entry is not None and (late := start >= time).any():
        raise DataError.at(frame, entry, late, f"a time before {duration!r}: nobody is observed from then on")
    return pd.DataFrame({"time": time, "event": left, "entry": start})


def check_pairs(times: pd.DataFrame, duration: str) -> None:
    """Raise unless somebody was still there when another left: only such pairs say who leaves sooner."""
    moments, counts = np.unique(times.loc[times["event"] == 1, "time"], return_counts=True)
    if (sum_at_risk(times, np.ones(len(times)), moments) <= counts).all():
        raise DataError(
            f"column {duration!r}: whenever somebody left, all who were there did, so that nobody is left to "
            "compare with."
        )


def sum_at_risk(times: pd.DataFrame, weight: np.ndarray, moments: np.ndarray) -> np.ndarray:
    """Return for each moment the sum of `weight`, one column each, of who had entered and not yet ended."""
    ended = _sum_from(times["time"].to_numpy(), weight, moments)
    there: np.ndarray = ended - _sum_from(times["entry"].to_numpy(), weight, moments)
    return there


def survival_function(times: pd.DataFrame) -> Any:
    """Return the Kaplan-Meier estimate as statsmodels gives it."""
    from statsmodels.duration.survfunc import SurvfuncRight

    late = times["entry"].to_numpy() if (times["entry"] > 0).any() else None
    return SurvfuncRight(times["time"].to_numpy(), times["event"].to_numpy(), entry=late)


def schoenfeld_residuals(times: pd.DataFrame, x: pd.DataFrame, *, efron: bool) -> pd.DataFrame:
    """Return who left less who was expected to, in each predictor, in the order of time.

    Those who leave together are taken out of the risk set one after another (Efron) or not at all (Breslow).
    """
    values, weight = x.to_numpy(), np.exp(times["score"].to_numpy())
    both = np.column_stack([weight, weight[:, None] * values])
    left = times[times["event"] == 1]
    moments = np.unique(left["time"])
    at_risk = sum_at_risk(times, both, moments)
    positions = np.flatnonzero(times["event"] == 1)
    together = pd.Series(positions).groupby(left["time"].to_numpy()).indices
    pieces, index = [], []
    for total, moment in zip(at_risk, moments, strict=True):
        who = positions[together[moment]]
        shares = np.arange(len(who)) / len(who) if efron else np.zeros(1)
        rest = total - shares[:, None] * both[who].sum(axis=0)
        pieces.append(values[who] - (rest[:, 1:] / rest[:, :1]).mean(axis=0))
        index.extend([moment] * len(who))
    return pd.DataFrame(np.vstack(pieces), columns=x.columns, index=pd.Index(index, name="time"))


def _sum_from(places: np.ndarray, weight: np.ndarray, moments: np.ndarray) -> np.ndarray:
    """Return for each moment the weight of the places at it or after it."""
    order = np.argsort(places, kind="stable")
    above = np.cumsum(weight[order][::-1], axis=0)[::-1]
    total = np.concatenate([above, np.zeros((1, *weight.shape[1:]))])
    sums: np.ndarray = total[np.searchsorted(places[order], moments, side="left")]
    return sums
