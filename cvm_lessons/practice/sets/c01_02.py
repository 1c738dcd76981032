"""Checkpoints of lesson 2 of chapter c01: relationships and their stages."""

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["SETS"]

COUNTS = {"platinum": 1, "gold": 2, "iron": 5, "lead": 2}

C1 = Values(
    id="c01.02.c1",
    title="Ten exhibitors in tiers",
    concepts=("customer-relationship-pyramid",),
    level="apply",
    lesson=2,
    answers={"counts": Mapped(of=Number(within=0.1))},
    reference=lambda given: {"counts": COUNTS},
    misconceptions=(
        Misconception(
            "losers-only-lead",
            "Lead is who brings *no* profit: the one at 0 belongs to it as well as the one at −8.",
            lambda given: {"counts": {"platinum": 1, "gold": 2, "iron": 6, "lead": 1}},
        ),
        Misconception(
            "shares-of-profitable",
            "The shares are of all ten exhibitors, not of those who bring a profit.",
            lambda given: {"counts": {"platinum": 1, "gold": 1, "iron": 6, "lead": 2}},
        ),
        Misconception(
            "gold-down-to-20",
            "Gold is the *next* 20%: ranks two and three, not the first 20%.",
            lambda given: {"counts": {"platinum": 1, "gold": 1, "iron": 7, "lead": 1}},
        ),
    ),
    hints=(
        "Rank the ten by profit. How many are a tenth of ten?",
        "Platinum is rank one; gold is ranks two and three. Who brings nothing?",
        "Lead: 0 and −8. Iron is whoever is left.",
    ),
    solution='counts = {"platinum": 1, "gold": 2, "iron": 5, "lead": 2}',
)

C2 = Values(
    id="c01.02.c2",
    title="The effect on gold",
    concepts=("customer-relationship-pyramid",),
    level="apply",
    lesson=2,
    answers={"points": Number(within=0.5, unit="percentage points")},
    reference=lambda given: {"points": 100 * (30 / 50 - 27 / 60)},
    misconceptions=(
        Misconception(
            "response-for-effect",
            "That is the share of the treated who rebook. Many of them would have rebooked without the offer.",
            lambda given: {"points": 60},
        ),
        Misconception(
            "counts-for-shares",
            "You subtracted numbers of exhibitors. The groups differ in size: compare shares.",
            lambda given: {"points": 3},
        ),
        Misconception(
            "percent-for-points",
            "That is the rise in per cent of 45%. Percentage points are the plain difference of the two shares.",
            lambda given: {"points": 100 * (30 / 50) / (27 / 60) - 100},
        ),
    ),
    hints=(
        "Which two shares tell what the offer changed?",
        "30 of 50 is 60%; 27 of 60 is 45%.",
        "Subtract the second share from the first.",
    ),
    solution="points = 100 * (30 / 50 - 27 / 60)",
)

STAGES = {"a": "expansion", "b": "dissolution", "c": "awareness", "d": "exploration"}

C3 = Values(
    id="c01.02.c3",
    title="Four records, four stages",
    concepts=("relationship-stage-features",),
    level="apply",
    lesson=2,
    answers={
        "stages": Mapped(of=Text(("awareness", "exploration", "expansion", "commitment", "dissolution")))
    },
    reference=lambda given: {"stages": STAGES},
    misconceptions=(
        Misconception(
            "streak-so-commitment",
            "Three in a row, but the spend grew by half: the relationship expands. Steady spend is commitment.",
            lambda given: {"stages": STAGES | {"a": "commitment"}},
        ),
        Misconception(
            "dissolution-only-late",
            "Dissolution can begin in any stage, also after a single edition: b stayed away from the last one.",
            lambda given: {"stages": STAGES | {"b": "exploration"}},
        ),
        Misconception(
            "size-for-stage",
            "A large stand is not a long relationship: the first edition is a trial at any size.",
            lambda given: {"stages": STAGES | {"d": "expansion"}},
        ),
    ),
    hints=(
        "How many editions, was the last one among them, and how did the spend move?",
        "Who never came is in awareness; who stayed away from the last edition, in dissolution.",
        "One edition is a trial; three in a row with spend growing is expansion.",
    ),
    solution='stages = {"a": "expansion", "b": "dissolution", "c": "awareness", "d": "exploration"}',
)

KINDS = {"a": "traditional", "b": "new", "c": "traditional", "d": "new"}
OTHER = {"traditional": "new", "new": "traditional"}

C4 = Values(
    id="c01.02.c4",
    title="Traditional or new?",
    concepts=("traditional-vs-new-relationship",),
    level="comprehend",
    lesson=2,
    answers={"kinds": Mapped(of=Text(("traditional", "new")))},
    reference=lambda given: {"kinds": KINDS},
    misconceptions=(
        Misconception(
            "poles-swapped",
            "You have the poles the wrong way round: the new relationship looks beyond this sale.",
            lambda given: {"kinds": {name: OTHER[kind] for name, kind in KINDS.items()}},
        ),
        Misconception(
            "quality-of-operations",
            "In the new relationship quality is everybody's task; one department alone is the traditional view.",
            lambda given: {"kinds": KINDS | {"c": "new"}},
        ),
    ),
    hints=(
        "For each: does it look at this sale, or at editions to come?",
        "A call after the show sells nothing now. A yearly bonus for stands does.",
        "In the table of poles, look up quality and measure.",
    ),
    solution='kinds = {"a": "traditional", "b": "new", "c": "traditional", "d": "new"}',
)

SETS = {"c01.02": (C1, C2, C3, C4)}
