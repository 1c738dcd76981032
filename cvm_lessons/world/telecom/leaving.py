"""Who leaves the operator and when: a discrete-time logit, and those cut off for not paying."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name, logistic, pick
from cvm_lessons.world.engine import World
from cvm_lessons.world.telecom.stages import of_stage
from cvm_lessons.world.telecom.subscribers import month_number

__all__ = ["Risk", "draw_exits", "draw_reasons", "draw_risk", "first_exit", "tenures"]


@dataclass(frozen=True)
class Risk:
    """Chances and dice of leaving: a row per subscriber, a column per month of the calendar."""

    chance: np.ndarray  # of leaving of one's own will, without any offer
    dice: np.ndarray  # leaves where the die falls below the chance
    cut_off: np.ndarray
    there: np.ndarray  # has joined


def tenures(world: World) -> np.ndarray:
    """Return the months with the operator, 1 in the month of joining, below 1 before it.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    ndarray of int
        A row per subscriber, a column per month of the calendar.
    """
    months = np.arange(world["telecom_paths"].shape[1])
    return np.asarray(months - world["telecom_base"]["start"].to_numpy()[:, None] + 1)


def draw_risk(world: World) -> Risk:
    """Draw for every month who would leave if it were there and had no offer.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    Risk
        Hidden: for all months of the calendar.
    """
    truth, base, contacts = world.truth["telecom_churn"], world["telecom_base"], world["telecom_contacts"]
    tenure, contract = tenures(world), base["contract_months"].to_numpy()[:, None]
    logits = of_stage(world, "telecom_churn", "stage")
    logits += by_name(truth["tariff"], base["tariff"])[:, None]
    logits += truth["complaint"] * contacts.complaint
    logits += truth["locked"] * (tenure < contract) + truth["ending"] * (tenure == contract)
    cut = world.stream("telecom_months", "cut_off").random(tenure.shape) < truth["cut_off"]
    dice = world.stream("telecom_months", "leave").random(tenure.shape)
    return Risk(logistic(logits), dice, contacts.late_payment & cut, tenure >= 1)


def first_exit(risk: Risk, factor: np.ndarray | float = 1.0) -> np.ndarray:
    """Return the first month in which each subscriber leaves or is cut off.

    Parameters
    ----------
    risk : Risk
        Chances and dice.
    factor : ndarray or float, default 1.0
        What an offer multiplies the chance with.

    Returns
    -------
    ndarray of int
        Column of the calendar; the number of columns for those who never leave.
    """
    leaves = risk.there & (risk.cut_off | (risk.dice < risk.chance * factor))
    return np.asarray(np.where(leaves.any(axis=1), leaves.argmax(axis=1), leaves.shape[1]))


def draw_exits(world: World) -> pd.DataFrame:
    """Find who leaves when, with the offer for those who got it.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: column ``exit`` of the calendar, whether cut off (``involuntary``) and whether ``shown``
        in the tables, a row per subscriber.
    """
    risk, trial = world["telecom_risk"], world["telecom_lottery"]
    exit_month = np.where(trial["save_offer"] == 1, trial["exit_offered"], trial["exit_alone"])
    rows, months = np.arange(len(exit_month)), risk.there.shape[1]
    cut_off = risk.cut_off[rows, np.minimum(exit_month, months - 1)] & (exit_month < months)
    telecom = world.truth["telecom"]
    opens = month_number(telecom["shown_from"]) - month_number(telecom["opens"])
    return pd.DataFrame({"exit": exit_month, "involuntary": cut_off, "shown": exit_month >= opens})


def draw_reasons(world: World) -> np.ndarray:
    """Draw what those who left gave as their reason; many give none.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    ndarray of object
        Hidden: a reason or missing, a row per subscriber.
    """
    truth, exits = world.truth["telecom_churn"], world["telecom_exits"]
    leaves = (exits["exit"] < world["telecom_paths"].shape[1]).to_numpy()
    given = world.stream("telecom_subscribers", "reason_given").random(len(exits)) < truth["reason_given"]
    reasons = {
        who: pick(world.stream("telecom_subscribers", f"reason/{who}"), shares, len(exits))
        for who, shares in truth["reason_share"].items()
    }
    complained = _recently(world["telecom_contacts"].complaint, exits["exit"].to_numpy())
    said = np.where(complained, reasons["complained"], reasons["quiet"])
    said = np.where(exits["involuntary"], "involuntary", said)
    said[~leaves | ~(given | exits["involuntary"].to_numpy())] = np.nan
    return said


def _recently(events: np.ndarray, month: np.ndarray) -> np.ndarray:
    """Whether something happened in a month or the two before it."""
    columns = np.arange(events.shape[1])
    near = (columns <= month[:, None]) & (columns > month[:, None] - 3)
    return np.asarray((events & near).any(axis=1))
