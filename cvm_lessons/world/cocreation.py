"""Design workshops before a show: a lottery invites, the engaged join, joining raises value."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import logistic, rating
from cvm_lessons.world.engine import World

__all__ = ["draw_cocreation"]


def draw_cocreation(world: World) -> pd.DataFrame:
    """Draw the study: who was invited, who joined, and the value asked afterwards.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``cocreation``, one row per exhibitor.
    """
    truth, customers = world.truth["cocreation"], world["organisations"]
    # Every customer has draws; only those in the study are shown.
    draw = {
        name: world.stream("cocreation", name)
        for name in ("drive", "engagement", "lottery", "join", "value", "hours", "study")
    }
    rows = len(customers)
    share = truth["drive_attitude"]
    attitude = world["attitudes"]["attitude"].to_numpy()
    drive = share * attitude + np.sqrt(1.0 - share**2) * draw["drive"].standard_normal(rows)
    asked = truth["engagement"]
    said = asked["loading"] * drive + np.sqrt(1.0 - asked["loading"] ** 2) * draw[
        "engagement"
    ].standard_normal(rows)
    invited = draw["lottery"].random(rows) < truth["invited"]
    base = np.where(invited, truth["join"]["invited"], truth["join"]["not_invited"])
    joined = draw["join"].random(rows) < logistic(base + truth["join"]["drive"] * drive)
    hours = draw["hours"].gamma(
        truth["hours"]["shape"], truth["hours"]["mean"] / truth["hours"]["shape"], rows
    )
    frame = pd.DataFrame(
        {
            "customer_id": customers["customer_id"],
            "engagement": rating(asked["mean"] + asked["sd"] * said, 1, 7).astype(int),
            "invited": invited.astype(int),
            "joined": joined.astype(int),
            "hours": np.where(joined, np.maximum(np.round(hours, 1), truth["hours"]["least"]), 0.0),
            "drive": drive,
            "noise": draw["value"].normal(0.0, truth["noise_sd"], rows),
        }
    )[draw["study"].random(rows) < truth["share"]]
    study = _last_editions(world).merge(frame, on="customer_id")
    study["value_overall"] = _value_after(world, study)
    return study[["customer_id", "edition_id", "engagement", "invited", "joined", "hours", "value_overall"]]


def _last_editions(world: World) -> pd.DataFrame:
    """Return the last edition with workshops in which each exhibitor took part, and the survey's value."""
    rows = world["invitations"].assign(survey_value=world["value"]["value_overall"])
    entered = world["took_part"]["took_part"] & rows["year"].isin(world.truth["cocreation"]["years"])
    last = rows[entered & (rows["role"] == "exhibitor")].groupby("customer_id", sort=False).tail(1)
    return last[["customer_id", "edition_id", "survey_value"]].reset_index(drop=True)


def _value_after(world: World, study: pd.DataFrame) -> np.ndarray:
    truth = world.truth["cocreation"]
    raw = (
        truth["value_mean"]
        + truth["effect"] * study["joined"]
        + truth["drive_value"] * study["drive"]
        + truth["survey_value"] * (study["survey_value"] - truth["value_mean"])
        + study["noise"]
    )
    return rating(raw.to_numpy(), 1, 10).astype(int)
