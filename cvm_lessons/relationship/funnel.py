"""The trade-show funnel: who could come, who stops at the stand, who is talked to, who becomes a lead."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    DataError,
    ParameterError,
    as_generator,
    check_choice,
    check_number,
    filled_column,
    nearest,
    number_columns,
)
from cvm_lessons.measurement import share_interval
from cvm_lessons.relationship._shares import percentile_ends

__all__ = [
    "FUNNEL_COUNTS",
    "FUNNEL_STEPS",
    "break_even_lift",
    "funnel_bottleneck",
    "funnel_efficiencies",
    "funnel_what_if",
]

FUNNEL_COUNTS = ("target", "attracted", "contacted", "leads")
FUNNEL_STEPS = ("attraction", "contact", "conversion")
YIELD = "yield"
N_DRAWS = 4000  # the ends of a 95 % interval then rest on a hundred draws each


def funnel_efficiencies(stands: pd.DataFrame, *, stand: str = "stand", level: float = 0.95) -> pd.DataFrame:
    """Return the three efficiencies of each stand and their product, with Wilson's intervals.

    Attraction is the share of the target visitors who stop at the stand, contact the share of those who are
    talked to, conversion the share of those who become leads. Their product is the yield: leads per target
    visitor.

    Parameters
    ----------
    stands : DataFrame
        One row per stand with the whole numbers target, attracted, contacted and leads.
    stand : str, default "stand"
        Column with the stand's name.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        One row per stand and step (attraction, contact, conversion, yield): the counts `base` and `reached`,
        efficiency, low and high.

    Raises
    ------
    DataError
        If a count is missing, no whole number, 0 where something is divided by it, or larger than the count
        before it.

    References
    ----------
    Gopalakrishna and Lilien (1995), Marketing Science 14(1), 22-42.

    Examples
    --------
    >>> stands = pd.DataFrame({"stand": ["A"], "target": [800], "attracted": [400]})
    >>> table = funnel_efficiencies(stands.assign(contacted=200, leads=50))
    >>> table.set_index("step")["efficiency"].to_dict()
    {'attraction': 0.5, 'contact': 0.5, 'conversion': 0.25, 'yield': 0.0625}
    """
    counts = _counts(stands)
    pairs = dict(zip(FUNNEL_STEPS, pairwise(FUNNEL_COUNTS), strict=True))
    rows = []
    for place, name in enumerate(filled_column(stands, stand)):
        for step, (base, reached) in (pairs | {YIELD: ("target", "leads")}).items():
            n, k = int(counts[base].iloc[place]), int(counts[reached].iloc[place])
            interval = share_interval(k, n, level=level)
            rows.append((name, step, n, k, interval.estimate, interval.low, interval.high))
    return pd.DataFrame(rows, columns=[stand, "step", "base", "reached", "efficiency", "low", "high"])


def funnel_bottleneck(counts: pd.Series, *, benchmark: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Return what each step is worth to the yield, and which one holds it back.

    The yield is a product: one per cent more of any efficiency is one per cent more leads, so all three
    elasticities are 1 and name no bottleneck. What differs is the worth of one *point* (the lowest
    efficiency gains most) and, where a benchmark is known, the room up to it.

    Parameters
    ----------
    counts : Series
        Of one stand: target, attracted, contacted, leads.
    benchmark : mapping, optional
        Efficiency by step that good stands reach, from 0 to 1.

    Returns
    -------
    DataFrame
        Index `step`; columns efficiency, elasticity, leads_per_point (more leads for one point more of the
        efficiency), with a benchmark also benchmark and leads_to_benchmark (0 where it is reached), and
        bottleneck: true for the step with the greatest gain.

    Raises
    ------
    DataError
        For the reasons of `funnel_efficiencies`.
    ParameterError
        If the benchmark lacks a step or is no share.

    References
    ----------
    Gopalakrishna and Lilien (1995), Marketing Science 14(1), 22-42.

    Examples
    --------
    >>> stand = pd.Series({"target": 800, "attracted": 400, "contacted": 200, "leads": 50})
    >>> funnel_bottleneck(stand)["leads_per_point"].to_dict()
    {'attraction': 1.0, 'contact': 1.0, 'conversion': 2.0}
    """
    efficiency = _steps(counts)
    leads = float(counts["leads"])
    table = pd.DataFrame({"efficiency": efficiency, "elasticity": 1.0}).rename_axis("step")
    table["leads_per_point"] = 0.01 * leads / efficiency
    gain = "leads_per_point"
    if benchmark is not None:
        table["benchmark"] = [_share_of(benchmark, step) for step in FUNNEL_STEPS]
        room = (table["benchmark"] / efficiency - 1).where(table["benchmark"] > efficiency, 0.0)
        table["leads_to_benchmark"] = leads * room
        gain = "leads_to_benchmark"
    largest = table[gain].max()
    return table.assign(bottleneck=(table[gain] == largest) & (largest > 0))


