"""The whole world: which parts there are, shown and hidden, and which of them all shards share."""

from cvm_lessons.core import check_number
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
from cvm_lessons.world.club import parts as club
from cvm_lessons.world.coffee import parts as coffee
from cvm_lessons.world.devices import parts as devices
from cvm_lessons.world.dialogue import parts as dialogue
from cvm_lessons.world.engine import Part, World
from cvm_lessons.world.fixed_tables import FIXED, fixed_table
from cvm_lessons.world.inside import parts as inside
from cvm_lessons.world.parameters import plain, read_truth
from cvm_lessons.world.pharma import parts as pharma
from cvm_lessons.world.restaurant import parts as restaurant
from cvm_lessons.world.survey_modules import parts as survey_modules
from cvm_lessons.world.telecom import parts as telecom
from cvm_lessons.world.voices import parts as voices

__all__ = ["HIDDEN", "LARGEST", "SEED", "SHARED", "TABLES", "build_world"]

# Each group brings its TABLES, its HIDDEN parts, and says which of them are SHARED by all shards.
GROUPS = (survey_modules, dialogue, voices, inside, telecom, club, coffee, restaurant, devices, pharma)

SEED = 20160  # of the committed tables
LARGEST = 1000  # scale: 14 million customers
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
    "own_quality": rivals.draw_own_quality,
    "ratings": ratings.draw_ratings,
    "responses": surveys.draw_responses,
    "rival_quality": rivals.draw_rival_quality,
    "rival_ratings": answers.draw_rival_ratings,
    "sacrifice": answers.draw_sacrifice,
    "survey_rows": surveys.draw_survey_rows,
    "scores": ratings.draw_scores,
    "took_part": participation.draw_took_part,
    "value": perceived_value.draw_value,
    "value_items": answers.draw_value_items,
}


# What is the same in every shard of a large world.
SHARED = frozenset(
    {"calendar", "edition_quality", "laddering", "own_quality", "rival_quality", "rivals", *FIXED}
)
for _group in GROUPS:
    TABLES |= _group.TABLES
    HIDDEN |= _group.HIDDEN
    SHARED |= _group.SHARED


def build_world(seed: int = SEED, scale: float = 1.0, shard: int = 0) -> World:
    """Return a world in which nothing is drawn yet; indexing it draws a table or a hidden part.

    Parameters
    ----------
    seed : int, default 20160
        Seed of the world.
    scale : float, default 1.0
        Multiple of the number of customers, from 0.005 to 1000.
    shard : int, default 0
        Number of the shard, where the world is a part of a larger one.

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
    check_number("scale", scale, low=0.005, high=LARGEST)
    return World(seed, scale, plain(read_truth()), TABLES | HIDDEN, shared=SHARED, shard=shard)
