"""Checkpoints of lesson 1 of chapter c04: how satisfaction forms."""

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Choice, Values

__all__ = ["SETS"]

AS_EXPECTED, GAIN, LOSS = 8.0, 0.4, 0.9

C1 = Choice(
    id="c04.01.c1",
    title="Cumulative satisfaction",
    concepts=("satisfaction-meaning",),
    level="remember",
    lesson=1,
    answer="sentence",
    options={
        "A": "The move-in this morning was a disaster.",
        "B": "All in all, in eight years with Larkport, I have been content.",
        "C": "Larkport has the most modern halls in the country.",
        "D": "I expect next year's show to be better.",
    },
    correct="B",
    misconceptions=(
        Misconception(
            "transaction-for-cumulative",
            "One morning is one transaction. Cumulative satisfaction looks back on all experience.",
            lambda given: {"sentence": "A"},
        ),
        Misconception(
            "quality-for-satisfaction",
            "Modern halls are quality: one can say so without having been there.",
            lambda given: {"sentence": "C"},
        ),
        Misconception(
            "expectation-for-satisfaction",
            "An expectation comes before the experience; satisfaction is the response to it.",
            lambda given: {"sentence": "D"},
        ),
    ),
    hints=(
        "Which sentences are a response to an experience?",
        "Two of them are not: one is quality, one is an expectation.",
        "Of the two that are left, which one looks back on more than one occasion?",
    ),
    solution='sentence = "B"',
)

C2 = Values(
    id="c04.01.c2",
    title="Uneven service",
    concepts=("satisfaction-formation",),
    level="apply",
    lesson=1,
    answers={"mean_satisfaction": Number(within=0.005, unit="points")},
    reference=lambda given: {"mean_satisfaction": AS_EXPECTED + (GAIN - LOSS) / 2},
    misconceptions=(
        Misconception(
            "average-first",
            "You averaged the service first: on average it is as expected. But a loss weighs more than a gain.",
            lambda given: {"mean_satisfaction": AS_EXPECTED},
        ),
        Misconception(
            "sum-for-mean",
            "You added both changes in full; each holds for half of the exhibitors.",
            lambda given: {"mean_satisfaction": AS_EXPECTED + GAIN - LOSS},
        ),
        Misconception(
            "sides-swapped",
            "You have gain and loss the wrong way round.",
            lambda given: {"mean_satisfaction": AS_EXPECTED + (LOSS - GAIN) / 2},
        ),
    ),
    hints=(
        "What do the two halves score?",
        "One half is at 8.0 + 0.4, the other at 8.0 - 0.9.",
        "Average the two: (8.4 + 7.1) / 2.",
    ),
    solution="mean_satisfaction = 8.0 + 0.5 * 0.4 - 0.5 * 0.9",
)

ACCOUNTS = {"a": "attribution", "b": "equity", "c": "norms", "d": "value disparity"}

C3 = Values(
    id="c04.01.c3",
    title="Which account?",
    concepts=("satisfaction-formation",),
    level="comprehend",
    lesson=1,
    answers={
        "accounts": Mapped(
            of=Text(
                ("attribution", "equity", "norms", "value disparity"),
                also={"norm": "norms", "value-disparity": "value disparity", "disparity": "value disparity"},
            )
        )
    },
    reference=lambda given: {"accounts": ACCOUNTS},
    misconceptions=(
        Misconception(
            "norm-for-desire",
            "c compares with the best show known, which is a norm; d compares with what one wants.",
            lambda given: {"accounts": {**ACCOUNTS, "c": "value disparity", "d": "norms"}},
        ),
        Misconception(
            "equity-for-norm",
            "c compares what two shows offer, not what two customers get for what they pay.",
            lambda given: {"accounts": {**ACCOUNTS, "c": "equity"}},
        ),
    ),
    hints=(
        "For each: what does the exhibitor compare with, or ask about?",
        "One asks who caused it; one looks at what a neighbour paid.",
        "One knows a better show; one wants something that nobody had led her to expect.",
    ),
    solution='accounts = {"a": "attribution", "b": "equity", "c": "norms", "d": "value disparity"}',
)

C4 = Choice(
    id="c04.01.c4",
    title="Positive value, and dissatisfied",
    concepts=("cdv-satisfaction-claim", "value-satisfaction-link"),
    level="comprehend",
    lesson=1,
    answer="explanation",
    options={
        "A": "she has made a mistake, positive value means satisfied",
        "B": "satisfaction depends on performance against what was expected, and hers was worse",
        "C": "value and satisfaction have nothing to do with one another",
        "D": "her delivered value must in truth be negative",
    },
    correct="B",
    misconceptions=(
        Misconception(
            "sign-decides",
            "The sign of delivered value does not decide: ratings of benefits and burdens have no natural zero.",
            lambda given: {"explanation": "A"},
        ),
        Misconception(
            "no-link",
            "On average they rise together; value is one cause of satisfaction among several.",
            lambda given: {"explanation": "C"},
        ),
        Misconception(
            "read-backwards",
            "You read the claim backwards: it would make every dissatisfied customer one with negative value.",
            lambda given: {"explanation": "D"},
        ),
    ),
    hints=(
        "What does she say about her expectations?",
        "Look at the crossed table: positive value, worse than expected.",
        "Value is one cause, performance against expectation another.",
    ),
    solution='explanation = "B"',
)

SETS = {"c04.01": (C1, C2, C3, C4)}
