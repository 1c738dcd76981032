"""Treatment table: what is done for which segment, and what it brings."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_number, filled_column, number_column
from cvm_lessons.measurement import EffectSpread, effect_spread, effects_by_group

__all__ = ["EffectSpread", "effect_spread", "effects_by_group", "treatment_table"]


def treatment_table(
    effects: pd.DataFrame,
    *,
    costs: Mapping[str, float],
    margins: float | Mapping[object, float] | pd.Series,
    customers: Mapping[object, int] | pd.Series | None = None,
    segment: str = "segment",
    treatment: str = "treatment",
) -> pd.DataFrame:
    """Return what each treatment brings in each segment, and which one to choose: the best, or none.

    What counts is the *effect*, the response due to the treatment (`effects_by_group`), not the response:
    a segment that comes in any case needs no gift. Other service for other segments is the trade's daily
    work; another price or offer set by automated decisions is bound by law where it is unreasonable (in China
    by article 24 of the Personal Information Protection Law).

    Parameters
    ----------
    effects : DataFrame
        One row per segment and treatment; columns `segment`, `treatment`, effect, low, high.
    costs : mapping of str to float
        Cost of each treatment for one customer treated.
    margins : float, mapping or Series
        What one more response is worth: one for all, or by segment.
    customers : mapping or Series, optional
        Customers of each segment: adds customers and total.
    segment, treatment : str
        Columns.

    Returns
    -------
    DataFrame
        One row per segment and treatment, in the order given; columns `segment`, `treatment`, effect, margin,
        cost, break_even (effect from which it pays), gain_each, gain_low, gain_high (per customer treated, at
        the effect and the ends of its interval), with `customers` customers and total, chosen (the greatest
        gain of the segment, if above 0), sure (chosen, and even gain_low is above 0).

    Raises
    ------
    DataError
        If a column or value is missing, an effect is out of -1 to 1, or a row occurs twice.
    ParameterError
        If a cost, margin or count is missing or out of range.

    Examples
    --------
    >>> effects = pd.DataFrame({"segment": list("AB"), "treatment": ["call", "call"], "effect": [0.1, 0.01]})
    >>> table = treatment_table(effects.assign(low=0.0, high=0.2), costs={"call": 30}, margins=500)
    >>> table[["gain_each", "chosen", "sure"]].values.tolist()
    [[20.0, True, False], [-25.0, False, False]]
    """
    frame = pd.DataFrame(
        {segment: filled_column(effects, segment).array, treatment: filled_column(effects, treatment).array}
    )
    if (twice := frame.duplicated()).any():
        raise DataError.at(frame, segment, twice, "the only row of that segment and treatment")
    ends = {
        name: number_column(effects, name, low=-1, high=1).to_numpy() for name in ("effect", "low", "high")
    }
    frame["effect"] = ends["effect"]
    frame["margin"] = _looked_up("margins", margins, frame[segment], low=1e-9)
    frame["cost"] = _looked_up("costs", costs, frame[treatment], low=0)
    frame["break_even"] = frame["cost"] / frame["margin"]
    for name, end in (("gain_each", "effect"), ("gain_low", "low"), ("gain_high", "high")):
        frame[name] = ends[end] * frame["margin"] - frame["cost"]
    if customers is not None:
        frame["customers"] = _looked_up("customers", customers, frame[segment], low=0)
        frame["total"] = frame["customers"] * frame["gain_each"]
    best = frame.groupby(segment, observed=True)["gain_each"].idxmax().to_numpy()
    frame["chosen"] = frame.index.isin(best) & (frame["gain_each"] > 0)
    frame["sure"] = frame["chosen"] & (frame["gain_low"] > 0)
    return frame


def _looked_up(name: str, given: object, keys: pd.Series, *, low: float) -> np.ndarray:
    """Return a number per row: one for all, or the one under the row's key."""
    if not isinstance(given, Mapping | pd.Series):
        return np.full(len(keys), check_number(name, given, low=low))
    known = dict(given)
    for key in keys.unique():
        if key not in known:
            raise ParameterError(f"{name} has no number for {key!r}: name one for each.")
        check_number(f"{name}[{key!r}]", known[key], low=low)
    return np.array([float(known[key]) for key in keys])
