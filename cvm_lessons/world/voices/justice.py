"""What a recovery does: three justices, satisfaction after it, and who answers when asked."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import correlated, logistic, rating
from cvm_lessons.world.engine import World

__all__ = ["JUSTICES", "draw_complaint_recovery"]

JUSTICES = ("distributive", "procedural", "interactional")


def draw_complaint_recovery(world: World) -> pd.DataFrame:
    """Draw justices, anger and satisfaction for every complaint, whether or not the follow-up is answered.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: excellent, the three justices, before, after, anger and answered; a row per complaint.
    """
    truth, cases = world.truth["recovery"], world["complaint_cases"]
    quick = cases["response_hours"] <= truth["knee"]["hours"]
    frame = pd.DataFrame({"excellent": quick & (cases["recovery"] == "fix and refund")})
    raw = _expected_justice(world, cases) + truth["justice_sd"] * _open_justice(world)
    frame[list(JUSTICES)] = rating(raw, 1, 7).astype(int)
    prior = truth["before"]
    before = prior["mean"] + prior["attitude"] * cases["attitude"] + prior["sd"] * _noise(world, "before")
    frame["before"] = rating(before.to_numpy(), 1, 10).astype(int)
    frame["after"] = _satisfaction_after(world, cases, frame)
    mood = truth["anger"]
    frame["anger"] = (
        mood["severity"] * (cases["severity"] - 3)
        + mood["justice"] * (frame[list(JUSTICES)].mean(axis=1) - 4)
        + mood["second"] * cases["second_failure"]
        + mood["sd"] * _noise(world, "anger")
    )
    reply = truth["answered"]
    chance = logistic((reply["intercept"] + reply["anger"] * frame["anger"]).to_numpy())
    draws = world.stream("complaints", "answered").random(len(world["complaining"]))
    return frame.assign(answered=draws[world["complaining"].to_numpy()] < chance)


def _noise(world: World, block: str) -> np.ndarray:
    """Standard normal draws for every invitation, of which those of the complaints are kept."""
    draws = world.stream("complaints", block).standard_normal(len(world["complaining"]))
    return np.asarray(draws[world["complaining"].to_numpy()])


def _open_justice(world: World) -> np.ndarray:
    between = np.full((len(JUSTICES), len(JUSTICES)), world.truth["recovery"]["justice_correlation"])
    np.fill_diagonal(between, 1.0)
    draws = correlated(world.stream("complaints", "justice"), len(world["complaining"]), between)
    return np.asarray(draws[world["complaining"].to_numpy()])


def _expected_justice(world: World, cases: pd.DataFrame) -> np.ndarray:
    """The money given acts in doublings; hours hardly matter before the knee and much after it."""
    truth = world.truth["recovery"]
    kind, knee, mean = truth["justice_kind"], truth["knee"], truth["justice_mean"]
    generous = np.log2(1 + cases["compensation"] / cases["role"].map(truth["compensation"]))
    doublings = np.log2(cases["response_hours"] / knee["hours"])
    parts = {
        "distributive": cases["recovery"].map(kind["distributive"])
        + truth["justice_compensation"] * generous
        + truth["justice_severity"] * (cases["severity"] - 3),
        "procedural": knee["before"] * np.minimum(doublings, 0) + knee["after"] * np.maximum(doublings, 0),
        "interactional": cases["recovery"].map(kind["interactional"])
        + cases["handled_by"].map(truth["justice_handled"]),
    }
    return np.column_stack([mean[name] + parts[name].to_numpy(dtype=float) for name in JUSTICES])


def _satisfaction_after(world: World, cases: pd.DataFrame, frame: pd.DataFrame) -> np.ndarray:
    truth = world.truth["recovery"]
    weights = [truth["after_justice"][name] for name in JUSTICES]
    raw = (
        truth["after_intercept"]
        + truth["after_before"] * (frame["before"] - 7)
        + (frame[list(JUSTICES)] - 4) @ np.array(weights)
        + truth["after_severity"] * (cases["severity"] - 3)
        + truth["after_second"] * cases["second_failure"]
        + truth["delight"] * frame["excellent"] * (1 - cases["second_failure"])
        + truth["after_sd"] * _noise(world, "after")
    )
    return rating(raw.to_numpy(), 1, 10).astype(int)
