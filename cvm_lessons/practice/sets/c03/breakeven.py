"""Exercises 4 and 7: what must change for the loser to win, and what the cheapest price costs in all."""

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.sets.c03.delivered import COLUMNS, measures
from cvm_lessons.practice.values import Values
from cvm_lessons.value.delivered import BENEFITS, COSTS

__all__ = ["Q4", "Q7"]

OURS, RIVAL = "Lark", "Pier"
TWO = ((34, 12, 6, 8, 24, 6, 3, 4), (48, 16, 9, 12, 32, 8, 4, 6))
LOWEST = np.array([[30, 10, 5, 6, 22, 5, 2, 3], [44, 14, 7, 10, 27, 6, 3, 4]])


def _pair(rows: Any) -> pd.DataFrame:
    table = pd.DataFrame(np.array(rows), columns=COLUMNS)
    table.insert(0, "show", [OURS, RIVAL])
    return table


def _cuts(shows: pd.DataFrame) -> dict[str, float]:
    """Return by how much our price must fall, for the difference and for the ratio to draw level."""
    table, sums = measures(shows), _sums(shows)
    return {
        "cut_difference": float(table.loc[RIVAL, "difference"] - table.loc[OURS, "difference"]),
        "cut_ratio": float(sums.loc[OURS, "cost"] - sums.loc[OURS, "value"] / table.loc[RIVAL, "ratio"]),
    }


def _sums(shows: pd.DataFrame) -> pd.DataFrame:
    table = shows.set_index("show")
    return pd.DataFrame({"value": table[list(BENEFITS)].sum(axis=1), "cost": table[list(COSTS)].sum(axis=1)})


def _raise_instead(given: Given) -> dict[str, float]:
    table, sums = measures(given.shows), _sums(given.shows)
    raised = table.loc[RIVAL, "ratio"] * sums.loc[OURS, "cost"] - sums.loc[OURS, "value"]
    return {"cut_ratio": float(raised)}


def _suits_two(shows: pd.DataFrame) -> bool:
    cuts, gap = _cuts(shows), _raise_instead(Given({"shows": shows}))["cut_ratio"]
    values = float(_sums(shows)["value"].diff().iloc[1])
    far = [abs(values - cuts["cut_difference"]) - 2, abs(gap - cuts["cut_difference"]) - 1]
    low = 1 <= cuts["cut_ratio"] <= min(cuts["cut_difference"] - 2, gap - 0.3)
    return bool(low and min(far) >= 0 and cuts["cut_difference"] < shows["money"].iloc[0])


def _draw_two(rng: np.random.Generator | None) -> dict[str, object]:
    if rng is None:
        return {"shows": _pair(TWO)}
    return {"shows": draw_until(rng, lambda rng: _pair(rng.integers(LOWEST, LOWEST + 9)), _suits_two)}


Q4 = Values(
    id="c03.q4",
    title="How far must the price fall?",
    concepts=("customer-delivered-value", "monetary-cost", "value-for-money-ratio"),
    level="comprehend",
    lesson=1,
    draw=_draw_two,
    answers={
        "cut_difference": Number(within=0.5, unit="thousand yuan"),
        "cut_ratio": Number(within=0.05, unit="thousand yuan"),
    },
    reference=lambda given: _cuts(given.shows),
    misconceptions=(
        Misconception(
            "levels-the-total-values",
            "You closed the gap in what she gets and left out what she gives.",
            lambda given: {"cut_difference": float(_sums(given.shows)["value"].diff().iloc[1])},
        ),
        Misconception(
            "raises-the-value",
            "You raised the value until the ratios are equal. The question cuts the price, which stands "
            "below the line of the fraction.",
            _raise_instead,
        ),
        Misconception(
            "one-cut-for-both",
            "You used one cut for both measures. A cut changes the difference yuan by yuan; the ratio "
            "answers to the whole cost.",
            lambda given: {"cut_ratio": _cuts(given.shows)["cut_difference"]},
        ),
    ),
    hints=(
        "By how much does the other show lead, by the difference and by the ratio?",
        "A yuan off the price is a yuan more left. For the ratio, ask which total cost gives Lark the ratio "
        "of the rival.",
        "Level ratio means: Lark's value divided by the new cost equals the rival's ratio. The cut is the "
        "old cost less that new cost.",
    ),
    solution=(
        "shows = q4.given.shows\n"
        'cut_difference = -value.break_even_change(shows, "Lark", "Pier", "money")\n'
        'cut_ratio = -value.break_even_change(shows, "Lark", "Pier", "money", as_="ratio")'
    ),
    takeaway="Here the customer with a scarce budget is won by the smaller cut.",
)

