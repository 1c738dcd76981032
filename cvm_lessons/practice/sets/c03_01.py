"""Checkpoints of lesson 1 of chapter c03: perceived and delivered value."""

from collections.abc import Mapping
from typing import Any

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Choice, Values

__all__ = ["SETS"]

BENEFITS = {"product": 30, "service": 12, "personnel": 8, "image": 10}
COSTS = {"money": 12, "time": 5, "energy": 2, "psychic": 1}


def _difference_and_ratio(benefits: tuple[str, ...], costs: tuple[str, ...]) -> Mapping[str, Any]:
    benefit = sum(BENEFITS[name] for name in benefits)
    cost = sum(COSTS[name] for name in costs)
    return {"difference": benefit - cost, "ratio": benefit / cost}


C1 = Values(
    id="c03.01.c1",
    title="A third show",
    concepts=("customer-delivered-value", "total-customer-value", "total-customer-cost"),
    level="apply",
    lesson=1,
    answers={"difference": Number(within=0.5, unit="thousand yuan"), "ratio": Number(within=0.005)},
    reference=lambda given: _difference_and_ratio(tuple(BENEFITS), tuple(COSTS)),
    misconceptions=(
        Misconception(
            "price-only",
            "You counted the money as the only cost. Time, energy and psychic cost are given too.",
            lambda given: _difference_and_ratio(tuple(BENEFITS), ("money",)),
        ),
        Misconception(
            "personnel-left-out",
            "You left out personnel value: it is a heading of its own, not a part of service.",
            lambda given: _difference_and_ratio(("product", "service", "image"), tuple(COSTS)),
        ),
    ),
    hints=(
        "Which four numbers does she get, and which four does she give?",
        "Add up the four values; add up the four costs.",
        "The difference is the first sum minus the second; the ratio is the first divided by the second.",
    ),
    solution="get = 30 + 12 + 8 + 10\ngive = 12 + 5 + 2 + 1\ndifference = get - give\nratio = round(get / give, 2)",
)

C2 = Choice(
    id="c03.01.c2",
    title="Which cost is psychic?",
    concepts=("psychic-cost", "energy-cost", "time-cost", "monetary-cost"),
    level="remember",
    lesson=1,
    answer="psychic",
    options={
        "A": "the hotel bill",
        "B": "standing for three days",
        "C": "not knowing until the last day whether the buyers will come",
        "D": "two days spent on choosing a show",
    },
    correct="C",
    misconceptions=(
        Misconception(
            "energy-for-psychic",
            "Standing tires the body: that is energy cost.",
            lambda given: {"psychic": "B"},
        ),
        Misconception(
            "time-for-psychic",
            "Two days are time cost, whatever is done in them.",
            lambda given: {"psychic": "D"},
        ),
    ),
    hints=(
        "Psychic cost is in the mind. What weighs on it?",
        "A is paid in money and D in time.",
        "B tires the legs. Which one keeps her awake at night?",
    ),
    solution='psychic = "C"',
)

SIDES = {"a": "of", "b": "to", "c": "to", "d": "of"}
OTHER_SIDE = {"to": "of", "of": "to"}

C3 = Values(
    id="c03.01.c3",
    title="Which factor has changed?",
    concepts=(
        "three-factors-of-value",
        "two-factors-of-value",
        "consumption-value",
        "customer-perceived-value",
    ),
    level="comprehend",
    lesson=1,
    answers={"changed": Text(("benefits", "sacrifices", "comparison"))},
    reference=lambda given: {"changed": "comparison"},
    misconceptions=(
        Misconception(
            "benefits-changed",
            "The show brings her the same buyers as before: what she gets has not changed.",
            lambda given: {"changed": "benefits"},
        ),
        Misconception(
            "sacrifices-changed",
            "She pays and waits as before: what she gives has not changed.",
            lambda given: {"changed": "sacrifices"},
        ),
    ),
    hints=(
        "What is different from last year: the show, the price, or what she knows?",
        "She gets the same and gives the same.",
        "The new thing is a second show to hold it against.",
    ),
    solution='changed = "comparison"',
)

C4 = Values(
    id="c03.01.c4",
    title="Value to the customer, or of the customer?",
    concepts=("value-to-and-of-customer",),
    level="comprehend",
    lesson=1,
    answers={"sides": Mapped(of=Text(("to", "of")))},
    reference=lambda given: {"sides": SIDES},
    misconceptions=(
        Misconception(
            "sides-swapped",
            "You have the two the wrong way round: value *to* the customer is what she gets.",
            lambda given: {"sides": {name: OTHER_SIDE[side] for name, side in SIDES.items()}},
        ),
    ),
    hints=(
        "For each: who is better off by it, the exhibitor or the organiser?",
        "What the exhibitor gets is value to her. What the organiser earns from her is value of her.",
        "Margin and revenue are the organiser's. Delivered value and leads are the exhibitor's.",
    ),
    solution='sides = {"a": "of", "b": "to", "c": "to", "d": "of"}',
)

SETS = {"c03.01": (C1, C2, C3, C4)}
