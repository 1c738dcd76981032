"""Claims of Larkport's customers: who they are, how often they come, what they spend and cost."""

from functools import partial

import numpy as np
import pandas as pd
from scipy.special import logit, ndtri

from cvm_lessons.datasets.claims._estimators import mean, share
from cvm_lessons.datasets.claims._values import value_of
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

Found = tuple[float, float]
LINES = ["spend_space", "spend_stand", "spend_sponsorship", "spend_digital"]


def _share_of(column: str, value: str, role: str | None, world: World) -> Found:
    customers = world["organisations"]
    if role is not None:
        customers = customers[customers["role"] == role]
    return share(customers[column] == value)


def _chance(column: str, role: str, world: World) -> Found:
    """Return the mean chance of medium-sized customers, the shift of their sector taken out."""
    customers, chances = world["organisations"], world["chances"]
    here = ((customers["role"] == role) & (customers["size"] == "medium")).to_numpy()
    if column == "leave":
        return mean(chances.loc[here, column])
    true = world.truth["participation"]
    centre = true["take_part_mean"][role]
    shifted = 1 / (1 + np.exp(-(logit(centre) + customers.loc[here, "sector"].map(true["sector_shift"]))))
    return mean(chances.loc[here, column] - shifted + centre)


def _came_less_chance(world: World) -> Found:
    """Return how often those who have not left come, less their own chance: 0 if that drives it."""
    rows = world["invitations"]
    here = ((rows["turn"] > 0) & ~world["took_part"]["gone"]).to_numpy()
    chance = world["chances"]["take_part"].to_numpy()[rows["customer"]]
    miss = (world["took_part"]["took_part"].to_numpy(dtype=float) - chance)[here]
    return mean(pd.Series(miss).groupby(rows["customer"].to_numpy()[here]).mean())


def _stands(world: World) -> pd.DataFrame:
    """Return participations of exhibitors with their spend at the prices of 2016."""
    rows = (
        world["participations"]
        .query("took_part")
        .merge(world["organisations"][["customer_id", "role", "size"]].query("role == 'exhibitor'"))
    )
    rows = rows.merge(world["editions"][["edition_id", "price_m2"]])
    index = rows["price_m2"] / rows["sector"].map(world.truth["editions"]["price_2016"])
    return rows.assign(real=rows[LINES].sum(axis=1) / index)


def _mean_spend(size: str, world: World) -> Found:
    stands = _stands(world)
    return mean(stands[stands["size"] == size].groupby("customer_id")["real"].mean())


def _within_variation(world: World) -> Found:
    """Return the squared coefficient of variation of two participations of a customer.

    For two gamma draws, (x1 - x2)^2 / (x1 + x2)^2 has the mean 1 / (2 p + 1).
    """
    pairs = _stands(world).groupby("customer_id")["real"].agg(["first", "last", "size"]).query("size > 1")
    ratio = ((pairs["first"] - pairs["last"]) / (pairs["first"] + pairs["last"])) ** 2
    return mean(ratio)


def _discount(size: str, world: World) -> Found:
    stands = _stands(world)
    return mean(stands.loc[stands["size"] == size, "discount"])


def _serve_rate(world: World) -> Found:
    """Return the cost to serve per yuan of small exhibitors, the invitation taken off."""
    stands = _stands(world).query("size == 'small'")
    cost = stands["cost_to_serve"] - world.truth["spending"]["invitation_cost"]["exhibitor"]
    return mean(cost / stands[LINES].sum(axis=1))


def _attitude_and_chance(world: World) -> Found:
    """Return the correlation of attitude with the normal score of the chance among equal customers."""
    customers = world["organisations"]
    group = customers[["role", "size", "sector"]].agg("/".join, axis=1)
    rank = world["chances"]["take_part"].groupby(group).rank(pct=True)
    number = group.map(group.value_counts())
    score = pd.Series((rank - 0.5 / number).clip(1e-4, 1 - 1e-4))[number >= 20]
    r = float(np.corrcoef(ndtri(score), world["attitudes"]["attitude"][number >= 20])[0, 1])
    return r, float((1 - r**2) / np.sqrt(len(score)))


ROLES = ("exhibitor", "visitor")
SIZES = ("small", "medium", "large")

CLAIMS = [
    *(
        Claim(
            "organisations",
            f"share of {sector}",
            value_of("organisations", "sector_share", sector),
            partial(_share_of, "sector", sector, None),
        )
        for sector in ("machinery", "electronics", "food", "home", "medical", "packaging")
    ),
    *(
        Claim(
            "organisations",
            f"share of small among {role}s",
            value_of("organisations", "size_share", role, "small"),
            partial(_share_of, "size", "small", role),
        )
        for role in ROLES
    ),
    *(
        Claim(
            "organisations",
            f"share won by {channel}",
            value_of("organisations", "channel_share", channel),
            partial(_share_of, "channel", channel, None),
        )
        for channel in ("sales team", "referral", "advertising")
    ),
    *(
        Claim(
            "participation",
            f"mean chance to {verb}, {role}",
            value_of("participation", name, role),
            partial(_chance, column, role),
            *slack,
        )
        for role in ROLES
        for verb, name, column, slack in (
            ("take part", "take_part_mean", "take_part", ()),
            ("leave", "exit_mean", "leave", ()),
        )
    ),
    Claim("participation", "coming less the own chance to come", lambda _: 0.0, _came_less_chance),
    Claim(
        "participation",
        "correlation of attitude and chance to come",
        value_of("participation", "attitude_correlation"),
        _attitude_and_chance,
        0.01,
        "normal scores of ranks",
    ),
    *(
        Claim(
            "spending",
            f"mean spend of {size} exhibitors, yuan of 2016",
            value_of("spending", "mean_spend", size),
            partial(_mean_spend, size),
            slack,
            "space is sold by the half square metre, from 4 m²",
        )
        for size, slack in zip(SIZES, (150.0, 60.0, 60.0), strict=True)
    ),
    Claim(
        "spending",
        "variation within a customer, 1 / (2 p + 1)",
        lambda t: 1 / (2 * t["spending"]["shape_p"] + 1),
        _within_variation,
        0.002,
        "space is sold by the half square metre",
    ),
    *(
        Claim(
            "spending",
            f"mean discount of {size} exhibitors",
            value_of("spending", "discount_mean", size),
            partial(_discount, size),
        )
        for size in SIZES
    ),
    Claim(
        "spending",
        "cost to serve per yuan, small exhibitors",
        value_of("spending", "serve_rate"),
        _serve_rate,
    ),
]
