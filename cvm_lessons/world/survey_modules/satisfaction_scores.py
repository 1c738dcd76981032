"""How satisfaction forms: disconfirmation with loss aversion, equity, emotion, norms, value."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import logistic
from cvm_lessons.world.engine import World
from cvm_lessons.world.survey_modules.impressions import impression_correlation
from cvm_lessons.world.survey_modules.own_parts import own_part, own_parts
from cvm_lessons.world.survey_modules.paths import Correlation, follow, implied_correlation, rest_sd

__all__ = ["draw_satisfaction_scores", "satisfaction_correlation"]

MEAN_ABSOLUTE = np.sqrt(2.0 / np.pi)  # of a standard normal variable


def satisfaction_correlation(truth: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Return the correlations that the equations of satisfaction imply.

    Parameters
    ----------
    truth : mapping
        The area ``satisfaction``.

    Returns
    -------
    dict of dict
        By score and score, satisfaction the last.
    """
    before = _cause_correlation(truth)
    return implied_correlation({"satisfaction": _linear_effects(truth)}, before)


def _cause_correlation(truth: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    alone: dict[str, dict[str, float]] = {name: {} for name in ("sociability", *truth["blame"])}
    return implied_correlation({**alone, **truth["causes"]}, impression_correlation(truth))


def _linear_effects(truth: Mapping[str, Any]) -> dict[str, float]:
    """Effects with the bent line of disconfirmation replaced by the straight line nearest to it."""
    return {**truth["effects"], "disconfirmation": (truth["gain"] + truth["loss"]) / 2.0}


def draw_satisfaction_scores(world: World) -> pd.DataFrame:
    """Draw the scores behind the satisfaction module, for everybody invited.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: the impressions, the causes of satisfaction, satisfaction and what follows from it, about
        standard normal; complained (true or false); a row per invitation.
    """
    truth = world.truth["satisfaction"]
    scores = {name: column.to_numpy() for name, column in world["impressions"].items()}
    scores["sociability"] = own_part(world, "satisfaction", "sociability", 1.0)
    scores |= own_parts(world, "satisfaction", truth["blame"])
    correlation = _cause_correlation(truth)
    follow(truth["causes"], scores, correlation, own_parts(world, "satisfaction", truth["causes"]))
    scores["satisfaction"] = _satisfaction(world, scores, correlation)
    correlation = satisfaction_correlation(truth)
    follow(truth["outcomes"], scores, correlation, own_parts(world, "satisfaction", truth["outcomes"]))
    logits = truth["complaint"]["intercept"] + sum(
        truth["complaint"][cause] * scores[cause] for cause in ("satisfaction", "avoidable")
    )
    draw = world.stream("satisfaction", "complained").random(len(logits))
    return pd.DataFrame(scores, index=world["invitations"].index).assign(complained=draw < logistic(logits))


def _satisfaction(world: World, scores: Mapping[str, np.ndarray], correlation: Correlation) -> np.ndarray:
    """Losses weigh more than gains, and more so where the organiser is held responsible."""
    truth, surprise = world.truth["satisfaction"], scores["disconfirmation"]
    loss = np.minimum(surprise, 0.0)
    bent = (truth["loss"] - truth["gain"]) / 2.0
    raw = truth["gain"] * np.maximum(surprise, 0.0) + bent * MEAN_ABSOLUTE
    raw += (truth["loss"] + truth["loss_by_cause"] * scores["organiser"]) * loss
    raw += sum(effect * scores[cause] for cause, effect in truth["effects"].items())
    # Variance that the straight line leaves: the bend, and the share of blame (half of all are losses).
    other = bent**2 * (1.0 - MEAN_ABSOLUTE**2) + truth["loss_by_cause"] ** 2 / 2.0
    rest = rest_sd(_linear_effects(truth), correlation, other)
    own = own_part(world, "satisfaction", "satisfaction", truth["lasting_share"])
    return np.asarray(raw + rest * own)
