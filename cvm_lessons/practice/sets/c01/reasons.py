"""Exercise 3: the usual reasons why relationships matter, held against a table of exhibitors."""

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["Q3"]

WHO = ("came before", "new")
MARGIN = 0.42  # contribution per yuan of revenue, as in the lesson
# Count, revenue, cost to serve (yuan each), cost to win a new one, share in percent that come next time.
PRINTED = ((150, 68_000, 12_100, 70), (50, 55_000, 9_300, 56))
WON_FOR = 2_400
LOWEST, HIGHEST = (
    ((120, 60_000, 10_500, 62), (30, 42_000, 6_000, 48)),
    ((201, 75_001, 14_001, 76), (91, 58_001, 9_501, 60)),
)


def _book(rows: Any, won_for: int) -> dict[str, object]:
    numbers = np.array(rows)
    table = pd.DataFrame(
        numbers[:, :3], columns=["count", "revenue", "cost_to_serve"], index=pd.Index(WHO, name="exhibitors")
    )
    return {
        "exhibitors": table.assign(come_next=numbers[:, 3] / 100),
        "won_for": won_for,
        "margin_rate": MARGIN,
    }


def _reasons(given: Given) -> dict[str, object]:
    table = given.exhibitors
    old, new = table.loc["came before"], table.loc["new"]
    revenue = table["count"] * table["revenue"]
    claims = {
        "a": revenue["came before"] > revenue["new"],
        "b": old["cost_to_serve"] < new["cost_to_serve"],
        "c": old["cost_to_serve"] / old["revenue"] < new["cost_to_serve"] / new["revenue"],
        "d": given.margin_rate * new["revenue"] - new["cost_to_serve"] >= given.won_for,
        "e": old["come_next"] > new["come_next"],
    }
    return {
        "holds": {letter: "yes" if true else "no" for letter, true in claims.items()},
        "known_share": float(revenue["came before"] / revenue.sum()),
        "replace": float(old["count"] * (1 - old["come_next"]) * given.won_for),
    }


def _holding(given: Given, **changes: str) -> dict[str, object]:
    holds = _reasons(given)["holds"]
    assert isinstance(holds, dict)
    return {"holds": holds | changes}


def _by_heads(given: Given) -> dict[str, object]:
    count = given.exhibitors["count"]
    return {"known_share": float(count["came before"] / count.sum())}


def _replacing(given: Given, *, share: float | None = None) -> dict[str, object]:
    old = given.exhibitors.loc["came before"]
    part = old["come_next"] if share is None else share
    return {"replace": float(old["count"] * part * given.won_for)}


def _suits(data: dict[str, object]) -> bool:
    given = Given(data)
    table, right = given.exhibitors, _reasons(given)
    holds = right["holds"]
    assert isinstance(holds, dict)
    per_yuan = (table["cost_to_serve"] / table["revenue"]).round(3)
    apart = abs(float(str(right["known_share"])) - float(str(_by_heads(given)["known_share"]))) > 0.02
    return holds["b"] == "no" and holds["d"] == "yes" and apart and per_yuan.iloc[0] != per_yuan.iloc[1]


def _drawn(rng: np.random.Generator) -> dict[str, object]:
    rows = rng.integers(LOWEST, HIGHEST)
    rows[:, 1:3] = rows[:, 1:3] // 100 * 100
    return _book(rows, int(rng.integers(20, 31)) * 100)


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    return _book(PRINTED, WON_FOR) if rng is None else draw_until(rng, _drawn, _suits)


Q3 = Values(
    id="c01.q3",
    title="Five reasons held against a table",
    concepts=("importance-customer-relationship",),
    level="comprehend",
    lesson=2,
    draw=_draw,
    answers={
        "holds": Mapped(Text(("yes", "no"), also={"是": "yes", "否": "no"})),
        "known_share": Number(within=0.005),
        "replace": Number(within=0.5, unit="yuan"),
    },
    reference=_reasons,
    misconceptions=(
        Misconception(
            "old-customers-are-cheaper",
            "You wrote that those who came before cost less to serve. The saying is old; look at the table.",
            lambda given: _holding(given, b="yes"),
        ),
        Misconception(
            "newcomers-never-pay",
            "You wrote that a new exhibitor does not repay what it cost to win. Compare its contribution of one "
            "edition with that cost.",
            lambda given: _holding(given, d="no"),
        ),
        Misconception(
            "heads-for-money",
            "Your share counts exhibitors. Revenue is asked for, and the stands differ in size.",
            _by_heads,
        ),
        Misconception(
            "returning-for-leaving",
            "You replaced those who come again. Only those who leave must be replaced.",
            _replacing,
        ),
        Misconception(
            "everybody-replaced",
            "You replaced all who came before. Most of them come again.",
            lambda given: _replacing(given, share=1),
        ),
    ),
    hints=(
        "Which two numbers of the table does each sentence compare?",
        "All revenue is count × revenue each. Contribution of one exhibitor is margin rate × revenue − cost to "
        "serve.",
        "Share: revenue of those who came before over all revenue. To replace: count × (1 − share that comes "
        "next) × cost to win one.",
    ),
    solution=(
        'g, t = q3.given, q3.given.exhibitors.eval("per_yuan = cost_to_serve / revenue")\n'
        'old, new, revenue = t.loc["came before"], t.loc["new"], t["count"] * t["revenue"]\n'
        'left = g.margin_rate * new["revenue"] - new["cost_to_serve"]\n'
        'known_share = revenue["came before"] / revenue.sum()\n'
        'claims = [known_share > 0.5, old["cost_to_serve"] < new["cost_to_serve"],\n'
        '          old["per_yuan"] < new["per_yuan"], left >= g.won_for, old["come_next"] > new["come_next"]]\n'
        'holds = {letter: "yes" if true else "no" for letter, true in zip("abcde", claims)}\n'
        'replace = old["count"] * (1 - old["come_next"]) * g.won_for'
    ),
    takeaway="Relationships matter for reasons that can be counted; some of the favourite ones are not among them.",
)
