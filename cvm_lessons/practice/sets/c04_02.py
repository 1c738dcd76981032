"""Checkpoints of lesson 2 of chapter c04: the service experience."""

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["SETS"]

BEFORE, RATING, RATE = 8.0, 4.0, 0.4

C1 = Values(
    id="c04.02.c1",
    title="A bad year",
    concepts=("service-experience-satisfaction",),
    level="apply",
    lesson=2,
    answers={"cumulative": Number(within=0.05, unit="points")},
    reference=lambda given: {"cumulative": BEFORE + RATE * (RATING - BEFORE)},
    misconceptions=(
        Misconception(
            "rate-on-the-old",
            "You gave the weight 0.4 to the old judgement; it belongs to the newest rating.",
            lambda given: {"cumulative": RATING + RATE * (BEFORE - RATING)},
        ),
        Misconception(
            "plain-average",
            "You averaged the old judgement and the rating. The rule moves by 0.4 of the surprise, not by half.",
            lambda given: {"cumulative": (BEFORE + RATING) / 2},
        ),
        Misconception(
            "surprise-upwards",
            "The rating lies below the old judgement: the surprise is negative.",
            lambda given: {"cumulative": BEFORE - RATE * (RATING - BEFORE)},
        ),
    ),
    hints=(
        "How large is the surprise: the rating less the old judgement?",
        "The surprise is 4 - 8 = -4. The judgement moves by 0.4 of it.",
        "8.0 + 0.4 * (-4).",
    ),
    solution="cumulative = 8.0 + 0.4 * (4 - 8.0)",
)

GOT, EXPECTED, TOGETHER = 0.85, 0.75, 0.50

C2 = Values(
    id="c04.02.c2",
    title="Reliability of a gap",
    concepts=("servqual", "servperf"),
    level="apply",
    lesson=2,
    answers={"gap_reliability": Number(within=0.005)},
    reference=lambda given: {"gap_reliability": ((GOT + EXPECTED) / 2 - TOGETHER) / (1 - TOGETHER)},
    misconceptions=(
        Misconception(
            "mean-of-both",
            "You took the mean of the two reliabilities. A difference loses what the two share.",
            lambda given: {"gap_reliability": (GOT + EXPECTED) / 2},
        ),
        Misconception(
            "not-divided",
            "You left out the divisor: one less the correlation.",
            lambda given: {"gap_reliability": (GOT + EXPECTED) / 2 - TOGETHER},
        ),
        Misconception(
            "product",
            "You multiplied the reliabilities. Use the mean of the two, less the correlation, over the rest.",
            lambda given: {"gap_reliability": GOT * EXPECTED},
        ),
    ),
    hints=(
        "What is the mean of the two reliabilities?",
        "Take the correlation off that mean.",
        "Divide (0.80 - 0.50) by (1 - 0.50).",
    ),
    solution="gap_reliability = ((0.85 + 0.75) / 2 - 0.50) / (1 - 0.50)",
)

COUNTS = {"M": 20, "O": 30, "A": 40, "I": 10, "Q": 5}
REGULAR = sum(COUNTS[code] for code in "MOAI")


def _better_worse(better: str, worse: str, base: int, sign: int = -1) -> dict[str, float]:
    up, down = (sum(COUNTS[code] for code in codes) for codes in (better, worse))
    return {"better": up / base, "worse": sign * down / base}


C3 = Values(
    id="c04.02.c3",
    title="Better and worse",
    concepts=("kano-model",),
    level="apply",
    lesson=2,
    answers={"better": Number(within=0.005), "worse": Number(within=0.005)},
    reference=lambda given: _better_worse("AO", "OM", REGULAR),
    misconceptions=(
        Misconception(
            "questionable-counted",
            "You divided by all 105 answers. Questionable answers are outside both coefficients.",
            lambda given: _better_worse("AO", "OM", REGULAR + COUNTS["Q"]),
        ),
        Misconception(
            "sign-left-out",
            "Worse carries a minus sign: it is how far satisfaction falls without the service.",
            lambda given: _better_worse("AO", "OM", REGULAR, sign=1),
        ),
        Misconception(
            "one-dimensional-left-out",
            "One-dimensional answers count in both: they please when it is there and hurt when it is not.",
            lambda given: _better_worse("A", "M", REGULAR),
        ),
    ),
    hints=(
        "Which answers say that it pleases when it is there? Which that it hurts when it is not?",
        "A and O please; O and M hurt. Divide by A + O + M + I.",
        "better = 70 / 100; worse = -50 / 100.",
    ),
    solution="better = (40 + 30) / 100\nworse = -(30 + 20) / 100",
)

CORNERS = {
    "registration": "possible overkill",
    "buyers": "concentrate here",
    "catering": "low priority",
    "power": "keep up the good work",
}
NAMES = ("concentrate here", "keep up the good work", "low priority", "possible overkill")
AXES_SWAPPED = {**CORNERS, "registration": "concentrate here", "buyers": "possible overkill"}

C4 = Values(
    id="c04.02.c4",
    title="Four corners",
    concepts=("importance-performance-analysis",),
    level="apply",
    lesson=2,
    answers={"corners": Mapped(of=Text(NAMES, also={"overkill": "possible overkill"}))},
    reference=lambda given: {"corners": CORNERS},
    misconceptions=(
        Misconception(
            "axes-swapped",
            "You read performance as importance. In each pair the first number is the importance.",
            lambda given: {"corners": AXES_SWAPPED},
        ),
        Misconception(
            "lowest-performance-first",
            "Catering has the lowest performance, but its importance is below the line as well.",
            lambda given: {"corners": {**CORNERS, "catering": "concentrate here"}},
        ),
    ),
    hints=(
        "Where do the two lines stand?",
        "Both means are 7: importance 28 / 4, performance 28 / 4.",
        "Buyers: importance above 7, performance below 7. Which corner is that?",
    ),
    solution=(
        'corners = {"registration": "possible overkill", "buyers": "concentrate here",\n'
        '           "catering": "low priority", "power": "keep up the good work"}'
    ),
)

SETS = {"c04.02": (C1, C2, C3, C4)}
