"""Trust, commitment, friendship and what they rest on, behind the relationship module."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.engine import World
from cvm_lessons.world.survey_modules.own_parts import own_part, own_parts
from cvm_lessons.world.survey_modules.paths import follow, implied_correlation
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


def relationship_correlation(truth: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Return the correlations that the equations of the relationship imply.

    Parameters
    ----------
    truth : mapping
        All areas.

    Returns
    -------
    dict of dict
        By score and score.
    """
    known = satisfaction_correlation(truth["satisfaction"])
    alone: dict[str, dict[str, float]] = {"seniority": {}, "captive": {}}
    return implied_correlation({**alone, **truth["relationship"]["causes"]}, known)


def draw_relationship_scores(world: World) -> pd.DataFrame:
    """Draw the scores behind the relationship module, for everybody invited.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: satisfaction, sociability, seniority and the causes of loyalty, about standard normal;
        captive (true in sectors with few rivals), long_standing (true where the relational model of
        loyalty holds); a row per invitation.
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
    return pd.DataFrame(scores, index=formed.index).assign(
        captive=captive, long_standing=past >= truth["relational_from"]
    )
