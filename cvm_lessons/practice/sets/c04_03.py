"""Checkpoints of lesson 3 of chapter c04: measuring satisfaction."""

import math
from collections.abc import Mapping
from typing import Any

from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.values import Choice, Values

__all__ = ["SETS"]

ANSWERS = (10, 10, 9, 9, 8, 8, 7, 6, 5, 3)


def _net_and_top(detractor_to: int = 6, promoter_from: int = 9) -> Mapping[str, Any]:
    promoters = sum(answer >= promoter_from for answer in ANSWERS)
    detractors = sum(answer <= detractor_to for answer in ANSWERS)
    return {"nps": 100 * (promoters - detractors) / len(ANSWERS)}


C1 = Values(
    id="c04.03.c1",
    title="Ten visitors",
    concepts=("satisfaction-measurement",),
    level="apply",
    lesson=3,
    answers={"nps": Number(within=0.5, unit="points"), "top_two": Number(within=0.005)},
    reference=lambda given: {**_net_and_top(), "top_two": 0.4},
    misconceptions=(
        Misconception(
            "passives-count-as-detractors",
            "You counted 7 and 8 as detractors. They are passive: they count in the base alone.",
            lambda given: _net_and_top(detractor_to=8),
        ),
        Misconception(
            "detractors-forgotten",
            "That is the share of promoters. Take away the share of detractors, 0 to 6.",
            lambda given: _net_and_top(detractor_to=-1),
        ),
        Misconception(
            "eights-are-promoters",
            "You counted the 8s as promoters. They begin at 9.",
            lambda given: _net_and_top(promoter_from=8),
        ),
    ),
    hints=(
        "Sort the ten answers into promoters, passives and detractors.",
        "Promoters give one of the two highest answers, detractors 0 to 6. How many are there of each?",
        "The score is the share of promoters less that of detractors, times 100; the top two are the promoters.",
    ),
    solution="nps = 100 * (4 - 3) / 10\ntop_two = 4 / 10",
)


def _half(variance: float, *, n: int = 100, z: float = 1.96) -> dict[str, float]:
    return {"half_width": 100 * z * math.sqrt(variance / n)}


C2 = Values(
    id="c04.03.c2",
    title="How sure is the score?",
    concepts=("satisfaction-measurement",),
    level="apply",
    lesson=3,
    answers={"half_width": Number(within=0.05, unit="points")},
    reference=lambda given: _half(0.5 + 0.3 - 0.2**2),
    misconceptions=(
        Misconception(
            "share-for-score",
            "That is the half-width of a single share. A score has two shares: p + d − (p − d)².",
            lambda given: _half(0.5 * 0.5),
        ),
        Misconception(
            "standard-error",
            "That is the standard error. The half-width is 1.96 times as large.",
            lambda given: _half(0.5 + 0.3 - 0.2**2, z=1),
        ),
        Misconception(
            "whole-width",
            "That is the whole width. The half-width reaches from the score to one end.",
            lambda given: _half(0.5 + 0.3 - 0.2**2, z=3.92),
        ),
    ),
    hints=(
        "What is the variance of one answer?",
        "p + d − (p − d)² = 0.5 + 0.3 − 0.2². Divide by the number of answers and take the root.",
        "Multiply the root by 1.96, and by 100 for points.",
    ),
    solution="variance = 0.5 + 0.3 - (0.5 - 0.3) ** 2\nhalf_width = 100 * 1.96 * (variance / 100) ** 0.5",
)


def _index(low: float, span: float) -> dict[str, float]:
    return {"index": 100 * (0.5 * 7.0 + 0.3 * 6.0 + 0.2 * 8.5 - low) / span}


C3 = Values(
    id="c04.03.c3",
    title="An index by hand",
    concepts=("csi", "satisfaction-measurement"),
    level="apply",
    lesson=3,
    answers={"index": Number(within=0.05, unit="points of 0 to 100")},
    reference=lambda given: _index(1, 9),
    misconceptions=(
        Misconception(
            "times-ten",
            "You multiplied by ten. The scale starts at 1: the worst answer must give 0.",
            lambda given: _index(0, 10),
        ),
        Misconception(
            "divided-by-ten",
            "From 1 to 10 it is nine steps: divide by 9.",
            lambda given: _index(1, 10),
        ),
        Misconception(
            "weights-left-out",
            "You took the plain mean of the three items: use the weights.",
            lambda given: {"index": 100 * ((7.0 + 6.0 + 8.5) / 3 - 1) / 9},
        ),
    ),
    hints=(
        "First the weighted mean of the three items.",
        "0.5 × 7.0 + 0.3 × 6.0 + 0.2 × 8.5. Which answer is to become 0, which 100?",
        "Subtract 1, divide by 9, multiply by 100.",
    ),
    solution="mean = 0.5 * 7.0 + 0.3 * 6.0 + 0.2 * 8.5\nindex = 100 * (mean - 1) / 9",
)

C4 = Choice(
    id="c04.03.c4",
    title="From web to phone",
    concepts=("satisfaction-measurement",),
    level="apply",
    lesson=3,
    answer="conclusion",
    options={
        "A": "satisfaction rose by 4 points",
        "B": "nothing in these figures shows a change",
        "C": "phone answers are the true ones",
    },
    correct="B",
    misconceptions=(
        Misconception(
            "mode-for-change",
            "Phone answers were 4 points higher in the first year, too: the way of asking explains it all.",
            lambda given: {"conclusion": "A"},
        ),
        Misconception(
            "one-mode-is-true",
            "The lot shows that the two differ. It does not show which of them is nearer to the truth.",
            lambda given: {"conclusion": "C"},
        ),
    ),
    hints=(
        "What differs between the two years besides time?",
        "Compare phone with phone.",
        "77 by phone then, 77 by phone now.",
    ),
    solution='conclusion = "B"',
)

SETS = {"c04.03": (C1, C2, C3, C4)}
