"""The customers of the organiser: exhibitors, visiting companies and sponsors."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_row, pick
from cvm_lessons.world.engine import World
from cvm_lessons.world.names import organisation_names

__all__ = ["draw_organisations"]

PREFIX = {"exhibitor": "E", "visitor": "V", "sponsor": "S"}


def draw_organisations(world: World) -> pd.DataFrame:
    """Draw one row per customer: who it is, where from, how it was won and since when.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``organisations``.
    """
    truth = world.truth["organisations"]
    counts = {role: world.count(count) for role, count in truth["count"].items()}
    frame = pd.DataFrame({"role": np.repeat(list(counts), list(counts.values()))})
    ids = [name for role, rows in counts.items() for name in world.ids(PREFIX[role], rows, 5)]
    frame.insert(0, "customer_id", ids)
    frame["sector"] = pick(world.stream("organisations", "sector"), truth["sector_share"], len(frame))
    names = organisation_names(world.stream("organisations", "name"), frame["sector"], world.shard)
    frame.insert(1, "name", names["name"])
    frame.insert(2, "name_zh", names["name_zh"])
    frame[["country", "country_group"]] = _countries(world, len(frame))
    frame["size"] = _sizes(world, frame["role"])
    frame["channel"] = pick(world.stream("organisations", "channel"), truth["channel_share"], len(frame))
    frame["acquisition_cost"] = _acquisition_cost(world, frame)
    frame["first_year"] = _first_years(world, frame["sector"])
    return frame


def _countries(world: World, rows: int) -> np.ndarray:
    shares = world.truth["organisations"]["country_share"]
    group_of = {country: group for group, countries in shares.items() for country in countries}
    flat = {country: share for countries in shares.values() for country, share in countries.items()}
    country = pick(world.stream("organisations", "country"), flat, rows)
    return np.column_stack([country, [group_of[name] for name in country]])


def _sizes(world: World, roles: pd.Series) -> np.ndarray:
    shares = world.truth["organisations"]["size_share"]
    names = list(shares["exhibitor"])
    edges = np.cumsum(by_row(shares, roles, names), axis=1)
    draws = world.stream("organisations", "size").random(len(roles))
    return np.asarray(np.array(names, dtype=object)[(draws[:, None] >= edges[:, :-1]).sum(axis=1)])


def _acquisition_cost(world: World, frame: pd.DataFrame) -> np.ndarray:
    truth = world.truth["organisations"]
    channel, names = pd.factorize(frame["channel"])
    means = by_row(truth["acquisition_cost"], frame["role"], names)[np.arange(len(frame)), channel]
    shape = truth["acquisition_cost_shape"]
    draws = world.stream("organisations", "acquisition_cost").gamma(shape, 1.0 / shape, len(frame))
    return np.asarray(np.rint(means * draws), dtype=int)


def _first_years(world: World, sectors: pd.Series) -> np.ndarray:
    """Only years in which the sector's show was held can be a customer's first."""
    weights = world.truth["organisations"]["first_year_weight"]
    held = world["calendar"][world["calendar"]["held"]]
    draws = world.stream("organisations", "first_year").random(len(sectors))
    years = np.zeros(len(sectors), dtype=int)
    for sector, calendar in held.groupby("sector"):
        possible = calendar["year"].to_numpy()
        edges = np.cumsum([weights[year] for year in possible])
        chosen = (sectors == sector).to_numpy()
        years[chosen] = possible[np.searchsorted(edges / edges[-1], draws[chosen], side="right")]
    return years
