"""The log of contacts: when, through which channel, at what cost and with what outcome."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import rows_of, text
from cvm_lessons.world.dialogue.contact_counts import BLOCKS
from cvm_lessons.world.dialogue.outcomes import outcomes
from cvm_lessons.world.engine import World

__all__ = ["draw_contact_events", "draw_touchpoints"]

SHOWN = [
    "touch_id", "customer_id", "edition_id", "date", "phase",
    "channel", "direction", "cost", "minutes", "outcome",
]  # fmt: skip
SATURDAY, MONDAY = 5, 7  # days of the week count from 0


def draw_touchpoints(world: World) -> pd.DataFrame:
    """Show the log of contacts.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``touchpoints``.
    """
    return world["contact_events"][SHOWN].copy()


def draw_contact_events(world: World) -> pd.DataFrame:
    """Draw one row per contact, in the order of the calendar.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: the columns of ``touchpoints``; the row of the invitation, role, year, whether the customer
        is abroad, and the code of its stage.
    """
    events = _events(world)
    events["date"] = _dates(world, events)
    channels = list(world.truth["touchpoints"]["channel_cost"])
    code = _channel_codes(world, events, channels)
    events["channel"] = text(channels, code)
    events["outcome"] = outcomes(world, events)
    events["cost"] = _costs(world, code, events["abroad"].to_numpy() & (code == channels.index("visit")))
    events["minutes"] = _minutes(world, code)
    events = events.sort_values("date", kind="stable", ignore_index=True)  # they are by row and block
    return events.assign(touch_id=world.ids("TP", len(events), 6))


def _events(world: World) -> pd.DataFrame:
    """Return a row per contact with what its draws depend on."""
    counts = world["contact_counts"]
    numbers = counts[[f"{direction}_{phase}" for direction, phase in BLOCKS]].to_numpy()
    row, block = np.divmod(np.repeat(np.arange(numbers.size), numbers.ravel()), len(BLOCKS))
    direction, phase = zip(*BLOCKS, strict=True)
    rows = world["invitations"]
    events = rows[["customer_id", "edition_id", "role", "year"]].iloc[row].reset_index(drop=True)
    return events.assign(
        row=row,
        block=block,
        direction=text(direction, block),
        phase=text(phase, block),
        abroad=(rows["country_group"] != "mainland China").to_numpy()[row],
        stage=world["lifecycle"]["stage"].cat.codes.to_numpy()[row],
    )


def _dates(world: World, events: pd.DataFrame) -> pd.Series:
    """Contacts crowd around the show; staff make none at weekends, save on the floor."""
    truth, shows = world.truth["touchpoints"], world["calendar"].set_index("edition_id")
    show = pd.DataFrame(rows_of(shows[["start", "end"]], events["edition_id"]), columns=["start", "end"])
    draw = world.stream("touchpoints", "date").random(len(events))
    before, after = ((events["phase"] == phase).to_numpy() for phase in ("before", "after"))
    outbound = (events["direction"] == "outbound").to_numpy()
    lead, window = truth["lead_days"], truth["window_days"]
    mean = np.where(after, lead["after"], np.where(outbound, lead["outbound"], lead["inbound"]))
    most = np.where(after, window["after"], window["before"])
    # An exponential distance that is cut off at the window, in whole days from 1 on.
    far = 1 + np.floor(-mean * np.log1p(-draw * -np.expm1(-most / mean)))
    inside = np.floor(draw * ((show["end"] - show["start"]).dt.days.to_numpy() + 1))
    step = np.where(before, -far, np.where(after, far, inside))
    day = show["start"].where(~after, show["end"]) + pd.to_timedelta(step, unit="D")
    weekday = day.dt.day_of_week.to_numpy()
    rests = outbound & (before | after) & (weekday >= SATURDAY)
    moved = np.where(before, SATURDAY - 1 - weekday, MONDAY - weekday)
    return day + pd.to_timedelta(np.where(rests, moved, 0), unit="D")


def _channel_codes(world: World, events: pd.DataFrame, channels: list[str]) -> np.ndarray:
    """Places in `channels`: a mix by kind of customer, direction and phase, moved by year and country."""
    truth = world.truth["touchpoints"]
    table = [_weights(truth["channel_mix"][group], channels) for group in ("business", "visitor")]
    group = (events["role"] == "visitor").to_numpy(dtype=int)
    mix = np.array(table)[group, events["block"]]
    year = events["year"].to_numpy()
    mix[:, channels.index("wechat")] *= 1.0 + truth["wechat_growth"] * (
        year - world.truth["editions"]["years"][0]
    )
    mix[events["abroad"], channels.index("wechat")] *= truth["wechat_abroad"]
    pandemic = np.isin(year, truth["pandemic"]["years"])
    for name in ("visit", "event"):
        mix[pandemic, channels.index(name)] *= truth["pandemic"]["factor"]
    edges = np.cumsum(mix, axis=1)
    draw = world.stream("touchpoints", "channel").random(len(events))[:, None]
    return np.asarray((draw * edges[:, -1:] >= edges[:, :-1]).sum(axis=1))


def _weights(mix: Mapping[str, Any], channels: list[str]) -> list[list[float]]:
    return [[mix[direction][phase].get(name, 0.0) for name in channels] for direction, phase in BLOCKS]


def _costs(world: World, channel: np.ndarray, far: np.ndarray) -> np.ndarray:
    truth = world.truth["touchpoints"]
    sd, mean = truth["cost_sd"], np.array(list(truth["channel_cost"].values()), dtype=float)
    noise = world.stream("touchpoints", "cost").lognormal(-(sd**2) / 2.0, sd, len(channel))
    return np.asarray(np.rint(mean[channel] * np.where(far, truth["visit_abroad"], 1.0) * noise), dtype=int)


def _minutes(world: World, channel: np.ndarray) -> np.ndarray:
    truth = world.truth["touchpoints"]
    shape, mean = truth["minutes_shape"], np.array([truth["minutes"][name] for name in truth["channel_cost"]])
    draw = world.stream("touchpoints", "minutes").gamma(shape, 1.0 / shape, len(channel))
    return np.asarray(np.rint(mean[channel] * draw), dtype=int)