# Stand price an edition and entry fee once, in yuan; minutes that a crew waits and carries at each edition.
THREE = {"Shoal": (20_000, 3_000, 2_880), "Pier": (24_500, 0, 720), "Lighthouse": (23_500, 2_000, 600)}
EDITIONS, RATE = 3, 0.08


def _shows(rows: Any) -> pd.DataFrame:
    table = pd.DataFrame([list(map(int, row)) for row in rows], columns=["price", "entry_fee", "minutes"])
    table.insert(0, "show", list(THREE))
    return table


def _costs(given: Given, *, discount: float, hours: float = 60, timed: int = EDITIONS) -> dict[str, object]:
    """Return the three answers; `hours` minutes make an hour, time counts in the first `timed` editions."""
    shows = given.shows.set_index("show")
    waiting = shows["minutes"] / hours * given.hourly_rate
    factors = [(1 + discount) ** -edition for edition in range(EDITIONS)]
    total = shows["entry_fee"] + shows["price"] * sum(factors) + waiting * sum(factors[:timed])
    cheapest = shows["price"].idxmin()
    return {"waiting": waiting[cheapest], "total": total[cheapest], "choose": str(total.idxmin())}


def _suits_three(shows: pd.DataFrame) -> bool:
    given = Given({"shows": shows, "hourly_rate": 150})
    right, late = _costs(given, discount=RATE), _costs(given, discount=0)
    return bool(right["choose"] == late["choose"] != shows.set_index("show")["price"].idxmin())


def _draw_three(rng: np.random.Generator | None) -> dict[str, object]:
    more = {"hourly_rate": 150, "discount_rate": RATE}
    if rng is None:
        return {"shows": _shows(THREE.values()), **more}
    steps = [[500, 500, 60]] * 3
    low = np.array([[36, 4, 40], [46, 0, 10], [44, 2, 8]])
    own = draw_until(rng, lambda rng: _shows(rng.integers(low, low + 7) * steps), _suits_three)
    return {"shows": own, **more}


Q7 = Values(
    id="c03.q7",
    title="The cheapest stand over three editions",
    concepts=("time-cost", "monetary-cost", "total-customer-cost"),
    level="apply",
    lesson=1,
    draw=_draw_three,
    answers={
        "waiting": Number(within=0.5, unit="yuan"),
        "total": Number(within=5, unit="yuan"),
        "choose": Text(tuple(THREE)),
    },
    reference=lambda given: _costs(given, discount=given.discount_rate),
    misconceptions=(
        Misconception(
            "minutes-as-hours",
            "You multiplied minutes by the rate of an hour.",
            lambda given: _costs(given, discount=given.discount_rate, hours=1),
        ),
        Misconception(
            "cheapest-price-wins",
            "Your costs are right, but you chose by the stand price. Compare the totals.",
            lambda given: {"choose": str(given.shows.set_index("show")["price"].idxmin())},
        ),
        Misconception(
            "not-discounted",
            "You added the three editions as if all were paid today. Later payments are worth less today.",
            lambda given: {"total": _costs(given, discount=0)["total"]},
        ),
        Misconception(
            "time-counted-once",
            "You counted the crew's time at one edition only. They wait at each of the three.",
            lambda given: {"total": _costs(given, discount=given.discount_rate, timed=1)["total"]},
        ),
    ),
    hints=(
        "Which of her costs does the price list not show?",
        "Turn minutes into hours, hours into yuan; then add what is paid today, in one year and in two "
        "years.",
        "One edition costs price plus time. Multiply by 1 + 1/1.08 + 1/1.08² and add the entry fee, which is "
        "paid once.",
    ),
    solution=(
        'g, shows = q7.given, q7.given.shows.set_index("show")\n'
        'time = value.time_cost(shows["minutes"], hourly_rate=g.hourly_rate)\n'
        "today = sum((1 + g.discount_rate) ** -t for t in range(3))\n"
        'totals = shows["entry_fee"] + (shows["price"] + time) * today\n'
        'cheapest = shows["price"].idxmin()\n'
        "waiting, total = time[cheapest], totals[cheapest]\n"
        "choose = totals.idxmin()"
    ),
    takeaway="The lowest price can be the dearest show, for time is money that no invoice shows.",
)
