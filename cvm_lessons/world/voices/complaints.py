"""The log of complaints as the service desk keeps it, with the answers to its follow-up."""

import pandas as pd

from cvm_lessons.world.engine import World
from cvm_lessons.world.voices.justice import JUSTICES

__all__ = ["draw_complaints", "next_participation"]

LOGGED = [
    "customer_id", "edition_id", "date", "channel", "cause", "severity", "response_hours", "recovery",
    "compensation",
]  # fmt: skip


def draw_complaints(world: World) -> pd.DataFrame:
    """Put the log together; what only the follow-up asks is missing where it was not answered.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``complaints``, by date.
    """
    cases, recovery = world["complaint_cases"], world["complaint_recovery"]
    frame = cases[LOGGED].copy()
    for name in JUSTICES:
        frame[f"justice_{name}"] = recovery[name].where(recovery["answered"])
    frame["satisfaction_before"] = recovery["before"]
    frame["satisfaction_after"] = recovery["after"].where(recovery["answered"])
    frame[["second_failure", "handled_by", "closed"]] = cases[["second_failure", "handled_by", "closed"]]
    frame["stayed"] = next_participation(world).loc[frame.index]
    frame = frame.sort_values(["date", "customer_id"], ignore_index=True)
    frame.insert(0, "complaint_id", world.ids("CP", len(frame), 5))
    return frame


def next_participation(world: World) -> pd.Series:
    """Return whether each invited customer took part in the next held edition of its show.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    Series of boolean
        One value per invitation; missing where no later edition was held.
    """
    rows = world["took_part"]
    came = rows["took_part"].astype("boolean")
    return came.groupby(rows["customer_id"], sort=False).shift(-1)
