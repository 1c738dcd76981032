"""The calendar of shows: one edition per sector and year, some of them cancelled in the pandemic."""

import numpy as np
import pandas as pd

from cvm_lessons.world.engine import World

__all__ = ["draw_calendar", "draw_editions"]


def draw_calendar(world: World) -> pd.DataFrame:
    """Draw when and where each edition takes place and what a square metre costs.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        One row per sector and year; the table ``editions`` before anybody came.
    """
    truth = world.truth["editions"]
    sectors, years = list(truth["city"]), list(truth["years"])
    frame = pd.DataFrame({"sector": np.repeat(sectors, len(years)), "year": years * len(sectors)})
    frame.insert(0, "edition_id", frame["sector"] + "-" + frame["year"].astype("str"))
    frame["city"] = frame["sector"].map(truth["city"])
    days = world.stream("editions", "day").integers(1, 24, len(frame))
    months = frame["sector"].map(truth["month"])
    frame["start"] = pd.to_datetime(pd.DataFrame({"year": frame["year"], "month": months, "day": days}))
    frame["end"] = frame["start"] + pd.to_timedelta(frame["sector"].map(truth["days"]) - 1, unit="D")
    frame["held"] = [
        s not in truth["cancelled"].get(y, []) for s, y in zip(frame["sector"], frame["year"], strict=True)
    ]
    frame["price_m2"] = _prices(world, frame)
    return frame


def _prices(world: World, frame: pd.DataFrame) -> np.ndarray:
    truth = world.truth["editions"]
    growth = world.stream("editions", "price_m2").normal(
        truth["price_drift"], truth["price_drift_sd"], len(frame)
    )
    still = frame["year"].isin(truth["price_frozen"]) | (frame["year"] == truth["years"][0])
    steps = pd.Series(np.where(still, 1.0, 1.0 + growth), index=frame.index)
    level = frame["sector"].map(truth["price_2016"]) * steps.groupby(frame["sector"]).cumprod()
    return np.asarray(10 * np.rint(level / 10), dtype=int)


def draw_editions(world: World) -> pd.DataFrame:
    """Add to the calendar how many exhibitors and visiting companies came.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``editions``; a cancelled edition had nobody.
    """
    frame, invited, came = world["calendar"].copy(), world["invitations"], world["took_part"]["took_part"]
    for role in ("exhibitor", "visitor"):
        count = invited.loc[came & (invited["role"] == role), "edition_id"].value_counts()
        frame[f"{role}s"] = frame["edition_id"].map(count).fillna(0).astype(int)
    return frame
