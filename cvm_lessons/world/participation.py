"""Who takes part in which edition: Bernoulli opportunities until a geometric exit (BG/BB)."""

import numpy as np
import pandas as pd
from scipy.special import betaincinv, logit, ndtr

from cvm_lessons.world.chance import beta_parameters, by_name, logistic
from cvm_lessons.world.engine import World
from cvm_lessons.world.perceived_value import expected_rebooking

__all__ = ["draw_chances", "draw_took_part"]


def draw_chances(world: World) -> pd.DataFrame:
    """Draw each customer's probability of taking part, and of leaving for good.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: take_part and leave, one row per row of ``organisations``.
    """
    truth, customers = world.truth["participation"], world["organisations"]
    shift = by_name(truth["size_shift"], customers["size"])
    shift = shift + by_name(truth["sector_shift"], customers["sector"])
    mean = logistic(logit(by_name(truth["take_part_mean"], customers["role"])) + shift)
    share = truth["attitude_correlation"]
    own = world.stream("participations", "take_part").standard_normal(len(customers))
    rank = ndtr(share * world["attitudes"]["attitude"].to_numpy() + np.sqrt(1.0 - share**2) * own)
    exits = by_name(truth["exit_mean"], customers["role"])
    leave = world.stream("participations", "leave").beta(*beta_parameters(exits, truth["exit_precision"]))
    take_part = betaincinv(*beta_parameters(mean, truth["take_part_precision"]), rank)
    return pd.DataFrame({"take_part": take_part, "leave": leave}, index=customers.index)


def draw_took_part(world: World) -> pd.DataFrame:
    """Draw edition after edition who takes part.

    A customer's first edition is the one it was won with. Later ones follow its own probability;
    a rebooking on site moves it up, its absence down, around the customer's expected rebooking,
    so that on average over editions the probability stays what it is.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: customer_id, edition_id, took_part and gone, a row per invitation.
    """
    rows, chances = world["invitations"], world["chances"].loc[world["invitations"]["customer"]]
    take_part, leave = chances["take_part"].to_numpy(), chances["leave"].to_numpy()
    expected, rebooked = expected_rebooking(world), world["value"]["rebooked"].to_numpy()
    room = np.minimum((1.0 - take_part) / (1.0 - expected), take_part / expected)
    moved = take_part + world.truth["participation"]["rebooking_pull"] * room * (rebooked - expected)
    stays = world.stream("participations", "stays").random(len(rows)) >= leave
    chance = world.stream("participations", "took_part").random(len(rows))
    turn = rows["turn"].to_numpy()
    alive, came = turn == 0, turn == 0
    for now in np.split(np.argsort(turn, kind="stable"), np.flatnonzero(np.diff(np.sort(turn))) + 1)[1:]:
        before = now - 1  # rows are sorted by customer and year
        alive[now] = alive[before] & stays[now]
        came[now] = alive[now] & (chance[now] < np.where(came[before], moved[before], take_part[now]))
    return rows[["customer_id", "edition_id"]].assign(took_part=came, gone=~alive)