def funnel_what_if(
    counts: pd.Series,
    changes: Mapping[str, float],
    *,
    lead_value: float,
    cost: float = 0.0,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return leads and money before and after some efficiencies change.

    Intervals come from funnels drawn again with the observed efficiencies (binomial at each step); the
    changes, the value of a lead and the cost are taken as known. A drawn efficiency stops at 0 and 1.

    Parameters
    ----------
    counts : Series
        Of one stand: target, attracted, contacted, leads.
    changes : mapping
        Points added to an efficiency by step: ``{"contact": 0.1}`` for ten points.
    lead_value : float
        Yuan that a lead is worth: margin of a sale times the share of leads that buy.
    cost : float, default 0.0
        Yuan that the changes cost.
    level : float, default 0.95
        Confidence level.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    DataFrame
        Index `quantity`: leads_before, leads_after, gain (yuan, before the cost), net_gain; columns
        estimate, low, high.

    Raises
    ------
    DataError
        For the reasons of `funnel_efficiencies`.
    ParameterError
        If a step is not known, or a change takes an efficiency out of 0 to 1.

    Examples
    --------
    >>> stand = pd.Series({"target": 800, "attracted": 400, "contacted": 200, "leads": 50})
    >>> funnel_what_if(stand, {"contact": 0.1}, lead_value=3_000, cost=20_000)["estimate"].to_dict()
    {'leads_before': 50.0, 'leads_after': 60.0, 'gain': 30000.0, 'net_gain': 10000.0}
    """
    efficiency, after = _changed(counts, changes)
    value = check_number("lead_value", lead_value, low=0)
    spent = check_number("cost", cost, low=0)
    share = check_number("level", level, low=0.5, high=0.999)
    target = int(counts["target"])
    drawn = _drawn_efficiencies(efficiency.to_numpy(), target, as_generator(rng))
    # A draw near the border may leave 0 to 1 once the change is added: it stops there, as a funnel would.
    moved = np.clip(drawn + (after - efficiency).to_numpy(), 0.0, 1.0)

    def quantities(before: np.ndarray, then: np.ndarray) -> np.ndarray:
        leads, more = target * before.prod(axis=-1), target * then.prod(axis=-1)
        gain = value * (more - leads)
        return np.stack([leads, more, gain, gain - spent], axis=-1)

    low, high = percentile_ends(quantities(drawn, moved), share)
    names = pd.Index(["leads_before", "leads_after", "gain", "net_gain"], name="quantity")
    estimate = quantities(efficiency.to_numpy(), after.to_numpy()).round(9)
    return pd.DataFrame({"estimate": estimate, "low": low, "high": high}, index=names)


def break_even_lift(counts: pd.Series, step: str, *, lead_value: float, cost: float) -> float:
    """Return how many points (as a share) a step must gain to pay for a cost; the other steps stay.

    Parameters
    ----------
    counts : Series
        Of one stand: target, attracted, contacted, leads.
    step : {"attraction", "contact", "conversion"}
        The step that the money goes to.
    lead_value : float
        Yuan that a lead is worth.
    cost : float
        Yuan.

    Returns
    -------
    float
        Points as a share; missing if even an efficiency of 1 would not pay.

    Raises
    ------
    DataError
        For the reasons of `funnel_efficiencies`.
    ParameterError
        If the step is not known or an amount out of range.

    Examples
    --------
    >>> stand = pd.Series({"target": 800, "attracted": 400, "contacted": 200, "leads": 50})
    >>> round(break_even_lift(stand, "contact", lead_value=3_000, cost=20_000), 4)
    0.0667
    """
    check_choice("step", step, FUNNEL_STEPS)
    efficiency = _steps(counts)
    needed = check_number("cost", cost, low=0) / check_number("lead_value", lead_value, low=1e-9)
    lift = float(efficiency[step] * needed / counts["leads"])
    return lift if efficiency[step] + lift <= 1 else float("nan")


def _counts(stands: pd.DataFrame) -> pd.DataFrame:
    counts = number_columns(stands, FUNNEL_COUNTS, low=0)
    for before, column in zip((None, *FUNNEL_COUNTS), FUNNEL_COUNTS, strict=False):
        if (bad := counts[column] % 1 != 0).any():
            raise DataError.at(stands, column, bad, "a whole number")
        if before is not None and (bad := counts[column] > counts[before]).any():
            raise DataError.at(stands, column, bad, f"at most {before}: the funnel never widens")
        if column != "leads" and (bad := counts[column] == 0).any():
            raise DataError.at(stands, column, bad, "above 0: the next efficiency is a share of it")
    return counts


def _steps(counts: pd.Series) -> pd.Series:
    row = _counts(pd.DataFrame([counts])).iloc[0].to_numpy()
    if row[-1] == 0:
        raise DataError("leads is 0: a funnel without leads has no gain per point.")
    return pd.Series(row[1:] / row[:-1], index=pd.Index(FUNNEL_STEPS, name="step"))


def _share_of(shares: Mapping[str, float], step: str) -> float:
    if step not in shares:
        raise ParameterError(f"benchmark lacks {step!r}. {nearest(step, map(str, shares))}")
    return float(check_number(f"benchmark[{step!r}]", shares[step], low=0, high=1))


def _changed(counts: pd.Series, changes: Mapping[str, float]) -> tuple[pd.Series, pd.Series]:
    before = _steps(counts)
    after = before.copy()
    for step, points in changes.items():
        check_choice("changes", step, FUNNEL_STEPS)
        room = -float(before[step]), 1 - float(before[step])
        after[step] += check_number(f"changes[{step!r}]", points, low=room[0], high=room[1])
    return before, after


def _drawn_efficiencies(efficiency: np.ndarray, target: int, rng: np.random.Generator) -> np.ndarray:
    base = np.full(N_DRAWS, target)
    drawn = []
    for share in efficiency:
        reached = rng.binomial(base, share)
        # An empty step tells nothing of the next one: its efficiency stays the observed one.
        drawn.append(np.divide(reached, base, out=np.full(N_DRAWS, share), where=base > 0))
        base = reached
    return np.stack(drawn, axis=-1)
