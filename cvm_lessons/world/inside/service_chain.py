"""The service-profit chain quarter by quarter: staff, then service, then customers, and back to staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import logistic
from cvm_lessons.world.engine import World
from cvm_lessons.world.inside.branches import location, quarter_names
from cvm_lessons.world.inside.people import Crew, People, answers, personal_draws

__all__ = ["ServiceChain", "draw_service_chain", "in_training"]


@dataclass(frozen=True)
class ServiceChain:
    """What the quarters brought forth: a row per person and quarter, and a row per branch and quarter."""

    staff: pd.DataFrame
    units: pd.DataFrame


def in_training(world: World) -> np.ndarray:
    """Return whether the roll-out has reached a branch.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    ndarray of bool
        One row per quarter drawn, one column per branch.
    """
    truth = world.truth["units"]
    names = quarter_names(
        truth["first_quarter"] - 1, truth["quarters"]["before"] + truth["quarters"]["shown"]
    )
    started = np.array(names) >= world.truth["service_chain"]["training"]["quarter"]
    return np.asarray(started[:, None] & world["unit_profiles"]["trained"].to_numpy())


def draw_service_chain(world: World) -> ServiceChain:
    """Draw all quarters one after the other; each looks back at the one before.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    ServiceChain
        Hidden: the shown quarters, before money.
    """
    span, branches = world.truth["units"]["quarters"], len(world["unit_profiles"])
    quarters = span["before"] + span["shown"]
    draws, training = personal_draws(world, quarters) | _level_draws(world, quarters), in_training(world)
    crew = Crew(world["unit_posts"])
    # Before the first quarter every branch is in the middle.
    last = {name: np.full(branches, at) for name, at in world.truth["service_chain"]["centre"].items()}
    staff, units = [], []
    for now in range(quarters):
        people = answers(
            world.truth, crew, draws, now, training=training[now], customers=last["customer_satisfaction"]
        )
        last = _branch(world.truth, people, last, now, draws=draws, training=training[now])
        people["service_rating"] = _ratings(
            world.truth, people, last, draws, came=crew.hired[people["post"]], now=now
        )
        people["left"] = _leavers(world.truth, people, draws["left"][now])
        last["turnover"] = np.round(_means(people, "left"), 3)
        crew.replace(people["post"][people["left"] == 1], now)
        shown = {"quarter": now - span["before"]}
        staff.append(pd.DataFrame(people | shown))
        units.append(pd.DataFrame(last | shown | {"unit": np.arange(branches)}))
    return ServiceChain(
        pd.concat(staff[span["before"] :], ignore_index=True),
        pd.concat(units[span["before"] :], ignore_index=True),
    )


def _means(people: People, column: str) -> np.ndarray:
    """Mean by branch; every branch has staff in every quarter."""
    return np.asarray(np.bincount(people["unit"], people[column]) / np.bincount(people["unit"]))


def _level_draws(world: World, quarters: int) -> dict[str, np.ndarray]:
    """Everything about a level that the link before it in the chain does not decide."""
    chain, rows = world.truth["service_chain"], len(world["unit_profiles"])
    draws = {}
    for level in ("service_value", "customer_satisfaction", "retention"):
        passing = world.stream("units", f"passing/{level}").normal(
            0.0, chain["passing_sd"][level], (quarters, rows)
        )
        common = world.stream("units", f"quarter/{level}").normal(
            0.0, chain["quarter_sd"].get(level, 0.0), (quarters, 1)
        )
        draws[f"unit/{level}"] = chain["centre"][level] + location(world, level) + common + passing
    return draws


def _branch(
    truth: Mapping[str, Any],
    people: People,
    last: Mapping[str, np.ndarray],
    now: int,
    *,
    draws: Mapping[str, np.ndarray],
    training: np.ndarray,
) -> dict[str, np.ndarray]:
    """Means of the staff, then service value, customer satisfaction and retention of one quarter."""
    chain, centre = truth["service_chain"], truth["service_chain"]["centre"]
    levels = ("internal_service", "satisfaction", "discretion")
    unit = {level: np.round(_means(people, level), 2) for level in levels}
    unit["staff_count"] = np.bincount(people["unit"])
    value = draws["unit/service_value"][now] + chain["training_effect"] * training
    for level, weight in chain["to_service_value"].items():
        value = value + weight * (last[level] - centre[level])
    unit["service_value"] = np.round(np.clip(value, 1.0, 10.0), 2)
    content = draws["unit/customer_satisfaction"][now] + chain["to_customer_satisfaction"] * (
        unit["service_value"] - centre["service_value"]
    )
    unit["customer_satisfaction"] = np.round(np.clip(content, 1.0, 10.0), 2)
    back = chain["to_retention"] * (last["customer_satisfaction"] - centre["customer_satisfaction"])
    unit["retention"] = np.round(np.clip(draws["unit/retention"][now] + back, 0.0, 1.0), 3)
    return unit


def _ratings(
    truth: Mapping[str, Any],
    people: People,
    unit: Mapping[str, np.ndarray],
    draws: Mapping[str, np.ndarray],
    *,
    came: np.ndarray,
    now: int,
) -> np.ndarray:
    """How customers rate a person: the level of the branch, and what the person adds."""
    act, centre = truth["staff"]["rating"], truth["service_chain"]["centre"]
    post, where = people["post"], people["unit"]
    slope = np.where(people["complex"], act["complex"], act["standardised"])
    raw = (
        unit["service_value"][where]
        + act["satisfaction"] * (people["satisfaction"] - unit["satisfaction"][where])
        + slope * (people["discretion"] - centre["discretion"])
        + act["trait"] * draws["trait/rating"][came, post]
        + act["noise"] * draws["noise/rating"][now, post]
    )
    return np.asarray(np.clip(np.round(raw, 1), 1.0, 10.0))


def _leavers(truth: Mapping[str, Any], people: People, draws: np.ndarray) -> np.ndarray:
    """Who is gone when the next quarter begins."""
    act, centre = truth["staff"]["leaving"], truth["service_chain"]["centre"]
    logits = (
        act["intercept"]
        + act["satisfaction"] * (people["satisfaction"] - centre["satisfaction"])
        + act["tenure"] * np.log1p(people["tenure_months"] / 12.0)
    )
    return np.asarray(draws[people["post"]] < logistic(logits)).astype(int)
