"""The two tables of the chain: its customers, and every visit with what it brought."""

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from cvm_lessons.world.chance import by_name, pick_places, text
from cvm_lessons.world.coffee.customers import stores_of
from cvm_lessons.world.engine import World

__all__ = ["draw_coffee_customers", "draw_coffee_transactions", "draw_effects"]


def _dates(world: World, weeks: np.ndarray) -> pd.DatetimeIndex:
    """Turn weeks into days: within a week the clock runs faster on busy days, the order stays."""
    truth = world.truth["coffee"]
    edges = np.cumsum(list(truth["weekday"].values()))
    whole = np.floor(weeks)
    day = np.searchsorted(edges / edges[-1], weeks - whole, side="right")
    return pd.Timestamp(truth["opens"]) + pd.to_timedelta(7 * whole + day, unit="D")


def draw_coffee_transactions(world: World) -> pd.DataFrame:
    """Draw store, amount, items and payment of every visit.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``coffee_transactions``, by customer and time.
    """
    truth, base, visits = world.truth["coffee"], world["coffee_base"], world["coffee_visits"]
    customer, rows = visits["customer"].to_numpy(), len(visits)
    first = np.r_[True, customer[1:] != customer[:-1]]
    draws = world.stream("coffee_transactions", "amount").gamma(world.truth["coffee_spend"]["p"], 1.0, rows)
    amount = np.round(draws / base["nu"].to_numpy()[customer], 1)
    paid = pick_places(world.stream("coffee_transactions", "paid_with"), truth["paid_share"], rows)
    items = 1 + world.stream("coffee_transactions", "items").poisson(truth["items_per_yuan"] * amount)
    return pd.DataFrame(
        {
            "customer_id": base["customer_id"].take(customer).array,
            "visit": np.arange(rows) - np.flatnonzero(first)[customer] + 1,
            "date": _dates(world, visits["week"].to_numpy()),
            "store": _stores(world, customer, first),
            "amount": amount,
            "items": items,
            "paid_with": text(list(truth["paid_share"]), paid),
        }
    )


def _stores(world: World, customer: np.ndarray, first: np.ndarray) -> ExtensionArray:
    base, rows = world["coffee_base"], len(customer)
    at_home = world.stream("coffee_transactions", "home").random(rows) < world.truth["coffee"]["home_store"]
    draws = world.stream("coffee_transactions", "store").random(rows)
    stores = [store for city in world.truth["coffee"]["stores"] for store in stores_of(world, city)]
    own = pd.Index(stores).get_indexer(base["store"])[customer]
    many = by_name(world.truth["coffee"]["stores"], base["city"]).astype(int)[customer]
    opens = by_name(_first_places(world), base["city"]).astype(int)[customer]
    # Another store of the city than the own one: count on from it.
    other = opens + (own - opens + 1 + (draws * (many - 1)).astype(int)) % many
    return text(stores, np.where(first | at_home, own, other))


def _first_places(world: World) -> dict[str, int]:
    """Return the place of each city's first store among all stores."""
    numbers = world.truth["coffee"]["stores"]
    return dict(zip(numbers, np.cumsum([0, *numbers.values()]).tolist(), strict=False))


def draw_coffee_customers(world: World) -> pd.DataFrame:
    """Show the customers, and what the programme knows of them.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``coffee_customers``.
    """
    base, joining = world["coffee_base"], world["coffee_joining"]
    frame = base[["customer_id", "city", "store", "age_band", "app"]].copy()
    frame.insert(1, "first_date", _dates(world, base["start"].to_numpy()))
    frame["invited"] = np.where(joining["in_lottery"], joining["invited"], np.nan)
    frame["member"] = np.isfinite(joining["joined"])
    weeks = base["start"] + joining["joined"].where(frame["member"], 0.0)
    frame["joined_programme"] = pd.Series(_dates(world, weeks.to_numpy())).where(frame["member"])
    return frame


def draw_effects(world: World) -> pd.DataFrame:
    """Return who is lost and what joining did, for lessons to score themselves.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: customer_id, alive (not yet lost at the end), visits_with and visits_without (repeat visits
        to the end, as they were and as they would have been without the programme), a row per customer.
    """
    base, plain = world["coffee_base"], world["coffee_plain_visits"]
    weeks = world.truth["coffee"]["weeks"] - base["start"].to_numpy()
    inside = plain["clock"].to_numpy() < weeks[plain["customer"]]
    without = np.bincount(plain.loc[inside, "customer"], minlength=len(base))
    visits = world["coffee_visits"].groupby("customer")
    return pd.DataFrame(
        {
            "customer_id": base["customer_id"],
            "alive": ~visits["lost_after"].any().to_numpy(),
            "visits_with": visits.size().to_numpy() - 1,
            "visits_without": without,
        }
    )
