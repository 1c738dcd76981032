"""The structural equation of perceived value, and rebooking on site that follows from it alone."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_row, logistic, rating
from cvm_lessons.world.engine import World
from cvm_lessons.world.ratings import mean_ratings, score_correlation

__all__ = ["draw_value", "expected_rebooking", "value_weights"]

QUADRATURE = 15  # nodes of Gauss and Hermite: the mean of a logistic of a normal variable to six digits


def value_weights(world: World, role: str) -> np.ndarray:
    """Return the weight of each rating in ``value_overall`` for each invitation of a role.

    Parameters
    ----------
    world : World
        The world in the making.
    role : {"exhibitor", "visitor"}
        Whose weights.

    Returns
    -------
    ndarray
        One row per invitation of the role, one column per attribute.
    """
    scores = world["scores"][role]
    sectors = world["invitations"]["sector"].iloc[scores.rows]
    return by_row(world.truth["value"]["weight"][role], sectors, scores.attributes)


def draw_value(world: World) -> pd.DataFrame:
    """Draw the overall value and whether the customer rebooks on site, for everybody invited.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: value_overall (whole points), raw_value (before rounding), rebooked; a row per invitation.
    """
    truth, ratings = world.truth["value"], world["ratings"]
    raw = world.stream("value", "value_overall").normal(0.0, truth["noise_sd"], len(ratings))
    for role, scores in world["scores"].items():
        recorded = ratings.loc[scores.rows, [f"perf_{name}" for name in scores.attributes]].to_numpy()
        raw[scores.rows] += truth["intercept"][role] + (value_weights(world, role) * recorded).sum(axis=1)
    value = rating(raw, 1, 10)
    chance = logistic(truth["rebooking"]["intercept"] + truth["rebooking"]["slope"] * value)
    rebooked = world.stream("value", "rebooked").random(len(value)) < chance
    return pd.DataFrame({"value_overall": value, "raw_value": raw, "rebooked": rebooked}, index=ratings.index)


def expected_rebooking(world: World) -> np.ndarray:
    """Return each customer's probability of rebooking before it is known how this edition goes.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    ndarray
        Probabilities, one per invitation.
    """
    truth = world.truth["value"]
    expected = np.empty(len(world["invitations"]))
    for role, scores in world["scores"].items():
        weights = value_weights(world, role)
        lasting = truth["sd"] * np.sqrt(truth["lasting_share"]) * scores.lasting
        mean = truth["intercept"][role] + (weights * (mean_ratings(world, role, False) + lasting)).sum(axis=1)
        expected[scores.rows] = _mean_logistic(world, mean, _passing_sd(world, role, weights))
    return expected


def _passing_sd(world: World, role: str, weights: np.ndarray) -> np.ndarray:
    """Spread of value_overall from edition to edition: passing moods, noise and two roundings."""
    truth = world.truth["value"]
    together = np.einsum("ij,jk,ik->i", weights, score_correlation(truth, role), weights)
    spread = truth["sd"] ** 2 * (1.0 - truth["lasting_share"]) * together
    rounding = ((weights**2).sum(axis=1) + 1.0) / 12.0
    return np.asarray(np.sqrt(spread + truth["noise_sd"] ** 2 + rounding))


def _mean_logistic(world: World, mean: np.ndarray, sd: np.ndarray) -> np.ndarray:
    rebooking = world.truth["value"]["rebooking"]
    nodes, node_weights = np.polynomial.hermite_e.hermegauss(QUADRATURE)
    values = mean[:, None] + sd[:, None] * nodes
    chances = logistic(rebooking["intercept"] + rebooking["slope"] * values)
    return np.asarray(chances @ node_weights / node_weights.sum())
