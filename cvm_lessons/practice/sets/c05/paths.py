"""Exercise 5: what satisfaction does through trust and through commitment."""

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.values import Values

__all__ = ["Q5"]

ARROWS = (
    ("satisfaction", "trust"),
    ("trust", "commitment"),
    ("satisfaction", "commitment"),
    ("commitment", "leaving"),
    ("trust", "leaving"),
)
PRINTED = (45, 40, 15, -30, -20)  # hundredths
LOWEST, HIGHEST = (35, 30, 10, -45, -25), (60, 55, 25, -25, -10)


def _paths(coefficients: Any) -> dict[str, object]:
    table = pd.DataFrame(list(ARROWS), columns=["origin", "target"])
    table["coefficient"] = np.array(coefficients) / 100
    return {"paths": table}


def _effects(given: Given) -> dict[str, object]:
    to_trust, binds, direct, stays, trust_stays = given.paths["coefficient"].to_list()
    through = to_trust * binds
    total = direct + through
    return {"through_trust": through, "total": total, "leaving": total * stays + to_trust * trust_stays}


def _direct_only(given: Given) -> dict[str, object]:
    *_, direct, stays, _ = given.paths["coefficient"].to_list()
    return {"total": direct, "leaving": direct * stays}


def _added(given: Given) -> dict[str, object]:
    to_trust, binds, direct, *_ = given.paths["coefficient"].to_list()
    return {"through_trust": to_trust + binds, "total": direct + to_trust + binds}


def _one_way_short(given: Given) -> dict[str, object]:
    to_trust, binds, direct, stays, _ = given.paths["coefficient"].to_list()
    return {"leaving": (direct + to_trust * binds) * stays}


def _sign_lost(given: Given) -> dict[str, object]:
    return {"leaving": -float(str(_effects(given)["leaving"]))}


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    return _paths(PRINTED if rng is None else rng.integers(LOWEST, HIGHEST))


Q5 = Values(
    id="c05.q5",
    title="The long way from satisfied to staying",
    concepts=("satisfaction-trust-link", "satisfaction-belonging-link", "trust-belonging-link"),
    level="apply",
    lesson=3,
    draw=_draw,
    answers={
        "through_trust": Number(within=0.0005),
        "total": Number(within=0.0005),
        "leaving": Number(within=0.0005),
    },
    reference=_effects,
    misconceptions=(
        Misconception(
            "direct-path-only",
            "You followed the direct arrow alone. What satisfaction does through trust belongs to its effect.",
            _direct_only,
        ),
        Misconception(
            "paths-added",
            "You added the arrows of one way. Along a way the coefficients are multiplied; ways are added.",
            _added,
        ),
        Misconception(
            "short-way-forgotten",
            "You left out the way that leads from trust to leaving without passing commitment.",
            _one_way_short,
        ),
        Misconception(
            "sign-lost",
            "You dropped the sign. An arrow below zero lowers what it points to.",
            _sign_lost,
        ),
    ),
    hints=(
        "Write down every way from satisfaction to leaving that follows the arrows.",
        "Multiply along a way, signs included; add the ways.",
        "Three ways lead to leaving: by trust alone, by commitment alone, by trust and then commitment.",
    ),
    solution=(
        'k = q5.given.paths.set_index(["origin", "target"])["coefficient"]\n'
        'through_trust = k["satisfaction", "trust"] * k["trust", "commitment"]\n'
        'total = k["satisfaction", "commitment"] + through_trust\n'
        'by_trust_alone = k["satisfaction", "trust"] * k["trust", "leaving"]\n'
        'leaving = total * k["commitment", "leaving"] + by_trust_alone'
    ),
    takeaway="Satisfaction binds by itself and through trust; to judge it by one arrow is to judge it too low.",
)
