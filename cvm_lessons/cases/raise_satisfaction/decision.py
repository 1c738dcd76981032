"""The numbers that a run of the case leaves for other programs."""

import pandas as pd

from cvm_lessons.cases.exhibitor_survey import Study
from cvm_lessons.cases.raise_satisfaction.money import Purses

__all__ = ["key_numbers"]


def key_numbers(
    study: Study, purses: Purses, plans: pd.DataFrame, actions: pd.DataFrame, budget: float
) -> dict[str, float | int]:
    """Return the numbers that a reader of `results.json` asks for, money in whole yuan.

    Parameters
    ----------
    study : Study
        The answers.
    purses : Purses
        What `open_purses` returns.
    plans : DataFrame
        What `compare_plans` returns.
    actions : DataFrame
        What `action_list` returns.
    budget : float
        Yuan.

    Returns
    -------
    dict
        Answers, exhibitors, the slopes, yuan per point of satisfaction; cost, gain and net gain of the
        actions, what is left of the budget, and the net gain of each rule of thumb.
    """
    rules = {f"net_gain_{name}": round(plans.loc[name, "net_gain"]) for name in plans.index[1:]}
    cost, gain = int(actions["cost"].sum()), int(actions["gain"].sum())
    return {
        "answers": len(study.answers),
        "exhibitors": purses.exhibitors,
        "rebooking_slope": round(purses.rebooking.estimate, 4),
        "rebooking_slope_value_held": round(purses.beside.estimate, 4),
        "budget_slope": round(purses.budget.estimate, 4),
        "yuan_per_point": round(purses.by_budget),
        "cost": cost,
        "gain": gain,
        "net_gain": gain - cost,
        "budget_left": budget - cost,
        **rules,
    }
