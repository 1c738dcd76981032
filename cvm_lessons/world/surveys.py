"""The survey after each edition: who answers, and all answers side by side."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name, logistic
from cvm_lessons.world.engine import World

__all__ = ["draw_responses", "draw_survey_rows", "draw_surveys"]

KEYS = ["customer_id", "edition_id", "year", "sector", "role", "country_group", "size"]
BLOCKS = ("importance", "rival_ratings", "value_items", "sacrifice")


def draw_responses(world: World) -> pd.Series:
    """Draw who answers: of those who took part, the satisfied more readily.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    Series
        Hidden: true where an invitation led to an answered survey.
    """
    truth, rows = world.truth["attitudes"], world["invitations"]
    asked = world["took_part"]["took_part"] & rows["role"].isin(truth["response_intercept"])
    base = np.nan_to_num(by_name(truth["response_intercept"], rows["role"]))
    logits = base + truth["response_slope"] * (world["value"]["value_overall"] - truth["response_centre"])
    return asked & (world.stream("surveys", "response").random(len(rows)) < logistic(logits))


def draw_survey_rows(world: World) -> np.ndarray:
    """List the invitations that led to an answered survey, in the order of ``surveys``.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    ndarray of int
        Hidden: positions among the invitations.
    """
    answered = world["invitations"].loc[world["responses"], ["year", "sector", "customer_id"]]
    return np.asarray(answered.sort_values(["year", "sector", "customer_id"]).index)


def draw_surveys(world: World) -> pd.DataFrame:
    """Put the answers of those who answered side by side.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``surveys``, by year, sector and customer.
    """
    blocks = [world["ratings"], *(world[block] for block in BLOCKS)]
    elements = world["elements"]
    outcome = world["value"][["value_overall"]].assign(recommend=elements["recommend"])
    ticks = elements.drop(columns="recommend")
    parts = (world["invitations"][KEYS], *blocks, outcome, ticks)
    frame = pd.concat([part.iloc[world["survey_rows"]] for part in parts], axis=1).reset_index(drop=True)
    asked = frame.columns[frame.notna().all()].difference([*KEYS, "rival_id"])
    frame = frame.astype(dict.fromkeys(asked, int))
    frame.insert(0, "response_id", world.ids("R", len(frame), 6))
    return frame
