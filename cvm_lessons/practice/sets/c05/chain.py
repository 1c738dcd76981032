"""Exercise 11: satisfaction, trust, commitment, loyalty: the long way and its bootstrap interval."""

from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd

from cvm_lessons.measurement import SerialMediation, fit_linear, mediate_in_series
from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.sets.c05.samples import pick, sample, scores
from cvm_lessons.practice.values import Values

__all__ = ["Q11"]

CHAIN = ("satisfaction", "trust", "commit_affective", "loyalty")
LONG, SHORT, ALL = "indirect: trust → commit_affective", "indirect: trust", "indirect: all"
PRINTED = ("food", "machinery")
DRAWN = 0.01  # rounding to two decimals, and as much again for other draws and other kinds of interval


def _sample(sectors: tuple[str, ...]) -> pd.DataFrame:
    return sample(scores(), sectors, list(CHAIN))


@cache
def _split(sectors: tuple[str, ...]) -> SerialMediation:
    first, *between, last = CHAIN
    return mediate_in_series(_sample(sectors), first, between, last, n_boot=1000)


def _told(given: Given, way: str = LONG) -> dict[str, object]:
    table = _split(given.sectors).to_frame()
    one = table.loc[way]
    return {
        "long_way": float(one["estimate"]),
        "direct": float(table.loc["direct", "estimate"]),
        "share": float(table.loc[ALL, "estimate"] / table.loc["total", "estimate"]),
        "low": float(one["low"]),
        "high": float(one["high"]),
    }


def _simple_slopes(given: Given) -> dict[str, object]:
    table = given.scores
    steps = [fit_linear(table, outcome, [cause]).coefficients[cause] for cause, outcome in pairwise(CHAIN)]
    return {"long_way": float(np.prod(steps))}


def _total_less_long(given: Given) -> dict[str, object]:
    table = _split(given.sectors).to_frame()["estimate"]
    return {
        "direct": float(table["total"] - table[LONG]),
        "share": float(table[LONG] / table["total"]),
    }


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    sectors = PRINTED if rng is None else pick(rng)
    return {"scores": _sample(sectors), "sectors": sectors}


Q11 = Values(
    id="c05.q11",
    title="The long way, and how sure it is",
    concepts=("satisfaction-trust-link", "satisfaction-belonging-link", "trust-belonging-link"),
    level="apply",
    lesson=3,
    draw=_draw,
    answers={
        "long_way": Number(within=0.0005),
        "direct": Number(within=0.0005),
        "share": Number(within=0.005),
        "low": Number(within=DRAWN),
        "high": Number(within=DRAWN),
    },
    reference=_told,
    misconceptions=(
        Misconception(
            "stops-at-trust",
            "You followed the way that goes from trust straight to loyalty. The long way passes commitment.",
            lambda given: _told(given, SHORT),
        ),
        Misconception(
            "all-ways-for-one",
            "You gave all indirect ways together. The long way is the one that passes trust and commitment.",
            lambda given: _told(given, ALL),
        ),
        Misconception(
            "simple-slopes-multiplied",
            "You multiplied slopes of one cause each. In every step hold fixed what comes before, or a part of "
            "it is counted twice.",
            _simple_slopes,
        ),
        Misconception(
            "one-way-is-all",
            "You took the long way for all that is indirect. Satisfaction also acts through trust alone, and "
            "through commitment alone.",
            _total_less_long,
        ),
    ),
    hints=(
        "Along how many ways does satisfaction reach loyalty, and which of them passes both?",
        "Three regressions: trust, commitment, loyalty, each on all that comes before it. Multiply along the "
        "long way, and draw exhibitors anew for its interval.",
        '`measurement.mediate_in_series(scores, "satisfaction", ["trust", "commit_affective"], "loyalty")` '
        "splits the total; `.to_frame()` has a row for each way.",
    ),
    solution=(
        'between = ["trust", "commit_affective"]\n'
        'whole = measurement.mediate_in_series(q11.given.scores, "satisfaction", between, "loyalty")\n'
        "ways = whole.to_frame()\n"
        'long_way, low, high = ways.loc["indirect: trust → commit_affective", ["estimate", "low", "high"]]\n'
        'direct = ways.loc["direct", "estimate"]\n'
        'share = ways.loc["indirect: all", "estimate"] / ways.loc["total", "estimate"]'
    ),
    takeaway="The interval says how sure the size is, not that the arrows are right.",
)
