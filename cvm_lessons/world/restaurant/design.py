"""The layout of the chain: outlets, months, cities, and which outlets get which policy."""

import numpy as np
import pandas as pd

from cvm_lessons.world.engine import World

__all__ = ["draw_restaurant_design"]


def draw_restaurant_design(world: World) -> pd.DataFrame:
    """List every outlet and month with the policies in force.

    Half of the outlets, drawn by lot, get the penalty; half of each arm get authority to compensate later.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: outlet (position), outlet_id, city, month, turn (running month), penalty and authority (0 or
        1); a row per outlet and month.
    """
    truth = world.truth["restaurant"]
    outlets, cities = truth["outlets"], truth["cities"]
    months = pd.date_range(truth["months"]["first"], periods=truth["months"]["count"], freq="MS")
    frame = pd.DataFrame(
        {
            "outlet": np.repeat(np.arange(outlets), len(months)),
            "month": np.tile(months, outlets),
            "turn": np.tile(np.arange(len(months)), outlets),
        }
    )
    frame["outlet_id"] = [f"RO{outlet + 1:02d}" for outlet in frame["outlet"]]
    frame["city"] = np.array(cities, dtype=object)[frame["outlet"] % len(cities)]
    lot = np.empty(outlets, dtype=int)
    lot[world.stream("restaurant_months", "lot").permutation(outlets)] = np.arange(outlets)
    place = lot[frame["outlet"]]
    for policy, group in (("penalty", place < outlets // 2), ("authority", place % 2 == 0)):
        begun = frame["month"] >= pd.Timestamp(truth[policy]["from"])
        frame[policy] = (group & begun).astype(int)
    return frame
