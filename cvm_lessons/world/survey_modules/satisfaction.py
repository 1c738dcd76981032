"""The table of the satisfaction module."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name, pick
from cvm_lessons.world.engine import World
from cvm_lessons.world.survey_modules.answering import answer_questions
from cvm_lessons.world.survey_modules.own_parts import own_part

__all__ = ["draw_index_loyalty", "draw_satisfaction"]


def draw_index_loyalty(world: World) -> pd.Series:
    """Draw the loyalty of the satisfaction index: satisfaction, image, and how a complaint was handled.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    Series
        Hidden: about standard normal, a row per invitation.
    """
    truth, scores = world.truth["satisfaction"], world["satisfaction_scores"]
    paths = truth["index_loyalty"]
    handled = scores["complained"] * (paths["complained"] + paths["handling"] * scores["handling"])
    shared = paths["shared_rest"]
    own = own_part(world, "satisfaction", "index_loyalty", truth["lasting_share"])
    own = shared * world["loyalty_scores"]["loyalty_rest"] + np.sqrt(1.0 - shared**2) * own
    raw = paths["satisfaction"] * scores["satisfaction"] + paths["image"] * scores["image"]
    return (raw + handled + paths["rest_sd"] * own).rename("index_loyalty")


def draw_satisfaction(world: World) -> pd.DataFrame:
    """Draw the answers to the satisfaction module.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``satisfaction``, one row per row of ``surveys``.
    """
    truth, answered = world.truth["satisfaction_items"], world["answered"]
    scores = world["satisfaction_scores"].assign(index_loyalty=world["index_loyalty"])
    at = answered["invitation"].to_numpy()
    mode = pick(world.stream("satisfaction", "mode"), truth["mode_share"], len(scores))[at]
    effect = by_name(truth["mode_shift"], mode)
    moved = dict.fromkeys(truth["questions"]["satisfaction"]["columns"], effect)
    answers = answer_questions(world, "satisfaction", scores, shift=moved)
    complained = scores["complained"].to_numpy()[at]
    answers["complaint_handling"] = np.where(complained, answers["complaint_handling"], np.nan)
    answers.insert(answers.columns.get_loc("complaint_handling"), "complained", complained.astype(int))
    answers.insert(0, "mode", mode)
    answers.insert(0, "response_id", answered["response_id"])
    return answers
