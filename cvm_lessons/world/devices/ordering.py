"""When accounts order and how much: gamma intervals on each account's own clock, and key accounts."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import logistic
from cvm_lessons.world.devices.accounts import HORIZON
from cvm_lessons.world.engine import World

__all__ = ["draw_devices_key_accounts", "draw_devices_purchases"]

MOST = 170  # orders of one account: at the shortest mean interval ten years hold about a hundred
WINDOW = 2.0  # years of sales by which key accounts are chosen


def draw_devices_purchases(world: World) -> pd.DataFrame:
    """Draw when every account orders, before anybody is a key account.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: account (position), time (years since 2016), won (whether the tender cycle is), log_units and
        the uniform draws kept for line, contract and discount; by account and time.
    """
    truth, traits = world.truth["devices"], world["devices_traits"]
    time, won = _order_times(world)
    kept = time < np.minimum(HORIZON, traits["left"].to_numpy())[:, None]
    noise = truth["units"]["sd"] * world.stream("devices_orders", "units").standard_normal(time.shape)
    frame = pd.DataFrame({"account": np.nonzero(kept)[0], "time": time[kept], "won": won[kept]})
    frame["log_units"] = (traits["volume"].to_numpy()[:, None] + noise)[kept]
    for block in ("line", "contract", "discount"):
        frame[block] = world.stream("devices_orders", block).random(time.shape)[kept]
    return frame


def _order_times(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Times of more orders than anybody places, and whether the tender cycle they fall in is won.

    An account's clock ticks at the speed of its cycle; gamma intervals are counted in ticks.
    """
    traits, rows = world["devices_traits"], len(world["devices_traits"])
    start, end, speed, won = (
        world["devices_tenders"][name].to_numpy().reshape(rows, -1)
        for name in ("start", "end", "speed", "won")
    )
    clock = np.column_stack([np.zeros(rows), np.cumsum(speed * (end - start), axis=1)])
    reached = np.clip(traits["first"].to_numpy()[:, None] - start, 0.0, end - start)
    shape = world.truth["devices"]["interval_shape"]
    gaps = world.stream("devices_orders", "interval").gamma(shape, 1.0 / shape, (rows, MOST))
    gaps[:, 0] = 0.0  # the first order is where the account begins
    waited = traits["interval"].to_numpy()[:, None] * gaps.cumsum(axis=1)
    ticks = (speed * reached).sum(axis=1)[:, None] + waited
    cycle = (ticks[:, :, None] >= clock[:, None, 1:-1]).sum(axis=2)
    where = np.arange(rows)[:, None], cycle
    return start[where] + (ticks - clock[where]) / speed[where], won[where]


def draw_devices_key_accounts(world: World) -> pd.Series:
    """Draw who enters the programme, round by round: those who bought much in the two years before.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    Series of float
        Hidden: years since 2016 at which each account entered; missing where it never did.
    """
    truth, purchases = world.truth["devices"], world["devices_purchases"]
    rows = len(world["devices_traits"])
    entered = np.full(rows, np.nan)
    for year in truth["key_rounds"]:
        now = float(year - world.truth["devices_rates"]["years"][0])
        recent = purchases[purchases["time"].between(now - WINDOW, now)]
        units = np.bincount(recent["account"], np.exp(recent["log_units"]), minlength=rows)
        sales = np.log1p(units)
        score = (sales - sales.mean()) / max(float(sales.std()), 1e-9)
        chance = logistic(truth["key_choice"]["intercept"] + truth["key_choice"]["sales"] * score)
        drawn = world.stream("devices_accounts", f"key/{year}").random(rows) < chance
        entered[drawn & np.isnan(entered) & (units > 0)] = now
    return pd.Series(entered)
