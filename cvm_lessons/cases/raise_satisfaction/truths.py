"""The case against the truth: what the silent think, what rebooking answers to, what recovery does."""

import pandas as pd

from cvm_lessons.cases.exhibitor_survey import Study, list_projects
from cvm_lessons.cases.exhibitor_truth import true_slope, true_weights
from cvm_lessons.cases.raise_satisfaction.evidence import Desk
from cvm_lessons.cases.raise_satisfaction.money import Purses
from cvm_lessons.datasets import hidden, truth
from cvm_lessons.measurement import Interval, against_truth
from cvm_lessons.satisfaction import nonresponse_bias
from cvm_lessons.value import action_gains

__all__ = ["against_answers", "by_value", "hear_silent"]

FIRST = "first failure"
LOUNGE, POWER = "lounge", "stand_power"


def hear_silent(study: Study) -> pd.DataFrame | None:
    """Return what those who did not answer would have said, for the world has it on file.

    Parameters
    ----------
    study : Study
        Everybody who exhibited within the filters.

    Returns
    -------
    DataFrame or None
        As `cvm_lessons.satisfaction.nonresponse_bias`, in points of satisfaction; None where everybody
        answered.
    """
    if study.exhibitors["answered"].all():
        return None
    item = truth("satisfaction_items")["questions"]["value"]["satisfaction"]
    behind = hidden("satisfaction_scores")[["customer_id", "edition_id", "satisfaction"]]
    people = study.exhibitors[["customer_id", "edition_id", "answered"]].merge(behind)
    points = item["mean"] + item["sd"] * people["satisfaction"]
    return nonresponse_bias(people.assign(points=points, answered=people["answered"].astype(int)), "points")


def against_answers(desk: Desk, services: pd.DataFrame, purses: Purses) -> pd.DataFrame:
    """Return what the case estimated beside what made the data.

    Parameters
    ----------
    desk : Desk
        What `hear_desk` returns.
    services : DataFrame
        What `sort_services` returns.
    purses : Purses
        What `open_purses` returns.

    Returns
    -------
    DataFrame
        As `cvm_lessons.measurement.against_truth`: satisfaction's own part in rebooking, the change after an
        excellent first recovery, who misses electricity, who enjoys a lounge.
    """
    excellent = desk.change.loc[(True, FIRST)]
    power, lounge = services.loc[POWER], services.loc[LOUNGE]
    found = {
        "rebooking": _ends(purses.beside),
        "recovery": dict(zip(["estimate", "low", "high"], excellent[["change", "low", "high"]], strict=True)),
        "power": {"estimate": -power["worse"], "low": -power["worse_high"], "high": -power["worse_low"]},
        "lounge": {
            "estimate": lounge["better"],
            "low": lounge["better_low"],
            "high": lounge["better_high"],
        },
    }
    shares = truth("kano")["share"]["value"]["exhibitor"]
    true = {
        "rebooking": 0.0,  # by truth("value")["rebooking"], nothing but value acts
        "recovery": float(truth("recovery")["paradox"]["value"]["first"]),
        "power": shares[POWER]["must_be"] + shares[POWER]["one_dimensional"],
        "lounge": shares[LOUNGE]["attractive"] + shares[LOUNGE]["one_dimensional"],
    }
    return against_truth(pd.DataFrame.from_dict(found, orient="index"), true)


def by_value(
    study: Study, drivers: pd.DataFrame, purses: Purses, plan: pd.DataFrame
) -> dict[str, float] | None:
    """Return what the chosen projects bring by each way of counting, and truly, through value.

    Parameters
    ----------
    study : Study
        The answers.
    drivers : DataFrame
        Performance by attribute.
    purses : Purses
        Margin and number of exhibitors, which are known.
    plan : DataFrame
        What `cvm_lessons.value.choose_actions` returns.

    Returns
    -------
    dict of float or None
        Yuan: cost, budget and rebooking (as estimated), value (rebookings that the projects truly bring by
        raising value); None for the learner's own file.
    """
    if study.own:
        return None
    true = action_gains(
        drivers.assign(coefficient=pd.Series(true_weights(study))),
        list_projects(study),
        slope=true_slope(study),
        margin=max(purses.margin, 0.0),
        customers=purses.exhibitors,
    )
    chosen = plan[plan["chosen"]]
    return {
        "cost": float(chosen["cost"].sum()),
        "budget": float(chosen["gain"].sum()),
        "rebooking": float(chosen["by_rebooking"].sum()),
        "value": float(true.loc[chosen.index, "gain"].sum()),
    }


def _ends(interval: Interval) -> dict[str, float]:
    return {"estimate": interval.estimate, "low": interval.low, "high": interval.high}
