"""The shows of each sector: the organiser's own and four rivals, with their true quality."""

import pandas as pd

from cvm_lessons.world.engine import World

__all__ = ["draw_own_quality", "draw_rival_quality", "draw_rivals"]


def _positions(world: World) -> pd.DataFrame:
    truth = world.truth["rivals"]
    rows = []
    for sector, own in truth["own"].items():
        code = sector[:3].upper()
        rows.append(
            {"show_id": f"{code}0", "sector": sector, "name": f"Larkport {sector.capitalize()}", **own}
        )
        for number, (name, rival) in enumerate(truth["shows"][sector].items(), start=1):
            rows.append({"show_id": f"{code}{number}", "sector": sector, "name": name, **rival})
    return pd.DataFrame(rows)


def draw_rivals(world: World) -> pd.DataFrame:
    """List the shows of each sector with the price of a square metre in the last year.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``rivals``.
    """
    shows = _positions(world)
    shows["own"] = shows["show_id"].str.endswith("0")
    last = world["calendar"].groupby("sector")["price_m2"].last()
    own_price = shows[shows["own"]].set_index("sector")["relative_price"]
    level = shows["sector"].map(last / own_price)
    rounded = (level * shows["relative_price"] / 10).round() * 10
    shows["price_m2"] = rounded.astype(int)
    return shows[["show_id", "sector", "name", "own", "price_m2"]]


def draw_rival_quality(world: World) -> pd.DataFrame:
    """Return what each show's mean rating lies above that of an average show, by attribute.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: a row per show (index show_id), a column per attribute in points, and known_by.
    """
    shows = _positions(world).set_index("show_id")
    asked = world.truth["value"]["attributes"]
    attributes = dict.fromkeys([*asked["exhibitor"], *asked["visitor"]])
    quality = pd.DataFrame(index=shows.index)
    for attribute in attributes:
        extra = shows[attribute].fillna(0.0) if attribute in shows else 0.0
        quality[attribute] = (0.0 if attribute == "price" else shows["quality"]) + extra
    mean_price = shows.groupby("sector")["relative_price"].transform("mean")
    slope = world.truth["rivals"]["price_slope"]
    quality["price"] += slope * (shows["relative_price"] / mean_price - 1.0)
    quality["known_by"] = shows["known_by"]
    return quality


def draw_own_quality(world: World) -> pd.DataFrame:
    """Return the quality of the organiser's own show in each sector.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: as ``rival_quality``, a row per sector (index).
    """
    shows = world["rivals"]
    own = shows.loc[shows["own"], ["sector", "show_id"]]
    return world["rival_quality"].loc[own["show_id"]].set_axis(pd.Index(own["sector"]))
