"""Exercises 11 and 12: a show on the value map, and the activities behind it in the value chain."""

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.datasets import load
from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.values import Values
from cvm_lessons.value.drivers import EXHIBITOR_ATTRIBUTES

__all__ = ["Q11", "Q12"]

OURS = "Lark"
NAMES = (OURS, "Harbour", "Quay", "Pier")
MARKET = ((7.8, 8.1, 1240), (7.2, 7.9, 1300), (7.0, 7.0, 1120), (6.9, 6.8, 1000))
WEIGHT, ZONE = 0.6, 0.02
POSITIONS = ("better", "fair", "worse")


def _market(rows: Any) -> pd.DataFrame:
    table = pd.DataFrame([list(row) for row in rows], columns=["worth", "quality", "price_m2"])
    table.insert(0, "show_id", list(NAMES))
    return table.astype({"price_m2": int})


def _ratio(values: pd.Series, *, with_own: bool = False) -> float:
    others = values if with_own else values.drop(OURS)
    return float(values[OURS] / others.mean())


def _place(
    given: Given, *, with_own: bool = False, weight: float | None = None, inverted: bool = False
) -> dict[str, object]:
    shows = given.shows.set_index("show_id")
    w = given.quality_weight if weight is None else weight
    price = _ratio(shows["price_m2"], with_own=with_own) ** (-1 if inverted else 1)
    fair = 1 + (1 - w) / w * (price - 1)
    distance = _ratio(shows["quality"], with_own=with_own) - fair
    verdict = "fair" if abs(distance) <= ZONE else "better" if distance > 0 else "worse"
    return {
        "cva": _ratio(shows["worth"], with_own=with_own),
        "price": price,
        "fair": fair,
        "verdict": verdict,
    }


def _suits(shows: pd.DataFrame) -> bool:
    given = Given({"shows": shows, "quality_weight": WEIGHT})
    right, own, swapped = _place(given), _place(given, with_own=True), _place(given, weight=1 - WEIGHT)
    quality = _ratio(shows.set_index("show_id")["quality"])
    edge = abs(abs(quality - float(str(right["fair"]))) - ZONE)
    apart = min(abs(float(str(right[key])) - float(str(own[key]))) for key in ("cva", "price", "fair"))
    return edge > 0.008 and apart > 0.012 and right["verdict"] != swapped["verdict"]


def _drawn(rng: np.random.Generator) -> pd.DataFrame:
    marks = rng.integers([[72, 74], [64, 66], [62, 62], [60, 60]], [[84, 86], [76, 82], [74, 76], [72, 74]])
    prices = rng.integers([118, 110, 100, 94], [136, 134, 120, 112])
    return _market(np.column_stack([marks / 10, prices * 10]))


def _draw_market(rng: np.random.Generator | None) -> dict[str, object]:
    shows = _market(MARKET) if rng is None else draw_until(rng, _drawn, _suits)
    return {"shows": shows, "quality_weight": WEIGHT}


Q11 = Values(
    id="c03.q11",
    title="Is Lark worth its price?",
    concepts=("cva-ratio", "value-matrix-competitor"),
    level="apply",
    lesson=4,
    draw=_draw_market,
    answers={
        "cva": Number(within=0.005),
        "price": Number(within=0.005),
        "fair": Number(within=0.005),
        "verdict": Text(POSITIONS),
    },
    reference=_place,
    misconceptions=(
        Misconception(
            "price-inverted",
            "You divided the rivals' price by Lark's. Relative price is the own price over the rivals' mean: "
            "above 1 means dearer.",
            lambda given: _place(given, inverted=True),
        ),
        Misconception(
            "own-show-among-rivals",
            "You took the mean of all shows. Lark is no rival of its own: it pulls every ratio towards 1.",
            lambda given: _place(given, with_own=True),
        ),
        Misconception(
            "weights-swapped",
            "You gave the weight of quality to price. The line rises by the weight of price over the weight "
            "of quality.",
            lambda given: _place(given, weight=1 - given.quality_weight),
        ),
    ),
    hints=(
        "With whom is Lark compared: with all shows, or with the others?",
        "Each ratio is Lark's number over the mean of the three rivals. On the line of fair value, more "
        "quality makes up for more price.",
        "Slope = (1 − w) / w with w the weight of quality; fair quality = 1 + slope × (relative price − 1). "
        "Compare it with Lark's quality ratio; within 0.02 is fair.",
    ),
    solution=(
        "g = q11.given\n"
        'shows = value.value_map(g.shows, quality_weight=g.quality_weight).set_index("show_id")\n'
        'cva = value.customer_value_added(g.shows, score="worth")["Lark"]\n'
        'price, fair = shows.loc["Lark", ["relative_price", "fair_quality"]]\n'
        'quality = value.ratio_to_rivals(g.shows.set_index("show_id")["quality"])["Lark"]\n'
        'verdict = "fair" if abs(quality - fair) <= 0.02 else "better" if quality > fair else "worse"'
    ),
    takeaway="A dear show is good value when its quality lies above the line, not when it is cheap.",
)

