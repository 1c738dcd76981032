"""Exercises 9 and 10: service as a gap or as performance, and encounters that add up to satisfaction."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.datasets import load
from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values
from cvm_lessons.satisfaction.composites import RATER

__all__ = ["Q9", "Q10"]

PRINTED = ("home", 2016)
COLUMNS = [f"{kind}_{name}_{item}" for kind in ("exp", "got") for name in RATER for item in (1, 2)]


@cache
def _exhibitors() -> pd.DataFrame:
    who = load("surveys")[["response_id", "role", "sector", "year"]]
    answers = who.merge(load("satisfaction")[["response_id", *COLUMNS]], on="response_id")
    return answers[answers["role"] == "exhibitor"]


def _answers(sector: str, year: int) -> pd.DataFrame:
    answers = _exhibitors()
    kept = (answers["sector"] == sector) & (answers["year"] == year)
    return answers.loc[kept, ["response_id", *COLUMNS]].reset_index(drop=True)


def _means(answers: pd.DataFrame, kind: str) -> pd.Series:
    return pd.Series(
        {name: answers[[f"{kind}_{name}_{item}" for item in (1, 2)]].mean().mean() for name in RATER}
    )


def _gaps(answers: pd.DataFrame) -> pd.Series:
    return _means(answers, "got") - _means(answers, "exp")


def _service(given: Given) -> dict[str, object]:
    gaps, performance = _gaps(given.answers), _means(given.answers, "got")
    return {"gaps": gaps.to_dict(), "servqual": gaps.idxmin(), "servperf": performance.idxmin()}


@cache
def _editions_that_suit() -> list[tuple[str, int]]:
    """Return the editions at which gap and performance single out different dimensions, clearly."""
    found = []
    for (sector, year), answers in _exhibitors().groupby(["sector", "year"], observed=True):
        gaps, performance = _gaps(answers).sort_values(), _means(answers, "got").sort_values()
        expected = _means(answers, "exp")
        clear = min(gaps.diff().iloc[1], performance.diff().iloc[1]) > 0.025
        if clear and gaps.index[0] != performance.index[0] and expected.idxmin() != performance.index[0]:
            found.append((str(sector), int(year)))
    return found


def _draw_edition(rng: np.random.Generator | None) -> dict[str, object]:
    suitable = [PRINTED] if rng is None else _editions_that_suit()
    return {"answers": _answers(*suitable[0 if rng is None else rng.integers(len(suitable))])}


Q9 = Values(
    id="c04.q9",
    title="Which service to mend first?",
    concepts=("servqual", "servperf"),
    level="apply",
    lesson=2,
    draw=_draw_edition,
    answers={"gaps": Mapped(Number(within=0.005)), "servqual": Text(RATER), "servperf": Text(RATER)},
    reference=_service,
    misconceptions=(
        Misconception(
            "expectation-less-performance",
            "You subtracted performance from expectation. A gap is performance less expectation, so a "
            "shortfall is negative.",
            lambda given: {"gaps": (-_gaps(given.answers)).to_dict()},
        ),
        Misconception(
            "lowest-performance-for-widest-gap",
            "You named the lowest performance for both. SERVQUAL holds performance against what was expected.",
            lambda given: {"servqual": _means(given.answers, "got").idxmin()},
        ),
        Misconception(
            "widest-gap-for-lowest-performance",
            "You named the widest gap for both. SERVPERF leaves expectation out.",
            lambda given: {"servperf": _gaps(given.answers).idxmin()},
        ),
        Misconception(
            "one-item-for-two",
            "You used the first question of each dimension only. A dimension is the mean of its two.",
            lambda given: {
                "gaps": {
                    name: float((given.answers[f"got_{name}_1"] - given.answers[f"exp_{name}_1"]).mean())
                    for name in RATER
                }
            },
        ),
    ),
    hints=(
        "Which columns say what was expected, and which what was met?",
        "Take the mean of a dimension's two questions, once for expectation and once for performance. "
        "SERVQUAL compares the two; SERVPERF looks at one.",
        "`satisfaction.gap_scores(satisfaction.service_scores(answers))` has the columns `gap` and "
        "`performance`; leave out the row `overall`.",
    ),
    solution=(
        "from cvm_lessons import satisfaction\n\n"
        "scores = satisfaction.service_scores(q9.given.answers)\n"
        'table = satisfaction.gap_scores(scores).drop("overall")\n'
        'gaps = table["gap"]\n'
        'servqual, servperf = gaps.idxmin(), table["performance"].idxmin()'
    ),
    takeaway="The two measures can point to different work: the gap asks what was promised, performance what was done.",
)

YEARS = (2022, 2023, 2024, 2025)
NAMES = ("Heron", "Tern")
RATINGS = ((9, 8, 6, 5), (5, 6, 8, 9))
RATES = (3, 4, 6, 7)  # tenths; at a half the past and the newest encounter would weigh alike
RATE = 0.4


def _visits(rows: Any, rate: float) -> dict[str, object]:
    parts = [
        pd.DataFrame({"customer_id": name, "year": YEARS, "sat_overall": list(map(int, row))})
        for name, row in zip(NAMES, rows, strict=True)
    ]
    return {"ratings": pd.concat(parts, ignore_index=True), "rate": rate}


def _cumulated(given: Given, *, rate: float | None = None, start: float | None = None) -> dict[str, float]:
    weight, now = given.rate if rate is None else rate, {}
    for name, part in given.ratings.groupby("customer_id"):
        first, *others = part.sort_values("year")["sat_overall"]
        felt = float(first) if start is None else start + weight * (first - start)
        for rating in others:
            felt += weight * (rating - felt)
        now[str(name)] = float(felt)
    return now


def _encounters(given: Given, **how: float) -> dict[str, object]:
    now = _cumulated(given, **how)
    return {"now": now, "higher": max(now, key=now.__getitem__)}


def _of_each(given: Given, how: str) -> dict[str, object]:
    return {"now": given.ratings.groupby("customer_id")["sat_overall"].agg(how).astype(float).to_dict()}


def _suits_visits(data: dict[str, object]) -> bool:
    now = _cumulated(Given(data))
    low, high = sorted(now.values())
    return high - low > 0.1


def _drawn_visits(rng: np.random.Generator) -> dict[str, object]:
    falling = sorted(rng.choice(np.arange(3, 11), size=4, replace=False).tolist(), reverse=True)
    rows = (falling, falling[::-1]) if rng.random() < 0.5 else (falling[::-1], falling)
    return _visits(rows, float(rng.choice(RATES)) / 10)


def _draw_visits(rng: np.random.Generator | None) -> dict[str, object]:
    return _visits(RATINGS, RATE) if rng is None else draw_until(rng, _drawn_visits, _suits_visits)


Q10 = Values(
    id="c04.q10",
    title="Two exhibitors with the same ratings",
    concepts=("service-experience-satisfaction",),
    level="apply",
    lesson=2,
    draw=_draw_visits,
    answers={"now": Mapped(Number(within=0.005)), "higher": Text(NAMES)},
    reference=_encounters,
    misconceptions=(
        Misconception(
            "mean-of-all-encounters",
            "You took the mean of all encounters. It forgets their order: the newest weighs more than the "
            "oldest, or less.",
            lambda given: _of_each(given, "mean"),
        ),
        Misconception(
            "last-encounter-only",
            "You took the last encounter. That is satisfaction with one transaction; the cumulative one "
            "remembers.",
            lambda given: _of_each(given, "last"),
        ),
        Misconception(
            "weights-of-past-and-present-swapped",
            "You gave the weight of the newest encounter to the past.",
            lambda given: {"now": _cumulated(given, rate=1 - given.rate)},
        ),
        Misconception(
            "starts-at-nothing",
            "You started at zero. The first encounter is all that the exhibitor knows: it starts the sum.",
            lambda given: {"now": _cumulated(given, start=0.0)},
        ),
    ),
    hints=(
        "What does an exhibitor feel before her second edition, if she has seen one?",
        "Each new rating pulls the feeling towards itself by the share that `rate` names.",
        "New feeling = old feeling + rate × (rating − old feeling), once for each edition after the first.",
    ),
    solution=(
        "from cvm_lessons import satisfaction\n\n"
        "g = q10.given\n"
        "steps = satisfaction.cumulative_satisfaction(g.ratings, g.rate)\n"
        'now = steps.groupby("customer_id")["cumulative"].last()\n'
        "higher = now.idxmax()"
    ),
    takeaway="Same ratings, another order, another feeling: one transaction is not the relationship.",
)
