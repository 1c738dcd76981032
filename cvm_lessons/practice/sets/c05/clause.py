"""Exercise 9: what each kind of commitment goes with, and what a clause would do."""

from functools import cache

import numpy as np
import pandas as pd

from cvm_lessons.measurement import fit_linear
from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.sets.c05.samples import pick, sample, scores
from cvm_lessons.practice.values import Values
from cvm_lessons.trust import COMMITMENT, commitment_outcomes

__all__ = ["Q9"]

OUTCOMES = ["leave", "advocacy", "voice"]
AFFECTIVE, CONTINUANCE, _ = COMMITMENT
PRINTED, CLAUSE = ("machinery", "medical"), (10, 5)  # tenths of a point


def _sample(sectors: tuple[str, ...]) -> pd.DataFrame:
    return sample(scores(), sectors, [*COMMITMENT, *OUTCOMES])


@cache
def _slopes(sectors: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """Return points of each outcome per point of each kind, the two others held fixed."""
    fits = {name: fit_linear(_sample(sectors), name, COMMITMENT).coefficients for name in OUTCOMES}
    return {kind: {name: float(fits[name][kind]) for name in OUTCOMES} for kind in COMMITMENT}


def _told(given: Given, slopes: dict[str, dict[str, float]]) -> dict[str, object]:
    clause = given.clause
    change = {
        name: clause["continuance"] * slopes[CONTINUANCE][name]
        + clause["affective"] * slopes[AFFECTIVE][name]
        for name in OUTCOMES
    }
    return {"continuance": slopes[CONTINUANCE], "affective": slopes[AFFECTIVE], "change": change}


def _one_at_a_time(given: Given) -> dict[str, object]:
    table = given.scores
    return _told(
        given,
        {
            kind: {name: float(fit_linear(table, name, [kind]).coefficients[kind]) for name in OUTCOMES}
            for kind in COMMITMENT
        },
    )


def _one_index(given: Given) -> dict[str, object]:
    table = given.scores
    table["index"] = table[list(COMMITMENT)].mean(axis=1)
    each = {name: float(fit_linear(table, name, ["index"]).coefficients["index"]) / 3 for name in OUTCOMES}
    return _told(given, dict.fromkeys(COMMITMENT, each))


def _standardised(given: Given) -> dict[str, object]:
    table = commitment_outcomes(given.scores, OUTCOMES).pivot_table(
        index="outcome", columns="cause", values="estimate"
    )
    return _told(given, {kind: table[kind].to_dict() for kind in COMMITMENT})


def _affection_untouched(given: Given) -> dict[str, object]:
    slopes = _slopes(given.sectors)[CONTINUANCE]
    return {"change": {name: given.clause["continuance"] * slope for name, slope in slopes.items()}}


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    sectors = PRINTED if rng is None else pick(rng)
    up, down = CLAUSE if rng is None else (int(rng.integers(6, 15)), int(rng.integers(3, 8)))
    clause = {"continuance": up / 10, "affective": -down / 10}
    return {"scores": _sample(sectors), "clause": clause, "sectors": sectors}


Q9 = Values(
    id="c05.q9",
    title="What would the clause do?",
    concepts=("belonging-concept-types", "importance-of-belonging"),
    level="apply",
    lesson=2,
    draw=_draw,
    answers={
        "continuance": Mapped(Number(within=0.005)),
        "affective": Mapped(Number(within=0.005)),
        "change": Mapped(Number(within=0.005)),
    },
    reference=lambda given: _told(given, _slopes(given.sectors)),
    misconceptions=(
        Misconception(
            "one-index-for-three",
            "You gave one slope to two kinds, that of an index of all three. Wanting to stay and having to "
            "hardly go together, and differ in what follows.",
            _one_index,
        ),
        Misconception(
            "one-kind-at-a-time",
            "You took each kind alone. Put all three into one regression, so that the two others are held "
            "fixed.",
            _one_at_a_time,
        ),
        Misconception(
            "standardised-for-points",
            "Your slopes are in standard deviations. The clause is told in points: take points per point.",
            _standardised,
        ),
        Misconception(
            "affection-untouched",
            "You counted what the clause adds to having to stay, and left out what it takes from wanting to.",
            _affection_untouched,
        ),
    ),
    hints=(
        "Which kind of commitment does the clause raise, and which does it lower?",
        "One regression for each outcome, on all three kinds; then each slope times the points of the clause, "
        "added.",
        "`measurement.fit_linear(scores, outcome, kinds).coefficients` has points per point. The clause's "
        "change of the affective kind carries its sign.",
    ),
    solution=(
        "from cvm_lessons import trust\n\n"
        "g, kinds = q9.given, list(trust.COMMITMENT)\n"
        'fits = {name: measurement.fit_linear(g.scores, name, kinds) for name in ["leave", "advocacy", "voice"]}\n'
        'continuance = {name: fit.coefficients["commit_continuance"] for name, fit in fits.items()}\n'
        'affective = {name: fit.coefficients["commit_affective"] for name, fit in fits.items()}\n'
        'up, down = g.clause["continuance"], g.clause["affective"]\n'
        "change = {name: up * continuance[name] + down * affective[name] for name in fits}"
    ),
    takeaway="A wall lowers the thought of leaving, and the good word and the warning with it.",
)
