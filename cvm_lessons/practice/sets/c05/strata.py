"""Exercise 4: what is left of a gap once sociable exhibitors are compared with sociable ones."""

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.values import Values

__all__ = ["Q4"]

KINDS = ("sociable", "sociable", "reserved", "reserved")
FRIEND = ("yes", "no", "yes", "no")
COUNTS, TRUST = (60, 20, 20, 100), (54, 52, 46, 43)  # trust in tenths
APART = 0.02  # wrong ways are told apart from the right one by more than the rounding


def _groups(counts: Any, trust: Any) -> dict[str, object]:
    table = pd.DataFrame({"kind": KINDS, "friend": FRIEND, "exhibitors": np.array(counts)})
    return {"groups": table.assign(trust=np.array(trust) / 10)}


def _gaps(given: Given) -> tuple[pd.Series, pd.Series]:
    """Return the gap between friends and others within each kind of exhibitor, and the kind's size."""
    trust = given.groups.pivot_table(index="kind", columns="friend", values="trust")
    return trust["yes"] - trust["no"], given.groups.groupby("kind")["exhibitors"].sum()


def _raw(given: Given) -> float:
    table = given.groups.assign(sum=given.groups["exhibitors"] * given.groups["trust"])
    sums = table.groupby("friend")[["sum", "exhibitors"]].sum()
    means = sums["sum"] / sums["exhibitors"]
    return float(means["yes"] - means["no"])


def _answers(given: Given) -> dict[str, float]:
    gaps, sizes = _gaps(given)
    within = float((gaps * sizes).sum() / sizes.sum())
    return {"raw": _raw(given), "within": within, "explained": 1 - within / _raw(given)}


def _raw_stays(given: Given) -> dict[str, object]:
    return {"within": _raw(given), "explained": 0.0}


def _plain_gap(given: Given) -> dict[str, object]:
    gap = float(_gaps(given)[0].mean())
    return {"within": gap, "explained": 1 - gap / _raw(given)}


def _means_of_means(given: Given) -> dict[str, object]:
    means = given.groups.groupby("friend")["trust"].mean()
    raw = float(means["yes"] - means["no"])
    return {"raw": raw, "explained": 1 - _answers(given)["within"] / raw}


def _kept(given: Given) -> dict[str, object]:
    return {"explained": 1 - _answers(given)["explained"]}


def _suits(data: dict[str, object]) -> bool:
    given = Given(data)
    right, gaps = _answers(given), _gaps(given)[0]
    plain = _plain_gap(given)["within"]
    assert isinstance(plain, float)
    shrinks = bool((gaps > 0).all()) and right["within"] < right["raw"] - 0.2
    return shrinks and abs(plain - right["within"]) > APART and abs(right["explained"] - 0.5) > APART


def _drawn(rng: np.random.Generator) -> dict[str, object]:
    few, many = 10 * rng.integers(1, 4, size=2), 10 * rng.integers(5, 12, size=2)
    low = int(rng.integers(40, 46))
    high = low + int(rng.integers(6, 10))
    gains = rng.integers(1, 6, size=2)
    return _groups([many[0], few[0], few[1], many[1]], [high + gains[0], high, low + gains[1], low])


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    return _groups(COUNTS, TRUST) if rng is None else draw_until(rng, _drawn, _suits)


Q4 = Values(
    id="c05.q4",
    title="Friends among the sociable",
    concepts=("friendship-trust", "commercial-friendship"),
    level="comprehend",
    lesson=4,
    draw=_draw,
    answers={
        "raw": Number(within=0.005, unit="points"),
        "within": Number(within=0.005, unit="points"),
        "explained": Number(within=0.005),
    },
    reference=_answers,
    misconceptions=(
        Misconception(
            "raw-gap-is-the-effect",
            "You let the raw gap stand within the kinds, too. Most friends are sociable exhibitors, and those "
            "trust more with or without a friend.",
            _raw_stays,
        ),
        Misconception(
            "gaps-weighted-alike",
            "You weighted the two gaps alike. There are more exhibitors of one kind than of the other.",
            _plain_gap,
        ),
        Misconception(
            "means-of-means",
            "For the raw gap you took the plain mean of two means. Weight each by its exhibitors: most friends "
            "are of one kind.",
            _means_of_means,
        ),
        Misconception(
            "kept-for-explained",
            "You gave the share that is left. The task asks for the share that the kind of exhibitor explains.",
            _kept,
        ),
    ),
    hints=(
        "Who has friends here, and does she trust more even without one?",
        "For the raw gap, pool all friends and all others. For the other one, compare within each kind first.",
        "The gap within is the mean of the two gaps, each weighted by all exhibitors of its kind. Explained is "
        "one less the gap within over the raw gap.",
    ),
    solution=(
        't = q4.given.groups.set_index(["kind", "friend"])\n'
        'n, m = t["exhibitors"], t["trust"]\n'
        'means = (n * m).groupby("friend").sum() / n.groupby("friend").sum()\n'
        'raw = means["yes"] - means["no"]\n'
        'gaps = m.xs("yes", level="friend") - m.xs("no", level="friend")\n'
        'sizes = n.groupby("kind").sum()\n'
        "within = (gaps * sizes).sum() / sizes.sum()\n"
        "explained = 1 - within / raw"
    ),
    takeaway="Compare like with like first; what is left may still not be an effect.",
)
