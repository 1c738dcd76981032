"""Exercises 1 and 2: what customers mean by value, and Kotler's four values and four costs."""

from collections.abc import Mapping

from cvm_lessons.practice.answers import Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values
from cvm_lessons.value.delivered import BENEFITS, COSTS

__all__ = ["Q1", "Q2"]

MEANINGS = {"a": "get for give", "b": "low price", "c": "what I want", "d": "quality for price"}
COMPONENTS = {
    "a": "personnel",
    "b": "time",
    "c": "psychic",
    "d": "image",
    "e": "money",
    "f": "energy",
    "g": "service",
    "h": "product",
    "i": "personnel",
    "j": "psychic",
}


def _sorted_wrongly(name: str, right: Mapping[str, str], swap: Mapping[str, str]) -> dict[str, object]:
    """Return the answer of somebody who takes each key of `swap` for its value."""
    return {name: {letter: swap.get(kind, kind) for letter, kind in right.items()}}


Q1 = Values(
    id="c03.q1",
    title="Four meanings of one word",
    concepts=("lay-meanings-of-value", "consumption-value-definitions"),
    level="remember",
    lesson=1,
    answers={"meanings": Mapped(Text(tuple(sorted(MEANINGS.values()))))},
    reference=lambda given: {"meanings": MEANINGS},
    misconceptions=(
        Misconception(
            "price-is-all-that-is-given",
            "You took the two trade-offs for one. Quality for price looks at one benefit and one cost; the "
            "widest meaning counts everything received and everything given.",
            lambda given: _sorted_wrongly("meanings", MEANINGS, {"get for give": "quality for price"}),
        ),
        Misconception(
            "trade-offs-swapped",
            "You swapped the two trade-offs. Look which speaker counts more than quality and more than "
            "price.",
            lambda given: _sorted_wrongly(
                "meanings",
                MEANINGS,
                {"get for give": "quality for price", "quality for price": "get for give"},
            ),
        ),
        Misconception(
            "quality-is-what-i-want",
            "You swapped the wish and the trade-off. Who names no price at all?",
            lambda given: _sorted_wrongly(
                "meanings", MEANINGS, {"what I want": "quality for price", "quality for price": "what I want"}
            ),
        ),
    ),
    hints=(
        "Which of the four speakers names only what she pays?",
        "Two of the four name both sides, what they get and what they give. How much does each side hold?",
        "One side quality and one side price is the third meaning; all that is received and all that is "
        "given is the fourth.",
    ),
    solution=(
        'meanings = {\n    "a": "get for give",\n    "b": "low price",\n    "c": "what I want",\n'
        '    "d": "quality for price",\n}'
    ),
    takeaway="The fourth meaning contains the other three; it became the definition.",
)
Q2 = Values(
    id="c03.q2",
    title="Four values and four costs",
    concepts=(
        "total-customer-value",
        "total-customer-cost",
        "product-value",
        "service-value",
        "personnel-value",
        "image-value",
        "monetary-cost",
        "time-cost",
        "energy-cost",
        "psychic-cost",
    ),
    level="remember",
    lesson=1,
    answers={"parts": Mapped(Text(BENEFITS + COSTS))},
    reference=lambda given: {"parts": COMPONENTS},
    misconceptions=(
        Misconception(
            "personnel-in-service",
            "You put the people under service. Kotler gives them a heading of their own: service is what is "
            "done, personnel is who does it.",
            lambda given: _sorted_wrongly("parts", COMPONENTS, {"personnel": "service"}),
        ),
        Misconception(
            "queueing-as-energy",
            "You took standing in a queue for effort. What it takes first is time.",
            lambda given: _sorted_wrongly("parts", COMPONENTS, {"time": "energy"}),
        ),
        Misconception(
            "worry-as-energy",
            "You merged worry and physical effort. Energy is of the body, psychic cost is of the mind.",
            lambda given: _sorted_wrongly("parts", COMPONENTS, {"psychic": "energy"}),
        ),
    ),
    hints=(
        "Ask first: does she get it or does she give it?",
        "Among what she gets, ask who or what it comes from: the show itself, what the organiser does, the "
        "people who do it, or the name.",
        "Among what she gives, ask what is used up: money, hours, strength, or peace of mind.",
    ),
    solution=(
        'parts = {\n    "a": "personnel", "b": "time", "c": "psychic", "d": "image", "e": "money",\n'
        '    "f": "energy", "g": "service", "h": "product", "i": "personnel", "j": "psychic",\n}'
    ),
    takeaway="Eight headings, and only one of them is the price.",
)
