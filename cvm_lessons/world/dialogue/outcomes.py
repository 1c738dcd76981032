"""What comes of a contact: whether a customer answers staff, and how, depends on the hidden stage."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from cvm_lessons.world.chance import by_name, logistic, pick_places, text
from cvm_lessons.world.dialogue.lifecycle import STAGES
from cvm_lessons.world.engine import World

__all__ = ["outcomes", "response_chance"]


def outcomes(world: World, events: pd.DataFrame) -> ExtensionArray:
    """Draw the outcome of each contact.

    Parameters
    ----------
    world : World
        The world in the making.
    events : DataFrame
        Columns direction, channel, role and the code of the stage.

    Returns
    -------
    ExtensionArray
        Outcome per row.
    """
    truth = world.truth["touchpoints"]
    kinds, asks = list(truth["answer_kind"][STAGES[0]]), truth["inbound_kind"]
    answers = world.stream("touchpoints", "answer").random(len(events)) < response_chance(truth, events)
    opened = world.stream("touchpoints", "opened").random(len(events)) < truth["opened"]
    silent = (opened & (events["channel"] == "email").to_numpy()).astype(int)
    sent = np.where(answers, 2 + _kinds(world, events), silent)
    asked = 2 + len(kinds) + pick_places(world.stream("touchpoints", "inbound kind"), asks, len(events))
    outbound = (events["direction"] == "outbound").to_numpy()
    return text(["none", "opened", *kinds, *asks], np.where(outbound, sent, asked))


def response_chance(truth: Mapping[str, Any], events: pd.DataFrame) -> np.ndarray:
    """Chance that a contact by staff is answered.

    Parameters
    ----------
    truth : mapping
        The area touchpoints.
    events : DataFrame
        Columns channel, role and the code of the stage.

    Returns
    -------
    ndarray
        Probability per row.
    """
    act, stage = truth["response"], events["stage"].to_numpy()
    of_stage, of_person = (np.array([act[part][name] for name in STAGES]) for part in ("stage", "personal"))
    personal = events["channel"].isin(truth["personal_channels"]).to_numpy()
    channel = np.nan_to_num(by_name(act["channel"], events["channel"]))  # staff send no web page
    visitor = act["visitor"] * (events["role"] == "visitor").to_numpy()
    return logistic(of_stage[stage] + personal * of_person[stage] + channel + visitor)


def _kinds(world: World, events: pd.DataFrame) -> np.ndarray:
    """Place of each answer among its kinds, as likely as the stage of the customer makes it."""
    kinds = world.truth["touchpoints"]["answer_kind"]
    names = list(kinds[STAGES[0]])
    edges = np.cumsum([[kinds[stage][name] for name in names] for stage in STAGES], axis=1)
    draw = world.stream("touchpoints", "answer kind").random(len(events))[:, None]
    return np.asarray((draw >= edges[events["stage"].to_numpy(), :-1]).sum(axis=1))
