"""Checkpoints of lesson 2 of chapter c05: belonging."""

from collections.abc import Mapping

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["SETS"]

KINDS = {"a": "continuance", "b": "normative", "c": "affective", "d": "continuance"}

C1 = Values(
    id="c05.02.c1",
    title="Want, have to, ought to",
    concepts=("belonging-concept-types",),
    level="comprehend",
    lesson=2,
    answers={"kinds": Mapped(of=Text(("affective", "continuance", "normative")))},
    reference=lambda given: {"kinds": KINDS},
    misconceptions=(
        Misconception(
            "monopoly-is-liking",
            "Having nowhere else to go is not liking. It is having to stay.",
            lambda given: {"kinds": {**KINDS, "d": "affective"}},
        ),
        Misconception(
            "duty-is-liking",
            "Owing somebody loyalty is a felt duty; it does not need liking.",
            lambda given: {"kinds": {**KINDS, "b": "affective"}},
        ),
        Misconception(
            "normative-is-paperwork",
            "Filed papers make leaving dear. Normative is a felt duty, not a rule on paper.",
            lambda given: {"kinds": {**KINDS, "a": "normative"}},
        ),
    ),
    hints=(
        "Does the speaker want to stay, have to, or feel that one ought to?",
        "A cost of leaving and a lack of others lead to the same type.",
        "One of the four speaks of a debt of loyalty, one of being at home; the other two of walls.",
    ),
    solution='kinds = {"a": "continuance", "b": "normative", "c": "affective", "d": "continuance"}',
)

SLOPES = {"leave": (-0.34, -0.21), "advocacy": (0.52, -0.20)}
AFFECTIVE, CONTINUANCE = -0.5, 1.0


def _changes(affective: float = AFFECTIVE, continuance: float = CONTINUANCE) -> Mapping[str, float]:
    return {name: wants * affective + has * continuance for name, (wants, has) in SLOPES.items()}


C2 = Values(
    id="c05.02.c2",
    title="What an annoying clause does",
    concepts=("importance-of-belonging",),
    level="apply",
    lesson=2,
    answers={
        "leave": Number(within=0.005, unit="points"),
        "advocacy": Number(within=0.005, unit="points"),
    },
    reference=lambda given: _changes(),
    misconceptions=(
        Misconception(
            "only-the-bond",
            "You counted the bond alone. The clause also lowers affective commitment.",
            lambda given: _changes(affective=0.0),
        ),
        Misconception(
            "both-rise",
            "Affective commitment falls: its change has a minus sign.",
            lambda given: _changes(affective=0.5),
        ),
    ),
    hints=(
        "Each outcome changes by two parts, one for each type of commitment.",
        "A part is the slope times the change of that type, both with their signs.",
        "For leave: the slope of continuance times 1, plus the slope of affective times −0.5.",
    ),
    solution="leave = -0.21 * 1 + -0.34 * -0.5\nadvocacy = -0.20 * 1 + 0.52 * -0.5",
)

COSTS = {"a": "financial", "b": "relational", "c": "procedural", "d": "procedural"}

C3 = Values(
    id="c05.02.c3",
    title="Three kinds of switching costs",
    concepts=("switching-cost",),
    level="comprehend",
    lesson=2,
    answers={"costs": Mapped(of=Text(("procedural", "financial", "relational")))},
    reference=lambda given: {"costs": COSTS},
    misconceptions=(
        Misconception(
            "risk-is-relational",
            "Not knowing what one will get is a risk of the change itself, not a tie to somebody.",
            lambda given: {"costs": {**COSTS, "d": "relational"}},
        ),
        Misconception(
            "points-are-procedural",
            "Benefits earned and lost count in money, not in effort.",
            lambda given: {"costs": {**COSTS, "a": "procedural"}},
        ),
        Misconception(
            "being-known-is-effort",
            "Being known by somebody is a tie that would be missed; it takes no effort to give up.",
            lambda given: {"costs": {**COSTS, "b": "procedural"}},
        ),
    ),
    hints=(
        "What is lost: time and effort, money and benefits, or people?",
        "The risk of choosing wrongly belongs with the effort of finding and judging.",
        "Two of the four are of the same kind.",
    ),
    solution='costs = {"a": "financial", "b": "relational", "c": "procedural", "d": "procedural"}',
)

BEFORE, AFTER = 0.30, 0.37

C4 = Values(
    id="c05.02.c4",
    title="What emotions add",
    concepts=("consumption-emotion",),
    level="apply",
    lesson=2,
    answers={"points": Number(within=0.05, unit="percentage points"), "partial": Number(within=0.005)},
    reference=lambda given: {
        "points": 100 * (AFTER - BEFORE),
        "partial": (AFTER - BEFORE) / (1 - BEFORE),
    },
    misconceptions=(
        Misconception(
            "over-what-was-known",
            "You divided by what was explained before. Divide by what was left unexplained.",
            lambda given: {"partial": (AFTER - BEFORE) / BEFORE},
        ),
        Misconception(
            "left-after",
            "You divided by what is unexplained now. Take what was unexplained before emotions were let in.",
            lambda given: {"partial": (AFTER - BEFORE) / (1 - AFTER)},
        ),
        Misconception(
            "all-of-it-is-emotion",
            "That is what both explain together. What emotions add is the rise.",
            lambda given: {"points": 100 * AFTER},
        ),
    ),
    hints=(
        "R² rises from the first number to the second.",
        "How much was unexplained before emotions were let in?",
        "Divide the rise by 1 − 0.30.",
    ),
    solution="points = 37 - 30\npartial = 0.07 / 0.70",
)

SETS = {"c05.02": (C1, C2, C3, C4)}
