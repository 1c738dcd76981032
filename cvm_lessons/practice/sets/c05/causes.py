"""Exercise 2: what trust grows from, how a person wins it, and what it costs to leave."""

from collections.abc import Mapping

from cvm_lessons.practice.answers import Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["Q2"]

CAUSES = {"a": "communication", "b": "opportunism", "c": "shared values"}
WAYS = {"d": "common ground", "e": "contact", "f": "help", "g": "warmth"}
COSTS = {"h": "financial", "i": "procedural", "j": "relational", "k": "procedural"}


def _renamed(name: str, right: Mapping[str, str], swap: Mapping[str, str]) -> dict[str, object]:
    """Return the answer of somebody who takes each word of `swap` for its value."""
    return {name: {letter: swap.get(word, word) for letter, word in right.items()}}


Q2 = Values(
    id="c05.q2",
    title="Causes of trust, costs of leaving",
    concepts=("trust-antecedents", "personal-trust-methods", "switching-cost"),
    level="remember",
    lesson=1,
    answers={
        "causes": Mapped(Text(("communication", "shared values", "opportunism"))),
        "ways": Mapped(Text(("warmth", "contact", "help", "common ground"))),
        "costs": Mapped(Text(("procedural", "financial", "relational"))),
    },
    reference=lambda given: {"causes": CAUSES, "ways": WAYS, "costs": COSTS},
    misconceptions=(
        Misconception(
            "silence-for-opportunism",
            "You swapped communication and opportunism. To say too little is one thing; to bend the truth for "
            "one's own advantage is another.",
            lambda given: _renamed(
                "causes", CAUSES, {"opportunism": "communication", "communication": "opportunism"}
            ),
        ),
        Misconception(
            "values-for-tastes",
            "You swapped contact and common ground. To keep in touch is not yet to be of the same kind.",
            lambda given: _renamed("ways", WAYS, {"common ground": "contact", "contact": "common ground"}),
        ),
        Misconception(
            "risk-is-relational",
            "You called effort or risk of the new relational. Relational is only what ties her to people or "
            "to a name.",
            lambda given: _renamed("costs", COSTS, {"procedural": "relational"}),
        ),
        Misconception(
            "all-costs-are-money",
            "You called effort or risk of the new financial. Financial is what she loses in money or in "
            "benefits worth money.",
            lambda given: _renamed("costs", COSTS, {"procedural": "financial"}),
        ),
    ),
    hints=(
        "The causes belong to the firm, the ways to a person, the costs to the change.",
        "One of the three causes lowers trust. Which of the speakers tells of an advantage taken?",
        "Time, effort and risk of the new: one kind. Money and points: a second. People and a name: a third.",
    ),
    solution=(
        'causes = {"a": "communication", "b": "opportunism", "c": "shared values"}\n'
        'ways = {"d": "common ground", "e": "contact", "f": "help", "g": "warmth"}\n'
        'costs = {"h": "financial", "i": "procedural", "j": "relational", "k": "procedural"}'
    ),
    takeaway="Walls keep customers in, ties make them want to stay: only relational costs are ties.",
)
