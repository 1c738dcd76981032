"""Exercise 4: signs of a traditional and of a new customer relationship, and who wants which."""

from cvm_lessons.practice.answers import Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["Q4"]

OTHER = {"traditional": "new", "new": "traditional"}
KINDS = {
    "a": "traditional",
    "b": "new",
    "c": "traditional",
    "d": "traditional",
    "e": "new",
    "f": "new",
    "g": "traditional",
    "h": "new",
}
SUITS = {"i": "traditional", "j": "new", "k": "traditional"}
WORDS = Text(("traditional", "new"), also={"传统": "traditional", "新型": "new"})

Q4 = Values(
    id="c01.q4",
    title="Two poles, and who wants which",
    concepts=("traditional-vs-new-relationship",),
    level="comprehend",
    lesson=2,
    answers={"kinds": Mapped(WORDS), "suits": Mapped(WORDS)},
    reference=lambda given: {"kinds": KINDS, "suits": SUITS},
    misconceptions=(
        Misconception(
            "poles-swapped",
            "You have the poles the wrong way round: the new relationship looks beyond this sale.",
            lambda given: {"kinds": {letter: OTHER[kind] for letter, kind in KINDS.items()}},
        ),
        Misconception(
            "discount-for-relationship",
            "In c you took a price for a tie. Who comes for the discount leaves for a larger one.",
            lambda given: {"kinds": KINDS | {"c": "new"}},
        ),
        Misconception(
            "many-letters-for-dialogue",
            "In g you counted letters. They all run one way, and before the sale.",
            lambda given: {"kinds": KINDS | {"g": "new"}},
        ),
        Misconception(
            "new-is-always-better",
            "You gave everybody the new relationship. Some customers want one stand at a price, and no more.",
            lambda given: {"suits": dict.fromkeys(SUITS, "new")},
        ),
    ),
    hints=(
        "For each sentence: does it look at this sale, or at editions to come? Who speaks, and when?",
        "A discount and a pile of letters before the show serve this sale. A call after the show and a two-year "
        "plan do not.",
        "For the three customers ask what binds them: who compares three offers each time wants a price.",
    ),
    solution=(
        "kinds = {\n"
        '    "a": "traditional", "b": "new", "c": "traditional", "d": "traditional",\n'
        '    "e": "new", "f": "new", "g": "traditional", "h": "new",\n'
        "}\n"
        'suits = {"i": "traditional", "j": "new", "k": "traditional"}'
    ),
    takeaway="Traditional and new are the ends of one scale, and the right end is not always the better one.",
)
