"""The table of leads: the stages that each one has reached by the day of the export."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import pick
from cvm_lessons.world.engine import World

__all__ = ["draw_crm_leads", "draw_lead_course"]

LEADS = ("lead_id", "customer_id", "company", "sector", "owner", "source", "path", "created", "qualified",
         "offered", "closed", "stage", "value", "currency", "contract", "first_reply_hours", "won",
         "lost_reason")  # fmt: skip
STAGES = ("qualified", "offered", "closed")


def draw_lead_course(world: World) -> pd.DataFrame:
    """Draw how many days each lead spends in each stage, where a lost one ends, and why.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: days from creation to ``qualified``, ``offered`` and ``closed`` (missing where the lead skips
        the stage), and ``reason``; a row per row of ``prospects``.
    """
    truth, leads = world.truth["crm_leads"], world["prospects"]
    mean, shape = truth["stage_days"], truth["days_shape"]
    means = np.array([mean[stage] for stage in STAGES])
    draws = world.stream("crm_leads", "days").gamma(shape, 1.0 / shape, (len(leads), len(STAGES))) * means
    faster = leads["created"] >= pd.Timestamp(truth["automation"]["from"])
    draws *= np.where(faster, truth["automation"]["factor"], 1.0)[:, None]
    days = np.maximum(np.rint(draws), 1.0).cumsum(axis=1)
    lost_at = pick(world.stream("crm_leads", "lost_at"), truth["lost_at"], len(leads))
    reached = np.where(
        leads["wins"], len(STAGES) - 1, pd.Series(lost_at).map({"new": 0, "qualified": 1, "offered": 2})
    )
    course = pd.DataFrame(days, columns=list(STAGES))
    course["closed"] = days[np.arange(len(days)), reached]
    for at, stage in enumerate(STAGES[:-1]):
        course[stage] = course[stage].where(reached > at)
    return course.assign(reason=pick(world.stream("crm_leads", "reason"), truth["lost_reason"], len(leads)))


def draw_crm_leads(world: World) -> pd.DataFrame:
    """Show the records as they stood on the day of the export; what happened later is missing.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``crm_leads``, by day of creation.
    """
    files, last = world["lead_files"], pd.Timestamp(world.truth["crm_leads"]["last_day"])
    course = world["lead_course"].loc[files["lead"]].reset_index(drop=True)
    rows = files.assign(lead_id=world.ids("LD", len(files), 5), stage="new")
    for stage in STAGES:
        day = rows["created"] + pd.to_timedelta(course[stage], unit="D")
        rows[stage] = day.where(day <= last)
        rows["stage"] = rows["stage"].where(rows[stage].isna(), stage)
    over = rows["closed"].notna()
    rows["won"] = rows["wins"].astype(float).where(over)
    rows["contract"] = rows["contract"].where(rows["won"] == 1.0)
    rows["lost_reason"] = course["reason"].where(rows["won"] == 0.0)
    return rows.astype({"value": int})[list(LEADS)]
