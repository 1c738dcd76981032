"""Four randomised campaigns: who was treated, what each customer did, and what it would have done."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.dialogue.campaign_people import assign, people
from cvm_lessons.world.dialogue.uplift import TYPES, type_chances, type_drivers
from cvm_lessons.world.engine import World

__all__ = ["draw_campaigns", "draw_uplift_types"]

SHOWN = ["campaign_id", "name", "customer_id", "date", "treated", "offer", "cost", "responded", "margin"]
SIZES = 3
WORKING_WEEK = 5  # days over which the contacts of a campaign are spread


def draw_campaigns(world: World) -> pd.DataFrame:
    """Show the log of the campaigns: what is left of it after records of one campaign were deleted.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``campaigns``.
    """
    whole = world["uplift_types"]
    return whole.loc[~whole["purged"], SHOWN].reset_index(drop=True)


def draw_uplift_types(world: World) -> pd.DataFrame:
    """Draw all planned records of the campaigns with what is hidden behind them.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: the columns of ``campaigns``; size, tenure, recency and contacts before the first day;
        type, uplift (the customer's expected effect of treatment on responding) and purged.
    """
    plans = world.truth["campaigns"]["plan"]
    return pd.concat([_campaign(world, name, plan) for name, plan in plans.items()], ignore_index=True)


def _campaign(world: World, campaign: str, plan: Mapping[str, Any]) -> pd.DataFrame:
    truth = world.truth["campaigns"]
    frame = people(world, plan, _uniform(world, campaign, "sample"))
    odd = world.stream("campaigns", f"{campaign} odd").random(SIZES)
    lot = _uniform(world, campaign, "treated")[frame.index]
    frame["treated"] = assign(frame["size"], lot, odd, truth["treated"])
    chances = type_chances(type_drivers(frame), truth["type_weight"], truth["share"][campaign])
    draw = _uniform(world, campaign, "type")[frame.index, None]
    kind = (draw >= np.cumsum(chances, axis=1)[:, :-1]).sum(axis=1)
    frame["type"] = np.array(TYPES, dtype=object)[kind]
    frame["uplift"] = chances[:, TYPES.index("persuadable")] - chances[:, TYPES.index("sleeping dog")]
    acts = np.where(frame["treated"] == 1, "persuadable", "sleeping dog")
    frame["responded"] = ((frame["type"] == "sure thing") | (frame["type"] == acts)).astype(int)
    deleted = _uniform(world, campaign, "purged")[frame.index] < truth["purged"][campaign]
    frame["purged"] = deleted & (frame["treated"] == 1) & (frame["responded"] == 0)
    return _with_money(world, campaign, plan, frame)


def _uniform(world: World, campaign: str, block: str) -> np.ndarray:
    """Draws for every customer, so that whom a campaign aims at changes no other draw."""
    return world.stream("campaigns", f"{campaign} {block}").random(len(world["organisations"]))


def _with_money(world: World, campaign: str, plan: Mapping[str, Any], frame: pd.DataFrame) -> pd.DataFrame:
    truth, shape = world.truth["campaigns"], world.truth["campaigns"]["margin_shape"]
    draws = world.stream("campaigns", f"{campaign} margin").gamma(shape, 1.0 / shape, len(world["organisations"]))
    mean = truth["margin_mean"][campaign] * frame["size"].map(truth["margin_size"])
    margin = np.rint(mean * draws[frame.index] * frame["responded"]).astype(int)
    cost = frame["treated"] * (truth["contact_cost"][campaign] + truth["redeemed"][campaign] * margin)
    day = np.floor(WORKING_WEEK * _uniform(world, campaign, "day")[frame.index])
    return frame.assign(
        campaign_id=campaign,
        name=plan["name"],
        date=pd.Timestamp(plan["start"]) + pd.to_timedelta(day, unit="D"),
        offer=np.where(frame["treated"] == 1, plan["offer"], "none"),
        margin=margin,
        cost=np.rint(cost).astype(int),
    )
