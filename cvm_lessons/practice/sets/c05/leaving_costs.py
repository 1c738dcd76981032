"""Exercise 6: what it costs to change to a rival's show, and what is no switching cost at all."""

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["Q6"]

# What stands in the account, and the kind of switching cost it is; "" is none.
ITEMS = (
    ("learning the new hall's rules and forms", "procedural"),
    ("a visit to see whether its buyers are the right ones", "procedural"),
    ("loyalty points that lapse", "financial"),
    ("joining fee of the new show", "financial"),
    ("what it would pay to keep Miss Qi as its contact", "relational"),
    ("advertising for last year's show, paid", ""),
)
KINDS = ("procedural", "financial", "relational")
VISIT, SUNK = 1, 5
PRINTED, SAVING = (8, 6, 9, 5, 4, 12), 8  # thousand yuan
LOWEST, HIGHEST = (5, 4, 6, 3, 3, 8), (12, 9, 12, 8, 8, 16)


def _account(amounts: Any, saving: int) -> dict[str, object]:
    table = pd.DataFrame({"item": [item for item, _ in ITEMS], "thousand_yuan": np.array(amounts)})
    return {"account": table, "saving": saving}


def _costs(given: Given, moved: dict[int, str] | None = None) -> dict[str, float]:
    kinds = {place: kind for place, (_, kind) in enumerate(ITEMS)} | (moved or {})
    amounts = given.account["thousand_yuan"]
    return {name: float(sum(amounts[at] for at, kind in kinds.items() if kind == name)) for name in KINDS}


def _answers(given: Given, moved: dict[int, str] | None = None) -> dict[str, object]:
    costs = _costs(given, moved)
    total = sum(costs.values())
    return {"costs": costs, "years": total / given.saving, "walls": 1 - costs["relational"] / total}


def _money_alone(given: Given) -> dict[str, object]:
    return {"years": _costs(given)["financial"] / given.saving}


def _ties_forgotten(given: Given) -> dict[str, object]:
    costs = _costs(given)
    return {"years": (costs["procedural"] + costs["financial"]) / given.saving, "walls": 1.0}


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    if rng is None:
        return _account(PRINTED, SAVING)
    return _account(rng.integers(LOWEST, HIGHEST), int(rng.integers(6, 11)))


Q6 = Values(
    id="c05.q6",
    title="What would it cost her to leave?",
    concepts=("switching-cost", "belonging-concept-types"),
    level="apply",
    lesson=2,
    draw=_draw,
    answers={
        "costs": Mapped(Number(within=0.5, unit="thousand yuan")),
        "years": Number(within=0.05, unit="years"),
        "walls": Number(within=0.005),
    },
    reference=_answers,
    misconceptions=(
        Misconception(
            "sunk-is-switching",
            "You counted what has been paid already. It is gone whether she stays or leaves; only what the "
            "change itself costs is a switching cost.",
            lambda given: _answers(given, {SUNK: "financial"}),
        ),
        Misconception(
            "risk-is-relational",
            "You called the doubt about the new buyers relational. To find out costs time and a journey: "
            "procedural.",
            lambda given: _answers(given, {VISIT: "relational"}),
        ),
        Misconception(
            "money-alone-holds",
            "For the years you counted the financial costs alone. Effort and ties hold her as well.",
            _money_alone,
        ),
        Misconception(
            "ties-cost-nothing",
            "You left the tie to a person out. What she would pay to keep it is what leaving costs her.",
            _ties_forgotten,
        ),
    ),
    hints=(
        "Which of the six sums would she still have lost if she stayed?",
        "Sort the five that are left: effort and risk of the new, money and benefits, people.",
        "Years: all three kinds over the yearly saving. Walls: the procedural and the financial over all three.",
    ),
    solution=(
        'a = q6.given.account["thousand_yuan"]\n'
        'costs = {"procedural": a[0] + a[1], "financial": a[2] + a[3], "relational": a[4]}\n'
        "total = sum(costs.values())\n"
        "years = total / q6.given.saving\n"
        'walls = (costs["procedural"] + costs["financial"]) / total'
    ),
    takeaway="What is paid already holds nobody by reason; what the change costs does, and mostly as a wall.",
)
