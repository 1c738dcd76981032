"""Checkpoints of lesson 4 of chapter c04: from satisfaction to action."""

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Choice, Values

__all__ = ["SETS"]

KINDS = {"a": "mercenary", "b": "hostage", "c": "loyalist", "d": "defector"}
STAYING_IS_LOYAL = {**KINDS, "b": "loyalist"}
SATISFIED_IS_LOYAL = {**KINDS, "a": "loyalist"}

C1 = Values(
    id="c04.04.c1",
    title="Four exhibitors",
    concepts=("satisfaction-not-loyalty",),
    level="comprehend",
    lesson=4,
    answers={
        "kinds_of": Mapped(
            of=Text(
                ("loyalist", "mercenary", "hostage", "defector"),
                also={"apostle": "loyalist", "terrorist": "defector"},
            )
        )
    },
    reference=lambda given: {"kinds_of": KINDS},
    misconceptions=(
        Misconception(
            "satisfied-is-loyal",
            "Content is not loyal: a takes whoever is cheapest.",
            lambda given: {"kinds_of": SATISFIED_IS_LOYAL},
        ),
        Misconception(
            "staying-is-loyal",
            "b stays because there is no way out, not because it wants to.",
            lambda given: {"kinds_of": STAYING_IS_LOYAL},
        ),
    ),
    hints=(
        "Ask two things of each: is it satisfied, and does it stay?",
        "a and c are satisfied, b and d are not. Who of them stays?",
        "Satisfied and leaving, dissatisfied and staying: these two have names of their own in the table.",
    ),
    solution='kinds_of = {"a": "mercenary", "b": "hostage", "c": "loyalist", "d": "defector"}',
)

C2 = Choice(
    id="c04.04.c2",
    title="What the evidence supports",
    concepts=("satisfaction-importance", "satisfaction-not-loyalty"),
    level="comprehend",
    lesson=4,
    answer="supported",
    options={
        "A": "a dissatisfied customer tells nine others",
        "B": "a firm that raises its satisfaction gains market share",
        "C": "in a competitive market, satisfaction pays most near the top of the scale",
    },
    correct="C",
    misconceptions=(
        Misconception(
            "folklore",
            "The number is folklore. The research finds talk at both ends, with no such count.",
            lambda given: {"supported": "A"},
        ),
        Misconception(
            "market-share",
            "Satisfaction and market share can move in opposite directions.",
            lambda given: {"supported": "B"},
        ),
    ),
    hints=(
        "Which sentence can you read off a figure of this lesson?",
        "Look at the curve of the competitive markets from 8 on.",
        "Two of the three stand in the table of evidence as not supported.",
    ),
    solution='supported = "C"',
)

C3 = Values(
    id="c04.04.c3",
    title="The silent",
    concepts=("satisfaction-importance",),
    level="apply",
    lesson=4,
    answers={"silent_per_complaint": Number(within=0.05)},
    reference=lambda given: {"silent_per_complaint": 0.65 / 0.35},
    misconceptions=(
        Misconception(
            "dissatisfied-per-complaint",
            "That is the number of dissatisfied for each complaint, the complainer included.",
            lambda given: {"silent_per_complaint": 1 / 0.35},
        ),
        Misconception(
            "all-others-silent",
            "You counted all who do not complain. Most of them are satisfied and have nothing to say.",
            lambda given: {"silent_per_complaint": (800 - 48 * 0.35) / (48 * 0.35)},
        ),
        Misconception(
            "upside-down",
            "You divided those who complain by the silent.",
            lambda given: {"silent_per_complaint": 0.35 / 0.65},
        ),
    ),
    hints=(
        "How many exhibitors are dissatisfied?",
        "48 are dissatisfied. Which part of them complains, and which part is silent?",
        "Divide the silent part by the part that complains; the size of the show does not matter.",
    ),
    solution="dissatisfied = 0.06 * 800\nsilent_per_complaint = 0.65 * dissatisfied / (0.35 * dissatisfied)",
)


def _gain(*, reach: float = 0.9, slope: float = 4, exhibitors: int = 200, driver: float = 0.2) -> float:
    return 0.4 * reach * driver * slope * 800 * exhibitors


C4 = Values(
    id="c04.04.c4",
    title="What a project brings",
    concepts=("raise-exhibition-satisfaction",),
    level="apply",
    lesson=4,
    answers={"gain": Number(within=0.5, unit="yuan")},
    reference=lambda given: {"gain": _gain()},
    misconceptions=(
        Misconception(
            "reach-forgotten",
            "Only part of the exhibitors feel it: multiply by the share that it reaches.",
            lambda given: {"gain": _gain(reach=1)},
        ),
        Misconception(
            "budget-forgotten",
            "You gave a point of satisfaction the value of a point of the budget. Multiply by the slope.",
            lambda given: {"gain": _gain(slope=1)},
        ),
        Misconception(
            "driver-forgotten",
            "You let satisfaction rise as much as the rating. Multiply by the slope of the rating.",
            lambda given: {"gain": _gain(driver=1)},
        ),
        Misconception(
            "one-exhibitor",
            "That is the gain for one exhibitor. How many has the show?",
            lambda given: {"gain": _gain(exhibitors=1)},
        ),
    ),
    hints=(
        "Follow the chain: rating, satisfaction, share of budget, yuan, exhibitors.",
        "Lift times reach gives the rating; times its slope gives satisfaction.",
        "Then times the slope of the budget, times yuan per point, times the number of exhibitors.",
    ),
    solution=(
        "satisfaction = 0.4 * 0.9 * 0.2\nshare_of_budget = satisfaction * 4\ngain = share_of_budget * 800 * 200"
    ),
)

SETS = {"c04.04": (C1, C2, C3, C4)}
