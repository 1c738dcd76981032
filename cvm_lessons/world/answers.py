"""The rest of the questionnaire: importance, rivals, value items, burdens and benefits, elements."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_row, correlated, logistic, rating, rows_of
from cvm_lessons.world.engine import World
from cvm_lessons.world.ratings import RoleScores, score_correlation

__all__ = ["draw_elements", "draw_importance", "draw_rival_ratings", "draw_sacrifice", "draw_value_items"]


def _blank(world: World, columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(np.nan, index=world["invitations"].index, columns=columns)


def draw_importance(world: World) -> pd.DataFrame:
    """Draw stated importance: near the ceiling, and not what the value equation says.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: columns ``imp_…``, a row per invitation.
    """
    truth, invitations = world.truth["importance"], world["invitations"]
    frame = _blank(world, [column.replace("perf_", "imp_") for column in world["ratings"]])
    for role, scores in world["scores"].items():
        mean = [truth["mean"][role][name] for name in scores.attributes]
        segment = by_row(truth["segment_shift"], invitations["segment"].iloc[scores.rows], scores.attributes)
        noise = world.stream("importance", role).normal(0.0, truth["sd"], segment.shape)
        raw = mean + segment + invitations["style"].to_numpy()[scores.rows, None] + noise
        frame.loc[scores.rows, [f"imp_{name}" for name in scores.attributes]] = rating(raw, 1, 10)
    return frame


def draw_rival_ratings(world: World) -> pd.DataFrame:
    """Draw how those who know a rival show rate the one they know best.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: rival_id and columns ``rival_…``, missing where no rival is known.
    """
    truth, invitations = world.truth["rivals"], world["invitations"]
    frame = _blank(world, [column.replace("perf_", "rival_") for column in world["ratings"]])
    rival = world["attitudes"]["rival"].iloc[invitations["customer"]].set_axis(invitations.index)
    for role, scores in world["scores"].items():
        names = list(scores.attributes)
        loading = np.where(np.array(names) == "price", 0.0, truth["rating_loading"])
        stream = world.stream("rival_ratings", role)
        draws = stream.standard_normal((len(scores.rows), len(names) + 1))
        score = draws[:, :1] * loading + draws[:, 1:] * np.sqrt(1.0 - loading**2)
        mean = [world.truth["value"]["mean"][role][name] for name in names]
        quality = rows_of(world["rival_quality"][names], rival.iloc[scores.rows])
        style = invitations["style"].to_numpy()[scores.rows, None]
        raw = mean + quality + style + truth["rating_sd"] * score
        frame.loc[scores.rows, [f"rival_{name}" for name in names]] = rating(raw, 1, 10)
    frame.insert(0, "rival_id", rival)
    return frame


def _explained(
    world: World, role: str, weights: Mapping[str, Mapping[str, float]], rest: np.ndarray, block: str
) -> np.ndarray:
    """Standard normal answers: `weights` on the attributes' scores, the rest correlated as given."""
    scores: RoleScores = world["scores"][role]
    matrix = np.array([[row.get(name, 0.0) for name in scores.attributes] for row in weights.values()])
    between = score_correlation(world.truth["value"], role)
    left = 1.0 - np.einsum("ij,jk,ik->i", matrix, between, matrix)
    own = correlated(world.stream(block, role), len(scores.rows), rest)
    return np.asarray(scores.score @ matrix.T + own * np.sqrt(left))


def draw_value_items(world: World) -> pd.DataFrame:
    """Draw three answers on each of the five consumption values.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: columns ``val_functional_1`` … ``val_conditional_3`` on 1-7, a row per invitation.
    """
    truth, dimensions = world.truth["items"], world.truth["items"]["dimensions"]
    frame = _blank(world, [f"val_{dimension}_{item}" for dimension in dimensions for item in (1, 2, 3)])
    rest = np.full((len(dimensions), len(dimensions)), truth["rest_correlation"])
    np.fill_diagonal(rest, 1.0)
    loading = np.tile(truth["loading"], len(dimensions))
    mean = np.repeat([truth["mean"][dimension] for dimension in dimensions], len(truth["loading"]))
    for role, scores in world["scores"].items():
        latent = _explained(world, role, truth["weight"][role], rest, "value_dimensions")
        latent = np.repeat(latent, len(truth["loading"]), axis=1)
        error = world.stream("value_items", role).standard_normal(latent.shape)
        answer = mean + truth["sd"] * (loading * latent + np.sqrt(1.0 - loading**2) * error)
        frame.loc[scores.rows] = rating(answer + _agreement(world, scores), 1, 7)
    return frame


def draw_sacrifice(world: World) -> pd.DataFrame:
    """Draw the four perceived costs and the four benefits of customer delivered value.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: columns ``cost_…`` and ``benefit_…`` on 1-7, a row per invitation.
    """
    truth = world.truth["sacrifice"]
    names = list(truth["mean"])
    frame = _blank(world, names)
    for role, scores in world["scores"].items():
        answer = _explained(world, role, truth["weight"][role], np.eye(len(names)), "sacrifice")
        raw = [truth["mean"][name] for name in names] + truth["sd"] * answer
        frame.loc[scores.rows] = rating(raw + _agreement(world, scores), 1, 7)
    return frame


def _agreement(world: World, scores: RoleScores) -> np.ndarray:
    """Points that a respondent adds to whatever it is asked."""
    trait = world["invitations"]["acquiescence"].to_numpy()[scores.rows, None]
    return np.asarray(world.truth["attitudes"]["acquiescence_sd"] * trait)


def draw_elements(world: World) -> pd.DataFrame:
    """Draw which of twelve elements of value are ticked, and the recommendation.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: twelve columns ``el_…`` of 0 and 1, and recommend on 0-10; a row per invitation.
    """
    truth, ratings = world.truth["elements"], world["ratings"]
    names = list(truth["intercept"])
    frame = _blank(world, names)
    for role, scores in world["scores"].items():
        behind = ratings.loc[scores.rows, [f"perf_{truth['attribute'][role][name]}" for name in names]]
        logits = list(truth["intercept"].values()) + truth["slope"] * (behind.to_numpy() - truth["centre"])
        ticked = world.stream("elements", role).random(logits.shape) < logistic(logits)
        frame.loc[scores.rows] = ticked.astype(float)
    act = truth["recommend"]
    noise = world.stream("elements", "recommend").normal(0.0, act["noise_sd"], len(frame))
    lift = act["value_overall"] * world["value"]["value_overall"] + act["elements"] * frame.sum(axis=1)
    return frame.assign(recommend=rating((act["intercept"] + lift).to_numpy() + noise, 0, 10))
