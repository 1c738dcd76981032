"""The part of a score that nothing else explains: one half lasts with the customer, one half passes."""

from collections.abc import Iterable

import numpy as np

from cvm_lessons.world.engine import World

__all__ = ["own_part", "own_parts"]


def own_part(world: World, table: str, name: str, lasting: float) -> np.ndarray:
    """Draw the own part of one score for everybody invited.

    Parameters
    ----------
    world : World
        The world in the making.
    table, name : str
        The table it is for, and the score.
    lasting : float
        Share of the variance that belongs to the customer and lasts over editions.

    Returns
    -------
    ndarray
        Standard normal, one value per invitation.
    """
    customers, rows = len(world["organisations"]), world["invitations"]["customer"].to_numpy()
    stays = world.stream(table, f"{name}, lasting").standard_normal(customers)[rows]
    passes = world.stream(table, f"{name}, passing").standard_normal(len(rows))
    return np.asarray(np.sqrt(lasting) * stays + np.sqrt(1.0 - lasting) * passes)


def own_parts(world: World, table: str, names: Iterable[str]) -> dict[str, np.ndarray]:
    """Draw the own parts of several scores with the lasting share of the area `table`.

    Parameters
    ----------
    world : World
        The world in the making.
    table : str
        The table they are for.
    names : iterable of str
        The scores.

    Returns
    -------
    dict of str to ndarray
        Standard normal values, one per invitation.
    """
    lasting = world.truth[table]["lasting_share"]
    return {name: own_part(world, table, name, lasting) for name in names}
