"""Checkpoints of lesson 1 of chapter c01: a show and its customers."""

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["SETS"]

TYPES = {"audience": "consumer", "scope": "specialised", "scale": "medium", "reach": "national"}
WORDS = (
    "trade",
    "consumer",
    "mixed",
    "specialised",
    "general",
    "small",
    "medium",
    "large",
    "local",
    "national",
    "international",
)

C1 = Values(
    id="c01.01.c1",
    title="Types of a food fair",
    concepts=("trade-show-types",),
    level="apply",
    lesson=1,
    answers={"types": Mapped(of=Text(WORDS))},
    reference=lambda given: {"types": TYPES},
    misconceptions=(
        Misconception(
            "specialised-so-trade",
            "One sector makes it specialised. Whether it is for the trade depends on who visits: here, the public.",
            lambda given: {"types": TYPES | {"audience": "trade"}},
        ),
        Misconception(
            "abroad-so-international",
            "A few exhibitors from abroad do not make it international: by the rule it takes a tenth.",
            lambda given: {"types": TYPES | {"reach": "international"}},
        ),
    ),
    hints=(
        "Take one criterion at a time, and read only the numbers that its rule asks for.",
        "A trade share of 0.15 is at most 0.2; 12,000 m² lies between the two cuts.",
        "Reach: 4% from abroad is below a tenth, 40% from other provinces is above 0.3.",
    ),
    solution=(
        'types = {"audience": "consumer", "scope": "specialised", "scale": "medium", "reach": "national"}'
    ),
)

CUSTOMERS = {"a": "organiser", "b": "exhibitor", "c": "visitor"}

C2 = Values(
    id="c01.01.c2",
    title="Who is the customer?",
    concepts=("exhibition-customer-types", "exhibition-customer-role"),
    level="comprehend",
    lesson=1,
    answers={"customer": Mapped(of=Text(("organiser", "exhibitor", "visitor")))},
    reference=lambda given: {"customer": CUSTOMERS},
    misconceptions=(
        Misconception(
            "organiser-buys-stands",
            "The organiser may appoint the stand builder; whoever ordered the stand pays for it.",
            lambda given: {"customer": CUSTOMERS | {"b": "organiser"}},
        ),
        Misconception(
            "exhibitor-always",
            "Exhibitors are the organiser's customers. On the stand they are the sellers.",
            lambda given: {"customer": CUSTOMERS | {"c": "exhibitor"}},
        ),
    ),
    hints=(
        "For each: who pays, or is courted?",
        "The exhibition centre lets its halls. To whom?",
        "The stand is ordered by the firm that stands on it; the buyer is courted by that firm.",
    ),
    solution='customer = {"a": "organiser", "b": "exhibitor", "c": "visitor"}',
)

C3 = Values(
    id="c01.01.c3",
    title="An elasticity by hand",
    concepts=("exhibition-customer-role",),
    level="apply",
    lesson=1,
    answers={"elasticity": Number(within=0.005)},
    reference=lambda given: {"elasticity": (0.09 + 0.03) / (0.20 + 0.10)},
    misconceptions=(
        Misconception(
            "signs-lost",
            "The shows not drawn lie below the usual level: from −0.10 to 0.20 it is 0.30.",
            lambda given: {"elasticity": (0.09 - 0.03) / (0.20 - 0.10)},
        ),
        Misconception(
            "upside-down",
            "You divided variety by visitors. Wanted is how far visitors move for each per cent of variety.",
            lambda given: {"elasticity": (0.20 + 0.10) / (0.09 + 0.03)},
        ),
        Misconception(
            "drawn-only",
            "You used the shows drawn and left out those not drawn. It is the difference that the lot makes.",
            lambda given: {"elasticity": 0.09 / 0.20},
        ),
    ),
    hints=(
        "How far apart are the two groups in variety, and how far in visitors?",
        "Variety: from −0.10 up to 0.20. Visitors: from −0.03 up to 0.09.",
        "Divide the distance in visitors, 0.12, by the distance in variety.",
    ),
    solution="elasticity = round((0.09 - (-0.03)) / (0.20 - (-0.10)), 2)",
)


def _gain(*, saved: float = 40 * 500, lost: float = 3_000 * 0.25 * 30) -> float:
    return saved - lost


C4 = Values(
    id="c01.01.c4",
    title="The first edition without them",
    concepts=("exhibition-customer-role",),
    level="apply",
    lesson=1,
    answers={"gain": Number(within=0.5, unit="yuan")},
    reference=lambda given: {"gain": _gain()},
    misconceptions=(
        Misconception(
            "plain-budget",
            "That is the plain budget: it forgets the visitors who stay away.",
            lambda given: {"gain": _gain(lost=0)},
        ),
        Misconception(
            "tickets-only",
            "You counted the tickets and forgot what the 40 no longer cost.",
            lambda given: {"gain": _gain(saved=0)},
        ),
        Misconception(
            "sign-turned",
            "The sign is turned round: a loss is negative.",
            lambda given: {"gain": -_gain()},
        ),
        Misconception(
            "all-visitors-lost",
            "You took away every ticket. A quarter of the visitors stays away.",
            lambda given: {"gain": _gain(lost=3_000 * 30)},
        ),
    ),
    hints=(
        "Two things change in the first edition: one is saved, one is lost.",
        "Saved: 40 exhibitors at ¥500 each. Lost: a quarter of 3,000 tickets at ¥30.",
        "Subtract what is lost from what is saved.",
    ),
    solution="saved = 40 * 500\nlost = 3_000 * 0.25 * 30\ngain = saved - lost",
)

SETS = {"c01.01": (C1, C2, C3, C4)}
