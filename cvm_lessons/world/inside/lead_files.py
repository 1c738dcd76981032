"""Leads as owners write them down: some twice, some too high, some too low, in four currencies."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import pick
from cvm_lessons.world.engine import World
from cvm_lessons.world.inside.prospects import rounded

__all__ = ["draw_lead_files", "draw_owner_habits"]

SELLER, LARGEST_CITIES = "sales", 1  # leads go to the sales staff of the branches in the largest cities


def draw_owner_habits(world: World) -> pd.DataFrame:
    """Draw which sellers enter too low, fair or too high a value.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: staff_id, habit, factor (value entered per yuan to come), and the quarters at work.
    """
    truth, staff = world.truth["crm_leads"], world["staff"]
    units = world["unit_profiles"]
    where = units.loc[units["city_tier"] == LARGEST_CITIES, "unit_id"]
    sells = (staff["job"] == SELLER) & staff["unit_id"].isin(where)
    sellers = staff[sells].groupby("staff_id", sort=True)["quarter"].agg(["min", "max"])
    habit = pick(world.stream("crm_leads", "habit"), truth["habit_share"], len(sellers))
    frame = sellers.reset_index().assign(habit=habit)
    return frame.assign(factor=frame["habit"].map(truth["habit"]).astype(float))


def draw_lead_files(world: World) -> pd.DataFrame:
    """Write every lead down; some are written down twice, by two owners.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: what the owners wrote, with ``lead`` (position among the prospects) and ``again`` (true for
        the second record of a lead), in the order of the table ``crm_leads``.
    """
    leads = world["prospects"]
    first, second = leads.assign(lead=leads.index, again=False), _second_records(world)
    owner = _owners(world, first, "first", np.full(len(leads), -1))
    files = pd.concat([first.assign(at=owner), second.assign(at=_owners(world, second, "second", owner))])
    habits = world["owner_habits"]
    files["owner"] = habits["staff_id"].to_numpy()[files["at"]]
    noise = np.exp(world.truth["crm_leads"]["value_sd"] * _draws(world, "value", files, normal=True))
    entered = files["amount"] * habits["factor"].to_numpy()[files["at"]] * noise
    right = _draws(world, "source", files) < world.truth["crm_leads"]["source_right"]
    files["source"] = files["path"].str.split(">").str[0].where(right, "website")
    files["value"] = rounded(entered, files["step"])
    return files.sort_values(["created", "lead", "again"], ignore_index=True)


def _second_records(world: World) -> pd.DataFrame:
    """Records by a second owner, some days later, some with two letters of the name changed over."""
    truth, leads = world.truth["crm_leads"], world["prospects"]
    act, rows = truth["duplicates"], len(leads)
    twice = world.stream("crm_leads", "twice").random(rows) < act["share"]
    later = world.stream("crm_leads", "later").integers(0, act["days"] + 1, rows)
    wrong = world.stream("crm_leads", "typo").random(rows) < act["typo"]
    at = 1 + np.floor(
        world.stream("crm_leads", "letter").random(rows) * (leads["company"].str.len() - 2)
    ).astype(int)
    second = leads.assign(
        lead=leads.index, again=True, created=leads["created"] + pd.to_timedelta(later, unit="D")
    )
    second = second[twice & (second["created"] <= pd.Timestamp(truth["last_day"]))].copy()
    names = [
        f"{name[:i]}{name[i + 1]}{name[i]}{name[i + 2 :]}" if typo else name
        for name, i, typo in zip(second["company"], at[second.index], wrong[second.index], strict=True)
    ]
    return second.assign(company=names)


def _draws(world: World, block: str, files: pd.DataFrame, normal: bool = False) -> np.ndarray:
    """Draw for the first and for a possible second record of every lead, and pick those that are there."""
    rng, shape = world.stream("crm_leads", block), (2, len(world["prospects"]))
    draws = rng.standard_normal(shape) if normal else rng.random(shape)
    return np.asarray(draws[files["again"].to_numpy(dtype=int), files["lead"].to_numpy()])


def _owners(world: World, files: pd.DataFrame, record: str, other: np.ndarray) -> np.ndarray:
    """Give each record a seller at work in its quarter, who is not the `other` one of its lead."""
    lead = files["lead"].to_numpy()
    draws = world.stream("crm_leads", f"owner/{record}").random(len(world["prospects"]))[lead]
    first, last = (world["owner_habits"][end].to_numpy(dtype=object) for end in ("min", "max"))
    taken, owner = other[lead], np.zeros(len(files), dtype=int)
    quarter, names = pd.factorize(files["created"].dt.to_period("Q"))
    for code, name in enumerate(names.astype(str)):
        here = quarter == code
        able = np.flatnonzero((first <= name) & (last >= name))
        turn = np.floor(draws[here] * len(able)).astype(int)
        owner[here] = able[(turn + (able[turn] == taken[here])) % len(able)]
    return owner
