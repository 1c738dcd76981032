"""The hidden stages A to D of each subscriber, and what they make happen month by month."""

from dataclasses import dataclass

import numpy as np

from cvm_lessons.world.engine import World
from cvm_lessons.world.telecom.subscribers import months_between

__all__ = ["Contacts", "draw_contacts", "draw_stages", "of_stage"]


@dataclass(frozen=True)
class Contacts:
    """What the operator hears of a subscriber: a row per subscriber, a column per month of the calendar."""

    support_calls: np.ndarray
    complaint: np.ndarray
    late_payment: np.ndarray


def draw_stages(world: World) -> np.ndarray:
    """Draw the path of every subscriber through the stages, as if nobody ever left.

    Moves are for those who stay, so the path does not depend on leaving; leaving cuts it short.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    ndarray of int
        Hidden: 0 to 3 for A to D, a row per subscriber, a column per month of the calendar; 0 before joining.
    """
    move = world.truth["telecom_stages"]["move"]
    edges = np.cumsum([[move[now][then] for then in move] for now in move], axis=1)[:, :-1]
    start = world["telecom_base"]["start"].to_numpy()
    draws = world.stream("telecom_months", "stage").random((len(start), _columns(world)))
    stages = np.zeros(draws.shape, dtype=np.int8)
    for month in range(1, draws.shape[1]):
        then = (draws[:, month, None] >= edges[stages[:, month - 1]]).sum(axis=1)
        stages[:, month] = np.where(month > start, then, 0)
    return stages


def _columns(world: World) -> int:
    return len(months_between(world.truth["telecom"]["opens"], world.truth["telecom"]["closes"]))


def of_stage(world: World, area: str, name: str) -> np.ndarray:
    """Look up a parameter given by stage for every subscriber and month.

    Parameters
    ----------
    world : World
        The world in the making.
    area, name : str
        Where the parameter stands in the truth.

    Returns
    -------
    ndarray
        Values in the shape of the stages.
    """
    values = world.truth[area][name]
    letters = world.truth["telecom_stages"]["names"]
    return np.asarray(np.array([values[letter] for letter in letters])[world["telecom_paths"]])


def draw_contacts(world: World) -> Contacts:
    """Draw support calls, complaints and late payments of every month.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    Contacts
        Hidden: for all months of the calendar, whether or not the subscriber is there.
    """
    shape = world["telecom_paths"].shape
    calls = world.stream("telecom_months", "support_calls")
    complaint = world.stream("telecom_months", "complaint").random(shape)
    late = world.stream("telecom_months", "late_payment").random(shape)
    return Contacts(
        calls.poisson(of_stage(world, "telecom_stages", "support_calls")),
        complaint < of_stage(world, "telecom_stages", "complaint"),
        late < world["telecom_base"]["late"].to_numpy()[:, None],
    )
