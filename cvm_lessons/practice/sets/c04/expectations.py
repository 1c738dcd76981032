"""Exercises 3 and 4: what a promise does to satisfaction, and a claim about delivered value put to the test."""

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.labels import Labels, Mapped
from cvm_lessons.practice.values import Values

__all__ = ["Q3", "Q4"]

BROCHURES = ("modest", "honest", "bold")
# Tenths: the anchor of expectation, then a point better and a point worse than expected.
SLOPES = (3, 2, 6)
BASE = 4.0


def _promises(slopes: Any, performance: int) -> dict[str, object]:
    levels = [performance - 1, performance, performance + 1]
    table = pd.DataFrame({"brochure": BROCHURES, "expected": levels, "performance": performance})
    names = ("anchor", "better", "worse")
    return {
        "promises": table,
        "base": BASE,
        "slopes": {name: slope / 10 for name, slope in zip(names, map(int, slopes), strict=True)},
    }


def _satisfied(
    given: Given, *, anchor: float | None = None, worse: float | None = None, turn: int = 1
) -> dict[str, object]:
    """Return the answers; a slope can be replaced, and disconfirmation turned round."""
    table, slopes = given.promises.set_index("brochure"), given.slopes
    away = turn * (table["performance"] - table["expected"])
    sides = slopes["better"] * away.clip(lower=0)
    sides += (slopes["worse"] if worse is None else worse) * away.clip(upper=0)
    scores = given.base + (slopes["anchor"] if anchor is None else anchor) * table["expected"] + sides
    return {"points": scores.to_dict(), "best": str(scores.idxmax())}


def _suits_promise(data: dict[str, object]) -> bool:
    given = Given(data)
    right = _satisfied(given)["points"]
    assert isinstance(right, dict)
    ranked = sorted(right.values())
    return bool(ranked[-1] - ranked[-2] > 0.05 and right["bold"] < right["honest"])


def _drawn_promise(rng: np.random.Generator) -> dict[str, object]:
    return _promises(rng.integers([2, 1, 6], [5, 5, 10]), int(rng.integers(6, 9)))


def _draw_promise(rng: np.random.Generator | None) -> dict[str, object]:
    if rng is None:
        return _promises(SLOPES, 7)
    return draw_until(rng, _drawn_promise, _suits_promise)


Q3 = Values(
    id="c04.q3",
    title="How much should the brochure promise?",
    concepts=("satisfaction-formation",),
    level="comprehend",
    lesson=1,
    draw=_draw_promise,
    answers={"points": Mapped(Number(within=0.05)), "best": Text(BROCHURES)},
    reference=_satisfied,
    misconceptions=(
        Misconception(
            "losses-weigh-like-gains",
            "You used one slope on both sides. A point worse than expected costs more than a point better "
            "brings.",
            lambda given: _satisfied(given, worse=given.slopes["better"]),
        ),
        Misconception(
            "contrast-only",
            "You left out the anchor. Expectation also pulls the judgement towards itself.",
            lambda given: _satisfied(given, anchor=0.0),
        ),
        Misconception(
            "expectation-less-performance",
            "You turned the comparison round. Take performance less expectation: better than expected is above "
            "zero.",
            lambda given: _satisfied(given, turn=-1),
        ),
    ),
    hints=(
        "For each brochure: is the show better than expected, as expected, or worse?",
        "Points above or below are performance less expectation. The slope depends on the side; the anchor "
        "works on the expectation itself.",
        "Satisfaction = base + anchor × expected + better × (points above) − worse × (points below).",
    ),
    solution=(
        'g, t = q3.given, q3.given.promises.set_index("brochure")\n'
        'away = t["performance"] - t["expected"]\n'
        'sides = g.slopes["better"] * away.clip(lower=0) + g.slopes["worse"] * away.clip(upper=0)\n'
        'points = g.base + g.slopes["anchor"] * t["expected"] + sides\n'
        "best = points.idxmax()"
    ),
    takeaway="Expectation works twice: it lifts the judgement as an anchor and lowers it as a bar.",
)

# What eight exhibitors expected and got, delivered value in thousand yuan, and whether they are satisfied.
PRINTED = (
    (20, 32, 1),
    (40, 24, 0),
    (-10, -4, 1),
    (15, 18, 1),
    (30, -3, 0),
    (-5, -16, 0),
    (25, 28, 0),
    (10, -6, 0),
)


