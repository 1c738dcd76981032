"""Whom a campaign aims at, what was known about them on its first day, and who is treated."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.engine import World

__all__ = ["assign", "people"]

HISTORY = pd.DateOffset(years=2)  # contacts that count as past ones


def people(world: World, plan: Mapping[str, Any], draws: np.ndarray) -> pd.DataFrame:
    """Take a random sample of those who came to, or were absent from, the edition of a year.

    Parameters
    ----------
    world : World
        The world in the making.
    plan : mapping
        start, who (came or absent), role, year and the planned number at scale 1.
    draws : ndarray
        One uniform number per customer of the world.

    Returns
    -------
    DataFrame
        customer_id, size, tenure and recency in years, contacts in the two years before; indexed by the
        position in ``organisations``. All who qualify, where they are fewer than planned.
    """
    rows, came = world["invitations"], world["took_part"]["took_part"].to_numpy()
    year, customer = rows["year"].to_numpy(), rows["customer"].to_numpy()
    asked = (year == plan["year"]) & (rows["role"] == plan["role"]).to_numpy()
    aimed_at = np.flatnonzero(asked & (came == (plan["who"] == "came")))
    order = np.argsort(draws[customer[aimed_at]], kind="stable")[: world.count(plan["planned"])]
    chosen = np.sort(aimed_at[order])
    # A customer came to its first edition, so that both years are known of everybody.
    so_far, who = came & (year <= plan["year"]), customer[chosen]
    first, last = np.full((2, len(draws)), plan["year"])
    np.minimum.at(first, customer[so_far], year[so_far])
    last[customer[so_far]] = year[so_far]  # the invitations are by customer and year
    contacts = _past_contacts(world, pd.Timestamp(plan["start"]))
    frame = rows.loc[chosen, ["customer_id", "size"]].set_axis(pd.Index(who, name="customer"))
    return frame.assign(
        tenure=plan["year"] - first[who],
        recency=plan["year"] - last[who],
        contacts=contacts[who],
    )


def _past_contacts(world: World, day: pd.Timestamp) -> np.ndarray:
    """Count the contacts of every customer in the two years before a day."""
    log, customer = world["contact_events"], world["invitations"]["customer"].to_numpy()
    first, last = log["date"].searchsorted([day - HISTORY, day])  # the log is in the order of the days
    rows = log["row"].to_numpy()[first:last]
    return np.bincount(customer[rows], minlength=len(world["organisations"]))


def assign(sizes: pd.Series, draws: np.ndarray, odd: np.ndarray, share: float) -> np.ndarray:
    """Treat a share of each size of company, by lot.

    Parameters
    ----------
    sizes : Series
        Size of each customer.
    draws : ndarray
        One uniform number per customer.
    odd : ndarray
        One uniform number per size: whether the share is rounded up.
    share : float
        Share to treat.

    Returns
    -------
    ndarray of int
        1 where treated.

    Examples
    --------
    >>> assign(pd.Series(["small"] * 4), np.array([0.9, 0.1, 0.4, 0.3]), np.array([0.5]), 0.5).tolist()
    [0, 1, 0, 1]
    """
    treated = np.zeros(len(sizes), dtype=int)
    for stratum, up in zip(sorted(sizes.unique()), odd, strict=False):
        here = np.flatnonzero(sizes == stratum)
        lot = here[np.argsort(draws[here], kind="stable")]
        treated[lot[: int(len(here) * share + up)]] = 1
    return treated
