"""Checkpoints of lesson 4 of chapter c05: commercial friendship."""

from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.labels import Labels
from cvm_lessons.practice.values import Values

__all__ = ["SETS"]

ANSWERS = (5, 4, 4, 2)

C1 = Values(
    id="c05.04.c1",
    title="Is this a friendship?",
    concepts=("commercial-friendship",),
    level="comprehend",
    lesson=4,
    answers={
        "score": Number(within=0.005, unit="points"),
        "features": Labels(options=("A", "B", "C", "D")),
    },
    reference=lambda given: {"score": sum(ANSWERS) / len(ANSWERS), "features": {"A", "C", "D"}},
    misconceptions=(
        Misconception(
            "sum-for-mean",
            "You added the answers up. The score is their mean, so that it stays on the scale from 1 to 7.",
            lambda given: {"score": sum(ANSWERS)},
        ),
        Misconception(
            "treatment-for-friendship",
            "A rebate for volume is special treatment: it is bought, and no part of a friendship.",
            lambda given: {"features": {"A", "B", "C", "D"}},
        ),
        Misconception(
            "gifts-left-out",
            "Gifts that are returned belong to it: what is given back keeps a friendship mutual.",
            lambda given: {"features": {"A", "D"}},
        ),
    ),
    hints=(
        "The score is the mean of the four answers.",
        "Which of the four would one also get from a firm where one knows nobody?",
        "Affection, intimacy, support, loyalty, gifts returned: three of the four letters are among them.",
    ),
    solution='score = (5 + 4 + 4 + 2) / 4\nfeatures = ["A", "C", "D"]',
)

# Friendship and trust of each exhibitor, year by year.
PAIRS = (((3, 4.8), (5, 5.0)), ((1, 3.5), (2, 3.9)))


def _slope(pairs: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    """Return the products and the squares of the deviations, added up."""
    mean_x, mean_y = (sum(pair[place] for pair in pairs) / len(pairs) for place in (0, 1))
    return sum((x - mean_x) * (y - mean_y) for x, y in pairs), sum((x - mean_x) ** 2 for x, _ in pairs)


def _raw() -> float:
    products, squares = _slope(tuple(pair for own in PAIRS for pair in own))
    return products / squares


def _within() -> float:
    sums = [_slope(own) for own in PAIRS]
    return sum(products for products, _ in sums) / sum(squares for _, squares in sums)


def _mean_of_slopes() -> float:
    return sum(products / squares for products, squares in map(_slope, PAIRS)) / len(PAIRS)


C2 = Values(
    id="c05.04.c2",
    title="Between people, and within them",
    concepts=("friendship-trust",),
    level="comprehend",
    lesson=4,
    answers={"raw_slope": Number(within=0.005), "within_slope": Number(within=0.005)},
    reference=lambda given: {"raw_slope": _raw(), "within_slope": _within()},
    misconceptions=(
        Misconception(
            "slopes-averaged",
            "You averaged the two exhibitors' slopes. Add up products and squares first: X moved more and "
            "counts for more.",
            lambda given: {"within_slope": _mean_of_slopes()},
        ),
        Misconception(
            "slopes-swapped",
            "You swapped the two: raw compares all four points, within takes each exhibitor's mean away.",
            lambda given: {"raw_slope": _within(), "within_slope": _raw()},
        ),
    ),
    hints=(
        "Raw: the means of all four points are 2.75 and 4.3.",
        "Within: take each exhibitor's own mean away, then go on as before.",
        "Within: X is -1, +1 and -0.1, +0.1; Y is -0.5, +0.5 and -0.2, +0.2.",
    ),
    solution="raw_slope = round(3.4 / 8.75, 2)\nwithin_slope = 0.4 / 2.5",
)

C3 = Values(
    id="c05.04.c3",
    title="What comparing a customer with itself rules out",
    concepts=("friendship-satisfaction", "friendship-belonging"),
    level="comprehend",
    lesson=4,
    answers={"ruled_out": Labels(options=("A", "B", "C", "D"))},
    reference=lambda given: {"ruled_out": {"A", "C"}},
    misconceptions=(
        Misconception(
            "arrow-turned",
            "Satisfaction that makes friends in the same year shows within the customer, too.",
            lambda given: {"ruled_out": {"A", "B", "C"}},
        ),
        Misconception(
            "good-year-ruled-out",
            "A better edition changes from one year to the next: it does not last, and is not taken out.",
            lambda given: {"ruled_out": {"A", "C", "D"}},
        ),
    ),
    hints=(
        "What does not change between the two years?",
        "Whatever lasts drops out of the difference. Whatever changes stays in it.",
        "Two explanations name something that lasts.",
    ),
    solution='ruled_out = ["A", "C"]',
)

SETS = {"c05.04": (C1, C2, C3)}
