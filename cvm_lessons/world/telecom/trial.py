"""A randomised offer to those free to leave: it holds some, wakes others, and misses most."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name
from cvm_lessons.world.engine import World
from cvm_lessons.world.telecom.leaving import first_exit, tenures
from cvm_lessons.world.telecom.subscribers import month_number

__all__ = ["draw_lottery", "trial_months"]

# By staying without the offer (row) and with it (column): no, yes.
TYPES = np.array([["lost cause", "persuadable"], ["sleeping dog", "sure thing"]], dtype=object)


def trial_months(world: World) -> slice:
    """Return the columns of the calendar in which the offer runs.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    slice
        Columns.
    """
    trial = world.truth["telecom_trial"]
    first = month_number(trial["starts"]) - month_number(world.truth["telecom"]["opens"])
    return slice(first, first + trial["months"])


def draw_lottery(world: World) -> pd.DataFrame:
    """Draw who is in the trial, who gets the offer, and what would come of it either way.

    The same dice fall with and without the offer, so every subscriber is of one type.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: group (missing: not in the trial), save_offer, the months exit_alone and exit_offered of
        leaving without and with the offer, and type; a row per subscriber.
    """
    truth, risk, when = world.truth["telecom_trial"], world["telecom_risk"], trial_months(world)
    alone = first_exit(risk)
    group = _groups(world, when)
    group[alone < when.start] = np.nan  # already gone
    factor = np.ones(risk.chance.shape)
    factor[:, when] = np.nan_to_num(by_name(truth["factor"], group), nan=1.0)[:, None]
    offered = first_exit(risk, factor)
    draws = world.stream("telecom_subscribers", "save_offer").random(len(group))
    inside = pd.notna(group)
    frame = pd.DataFrame({"subscriber_id": world["telecom_base"]["subscriber_id"], "group": group})
    frame["save_offer"] = np.where(inside, draws < truth["offered"], np.nan)
    frame["exit_alone"], frame["exit_offered"] = alone, offered
    kind = TYPES[(alone >= when.stop).astype(int), (offered >= when.stop).astype(int)]
    frame["type"] = np.where(inside, kind, np.nan)
    return frame


def _groups(world: World, when: slice) -> np.ndarray:
    """Put those free to leave into the first group they fit; the others into none."""
    truth, contacts = world.truth["telecom_trial"], world["telecom_contacts"]
    back = slice(when.start - truth["months"], when.start)
    tenure, contract = tenures(world)[:, when], world["telecom_base"]["contract_months"].to_numpy()
    complained = contacts.complaint[:, back].any(axis=1)
    ending = (tenure == contract[:, None]).any(axis=1)
    silent = ~complained & (contacts.support_calls[:, back] == 0).all(axis=1)
    free = (tenure[:, 0] >= truth["least_tenure"]) & ((tenure[:, 0] > contract) | ending)
    groups = np.select(
        [~free, complained, ending, silent], ["none", "complained", "ending", "quiet"], default="called"
    ).astype(object)
    groups[~free] = np.nan
    return groups
