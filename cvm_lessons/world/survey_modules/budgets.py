"""How many organisers a customer books, and the share of its trade-show budget that Larkport gets."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name
from cvm_lessons.world.engine import World
from cvm_lessons.world.survey_modules.own_parts import own_part

__all__ = ["draw_budgets"]


def draw_budgets(world: World) -> pd.DataFrame:
    """Draw the portfolio and the share of everybody invited.

    Every other organiser has an attraction of 1; Larkport's grows along a curve with satisfaction where
    rivals are many, and hardly at all where the customer is captive.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: shows_used, attraction (logarithm), share_of_budget in percent; a row per invitation.
    """
    truth, scores = world.truth["relationship"]["budget"], world["relationship_scores"]
    captive, satisfaction = scores["captive"].to_numpy(), scores["satisfaction"].to_numpy()
    curve = truth["competitive"]["level"] + truth["competitive"]["curve"] * np.exp(
        truth["bend"] * satisfaction
    )
    line = truth["captive"]["level"] + truth["captive"]["line"] * satisfaction
    loyalty = world["loyalty_scores"]["loyalty"].to_numpy()
    lasting = world.truth["relationship"]["lasting_share"]
    rest = truth["rest_sd"] * own_part(world, "relationship", "share_of_budget", lasting)
    attraction = np.where(captive, line, curve) + truth["loyalty"] * loyalty + rest
    others = _other_shows(world)
    share = 100.0 / (1.0 + others * np.exp(-attraction))
    return pd.DataFrame(
        {"shows_used": others + 1, "attraction": attraction, "share_of_budget": np.rint(share).astype(int)},
        index=scores.index,
    )


def _other_shows(world: World) -> np.ndarray:
    """Poisson with a rate of the customer's own: rivals known in its sector, its size."""
    truth, customers = world.truth["relationship"], world["organisations"]
    shows, rows = truth["shows"], world["invitations"]["customer"].to_numpy()
    captive = customers["sector"].isin(truth["captive"])
    mean = np.where(captive, shows["captive"], shows["competitive"]) * by_name(
        shows["size"], customers["size"]
    )
    shape = shows["shape"]
    taste = world.stream("relationship", "shows_used, lasting").gamma(shape, 1.0 / shape, len(customers))
    rate = (mean * taste)[rows]
    return np.asarray(world.stream("relationship", "shows_used, passing").poisson(rate))
