"""Checkpoints of lesson 4 of chapter c03: value against rivals."""

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.values import Choice, Values

__all__ = ["SETS"]

C1 = Values(
    id="c03.04.c1",
    title="A show on the map",
    concepts=("cva-ratio", "value-matrix-competitor"),
    level="apply",
    lesson=4,
    answers={"cva": Number(within=0.005), "side": Text(("better", "worse"))},
    reference=lambda given: {"cva": 1.03 / 0.98, "side": "better"},
    misconceptions=(
        Misconception(
            "upside-down",
            "You divided the rivals' score by your own. Above 1 is to mean better than the rivals.",
            lambda given: {"cva": 0.98 / 1.03},
        ),
        Misconception(
            "dearer-is-worse",
            "A dearer show is worse value only if its quality does not make up for the price.",
            lambda given: {"side": "worse"},
        ),
        Misconception(
            "price-for-score",
            "You divided quality by price. The CVA ratio compares your score of value with the rivals' score.",
            lambda given: {"cva": 1.15 / 1.10},
        ),
    ),
    hints=(
        "Which two scores does the CVA ratio compare? And how much better must a show be that costs 10% more?",
        "Own score over the rivals' mean score. On the 50:50 line quality equals price.",
        "Divide 1.03 by 0.98. Compare 1.15 with 1.10.",
    ),
    solution='cva = round(1.03 / 0.98, 2)\nside = "better"',
)

C2 = Values(
    id="c03.04.c2",
    title="Within the same grader",
    concepts=("value-proposition-analysis",),
    level="apply",
    lesson=4,
    answers={"mean_difference": Number(within=0.05, unit="points")},
    reference=lambda given: {"mean_difference": (2 + 0 + 1 + 0 + 1) / 5},
    misconceptions=(
        Misconception(
            "rival-less-own",
            "The sign is turned round: a positive difference is to mean that we are better.",
            lambda given: {"mean_difference": -0.8},
        ),
        Misconception(
            "sum-for-mean",
            "That is the sum of the five differences. Divide it by the number of exhibitors.",
            lambda given: {"mean_difference": 4},
        ),
        Misconception(
            "ties-left-out",
            "You left out the two who see no difference. They are answers too.",
            lambda given: {"mean_difference": 4 / 3},
        ),
    ),
    hints=(
        "What is the difference for each of the five, ours less the rival's?",
        "Add up the five differences, zeros included.",
        "Divide the sum by five.",
    ),
    solution="mean_difference = ((8 - 6) + (7 - 7) + (9 - 8) + (6 - 6) + (8 - 7)) / 5",
)

C3 = Choice(
    id="c03.04.c3",
    title="Which promise is honest?",
    concepts=("value-proposition", "value-proposition-analysis"),
    level="apply",
    lesson=4,
    answer="promise",
    options={
        "A": "the best service, the best image and fair prices",
        "B": "an organiser who answers, whoever else you know",
        "C": "the lowest price in the trade",
    },
    correct="B",
    misconceptions=(
        Misconception(
            "all-benefits",
            "A list of everything says nothing, and on image and price you are not better.",
            lambda given: {"promise": "A"},
        ),
        Misconception(
            "point-of-contention",
            "On price you are rated worse. A claim there would be contested by your own customers.",
            lambda given: {"promise": "C"},
        ),
    ),
    hints=(
        "On which attribute does the whole interval lie above zero?",
        "Image settles nothing and price is worse. What is left?",
        "Promise the one point of difference that you have.",
    ),
    solution='promise = "B"',
)


def _gain(*, reach: float = 0.6, slope: float = 0.20, rebooking: float = 0.13, customers: int = 200) -> float:
    return 0.5 * reach * slope * rebooking * customers * 18_000


C4 = Values(
    id="c03.04.c4",
    title="What a project gains",
    concepts=("exhibition-value-management",),
    level="apply",
    lesson=4,
    answers={"gain": Number(within=0.5, unit="yuan")},
    reference=lambda given: {"gain": _gain()},
    misconceptions=(
        Misconception(
            "reach-forgotten",
            "You gave the lift to everybody. It reaches 60 of 100.",
            lambda given: {"gain": _gain(reach=1)},
        ),
        Misconception(
            "rebooking-forgotten",
            "You turned points of value straight into margin. A point only raises the chance of rebooking.",
            lambda given: {"gain": _gain(rebooking=1)},
        ),
        Misconception(
            "one-exhibitor",
            "That is the gain from one exhibitor. There are 200.",
            lambda given: {"gain": _gain(customers=1)},
        ),
        Misconception(
            "slope-forgotten",
            "You took a point of the attribute for a point of value. The slope says how much value one point brings.",
            lambda given: {"gain": _gain(slope=1)},
        ),
    ),
    hints=(
        "How far does the average rating of the attribute rise, over all 200?",
        "From the attribute to value, from value to the chance of rebooking, from rebookings to yuan: multiply along.",
        "0.5 times 0.6 is the average lift. Times the slope, times the chance per point, times exhibitors, times margin.",
    ),
    solution="lift = 0.5 * 0.6\nvalue_lift = lift * 0.20\nrebookings = value_lift * 0.13 * 200\ngain = rebookings * 18_000",
)

SETS = {"c03.04": (C1, C2, C3, C4)}
