"""The decision: the best set beside rules of thumb, and how often it would be chosen again."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from cvm_lessons.cases.exhibitor_survey import Study, list_projects
from cvm_lessons.cases.plans import action_list, compare_plans
from cvm_lessons.cases.value_drivers.evidence import Redrawn
from cvm_lessons.cases.value_drivers.money import Worth, price_projects
from cvm_lessons.value import choose_actions

__all__ = ["action_list", "compare_plans", "how_often_chosen", "key_numbers"]

PLANNED_AGAIN = 100  # plans found anew: a share of them is known to ten points, in a few seconds


def how_often_chosen(
    study: Study, drivers: pd.DataFrame, worth: Worth, redrawn: Redrawn, budget: float
) -> pd.Series:
    """Return in which share of the redrawn surveys each project belongs to the best set.

    Parameters
    ----------
    study : Study
        The answers.
    drivers : DataFrame
        Performance by attribute.
    worth : Worth
        What one point of value is worth; it stays as it is.
    redrawn : Redrawn
        Coefficients of the redrawn surveys.
    budget : float
        Yuan.

    Returns
    -------
    Series
        Share from 0 to 1 by project.
    """

    def best_sets() -> Iterator[pd.Index]:
        for _, slopes in redrawn.slopes.head(PLANNED_AGAIN).iterrows():
            gains = price_projects(study, drivers.assign(coefficient=slopes), worth)
            # No other project can belong to a best set.
            paying = gains[(gains["net_gain"] > 0) & (gains["cost"] <= budget)]
            yield choose_actions(paying, budget).query("chosen").index if len(paying) else paying.index

    projects = list_projects(study)["project"]
    chosen = [projects.isin(best).to_numpy() for best in best_sets()]
    return pd.Series(np.mean(chosen, axis=0), index=projects, name="chosen_share")


def key_numbers(
    study: Study, worth: Worth, plans: pd.DataFrame, actions: pd.DataFrame, budget: float
) -> dict[str, float | int]:
    """Return the numbers that a reader of `results.json` asks for, money in whole yuan.

    Parameters
    ----------
    study : Study
        The answers.
    worth : Worth
        What one point of value is worth.
    plans : DataFrame
        What `compare_plans` returns.
    actions : DataFrame
        What `action_list` returns.
    budget : float
        Yuan.

    Returns
    -------
    dict
        Answers, exhibitors, slope with its ends, margin; cost, gain and net gain of the actions, what is
        left of the budget, and the net gain of each rule of thumb.
    """
    slope = worth.slope
    rules = {f"net_gain_{name}": round(plans.loc[name, "net_gain"]) for name in plans.index[1:]}
    cost, gain = int(actions["cost"].sum()), int(actions["gain"].sum())
    return {
        "answers": len(study.answers),
        "exhibitors": worth.exhibitors,
        "slope": round(slope.estimate, 4),
        "slope_low": round(slope.low, 4),
        "slope_high": round(slope.high, 4),
        "margin": round(worth.margin),
        "yuan_per_point": round(worth.point),
        "cost": cost,
        "gain": gain,
        "net_gain": gain - cost,
        "budget_left": budget - cost,
        **rules,
    }
