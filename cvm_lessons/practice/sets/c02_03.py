"""Checkpoints of lesson 3 of chapter c02: what a relationship is worth."""

from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.values import Choice, Values

__all__ = ["SETS"]

C1 = Choice(
    id="c02.03.c1",
    title="To whom, and how much",
    concepts=("relationship-value-definition",),
    level="remember",
    lesson=3,
    answer="value_of_the_customer",
    options={
        "A": "an exhibitor rates what she gets for what she gives at 9 of 10",
        "B": "forty buyers register because a certain brand exhibits",
        "C": "an exhibitor saves three journeys, because her suppliers stand in one hall",
    },
    correct="B",
    misconceptions=(
        Misconception(
            "perceived-value",
            "That is how she judges the show: value to the customer. What does the organiser get?",
            lambda given: {"value_of_the_customer": "A"},
        ),
        Misconception(
            "saving-of-the-customer",
            "The journeys are hers: a benefit that she gets. What does the organiser get?",
            lambda given: {"value_of_the_customer": "C"},
        ),
    ),
    hints=(
        "Ask of each: who gains?",
        "In two of the three the exhibitor gains something.",
        "Value to the organiser need not come from the customer's own purchases.",
    ),
    solution='value_of_the_customer = "B"',
)

C2 = Values(
    id="c02.03.c2",
    title="Elm",
    concepts=("relationship-value-measurement",),
    level="apply",
    lesson=3,
    answers={"worth_of_elm": Number(within=200, unit="yuan")},
    reference=lambda given: {"worth_of_elm": (15_000 + 2 * 0.5 * 0.4 * 30_000) * 0.75 / 0.35},
    misconceptions=(
        Misconception(
            "own-purchases-only",
            "That is the value of Elm's own purchases. Add what its referrals are worth.",
            lambda given: {"worth_of_elm": 15_000 * 0.75 / 0.35},
        ),
        Misconception(
            "all-referrals-counted",
            "You counted every referred firm that became a customer. Only 40% would not have come otherwise.",
            lambda given: {"worth_of_elm": (15_000 + 2 * 0.5 * 30_000) * 0.75 / 0.35},
        ),
        Misconception(
            "one-year-of-referrals",
            "You counted the referrals of one year. Elm refers in each year that it stays: use the multiple.",
            lambda given: {"worth_of_elm": 15_000 * 0.75 / 0.35 + 2 * 0.5 * 0.4 * 30_000},
        ),
        Misconception(
            "margin-comes-now",
            "Your multiple counts a margin today. Here the first one comes in a year: r / (1 + d - r).",
            lambda given: {"worth_of_elm": (15_000 + 2 * 0.5 * 0.4 * 30_000) * 1.1 / 0.35},
        ),
        Misconception(
            "discount-forgotten",
            "Your multiple has no discount rate: r / (1 + d - r) with d = 0.10.",
            lambda given: {"worth_of_elm": (15_000 + 2 * 0.5 * 0.4 * 30_000) * 0.75 / 0.25},
        ),
    ),
    hints=(
        "Two parts, both times the same multiple r / (1 + d - r).",
        "The multiple is 0.75 / 0.35. Referrals a year are worth 2 × 0.5 × 0.4 × 30,000.",
        "Add the margin and the referrals of a year, and multiply the sum.",
    ),
    solution=(
        "multiple = 0.75 / (1 + 0.10 - 0.75)\n"
        "referrals = 2 * 0.5 * 0.4 * 30_000\n"
        "worth_of_elm = (15_000 + referrals) * multiple"
    ),
)

C3 = Choice(
    id="c02.03.c3",
    title="Dearer to serve?",
    concepts=("transaction-cost-saving",),
    level="comprehend",
    lesson=3,
    answer="reading",
    options={
        "A": "it became dearer to serve",
        "B": "it became cheaper to serve",
        "C": "per yuan of business its cost did not change",
    },
    correct="C",
    misconceptions=(
        Misconception(
            "cost-without-business",
            "The cost rose, and so did the business. Divide one by the other.",
            lambda given: {"reading": "A"},
        ),
        Misconception(
            "theory-for-data",
            "That is what the theory expects. Divide each cost by what was paid: does it fall?",
            lambda given: {"reading": "B"},
        ),
    ),
    hints=(
        "It is one exhibitor, compared with itself. What else changed?",
        "Divide the cost of each edition by what it paid there.",
        "6.0 / 50 = 0.12. And the other two?",
    ),
    solution='reading = "C"',
)

C4 = Values(
    id="c02.03.c4",
    title="What a price cut must bring",
    concepts=("avoid-price-war",),
    level="apply",
    lesson=3,
    answers={"growth_percent": Number(within=0.5, unit="percent")},
    reference=lambda given: {"growth_percent": 100 * 0.15 / (0.40 - 0.15)},
    misconceptions=(
        Misconception(
            "cut-over-contribution",
            "You divided by the contribution before the cut. After it, 25 fen are left of each old yuan.",
            lambda given: {"growth_percent": 100 * 0.15 / 0.40},
        ),
        Misconception(
            "revenue-for-contribution",
            "That keeps the revenue. It is the contribution that must stay the same.",
            lambda given: {"growth_percent": 100 * 0.15 / 0.85},
        ),
        Misconception(
            "same-percent",
            "Volume must make good the cut out of what is left after it, which is much less than the price.",
            lambda given: {"growth_percent": 15},
        ),
    ),
    hints=(
        "What is left of each old yuan after the cut?",
        "40 - 15 = 25 fen. How many times as many units earn the same 40 fen?",
        "cut / (contribution - cut), in percent.",
    ),
    solution="growth_percent = 100 * 0.15 / (0.40 - 0.15)",
)

SETS = {"c02.03": (C1, C2, C3, C4)}
