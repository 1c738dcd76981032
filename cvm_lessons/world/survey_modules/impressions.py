"""What a customer expected and what it met: image, expectation and quality by RATER dimension."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.engine import World
from cvm_lessons.world.survey_modules.own_parts import own_part, own_parts
from cvm_lessons.world.survey_modules.paths import implied_correlation

__all__ = ["DIMENSIONS", "draw_impressions", "impression_correlation", "quality_spread"]

DIMENSIONS = ("reliability", "assurance", "tangibles", "empathy", "responsiveness")


def quality_spread(truth: Mapping[str, Any]) -> float:
    """Return the standard deviation of the weighted sum of the five dimensions.

    Parameters
    ----------
    truth : mapping
        The area ``satisfaction``.

    Returns
    -------
    float
        In standard deviations of a dimension.
    """
    weights = np.array([truth["dimension_weight"][name] for name in DIMENSIONS])
    shared = truth["halo"] ** 2
    return float(np.sqrt(shared * weights.sum() ** 2 + (1.0 - shared) * (weights**2).sum()))


def impression_correlation(truth: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Return the correlations of image, expectation, quality and value that the paths imply.

    Parameters
    ----------
    truth : mapping
        The area ``satisfaction``.

    Returns
    -------
    dict of dict
        By score and score.
    """
    return implied_correlation({"image": {}, **truth["impressions"]})


def draw_impressions(world: World) -> pd.DataFrame:
    """Draw image, expectation and quality, given the value that the survey already holds.

    The overall value is drawn before this module: drawing its causes from their distribution given
    the value leaves all of them distributed as if the causes had come first.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: value, image, expectation, quality, ``exp_…`` and ``got_…`` by dimension, all about
        standard normal; a row per invitation.
    """
    truth = world.truth["satisfaction"]
    value = _felt_value(world)
    halo, image, expectation = _given_value(world, value)
    scores = {"value": value, "image": image, "expectation": expectation}
    load = truth["expectation_loading"]
    for name in DIMENSIONS:
        own = own_parts(world, "satisfaction", [f"exp_{name}", f"got_{name}"])
        together = truth["dimension_correlation"]
        got = together * own[f"exp_{name}"] + np.sqrt(1.0 - together**2) * own[f"got_{name}"]
        scores[f"exp_{name}"] = load * expectation + np.sqrt(1.0 - load**2) * own[f"exp_{name}"]
        scores[f"got_{name}"] = truth["halo"] * halo + np.sqrt(1.0 - truth["halo"] ** 2) * got
    whole = sum(truth["dimension_weight"][name] * scores[f"got_{name}"] for name in DIMENSIONS)
    scores["quality"] = np.asarray(whole / quality_spread(truth))
    return pd.DataFrame(scores, index=world["invitations"].index)


def _felt_value(world: World) -> np.ndarray:
    """Recorded overall value without the style of answering, standardised within the questionnaire."""
    scale, value = world.truth["satisfaction"]["value_scale"], world["value"]["value_overall"].to_numpy()
    style = world.truth["satisfaction"]["value_style"] * world["invitations"]["style"].to_numpy()
    felt = np.empty(len(value))
    for role, scores in world["scores"].items():
        at = scores.rows
        felt[at] = (value[at] - style[at] - scale[role]["mean"]) / scale[role]["sd"]
    return felt


def _service_rest(world: World, value: np.ndarray) -> np.ndarray:
    """What the rating of service holds beyond the overall value, standardised."""
    rest = np.empty(len(value))
    for role, scores in world["scores"].items():
        shared = world.truth["satisfaction"]["service_value"][role]
        service = scores.score[:, list(scores.attributes).index("service")]
        rest[scores.rows] = (service - shared * value[scores.rows]) / np.sqrt(1.0 - shared**2)
    return rest


def _given_value(world: World, value: np.ndarray) -> np.ndarray:
    """Rows halo, image and expectation: normal, given the value; the halo takes in the service rating."""
    truth = world.truth["satisfaction"]
    names = ["quality", "image", "expectation"]
    between = pd.DataFrame(impression_correlation(truth))
    # Quality is the halo over all dimensions and what each has of its own; only the halo goes with the rest.
    shared = truth["halo"] * sum(truth["dimension_weight"].values())
    stretch = np.array([quality_spread(truth) / shared, 1.0, 1.0])
    with_value = between.loc[names, "value"].to_numpy() * stretch
    matrix = between.loc[names, names].to_numpy() * np.outer(stretch, stretch)
    np.fill_diagonal(matrix, 1.0)
    root = np.linalg.cholesky(matrix - np.outer(with_value, with_value))
    share, lasting = truth["service_share"], truth["lasting_share"]
    halo = own_part(world, "satisfaction", "halo", lasting)
    own = own_parts(world, "satisfaction", ["image", "expectation"])
    halo = share * _service_rest(world, value) + np.sqrt(1.0 - share**2) * halo
    return np.asarray(
        np.outer(with_value, value) + root @ np.vstack([halo, own["image"], own["expectation"]])
    )
