"""Exercises 1 and 2: satisfaction among its neighbours, and which index holds which constructs."""

from collections.abc import Mapping

from cvm_lessons.practice.answers import Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["Q1", "Q2"]

WORDS = ("satisfaction", "expectation", "disconfirmation", "quality", "value", "loyalty")
SAID = {
    "a": "expectation",
    "b": "disconfirmation",
    "c": "satisfaction",
    "d": "quality",
    "e": "loyalty",
    "f": "value",
    "g": "satisfaction",
    "h": "disconfirmation",
}
INDICES = {"a": "SCSB", "b": "ACSI", "c": "ECSI", "d": "CCSI"}
SIGNS = {
    "expectation-satisfaction": "+",
    "quality-value": "+",
    "satisfaction-complaints": "-",
    "satisfaction-loyalty": "+",
    "loyalty-satisfaction": "no path",
    "image-satisfaction": "no path",
}


def _renamed(name: str, right: Mapping[str, str], swap: Mapping[str, str]) -> dict[str, object]:
    """Return the answer of somebody who takes each word of `swap` for its value."""
    return {name: {letter: swap.get(word, word) for letter, word in right.items()}}


Q1 = Values(
    id="c04.q1",
    title="What is satisfaction, and what is its neighbour?",
    concepts=("satisfaction-meaning",),
    level="remember",
    lesson=1,
    answers={"words": Mapped(Text(WORDS))},
    reference=lambda given: {"words": SAID},
    misconceptions=(
        Misconception(
            "disconfirmation-for-satisfaction",
            "You called the comparison with what was expected satisfaction. The comparison is a cause; "
            "satisfaction is the response that follows.",
            lambda given: _renamed("words", SAID, {"disconfirmation": "satisfaction"}),
        ),
        Misconception(
            "quality-for-satisfaction",
            "You called a judgement of excellence satisfaction. Quality can be judged by somebody who was "
            "never there.",
            lambda given: _renamed("words", SAID, {"quality": "satisfaction"}),
        ),
        Misconception(
            "loyalty-for-satisfaction",
            "You called a plan for the future satisfaction. Satisfaction looks back on what was experienced.",
            lambda given: _renamed("words", SAID, {"loyalty": "satisfaction"}),
        ),
        Misconception(
            "value-for-quality",
            "You called what is worth its money quality. Who sets all that she gets against all that she "
            "gives speaks of something wider.",
            lambda given: _renamed("words", SAID, {"value": "quality"}),
        ),
    ),
    hints=(
        "Does the speaker look forward, compare, judge the thing, or say how she feels about it?",
        "Two speakers compare what they met with what they had counted on. Two others say how fulfilled they "
        "are, and compare nothing.",
        "Before the show: expectation. Better or worse than expected: disconfirmation. Well made: quality. "
        "Worth it: value. Content: satisfaction. Again next year: loyalty.",
    ),
    solution=(
        "words = {\n"
        '    "a": "expectation", "b": "disconfirmation", "c": "satisfaction", "d": "quality",\n'
        '    "e": "loyalty", "f": "value", "g": "satisfaction", "h": "disconfirmation",\n'
        "}"
    ),
    takeaway="Satisfaction is a response; expectation, quality and disconfirmation are among its causes.",
)
Q2 = Values(
    id="c04.q2",
    title="Four indices and six arrows",
    concepts=("csi",),
    level="remember",
    lesson=3,
    answers={
        "index": Mapped(Text(tuple(INDICES.values()))),
        "signs": Mapped(Text(("+", "-", "no path"), also={"−": "-"})),
    },
    reference=lambda given: {"index": INDICES, "signs": SIGNS},
    misconceptions=(
        Misconception(
            "image-in-acsi",
            "You swapped the American and the European index. Only one of the two holds image.",
            lambda given: _renamed("index", INDICES, {"ACSI": "ECSI", "ECSI": "ACSI"}),
        ),
        Misconception(
            "first-index-american",
            "You swapped the first national index and the American one. The first came from another country "
            "and asks for quality and price together.",
            lambda given: _renamed("index", INDICES, {"ACSI": "SCSB", "SCSB": "ACSI"}),
        ),
        Misconception(
            "complaints-rise-with-satisfaction",
            "You let complaints rise with satisfaction. In the model the more satisfied complain less.",
            lambda given: {"signs": SIGNS | {"satisfaction-complaints": "+"}},
        ),
        Misconception(
            "arrow-both-ways",
            "You drew the arrow of satisfaction and loyalty both ways. In the model loyalty is the outcome.",
            lambda given: {"signs": SIGNS | {"loyalty-satisfaction": "+"}},
        ),
    ),
    hints=(
        "Which construct tells the European index from the American one, and which is missing in the Chinese "
        "one?",
        "The American model has six constructs: three causes, satisfaction, two outcomes.",
        "Expectation, quality and value act on satisfaction; satisfaction lowers complaints and raises "
        "loyalty. What is no construct of the model has no path in it.",
    ),
    solution=(
        'index = {"a": "SCSB", "b": "ACSI", "c": "ECSI", "d": "CCSI"}\n'
        "signs = {\n"
        '    "expectation-satisfaction": "+", "quality-value": "+",\n'
        '    "satisfaction-complaints": "-", "satisfaction-loyalty": "+",\n'
        '    "loyalty-satisfaction": "no path", "image-satisfaction": "no path",\n'
        "}"
    ),
    takeaway="An index is a question with its causes and its consequences, not a question alone.",
)
