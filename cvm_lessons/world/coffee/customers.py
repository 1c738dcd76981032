"""The customers of the chain: where and when they first come, how often they would, what they spend."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name, pick
from cvm_lessons.world.engine import World

__all__ = ["draw_base", "stores_of"]


def draw_base(world: World) -> pd.DataFrame:
    """Draw every customer with its hidden traits, in the order of first visits.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: city, store, age_band, app, start (weeks from the first day), rate (visits a week), lost
        (chance of being lost after a repeat visit) and nu (inverse scale of the amounts).
    """
    truth, rows = world.truth["coffee"], world.count(world.truth["coffee"]["count"])
    frame = pd.DataFrame({"customer_id": world.ids("CC", rows, 5), "start": _starts(world, rows)})
    frame["city"] = pick(world.stream("coffee_customers", "city"), truth["city_share"], rows)
    frame["store"] = _own_store(world, frame["city"])
    age = pick(world.stream("coffee_customers", "age_band"), truth["age_share"], rows)
    share = by_name(truth["app"], age)
    frame["app"] = world.stream("coffee_customers", "app").random(rows) < share
    unknown = world.stream("coffee_customers", "age_unknown").random(rows) < truth["age_unknown"]
    age[unknown & ~frame["app"].to_numpy()] = np.nan
    frame["age_band"] = age
    visits, spend = world.truth["coffee_visits"], world.truth["coffee_spend"]
    frame["rate"] = world.stream("coffee_customers", "rate").gamma(visits["r"], 1.0 / visits["alpha"], rows)
    frame["lost"] = world.stream("coffee_customers", "lost").beta(visits["a"], visits["b"], rows)
    frame["nu"] = world.stream("coffee_customers", "nu").gamma(spend["q"], 1.0 / spend["gamma"], rows)
    return frame


def _starts(world: World, rows: int) -> np.ndarray:
    """Draw the weeks of first visits: many at the opening, more in summer, any time within a week."""
    first = world.truth["coffee"]["first_visit"]
    week = np.arange(first["last_week"])
    new = 1.0 + first["opening"] * np.exp(-week / first["opening_weeks"])
    edges = np.cumsum(new + first["summer"] * np.sin(2.0 * np.pi * week / 52.0))
    chosen = np.searchsorted(
        edges / edges[-1], world.stream("coffee_customers", "week").random(rows), side="right"
    )
    return np.sort(chosen + world.stream("coffee_customers", "within_week").random(rows))


def stores_of(world: World, city: str) -> list[str]:
    """Return the names of the stores of a city.

    Parameters
    ----------
    world : World
        The world in the making.
    city : str
        Name of the city.

    Returns
    -------
    list of str
        City and number.
    """
    return [f"{city} {number}" for number in range(1, world.truth["coffee"]["stores"][city] + 1)]


def _own_store(world: World, cities: pd.Series) -> np.ndarray:
    draws = world.stream("coffee_customers", "store").random(len(cities))
    own = np.empty(len(cities), dtype=object)
    for city in world.truth["coffee"]["stores"]:
        here, names = (cities == city).to_numpy(), stores_of(world, city)
        own[here] = np.array(names, dtype=object)[(draws[here] * len(names)).astype(int)]
    return own
