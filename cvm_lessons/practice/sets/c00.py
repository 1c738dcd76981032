"""Checks of the primer."""

import pandas as pd

from cvm_lessons.datasets import load
from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.tabular import Table
from cvm_lessons.practice.values import Values

__all__ = ["SETS"]

EDITIONS = 'from cvm_lessons import load\n\neditions = load("editions")\n'


def _held_food() -> pd.DataFrame:
    editions = load("editions")
    return editions[(editions["sector"] == "food") & editions["held"]]


C1 = Values(
    id="c00.c1",
    title="Keep the medical shows",
    concepts=("trade-show",),
    level="remember",
    lesson=0,
    answers={"medical": Table()},
    reference=lambda given: {"medical": load("editions").query("sector == 'medical'")},
    misconceptions=(
        Misconception(
            "nothing-filtered",
            "That is the whole table. Keep only the rows where the sector is medical.",
            lambda given: {"medical": load("editions")},
        ),
        Misconception(
            "question-for-rows",
            "You asked the question: that is a yes or a no for every row. Put it into square brackets after "
            "the table's name; they keep the rows where the answer is yes.",
            lambda given: {"medical": load("editions")["sector"] == "medical"},
        ),
        Misconception(
            "no-row-fits",
            "Your table is empty: no row fits the question. Python tells capitals and spaces apart, so write "
            "the sector exactly as the table does.",
            lambda given: {"medical": load("editions").query("sector == 'Medical'")},
        ),
    ),
    hints=(
        "How did the cell above keep the food shows?",
        "Take that line and change what stands in quotes.",
        'Write  editions[editions["sector"] == "..."]  with the sector you want.',
    ),
    solution=EDITIONS + 'medical = editions[editions["sector"] == "medical"]',
)

C2 = Values(
    id="c00.c2",
    title="Mean number of exhibitors",
    concepts=("trade-show",),
    level="remember",
    lesson=0,
    answers={"mean_exhibitors": Number(within=0.5, unit="exhibitors")},
    reference=lambda given: {"mean_exhibitors": _held_food()["exhibitors"].mean()},
    misconceptions=(
        Misconception(
            "visitors-for-exhibitors",
            "That is the mean of the visitors. The question is about another column.",
            lambda given: {"mean_exhibitors": _held_food()["visitors"].mean()},
        ),
        Misconception(
            "sum-for-mean",
            "That is the sum over all editions, not the mean of one.",
            lambda given: {"mean_exhibitors": _held_food()["exhibitors"].sum()},
        ),
    ),
    hints=(
        "How did the cell above get the mean of the visitors?",
        "Take held, choose the other column, and ask for its mean().",
        'Write  round(held["exhibitors"].mean())',
    ),
    solution=EDITIONS
    + 'food = editions[editions["sector"] == "food"]\nheld = food[food["held"]]\n'
    + 'mean_exhibitors = round(held["exhibitors"].mean())',
)

SETS = {"c00": (C1, C2)}
