"""The log of contacts: when, through which channel, at what cost and with what outcome."""

import numpy as np
import pandas as pd

from cvm_lessons.world.dialogue.contact_counts import BLOCKS
from cvm_lessons.world.dialogue.outcomes import outcomes
from cvm_lessons.world.engine import World

__all__ = ["draw_touchpoints"]

COLUMNS = ["touch_id", "customer_id", "edition_id", "date", "phase", "channel", "direction", "cost", "minutes", "outcome"]
SATURDAY, MONDAY = 5, 7  # days of the week count from 0


def draw_touchpoints(world: World) -> pd.DataFrame:
    """Draw one row per contact, in the order of the calendar.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``touchpoints``.
    """
    events = _events(world)
    events["date"] = _dates(world, events)
    events["channel"] = _channels(world, events)
    events["outcome"] = outcomes(world, events)
    events["cost"] = _costs(world, events)
    events["minutes"] = _minutes(world, events)
    events = events.sort_values(["date", "row", "block"], kind="stable", ignore_index=True)
    return events.assign(touch_id=world.ids("TP", len(events), 6))[COLUMNS]


def _events(world: World) -> pd.DataFrame:
    """Return a row per contact with what its draws depend on."""
    counts = world["contact_counts"]
    numbers = counts[[f"{direction}_{phase}" for direction, phase in BLOCKS]].to_numpy()
    cells = np.repeat(np.arange(numbers.size), numbers.ravel())
    row, block = np.divmod(cells, len(BLOCKS))
    direction, phase = np.array(BLOCKS, dtype=object).T
    rows = world["invitations"][["customer_id", "edition_id", "role", "year", "country_group"]]
    events = rows.iloc[row].reset_index(drop=True)
    return events.assign(
        row=row,
        block=block,
        direction=direction[block],
        phase=phase[block],
        group=np.where(events["role"] == "visitor", "visitor", "business"),
        abroad=(events["country_group"] != "mainland China").to_numpy(),
        stage=world["lifecycle"]["stage"].cat.codes.to_numpy()[row],
    )


def _dates(world: World, events: pd.DataFrame) -> pd.Series:
    """Contacts crowd around the show; staff make none at weekends, save on the floor."""
    truth, shows = world.truth["touchpoints"], world["calendar"].set_index("edition_id")
    start, end = (events["edition_id"].map(shows[day]) for day in ("start", "end"))
    draw = world.stream("touchpoints", "date").random(len(events))
    before, after = (events["phase"] == phase for phase in ("before", "after"))
    mean = np.where(after, truth["lead_days"]["after"], events["direction"].map(truth["lead_days"]))
    window = np.where(after, truth["window_days"]["after"], truth["window_days"]["before"])
    # An exponential distance that is cut off at the window, in whole days from 1 on.
    far = 1 + np.floor(-mean * np.log1p(-draw * -np.expm1(-window / mean)))
    inside = np.floor(draw * ((end - start).dt.days + 1))
    day = start + pd.to_timedelta(np.where(before, -far, inside), unit="D")
    day = day.where(~after, end + pd.to_timedelta(far, unit="D"))
    weekday = day.dt.dayofweek
    rest = ((events["direction"] == "outbound") & (events["phase"] != "during") & (weekday >= SATURDAY)).to_numpy()
    step = np.where(before, SATURDAY - 1 - weekday, MONDAY - weekday)
    return day + pd.to_timedelta(np.where(rest, step, 0), unit="D")


def _channels(world: World, events: pd.DataFrame) -> np.ndarray:
    truth = world.truth["touchpoints"]
    names = list(truth["channel_cost"])
    kinds, code = np.unique(events["group"] + " " + events["direction"] + " " + events["phase"], return_inverse=True)
    mix = np.array([[_share(truth["channel_mix"], kind, name) for name in names] for kind in kinds])[code]
    pandemic = events["year"].isin(truth["pandemic"]["years"]).to_numpy()
    mix[:, names.index("wechat")] *= 1.0 + truth["wechat_growth"] * (events["year"].to_numpy() - 2016)
    mix[events["abroad"], names.index("wechat")] *= truth["wechat_abroad"]
    for name in ("visit", "event"):
        mix[pandemic, names.index(name)] *= truth["pandemic"]["factor"]
    edges = np.cumsum(mix, axis=1)
    draw = world.stream("touchpoints", "channel").random(len(events))[:, None]
    return np.array(names, dtype=object)[(draw * edges[:, -1:] >= edges[:, :-1]).sum(axis=1)]


def _share(mix: dict, kind: str, channel: str) -> float:
    group, direction, phase = kind.split()
    return float(mix[group][direction][phase].get(channel, 0.0))


def _costs(world: World, events: pd.DataFrame) -> np.ndarray:
    truth = world.truth["touchpoints"]
    sd = truth["cost_sd"]
    noise = world.stream("touchpoints", "cost").lognormal(-(sd**2) / 2.0, sd, len(events))
    far = np.where(events["abroad"] & (events["channel"] == "visit"), truth["visit_abroad"], 1.0)
    return np.rint(events["channel"].map(truth["channel_cost"]).to_numpy(dtype=float) * far * noise).astype(int)


def _minutes(world: World, events: pd.DataFrame) -> np.ndarray:
    truth = world.truth["touchpoints"]
    shape = truth["minutes_shape"]
    mean = events["channel"].map(truth["minutes"]).to_numpy(dtype=float)
    draw = world.stream("touchpoints", "minutes").gamma(shape, 1.0 / shape, len(events))
    return np.rint(mean * draw).astype(int)
