"""The table of the relationship module."""

import numpy as np
import pandas as pd

from cvm_lessons.world.engine import World
from cvm_lessons.world.survey_modules.answering import answer_questions

__all__ = ["draw_relationship"]


def draw_relationship(world: World) -> pd.DataFrame:
    """Draw the answers to the relationship module.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``relationship``, one row per row of ``surveys``.
    """
    answered = world["answered"]
    at = answered["invitation"].to_numpy()
    loading, shift = _understood_differently(world)
    scores = world["relationship_scores"].join(world["loyalty_scores"])
    answers = answer_questions(world, "relationship", scores, loading=loading, shift=shift)
    for column in ("share_of_budget", "shows_used"):
        answers[column] = world["budgets"][column].to_numpy()[at]
    answers.insert(0, "response_id", answered["response_id"])
    return answers


def _understood_differently(world: World) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Two trust items that one group of countries reads in its own way."""
    uneven = world.truth["relationship_items"]["uneven"]
    here = (world["answered"]["country_group"] == uneven["group"]).to_numpy()
    loading = {column: np.where(here, factor, 1.0) for column, factor in uneven["loading"].items()}
    return loading, {column: np.where(here, points, 0.0) for column, points in uneven["shift"].items()}