IMPORTANCE = (31, 31, 7, 7, 9, 8, 5, 2)
LOWEST = np.array([22, 22, 3, 3, 5, 3, 2, 1])


def _activities() -> pd.DataFrame:
    return load("value_chain")


def _weighted(given: Given, *, equal: bool = False) -> pd.DataFrame:
    table = given.activities.set_index("activity")
    weights = pd.Series(given.importance, dtype=float)
    weights = weights * 0 + 1 if equal else weights
    worth = (table[list(weights.index)] * weights).sum(axis=1) / weights.sum()
    return pd.DataFrame({"cost": table["cost"], "ratio": worth / (table["cost"] / table["cost"].sum())})


def _answer(table: pd.DataFrame, name: str) -> dict[str, object]:
    return {"worst": name, "ratio": float(table.loc[name, "ratio"])}


def _worst(given: Given, *, equal: bool = False) -> dict[str, object]:
    table = _weighted(given, equal=equal)
    return _answer(table, str(table["ratio"].idxmin()))


def _dearest(given: Given) -> dict[str, object]:
    table = _weighted(given)
    return _answer(table, str(table["cost"].idxmax()))


def _suits_weights(weights: np.ndarray) -> bool:
    given = Given(_chain(weights))
    ratios = _weighted(given)["ratio"].sort_values()
    names = {str(answer["worst"]) for answer in (_worst(given), _dearest(given))}
    return len(names) == 2 and ratios.iloc[1] - ratios.iloc[0] > 0.02


def _chain(weights: Any) -> dict[str, object]:
    importance = dict(zip(EXHIBITOR_ATTRIBUTES, map(int, weights), strict=True))
    return {"activities": _activities(), "importance": importance}


def _draw_chain(rng: np.random.Generator | None) -> dict[str, object]:
    if rng is None:
        return _chain(IMPORTANCE)
    return _chain(draw_until(rng, lambda rng: rng.integers(LOWEST, LOWEST + 10), _suits_weights))


Q12 = Values(
    id="c03.q12",
    title="Where does money bring the least value?",
    concepts=("value-chain", "value-delivery-system"),
    level="apply",
    lesson=4,
    draw=_draw_chain,
    answers={"worst": Text(), "ratio": Number(within=0.005)},
    reference=_worst,
    misconceptions=(
        Misconception(
            "dearest-is-worst",
            "You named the activity that costs most. A high cost is well spent where the share of value is "
            "high too.",
            _dearest,
        ),
        Misconception(
            "importance-ignored",
            "You weighted all attributes alike. Customers do not.",
            lambda given: _worst(given, equal=True),
        ),
        Misconception(
            "cost-over-value",
            "You divided cost by value. The task asks for the share of value per share of cost.",
            lambda given: {"ratio": 1 / float(str(_worst(given)["ratio"]))},
        ),
    ),
    hints=(
        "What share of all costs does each activity take, and what share of the value does it bring?",
        "The share of value is the contribution to each attribute, weighted with the attribute's importance.",
        "`value.activity_value(activities, importance)` has both shares and their ratio; the lowest ratio is "
        "the last row.",
    ),
    solution=(
        "chain = value.activity_value(q12.given.activities, q12.given.importance)\n"
        'worst = chain["activity"].iloc[-1]\n'
        'ratio = chain["ratio"].iloc[-1]'
    ),
    takeaway="A low ratio is a question, not a verdict: without unloading there is no show.",
)
