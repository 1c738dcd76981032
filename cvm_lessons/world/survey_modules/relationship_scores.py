"""Trust, commitment, friendship and what they rest on, behind the relationship module."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.engine import World
from cvm_lessons.world.survey_modules.own_parts import own_part, own_parts
from cvm_lessons.world.survey_modules.paths import follow, implied_correlation, rest_sd
from cvm_lessons.world.survey_modules.satisfaction_scores import satisfaction_correlation

__all__ = ["draw_relationship_scores", "past_editions", "relationship_correlation"]


def past_editions(world: World) -> np.ndarray:
    """Count the earlier editions in which each invited customer took part.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    ndarray of int
        One count per invitation.
    """
    came = world["took_part"]["took_part"].astype(int)
    return np.asarray(came.groupby(world["invitations"]["customer"]).cumsum() - came)


def relationship_correlation(truth: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """Return the correlations that the equations of the relationship imply.

    Parameters
    ----------
    truth : mapping
        All areas.

    Returns
    -------
    DataFrame
        Square matrix.
    """
    known = ["satisfaction", "sociability"]
    start = satisfaction_correlation(truth["satisfaction"]).loc[known, known]
    for name in ("seniority", "captive"):
        start[name] = 0.0
        start.loc[name] = 0.0
        start.loc[name, name] = 1.0
    return implied_correlation(truth["relationship"]["causes"], start)


def draw_relationship_scores(world: World) -> pd.DataFrame:
    """Draw the scores behind the relationship module, for everybody invited.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: satisfaction, sociability, seniority and captive (standardised), relational (true where the
        long-standing customers' model of loyalty holds), the causes of loyalty, loyalty, its four stages
        and what follows, about standard normal; a row per invitation.
    """
    truth, formed = world.truth["relationship"], world["satisfaction_scores"]
    past = past_editions(world)
    scores = {name: formed[name].to_numpy() for name in ("satisfaction", "sociability")}
    scale = truth["seniority_scale"]
    scores["seniority"] = (np.log1p(past) - scale["mean"]) / scale["sd"]
    captive = world["invitations"]["sector"].isin(truth["captive"]).to_numpy()
    scores["captive"] = np.where(captive, 1.0, -1.0)
    correlation = relationship_correlation(world.truth)
    own = own_parts(world, "relationship", [name for name in truth["causes"] if name != "involvement"])
    own["involvement"] = own_part(world, "relationship", "involvement", truth["involvement_lasting"])
    follow(truth["causes"], scores, correlation, own)
    relational = past >= truth["relational_from"]
    scores["loyalty_rest"] = own_parts(world, "relationship", ["loyalty"])["loyalty"]
    scores["loyalty"] = _loyalty(truth, scores, correlation, relational)
    scores |= _stages(world, scores["loyalty"])
    follow(truth["outcomes"], scores, correlation, own_parts(world, "relationship", truth["outcomes"]))
    scores["leave"] = _leave(world, scores, captive)
    return pd.DataFrame(scores, index=formed.index).assign(relational=relational, captive=captive)


def _loyalty(
    truth: Mapping[str, Any],
    scores: Mapping[str, np.ndarray],
    correlation: pd.DataFrame,
    relational: np.ndarray,
) -> np.ndarray:
    """Satisfaction makes occasional customers loyal, trust and commitment the long-standing ones."""
    loyalty = np.zeros(len(relational))
    for group, here in (("occasional", ~relational), ("relational", relational)):
        paths = truth["loyalty"][group]
        for cause, coefficient in paths.items():
            loyalty[here] += coefficient * scores[cause][here]
        loyalty[here] += rest_sd(paths, correlation) * scores["loyalty_rest"][here]
    return loyalty


def _stages(world: World, loyalty: np.ndarray) -> dict[str, np.ndarray]:
    """Four stages of loyalty; what is a stage's own passes on in part to the next stage."""
    truth = world.truth["relationship"]
    own = own_parts(world, "relationship", truth["stage_loading"])
    stages, rest, passed = {}, np.zeros(len(loyalty)), 0.0
    for stage, loading in truth["stage_loading"].items():
        rest = passed * rest + np.sqrt(1.0 - passed**2) * own[stage]
        stages[stage] = np.asarray(loading * loyalty + np.sqrt(1.0 - loading**2) * rest)
        passed = truth["stage_carry"]
    return stages


def _leave(world: World, scores: Mapping[str, np.ndarray], captive: np.ndarray) -> np.ndarray:
    """Propensity to leave: commitment holds back; satisfaction does, where there is somewhere to go."""
    truth = world.truth["relationship"]["leave"]
    free = truth["curve"] * np.expm1(truth["bend"] * scores["satisfaction"])
    bound = truth["line"] * scores["satisfaction"] + truth["captive"]
    held = sum(coefficient * scores[cause] for cause, coefficient in truth["paths"].items())
    own = own_parts(world, "relationship", ["leave"])["leave"]
    return np.asarray(held + np.where(captive, bound, free) + truth["rest_sd"] * own)
