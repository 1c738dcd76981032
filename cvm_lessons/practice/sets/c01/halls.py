"""Exercises 7 and 8: what one side of a show does to the other, and what dropping small exhibitors costs."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.datasets import load
from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.values import Values
from cvm_lessons.relationship import CrossSideEffects, sides_by_lot

__all__ = ["Q7", "Q8"]

SHOWS = 45  # of sixty: enough for the lots to tell, few enough to differ between students


@cache
def _panel() -> pd.DataFrame:
    return load("regional_shows")


def _sample(names: list[str]) -> dict[str, object]:
    panel = _panel()
    return {"shows": panel[panel["show_id"].isin(names)].reset_index(drop=True)}


def _distances(given: Given, lot: str = "promo_exhibitors") -> tuple[float, float]:
    """Return how far the largest refund lies above none, in variety and in visitors."""
    lots = sides_by_lot(given.shows, lot)
    apart = lots.loc[0.3] - lots.loc[0.0]
    return float(apart["variety"]), float(apart["visitors"])


def _as_they_are(given: Given) -> float:
    fit = CrossSideEffects("pooled").fit(given.shows).to_frame().set_index(["equation", "term"])
    return float(fit.loc[("visitors", "variety"), "estimate"])


def _sides(given: Given) -> dict[str, object]:
    variety, visitors = _distances(given)
    return {"elasticity": visitors / variety, "as_they_are": _as_they_are(given)}


def _upside_down(given: Given) -> dict[str, object]:
    variety, visitors = _distances(given)
    return {"elasticity": variety / visitors}


def _wrong_lot(given: Given) -> dict[str, object]:
    variety, visitors = _distances(given, "promo_visitors")
    return {"elasticity": visitors / variety}


def _drawn_only(given: Given) -> dict[str, object]:
    most = sides_by_lot(given.shows).loc[0.3]
    return {"elasticity": float(most["visitors"] / most["variety"])}


def _suits_lots(data: dict[str, object]) -> bool:
    given = Given(data)
    variety, visitors = _distances(given)
    right = visitors / variety
    others: list[dict[str, object]] = [way(given) for way in (_upside_down, _wrong_lot, _drawn_only)]
    values = [right, _as_they_are(given), *(float(str(other["elasticity"])) for other in others)]
    gaps = np.diff(np.sort(values))
    return bool(variety > 0.1 and 0.3 < right < 0.7 and gaps.min() > 0.02)


def _draw_lots(rng: np.random.Generator | None) -> dict[str, object]:
    names = sorted(_panel()["show_id"].unique())
    if rng is None:
        return _sample(names)
    return draw_until(
        rng, lambda rng: _sample(list(rng.choice(names, size=SHOWS, replace=False))), _suits_lots
    )


Q7 = Values(
    id="c01.q7",
    title="How many visitors follow the exhibitors?",
    concepts=("exhibition-customer-role",),
    level="apply",
    lesson=1,
    draw=_draw_lots,
    answers={"elasticity": Number(within=0.005), "as_they_are": Number(within=0.005)},
    reference=_sides,
    misconceptions=(
        Misconception(
            "rows-for-cause",
            "Your elasticity comes from the rows as they are. A good year brings both sides, and each gets the "
            "credit for the year.",
            lambda given: {"elasticity": _as_they_are(given)},
        ),
        Misconception(
            "upside-down",
            "You divided variety by visitors. Wanted is how far visitors move for each per cent of variety.",
            _upside_down,
        ),
        Misconception(
            "wrong-lot",
            "You used the lot that refunds visitors. It moves visitors with money; the question is what "
            "exhibitors do to them.",
            _wrong_lot,
        ),
        Misconception(
            "drawn-only",
            "You used the shows with the largest refund and left out those with none. The lot is a difference "
            "between the two.",
            _drawn_only,
        ),
    ),
    hints=(
        "Which refund moves visitors only by way of the exhibitors?",
        "Take the first and the last row of that table: how far apart are they in variety, and how far in "
        "visitors?",
        "Elasticity: the distance in visitors over the distance in variety. Rows as they are: "
        '`relationship.CrossSideEffects("pooled").fit(shows).to_frame()`, equation visitors, term variety.',
    ),
    solution=(
        "from cvm_lessons import relationship\n\n"
        "shows = q7.given.shows\n"
        'lots = relationship.sides_by_lot(shows, "promo_exhibitors")\n'
        "apart = lots.loc[0.3] - lots.loc[0.0]\n"
        'elasticity = apart["visitors"] / apart["variety"]\n'
        'fit = relationship.CrossSideEffects("pooled").fit(shows).to_frame()\n'
        'terms = fit.set_index(["equation", "term"])["estimate"]\n'
        'as_they_are = terms["visitors", "variety"]'
    ),
    takeaway="Each side is the other's reason to come; a lot shows how much, rows as they are show too much.",
)

GROUPS = ("small", "medium", "large")
AREA, WEIGHT = (9, 24, 72), (1.0, 1.2, 2.0)
# Exhibitors and cost to serve of each group, then price per m2, visitors, ticket, elasticity in hundredths.
PRINTED = ((70, 28, 10), (6_400, 7_800, 12_500), (640, 3_600, 45, 50))


def _hall(counts: Any, costs: Any, terms: Any) -> dict[str, object]:
    price, visitors, ticket, hundredths = (int(term) for term in np.asarray(terms))
    table = pd.DataFrame(
        {
            "exhibitors": np.asarray(counts),
            "weight": WEIGHT,
            "area_m2": AREA,
            "cost_to_serve": np.asarray(costs),
        },
        index=pd.Index(GROUPS, name="group"),
    )
    return {
        "groups": table,
        "price": price,
        "visitors": visitors,
        "ticket": ticket,
        "elasticity": hundredths / 100,
    }


def _dropped(
    given: Given, *, weight: str = "weight", power: float | None = None, cost: float | None = None
) -> dict[str, object]:
    """Return the first edition without the small ones; `weight` is a column, `heads` counts each as one."""
    table = given.groups.assign(heads=1)
    small = table.loc["small"]
    kept = table["exhibitors"] * table[weight]
    share = 1 - kept["small"] / kept.sum()
    visitors = given.visitors * share ** (given.elasticity if power is None else power)
    lost = (given.visitors - visitors) * given.ticket
    fee = small["area_m2"] * given.price
    budget = small["exhibitors"] * (small["cost_to_serve"] - fee)
    return {
        "budget": float(budget),
        "visitors": float(visitors),
        "gain": float(budget - lost),
        "pays_from": float(fee + lost / small["exhibitors"]),
    }


def _part(answers: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in answers.items() if name != "budget"}


def _straight(given: Given) -> dict[str, object]:
    """Return the answers with visitors that fall by elasticity times the fall of variety, however far."""
    table = given.groups
    part = table["exhibitors"] * table["weight"]
    left = 1 - given.elasticity * part["small"] / part.sum()
    lost, small = (1 - left) * given.visitors * given.ticket, table.loc["small"]
    budget = float(str(_dropped(given)["budget"]))
    return {
        "visitors": float(given.visitors * left),
        "gain": float(budget - lost),
        "pays_from": float(small["area_m2"] * given.price + lost / small["exhibitors"]),
    }


def _all_answers(given: Given) -> list[dict[str, object]]:
    ways: tuple[dict[str, Any], ...] = (
        {},
        {"power": 0.0},
        {"power": 1.0},
        {"weight": "heads"},
        {"weight": "area_m2"},
    )
    return [*(_dropped(given, **way) for way in ways), _straight(given)]


def _suits_hall(data: dict[str, object]) -> bool:
    answers = _all_answers(Given(data))
    right = answers[0]
    seen = np.diff(sorted(float(str(answer["visitors"])) for answer in answers))
    return bool(
        seen.min() > 10 and float(str(right["budget"])) > 5_000 and float(str(right["gain"])) < -2_000
    )


def _drawn_hall(rng: np.random.Generator) -> dict[str, object]:
    terms = rng.integers([56, 30, 6, 42], [69, 46, 11, 61]) * [10, 100, 5, 1]
    costs = rng.integers([58, 74, 115], [71, 86, 136]) * 100
    return _hall(rng.integers([50, 22, 8], [86, 39, 17]), costs, terms)


def _draw_hall(rng: np.random.Generator | None) -> dict[str, object]:
    return _hall(*PRINTED) if rng is None else draw_until(rng, _drawn_hall, _suits_hall)


Q8 = Values(
    id="c01.q8",
    title="The first edition without the small ones",
    concepts=("exhibition-customer-role", "exhibition-customer-types"),
    level="apply",
    lesson=1,
    draw=_draw_hall,
    answers={
        "budget": Number(within=0.5, unit="yuan"),
        "visitors": Number(within=0.5),
        "gain": Number(within=50, unit="yuan"),
        "pays_from": Number(within=5, unit="yuan"),
    },
    reference=_dropped,
    misconceptions=(
        Misconception(
            "plain-budget",
            "You let all visitors come to a smaller hall. They come for what there is to see.",
            lambda given: _part(_dropped(given, power=0)),
        ),
        Misconception(
            "visitors-in-step",
            "You let visitors fall as far as variety falls. The elasticity says that they fall less.",
            lambda given: _part(_dropped(given, power=1)),
        ),
        Misconception(
            "straight-line",
            "You multiplied the fall of variety by the elasticity. That is near enough for a few per cent; here "
            "take the power in the task.",
            _straight,
        ),
        Misconception(
            "heads-for-variety",
            "You counted every exhibitor as one. The column of weights says what each adds to the variety.",
            lambda given: _part(_dropped(given, weight="heads")),
        ),
        Misconception(
            "space-for-variety",
            "You weighted exhibitors by their space. Visitors do not see a stand of eight times the size eight "
            "times.",
            lambda given: _part(_dropped(given, weight="area_m2")),
        ),
    ),
    hints=(
        "What does a small exhibitor pay, what does it cost, and what share of the variety goes with all of them?",
        "Variety is exhibitors × weight, added up. Visitors are today's visitors × (variety left over / variety "
        "today) to the power of the elasticity.",
        "Gain: plain budget less tickets not sold. Dropping them pays from a cost to serve equal to the fee plus one "
        "small exhibitor's part of the tickets lost.",
    ),
    solution=(
        "g, t = q8.given, q8.given.groups\n"
        'small, variety = t.loc["small"], t["exhibitors"] * t["weight"]\n'
        'fee = small["area_m2"] * g.price\n'
        'budget = small["exhibitors"] * (small["cost_to_serve"] - fee)\n'
        'left = 1 - variety["small"] / variety.sum()\n'
        "visitors = g.visitors * left**g.elasticity\n"
        "lost = (g.visitors - visitors) * g.ticket\n"
        'gain, pays_from = budget - lost, fee + lost / small["exhibitors"]'
    ),
    takeaway="Before a group goes, count what it does to the other side; and the first edition is the mildest.",
)
