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
    rows = world["invitations"].assign(came=world["took_part"]["took_part"]).query("year <= @plan['year']")
    invited = rows[(rows["year"] == plan["year"]) & (rows["role"] == plan["role"])].set_index("customer")
    aimed_at = invited[invited["came"] == (plan["who"] == "came")]
    order = np.argsort(draws[aimed_at.index], kind="stable")[: world.count(plan["planned"])]
    chosen = aimed_at.iloc[np.sort(order)]
    first = rows.groupby("customer")["year"].min()
    last = rows[rows["came"]].groupby("customer")["year"].max()
    return chosen[["customer_id", "size"]].assign(
        tenure=plan["year"] - first[chosen.index],
        recency=plan["year"] - last[chosen.index],
        contacts=_past_contacts(world, chosen["customer_id"], pd.Timestamp(plan["start"])),
    )


def _past_contacts(world: World, who: pd.Series, day: pd.Timestamp) -> pd.Series:
    log = world["touchpoints"]
    recent = log.loc[(log["date"] >= day - HISTORY) & (log["date"] < day), "customer_id"]
    return who.map(recent.value_counts()).fillna(0).astype(int)


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
