"""How customers rate a show, attribute by attribute, on a scale from 1 to 10."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import correlated, rating, rows_of
from cvm_lessons.world.engine import World

__all__ = [
    "RATERS",
    "RoleScores",
    "draw_edition_quality",
    "draw_ratings",
    "draw_scores",
    "general_loading",
    "mean_ratings",
    "rest_correlation",
    "score_correlation",
]

# Sponsors are asked what exhibitors are asked.
RATERS = {"exhibitor": ("exhibitor", "sponsor"), "visitor": ("visitor",)}


@dataclass(frozen=True)
class RoleScores:
    """Standard normal scores of one role's raters; columns follow `attributes`."""

    attributes: Sequence[str]
    rows: np.ndarray  # positions among the invitations
    lasting: np.ndarray  # the customer's own part, one row per invitation
    score: np.ndarray  # lasting and passing part together


def rest_correlation(truth: Mapping[str, Any], role: str) -> np.ndarray:
    """Return the correlation of the attributes' scores once the general attitude is taken out.

    Parameters
    ----------
    truth : mapping
        The area ``value``.
    role : {"exhibitor", "visitor"}
        Whose attributes.

    Returns
    -------
    ndarray
        Square matrix in the order of the role's attributes.
    """
    names = list(truth["attributes"][role])
    matrix = np.eye(len(names))
    for pair in truth["pair_correlation"][role]:
        i, j = names.index(pair["first"]), names.index(pair["second"])
        matrix[i, j] = matrix[j, i] = pair["rest"]
    return matrix


def general_loading(truth: Mapping[str, Any], role: str) -> np.ndarray:
    """Return the loading of each attribute's score on the general attitude.

    Parameters
    ----------
    truth : mapping
        The area ``value``.
    role : {"exhibitor", "visitor"}
        Whose attributes.

    Returns
    -------
    ndarray
        In the order of the role's attributes; price stands apart.
    """
    names = truth["attributes"][role]
    return np.array([truth["price_loading" if name == "price" else "general_loading"] for name in names])


def score_correlation(truth: Mapping[str, Any], role: str) -> np.ndarray:
    """Return the correlation of the attributes' scores, before rounding and styles of answering.

    Parameters
    ----------
    truth : mapping
        The area ``value``.
    role : {"exhibitor", "visitor"}
        Whose attributes.

    Returns
    -------
    ndarray
        Square matrix in the order of the role's attributes.
    """
    loading = general_loading(truth, role)
    own = np.sqrt(1.0 - loading**2)
    return np.asarray(np.outer(loading, loading) + rest_correlation(truth, role) * np.outer(own, own))


def draw_scores(world: World) -> dict[str, RoleScores]:
    """Draw each customer's lasting and each visit's passing view of every attribute.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    dict
        Hidden: the scores by role; everybody invited has them, whether or not it took part.
    """
    return {role: _role_scores(world, role) for role in RATERS}


def _role_scores(world: World, role: str) -> RoleScores:
    truth, invitations = world.truth["value"], world["invitations"]
    names = list(truth["attributes"][role])
    loading = general_loading(truth, role)
    rest = rest_correlation(truth, role)

    def scores(block: str, general: np.ndarray) -> np.ndarray:
        own = correlated(world.stream("ratings", f"{block}/{role}"), len(general), rest)
        return np.asarray(general[:, None] * loading + own * np.sqrt(1.0 - loading**2))

    rows = np.flatnonzero(invitations["role"].isin(RATERS[role]))
    lasting = scores("lasting", world["attitudes"]["attitude"].to_numpy())
    lasting = lasting[invitations["customer"].to_numpy()[rows]]
    mood = world.stream("ratings", f"mood/{role}").standard_normal(len(rows))
    share = truth["lasting_share"]
    score = np.sqrt(share) * lasting + np.sqrt(1.0 - share) * scores("passing", mood)
    return RoleScores(names, rows, lasting, score)


def mean_ratings(world: World, role: str, editions: bool = True) -> np.ndarray:
    """Return the mean rating that an invited customer is heading for, attribute by attribute.

    Parameters
    ----------
    world : World
        The world in the making.
    role : {"exhibitor", "visitor"}
        Whose attributes.
    editions : bool, default True
        Whether the ups and downs of single editions count.

    Returns
    -------
    ndarray
        Points, one row per invitation of the role.
    """
    truth, scores = world.truth["value"], world["scores"][role]
    invited = world["invitations"][["sector", "edition_id", "knows_rival", "style"]].iloc[scores.rows]
    names = list(scores.attributes)
    mean = rows_of(world["own_quality"][names], invited["sector"]) + [
        truth["mean"][role][name] for name in names
    ]
    if editions:
        mean = mean + rows_of(world["edition_quality"][names], invited["edition_id"])
    shift = truth["rival_known_shift"] * np.array([name != "price" for name in names])
    knows = invited["knows_rival"].to_numpy(dtype=float)[:, None]
    return np.asarray(mean + knows * shift + invited["style"].to_numpy()[:, None])


def draw_edition_quality(world: World) -> pd.DataFrame:
    """Draw how much better or worse each edition was than its show, by attribute.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: points, a row per edition and a column per attribute.
    """
    editions, attributes = world["calendar"]["edition_id"], world["rival_quality"].columns.drop("known_by")
    draws = {
        name: world.stream("edition_quality", name).normal(
            0.0, world.truth["value"]["edition_sd"], len(editions)
        )
        for name in attributes
    }
    return pd.DataFrame(draws, index=editions)


def draw_ratings(world: World) -> pd.DataFrame:
    """Turn the scores into recorded whole points.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: columns ``perf_…``, a row per invitation; missing where the role is not asked.
    """
    attributes = world["rival_quality"].columns.drop("known_by")
    frame = pd.DataFrame(
        np.nan, index=world["invitations"].index, columns=[f"perf_{name}" for name in attributes]
    )
    for role, scores in world["scores"].items():
        raw = mean_ratings(world, role) + world.truth["value"]["sd"] * scores.score
        frame.loc[scores.rows, [f"perf_{name}" for name in scores.attributes]] = rating(raw, 1, 10)
    return frame
