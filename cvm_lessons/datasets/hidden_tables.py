"""What no CRM would show: hidden states and true effects, for lessons to score themselves against."""

from functools import lru_cache

import pandas as pd

from cvm_lessons.core import ParameterError, check_choice
from cvm_lessons.world import SEED, World, build_world

__all__ = ["HIDDEN_TABLES", "hidden"]

# By name: what it tells, and the part whose rows it follows where it does not name them itself.
HIDDEN_TABLES: dict[str, tuple[str, str]] = {
    "attitudes": ("each customer's lasting attitude, segment and style of answering", ""),
    "chances": ("each customer's chance to come to an edition, and to leave for good", "organisations"),
    "took_part": ("whether a customer had left for good before an edition", ""),
    "lifecycle": ("stage of the relationship at each edition", ""),
    "patterns": ("which of the four courses each relationship took", ""),
    "satisfaction_scores": (
        "what lies behind the answers on satisfaction",
        "invitations",
    ),
    "relationship_scores": ("what lies behind the answers on trust and commitment", "invitations"),
    "loyalty_scores": ("what lies behind the answers on loyalty", "invitations"),
    "kano_categories": ("true Kano category of each service for each respondent", ""),
    "contact_persons": ("which person each entry of the address file is", ""),
    "contact_events": ("every contact, with the stage it happened in", ""),
    "uplift_types": ("who can be persuaded, and what the offer does to each", ""),
    "complaint_recovery": ("what lies behind satisfaction after a complaint", "complaint_cases"),
    "comment_truth": ("topic, sentiment and sarcasm of each comment", ""),
    "unit_profiles": ("lasting strengths of each branch, and whether it was trained", ""),
    "owner_habits": ("who estimates deals too high or too low", ""),
    "media_effects": ("sales that each channel caused, month by month", "media_months"),
    "telecom_stages": ("stage of each subscriber in each month, and its chance of leaving", ""),
    "telecom_lottery": ("what the offer to stay does to each subscriber in the trial", ""),
    "club_base": ("each member's type and chance of leaving", ""),
    "coffee_base": ("each customer's rate of visits, loss and spend", ""),
    "coffee_effects": ("visits of each customer with and without the programme", "coffee_base"),
    "restaurant_dissatisfaction": (
        "how many guests were dissatisfied",
        "restaurant_months",
    ),
    "devices_traits": ("true interval, volume and share of wallet of each account", ""),
    "devices_service": ("what serving each account costs", "devices_traits"),
    "pharma_latent": ("true trust, information and intention of each physician", ""),
}
KEYS = ("customer_id", "edition_id", "complaint_id", "account_id", "outlet_id", "month")


@lru_cache(maxsize=1)
def _world(seed: int, scale: float) -> World:
    return build_world(seed, scale)


def hidden(name: str, *, seed: int = SEED, scale: float = 1.0) -> pd.DataFrame:
    """Return what lies behind the tables of the world; it is drawn when it is asked for.

    By convention a lesson asks only after it has estimated.

    Parameters
    ----------
    name : str
        One of `HIDDEN_TABLES`, which says in a line what each tells.
    seed : int, default 20160
        Seed of the world; the default goes with the tables that `load` reads.
    scale : float, default 1.0
        Scale of the world, up to 1.

    Returns
    -------
    DataFrame
        With the identifiers by which it joins the tables.

    Raises
    ------
    ParameterError
        If there is no such name, the message names the nearest one; or if seed or scale are out of range.

    Examples
    --------
    >>> hidden("lifecycle", seed=1, scale=0.01)["stage"].unique().tolist()[0]
    'cultivation'
    """
    check_choice("name", name, HIDDEN_TABLES)
    if scale > 1:
        raise ParameterError(f"scale={scale:g}: what is hidden is drawn up to scale 1.")
    world = _world(seed, scale)
    follows = HIDDEN_TABLES[name][1]
    frame: pd.DataFrame = world[name].copy()
    if follows:
        rows = world[follows]
        for place, key in enumerate(key for key in KEYS if key in rows and key not in frame):
            frame.insert(place, key, rows[key].to_numpy())
    return frame.reset_index(drop=True)
