"""The panel of small regional shows, with subsidies drawn by lot to one side or the other."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import pick
from cvm_lessons.world.engine import World
from cvm_lessons.world.inside.platform import SIZES, exhibitor_logs, variety, visitor_logs

__all__ = ["draw_regional_shows"]


def draw_regional_shows(world: World) -> pd.DataFrame:
    """Draw edition after edition who signs up and who comes; a year without a show leaves no row.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``regional_shows``, by show and year.
    """
    truth = world.truth["two_sided"]
    span, shows = truth["years"], truth["shows"]
    years = list(range(span["first"] - span["before"], span["last"] + 1))
    terms, states = _terms(world, years), []
    last = np.tile([truth["mean"][side] for side in (*SIZES, "visitors")], (shows, 1)).astype(float)
    for at in range(len(years)):
        state = _edition(truth, last, {name: values[at] for name, values in terms.items()})
        last = np.where(terms["held"][at][:, None], state, last)  # the next one remembers the last one held
        states.append(state)
    frame = _frame(world, years, terms, np.array(states))
    shown = terms["held"].ravel() & (frame["year"] >= span["first"])
    return frame[shown].sort_values(["show_id", "year"], ignore_index=True)


def _terms(world: World, years: list[int]) -> dict[str, np.ndarray]:
    """Everything that the two sides do not decide: a row per year, a column per show (and size)."""
    truth = world.truth["two_sided"]
    shape = (len(years), truth["shows"])

    def normal(block: str, sd: float, size: tuple[int, ...]) -> np.ndarray:
        return world.stream("regional_shows", block).normal(0.0, sd, size)

    def lot(block: str) -> np.ndarray:
        levels = np.array(truth["promo_levels"])
        return levels[world.stream("regional_shows", block).integers(0, len(levels), shape)]

    year = np.array([truth["year_shift"].get(name, 0.0) for name in years])[:, None]
    both = normal("show", truth["show_sd"]["both"], shape[1:]) + year
    passing = normal("shock", truth["shock"]["sd"], shape)
    own = normal("show/exhibitors", truth["show_sd"]["exhibitors"], (shape[1], 3))
    noise = normal("exhibitors", truth["noise_sd"]["exhibitors"], (*shape, 3))
    off = world.stream("regional_shows", "cancelled").random(shape)
    path = truth["price_path"]
    drift = (1.0 + path["drift"]) ** (np.array(years) - truth["years"]["first"])[:, None]
    price = truth["mean"]["price_m2"] * drift * np.exp(normal("price", path["sd"], shape))
    ticket = truth["mean"]["ticket"] * drift * np.exp(normal("ticket", truth["ticket_sd"], shape))
    return {
        "price": 10.0 * np.rint(price / 10.0),
        "ticket": np.rint(ticket),
        "promo_e": lot("promo_exhibitors"),
        "promo_v": lot("promo_visitors"),
        "exhibitors": (both + truth["shock"]["exhibitors"] * passing)[:, :, None] + own + noise,
        "visitors": both
        + passing
        + normal("show/visitors", truth["show_sd"]["visitors"], shape[1:])
        + normal("visitors", truth["noise_sd"]["visitors"], shape),
        "held": off >= np.array([truth["cancelled"].get(name, 0.0) for name in years])[:, None],
    }


def _edition(truth: Mapping[str, Any], last: np.ndarray, term: dict[str, np.ndarray]) -> np.ndarray:
    """Small, medium and large exhibitors and visitors of one year, a row per show, in whole numbers."""
    logs = exhibitor_logs(truth, last[:, 3], term["price"], term["promo_e"]) + term["exhibitors"]
    exhibitors = np.maximum(np.rint(np.exp(logs)), 1.0)
    seen = variety(truth, exhibitors), variety(truth, last[:, :3])
    visitors = visitor_logs(truth, *seen, term["ticket"], term["promo_v"]) + term["visitors"]
    return np.column_stack([exhibitors, np.rint(np.exp(visitors))])


def _frame(world: World, years: list[int], terms: dict[str, np.ndarray], states: np.ndarray) -> pd.DataFrame:
    shows = world.truth["two_sided"]["shows"]
    regions, sectors = world.truth["units"]["region_share"], world.truth["organisations"]["sector_share"]
    flat = states.reshape(-1, 4)
    frame = pd.DataFrame(
        {
            "show_id": np.tile([f"RG{number:02d}" for number in range(1, shows + 1)], len(years)),
            "region": np.tile(pick(world.stream("regional_shows", "region"), regions, shows), len(years)),
            "sector": np.tile(pick(world.stream("regional_shows", "sector"), sectors, shows), len(years)),
            "year": np.repeat(years, shows),
            "price_m2": terms["price"].ravel().astype(int),
            "visitor_ticket": terms["ticket"].ravel().astype(int),
            **{f"exhibitors_{size}": flat[:, at].astype(int) for at, size in enumerate(SIZES)},
            "visitors": flat[:, 3].astype(int),
        }
    )
    frame["exhibitor_value"], frame["visitor_value"] = _values(world, flat)
    return frame.assign(promo_exhibitors=terms["promo_e"].ravel(), promo_visitors=terms["promo_v"].ravel())


def _values(world: World, states: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What either side says the show was worth to it: it depends on the other side."""
    truth, mean = world.truth["two_sided"], world.truth["two_sided"]["mean"]
    usual = np.array([mean[size] for size in SIZES], dtype=float)
    each = np.log(states[:, 3] / states[:, :3].sum(axis=1)) - np.log(mean["visitors"] / usual.sum())
    seen = np.log(variety(truth, states[:, :3]) / variety(truth, usual))
    values = []
    for side, pull, weight in (("exhibitor", each, "visitors"), ("visitor", seen, "variety")):
        act = truth[f"{side}_value"]
        noise = world.stream("regional_shows", f"{side}_value").normal(0.0, act["sd"], len(states))
        values.append(np.clip(act["mean"] + act[weight] * pull + noise, 1.0, 10.0).round(2))
    return values[0], values[1]
