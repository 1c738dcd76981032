"""The accounts as they are: place, size, group, tender, rhythm of buying, and when they leave."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import beta_parameters, pick
from cvm_lessons.world.engine import World

__all__ = ["HORIZON", "draw_devices_traits"]

HORIZON = 10.0  # years from the start of 2016 to the end of 2025
LATEST_START = 8.0  # the last accounts are won two years before the end


def draw_devices_traits(world: World) -> pd.DataFrame:
    """Draw what stands behind each account.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: account_id, group_id, country, kind, beds, tender, first and left (years since 2016), interval
        (years, mean between orders), group_effect and volume (logarithm of units per order), line and
        share_of_wallet.
    """
    truth = world.truth["devices"]
    rows = world.count(truth["accounts"])
    frame = pd.DataFrame({"account_id": world.ids("DA", rows, 4)})
    frame["country"] = pick(world.stream("devices_accounts", "country"), truth["country_share"], rows)
    frame["kind"] = pick(world.stream("devices_accounts", "kind"), truth["kind_share"], rows)
    frame["beds"] = _beds(world, frame["kind"])
    lot = world.stream("devices_accounts", "tender").random(rows)
    public = frame["country"].isin(truth["tender_country"]) & (frame["kind"] == "hospital")
    frame["tender"] = public & (lot < truth["tender_share"])
    frame["first"], frame["left"] = _span(world, rows)
    rhythm = truth["interval"]
    months = rhythm["median"] * world.stream("devices_accounts", "interval").lognormal(0, rhythm["sd"], rows)
    frame["interval"] = np.maximum(months, rhythm["least"]) / 12
    group = _groups(world, rows)
    frame["group_id"] = pd.Series(group).map(dict(enumerate(world.ids("DG", group.max() + 1, 3))))
    sizes = world.stream("devices_accounts", "group_size").standard_normal(world.count(truth["groups"]))
    frame["group_effect"] = truth["group_sd"] * np.where(group >= 0, sizes[group], 0.0)
    frame["volume"] = _volume(world, frame)
    frame["line"] = pick(world.stream("devices_accounts", "line"), truth["lines"], rows)
    wallet = truth["share_of_wallet"]
    parameters = beta_parameters(np.full(rows, wallet["mean"]), wallet["precision"])
    return frame.assign(share_of_wallet=world.stream("devices_accounts", "wallet").beta(*parameters))


def _beds(world: World, kind: pd.Series) -> pd.Series:
    truth = world.truth["devices"]
    noise = world.stream("devices_accounts", "beds").lognormal(0.0, truth["beds_sd"], len(kind))
    return (kind.map(truth["beds"]) * noise).round().clip(lower=5)


def _span(world: World, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """When an account first orders, and when it leaves for good."""
    truth = world.truth["devices"]
    draws = world.stream("devices_accounts", "first").random((rows, 2))
    there = draws[:, 0] < truth["from_start"]
    # Who was there before 2016 has its first order on record some time in the first half year.
    first = np.where(there, 0.5 * draws[:, 1], 0.5 + (LATEST_START - 0.5) * draws[:, 1])
    stays = world.stream("devices_accounts", "left").exponential(1.0 / truth["exit_rate"], rows)
    return first, first + stays


def _groups(world: World, rows: int) -> np.ndarray:
    """Number of the group, -1 without one; a few groups are large."""
    truth = world.truth["devices"]
    many = world.count(truth["groups"])
    weights = 1.0 / np.sqrt(np.arange(1, many + 1))
    draws = world.stream("devices_accounts", "group").random((rows, 2))
    edges = np.cumsum(weights) / weights.sum()
    group = np.minimum(np.searchsorted(edges, draws[:, 1], side="right"), many - 1)
    return np.where(draws[:, 0] < truth["grouped_share"], group, -1)


def _volume(world: World, frame: pd.DataFrame) -> np.ndarray:
    """Logarithm of units per order: beds, group, account; who orders seldom orders more at a time."""
    truth = world.truth["devices"]
    form, rows = truth["units"], len(frame)
    size = form["beds"] * np.log(frame["beds"].fillna(truth["beds"]["hospital"]) / truth["beds"]["hospital"])
    return np.asarray(
        np.log(form["mean"])
        + size
        + form["dealer"] * (frame["kind"] == "dealer")
        + np.log(frame["interval"] * 12 / truth["interval"]["median"])
        + frame["group_effect"]
        + form["account_sd"] * world.stream("devices_accounts", "size").standard_normal(rows)
    )
