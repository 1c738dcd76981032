"""Exercise 9: a customer pyramid put to its three tests, and a letter to its best tier."""

from functools import cache

import numpy as np
import pandas as pd

from cvm_lessons.datasets import load
from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.labels import Labels, Mapped
from cvm_lessons.practice.values import Values
from cvm_lessons.relationship import assign_tiers, customer_profits, tier_response, tier_tests

__all__ = ["Q9"]

TESTS = ("profit", "response", "service")
PRINTED = (0.08, 0.20)  # shares of platinum and gold; not those of the lesson
CUTS = tuple((platinum, gold) for platinum in (0.05, 0.06, 0.08, 0.10, 0.12) for gold in (0.15, 0.20, 0.25))
# The terms of the letter, as in lesson 2: margin of a response and cost of a letter in yuan, share given away.
TERMS = {"margin": 8_700, "contact": 15, "given_away": 0.18}


@cache
def _books() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    rows = load("participations")
    exhibitors = rows[rows["customer_id"].str.startswith("E")]
    profits = customer_profits(exhibitors, margin_rate=0.42, first=2022, last=2023)
    later = customer_profits(exhibitors, margin_rate=0.42, first=2024, last=2025)
    campaigns = load("campaigns")
    letter = campaigns.loc[campaigns["campaign_id"] == "C1", ["customer_id", "treated", "responded"]]
    return profits, later, letter


def _pyramid(platinum: float, gold: float) -> dict[str, object]:
    profits, later, letter = _books()
    tiers = assign_tiers(profits, platinum=platinum, gold=gold)
    tiers["later_profit"] = later["profit"]
    tiers["service"] = later["cost_to_serve"] / later["revenue"].where(later["revenue"] > 0)
    came = tiers.loc[tiers["revenue"] > 0, ["tier", "later_profit", "service"]].dropna()
    drawn = letter.join(tiers["tier"], on="customer_id").reset_index(drop=True)
    return {"customers": came, "letter": drawn, "terms": dict(TERMS)}


def _effects(given: Given) -> pd.DataFrame:
    return tier_response(given.letter)


def _gain(given: Given, effect: float, taken: float) -> float:
    terms = given.terms
    return float(terms["margin"] * (effect - terms["given_away"] * taken) - terms["contact"])


def _verdict(given: Given) -> dict[str, object]:
    table, tests = _effects(given), tier_tests(given.customers, given.letter)
    best = table.loc["platinum"]
    return {
        "effects": (100 * table["effect"]).to_dict(),
        "passed": list(tests.index[tests["passes"]]),
        "gain": _gain(given, best["effect"], best["treated"]),
    }


def _response_for_effect(given: Given) -> dict[str, object]:
    table = _effects(given)
    best = table.loc["platinum", "treated"]
    return {"effects": (100 * table["treated"]).to_dict(), "gain": _gain(given, best, best)}


def _relative(given: Given) -> dict[str, object]:
    table = _effects(given)
    return {"effects": (100 * table["effect"] / table["control"]).to_dict()}


def _nobody_takes_it_anyway(given: Given) -> dict[str, object]:
    effect = _effects(given).loc["platinum", "effect"]
    return {"gain": _gain(given, effect, effect)}


def _nothing_given_away(given: Given) -> dict[str, object]:
    return {"gain": _gain(given, _effects(given).loc["platinum", "effect"], 0.0)}


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    return _pyramid(*(PRINTED if rng is None else CUTS[rng.integers(len(CUTS))]))


Q9 = Values(
    id="c01.q9",
    title="Three tests of a pyramid",
    concepts=("customer-relationship-pyramid",),
    level="apply",
    lesson=2,
    draw=_draw,
    answers={
        "effects": Mapped(Number(within=0.05, unit="percentage points")),
        "passed": Labels(TESTS),
        "gain": Number(within=5, unit="yuan"),
    },
    reference=_verdict,
    misconceptions=(
        Misconception(
            "response-for-effect",
            "You took the share of the treated who rebook. Many of them would have rebooked without a letter.",
            _response_for_effect,
        ),
        Misconception(
            "percent-for-points",
            "You gave the rise in per cent of those left alone. Points are the plain difference of two shares.",
            _relative,
        ),
        Misconception(
            "a-cut-is-a-test",
            "You let the pyramid pass every test. A ranking can always be cut; whether the tiers answer "
            "differently, the lottery has to show.",
            lambda given: {"passed": list(TESTS)},
        ),
        Misconception(
            "nobody-takes-it-anyway",
            "You gave the discount only to those whom the letter won. Those who would have come anyway take it, "
            "too.",
            _nobody_takes_it_anyway,
        ),
        Misconception(
            "discount-costs-nothing",
            "You left out what the discount gives away.",
            _nothing_given_away,
        ),
    ),
    hints=(
        "For each tier: which two shares tell what the letter changed?",
        "Effect: share of the treated who rebook less that of those left alone. A test is passed when such "
        "differences between tiers would hardly come up by chance.",
        "`relationship.tier_response(letter)` has control, treated and effect; "
        "`relationship.tier_tests(customers, letter)` has the three tests. The gain uses platinum's row.",
    ),
    solution=(
        "from cvm_lessons import relationship\n"
        "\n"
        "g = q9.given\n"
        "table, tests = relationship.tier_response(g.letter), relationship.tier_tests(g.customers, g.letter)\n"
        'effects = 100 * table["effect"]\n'
        'passed = list(tests.index[tests["passes"]])\n'
        'best, terms = table.loc["platinum"], g.terms\n'
        'kept = best["effect"] - terms["given_away"] * best["treated"]\n'
        'gain = terms["margin"] * kept - terms["contact"]'
    ),
    takeaway="A pyramid orders profit by construction; whether its tiers answer differently takes a lottery.",
)
