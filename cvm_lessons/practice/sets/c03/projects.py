"""Exercise 13: which improvements to pay for when the budget does not pay for all."""

from collections.abc import Callable, Iterable
from itertools import combinations

import numpy as np
import pandas as pd

from cvm_lessons.datasets import load
from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.labels import Labels
from cvm_lessons.practice.values import Values

__all__ = ["Q13"]

PRINTED = ("P02", "P03", "P04", "P09", "P11", "P12", "P14")
ATTRIBUTES = ("visitors", "sales", "information", "relationship", "image", "motivation", "service", "price")
# Near the estimates for the machinery show: mean rating, and points of value per point of the rating.
RATED = (7.0, 6.5, 7.2, 7.2, 7.4, 7.1, 7.5, 5.9)
EFFECT = (0.25, 0.25, 0.05, 0.08, 0.08, 0.10, 0.08, 0.08)
THOUSAND, CEILING = 1000, 10
Plan = tuple[str, ...]


def _inputs(chosen: Iterable[str], effects: Iterable[float], budget: int) -> dict[str, object]:
    table = load("improvements")
    projects = table[table["project"].isin(list(chosen))].reset_index(drop=True)
    drivers = pd.DataFrame(
        {"performance": RATED, "coefficient": list(effects)}, index=pd.Index(ATTRIBUTES, name="attribute")
    )
    more = {"slope": 0.14, "margin": 30_000, "customers": 230}
    return {"projects": projects, "drivers": drivers, "budget": budget, **more}


def _gains(given: Given) -> pd.DataFrame:
    """Return attribute, lift, cost and gain (thousand yuan) of each project."""
    table = given.projects.set_index("project")
    driver = given.drivers.loc[table["attribute"]].set_axis(table.index)
    lift = (table["lift"] * table["reach"]).clip(upper=CEILING - driver["performance"])
    rebooked = driver["coefficient"] * lift * given.slope * given.customers
    return table[["attribute", "lift", "cost"]].assign(gain=rebooked * given.margin / THOUSAND)


def _net(table: pd.DataFrame, plan: Plan) -> float:
    return float((table.loc[list(plan), "gain"] - table.loc[list(plan), "cost"]).sum())


def _best(table: pd.DataFrame, budget: float, *, one_each: bool = True) -> Plan:
    """Return the affordable plan with the highest net gain, out of all plans."""
    plans = (plan for size in range(len(table) + 1) for plan in combinations(table.index, size))
    costs, owner = table["cost"].to_dict(), table["attribute"].to_dict()
    allowed = [
        plan
        for plan in plans
        if sum(costs[name] for name in plan) <= budget
        and (not one_each or len({owner[name] for name in plan}) == len(plan))
    ]
    net = (table["gain"] - table["cost"]).to_dict()
    return max(allowed, key=lambda plan: sum(net[name] for name in plan))


def _by_turn(table: pd.DataFrame, budget: float, order: pd.Series) -> Plan:
    """Take projects in an order as long as they fit, one per attribute."""
    taken: list[str] = []
    for name in order.sort_values(kind="stable").index:
        fits = table.loc[[*taken, name], "cost"].sum() <= budget
        if fits and table.loc[name, "attribute"] not in set(table.loc[taken, "attribute"]):
            taken.append(name)
    return tuple(taken)


def _answer(given: Given, choose: Callable[[pd.DataFrame, float], Plan]) -> dict[str, object]:
    table = _gains(given)
    plan = choose(table, given.budget)
    return {"chosen": set(plan), "net_gain": _net(table, plan)}


WAYS: dict[str, Callable[[pd.DataFrame, float], Plan]] = {
    "reference": _best,
    "largest-lift-first": lambda table, budget: _by_turn(table, budget, -table["lift"]),
    "cheapest-first": lambda table, budget: _by_turn(table, budget, table["cost"]),
    "two-for-one-attribute": lambda table, budget: _best(table, budget, one_each=False),
}


def _suits(data: dict[str, object]) -> bool:
    answers = [_answer(Given(data), way) for way in WAYS.values()]
    sets = {frozenset(answer["chosen"]) for answer in answers}  # type: ignore[call-overload]
    return len(sets) == len(WAYS) and float(str(answers[0]["net_gain"])) > 0


def _drawn(rng: np.random.Generator) -> dict[str, object]:
    chosen = [f"P{number:02d}" for number in rng.choice(np.arange(1, 15), size=7, replace=False)]
    effects = [
        round(effect * factor, 3) for effect, factor in zip(EFFECT, rng.uniform(0.7, 1.3, 8), strict=True)
    ]
    return _inputs(chosen, effects, int(rng.integers(9, 17)) * 5)


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    return _inputs(PRINTED, EFFECT, 60) if rng is None else draw_until(rng, _drawn, _suits)


Q13 = Values(
    id="c03.q13",
    title="Seven projects, one budget",
    concepts=("exhibition-value-management", "value-driver-analysis"),
    level="apply",
    lesson=4,
    draw=_draw,
    answers={"chosen": Labels(), "net_gain": Number(within=0.05, unit="thousand yuan")},
    reference=lambda given: _answer(given, WAYS["reference"]),
    misconceptions=(
        Misconception(
            "largest-lift-first",
            "You took the largest lift first. A lift counts only with its reach, with what the attribute is "
            "worth, and against its cost.",
            lambda given: _answer(given, WAYS["largest-lift-first"]),
        ),
        Misconception(
            "cheapest-first",
            "You took the cheapest first. A cheap project can stand in the way of one that brings more.",
            lambda given: _answer(given, WAYS["cheapest-first"]),
        ),
        Misconception(
            "two-for-one-attribute",
            "You paid for two projects on one attribute. Their lifts were estimated one at a time; together "
            "they need not add up, so the rule allows one.",
            lambda given: _answer(given, WAYS["two-for-one-attribute"]),
        ),
    ),
    hints=(
        "What does a project bring in yuan, and what does it cost?",
        "Gain = coefficient × lift × reach × rebooking slope × customers × margin. Then look for the set of "
        "projects that leaves most after its cost, fits the budget and takes one project per attribute at "
        "most.",
        "`value.action_gains` computes the gains, `value.choose_actions` finds the best set, "
        "`value.plan_totals` adds it up, in yuan.",
    ),
    solution=(
        "g = q13.given\n"
        "gains = value.action_gains(\n"
        "    g.drivers, g.projects, slope=g.slope, margin=g.margin, customers=g.customers\n"
        ")\n"
        "plan = value.choose_actions(gains, budget=g.budget * 1000)\n"
        'chosen = list(plan.index[plan["chosen"]])\n'
        'net_gain = value.plan_totals(plan).loc["chosen", "net_gain"] / 1000'
    ),
    takeaway="The best set is found as a whole; the best single project need not be in it.",
)
