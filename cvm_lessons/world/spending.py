"""What a participation brings and costs: gamma-gamma spend by line, discounts, cost to serve."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import beta_parameters, by_name, by_row
from cvm_lessons.world.engine import World

__all__ = ["draw_participations"]

LINES = ("space", "stand", "sponsorship", "digital")


def draw_participations(world: World) -> pd.DataFrame:
    """Draw the money of each invitation; one that led to nothing brings none.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``participations``.
    """
    rows = world["invitations"]
    came = world["took_part"]["took_part"].to_numpy()
    total = np.where(came, _total_spend(world), 0.0)
    shares = _line_shares(world)
    discount = np.round(_discounts(world), 3)
    net_price = rows["price_m2"].to_numpy() * (1.0 - discount)
    area = np.rint(2.0 * total * shares[:, 0] / net_price) / 2.0  # sold by the half square metre
    smallest = world.truth["spending"]["smallest_area"]
    area = np.where(came & (rows["role"] == "exhibitor"), np.maximum(area, smallest), area)
    frame = rows[["customer_id", "edition_id", "year", "sector"]].copy()
    frame["took_part"], frame["area_m2"] = came, area
    frame["spend_space"] = np.rint(area * net_price).astype(int)
    for at, line in enumerate(LINES[1:], start=1):
        frame[f"spend_{line}"] = np.rint(total * shares[:, at]).astype(int)
    exhibits = came & (rows["role"] == "exhibitor").to_numpy()
    frame["discount"] = np.where(exhibits, discount, np.nan)
    spend = frame[[f"spend_{line}" for line in LINES]].sum(axis=1).to_numpy()
    frame["cost_to_serve"] = _cost_to_serve(world, spend, came)
    rebooked = pd.array(world["value"]["rebooked"].to_numpy(), dtype="boolean")
    rebooked[~came] = pd.NA
    return frame.assign(rebooked_on_site=rebooked)


def _price_index(world: World) -> np.ndarray:
    base = by_name(world.truth["editions"]["price_2016"], world["invitations"]["sector"])
    return np.asarray(world["invitations"]["price_m2"].to_numpy() / base)


def _total_spend(world: World) -> np.ndarray:
    """Gamma-gamma: a rate per customer, a gamma draw per participation; visitors pay nothing."""
    truth, rows, customers = world.truth["spending"], world["invitations"], world["organisations"]
    p, q = truth["shape_p"], truth["shape_q"]
    mean = by_name(truth["mean_spend"], customers["size"])
    factor = {"exhibitor": 1.0, "sponsor": truth["sponsor_factor"], "visitor": 0.0}
    scale = mean * by_name(factor, customers["role"]) * (q - 1.0) / p
    rate = world.stream("participations", "spend_rate").gamma(q, 1.0, len(customers))
    draw = world.stream("participations", "spend").gamma(p, 1.0, len(rows))
    return np.asarray((scale / rate)[rows["customer"]] * draw * _price_index(world))


def _line_shares(world: World) -> np.ndarray:
    truth, rows = world.truth["spending"], world["invitations"]
    shares = truth["line_share"]
    roles = rows["role"].where(rows["role"].isin(shares), "exhibitor")
    means = by_row(shares, roles, LINES)
    # A Dirichlet draw is a row of gamma draws over its sum; a shape of 0 gives 0.
    draws = world.stream("participations", "line_share").standard_gamma(means * truth["line_concentration"])
    return np.asarray(draws / draws.sum(axis=1, keepdims=True))


def _discounts(world: World) -> np.ndarray:
    truth, rows = world.truth["spending"], world["invitations"]
    mean = by_name(truth["discount_mean"], rows["size"])
    return world.stream("participations", "discount").beta(
        *beta_parameters(mean, truth["discount_precision"])
    )


def _cost_to_serve(world: World, spend: np.ndarray, came: np.ndarray) -> np.ndarray:
    """Follows spend, but for the giants: for them it is high and has nothing to do with spend."""
    truth, rows, customers = world.truth["spending"], world["invitations"], world["organisations"]
    large = ((customers["size"] == "large") & (customers["role"] == "exhibitor")).to_numpy()
    giant = large & (world.stream("participations", "giant").random(len(customers)) < truth["giant_share"])
    sd = truth["serve_sd"]
    noise = world.stream("participations", "cost_to_serve").lognormal(-(sd**2) / 2.0, sd, len(rows))
    regular = np.where(rows["role"] == "visitor", truth["visitor_cost"], truth["serve_rate"] * spend)
    served = np.where(giant[rows["customer"]], truth["giant_cost"] * _price_index(world), regular)
    invited = by_name(truth["invitation_cost"], rows["role"])
    return np.asarray(np.rint(invited + np.where(came, served * noise, 0.0)), dtype=int)
