"""The case against the truth: the weights that made the ratings, and what the plan would really bring."""

import pandas as pd
from scipy.special import expit

from cvm_lessons.cases.value_drivers.money import Worth, list_projects
from cvm_lessons.cases.value_drivers.study import Study
from cvm_lessons.datasets import truth
from cvm_lessons.measurement import against_truth
from cvm_lessons.value import action_gains, choose_actions

__all__ = ["against_weights", "judge_plan", "true_slope"]


def against_weights(study: Study, drivers: pd.DataFrame) -> pd.DataFrame | None:
    """Return the estimated coefficients beside the weights that generated the ratings.

    Parameters
    ----------
    study : Study
        The answers.
    drivers : DataFrame
        Coefficients with their intervals.

    Returns
    -------
    DataFrame or None
        As `cvm_lessons.measurement.against_truth`; none for the learner's own file, whose truth nobody knows.
    """
    if study.own:
        return None
    columns = {"coefficient": "estimate", "coefficient_low": "low", "coefficient_high": "high"}
    return against_truth(drivers.rename(columns=columns), _weights(study))


def true_slope(study: Study) -> float:
    """Return the true rise of the probability of rebooking per point, at the mean value of the answers.

    Parameters
    ----------
    study : Study
        Larkport's answers within the filters.

    Returns
    -------
    float
        Change of probability per point of value.
    """
    curve = truth("value")["rebooking"]["value"]
    chance = expit(curve["intercept"] + curve["slope"] * study.survey["value_overall"].mean())
    return float(curve["slope"] * chance * (1 - chance))


def judge_plan(
    study: Study, drivers: pd.DataFrame, worth: Worth, plan: pd.DataFrame, budget: float
) -> pd.DataFrame | None:
    """Return what was promised, what the plan would really bring, and the best that was there to be had.

    Parameters
    ----------
    study : Study
        The answers.
    drivers : DataFrame
        Performance by attribute.
    worth : Worth
        Margin and number of exhibitors, which are known.
    plan : DataFrame
        The plan decided on.
    budget : float
        Yuan.

    Returns
    -------
    DataFrame or None
        Index promised, delivered, possible; columns cost, gain, net_gain; none for the learner's own file.
    """
    if study.own:
        return None
    true = action_gains(
        drivers.assign(coefficient=pd.Series(_weights(study))),
        list_projects(study),
        slope=true_slope(study),
        margin=worth.margin,
        customers=worth.exhibitors,
    )
    best = choose_actions(true, budget)
    sets = {
        "promised": plan[plan["chosen"]],
        "delivered": true.loc[plan.index[plan["chosen"]]],
        "possible": best[best["chosen"]],
    }
    return pd.DataFrame({name: rows[["cost", "gain", "net_gain"]].sum() for name, rows in sets.items()}).T


def _weights(study: Study) -> dict[str, float]:
    return dict(truth("value")["weight"]["value"]["exhibitor"][study.sector])
