"""Exercise 5: statements of customers under the types of Sheth and of Holbrook."""

from cvm_lessons.practice.answers import Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["Q5"]

FIVE = ("functional", "social", "emotional", "epistemic", "conditional")
EIGHT = ("efficiency", "excellence", "status", "esteem", "play", "aesthetics", "ethics", "spirituality")
SHETH = {"a": "epistemic", "b": "functional", "c": "conditional", "d": "social", "e": "emotional"}
HOLBROOK = {"f": "status", "g": "efficiency", "h": "excellence", "i": "esteem", "j": "play"}

Q5 = Values(
    id="c03.q5",
    title="Which kind of value?",
    concepts=("value-typology-view", "holbrook-typology", "exhibition-customer-values"),
    level="comprehend",
    lesson=2,
    answers={"sheth": Mapped(Text(FIVE)), "holbrook": Mapped(Text(EIGHT))},
    reference=lambda given: {"sheth": SHETH, "holbrook": HOLBROOK},
    misconceptions=(
        Misconception(
            "novelty-as-function",
            "You called curiosity functional. Functional value helps with a task at hand; what is new and "
            "worth knowing has a type of its own.",
            lambda given: {"sheth": SHETH | {"a": "functional"}},
        ),
        Misconception(
            "situation-ignored",
            "You typed the effect and left out the occasion. Value that exists only because of a situation "
            "has a type of its own.",
            lambda given: {"sheth": SHETH | {"c": "functional"}},
        ),
        Misconception(
            "status-and-esteem-swapped",
            "You swapped the two types that look at others. Who acts to impress, and who is simply regarded?",
            lambda given: {"holbrook": HOLBROOK | {"f": "esteem", "i": "status"}},
        ),
        Misconception(
            "excellence-and-efficiency-swapped",
            "You swapped the two useful types. One is what she does with the thing, in output per input; the "
            "other is admiring how good it is.",
            lambda given: {"holbrook": HOLBROOK | {"g": "excellence", "h": "efficiency"}},
        ),
    ),
    hints=(
        "For Sheth, ask what would be lost if this benefit were gone: a task done, a place among others, a "
        "feeling, a discovery, or just today's advantage.",
        "For Holbrook, answer three questions in turn: means or end, for me or for others, do I act or does "
        "it act on me?",
        "A means, for others, acting: she uses it to impress. A means, for others, reacting: others think "
        "well of her for what she has. A means for herself, acting: output per input. Reacting: she admires "
        "how good it is. An end for herself, acting: she enjoys doing it.",
    ),
    solution=(
        'sheth = {"a": "epistemic", "b": "functional", "c": "conditional",\n'
        '         "d": "social", "e": "emotional"}\n'
        'holbrook = {"f": "status", "g": "efficiency", "h": "excellence",\n'
        '            "i": "esteem", "j": "play"}'
    ),
    takeaway="The same visit can hold several values at once; a typology says which ones you design for.",
)
