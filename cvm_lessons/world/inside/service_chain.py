"""The service-profit chain quarter by quarter: staff, then service, then customers, and back to staff."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import logistic
from cvm_lessons.world.engine import World
from cvm_lessons.world.inside.branches import location, quarter_names
from cvm_lessons.world.inside.people import Crew, answers, personal_draws

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
    truth = world.truth["branches"]
    names = quarter_names(truth["first_quarter"] - 1, truth["quarters"]["before"] + truth["quarters"]["shown"])
    started = np.array(names) >= world.truth["service_chain"]["training"]["quarter"]
    return np.asarray(started[:, None] & world["branches"]["trained"].to_numpy())


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
    truth, posts = world.truth["branches"], world["posts"]
    before = truth["quarters"]["before"]
    quarters = before + truth["quarters"]["shown"]
    draws, training = personal_draws(world, quarters), in_training(world)
    service = _service_draws(world, quarters)
    crew = Crew(posts)
    last = _centre(world)
    staff, units = [], []
    for now in range(quarters):
        people = answers(world, crew, draws, now, training[now], last["customer_satisfaction"])
        unit = people.groupby("unit")[["internal_service", "satisfaction", "discretion"]].mean()
        unit = unit.round(2).assign(staff_count=people.groupby("unit").size())
        unit = _service(world, unit, last, service, now, training[now])
        people["service_rating"] = _ratings(world, people, unit, draws, crew, now)
        people["left"] = _leavers(world, people, draws, now)
        unit["turnover"] = people.groupby("unit")["left"].mean().round(3)
        crew.replace(people, now)
        last = unit
        staff.append(people.assign(quarter=now - before))
        units.append(unit.assign(quarter=now - before))
    return ServiceChain(pd.concat(staff[before:], ignore_index=True), pd.concat(units[before:]).reset_index())


def _centre(world: World) -> pd.DataFrame:
    """Before the first quarter every branch is in the middle."""
    centre = world.truth["service_chain"]["centre"]
    return pd.DataFrame(centre, index=world["branches"].index)


def _service_draws(world: World, quarters: int) -> dict[str, np.ndarray]:
    """Everything about a level that the branch before it in the chain does not decide."""
    chain, rows = world.truth["service_chain"], len(world["branches"])
    draws = {}
    for level in ("service_value", "customer_satisfaction", "retention"):
        passing = world.stream("units", f"passing/{level}").normal(
            0.0, chain["passing_sd"][level], (quarters, rows)
        )
        common = world.stream("units", f"quarter/{level}").normal(
            0.0, chain["quarter_sd"].get(level, 0.0), (quarters, 1)
        )
        draws[level] = chain["centre"][level] + location(world, level) + common + passing
    return draws


def _service(
    world: World,
    unit: pd.DataFrame,
    last: pd.DataFrame,
    draws: dict[str, np.ndarray],
    now: int,
    training: np.ndarray,
) -> pd.DataFrame:
    """Service value, customer satisfaction and retention of one quarter."""
    chain, centre = world.truth["service_chain"], world.truth["service_chain"]["centre"]
    value = draws["service_value"][now] + chain["training_effect"] * training
    for level, weight in chain["to_service_value"].items():
        value = value + weight * (last[level] - centre[level])
    unit["service_value"] = value.clip(1.0, 10.0).round(2)
    content = draws["customer_satisfaction"][now] + chain["to_customer_satisfaction"] * (
        unit["service_value"] - centre["service_value"]
    )
    unit["customer_satisfaction"] = content.clip(1.0, 10.0).round(2)
    back = chain["to_retention"] * (last["customer_satisfaction"] - centre["customer_satisfaction"])
    unit["retention"] = (draws["retention"][now] + back).clip(0.0, 1.0).round(3)
    return unit


def _ratings(
    world: World,
    people: pd.DataFrame,
    unit: pd.DataFrame,
    draws: dict[str, np.ndarray],
    crew: Crew,
    now: int,
) -> np.ndarray:
    """How customers rate a person: the branch's level, and what the person adds."""
    truth, centre = world.truth["staff"]["rating"], world.truth["service_chain"]["centre"]
    own = unit.loc[people["unit"]]
    slope = np.where(people["complex"], truth["complex"], truth["standardised"])
    post = people["post"].to_numpy()
    raw = (
        own["service_value"].to_numpy()
        + truth["satisfaction"] * (people["satisfaction"].to_numpy() - own["satisfaction"].to_numpy())
        + slope * (people["discretion"].to_numpy() - centre["discretion"])
        + truth["trait"] * draws["trait/rating"][crew.hired[post], post]
        + truth["noise"] * draws["noise/rating"][now, post]
    )
    return np.asarray(np.clip(np.round(raw, 1), 1.0, 10.0))


def _leavers(world: World, people: pd.DataFrame, draws: dict[str, np.ndarray], now: int) -> np.ndarray:
    """Who is gone when the next quarter begins."""
    truth, centre = world.truth["staff"]["leaving"], world.truth["service_chain"]["centre"]
    logits = (
        truth["intercept"]
        + truth["satisfaction"] * (people["satisfaction"] - centre["satisfaction"])
        + truth["tenure"] * np.log1p(people["tenure_months"] / 12.0)
    )
    return np.asarray(draws["left"][now, people["post"]] < logistic(logits.to_numpy())).astype(int)
