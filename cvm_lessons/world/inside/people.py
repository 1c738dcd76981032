"""The staff: who holds which post, and what each person answers in a quarter."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import rating
from cvm_lessons.world.engine import World
from cvm_lessons.world.inside.branches import location

__all__ = ["FOUR", "Crew", "answers", "personal_draws"]

Personal = Callable[[str, Mapping[str, float]], np.ndarray]  # lasting and passing points of each person
FOUR = ("power", "information", "knowledge", "rewards")


class Crew:
    """Who holds which post: a person who leaves is replaced when the next quarter begins.

    Parameters
    ----------
    posts : DataFrame
        What `draw_posts` returns.
    """

    def __init__(self, posts: pd.DataFrame) -> None:
        self.posts = posts
        self.hired = posts["from_quarter"].to_numpy().copy()  # quarter in which the present holder came
        self.person = np.arange(len(posts))
        self._next = len(posts)

    def at_work(self, now: int) -> np.ndarray:
        """Return the positions of the posts that are open in a quarter."""
        return np.flatnonzero(self.posts["from_quarter"].to_numpy() <= now)

    def replace(self, people: pd.DataFrame, now: int) -> None:
        """Give the posts of those who left to new persons."""
        empty = people.loc[people["left"] == 1, "post"].to_numpy()
        self.hired[empty] = now + 1
        self.person[empty] = self._next + np.arange(len(empty))
        self._next += len(empty)


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
        By block, one row per quarter (one more for traits of those who come last), one column per post.
    """
    posts, truth = len(world["posts"]), world.truth["staff"]
    answered = ("internal_service", "workload", "satisfaction", "rating", "discretion", *FOUR)
    draws = {}
    for name in answered:
        for block in ("trait", "noise"):
            draws[f"{block}/{name}"] = world.stream("staff", f"{block}/{name}").standard_normal((quarters + 1, posts))
    rows = len(world["branches"])
    sd = world.truth["service_chain"]["passing_sd"]["internal_service"]
    draws["climate"] = world.stream("units", "climate").normal(0.0, sd, (quarters, rows))
    draws["left"] = world.stream("staff", "left").random((quarters, posts))
    draws["training"] = world.stream("staff", "training_hours").standard_gamma(2.0, (2, quarters, posts)) / 2.0
    tenure = truth["tenure_before"]
    draws["tenure"] = world.stream("staff", "tenure").gamma(tenure["shape"], tenure["mean"] / tenure["shape"], posts)
    return draws


def answers(
    world: World,
    crew: Crew,
    draws: dict[str, np.ndarray],
    now: int,
    training: np.ndarray,
    customers: pd.Series,
) -> pd.DataFrame:
    """Return what the staff of one quarter answers.

    Parameters
    ----------
    world : World
        The world in the making.
    crew : Crew
        Who holds which post.
    draws : dict of ndarray
        What `personal_draws` returns.
    now : int
        The quarter.
    training : ndarray of bool
        Branches that the roll-out has reached.
    customers : Series
        Customer satisfaction of the quarter before, by branch.

    Returns
    -------
    DataFrame
        One row per person at work, with its post and unit (positions).
    """
    post = crew.at_work(now)
    people = crew.posts.loc[post, ["unit", "job", "complex"]].reset_index(drop=True)
    people.insert(0, "post", post)
    people["person"], people["tenure_months"] = crew.person[post], _tenure(crew, draws, now)

    def personal(name: str, scale: Mapping[str, float]) -> np.ndarray:
        lasting = draws[f"trait/{name}"][crew.hired[post], post]
        return np.asarray(scale["trait"] * lasting + scale["noise"] * draws[f"noise/{name}"][now, post])

    trained = training[people["unit"]]
    people = _surroundings(world, people, draws["climate"][now], personal)
    people = _empowerment(world, people, trained, personal)
    people["satisfaction"] = _satisfaction(world, people, customers.to_numpy(), personal)
    hours = world.truth["staff"]["training_hours"]
    usual, extra = draws["training"][:, now, post]
    whole = hours["usual"] * usual + hours["roll_out"] * extra * trained
    return people.assign(training_hours=np.rint(whole).astype(int))


def _tenure(crew: Crew, draws: dict[str, np.ndarray], now: int) -> np.ndarray:
    """Months of service at the end of the quarter; those who were there first bring earlier years."""
    post = crew.at_work(now)
    first = (crew.person[post] == post) & (crew.hired[post] == 0)
    before = np.where(first, draws["tenure"][post], 0.0)
    return np.asarray(np.floor(before).astype(int) + 3 * (now - crew.hired[post] + 1))


def _surroundings(world: World, people: pd.DataFrame, climate: np.ndarray, personal: Personal) -> pd.DataFrame:
    """What a person meets at work: the service of its own house, and the load."""
    chain, scale = world.truth["service_chain"], world.truth["staff"]["scale"]
    for level, high, passing in (("internal_service", 10, climate), ("workload", 7, 0.0)):
        branch = chain["centre"][level] + location(world, level) + passing
        raw = branch[people["unit"]] + personal(level, scale)
        people[level] = rating(raw, 1, high).astype(int)
    return people


def _empowerment(
    world: World, people: pd.DataFrame, trained: np.ndarray, personal: Personal
) -> pd.DataFrame:
    """Power, information, knowledge and rewards, and the discretion that their product gives."""
    truth, four = world.truth["staff"], world.truth["staff"]["four"]
    branch = world["branches"]["lasting_empowerment"].to_numpy()[people["unit"]]
    for name in FOUR:
        extra = four["complex"][name] * people["complex"].to_numpy()
        taught = truth["training_knowledge"] * trained * (name == "knowledge")
        raw = four["mean"][name] + extra + taught + branch + personal(name, four)
        people[name] = rating(raw, 1, 7).astype(int)
    act = truth["discretion"]
    product = people[list(FOUR)].prod(axis=1).to_numpy(dtype=float)
    noise = personal("discretion", {"trait": 0.0, "noise": act["noise"]})
    raw = act["intercept"] + act["slope"] * product ** (1.0 / len(FOUR)) + noise
    return people.assign(discretion=rating(raw, 1, 7).astype(int))


def _satisfaction(
    world: World, people: pd.DataFrame, customers: np.ndarray, personal: Personal
) -> np.ndarray:
    chain, truth = world.truth["service_chain"], world.truth["staff"]["satisfaction"]
    centre = chain["centre"]
    mirror = chain["reverse"] * (customers - centre["customer_satisfaction"])
    raw = (centre["satisfaction"] + location(world, "satisfaction") + mirror)[people["unit"]]
    for level in ("internal_service", "discretion", "workload"):
        raw = raw + truth[level] * (people[level].to_numpy() - centre[level])
    return rating(raw + personal("satisfaction", truth), 1, 7).astype(int)
