"""Tender cycles: three years won or lost, and the winner has an edge in the next."""

import numpy as np
import pandas as pd

from cvm_lessons.world.devices.accounts import HORIZON
from cvm_lessons.world.engine import World

__all__ = ["draw_devices_tenders"]


def draw_devices_tenders(world: World) -> pd.DataFrame:
    """Draw when the cycles of each account begin and which of them are won.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: account (position), cycle, start and end (years since 2016), won and speed of ordering; every
        account has cycles, but only those that buy by tender feel them.
    """
    truth, traits = world.truth["devices"], world["devices_traits"]
    length = truth["tender_years"]
    cycles = int(np.ceil(HORIZON / length)) + 1
    phase = world.stream("devices_tenders", "phase").integers(0, length, len(traits))
    start = phase[:, None] - length + length * np.arange(cycles)
    won, chance = np.empty(start.shape, dtype=bool), truth["tender_win"]
    draws = world.stream("devices_tenders", "won").random(start.shape)
    won[:, 0] = draws[:, 0] < chance["first"]
    for cycle in range(1, cycles):
        hope = np.where(won[:, cycle - 1], chance["after won"], chance["after lost"])
        won[:, cycle] = draws[:, cycle] < hope
    slow = traits["tender"].to_numpy()[:, None] & ~won
    return pd.DataFrame(
        {
            "account": np.repeat(np.arange(len(traits)), cycles),
            "cycle": np.tile(np.arange(cycles), len(traits)),
            "start": start.ravel().astype(float),
            "end": start.ravel() + float(length),
            "won": won.ravel(),
            "speed": np.where(slow, truth["tender_lost"], 1.0).ravel(),
        }
    )
