"""What three campaigns drawn by lot changed, group by group, and the terms that a strategy gets from them."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from cvm_lessons import relationship
from cvm_lessons.cases.crm_strategy.study import all_exhibitors, margin_rate
from cvm_lessons.datasets import hidden, load

__all__ = ["Trials", "read_trials", "redrawn_trials", "terms_of", "true_trials"]

RECENT = 2  # years since the last edition before the call, as in `strategy_customers`
CALL_YEAR = 2023  # the last edition before the call
Z = 1.96
Terms = dict[str, dict[str, dict[str, float]]]


@dataclass(frozen=True, eq=False)
class Trials:
    """Effects by group, as `cvm_lessons.relationship.campaign_effects` returns them.

    Attributes
    ----------
    keep : DataFrame
        The discount for rebooking, by size.
    win_back : DataFrame
        The call, by how long ago the last edition was.
    develop : DataFrame
        The larger stand at half price, by size, with the lost records restored as non-responders.
    logged : DataFrame
        The same, all sizes, as the log has it.
    """

    keep: pd.DataFrame
    win_back: pd.DataFrame
    develop: pd.DataFrame
    logged: pd.DataFrame


def read_trials() -> Trials:
    """Return what the trials changed, in all six shows: one show alone would be too small.

    Returns
    -------
    Trials
        Estimates with their intervals.
    """
    size = load("organisations").set_index("customer_id")["size"].astype(str)
    campaigns = {
        str(name): rows
        for name, rows in load("campaigns").join(size, on="customer_id").groupby("campaign_id")
    }
    upgrade = campaigns["C3"]
    by_size = {
        str(name): relationship.campaign_effects(relationship.restore_lost_records(rows)).iloc[0]
        for name, rows in upgrade.groupby("size")
    }
    return Trials(
        keep=relationship.campaign_effects(campaigns["C1"], "size"),
        win_back=relationship.campaign_effects(campaigns["C2"], _recency(campaigns["C2"]["customer_id"])),
        develop=pd.DataFrame(by_size).T.rename_axis("group"),
        logged=relationship.campaign_effects(upgrade),
    )


def redrawn_trials(trials: Trials, rng: np.random.Generator) -> Trials:
    """Return trials as they might have come out: each effect drawn from its error.

    Parameters
    ----------
    trials : Trials
        What `read_trials` returns.
    rng : numpy.random.Generator
        Generator.

    Returns
    -------
    Trials
        With other effects.
    """

    def drawn(table: pd.DataFrame) -> pd.DataFrame:
        error = (table["high"] - table["low"]) / (2 * Z)
        return table.assign(effect=table["effect"] + error * rng.standard_normal(len(table)))

    return replace(
        trials, keep=drawn(trials.keep), win_back=drawn(trials.win_back), develop=drawn(trials.develop)
    )


def true_trials(trials: Trials) -> Trials:
    """Return the trials with the effects that the world has on file.

    Parameters
    ----------
    trials : Trials
        What `read_trials` returns: costs and the response of those left alone stay.

    Returns
    -------
    Trials
        With the true mean effect of each group.
    """
    world = hidden("uplift_types")
    groups = world["size"].astype(str).where(world["campaign_id"] != "C2", _recency(world["customer_id"]))
    true = world["uplift"].groupby([world["campaign_id"], groups]).mean()
    return replace(
        trials,
        keep=trials.keep.assign(effect=true["C1"]),
        win_back=trials.win_back.assign(effect=true["C2"]),
        develop=trials.develop.assign(effect=true["C3"]),
    )


def terms_of(trials: Trials, *, end: str = "effect", lasting: float = 1.0) -> Terms:
    """Return cost and effect of every strategy for every group.

    Parameters
    ----------
    trials : Trials
        Effects by group.
    end : {"low", "effect", "high"}, default "effect"
        Which end of the intervals is taken; an effect below 0 counts as none, so that nobody is sent it.
    lasting : float, default 1.0
        Part of those moved by the discount who would truly have stayed away, 0 to 1.

    Returns
    -------
    dict
        By group, as `cvm_lessons.relationship.gains_by_group` takes it; without a trial (choose) as assumed
        there.
    """
    terms: Terms = {}
    clipped = [table.assign(effect=table[end].clip(lower=0)) for table in (trials.develop, trials.win_back)]
    keep = trials.keep.assign(effect=trials.keep[end].clip(lower=0) * lasting)
    for size in keep.index:
        terms |= relationship.terms_by_group(
            keep=keep.loc[[size]], develop=clipped[0].loc[[size]], win_back=clipped[1]
        )
    return terms


def margin_after_return() -> tuple[float, float]:
    """Return what those who were called and came back brought in 90 days, and used to bring in a year.

    Returns
    -------
    tuple of float
        Two means in yuan.
    """
    size = load("organisations").set_index("customer_id")["size"].astype(str)
    former = relationship.strategy_customers(
        all_exhibitors(), size, as_of=CALL_YEAR, margin_rate=margin_rate()
    )["value"]
    back = load("campaigns").query("campaign_id == 'C2' and treated == 1 and responded == 1")
    back = back.join(former, on="customer_id")
    return float(back["margin"].mean()), float(back["value"].mean())


def _recency(customers: pd.Series) -> pd.Series:
    came = all_exhibitors()
    came = came[came["took_part"] & (came["year"] <= CALL_YEAR)]
    away = CALL_YEAR - customers.map(came.groupby("customer_id")["year"].max())
    return (away <= RECENT).map({True: "recent", False: "long gone"})
