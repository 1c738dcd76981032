"""The whole world: which parts there are, and how to draw the tables one wants."""

from collections.abc import Iterable

import pandas as pd

from cvm_lessons.core import ParameterError, check_number, nearest
from cvm_lessons.world import (
    answers,
    attitudes,
    cocreation,
    editions,
    laddering,
    organisations,
    participation,
    perceived_value,
    ratings,
    rivals,
    spending,
    surveys,
)
from cvm_lessons.world.engine import Part, World
from cvm_lessons.world.fixed_tables import FIXED, fixed_table
from cvm_lessons.world.parameters import plain, read_truth

__all__ = ["SEED", "TABLES", "build_world", "simulate"]

SEED = 20160  # of the committed tables
TABLES: dict[str, Part] = {
    "organisations": organisations.draw_organisations,
    "editions": editions.draw_editions,
    "participations": spending.draw_participations,
    "surveys": surveys.draw_surveys,
    "rivals": rivals.draw_rivals,
    "laddering": laddering.draw_laddering,
    "cocreation": cocreation.draw_cocreation,
    **{name: fixed_table(name) for name in FIXED},
}
HIDDEN: dict[str, Part] = {
    "attitudes": attitudes.draw_attitudes,
    "calendar": editions.draw_calendar,
    "chances": participation.draw_chances,
    "edition_quality": ratings.draw_edition_quality,
    "elements": answers.draw_elements,
    "importance": answers.draw_importance,
    "invitations": attitudes.draw_invitations,
    "ratings": ratings.draw_ratings,
    "responses": surveys.draw_responses,
    "rival_quality": rivals.draw_rival_quality,
    "rival_ratings": answers.draw_rival_ratings,
    "sacrifice": answers.draw_sacrifice,
    "scores": ratings.draw_scores,
    "took_part": participation.draw_took_part,
    "value": perceived_value.draw_value,
    "value_items": answers.draw_value_items,
}


def build_world(seed: int = SEED, scale: float = 1.0) -> World:
    """Return a world in which nothing is drawn yet; indexing it draws a table or a hidden part.

    Parameters
    ----------
    seed : int, default 20160
        Seed of the world.
    scale : float, default 1.0
        Multiple of the number of customers, from 0.005 to 4 (then the names run out).

    Returns
    -------
    World
        Answers for every table and for what is hidden behind them.

    Raises
    ------
    ParameterError
        If the seed is negative or the scale out of range.

    Examples
    --------
    >>> len(build_world(7, 0.01)["rivals"])
    30
    """
    check_number("seed", seed, low=0)
    check_number("scale", scale, low=0.005, high=4)
    return World(seed, scale, plain(read_truth()), TABLES | HIDDEN)


def simulate(
    seed: int = SEED, scale: float = 1.0, tables: Iterable[str] | None = None
) -> dict[str, pd.DataFrame]:
    """Draw tables of the world.

    Parameters
    ----------
    seed : int, default 20160
        Seed; the committed tables have this one.
    scale : float, default 1.0
        Multiple of the number of customers; behaviour does not change.
    tables : iterable of str, optional
        Names of the tables wanted; all by default. Which ones are asked for changes no value in them.

    Returns
    -------
    dict of str to DataFrame
        A table per name.

    Raises
    ------
    ParameterError
        If a table is not known, the seed negative or the scale out of range.

    Examples
    --------
    >>> simulate(seed=7, scale=0.01, tables=["offers"])["offers"].columns[:3].tolist()
    ['set', 'show', 'product']
    """
    wanted = list(TABLES) if tables is None else list(tables)
    for name in wanted:
        if name not in TABLES:
            raise ParameterError(f"table {name!r} is not known. {nearest(name, TABLES)}")
    world = build_world(seed, scale)
    return {name: world[name].copy() for name in wanted}
