"""Exercise 10: the stage of a relationship, read off a record by a function."""

from collections.abc import Sequence

import numpy as np

from cvm_lessons.practice.answers import Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.functions import FunctionExercise
from cvm_lessons.practice.given import Given
from cvm_lessons.relationship import STAGES

__all__ = ["CASES", "Q10"]

EXAMPLE = (21, 0, 15, 10, 19)
# Never; the first and absent since; a long record and absent; a large first stand; two editions that grow;
# four that grow; three that shrink; three steady; steady after a gap; up by a twentieth; by exactly a tenth.
CASES: tuple[tuple[int, ...], ...] = (
    (0, 0),
    (12, 0),
    (20, 20, 22, 0),
    (90,),
    (0, 20, 40),
    (0, 15, 10, 10, 19),
    (30, 30, 24),
    (13, 16, 16),
    (20, 20, 0, 20),
    (40, 40, 42),
    (10, 10, 11),
)
TRIAL, RISE = 3, 0.1


def _streak(spend: Sequence[float]) -> int:
    """Return how many editions were attended up to the last without a gap."""
    missed = [place for place, amount in enumerate(reversed(spend)) if not amount]
    return missed[0] if missed else len(spend)


def _stage(
    spend: Sequence[float],
    *,
    rise: float = RISE,
    steady_first: bool = False,
    missed: int = 1,
    invited: bool = False,
    streak: bool = True,
) -> str:
    came = len(spend) if invited else sum(amount > 0 for amount in spend)
    if not any(spend):
        return "awareness"
    if not any(spend[-missed:]):
        return "dissolution"
    if came < TRIAL:
        return "exploration"
    # In whole amounts, so that a rise of exactly a tenth is one.
    grew = len(spend) > 1 and spend[-2] > 0 and spend[-1] - spend[-2] >= rise * spend[-2]
    steady = _streak(spend) >= TRIAL or not streak
    if steady_first and steady:
        return "commitment"
    if grew:
        return "expansion"
    return "commitment" if steady else "exploration"


def _cases(given: Given) -> list[tuple[list[int]]]:
    return [(list(case),) for case in CASES]


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    return {"record": list(EXAMPLE) if rng is None else (rng.integers(6, 40, 5) * [1, 0, 1, 1, 1]).tolist()}


Q10 = FunctionExercise(
    id="c01.q10",
    title="The stage as a function",
    concepts=("relationship-stage-features",),
    level="apply",
    lesson=2,
    draw=_draw,
    function="stage",
    cases=_cases,
    returns=Text(
        STAGES,
        also={
            "知晓": "awareness",
            "探索": "exploration",
            "扩展": "expansion",
            "承诺": "commitment",
            "解体": "dissolution",
        },
    ),
    reference=_stage,
    misconceptions=(
        Misconception(
            "streak-before-growth",
            "You looked for steady editions before growth. A relationship that grows by a tenth or more expands, "
            "however long the row.",
            lambda spend: _stage(spend, steady_first=True),
        ),
        Misconception(
            "one-absence-forgiven",
            "You call it dissolution after two absences only. By the rule one is enough: it is a sign, not a "
            "proof.",
            lambda spend: _stage(spend, missed=2),
        ),
        Misconception(
            "invited-for-came",
            "You counted editions to which the customer was invited. A trial is counted in editions attended.",
            lambda spend: _stage(spend, invited=True),
        ),
        Misconception(
            "any-rise-is-growth",
            "You took every rise for growth. Below a tenth it may be the price.",
            lambda spend: _stage(spend, rise=0.001),
        ),
        Misconception(
            "gap-without-trace",
            "You called it commitment after a gap. Three editions in a row are needed.",
            lambda spend: _stage(spend, streak=False),
        ),
    ),
    hints=(
        "In which order do the signs have to be tested, so that each record gets one stage?",
        "First: never came? Then: away from the last edition? Then: fewer than three editions? Growth comes "
        "before the row of three.",
        "The last entry is `spend[-1]`, the one before `spend[-2]`; `sum(s > 0 for s in spend)` counts editions "
        "attended, `all(spend[-3:])` asks for three in a row.",
    ),
    solution=(
        "def stage(spend):\n"
        "    came = sum(s > 0 for s in spend)\n"
        "    if came == 0 or spend[-1] == 0:\n"
        '        return "dissolution" if came else "awareness"\n'
        "    grew = came >= 3 and spend[-2] > 0 and (spend[-1] - spend[-2]) / spend[-2] >= 0.1\n"
        "    if grew:\n"
        '        return "expansion"\n'
        '    return "commitment" if came >= 3 and all(spend[-3:]) else "exploration"'
    ),
    takeaway="A rule reads behaviour, with delay; what the customer intends is not in the record.",
)
