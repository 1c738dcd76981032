"""The staff: who holds which post, and what each person answers in a quarter."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import rating
from cvm_lessons.world.engine import World
from cvm_lessons.world.inside.branches import location

__all__ = ["FOUR", "Crew", "People", "answers", "personal_draws"]

FOUR = ("power", "information", "knowledge", "rewards")
PERSONAL = ("internal_service", "workload", "satisfaction", "rating", "discretion", *FOUR)
People = dict[str, np.ndarray]  # a column per name, a row per person at work
Personal = Callable[[str, Mapping[str, float]], np.ndarray]  # lasting and passing points of each person


class Crew:
    """Who holds which post: a person who leaves is replaced when the next quarter begins.

    Parameters
    ----------
    posts : DataFrame
        What `draw_unit_posts` returns.
    """

    def __init__(self, posts: pd.DataFrame) -> None:
        self.posts = {name: posts[name].to_numpy() for name in posts}
        self.hired = self.posts["from_quarter"].copy()  # quarter in which the present holder came
        self.person = np.arange(len(posts))
        self._next = len(posts)

    def at_work(self, now: int) -> np.ndarray:
        """Return the positions of the posts that are open in a quarter."""
        return np.flatnonzero(self.posts["from_quarter"] <= now)

    def replace(self, post: np.ndarray, now: int) -> None:
        """Give the posts of those who left to new persons."""
        self.hired[post] = now + 1
        self.person[post] = self._next + np.arange(len(post))
        self._next += len(post)


def personal_draws(world: World, quarters: int) -> dict[str, np.ndarray]:
    """Draw everything personal for every post and quarter; a person keeps the traits drawn when it came.

    Parameters
    ----------
    world : World
        The world in the making.
    quarters : int
        Number of quarters.

    Returns
    -------
    dict of ndarray
        By block: one row per quarter (one more for those who come when the last one ends), one column per
        post; the blocks ``unit/…`` hold the level of the branch, one column per branch.
    """
    posts, truth = len(world["unit_posts"]), world.truth["staff"]
    draws = {
        f"{block}/{name}": world.stream("staff", f"{block}/{name}").standard_normal((quarters + 1, posts))
        for name in PERSONAL
        for block in ("trait", "noise")
    }
    draws["left"] = world.stream("staff", "left").random((quarters, posts))
    hours = world.stream("staff", "training_hours").standard_gamma(2.0, (2, quarters, posts)) / 2.0
    draws["hours/usual"], draws["hours/roll_out"] = hours
    tenure = truth["tenure_before"]
    draws["tenure"] = world.stream("staff", "tenure").gamma(
        tenure["shape"], tenure["mean"] / tenure["shape"], posts
    )
    return draws | _branch_levels(world, quarters)


def _branch_levels(world: World, quarters: int) -> dict[str, np.ndarray]:
    chain, rows = world.truth["service_chain"], len(world["unit_profiles"])
    climate = world.stream("units", "climate").normal(
        0.0, chain["passing_sd"]["internal_service"], (quarters, rows)
    )
    levels = ("internal_service", "workload", "satisfaction")
    return {
        "unit/empowerment": location(world, "empowerment"),
        **{
            f"unit/{level}": chain["centre"][level]
            + location(world, level)
            + climate * (level == "internal_service")
            for level in levels
        },
    }


def answers(
    truth: Mapping[str, Any],
    crew: Crew,
    draws: Mapping[str, np.ndarray],
    now: int,
    *,
    training: np.ndarray,
    customers: np.ndarray,
) -> People:
    """Return what the staff of one quarter answers.

    Parameters
    ----------
    truth : mapping
        Values by area and parameter.
    crew : Crew
        Who holds which post.
    draws : mapping of ndarray
        What `personal_draws` returns.
    now : int
        The quarter.
    training : ndarray of bool
        Branches that the roll-out has reached.
    customers : ndarray
        Customer satisfaction of the quarter before, by branch.

    Returns
    -------
    dict of ndarray
        By column, with the post and the unit of each person (positions).
    """
    post = crew.at_work(now)
    people: People = {"post": post, **{name: crew.posts[name][post] for name in ("unit", "job", "complex")}}
    people["person"], people["tenure_months"] = crew.person[post], _tenure(crew, draws["tenure"], now)
    unit = people["unit"]

    def personal(name: str, scale: Mapping[str, float]) -> np.ndarray:
        lasting = draws[f"trait/{name}"][crew.hired[post], post]
        return np.asarray(scale["trait"] * lasting + scale["noise"] * draws[f"noise/{name}"][now, post])

    for level, high in (("internal_service", 10), ("workload", 7)):
        raw = draws[f"unit/{level}"][now, unit] + personal(level, truth["staff"]["scale"])
        people[level] = rating(raw, 1, high).astype(int)
    people |= _empowerment(truth["staff"], people, draws["unit/empowerment"][unit], training[unit], personal)
    mirror = customers - truth["service_chain"]["centre"]["customer_satisfaction"]
    branch = draws["unit/satisfaction"][now] + truth["service_chain"]["reverse"] * mirror
    people["satisfaction"] = _satisfaction(truth, people, branch[unit], personal)
    hours = truth["staff"]["training_hours"]
    whole = hours["usual"] * draws["hours/usual"][now, post]
    extra = hours["roll_out"] * draws["hours/roll_out"][now, post] * training[unit]
    return people | {"training_hours": np.rint(whole + extra).astype(int)}


def _satisfaction(
    truth: Mapping[str, Any], people: People, branch: np.ndarray, personal: Personal
) -> np.ndarray:
    weights, centre = truth["staff"]["satisfaction"], truth["service_chain"]["centre"]
    raw = branch + personal("satisfaction", weights)
    for level in ("internal_service", "discretion", "workload"):
        raw = raw + weights[level] * (people[level] - centre[level])
    return rating(raw, 1, 7).astype(int)


def _tenure(crew: Crew, earlier: np.ndarray, now: int) -> np.ndarray:
    """Months of service at the end of the quarter; those who were there first bring earlier years."""
    post = crew.at_work(now)
    first = (crew.person[post] == post) & (crew.hired[post] == 0)
    before = np.floor(np.where(first, earlier[post], 0.0)).astype(int)
    return np.asarray(before + 3 * (now - crew.hired[post] + 1))


def _empowerment(
    truth: Mapping[str, Any], people: People, branch: np.ndarray, trained: np.ndarray, personal: Personal
) -> People:
    """Power, information, knowledge and rewards, and the discretion that their product gives."""
    four = truth["four"]
    felt: People = {}
    for name in FOUR:
        taught = truth["training_knowledge"] * trained * (name == "knowledge")
        raw = four["mean"][name] + four["complex"][name] * people["complex"] + taught + branch
        felt[name] = rating(raw + personal(name, four), 1, 7).astype(int)
    act = truth["discretion"]
    mean = np.prod(list(felt.values()), axis=0) ** (1.0 / len(FOUR))  # geometric
    noise = personal("discretion", {"trait": 0.0, "noise": act["noise"]})
    return felt | {"discretion": rating(act["intercept"] + act["slope"] * mean + noise, 1, 7).astype(int)}