def _exhibitors(rows: Any) -> dict[str, object]:
    table = pd.DataFrame(
        [list(map(int, row)) for row in rows], columns=["expected", "delivered", "satisfied"]
    )
    table["satisfied"] = table["satisfied"].map({1: "yes", 0: "no"})
    table.insert(0, "exhibitor", [f"E{number}" for number in range(1, len(table) + 1)])
    return {"exhibitors": table}


def _rules(given: Given) -> pd.DataFrame:
    """Return for each exhibitor whether the rule of the sign and the rule of the gap foretell it."""
    table = given.exhibitors.set_index("exhibitor")
    content = table["satisfied"] == "yes"
    return pd.DataFrame(
        {
            "sign": (table["delivered"] > 0) == content,
            "gap": (table["delivered"] >= table["expected"]) == content,
            "content": content,
        }
    )


def _claim(given: Given) -> dict[str, object]:
    rules = _rules(given)
    return {
        "against": list(rules.index[~rules["sign"]]),
        "by_sign": int(rules["sign"].sum()),
        "by_gap": int(rules["gap"].sum()),
    }


def _half(given: Given, *, content: bool) -> dict[str, object]:
    rules = _rules(given)
    return {"against": list(rules.index[~rules["sign"] & (rules["content"] == content)])}


def _misses(given: Given) -> dict[str, object]:
    rules = _rules(given)
    return {"by_sign": int((~rules["sign"]).sum()), "by_gap": int((~rules["gap"]).sum())}


def _against_the_gap(given: Given) -> dict[str, object]:
    rules = _rules(given)
    return {"against": list(rules.index[~rules["gap"]])}


def _drawn_exhibitors(rng: np.random.Generator) -> dict[str, object]:
    expected = rng.integers(-12, 41, size=8)
    delivered = expected + rng.integers(1, 18, size=8) * rng.choice([-1, 1], size=8)
    content = delivered >= expected
    content[rng.integers(8)] ^= True  # no rule is right about everybody
    return _exhibitors(zip(expected, delivered, content, strict=True))


def _suits_claim(data: dict[str, object]) -> bool:
    given = Given(data)
    rules, table = _rules(given), given.exhibitors
    halves = [int((~rules["sign"] & (rules["content"] == content)).sum()) for content in (True, False)]
    counts = int(rules["sign"].sum()), int(rules["gap"].sum())
    plain = bool((table["delivered"] != 0).all()) and 4 not in counts
    other = _against_the_gap(given)["against"]
    apart = all(other != _half(given, content=content)["against"] for content in (True, False))
    return plain and apart and counts[0] < counts[1] and min(halves) >= 1


def _draw_claim(rng: np.random.Generator | None) -> dict[str, object]:
    return _exhibitors(PRINTED) if rng is None else draw_until(rng, _drawn_exhibitors, _suits_claim)


Q4 = Values(
    id="c04.q4",
    title="Does a positive delivered value satisfy?",
    concepts=("cdv-satisfaction-claim", "value-satisfaction-link"),
    level="comprehend",
    lesson=1,
    draw=_draw_claim,
    answers={"against": Labels(), "by_sign": Number(within=0), "by_gap": Number(within=0)},
    reference=_claim,
    misconceptions=(
        Misconception(
            "only-the-dissatisfied",
            "You listed only the dissatisfied with a positive value. A satisfied exhibitor with a negative "
            "value speaks against the claim too.",
            lambda given: _half(given, content=False),
        ),
        Misconception(
            "only-the-satisfied",
            "You listed only the satisfied with a negative value. A dissatisfied exhibitor with a positive "
            "value speaks against the claim too.",
            lambda given: _half(given, content=True),
        ),
        Misconception(
            "gap-for-sign",
            "You tested the other rule. The claim looks at the sign of what was delivered, not at what was "
            "expected.",
            _against_the_gap,
        ),
        Misconception(
            "misses-for-hits",
            "You counted where the rules fail. The task asks where they are right.",
            _misses,
        ),
    ),
    hints=(
        "What does each rule foretell for the first exhibitor, and what does she say?",
        "The claim foretells satisfaction from one column, the other rule from two.",
        "Write two new columns: delivered above zero, and delivered at least as expected. Compare each with "
        "the column of the satisfied.",
    ),
    solution=(
        't = q4.given.exhibitors.set_index("exhibitor")\n'
        'content = t["satisfied"] == "yes"\n'
        'sign = (t["delivered"] > 0) == content\n'
        'gap = (t["delivered"] >= t["expected"]) == content\n'
        "against = list(t.index[~sign])\n"
        "by_sign, by_gap = sign.sum(), gap.sum()"
    ),
    takeaway="Delivered value moves satisfaction, but zero is no border: what was expected is.",
)
