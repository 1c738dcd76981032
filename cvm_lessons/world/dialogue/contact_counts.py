"""How often staff and customers turn to each other around each edition."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name
from cvm_lessons.world.engine import World

__all__ = ["BLOCKS", "DIRECTIONS", "PHASES", "draw_contact_counts", "poisson_counts"]

PHASES, DIRECTIONS = ("before", "during", "after"), ("outbound", "inbound")
BLOCKS = tuple((direction, phase) for direction in DIRECTIONS for phase in PHASES)


def draw_contact_counts(world: World) -> pd.DataFrame:
    """Draw the number of contacts by direction and phase.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: columns ``outbound_before`` to ``inbound_after`` and came_before, a row per invitation.
    """
    rows, came = world["invitations"], world["took_part"]["took_part"].to_numpy()
    came_before = np.where(rows["turn"] == 0, True, np.roll(came, 1))  # sorted by customer and year
    base = {"outbound": _attention(world, came_before), "inbound": _pull(world)}
    absent = world.truth["touchpoints"]["absent_factor"]
    reach = {"before": 1.0, "during": came.astype(float), "after": np.where(came, 1.0, absent)}
    counts = {}
    for direction, phase in BLOCKS:
        own = by_name(_rates(world, direction, phase), rows["role"])
        draws = world.stream("touchpoints", f"{direction} {phase} count").random(len(rows))
        counts[f"{direction}_{phase}"] = poisson_counts(own * base[direction] * reach[phase], draws)
    return pd.DataFrame(counts).assign(came_before=came_before)


def poisson_counts(rates: np.ndarray, draws: np.ndarray) -> np.ndarray:
    """Turn uniform numbers into Poisson counts, one for one: a change of one rate changes one count.

    Parameters
    ----------
    rates : ndarray
        Means.
    draws : ndarray
        Uniform numbers.

    Returns
    -------
    ndarray of int
        The smallest counts whose distribution function exceeds the draws.

    Examples
    --------
    >>> poisson_counts(np.array([0.0, 2.0, 2.0]), np.array([0.9, 0.1, 0.6])).tolist()
    [0, 0, 2]
    """
    counts = np.zeros(len(rates), dtype=int)
    chance = np.exp(-rates)
    below, at = chance.copy(), np.arange(len(rates))
    # Where the chance has died out, rounding keeps the sum below 1: the count is as high as it can be.
    while len(at := at[(draws[at] >= below[at]) & (chance[at] > 0.0)]):
        counts[at] += 1
        chance[at] *= rates[at] / counts[at]
        below[at] += chance[at]
    return counts


def _rates(world: World, direction: str, phase: str) -> Mapping[str, float]:
    rates = world.truth["touchpoints"][f"{direction}_rate"]
    return {role: phases[phase] for role, phases in rates.items()}


def _attention(world: World, came_before: np.ndarray) -> np.ndarray:
    """What staff give: more to those who came, to large companies, and to those of good attitude."""
    pull, rows = world.truth["touchpoints"]["attention"], world["invitations"]
    size = by_name({"small": 0.0, "medium": pull["medium"], "large": pull["large"]}, rows["size"])
    logs = size + pull["came_before"] * came_before + pull["attitude"] * rows["attitude"].to_numpy()
    return np.asarray(np.exp(logs))


def _pull(world: World) -> np.ndarray:
    """What customers bring: as their stage has it, times the mood of the edition."""
    truth, stage = world.truth["touchpoints"], world["lifecycle"]["stage"]
    shape = truth["inbound_shape"]
    mood = world.stream("touchpoints", "mood").gamma(shape, 1.0 / shape, len(stage))
    multiple = np.array([truth["inbound_stage"][name] for name in stage.cat.categories])
    return np.asarray(multiple[stage.cat.codes] * mood)
