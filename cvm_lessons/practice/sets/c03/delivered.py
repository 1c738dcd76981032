"""Exercises 3 and 6: customer delivered value by hand, and as a function."""

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.functions import FunctionExercise
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.values import Values
from cvm_lessons.value.delivered import BENEFITS, COSTS

__all__ = ["Q3", "Q6"]

COLUMNS = [*BENEFITS, *COSTS]
PRINTED = {
    "Anchor": (50, 18, 12, 10, 38, 10, 4, 6),
    "Beacon": (26, 10, 8, 6, 12, 4, 2, 2),
    "Cove": (40, 16, 6, 8, 10, 16, 9, 8),
}
# A dear and rich show, a small one that returns much, and a cheap one with hidden costs.
LOWEST = np.array([[44, 14, 8, 8, 34, 8, 3, 4], [22, 8, 6, 4, 10, 3, 1, 1], [34, 12, 4, 6, 7, 14, 7, 6]])
SPAN = 8


def _frame(rows: Any) -> pd.DataFrame:
    table = pd.DataFrame(np.array(rows), columns=COLUMNS)
    table.insert(0, "show", list(PRINTED))
    return table


def measures(shows: pd.DataFrame, *, without: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return difference and ratio by show, with some benefits or costs left out."""
    table = shows.set_index("show").drop(columns=list(without))
    value = table[[name for name in BENEFITS if name in table]].sum(axis=1)
    cost = table[[name for name in COSTS if name in table]].sum(axis=1)
    return pd.DataFrame({"difference": value - cost, "ratio": value / cost})


def _answers(shows: pd.DataFrame, *, without: tuple[str, ...] = ()) -> dict[str, object]:
    table = measures(shows, without=without)
    return {
        "leaves": float(table["difference"].max()),
        "returns": float(table["ratio"].max()),
        "book": str(table["ratio"].idxmax()),
    }


def _leaves_of_the_booked(given: Given) -> dict[str, object]:
    table = measures(given.shows)
    return {"leaves": float(table.loc[table["ratio"].idxmax(), "difference"])}


def _suits(shows: pd.DataFrame) -> bool:
    right, careless = measures(shows), measures(shows, without=COSTS[1:])
    firsts = [right["difference"].idxmax(), right["ratio"].idxmax(), careless["ratio"].idxmax()]
    gaps = [table.sort_values().diff().iloc[-1] for table in (right["difference"], right["ratio"] * 20)]
    return len(set(firsts)) == len(firsts) and min(gaps) >= 2 and shows["money"].is_unique


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    if rng is None:
        return {"shows": _frame(list(PRINTED.values()))}
    return {"shows": draw_until(rng, lambda rng: _frame(rng.integers(LOWEST, LOWEST + SPAN)), _suits)}


Q3 = Values(
    id="c03.q3",
    title="Which show does a small budget book?",
    concepts=("customer-delivered-value", "value-for-money-ratio", "total-customer-cost"),
    level="comprehend",
    lesson=1,
    draw=_draw,
    answers={
        "leaves": Number(within=0.5, unit="thousand yuan"),
        "returns": Number(within=0.005),
        "book": Text(tuple(PRINTED)),
    },
    reference=lambda given: _answers(given.shows),
    misconceptions=(
        Misconception(
            "difference-on-a-budget",
            "Both measures are right, but you booked by the difference. The difference decides when the "
            "calendar is scarce; here the budget is.",
            lambda given: {"book": measures(given.shows)["difference"].idxmax()},
        ),
        Misconception(
            "leaves-of-the-booked-show",
            "For `leaves` you took the show that you book. It asks for the largest difference of the three, "
            "whichever show it belongs to.",
            _leaves_of_the_booked,
        ),
        Misconception(
            "price-only-as-cost",
            "You took the price for the whole cost. Time, energy and worry are costs too.",
            lambda given: _answers(given.shows, without=COSTS[1:]),
        ),
        Misconception(
            "personnel-left-out",
            "You left the people out of the benefits: there are four of them.",
            lambda given: _answers(given.shows, without=("personnel",)),
        ),
    ),
    hints=(
        "What does each show give her in all, and what does it take in all?",
        "Add the four benefits and the four costs of each show; subtract once, divide once.",
        "A limit on all that she can give asks for the most per yuan given: take the show with the highest ratio.",
    ),
    solution=(
        "both = value.rank_offers(q3.given.shows)\n"
        'leaves = both["difference"].max()\n'
        'returns = both["ratio"].max()\n'
        'book = both["ratio"].idxmax()'
    ),
    takeaway="Ask what is scarce before you rank: the calendar wants the difference, the budget the ratio.",
)


def _offer(name: str, *amounts: float) -> dict[str, object]:
    return {"show": name, **dict(zip(COLUMNS, amounts, strict=True))}


# Ordinary with halves; a loss; an offer without staff and without hidden costs.
OFFERS = (
    _offer("Lark", 34.5, 12, 6, 8, 16, 4, 2, 3),
    _offer("Shoal", 20, 6, 3, 2, 18, 10, 6, 5),
    _offer("Moor", 40, 10, 0, 5, 30, 0, 0, 0),
)


def _draw_offer(rng: np.random.Generator | None) -> dict[str, object]:
    amounts = (30, 12, 8, 10, 12, 5, 2, 1)
    more = [0] * len(amounts) if rng is None else rng.integers(9, size=len(amounts)).tolist()
    return {"offer": _offer("Quay", *(amount + extra for amount, extra in zip(amounts, more, strict=True)))}


def _sums(offer: dict[str, Any]) -> tuple[float, float]:
    return sum(offer[name] for name in BENEFITS), sum(offer[name] for name in COSTS)


def _difference(offer: dict[str, Any]) -> float:
    value, cost = _sums(offer)
    return value - cost


def _cases(given: Given) -> list[tuple[Any, ...]]:
    return [(dict(offer),) for offer in OFFERS]


Q6 = FunctionExercise(
    id="c03.q6",
    title="Delivered value as a function",
    concepts=("customer-delivered-value", "total-customer-value", "total-customer-cost"),
    level="apply",
    lesson=1,
    draw=_draw_offer,
    function="delivered_value",
    cases=_cases,
    returns=Number(within=0.005),
    reference=_difference,
    misconceptions=(
        Misconception(
            "price-only-as-cost",
            "You subtracted only the money. Time, energy and psychic cost are given too.",
            lambda offer: _sums(offer)[0] - offer["money"],
        ),
        Misconception(
            "ratio-for-difference",
            "You divided. That is value for money; delivered value is what is left after the cost.",
            lambda offer: _sums(offer)[0] / _sums(offer)[1],
        ),
        Misconception(
            "personnel-left-out",
            "You left the people out of the benefits: there are four of them.",
            lambda offer: _difference(offer) - offer["personnel"],
        ),
        Misconception(
            "never-negative",
            "You stop at zero. An offer can take more than it gives; then its delivered value is negative.",
            lambda offer: max(_difference(offer), 0),
        ),
    ),
    hints=(
        "Which eight entries of the offer hold amounts, and on which side does each stand?",
        "Return one number: the sum of four entries less the sum of four others.",
        'Begin with  gets = offer["product"] + offer["service"] + … , then  gives = offer["money"] + … .',
    ),
    solution=(
        "def delivered_value(offer):\n"
        '    gets = offer["product"] + offer["service"] + offer["personnel"] + offer["image"]\n'
        '    gives = offer["money"] + offer["time"] + offer["energy"] + offer["psychic"]\n'
        "    return gets - gives"
    ),
    takeaway="Once it is a function, you can ask it for every exhibitor.",
)
