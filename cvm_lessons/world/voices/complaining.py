"""Who complains: the disappointed who could go elsewhere, and few even of them."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name, logistic
from cvm_lessons.world.engine import World

__all__ = ["draw_complaining"]


def draw_complaining(world: World) -> pd.Series:
    """Draw which participations bring a complaint.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    Series of bool
        Hidden: one value per invitation.
    """
    truth, rows = world.truth["complaints"], world["invitations"]
    logits = (
        by_name(truth["intercept"], rows["role"])
        + truth["value"] * (world["value"]["value_overall"].to_numpy() - truth["centre"])
        + truth["knows_rival"] * rows["knows_rival"].to_numpy(dtype=float)
    )
    speaks = world.stream("complaints", "complains").random(len(rows)) < logistic(logits)
    return pd.Series(np.asarray(world["took_part"]["took_part"]) & speaks, index=rows.index)
