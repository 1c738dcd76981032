"""Journeys of leads over channels: an order-1 Markov chain that ends with or without a sale."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy.optimize import brentq

from cvm_lessons.world.chance import by_row, logistic
from cvm_lessons.world.engine import World

__all__ = ["draw_journeys", "removal_effects", "sale_share", "win_intercepts"]

START, WON = "start", "won"
LONGEST = 40  # touches; a longer journey has a chance of less than one in a million
NODES = 30  # Gauss and Hermite: the mean of a logistic of a normal variable to eight digits

Journey = Mapping[str, Mapping[str, float]]


def sale_share(journey: Journey, without: str = "") -> float:
    """Return the chance that a journey ends with a sale.

    Parameters
    ----------
    journey : mapping of mapping
        Probability of the next touch, or of ``won``, by touch; ``start`` is before the first.
    without : str, optional
        A channel that is taken away: journeys that would touch it end there without a sale.

    Returns
    -------
    float
        Probability of absorption in ``won``.

    Examples
    --------
    >>> sale_share({"start": {"a": 1.0}, "a": {"b": 0.5, "won": 0.2}, "b": {"won": 0.6}})
    0.5
    """
    names = list(journey)
    moves = np.array([[row.get(name, 0.0) for name in names] for row in journey.values()])
    wins = np.array([row.get(WON, 0.0) for row in journey.values()])
    if without:
        moves[:, names.index(without)] = 0.0
    return float(np.linalg.solve(np.eye(len(names)) - moves, wins)[names.index(START)])


def removal_effects(journey: Journey) -> dict[str, float]:
    """Return the share of sales that goes when a channel is taken away.

    Parameters
    ----------
    journey : mapping of mapping
        As for `sale_share`.

    Returns
    -------
    dict of str to float
        By channel; they need not sum to 1.

    Examples
    --------
    >>> removal_effects({"start": {"a": 1.0}, "a": {"b": 0.5, "won": 0.2}, "b": {"won": 0.6}})
    {'a': 1.0, 'b': 0.6}
    """
    whole = sale_share(journey)
    return {name: 1.0 - sale_share(journey, name) / whole for name in journey if name != START}


def win_intercepts(truth: Mapping[str, Any]) -> dict[str, float]:
    """Return the logits of winning by last touch, at a reply after the median time to a new customer.

    They are such that, over all replies and customers, each channel ends with a sale as often as the
    Markov chain says.

    Parameters
    ----------
    truth : mapping
        The area ``crm_leads``.

    Returns
    -------
    dict of str to float
        By channel.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    reply = truth["reply"]["effect"] * truth["reply"]["sd"] * nodes
    share, known = truth["known"]["share"], truth["known"]["effect"]

    def mean(intercept: float) -> float:
        new, old = logistic(intercept + reply), logistic(intercept + known + reply)
        return float(((1.0 - share) * new + share * old) @ weights / weights.sum())

    intercepts = {}
    for name, row in truth["journey"].items():
        if name != START:
            ends = 1.0 - sum(share for to, share in row.items() if to != WON)
            wanted = row[WON] / ends
            intercepts[name] = float(brentq(lambda at, wanted=wanted: mean(at) - wanted, -12.0, 12.0))
    return intercepts


def draw_journeys(world: World, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw the channels that each lead touched, one after the other.

    Parameters
    ----------
    world : World
        The world in the making.
    rows : int
        Number of leads.

    Returns
    -------
    tuple of ndarray
        The journeys as text, touches joined by ``>``, and the last touch of each.
    """
    journey = world.truth["crm_leads"]["journey"]
    channels = [name for name in journey if name != START]
    edges = np.cumsum(by_row(journey, np.array(list(journey), dtype=object), channels), axis=1)
    draws = world.stream("crm_leads", "journey").random((LONGEST, rows))
    ended = len(channels)
    now = (draws[0][:, None] >= edges[0][:-1]).sum(axis=1)  # every journey has a first touch
    path, last = np.array(channels, dtype=object)[now], now.copy()
    more = np.array([f">{name}" for name in channels] + [""], dtype=object)
    for draw in draws[1:]:
        now = np.where(now < ended, (draw[:, None] >= edges[np.minimum(now + 1, ended)]).sum(axis=1), ended)
        path = path + more[now]
        last = np.where(now < ended, now, last)
        if (now == ended).all():
            break
    return path, np.array(channels, dtype=object)[last]
