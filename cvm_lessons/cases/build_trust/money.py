"""What trust is worth: coming again, the plan that buys most trust, and whether it pays."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import special

from cvm_lessons.cases.build_trust.evidence import Friends
from cvm_lessons.cases.build_trust.study import TrustStudy
from cvm_lessons.measurement import Interval, bootstrap_draws, fit_linear, fit_logit
from cvm_lessons.trust import (
    action_trust,
    centre_within,
    plan_totals,
    trust_actions,
    trust_plan,
    worth_of_coming,
)

__all__ = [
    "Coming",
    "Verdict",
    "action_list",
    "how_often_chosen",
    "judge",
    "key_numbers",
    "price_dinners",
    "see_coming",
    "vary_inputs",
    "weigh_actions",
]

DINNER_LIFT, DINNER_COST = 0.4, 107  # points of friendship, and yuan an exhibitor, as Bai Ning guesses
EDITIONS = (1, 2, 3)  # editions for which trust that was raised may last
PLANNED_AGAIN = 100  # plans found anew: a share of them is known to ten points, in a few seconds
BUY, TEST, REFUSE, NOTHING = "buy", "test", "refuse", "nothing"


@dataclass(frozen=True)
class Coming:
    """Log-odds of coming to the next edition per point of trust.

    Attributes
    ----------
    alone, beside, value : Interval
        Trust alone; with satisfaction held; with satisfaction and overall value held.
    """

    alone: Interval
    beside: Interval
    value: Interval


@dataclass(frozen=True)
class Verdict:
    """Whether the plan pays through coming again.

    Attributes
    ----------
    kind : {"buy", "test", "refuse", "nothing"}
        By where the needed log-odds lie against the interval; nothing, where the budget buys no action.
    cost, gain : float
        Yuan, and points of mean trust.
    needed : float
        Log-odds per point of trust at which the plan earns its cost; infinite where even all would not do.
    worth : float
        Yuan in one edition at the estimate with satisfaction held.
    """

    kind: str
    cost: float
    gain: float
    needed: float
    worth: float


def see_coming(study: TrustStudy) -> Coming:
    """Return what trust says about who comes to the next edition.

    Parameters
    ----------
    study : TrustStudy
        Answers that were followed by another edition.

    Returns
    -------
    Coming
        Three intervals.
    """
    more: tuple[list[str], ...] = ([], ["satisfaction"], ["satisfaction", "value_overall"])
    fits = [fit_logit(study.later, "came_next", ["trust", *held], cluster="customer_id") for held in more]
    return Coming(*(fit.interval("trust") for fit in fits))


def price_dinners(study: TrustStudy, friends: Friends) -> pd.DataFrame:
    """Return what dinners for all would bring, by the raw and by the adjusted log-odds.

    Parameters
    ----------
    study : TrustStudy
        The exhibitors of the plan.
    friends : Friends
        What `meet_friends` returns.

    Returns
    -------
    DataFrame
        Index raw, held; columns more_coming, worth, cost and net (yuan).
    """
    cost = DINNER_COST * len(study.deciding)
    table = worth_of_coming(
        [DINNER_LIFT], [friends.raw.estimate, friends.held.estimate], **_base(study), cost=cost
    )
    return table.assign(cost=cost).set_axis(["raw", "held"])[["more_coming", "worth", "cost", "net"]]


def weigh_actions(study: TrustStudy, antecedents: pd.DataFrame, budget: float) -> pd.DataFrame:
    """Return what each action would do for trust, and which set does most within the budget.

    Parameters
    ----------
    study : TrustStudy
        The exhibitors of the plan.
    antecedents : DataFrame
        What `find_antecedents` returns.
    budget : float
        Yuan.

    Returns
    -------
    DataFrame
        As `cvm_lessons.trust.trust_plan`.
    """
    gains = action_trust(antecedents, trust_actions(), customers=len(study.deciding))
    return trust_plan(gains, budget)


def how_often_chosen(study: TrustStudy, antecedents: pd.DataFrame, budget: float) -> pd.Series:
    """Return in which share of surveys drawn again each action belongs to the best set.

    Parameters
    ----------
    study : TrustStudy
        The answers.
    antecedents : DataFrame
        Gives the room of each antecedent.
    budget : float
        Yuan.

    Returns
    -------
    Series
        Share from 0 to 1 by action.
    """
    names = list(antecedents.index)
    causes = [*names, "satisfaction"]
    draws = bootstrap_draws(
        centre_within(study.chosen, ["trust", *causes], ["country_group"]),
        lambda sample: fit_linear(sample, "trust", causes).coefficients[names],
        n_boot=PLANNED_AGAIN,
        rng=study.seed,
        cluster="customer_id",
    )
    plans = [
        weigh_actions(study, antecedents.assign(estimate=slopes), budget)["chosen"]
        for _, slopes in draws.iterrows()
    ]
    return pd.Series(np.mean(plans, axis=0), index=plans[0].index, name="chosen_share")


def judge(study: TrustStudy, plan: pd.DataFrame, coming: Coming) -> Verdict:
    """Return whether the plan earns its cost through coming again, satisfaction held.

    Parameters
    ----------
    study : TrustStudy
        The exhibitors of the plan.
    plan : DataFrame
        What `weigh_actions` returns.
    coming : Coming
        What `see_coming` returns.

    Returns
    -------
    Verdict
        The log-odds that are needed against the interval of those that were found.
    """
    cost, gain = map(float, plan_totals(plan).loc["chosen", ["cost", "gain"]])
    if gain <= 0:
        return Verdict(NOTHING, 0.0, 0.0, float("inf"), 0.0)
    base = _base(study)
    wanted = base["share"] + cost / (base["customers"] * base["margin"])
    needed = float((special.logit(wanted) - special.logit(base["share"])) / gain) if wanted < 1 else np.inf
    found = coming.beside
    kind = BUY if needed <= found.low else TEST if needed <= found.high else REFUSE
    worth = float(worth_of_coming([gain], [found.estimate], **base)["worth"].iloc[0])
    return Verdict(kind, cost, gain, needed, worth)


def vary_inputs(study: TrustStudy, verdict: Verdict, coming: Coming) -> pd.DataFrame:
    """Return the net gain of the plan for other log-odds and for trust that lasts longer.

    Parameters
    ----------
    study : TrustStudy
        The exhibitors of the plan.
    verdict : Verdict
        What `judge` returns.
    coming : Coming
        What `see_coming` returns.

    Returns
    -------
    DataFrame
        Net gain in yuan; a row per number of editions, a column per log-odds: low, estimate and high with
        satisfaction held, and alone.
    """
    found = coming.beside
    odds = {"low": found.low, "estimate": found.estimate, "high": found.high, "alone": coming.alone.estimate}
    worth = worth_of_coming([verdict.gain], list(odds.values()), **_base(study))["worth"].to_numpy()
    return pd.DataFrame(
        [editions * worth - verdict.cost for editions in EDITIONS],
        index=pd.Index(EDITIONS, name="editions"),
        columns=list(odds),
    )


def action_list(plan: pd.DataFrame, often: pd.Series, verdict: Verdict) -> pd.DataFrame:
    """Return what the board is asked for: the whole plan where it pays, else the action to test.

    Parameters
    ----------
    plan : DataFrame
        What `weigh_actions` returns.
    often : Series
        What `how_often_chosen` returns.
    verdict : Verdict
        What `judge` returns.

    Returns
    -------
    DataFrame
        Columns action, antecedent, cost (yuan), gain (points of mean trust), chosen_share; most trust per
        yuan first; no row where the budget buys nothing.
    """
    chosen = plan[plan["chosen"]].sort_values("per_10000", ascending=False)
    rows = chosen if verdict.kind == BUY else chosen.head(1)
    table = rows.assign(
        cost=rows["cost"].astype(int), gain=rows["gain"].round(4), chosen_share=often.loc[rows.index].round(3)
    )
    return table.reset_index()[["action", "antecedent", "cost", "gain", "chosen_share"]]


def key_numbers(
    study: TrustStudy, coming: Coming, verdict: Verdict, actions: pd.DataFrame, budget: float
) -> dict[str, float | int | str]:
    """Return the numbers that a reader of `results.json` asks for.

    Parameters
    ----------
    study : TrustStudy
        The answers.
    coming : Coming
        What `see_coming` returns.
    verdict : Verdict
        What `judge` returns.
    actions : DataFrame
        What `action_list` returns.
    budget : float
        Yuan.

    Returns
    -------
    dict
        Answers, exhibitors, margin, log-odds; cost, gain and worth of the best plan, the verdict, and what
        the board is asked for.
    """
    asked = int(actions["cost"].sum())
    return {
        "answers": len(study.chosen),
        "exhibitors": len(study.deciding),
        "margin": round(study.margin),
        "log_odds_alone": round(coming.alone.estimate, 4),
        "log_odds_satisfaction_held": round(coming.beside.estimate, 4),
        "plan_cost": round(verdict.cost),
        "plan_gain": round(verdict.gain, 4),
        "plan_worth": round(verdict.worth),
        "verdict": verdict.kind,
        "cost": asked,
        "budget_left": budget - asked,
    }


def _base(study: TrustStudy) -> dict[str, float]:
    return {"customers": len(study.deciding), "share": study.share, "margin": max(study.margin, 0.0)}
