"""The hidden course of each relationship: a Markov chain of stages, drawn given when the customer left."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.engine import World

__all__ = ["LIVING", "STAGES", "draw_lifecycle", "draw_patterns"]

STAGES = ("cultivation", "confirmation", "trust", "weakening", "lost")
LIVING, LOST = STAGES[:-1], len(STAGES) - 1
WEAKENING = STAGES.index("weakening")


def draw_lifecycle(world: World) -> pd.DataFrame:
    """Draw the stage of each customer at each of its invitations.

    Whether and when a customer left for good is known already. Given that, the stages of a hidden Markov
    chain with stage-dependent exits are drawn one after the other, each with the chance of what is still
    to come (backward messages, forward sampling), for all customers at once.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: customer_id, edition_id and the ordered stage, a row per invitation.
    """
    rows, gone = world["invitations"], world["took_part"]["gone"].to_numpy()
    codes = np.full(len(rows), LOST)
    draws = world.stream("lifecycle", "stage").random(len(rows))
    turn, ahead = rows["turn"].to_numpy(), _chance_of_the_rest(world)
    first, move = _initial(world.truth["lifecycle"]), _transition(world.truth["lifecycle"])
    for now in range(int(turn.max()) + 1):
        here = np.flatnonzero((turn == now) & ~gone)
        before = first if now == 0 else move[codes[here - 1]]  # rows are sorted by customer and year
        edges = np.cumsum(before * ahead[here], axis=1)
        codes[here] = (draws[here, None] * edges[:, -1:] >= edges[:, :-1]).sum(axis=1)
    stage = pd.Categorical.from_codes(codes, categories=list(STAGES), ordered=True)
    return rows[["customer_id", "edition_id"]].assign(stage=stage)


def _initial(truth: Mapping[str, Any]) -> np.ndarray:
    return np.array([truth["initial"][stage] for stage in LIVING])


def _transition(truth: Mapping[str, Any]) -> np.ndarray:
    return np.array([[truth["transition"][stage][to] for to in LIVING] for stage in LIVING])


def _chance_of_the_rest(world: World) -> np.ndarray:
    """Chance of the customer's later invitations by the stage at this one; a row per invitation."""
    rows, gone = world["invitations"], world["took_part"]["gone"]
    by_customer = (~gone).groupby(rows["customer"])
    left = (by_customer.transform("sum") - 1 - rows["turn"]).clip(lower=0).to_numpy()
    exits = gone.groupby(rows["customer"]).transform("any").to_numpy(dtype=int)
    messages = {
        role: _messages(world.truth["lifecycle"], hazards, int(left.max()))
        for role, hazards in world.truth["lifecycle"]["exit"].items()
    }
    ahead = np.empty((len(rows), len(LIVING)))
    for role, message in messages.items():
        mine = (rows["role"] == role).to_numpy()
        ahead[mine] = message[exits[mine], left[mine]]
    return ahead


def _messages(truth: Mapping[str, Any], hazards: Mapping[str, float], longest: int) -> np.ndarray:
    """Chance of so many further editions, and then of nothing known (0) or of an exit (1), by stage."""
    hazard, move = np.array([hazards[stage] for stage in LIVING]), _transition(truth)
    message = np.empty((2, longest + 1, len(LIVING)))
    message[:, 0] = np.ones(len(LIVING)), hazard
    for further in range(1, longest + 1):
        message[:, further] = (1.0 - hazard) * (message[:, further - 1] @ move.T)
    return message


def draw_patterns(world: World) -> pd.DataFrame:
    """Name the pattern of each relationship by the highest stage it reached and by whether it is lost.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: customer_id, highest stage (weakening counts as none) and pattern, a row per customer.
    """
    names, codes = world.truth["lifecycle"]["pattern"], world["lifecycle"]["stage"].cat.codes
    by_customer = codes.where(codes < WEAKENING, -1).groupby(world["invitations"]["customer"])
    highest = by_customer.max().map(dict(enumerate(STAGES)))
    lost = (codes == LOST).groupby(world["invitations"]["customer"]).any()
    kept = pd.Series(np.where(highest == "trust", names["kept"], names["open"]), index=highest.index)
    pattern = highest.map(names).where(lost, kept)
    who = world["organisations"]["customer_id"]
    return pd.DataFrame({"customer_id": who[highest.index], "highest": highest, "pattern": pattern})
