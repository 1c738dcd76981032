"""The branches: where they are, whom they serve, what lasts in them, and who is trained."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import beta_parameters, logistic, pick
from cvm_lessons.world.engine import World

__all__ = ["draw_unit_posts", "draw_unit_profiles", "location", "quarter_names"]


def quarter_names(first_year: int, quarters: int) -> list[str]:
    """Return the names of so many quarters from the first one of a year.

    Parameters
    ----------
    first_year : int
        Year of the first quarter.
    quarters : int
        How many.

    Returns
    -------
    list of str
        Names that sort by time.

    Examples
    --------
    >>> quarter_names(2023, 5)[-2:]
    ['2023Q4', '2024Q1']
    """
    return [f"{first_year + at // 4}Q{at % 4 + 1}" for at in range(quarters)]


def draw_unit_profiles(world: World) -> pd.DataFrame:
    """Draw what a branch keeps over the years.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: unit_id, region, city_tier, clientele, opened, posts, trained (reached by the roll-out)
        and a column ``lasting_…`` for each level that location does not explain; a row per branch.
    """
    truth = world.truth["units"]
    rows = truth["count"]
    tier = pick(world.stream("units", "tier"), truth["tier_share"], rows).astype(int)
    large = truth["clientele"]
    mean = np.array([large["mean"][at] for at in tier])
    opened = world.stream("units", "opened").integers(
        truth["opened"]["first"], truth["opened"]["last"] + 1, rows
    )
    more = world.stream("units", "posts").poisson([truth["posts"]["more"][at] for at in tier])
    frame = pd.DataFrame(
        {
            "unit_id": [f"UN{number:03d}" for number in range(1, rows + 1)],
            "region": pick(world.stream("units", "region"), truth["region_share"], rows),
            "city_tier": tier,
            "clientele": world.stream("units", "clientele")
            .beta(*beta_parameters(mean, large["precision"]))
            .round(2),
            "opened": opened,
            "posts": truth["posts"]["least"] + more,
        }
    )
    chain = world.truth["service_chain"]
    for level, sd in chain["lasting_sd"].items():
        frame[f"lasting_{level}"] = world.stream("units", f"lasting/{level}").normal(0.0, sd, rows)
    return frame.assign(trained=_trained(world, frame["lasting_service_value"].to_numpy()))


def _trained(world: World, lasting: np.ndarray) -> np.ndarray:
    """The weaker a branch has always been, the likelier it is trained."""
    chain = world.truth["service_chain"]
    logits = chain["training"]["intercept"] + chain["training"]["lasting"] * (
        lasting / chain["lasting_sd"]["service_value"]
    )
    return np.asarray(world.stream("units", "trained").random(len(lasting)) < logistic(logits))


def location(world: World, level: str) -> np.ndarray:
    """Return what tier, clientele and lasting strength of the branches add to a level.

    Parameters
    ----------
    world : World
        The world in the making.
    level : str
        For example ``"service_value"``.

    Returns
    -------
    ndarray
        In the unit of the level, one value per branch.
    """
    chain, branches = world.truth["service_chain"], world["unit_profiles"]
    added = chain["clientele_shift"].get(level, 0.0) * (branches["clientele"] - chain["centre"]["clientele"])
    if level in chain["tier_shift"]:
        added = added + branches["city_tier"].map(chain["tier_shift"][level])
    return np.asarray(added + branches.get(f"lasting_{level}", 0.0), dtype=float)


def draw_unit_posts(world: World) -> pd.DataFrame:
    """Draw the posts of every branch: which job, and from which quarter on.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: unit (position in ``unit_profiles``), job, complex (kind of work) and from_quarter (0 is
        the first one drawn); a row per post.
    """
    truth, branches = world.truth["units"], world["unit_profiles"]
    unit = np.repeat(np.arange(len(branches)), branches["posts"])
    job = pick(world.stream("staff", "job"), world.truth["staff"]["job_share"], len(unit))
    within = np.arange(len(unit)) - np.searchsorted(unit, unit)
    draws = world.stream("staff", "post").random((2, len(unit)))
    later = (within >= truth["posts"]["least"]) & (draws[0] < truth["posts"]["later"])
    before, shown = truth["quarters"]["before"], truth["quarters"]["shown"]
    opens = np.where(later, before + 1 + np.floor(draws[1] * (shown - 1)), 0).astype(int)
    kinds = world.truth["staff"]["work"]
    return pd.DataFrame(
        {
            "unit": unit,
            "job": job,
            "complex": np.array([kinds[name] == "complex" for name in job]),
            "from_quarter": opens,
        }
    )
