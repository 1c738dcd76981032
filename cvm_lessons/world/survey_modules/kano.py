"""Kano's paired questions on ten services: a hidden category behind each pair of answers."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtr

from cvm_lessons.world.chance import text
from cvm_lessons.world.engine import World
from cvm_lessons.world.survey_modules.own_parts import own_part

__all__ = ["CATEGORIES", "category_shares", "draw_kano", "draw_kano_categories"]

REGULAR = ("attractive", "one_dimensional", "must_be", "indifferent")
CATEGORIES = (*REGULAR, "reverse", "questionable")


def category_shares(truth: Mapping[str, Any], service: str, role: str, segment: str) -> np.ndarray:
    """Return the shares of the six categories of a service in one role and segment.

    Parameters
    ----------
    truth : mapping
        The area ``kano``.
    service, role, segment : str
        Which service, and whose shares.

    Returns
    -------
    ndarray
        In the order of `CATEGORIES`; sums to 1.
    """
    given, tilt = truth["share"][role][service], truth["segment_tilt"].get(segment, {}).get(service, {})
    regular = np.array([given[name] * tilt.get(name, 1.0) for name in REGULAR])
    reverse = truth["reverse"].get(service, truth["reverse"]["any_other"])
    odd = np.array([reverse, truth["questionable"]])
    return np.concatenate([regular / regular.sum() * (1.0 - odd.sum()), odd])


def draw_kano_categories(world: World) -> pd.DataFrame:
    """Draw what each service is to each answered survey of the years in which Kano's questions were asked.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: response_id and a category per service, in the order of ``surveys``.
    """
    truth, answered = world.truth["kano"], world["answered"]
    half = world.stream("kano", "half").random(len(world["invitations"])) < truth["asked_share"]
    at = answered["invitation"].to_numpy()
    asked = answered[answered["year"].isin(truth["years"]).to_numpy() & half[at]]
    codes, groups = pd.factorize(pd.MultiIndex.from_frame(asked[["role", "segment"]]))
    at = asked["invitation"].to_numpy()
    columns = {}
    for service in truth["share"]["exhibitor"]:
        edges = np.array([category_shares(truth, service, *group) for group in groups]).cumsum(axis=1)[codes]
        rank = ndtr(own_part(world, "kano", service, truth["lasting_share"])[at])
        columns[service] = text(CATEGORIES, (rank[:, None] >= edges[:, :-1]).sum(axis=1))
    return asked[["response_id"]].reset_index(drop=True).assign(**columns)


def draw_kano(world: World) -> pd.DataFrame:
    """Draw the pairs of answers: a cell of Kano's table within the hidden category.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``kano``: ``with_…`` the answer if the service is there, ``without_…`` if it is not.
    """
    truth, categories, answered = world.truth["kano"], world["kano_categories"], world["answered"]
    at = answered.set_index("response_id")["invitation"].loc[categories["response_id"]].to_numpy()
    columns = {}
    for service in categories.columns.drop("response_id"):
        chance = world.stream("kano", f"{service}, cell").random(len(world["invitations"]))[at]
        pairs = np.empty((len(categories), 2), dtype=int)
        codes, names = pd.factorize(categories[service])
        for code, category in enumerate(names):
            here = codes == code
            pairs[here] = _cells(truth["cells"][category], chance[here])
        columns[f"with_{service}"], columns[f"without_{service}"] = pairs.T
    return categories[["response_id"]].assign(**columns)


def _cells(cells: Mapping[str, float], chance: np.ndarray) -> np.ndarray:
    """Choose a cell such as "15" (like it with, dislike it without) for each uniform draw."""
    pairs = np.array([[int(answer) for answer in cell] for cell in cells])
    edges = np.cumsum(list(cells.values()))
    return np.asarray(pairs[np.searchsorted(edges[:-1] / edges[-1], chance, side="right")])
