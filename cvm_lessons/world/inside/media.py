"""What is spent on each channel month by month, and the seasons that spending runs after."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import correlated
from cvm_lessons.world.engine import World

__all__ = ["draw_media_months", "draw_media_spend"]

TERMS = 24  # months of the price index drawn before the first one shown


def draw_media_months(world: World) -> pd.DataFrame:
    """Draw what all channels share in a month.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: month, years (since the first month), season, price_index, pandemic (0 or 1), paused (1 where
        the experiment leaves a channel out), trial (1 in the months of the experiment).
    """
    truth = world.truth["media"]
    years = world.truth["editions"]["years"]
    months = pd.period_range(f"{years[0]}-01", f"{years[-1]}-12", freq="M")
    names = months.astype(str).to_numpy(dtype=object)
    frame = pd.DataFrame({"month": names, "years": np.arange(len(months)) / 12.0})
    frame["season"] = _season(world, months)
    frame["price_index"] = _price_index(world, len(months))
    lull = truth["pandemic"]
    frame["pandemic"] = ((names >= lull["first"]) & (names <= lull["last"])).astype(int)
    trial = truth["experiment"]
    pairs = trial["months"] // 2
    second = world.stream("channel_spend", "experiment").integers(0, 2, pairs)
    start = int(np.flatnonzero(names == trial["first"])[0])
    frame[["trial", "paused"]] = 0
    frame.loc[start : start + trial["months"] - 1, "trial"] = 1
    frame.loc[start + 2 * np.arange(pairs) + second, "paused"] = 1
    return frame


def _season(world: World, months: pd.PeriodIndex) -> np.ndarray:
    """Shows held one to four months later, weighted: before a show exhibitors sign up anyway."""
    calendar = world["calendar"]
    held = calendar.loc[calendar["held"], "start"].dt.to_period("M").value_counts()
    weights = world.truth["media"]["season_lead"]
    season = sum(
        w * held.reindex(months + ahead, fill_value=0).to_numpy() for ahead, w in enumerate(weights, 1)
    )
    return np.round(np.asarray(season, dtype=float), 2)


def _price_index(world: World, months: int) -> np.ndarray:
    truth = world.truth["media"]["price"]
    keep = truth["persistence"]
    steps = world.stream("channel_monthly", "price_index").normal(
        0.0, truth["sd"] * np.sqrt(1.0 - keep**2), months + TERMS
    )
    level = np.zeros(len(steps))
    for at in range(1, len(steps)):
        level[at] = keep * level[at - 1] + steps[at]
    return np.round(1.0 + level[TERMS:], 3)


def draw_media_spend(world: World) -> pd.DataFrame:
    """Draw the spend on each channel: growing, in bursts, before shows, less in the pandemic.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: thousand yuan, a row per month and a column per channel.
    """
    truth, months = world.truth["media"], world["media_months"]
    names = list(truth["spend"])
    trend = (1.0 + truth["spend_growth"]) ** months["years"].to_numpy()
    chase = 1.0 + truth["chase"] * months["season"].to_numpy()
    lull = np.where(months["pandemic"] == 1, truth["pandemic"]["spend"], 1.0)
    noise = correlated(world.stream("channel_spend", "spend"), len(months), _agency(truth, names))
    spend = np.array(list(truth["spend"].values())) * (trend * chase * lull)[:, None]
    spend = spend * np.exp(truth["spend_sd"] * noise)
    frame = pd.DataFrame(spend, columns=names, index=months.index)
    burst = truth["bursts"]
    for name in burst["channels"]:
        on = world.stream("channel_spend", f"burst/{name}").random(len(months)) < burst["share"]
        frame[name] *= np.where(on, burst["high"], burst["low"])
    trial = truth["experiment"]
    tried = months["trial"] == 1
    frame.loc[tried, trial["channel"]] = trial["spend"] * (1.0 - months.loc[tried, "paused"])
    return frame.round(1)


def _agency(truth: Mapping[str, Any], names: list[str]) -> np.ndarray:
    matrix = np.eye(len(names))
    first, second = (names.index(name) for name in truth["agency"]["channels"])
    matrix[first, second] = matrix[second, first] = truth["agency"]["correlation"]
    return matrix
