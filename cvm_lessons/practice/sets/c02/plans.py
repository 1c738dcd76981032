"""Exercise 17: choose, develop, keep, win back or nothing, customer by customer."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values

__all__ = ["Q17"]

NAMES = ("Alder", "Bay", "Clover", "Daisy", "Elm", "Fern")
STANDING = ("active", "active", "active", "lost", "prospect", "lost")
# Value and potential in thousand yuan, risk in percent.
PRINTED = ((60, 4, 4), (30, 6, 50), (32, 30, 10), (20, 0, 0), (18, 0, 0), (6, 0, 0))
LOWEST = np.array([[50, 2, 2], [24, 3, 40], [26, 20, 5], [16, 0, 0], [10, 0, 0], [4, 0, 0]])
SPAN = np.array([[20, 4, 5], [12, 5, 20], [12, 15, 10], [16, 1, 1], [16, 1, 1], [5, 1, 1]])
TERMS = {"choose": (900, 0.08), "develop": (1_500, 0.20), "keep": (1_200, 0.30), "win back": (1_000, 0.12)}
STRATEGIES = ("choose", "develop", "keep", "none", "win back")


def _customers(rows: Any) -> pd.DataFrame:
    numbers = np.array(rows)
    table = pd.DataFrame({"standing": STANDING}, index=pd.Index(NAMES, name="customer"))
    return table.assign(
        value=numbers[:, 0] * 1_000, potential=numbers[:, 1] * 1_000, risk=numbers[:, 2] / 100
    )


def _inputs(rows: Any) -> dict[str, object]:
    terms = pd.DataFrame(TERMS, index=["cost", "effect"]).T.rename_axis("strategy")
    return {"customers": _customers(rows), "terms": terms}


def _gains(customer: Any, terms: pd.DataFrame, *, certain: bool, free: bool) -> Mapping[str, float]:
    """Return the gain by strategy; `certain` takes the risk for 1, `free` leaves the costs out."""
    stakes = {
        "prospect": {"choose": customer["value"]},
        "lost": {"win back": customer["value"]},
        "active": {
            "develop": (1 - customer["risk"]) * customer["potential"],
            "keep": customer["value"] * (1 if certain else customer["risk"]),
        },
    }[customer["standing"]]
    return {
        name: terms.loc[name, "effect"] * stake - (0 if free else terms.loc[name, "cost"])
        for name, stake in stakes.items()
    }


def _plan(
    given: Given, *, certain: bool = False, free: bool = False, always: bool = False
) -> dict[str, object]:
    strategies, total = {}, 0.0
    for name, customer in given.customers.iterrows():
        gains = dict(_gains(customer, given.terms, certain=certain, free=free))
        if not always:
            gains["none"] = 0.0
        best = max(gains, key=gains.__getitem__)
        strategies[str(name)] = best
        total += gains[best]
    return {"strategies": strategies, "gain": float(total)}


WAYS: dict[str, dict[str, bool]] = {
    "right": {},
    "risk-forgotten": {"certain": True},
    "cost-forgotten": {"free": True},
    "something-for-everybody": {"always": True},
}


def _suits(data: dict[str, object]) -> bool:
    plans = [_plan(Given(data), **way) for way in WAYS.values()]
    used = set(dict(plans[0]["strategies"]).values())  # type: ignore[call-overload]
    totals = sorted(float(str(plan["gain"])) for plan in plans)
    return used == set(STRATEGIES) and bool(np.diff(totals).min() > 100)


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    if rng is None:
        return _inputs(PRINTED)
    return draw_until(rng, lambda rng: _inputs(rng.integers(LOWEST, LOWEST + SPAN)), _suits)


Q17 = Values(
    id="c02.q17",
    title="A strategy for each, or none",
    concepts=("crm-main-strategies", "crm-thinking-path"),
    level="apply",
    lesson=4,
    draw=_draw,
    answers={"strategies": Mapped(Text(STRATEGIES)), "gain": Number(within=5, unit="yuan")},
    reference=_plan,
    misconceptions=(
        Misconception(
            "risk-forgotten",
            "You kept customers as if all of them would leave. Only those at risk can be kept.",
            lambda given: _plan(given, certain=True),
        ),
        Misconception(
            "cost-forgotten",
            "You left out what the strategies cost. Without a cost something always pays.",
            lambda given: _plan(given, free=True),
        ),
        Misconception(
            "something-for-everybody",
            "You gave everybody a strategy. For some customers none pays, and the plan without it is better.",
            lambda given: _plan(given, always=True),
        ),
    ),
    hints=(
        "Which strategies are for a prospect, an active and a lost customer?",
        "Keep: risk × effect × value − cost. Develop: (1 − risk) × effect × potential − cost. The other two: "
        "effect × value − cost.",
        "Take the largest gain of each customer; if it is below zero, write none. Then add up.",
    ),
    solution=(
        "from cvm_lessons import relationship\n\n"
        "g = q17.given\n"
        'gains = relationship.strategy_gains(g.customers, g.terms.to_dict("index"))\n'
        "plan = relationship.assign_strategies(gains)\n"
        'strategies, gain = plan["strategy"], plan["gain"].sum()'
    ),
    takeaway="Value alone decides nothing: value, risk and what the action changes do.",
)
