"""Exercises 7 and 8: the net promoter score as a function, and an index from 0 to 100 beside a top box."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.functions import FunctionExercise
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.values import Values

__all__ = ["Q7", "Q8"]

EXAMPLE = (10, 9, 8, 7, 6, 3, 9, 8)
# Ordinary; only passives; only detractors; both borders; more promoters than detractors.
CASES = ((10, 9, 8, 7, 6, 0, 9), (7, 8, 8), (0, 6, 3), (9, 6, 6, 8), (10, 10, 10, 8, 5))


def _score(scores: Sequence[int], *, promoter: int = 9, detractor: int = 6) -> float:
    """Return the share of scores from `promoter` on less that up to `detractor`, in points."""
    sides = [(score >= promoter) - (score <= detractor) for score in scores]
    return 100 * sum(sides) / len(sides)


def _without_passives(scores: Sequence[int]) -> float:
    judged = [score for score in scores if score not in (7, 8)]
    return _score(judged) if judged else 0.0


def _draw_scores(rng: np.random.Generator | None) -> dict[str, object]:
    return {"scores": list(EXAMPLE) if rng is None else rng.integers(11, size=len(EXAMPLE)).tolist()}


Q7 = FunctionExercise(
    id="c04.q7",
    title="The net promoter score as a function",
    concepts=("satisfaction-measurement",),
    level="apply",
    lesson=3,
    draw=_draw_scores,
    function="nps",
    cases=lambda given: [(list(scores),) for scores in CASES],
    returns=Number(within=0.05, unit="points"),
    reference=_score,
    misconceptions=(
        Misconception(
            "passives-promote",
            "You counted 7 and 8 as promoters. They are content and passive.",
            lambda scores: _score(scores, promoter=7),
        ),
        Misconception(
            "six-is-passive",
            "You let detractors end at 5. A 6 still detracts.",
            lambda scores: _score(scores, detractor=5),
        ),
        Misconception(
            "passives-left-out",
            "You left the passives out of the base. They count in it, though on neither side.",
            _without_passives,
        ),
        Misconception(
            "share-for-points",
            "You returned a share. The score is stated in points, from −100 to 100.",
            lambda scores: _score(scores) / 100,
        ),
        Misconception(
            "promoters-only",
            "You returned the promoters alone. The detractors are taken off.",
            lambda scores: 100 * sum(score >= 9 for score in scores) / len(scores),
        ),
    ),
    hints=(
        "Which scores promote, which detract, and which do neither?",
        "Count two groups, subtract, and divide by the number of all answers.",
        "Promoters give 9 or 10, detractors 0 to 6. Return 100 times the difference of the two counts over "
        "`len(scores)`.",
    ),
    solution=(
        "def nps(scores):\n"
        "    promoters = sum(score >= 9 for score in scores)\n"
        "    detractors = sum(score <= 6 for score in scores)\n"
        "    return 100 * (promoters - detractors) / len(scores)"
    ),
    takeaway="The score keeps two counts of eleven answers: simple to tell, noisy to measure.",
)

QUESTIONS = ("overall", "against expectation", "against an ideal")
# Mean and weight of each question, then the answers to the overall question by point from 1 to 10.
MEANS, WEIGHTS = (80, 76, 67), (40, 35, 25)
COUNTS = (2, 1, 4, 6, 12, 20, 40, 55, 38, 22)


def _survey(means: Any, weights: Any, counts: Any) -> dict[str, object]:
    table = pd.DataFrame(
        {"question": QUESTIONS, "mean": np.array(means) / 10, "weight": np.array(weights) / 100}
    )
    answers = pd.DataFrame({"point": range(1, 11), "answers": np.array(counts)})
    return {"questions": table, "counts": answers}


def _index(given: Given, *, low: float = 1, weighted: bool = True) -> float:
    table = given.questions
    weights = table["weight"] if weighted else table["weight"] * 0 + 1
    mean = (table["mean"] * weights).sum() / weights.sum()
    return float(100 * (mean - low) / (10 - low))


def _top(given: Given, points: int = 2) -> float:
    counts = given.counts.set_index("point")["answers"]
    return float(counts.loc[11 - points :].sum() / counts.sum())


def _draw_survey(rng: np.random.Generator | None) -> dict[str, object]:
    if rng is None:
        return _survey(MEANS, WEIGHTS, COUNTS)
    first = int(rng.integers(38, 46))
    second = int(rng.integers(30, 36))
    weights = (first, second, 100 - first - second)
    means = rng.integers([78, 70, 60], [86, 77, 67])
    return _survey(means, weights, np.array(COUNTS) + rng.integers(8, size=10))


Q8 = Values(
    id="c04.q8",
    title="An index and a top box",
    concepts=("csi", "satisfaction-measurement"),
    level="apply",
    lesson=3,
    draw=_draw_survey,
    answers={"index": Number(within=0.05), "top": Number(within=0.005)},
    reference=lambda given: {"index": _index(given), "top": _top(given)},
    misconceptions=(
        Misconception(
            "ten-times-the-mean",
            "You multiplied the mean by ten. The scale begins at 1: the lowest answer is to become 0.",
            lambda given: {"index": _index(given, low=0)},
        ),
        Misconception(
            "equal-weights",
            "You weighted the three questions alike. The model gives each its own weight.",
            lambda given: {"index": _index(given, weighted=False)},
        ),
        Misconception(
            "three-points-for-two",
            "Your top box holds three points of the scale. Two are asked for.",
            lambda given: {"top": _top(given, 3)},
        ),
        Misconception(
            "highest-point-only",
            "Your top box holds the highest point alone. Two are asked for.",
            lambda given: {"top": _top(given, 1)},
        ),
    ),
    hints=(
        "On the new scale, what number is to stand for an answer of 1, and what for an answer of 10?",
        "Weight the three means, take off the lowest possible answer, and divide by the length of the scale.",
        "Index = 100 × (weighted mean − 1) / 9. The top box is the share of 9 and 10 among all answers.",
    ),
    solution=(
        "from cvm_lessons import satisfaction\n\n"
        "g, t = q8.given, q8.given.questions\n"
        'index = satisfaction.index_score(t["mean"], t["weight"])\n'
        'counts = g.counts.set_index("point")["answers"]\n'
        "top = counts.loc[9:].sum() / counts.sum()"
    ),
    takeaway="Two organisations with one mean can differ in their top box: look at both ends.",
)
