"""Checkpoints of lesson 1 of chapter c05: trust."""

from itertools import combinations

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Labels
from cvm_lessons.practice.values import Values

__all__ = ["SETS"]

SIDES = {
    "credibility": (6, 6, 6),
    "benevolence": (3, 4, 2),
    "ability": (6, 7),
    "integrity": (5, 5),
}
GANESAN = ("credibility", "benevolence")
MAYER = ("ability", "benevolence", "integrity")


def _mean(numbers: tuple[float, ...]) -> float:
    return sum(numbers) / len(numbers)


def _of_sides(view: tuple[str, ...]) -> float:
    return _mean(tuple(_mean(SIDES[side]) for side in view))


def _of_items(view: tuple[str, ...]) -> float:
    return _mean(tuple(item for side in view for item in SIDES[side]))


C1 = Values(
    id="c05.01.c1",
    title="One exhibitor, two views of trust",
    concepts=("trust-concept",),
    level="apply",
    lesson=1,
    answers={
        "ganesan": Number(within=0.005, unit="points"),
        "mayer": Number(within=0.005, unit="points"),
    },
    reference=lambda given: {"ganesan": _of_sides(GANESAN), "mayer": _of_sides(MAYER)},
    misconceptions=(
        Misconception(
            "items-pooled",
            "You averaged the questions. Average each dimension first, so that one with three questions "
            "does not outweigh one with two.",
            lambda given: {"mayer": _of_items(MAYER)},
        ),
        Misconception(
            "all-four",
            "You took all four dimensions. Each author names dimensions of their own.",
            lambda given: dict.fromkeys(("ganesan", "mayer"), _of_sides(tuple(SIDES))),
        ),
        Misconception(
            "credibility-for-ability",
            "Mayer and his co-authors name ability, where Ganesan names credibility.",
            lambda given: {"mayer": _of_sides(("credibility", "benevolence", "integrity"))},
        ),
    ),
    hints=(
        "Which dimensions does each of the two sources name?",
        "Average the answers within each dimension first.",
        "Ganesan: credibility and benevolence. Mayer: ability, benevolence and integrity.",
    ),
    solution="ganesan = (18 / 3 + 9 / 3) / 2\nmayer = round((13 / 2 + 9 / 3 + 10 / 2) / 3, 2)",
)

A, CORRELATION = (0.8, 0.7, 0.6), 0.72

C2 = Values(
    id="c05.01.c2",
    title="Two scales or one?",
    concepts=("trust-vs-satisfaction",),
    level="apply",
    lesson=1,
    answers={"ave_a": Number(within=0.005), "distinct": Text(("yes", "no"))},
    reference=lambda given: {"ave_a": _mean(tuple(x * x for x in A)), "distinct": "no"},
    misconceptions=(
        Misconception(
            "loadings-not-squared",
            "You averaged the loadings. AVE is the mean of their squares.",
            lambda given: {"ave_a": _mean(A)},
        ),
        Misconception(
            "one-scale-is-enough",
            "Both scales must share more with their own questions than with each other; one is not enough.",
            lambda given: {"distinct": "yes"},
        ),
    ),
    hints=(
        "Square the loadings first.",
        "Compare the AVE of each scale with the correlation squared, not with the correlation.",
        "The squares of A are 0.64, 0.49 and 0.36. Is their mean larger than 0.72 squared?",
    ),
    solution='ave_a = round((0.64 + 0.49 + 0.36) / 3, 2)\ndistinct = "no"',
)


C3 = Values(
    id="c05.01.c3",
    title="What metric invariance allows",
    concepts=("trust-concept",),
    level="comprehend",
    lesson=1,
    answers={"fair_claims": Labels(options=("A", "B", "C"))},
    reference=lambda given: {"fair_claims": {"A", "C"}},
    misconceptions=(
        Misconception(
            "means-on-the-metric-rung",
            "Equal loadings are not enough for means: the starting points may differ between the countries.",
            lambda given: {"fair_claims": {"A", "B", "C"}},
        ),
        Misconception(
            "nothing-allowed-across",
            "Equal loadings allow something between countries: relations may be compared.",
            lambda given: {"fair_claims": {"C"}},
        ),
    ),
    hints=(
        "Which claim compares a mean, which a relation, and which a country with itself?",
        "Metric: loadings are equal. What is still allowed to differ?",
        "A difference in wording that stays the same cancels when a country is compared with itself.",
    ),
    solution='fair_claims = ["A", "C"]',
)

PAID, LEADS, OTHER_PAID, OTHER_LEADS = 40, 28, 25, 20

C4 = Values(
    id="c05.01.c4",
    title="Is she treated fairly?",
    concepts=("fairness-reciprocity",),
    level="apply",
    lesson=1,
    answers={
        "own_ratio": Number(within=0.005, unit="leads per thousand yuan"),
        "other_ratio": Number(within=0.005, unit="leads per thousand yuan"),
        "judgement": Text(("even", "gets too little", "gets too much")),
    },
    reference=lambda given: {
        "own_ratio": LEADS / PAID,
        "other_ratio": OTHER_LEADS / OTHER_PAID,
        "judgement": "gets too little",
    },
    misconceptions=(
        Misconception(
            "sums-compared",
            "She gets more leads, but she pays more, too. Fairness compares ratios, not sums.",
            lambda given: {"judgement": "gets too much"},
        ),
        Misconception(
            "input-over-outcome",
            "You divided what is paid by what is got. The ratio is outcome to input.",
            lambda given: {"own_ratio": PAID / LEADS, "other_ratio": OTHER_PAID / OTHER_LEADS},
        ),
    ),
    hints=(
        "Outcome is what each gets, input what each pays.",
        "Divide leads by thousand yuan, once for her and once for the neighbour.",
        "Is her ratio within a tenth of his, above it, or below it?",
    ),
    solution='own_ratio = 28 / 40\nother_ratio = 20 / 25\njudgement = "gets too little"',
)

BUDGET = 90_000
ACTIONS = {"A": (50_000, 0.100), "B": (45_000, 0.085), "C": (45_000, 0.080)}


def _gain(chosen: tuple[str, ...]) -> float:
    return sum(ACTIONS[name][1] for name in chosen)


def _best() -> tuple[str, ...]:
    sets = [some for size in range(len(ACTIONS) + 1) for some in combinations(ACTIONS, size)]
    return max((s for s in sets if sum(ACTIONS[n][0] for n in s) <= BUDGET), key=_gain)


C5 = Values(
    id="c05.01.c5",
    title="The best set within a budget",
    concepts=("build-exhibition-trust",),
    level="apply",
    lesson=1,
    answers={"best": Labels(options=tuple(ACTIONS)), "lost": Number(within=0.0005, unit="points")},
    reference=lambda given: {"best": set(_best()), "lost": _gain(_best()) - _gain(("A",))},
    misconceptions=(
        Misconception(
            "best-per-yuan-first",
            "You took the best per yuan first. It leaves too little of the budget for another action.",
            lambda given: {"best": {"A"}},
        ),
        Misconception(
            "over-budget",
            "These two cost more than the budget.",
            lambda given: {"best": {"A", "B"}},
        ),
    ),
    hints=(
        "Write down every set that costs 90,000 yuan or less.",
        "Which action has the most points per yuan, and what can be bought with what is left?",
        "Compare the gain of A alone with the gain of B and C together.",
    ),
    solution='best = ["B", "C"]\nlost = 0.085 + 0.080 - 0.100',
)

SETS = {"c05.01": (C1, C2, C3, C4, C5)}
