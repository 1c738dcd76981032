"""Checkpoints of lesson 4 of chapter c02: from idea to practice."""

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.values import Values

__all__ = ["SETS"]

C1 = Values(
    id="c02.04.c1",
    title="Worth a call?",
    concepts=("crm-thinking-path",),
    level="apply",
    lesson=4,
    answers={"gain_of_courting": Number(within=5, unit="yuan")},
    reference=lambda given: {"gain_of_courting": (0.35 - 0.30) * 30_000 - 900},
    misconceptions=(
        Misconception(
            "response-for-uplift",
            "You counted everybody who rebooks. Thirty in a hundred would have done so without the call.",
            lambda given: {"gain_of_courting": 0.35 * 30_000 - 900},
        ),
        Misconception(
            "cost-forgotten",
            "That is what the change in the chance is worth. The action costs something, too.",
            lambda given: {"gain_of_courting": (0.35 - 0.30) * 30_000},
        ),
        Misconception(
            "cost-of-responders",
            "The action is paid for whoever is courted, not for those who rebook.",
            lambda given: {"gain_of_courting": (0.35 - 0.30) * (30_000 - 900)},
        ),
    ),
    hints=(
        "By how much does the action change the chance?",
        "Multiply the change by the value, and take off the cost.",
        "0.05 × 30,000 = 1,500. The cost is 900.",
    ),
    solution="gain_of_courting = (0.35 - 0.30) * 30_000 - 900",
)

C2 = Values(
    id="c02.04.c2",
    title="Fifty records short",
    concepts=("crm-main-strategies",),
    level="apply",
    lesson=4,
    answers={"least_effect_points": Number(within=0.5, unit="percentage points")},
    reference=lambda given: {"least_effect_points": 100 * (75 / 300 - 60 / 300)},
    misconceptions=(
        Misconception(
            "log-believed",
            "You divided by the 250 records that are left. The least effect counts the fifty as not responding.",
            lambda given: {"least_effect_points": 100 * (75 / 250 - 60 / 300)},
        ),
        Misconception(
            "missing-responded",
            "That is the largest effect: you let all fifty respond.",
            lambda given: {"least_effect_points": 100 * (125 / 300 - 60 / 300)},
        ),
        Misconception(
            "share-for-points",
            "You gave a share. Percentage points are asked for.",
            lambda given: {"least_effect_points": 75 / 300 - 60 / 300},
        ),
    ),
    hints=(
        "How many treated customers must an even lot have drawn?",
        "What if none of the fifty responded?",
        "75 of 300 against 60 of 300, in points.",
    ),
    solution="least_effect_points = 100 * (75 / 300 - 60 / 300)",
)

C3 = Values(
    id="c02.04.c3",
    title="Keep or develop?",
    concepts=("crm-main-strategies",),
    level="apply",
    lesson=4,
    answers={"strategy": Text(("keep", "develop")), "expected_gain": Number(within=5, unit="yuan")},
    reference=lambda given: {"strategy": "keep", "expected_gain": 0.5 * 0.20 * 30_000 - 1_200},
    misconceptions=(
        Misconception(
            "growth-first",
            "Develop costs 800 and brings 0.5 × 0.15 × 10,000 = 750: less than it costs.",
            lambda given: {"strategy": "develop"},
        ),
        Misconception(
            "risk-forgotten",
            "Only those who would leave can be kept: multiply by the risk.",
            lambda given: {"expected_gain": 0.20 * 30_000 - 1_200},
        ),
        Misconception(
            "all-leavers-saved",
            "The action saves a fifth of those who would leave, not all of them.",
            lambda given: {"expected_gain": 0.5 * 30_000 - 1_200},
        ),
        Misconception(
            "cost-forgotten",
            "That is the gain before its cost of 1,200.",
            lambda given: {"expected_gain": 0.5 * 0.20 * 30_000},
        ),
    ),
    hints=(
        "Write down the sum for each strategy: what is at stake, what part the action moves, what it costs.",
        "Keep: risk × share saved × value - cost. Develop: staying × success × potential - cost.",
        "Keep: 0.5 × 0.20 × 30,000 - 1,200. Develop: 0.5 × 0.15 × 10,000 - 800.",
    ),
    solution='strategy = "keep"\nexpected_gain = 0.5 * 0.20 * 30_000 - 1_200',
)

C4 = Values(
    id="c02.04.c4",
    title="Six steps",
    concepts=("crm-implementation",),
    level="remember",
    lesson=4,
    answers={"order": Text()},
    reference=lambda given: {"order": "BEDAFC"},
    misconceptions=(
        Misconception(
            "system-first",
            "You select the system before there is a plan that says what it must do.",
            lambda given: {"order": "EBDAFC"},
        ),
        Misconception(
            "roll-out-before-pilot",
            "Errors are cheap while few work with the system: the pilot comes before the roll-out.",
            lambda given: {"order": "BEDFAC"},
        ),
        Misconception(
            "pilot-on-wrong-records",
            "A pilot on wrong records tests the records: the data come before it.",
            lambda given: {"order": "BEADFC"},
        ),
    ),
    hints=(
        "Which step needs none before it? Which one looks back on all?",
        "B comes first, C last. What must a pilot have?",
        "Plan, select, integrate, then a few people, then all.",
    ),
    solution='order = "BEDAFC"',
)

SETS = {"c02.04": (C1, C2, C3, C4)}
