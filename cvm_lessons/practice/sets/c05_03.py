"""Checkpoints of lesson 3 of chapter c05: from satisfaction to loyalty."""

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Labels
from cvm_lessons.practice.values import Values

__all__ = ["SETS"]

TO_MEDIATOR, FROM_MEDIATOR, TOTAL = 0.40, 0.25, 0.30

C1 = Values(
    id="c05.03.c1",
    title="Through trust, or directly?",
    concepts=("satisfaction-trust-link", "satisfaction-belonging-link"),
    level="comprehend",
    lesson=3,
    answers={
        "indirect": Number(within=0.005),
        "direct": Number(within=0.005),
        "share": Number(within=0.005),
    },
    reference=lambda given: {
        "indirect": TO_MEDIATOR * FROM_MEDIATOR,
        "direct": TOTAL - TO_MEDIATOR * FROM_MEDIATOR,
        "share": TO_MEDIATOR * FROM_MEDIATOR / TOTAL,
    },
    misconceptions=(
        Misconception(
            "paths-added",
            "You added a and b. Along a way effects multiply; sums are for ways side by side.",
            lambda given: {"indirect": TO_MEDIATOR + FROM_MEDIATOR},
        ),
        Misconception(
            "total-for-direct",
            "0.30 is the total effect. The direct one is what is left without the way through trust.",
            lambda given: {"direct": TOTAL},
        ),
        Misconception(
            "over-the-direct",
            "You divided by the direct effect. The share is of the total.",
            lambda given: {"share": 0.5},
        ),
    ),
    hints=(
        "Along a way, multiply.",
        "Total = direct + indirect.",
        "The indirect effect is 0.40 times 0.25; the share divides it by 0.30.",
    ),
    solution="indirect = 0.40 * 0.25\ndirect = 0.30 - indirect\nshare = round(indirect / 0.30, 2)",
)

C2 = Values(
    id="c05.03.c2",
    title="What satisfaction goes with",
    concepts=("satisfaction-belonging-link",),
    level="comprehend",
    lesson=3,
    answers={"supported": Labels(options=("A", "B", "C", "D"))},
    reference=lambda given: {"supported": {"A", "C"}},
    misconceptions=(
        Misconception(
            "association-is-proof",
            "An association of answers given at one time does not prove what raising one of them would do.",
            lambda given: {"supported": {"A", "C", "D"}},
        ),
        Misconception(
            "all-commitment-alike",
            "Continuance commitment hardly goes with satisfaction: its interval holds 0.",
            lambda given: {"supported": {"A", "B", "C"}},
        ),
        Misconception(
            "bound-means-satisfied",
            "If satisfaction says next to nothing on feeling bound, an unhappy customer may feel bound as well.",
            lambda given: {"supported": {"A"}},
        ),
    ),
    hints=(
        "Which interval holds 0, and which kind of commitment is it?",
        "Does a statement say 'go with', or 'raise'?",
        "A association, B lock-in, C bound without being satisfied, D proof: two are supported.",
    ),
    solution='supported = ["A", "C"]',
)

SATISFACTION_TRUST, TRUST_COMMITMENT, COMMITMENT_LOYALTY = 0.30, 0.50, 0.20
SATISFACTION_COMMITMENT, TRUST_LOYALTY = 0.10, 0.15
CHAIN = SATISFACTION_TRUST * TRUST_COMMITMENT * COMMITMENT_LOYALTY
BESIDE = SATISFACTION_TRUST * TRUST_LOYALTY + SATISFACTION_COMMITMENT * COMMITMENT_LOYALTY

C3 = Values(
    id="c05.03.c3",
    title="Three ways from satisfaction to loyalty",
    concepts=("trust-belonging-link",),
    level="comprehend",
    lesson=3,
    answers={"chain": Number(within=0.0005), "indirect_all": Number(within=0.0005)},
    reference=lambda given: {"chain": CHAIN, "indirect_all": CHAIN + BESIDE},
    misconceptions=(
        Misconception(
            "chain-forgotten",
            "You left out the long way, through trust and then commitment.",
            lambda given: {"indirect_all": BESIDE},
        ),
        Misconception(
            "chain-cut-short",
            "The long way has three arrows: satisfaction to trust, trust to commitment, commitment to loyalty.",
            lambda given: {"chain": SATISFACTION_TRUST * TRUST_COMMITMENT},
        ),
    ),
    hints=(
        "Write down every way from satisfaction to loyalty that passes a mediator.",
        "There are three: through trust only, through commitment only, through both.",
        "Multiply along each way; then add the three.",
    ),
    solution="chain = 0.30 * 0.50 * 0.20\nindirect_all = 0.30 * 0.15 + 0.10 * 0.20 + chain",
)

SLOPES = {
    "occasional": {"satisfaction": 0.25, "trust": 0.05},
    "relational": {"satisfaction": 0.10, "trust": 0.30},
}
LIFTS = {"satisfaction": 0.40, "trust": 0.20}


def _gain(group: str, cause: str) -> float:
    return SLOPES[group][cause] * LIFTS[cause]


C4 = Values(
    id="c05.03.c4",
    title="A programme for each group",
    concepts=("satisfaction-trust-link", "trust-belonging-link"),
    level="apply",
    lesson=3,
    answers={
        "for_occasional": Text(("service", "relations")),
        "for_relational": Text(("service", "relations")),
        "gain": Number(within=0.0005, unit="points"),
    },
    reference=lambda given: {
        "for_occasional": "service",
        "for_relational": "relations",
        "gain": (2 * _gain("occasional", "satisfaction") + _gain("relational", "trust")) / 3,
    },
    misconceptions=(
        Misconception(
            "groups-unweighted",
            "You took the plain mean of the two gains. Two thirds of the customers are occasional.",
            lambda given: {"gain": (_gain("occasional", "satisfaction") + _gain("relational", "trust")) / 2},
        ),
        Misconception(
            "lift-without-slope",
            "Satisfaction is lifted more, but the same lift moves loyalty less in one group than in the other.",
            lambda given: {"for_relational": "service"},
        ),
    ),
    hints=(
        "What a programme gains in a group is lift times slope.",
        "Compute four products: two programmes in two groups.",
        "The better gain of the occasional counts two thirds, that of the relational one third.",
    ),
    solution='for_occasional = "service"\nfor_relational = "relations"\n'
    "gain = round((2 * 0.40 * 0.25 + 0.20 * 0.30) / 3, 4)",
)

SETS = {"c05.03": (C1, C2, C3, C4)}
