"""Exercise 10: what consumption emotions add once performance and disconfirmation are known."""

from functools import cache

import numpy as np
import pandas as pd

from cvm_lessons.measurement import fit_linear
from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.sets.c05.samples import pick, sample, scores
from cvm_lessons.practice.values import Values

__all__ = ["Q10"]

KNOWN, FELT = ("performance", "disconfirmation"), ("positive", "negative")
PRINTED = ("food", "packaging")


def _sample(sectors: tuple[str, ...]) -> pd.DataFrame:
    return sample(scores(), sectors, ["satisfaction", *KNOWN, *FELT])


@cache
def _share(sectors: tuple[str, ...], causes: tuple[str, ...]) -> float:
    return float(fit_linear(_sample(sectors), "satisfaction", causes).r_squared)


def _told(given: Given, known: tuple[str, ...] = KNOWN) -> dict[str, float]:
    before = _share(given.sectors, known)
    added = _share(given.sectors, (*known, *FELT)) - before
    return {"before": before, "added": added, "partial": added / (1 - before)}


def _alone(given: Given) -> dict[str, object]:
    right, alone = _told(given), _share(given.sectors, FELT)
    return {"added": alone, "partial": alone / (1 - right["before"])}


def _whole(given: Given) -> dict[str, object]:
    right = _told(given)
    after = right["before"] + right["added"]
    return {"added": after, "partial": after / (1 - right["before"])}


def _over_the_known(given: Given) -> dict[str, object]:
    right = _told(given)
    return {"partial": right["added"] / right["before"]}


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    sectors = PRINTED if rng is None else pick(rng)
    return {"scores": _sample(sectors), "sectors": sectors}


Q10 = Values(
    id="c05.q10",
    title="What do feelings add?",
    concepts=("consumption-emotion",),
    level="apply",
    lesson=2,
    draw=_draw,
    answers={
        "before": Number(within=0.0005),
        "added": Number(within=0.0005),
        "partial": Number(within=0.005),
    },
    reference=_told,
    misconceptions=(
        Misconception(
            "emotions-alone",
            "You gave what emotions explain by themselves. A part of it was explained already; only the rise "
            "counts.",
            _alone,
        ),
        Misconception(
            "performance-left-out",
            "You began from disconfirmation alone. Performance is known, too, and belongs to what comes before.",
            lambda given: _told(given, ("disconfirmation",)),
        ),
        Misconception(
            "whole-for-added",
            "You gave what all causes explain together. Take off what was explained before.",
            _whole,
        ),
        Misconception(
            "over-the-explained",
            "You divided the rise by what was explained already. Divide it by what was still unexplained.",
            _over_the_known,
        ),
    ),
    hints=(
        "Which causes are known before anybody is asked what she felt?",
        "Two regressions of satisfaction: without the two emotions and with them. Compare their R².",
        'Added is the difference of `measurement.fit_linear(scores, "satisfaction", causes).r_squared`; the '
        "partial share is over one less the first R².",
    ),
    solution=(
        "from cvm_lessons import trust\n\n"
        'known, felt = ["performance", "disconfirmation"], ["positive", "negative"]\n'
        'gain = trust.added_share(q10.given.scores, "satisfaction", known, felt)\n'
        "before, added, partial = gain.before, gain.added.estimate, gain.partial"
    ),
    takeaway="A cause earns its place by what it adds to what is known, not by what it explains alone.",
)
