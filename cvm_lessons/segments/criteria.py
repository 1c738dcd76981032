"""The five criteria of a good segmentation, each as a number with an interval and a bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, as_generator, check_choice, check_number, require_columns
from cvm_lessons.measurement import Interval, effect_spread, effects_by_group, share_interval
from cvm_lessons.segments._checks import by_name
from cvm_lessons.segments.separation import accessibility, differentiation

__all__ = ["SEGMENT_BARS", "segment_criteria"]

# What counts as enough is a choice: change the bars with the case, and say so.
SEGMENT_BARS: Mapping[str, float] = {
    "measurable": 0.8,
    "substantial": 0.05,
    "accessible": 0.2,
    "differentiable": 0.06,
    "actionable": 0.02,
}


def segment_criteria(
    customers: pd.DataFrame,
    *,
    known: Sequence[str],
    needs: Sequence[str],
    campaign: pd.DataFrame,
    segment: str = "segment",
    bars: Mapping[str, float] | None = None,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return how well a segmentation meets the five criteria.

    Measurable: share of the customers whose segment is known. Substantial: share of the smallest segment.
    Accessible: `accessibility`, how far what the firm knows of everybody tells the segment. Differentiable:
    `differentiation`, share of the variance of needs that lies between segments. Actionable: how much the
    effect of a treatment given by lot differs between segments (standard deviation of the true effects).

    Parameters
    ----------
    customers : DataFrame
        One row per customer; `segment` may be missing (measurable counts it), `known` and `needs` may not.
    known : sequence of str
        Columns that the firm has of every customer: numbers or categories.
    needs : sequence of str
        Columns of numbers in which segments should differ. Not those that made the segments: in these they
        differ by construction.
    campaign : DataFrame
        One row per customer of a campaign by lot: `segment`, treated, responded.
    segment : str, default "segment"
        Column with the segment.
    bars : mapping, optional
        Criteria with a bar other than that of `SEGMENT_BARS`.
    level : float, default 0.95
        Confidence level.
    rng : numpy.random.Generator or int, default 0
        Generator or seed of folds and resamples.

    Returns
    -------
    DataFrame
        Index `criterion`; columns measure (what the number is), estimate, low, high, bar, passes (estimate at
        the bar or above), sure (even the low end is).

    Raises
    ------
    DataError
        If a column or value is missing, or there are fewer than two segments.
    ParameterError
        If a criterion, bar or the level is out of range.

    References
    ----------
    Kotler (1994), Marketing Management, 8th edition, chapter 11, for the criteria; the measures are ours.

    Examples
    --------
    >>> rows = pd.DataFrame({"segment": ["A"] * 9 + ["B"] * 9, "size": [*range(9), *range(20, 29)]})
    >>> rows["price"] = [1, 2, 3] * 3 + [5, 6, 7] * 3
    >>> campaign = rows.assign(treated=[0, 1] * 9, responded=[0, 1] * 5 + [0] * 8)
    >>> segment_criteria(rows, known=["size"], needs=["price"], campaign=campaign)["passes"].to_dict()
    {'measurable': True, 'substantial': True, 'accessible': True, 'differentiable': True, 'actionable': True}
    """
    limits = _bars({} if bars is None else bars)
    require_columns(customers, [segment])
    placed = customers[customers[segment].notna()]
    if placed[segment].nunique() < 2:
        raise DataError(f"column {segment!r} has fewer than two segments: there is nothing to compare.")
    generator = as_generator(rng)
    sizes = placed[segment].value_counts()
    sizes = sizes[sizes > 0]
    spread = effect_spread(effects_by_group(campaign, segment, level=level), level=level)
    found = {
        "measurable": (
            "share with a known segment",
            share_interval(len(placed), len(customers), level=level),
        ),
        "substantial": (
            "share of the smallest segment",
            share_interval(int(sizes.min()), len(placed), level=level),
        ),
        "accessible": (
            "told by what is known, above chance",
            accessibility(placed, known, segment=segment, level=level, rng=generator),
        ),
        "differentiable": (
            "share of the variance of needs between segments",
            differentiation(placed, needs, segment=segment, level=level, rng=generator),
        ),
        "actionable": (
            "spread of the effects of a treatment",
            Interval(spread.spread, spread.low, spread.high, len(campaign), level),
        ),
    }
    rows = {
        name: (text, each.estimate, each.low, each.high, limits[name]) for name, (text, each) in found.items()
    }
    table = pd.DataFrame.from_dict(
        rows, orient="index", columns=["measure", "estimate", "low", "high", "bar"]
    )
    table = table.rename_axis("criterion")
    return table.assign(passes=table["estimate"] >= table["bar"], sure=table["low"] >= table["bar"])


def _bars(bars: Mapping[str, float]) -> dict[str, float]:
    limits = dict(SEGMENT_BARS)
    for name, bar in by_name("bars", bars).items():
        limits[check_choice("bars", str(name), tuple(SEGMENT_BARS))] = check_number(str(name), bar, low=0)
    return limits
