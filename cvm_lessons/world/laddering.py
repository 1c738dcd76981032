"""Laddering interviews: chains from attribute to consequence to goal, repeated after a year."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import pick
from cvm_lessons.world.engine import World

__all__ = ["chain_shares", "draw_laddering"]

Shares = Mapping[str, float]
PREFIX = {"exhibitor": "LE", "visitor": "LV"}


def chain_shares(truth: Mapping[str, Any], role: str) -> pd.DataFrame:
    """Return every possible chain of a role with its share, as the truth has it.

    Parameters
    ----------
    truth : mapping
        The area ``laddering``.
    role : {"exhibitor", "visitor"}
        Whose chains.

    Returns
    -------
    DataFrame
        Columns attribute, consequence, goal and share; the shares sum to 1.
    """
    rows = [
        (attribute, consequence, goal, start * middle * end)
        for attribute, start in truth["attribute_share"][role].items()
        for consequence, middle in truth["consequence_given_attribute"][role][attribute].items()
        for goal, end in truth["goal_given_consequence"][role][consequence].items()
    ]
    return pd.DataFrame(rows, columns=["attribute", "consequence", "goal", "share"])


def draw_laddering(world: World) -> pd.DataFrame:
    """Draw both waves of interviews; the panel has the same size at every scale.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``laddering``.
    """
    waves = [_role_waves(world, role) for role in world.truth["laddering"]["respondents"]]
    return pd.concat(waves, ignore_index=True)


def _role_waves(world: World, role: str) -> pd.DataFrame:
    truth = world.truth["laddering"]
    people = truth["respondents"][role]
    chains = pick(world.stream("laddering", f"chains/{role}"), truth["chains"], people).astype(int)
    respondent = np.repeat(np.arange(people), chains)
    keys = pd.DataFrame({"respondent_id": [f"{PREFIX[role]}{n + 1:03d}" for n in respondent], "role": role})
    keys["chain"] = keys.groupby("respondent_id").cumcount() + 1
    shares = chain_shares(truth, role)
    first = _wave(world, shares, f"1/{role}", len(keys))
    second = _second_wave(world, shares, first, role)
    both = pd.concat([keys.assign(wave=1).join(first), keys.assign(wave=2).join(second)])
    both = both.sort_values(["respondent_id", "wave", "chain"], ignore_index=True)
    return both[["respondent_id", "role", "wave", "chain", "attribute", "consequence", "goal"]]


def _given(shares: pd.DataFrame, upper: str, lower: str) -> dict[str, Shares]:
    """Shares of `lower` within each `upper`: the structure read from the goal downwards."""
    totals = shares.groupby([upper, lower], sort=False)["share"].sum()
    return {name: group.droplevel(0).to_dict() for name, group in totals.groupby(level=0, sort=False)}


def _conditional(rng: np.random.Generator, tables: Mapping[str, Shares], given: pd.Series) -> pd.Series:
    drawn = pd.Series("", index=given.index, dtype=object)
    for name, table in tables.items():
        chosen = given == name
        drawn[chosen] = pick(rng, table, int(chosen.sum()))
    return drawn


def _wave(world: World, shares: pd.DataFrame, block: str, rows: int) -> pd.DataFrame:
    def rng(level: str) -> np.random.Generator:
        return world.stream("laddering", f"{level}/{block}")

    goals = shares.groupby("goal", sort=False)["share"].sum().to_dict()
    goal = pd.Series(pick(rng("goal"), goals, rows))
    consequence = _conditional(rng("consequence"), _given(shares, "goal", "consequence"), goal)
    attribute = _conditional(rng("attribute"), _given(shares, "consequence", "attribute"), consequence)
    return pd.DataFrame({"attribute": attribute, "consequence": consequence, "goal": goal})


def _second_wave(world: World, shares: pd.DataFrame, first: pd.DataFrame, role: str) -> pd.DataFrame:
    kept, fresh = world.truth["laddering"]["kept"], _wave(world, shares, f"2/{role}", len(first))
    second, keeps = first.copy(), np.ones(len(first), dtype=bool)
    above: str | None = None
    for level in ("goal", "consequence", "attribute"):
        # A lower level can only be kept where the level above it is.
        keeps &= world.stream("laddering", f"kept {level}/{role}").random(len(first)) < kept[level]
        if above is not None:
            rng = world.stream("laddering", f"fresh {level}/{role}")
            fresh[level] = _conditional(rng, _given(shares, above, level), second[above])
        second.loc[~keeps, level] = fresh.loc[~keeps, level]
        above = level
    return second
