"""The members of the club and what they bring along: chance of leaving, type, rate of visits, basket."""

import numpy as np
import pandas as pd
from scipy.special import betaincinv, gammaincinv, ndtr, ndtri

from cvm_lessons.world.chance import by_name, logistic, pick
from cvm_lessons.world.engine import World

__all__ = ["draw_base", "draw_club_members"]

SHOWN = ["member_id", "joined", "fee_tier", "city", "source", "distance_km", "acquisition_cost"]


def draw_base(world: World) -> pd.DataFrame:
    """Draw every member with its hidden traits.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: the columns of ``club_members`` with cohort, type, leave (chance of not renewing), rate
        (visits in a normal year), basket (yuan at the prices of the first year) and auto_renew.
    """
    truth, rows = world.truth["club"], world.count(world.truth["club"]["count"])
    cohort = np.sort(pick(world.stream("club_members", "cohort"), truth["cohort_weight"], rows).astype(int))
    frame = pd.DataFrame({"member_id": world.ids("CM", rows, 5), "cohort": cohort})
    day = world.stream("club_members", "day").integers(0, 31, rows)
    first = pd.to_datetime(pd.DataFrame({"year": cohort, "month": 1, "day": 1}))
    frame["joined"] = first + pd.to_timedelta(day, unit="D")
    for name in ("city", "source"):
        frame[name] = pick(world.stream("club_members", name), truth[f"{name}_share"], rows)
    distance = world.stream("club_members", "distance").gamma(truth["distance"]["shape"], 1.0, rows)
    frame["distance_km"] = np.round(distance * truth["distance"]["mean"] / truth["distance"]["shape"], 1)
    mean = by_name(truth["acquisition_cost"], frame["source"])
    shape = truth["acquisition_cost_shape"]
    cost = world.stream("club_members", "acquisition_cost").gamma(shape, 1.0 / shape, rows)
    frame["acquisition_cost"] = np.rint(mean * cost).astype(int)
    frame = frame.join(_habits(world, frame["distance_km"]))
    frame["fee_tier"] = _tier(world, frame)
    return frame


def _habits(world: World, distance: pd.Series) -> pd.DataFrame:
    """Draw type, chance of leaving, rate of visits and basket; the first two scores are correlated."""
    truth, renewal, rows = world.truth["club_visits"], world.truth["club_renewal"], len(distance)
    kind = pd.Series(pick(world.stream("club_members", "value_type"), truth["type_share"], rows))
    visiting = world.stream("club_members", "visit_rate").standard_normal(rows)
    leaving = _related(world, "leave", visiting, renewal["visit_correlation"])
    auto = _related(world, "auto_renew", leaving, renewal["auto_renew"]["correlation"])
    shape = truth["shape"]
    rate = by_name(truth["visits"], kind) * gammaincinv(shape, ndtr(visiting)) / shape
    away = distance.to_numpy() - world.truth["club"]["distance"]["mean"]
    own = world.stream("club_members", "basket").standard_normal(rows)
    median = by_name(truth["basket"], kind)
    return pd.DataFrame(
        {
            "type": kind,
            "leave": betaincinv(renewal["alpha"], renewal["beta"], ndtr(leaving)),
            "rate": rate * np.exp(truth["distance"] * away),
            "basket": median * np.exp(truth["basket_sd"]["member"] * own),
            "auto_renew": auto > ndtri(1.0 - renewal["auto_renew"]["share"]),
        }
    )


def _related(world: World, block: str, score: np.ndarray, correlation: float) -> np.ndarray:
    own = world.stream("club_members", block).standard_normal(len(score))
    return np.asarray(correlation * score + np.sqrt(1.0 - correlation**2) * own)


def _tier(world: World, frame: pd.DataFrame) -> np.ndarray:
    """Choose a tier by the spend to be expected, as those do who work out what pays."""
    tier = world.truth["club"]["tier"]
    over = np.log(frame["rate"] * frame["basket"] / tier["centre"])
    chance = logistic((tier["intercept"] + tier["slope"] * over).to_numpy())
    draws = world.stream("club_members", "fee_tier").random(len(frame))
    return np.where(draws < chance, "plus", "standard").astype(object)


def draw_club_members(world: World) -> pd.DataFrame:
    """Show the members without what is hidden.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``club_members``.
    """
    return world["club_base"][SHOWN].copy()
