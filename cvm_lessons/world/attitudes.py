"""What a customer brings along and keeps: attitude, segment, style of answering, the rival it knows."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name, pick
from cvm_lessons.world.engine import World

__all__ = ["draw_attitudes", "draw_invitations"]


def draw_attitudes(world: World) -> pd.DataFrame:
    """Draw the hidden traits of each customer, each from a stream of its own.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: attitude (standard normal), segment, acquiescence (standard normal), style (points on the
        1-10 scale), rival (show_id or missing), knows_rival; one row per row of ``organisations``.
    """
    truth, customers = world.truth["attitudes"], world["organisations"]
    rows = len(customers)
    acquiescence = world.stream("attitudes", "acquiescence").standard_normal(rows)
    country = by_name(truth["country_shift"], customers["country_group"])
    rival = _best_known_rival(world, customers)
    return pd.DataFrame(
        {
            "customer_id": customers["customer_id"],
            "attitude": world.stream("attitudes", "attitude").standard_normal(rows),
            "segment": pick(world.stream("attitudes", "segment"), truth["segment_share"], rows),
            "acquiescence": acquiescence,
            "style": country + truth["acquiescence_sd"] * acquiescence,
            "rival": rival,
            "knows_rival": rival.notna(),
        }
    )


def _best_known_rival(world: World, customers: pd.DataFrame) -> pd.Series:
    none = by_name(world.truth["rivals"]["none_known"], customers["size"])
    knows = world.stream("attitudes", "knows_rival").random(len(customers)) >= none
    shows, which = world["rivals"], world.stream("attitudes", "rival").random(len(customers))
    known_by = world["rival_quality"]["known_by"]
    rival = pd.Series(np.nan, index=customers.index, dtype=object)
    for sector, group in shows[~shows["own"]].groupby("sector"):
        edges = known_by[group["show_id"]].to_numpy().cumsum()
        here = (customers["sector"] == sector).to_numpy() & knows
        at = np.searchsorted(edges / edges[-1], which[here], side="right")
        rival[here] = group["show_id"].to_numpy()[at]
    return rival


def draw_invitations(world: World) -> pd.DataFrame:
    """List every customer with every held edition of its sector from its first one on.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: one row per customer and edition, by customer and year, with the customer's traits,
        its position ``customer`` in ``organisations`` and the running number ``turn`` of the invitation.
    """
    customers, calendar = world["organisations"], world["calendar"]
    held = calendar.loc[calendar["held"], ["sector", "year"]].reset_index(names="edition")
    pairs = customers[["sector", "first_year"]].reset_index(names="customer").merge(held, on="sector")
    pairs = pairs[pairs["year"] >= pairs["first_year"]].sort_values(["customer", "year"], ignore_index=True)
    customer, edition = pairs["customer"].to_numpy(), pairs["edition"].to_numpy()
    sources = (
        (customers[["customer_id", "role", "sector", "country_group", "size"]], customer),
        (calendar[["edition_id", "year", "price_m2"]], edition),
        (world["attitudes"].drop(columns=["customer_id", "rival"]), customer),
    )
    parts = [frame.iloc[rows].reset_index(drop=True) for frame, rows in sources]
    turn = pairs.groupby("customer").cumcount()
    return pd.concat([pairs[["customer"]], *parts], axis=1).assign(turn=turn)
