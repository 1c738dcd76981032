"""The case against the truth: the weights that made the ratings, and what the plan would really bring."""

import pandas as pd

from cvm_lessons.cases.exhibitor_survey import Study, list_projects
from cvm_lessons.cases.exhibitor_truth import true_slope, true_weights
from cvm_lessons.cases.value_drivers.money import Worth
from cvm_lessons.measurement import against_truth
from cvm_lessons.value import action_gains, choose_actions

__all__ = ["against_weights", "judge_plan"]


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
    return against_truth(drivers.rename(columns=columns), true_weights(study))


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
        drivers.assign(coefficient=pd.Series(true_weights(study))),
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
