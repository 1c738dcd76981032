"""Four randomised campaigns: who was treated, what each customer did, and what it would have done."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name
from cvm_lessons.world.dialogue.campaign_people import assign, people
from cvm_lessons.world.dialogue.uplift import TYPES, type_chances, type_drivers
from cvm_lessons.world.engine import World

__all__ = ["draw_campaigns", "draw_uplift_types"]

SHOWN = ["campaign_id", "name", "customer_id", "date", "treated", "offer", "cost", "responded", "margin"]
SIZES = 3
PERSUADABLE, SURE, SLEEPING = (TYPES.index(name) for name in ("persuadable", "sure thing", "sleeping dog"))
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
    draw = {block: _uniform(world, campaign, block)[frame.index] for block in ("treated", "type", "purged")}
    odd = world.stream("campaigns", f"{campaign} odd").random(SIZES)
    treated = assign(frame["size"], draw["treated"], odd, truth["treated"])
    chances = type_chances(type_drivers(frame), truth["type_weight"], truth["share"][campaign])
    kind = (draw["type"][:, None] >= np.cumsum(chances, axis=1)[:, :-1]).sum(axis=1)
    responded = (kind == SURE) | (kind == np.where(treated == 1, PERSUADABLE, SLEEPING))
    frame = frame.assign(
        treated=treated,
        type=np.array(TYPES, dtype=object)[kind],
        uplift=chances[:, PERSUADABLE] - chances[:, SLEEPING],
        responded=responded.astype(int),
        purged=(draw["purged"] < truth["purged"][campaign]) & (treated == 1) & ~responded,
    )
    return frame.assign(**_money(world, campaign, plan, frame))


def _uniform(world: World, campaign: str, block: str) -> np.ndarray:
    """Draws for every customer, so that whom a campaign aims at changes no other draw."""
    return world.stream("campaigns", f"{campaign} {block}").random(len(world["organisations"]))


def _money(world: World, campaign: str, plan: Mapping[str, Any], frame: pd.DataFrame) -> dict[str, Any]:
    """Return what the log says of the campaign, its day, its offer, and the money of each customer."""
    truth, shape = world.truth["campaigns"], world.truth["campaigns"]["margin_shape"]
    customers = len(world["organisations"])
    draws = world.stream("campaigns", f"{campaign} margin").gamma(shape, 1.0 / shape, customers)[frame.index]
    mean = truth["margin_mean"][campaign] * by_name(truth["margin_size"], frame["size"])
    treated = frame["treated"].to_numpy()
    margin = np.rint(mean * draws * frame["responded"].to_numpy())
    cost = treated * (truth["contact_cost"][campaign] + truth["redeemed"][campaign] * margin)
    day = np.floor(WORKING_WEEK * _uniform(world, campaign, "day")[frame.index])
    return {
        "campaign_id": campaign,
        "name": plan["name"],
        "date": pd.Timestamp(plan["start"]) + pd.to_timedelta(day, unit="D"),
        "offer": np.where(treated == 1, plan["offer"], "none"),
        "margin": margin.astype(int),
        "cost": np.rint(cost).astype(int),
    }
