"""Exercise 1: satisfaction, emotion, trust and the three kinds of commitment in exhibitors' own words."""

from collections.abc import Mapping

from cvm_lessons.practice.answers import Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["Q1"]

WORDS = ("satisfaction", "emotion", "trust", "affective", "continuance", "normative")
SAID = {
    "a": "satisfaction",
    "b": "trust",
    "c": "continuance",
    "d": "emotion",
    "e": "affective",
    "f": "normative",
    "g": "trust",
    "h": "continuance",
}


def _renamed(swap: Mapping[str, str]) -> dict[str, object]:
    """Return the answer of somebody who takes each word of `swap` for its value."""
    return {"words": {letter: swap.get(word, word) for letter, word in SAID.items()}}


Q1 = Values(
    id="c05.q1",
    title="Six words for what they feel",
    concepts=("trust-concept", "trust-vs-satisfaction", "belonging-concept-types", "consumption-emotion"),
    level="remember",
    lesson=2,
    answers={"words": Mapped(Text(WORDS))},
    reference=lambda given: {"words": SAID},
    misconceptions=(
        Misconception(
            "satisfaction-for-trust",
            "You called reliance satisfaction. Satisfaction looks back on what was met; trust looks ahead and "
            "takes a risk.",
            lambda given: _renamed({"trust": "satisfaction"}),
        ),
        Misconception(
            "contract-is-normative",
            "You called a bond by money or by lack of choice normative. Normative is a duty that is felt.",
            lambda given: _renamed({"continuance": "normative"}),
        ),
        Misconception(
            "duty-is-affection",
            "You called a felt duty affective. Who ought to stay need not want to.",
            lambda given: _renamed({"normative": "affective"}),
        ),
        Misconception(
            "emotion-is-satisfaction",
            "You called a feeling on the spot satisfaction. Satisfaction is a judgement made afterwards.",
            lambda given: _renamed({"emotion": "satisfaction"}),
        ),
    ),
    hints=(
        "Does the speaker look back, look ahead, tell a feeling of the moment, or give a reason to stay?",
        "Four sentences give a reason to stay: does the speaker want to, have to, or feel that she ought to?",
        "Relying on the other where something is at stake is trust, with or without experience.",
    ),
    solution=(
        "words = {\n"
        '    "a": "satisfaction", "b": "trust", "c": "continuance", "d": "emotion",\n'
        '    "e": "affective", "f": "normative", "g": "trust", "h": "continuance",\n'
        "}"
    ),
    takeaway="Satisfaction looks back, trust looks ahead, commitment is a reason to stay.",
)
