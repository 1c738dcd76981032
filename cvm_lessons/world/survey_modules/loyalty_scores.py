"""Loyalty by two models, its four stages, and what customers do for or against the organiser."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.world.engine import World
from cvm_lessons.world.survey_modules.own_parts import own_parts
from cvm_lessons.world.survey_modules.paths import Correlation, follow, rest_sd
from cvm_lessons.world.survey_modules.relationship_scores import relationship_correlation

__all__ = ["draw_loyalty_scores"]

Scores = dict[str, np.ndarray]


def draw_loyalty_scores(world: World) -> pd.DataFrame:
    """Draw loyalty, its stages and what follows from trust and commitment, for everybody invited.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: loyalty and its own part, four stages, dimensions of trust, relational benefits, advocacy,
        voice, cooperation, acquiescence, leave; about standard normal, a row per invitation.
    """
    truth, behind = world.truth["relationship"], world["relationship_scores"]
    scores = {name: column.to_numpy() for name, column in behind.items()}
    correlation = relationship_correlation(world.truth)
    scores |= _loyalty(world, scores, correlation)
    scores |= _stages(world, scores["loyalty"])
    follow(truth["outcomes"], scores, correlation, own_parts(world, "relationship", truth["outcomes"]))
    scores["leave"] = _leave(world, scores)
    return pd.DataFrame(scores, index=behind.index).drop(columns=behind.columns)


def _loyalty(world: World, scores: Scores, correlation: Correlation) -> Scores:
    """Satisfaction makes occasional customers loyal, trust and commitment the long-standing ones."""
    own = own_parts(world, "relationship", ["loyalty"])["loyalty"]
    loyalty, long_standing = np.zeros(len(own)), scores["long_standing"]
    for group, here in (("occasional", ~long_standing), ("relational", long_standing)):
        paths = world.truth["relationship"]["loyalty"][group]
        brought = sum(coefficient * scores[cause] for cause, coefficient in paths.items())
        loyalty = np.where(here, brought + rest_sd(paths, correlation) * own, loyalty)
    return {"loyalty": loyalty, "loyalty_rest": own}


def _stages(world: World, loyalty: np.ndarray) -> Scores:
    """Four stages of loyalty; what is a stage's own passes on in part to the next stage."""
    truth = world.truth["relationship"]
    own = own_parts(world, "relationship", truth["stage_loading"])
    stages, rest, passed = {}, np.zeros(len(loyalty)), 0.0
    for stage, loading in truth["stage_loading"].items():
        rest = passed * rest + np.sqrt(1.0 - passed**2) * own[stage]
        stages[stage] = np.asarray(loading * loyalty + np.sqrt(1.0 - loading**2) * rest)
        passed = truth["stage_carry"]
    return stages


def _leave(world: World, scores: Mapping[str, np.ndarray]) -> np.ndarray:
    """Propensity to leave: commitment holds back; satisfaction does, where there is somewhere to go."""
    truth = world.truth["relationship"]["leave"]
    free = truth["curve"] * np.expm1(truth["bend"] * scores["satisfaction"])
    bound = truth["line"] * scores["satisfaction"] + truth["captive"]
    held = sum(coefficient * scores[cause] for cause, coefficient in truth["paths"].items())
    own = own_parts(world, "relationship", ["leave"])["leave"]
    return np.asarray(held + np.where(scores["captive"], bound, free) + truth["rest_sd"] * own)
