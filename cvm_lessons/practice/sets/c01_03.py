"""Checkpoints of lesson 3 of chapter c01: analysing a show."""

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["SETS"]

C1 = Values(
    id="c01.03.c1",
    title="Three measures, three bases",
    concepts=("exhibition-relationship-features",),
    level="apply",
    lesson=3,
    answers={
        "return_rate": Number(within=0.005),
        "first_timer_share": Number(within=0.005),
        "rebooked_share": Number(within=0.0005),
    },
    reference=lambda given: {
        "return_rate": 150 / 250,
        "first_timer_share": 60 / 240,
        "rebooked_share": 125 / 240,
    },
    misconceptions=(
        Misconception(
            "return-of-those-here",
            "150 of 240 is the share of today's exhibitors who were there last time. Who returns is asked of last time's 250.",
            lambda given: {"return_rate": 150 / 240},
        ),
        Misconception(
            "rebooked-of-last-time",
            "Those who can sign on site are here now: the base is this edition's 240.",
            lambda given: {"rebooked_share": 125 / 250},
        ),
    ),
    hints=(
        "For each measure ask: of whom could it have been true?",
        "Who could return? Those who were there last time. Who can be new, or sign? Those who are here.",
        "The bases are 250, 240 and 240.",
    ),
    solution="return_rate = 150 / 250\nfirst_timer_share = 60 / 240\nrebooked_share = round(125 / 240, 3)",
)

C2 = Values(
    id="c01.03.c2",
    title="Where another stand leaks",
    concepts=("exhibition-relationship-features",),
    level="apply",
    lesson=3,
    answers={
        "yield_share": Number(within=0.005),
        "step": Text(
            ("attraction", "contact", "conversion"),
            also={"吸引": "attraction", "接触": "contact", "转化": "conversion"},
        ),
        "leads_gained": Number(within=0.05, unit="leads"),
    },
    reference=lambda given: {"yield_share": 24 / 600, "step": "conversion", "leads_gained": 96 * 0.10},
    misconceptions=(
        Misconception(
            "tenth-for-ten-points",
            "You raised conversion by a tenth of itself. Ten points more take it from 25% to 35%.",
            lambda given: {"leads_gained": 24 * 0.10},
        ),
        Misconception(
            "leads-after",
            "That is all leads after the change. The leads gained are asked for.",
            lambda given: {"leads_gained": 96 * 0.35},
        ),
        Misconception(
            "largest-loss-of-people",
            "Most people are lost at the first step, as in nearly every funnel. One point brings most where the efficiency is lowest.",
            lambda given: {"step": "attraction"},
        ),
    ),
    hints=(
        "Divide each count by the one before it.",
        "The efficiencies are 0.40, 0.40 and 0.25; the yield is their product.",
        "The lowest efficiency gains most from a point. Ten points more: 0.35 of those contacted.",
    ),
    solution='yield_share = 24 / 600\nstep = "conversion"\nleads_gained = round(96 * 0.35 - 24, 1)',
)

SUPPORT = {"a": "effect", "b": "link", "c": "claim", "d": "link"}

C3 = Values(
    id="c01.03.c3",
    title="Effect, link or claim?",
    concepts=("crm-benefits-exhibition",),
    level="comprehend",
    lesson=3,
    answers={"support": Mapped(of=Text(("effect", "link", "claim")))},
    reference=lambda given: {"support": SUPPORT},
    misconceptions=(
        Misconception(
            "link-taken-for-effect",
            "Staff choose whom they contact, and only those who came are met on the floor. Without a lot that is a link.",
            lambda given: {"support": SUPPORT | {"b": "effect", "d": "effect"}},
        ),
    ),
    hints=(
        "Ask of each: is there data, and who decided who was contacted?",
        "A lot decides in one of them; in two, staff or the customers do.",
        "a has a lot; c has no data.",
    ),
    solution='support = {"a": "effect", "b": "link", "c": "claim", "d": "link"}',
)

C4 = Values(
    id="c01.03.c4",
    title="Does the item work?",
    concepts=("exam-level-scheme",),
    level="apply",
    lesson=3,
    answers={
        "difficulty": Number(within=0.005),
        "discrimination": Number(within=0.005),
        "verdict": Text(("keep", "revise")),
    },
    reference=lambda given: {
        "difficulty": 11 / 20,
        "discrimination": 2 / 5 - 4 / 5,
        "verdict": "revise",
    },
    misconceptions=(
        Misconception(
            "share-wrong",
            "By convention difficulty is the share of *right* answers, although a high value then means an easy item.",
            lambda given: {"difficulty": 9 / 20},
        ),
        Misconception(
            "weak-less-best",
            "Discrimination is the best less the weakest. Here that is below 0, and the sign is the message.",
            lambda given: {"discrimination": 4 / 5 - 2 / 5, "verdict": "keep"},
        ),
        Misconception(
            "fit-to-keep",
            "A medium difficulty is no reason to keep an item that the weak solve more often than the good.",
            lambda given: {"verdict": "keep"},
        ),
    ),
    hints=(
        "Difficulty: the share of all candidates who are right.",
        "Discrimination: the share right among the best five less that among the weakest five.",
        "2/5 less 4/5 is below 0. What does that say about the item?",
    ),
    solution='difficulty = 11 / 20\ndiscrimination = 2 / 5 - 4 / 5\nverdict = "revise"',
)

SETS = {"c01.03": (C1, C2, C3, C4)}
