"""Exercise 12: what goes with loyalty among occasional and among relational exhibitors."""

from functools import cache

import numpy as np
import pandas as pd

from cvm_lessons.measurement import fit_linear
from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.sets.c05.samples import pick, sample, scores
from cvm_lessons.practice.values import Values
from cvm_lessons.trust import loyalty_drivers

__all__ = ["Q12"]

DRIVERS = ["satisfaction", "trust", "commit_affective"]
GROUPS = ("occasional", "relational")
PRINTED = ("electronics", "home")
CLEAR = 0.04  # by which the first driver of a group leads the second


def _sample(sectors: tuple[str, ...]) -> pd.DataFrame:
    return sample(scores(), sectors, ["relationship", *DRIVERS, "loyalty"])


@cache
def _drivers(sectors: tuple[str, ...]) -> pd.DataFrame:
    table = loyalty_drivers(_sample(sectors), DRIVERS)
    return table.pivot_table(index="cause", columns="group", values="estimate")


def _told(table: pd.DataFrame) -> dict[str, object]:
    """Return the answers from a table of effects, causes by groups."""
    wide = table[list(GROUPS)]
    return {
        "satisfaction": wide.loc["satisfaction"].to_dict(),
        "commitment": wide.loc["commit_affective"].to_dict(),
        "leads": {name: str(wide[name].idxmax()) for name in GROUPS},
    }


def _each_alone(table: pd.DataFrame, spread: pd.DataFrame) -> pd.Series:
    """Return the effect of each driver in a regression of its own, in the spreads of the whole sample."""
    slopes = {name: fit_linear(table, "loyalty", [name]).coefficients[name] for name in DRIVERS}
    return pd.Series(slopes) * spread[DRIVERS].std() / spread["loyalty"].std()


def _pooled(given: Given) -> dict[str, object]:
    fit = fit_linear(given.scores, "loyalty", DRIVERS)
    return _told(pd.DataFrame(dict.fromkeys(GROUPS, fit.standardised)))


def _one_at_a_time(given: Given) -> dict[str, object]:
    whole = given.scores
    groups = {name: whole[whole["relationship"] == name] for name in GROUPS}
    return _told(pd.DataFrame({name: _each_alone(part, whole) for name, part in groups.items()}))


def _swapped(given: Given) -> dict[str, object]:
    return _told(_drivers(given.sectors).rename(columns=dict(zip(GROUPS, GROUPS[::-1], strict=True))))


@cache
def _tells(sectors: tuple[str, ...]) -> bool:
    """Return whether satisfaction leads in one group and commitment in the other, both clearly."""
    table = _drivers(sectors)
    leads = {name: table[name].nlargest(2) for name in GROUPS}
    clear = all(first - second > CLEAR for first, second in leads.values())
    turn = [leads[name].index[0] for name in GROUPS] == ["satisfaction", "commit_affective"]
    return clear and turn


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    sectors = PRINTED if rng is None else draw_until(rng, pick, _tells)
    return {"scores": _sample(sectors), "sectors": sectors}


Q12 = Values(
    id="c05.q12",
    title="What makes whom loyal?",
    concepts=("satisfaction-trust-link", "satisfaction-belonging-link", "trust-belonging-link"),
    level="apply",
    lesson=3,
    draw=_draw,
    answers={
        "satisfaction": Mapped(Number(within=0.005)),
        "commitment": Mapped(Number(within=0.005)),
        "leads": Mapped(Text(tuple(DRIVERS))),
    },
    reference=lambda given: _told(_drivers(given.sectors)),
    misconceptions=(
        Misconception(
            "one-model-for-all",
            "You gave both groups the number of all exhibitors. It fits neither.",
            _pooled,
        ),
        Misconception(
            "groups-swapped",
            "You swapped the groups. Relational are those with two earlier participations or more.",
            _swapped,
        ),
        Misconception(
            "one-cause-at-a-time",
            "You took each cause alone. Satisfaction, trust and commitment go together; hold the two others "
            "fixed.",
            _one_at_a_time,
        ),
    ),
    hints=(
        "Would you expect a regular to weigh the last show as a newcomer does?",
        "A regression of loyalty on all three causes in each group; then the unit of the whole sample: times "
        "the spread of the cause, over that of loyalty.",
        "`trust.loyalty_drivers(scores, causes)` has a row for each group and cause.",
    ),
    solution=(
        "from cvm_lessons import trust\n\n"
        'causes = ["satisfaction", "trust", "commit_affective"]\n'
        "table = trust.loyalty_drivers(q12.given.scores, causes)\n"
        'table = table.pivot(index="cause", columns="group", values="estimate")\n'
        'table = table[["occasional", "relational"]]\n'
        'satisfaction, commitment = table.loc["satisfaction"], table.loc["commit_affective"]\n'
        "leads = table.idxmax()"
    ),
    takeaway="One number for all customers describes none of them: ask what moves whom.",
)
