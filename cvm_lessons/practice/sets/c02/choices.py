"""Exercises 13 and 16: the base and the window of an 80/20, and whom not to court."""

from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.labels import Labels, Mapped
from cvm_lessons.practice.values import Values

__all__ = ["Q13", "Q16"]

FIRMS = ("Arum", "Beech", "Cress", "Dock", "Elder", "Fern", "Gorse", "Holly", "Iris", "Juniper")
YEARS = ("2023", "2024", "2025")
# Thousand yuan; five of the ten pay in each year, and every firm pays in one of them.
SPENT = (
    (0, 60, 80),
    (110, 0, 0),
    (40, 0, 20),
    (0, 20, 25),
    (0, 0, 30),
    (30, 0, 0),
    (0, 35, 45),
    (20, 15, 0),
    (0, 40, 0),
    (20, 0, 0),
)


def _spend(rows: Any) -> dict[str, object]:
    return {"spend": pd.DataFrame(np.array(rows), index=pd.Index(FIRMS, name="firm"), columns=YEARS)}


def _fifth(amounts: pd.Series) -> float:
    """Return what the largest fifth brings, in percent; the number of firms is a multiple of five."""
    return float(100 * amounts.nlargest(len(amounts) // 5).sum() / amounts.sum())


def _shares(given: Given) -> dict[str, float]:
    now = given.spend["2025"]
    return {
        "listed": _fifth(now),
        "paid": _fifth(now[now > 0]),
        "three_years": _fifth(given.spend.sum(axis=1)),
    }


def _years_averaged(given: Given) -> dict[str, object]:
    spend = given.spend
    return {"three_years": float(np.mean([_fifth(spend[year][spend[year] > 0]) for year in YEARS]))}


def _todays_largest(given: Given) -> dict[str, object]:
    spend = given.spend
    largest = spend["2025"].nlargest(len(spend) // 5).index
    total = spend.sum(axis=1)
    return {"three_years": float(100 * total[largest].sum() / total.sum())}


def _apart(data: dict[str, object]) -> bool:
    given = Given(data)
    right = _shares(given)
    others = [_years_averaged(given)["three_years"], _todays_largest(given)["three_years"]]
    values = [*right.values(), *(float(str(other)) for other in others)]
    every = bool((given.spend.sum(axis=1) > 0).all())
    return every and float(np.diff(sorted(values)).min()) > 0.5


def _drawn_spend(rng: np.random.Generator) -> dict[str, object]:
    rows = np.zeros((len(FIRMS), len(YEARS)), dtype=int)
    for column in range(len(YEARS)):
        payers = rng.choice(len(FIRMS), 5, replace=False)
        rows[payers, column] = 5 * rng.permuted([int(rng.integers(14, 20)), *rng.integers(3, 10, 4)])
    return _spend(rows)


def _draw_spend(rng: np.random.Generator | None) -> dict[str, object]:
    return _spend(SPENT) if rng is None else draw_until(rng, _drawn_spend, _apart)


Q13 = Values(
    id="c02.q13",
    title="Eighty percent of what?",
    concepts=("crm-theory-intersections", "relationship-value-measurement"),
    level="apply",
    lesson=3,
    draw=_draw_spend,
    answers={
        "listed": Number(within=0.06, unit="percent"),
        "paid": Number(within=0.06, unit="percent"),
        "three_years": Number(within=0.06, unit="percent"),
    },
    reference=_shares,
    misconceptions=(
        Misconception(
            "base-is-the-list",
            "You took a fifth of the list for a fifth of those who paid. Firms that stayed at home make the "
            "others look larger.",
            lambda given: {"paid": _shares(given)["listed"]},
        ),
        Misconception(
            "years-averaged",
            "You averaged the shares of the single years. Add up what each firm paid over the window first.",
            _years_averaged,
        ),
        Misconception(
            "largest-of-today",
            "You followed the largest firms of the last year back in time. In a longer window others may be "
            "the largest.",
            _todays_largest,
        ),
    ),
    hints=(
        "A fifth of how many firms is meant in each of the three questions?",
        "On the list stand ten firms, so two are a fifth of them. How many paid in the last year?",
        "For the window add the three years of each firm, then take the largest fifth of all who paid in it.",
    ),
    solution=(
        "from cvm_lessons import relationship\n\n"
        "def top_fifth(amounts):\n"
        '    return 100 * relationship.top_share(amounts.to_frame("spend")).estimate\n\n'
        "spend = q13.given.spend\n"
        'now = spend["2025"]\n'
        "listed, paid = top_fifth(now), top_fifth(now[now > 0])\n"
        "three_years = top_fifth(spend.sum(axis=1))"
    ),
    takeaway="No 80/20 without its base and its window.",
)

GROUPS = ("Leaders", "Growers", "Doubters", "Long gone")
# Called, of these came; left alone, of these came; value and cost in yuan.
TRIAL = (
    (100, 82, 100, 80, 40_000, 1_500),
    (200, 110, 200, 76, 12_000, 900),
    (100, 30, 100, 36, 15_000, 500),
    (200, 28, 200, 10, 9_000, 250),
)


def _trial(rows: Any) -> dict[str, object]:
    names = ["called", "called_came", "alone", "alone_came", "value", "cost"]
    return {"trial": pd.DataFrame([list(row) for row in rows], index=pd.Index(GROUPS), columns=names)}


def _uplift(trial: pd.DataFrame) -> pd.Series:
    return trial["called_came"] / trial["called"] - trial["alone_came"] / trial["alone"]


def _courted(gain: pd.Series) -> dict[str, object]:
    return {"gain": gain.to_dict(), "court": gain.index[gain > 0].tolist()}


def _choice(given: Given) -> dict[str, object]:
    return _courted(_uplift(given.trial) * given.trial["value"] - given.trial["cost"])


def _response(given: Given) -> dict[str, object]:
    trial = given.trial
    return _courted(trial["called_came"] / trial["called"] * trial["value"] - trial["cost"])


def _suits(data: dict[str, object]) -> bool:
    trial = Given(data).trial
    gain = _uplift(trial) * trial["value"] - trial["cost"]
    response = trial["called_came"] / trial["called"]
    doubters = trial.loc["Doubters"]
    # Taken without its sign the harm must look like a gain, or nobody could be told of the slip.
    strange = -_uplift(trial)["Doubters"] * doubters["value"] > doubters["cost"] + 100
    signs = (gain > 0).tolist() == [False, True, False, True]
    return bool(signs and strange and gain.abs().min() > 50 and response.idxmax() == "Leaders")


def _drawn_trial(rng: np.random.Generator) -> dict[str, object]:
    arms = np.array([100, 200, 100, 200])
    called = arms // 100 * rng.integers([78, 50, 26, 10], [90, 60, 34, 17])
    alone = arms // 100 * rng.integers([76, 34, 30, 3], [88, 44, 40, 8])
    value = 1_000 * rng.integers([34, 10, 12, 7], [46, 16, 18, 12])
    cost = 50 * rng.integers([24, 12, 6, 3], [34, 20, 12, 6])
    return _trial(np.column_stack([arms, called, arms, alone, value, cost]).tolist())


def _draw_trial(rng: np.random.Generator | None) -> dict[str, object]:
    return _trial(TRIAL) if rng is None else draw_until(rng, _drawn_trial, _suits)


Q16 = Values(
    id="c02.q16",
    title="Whom not to court",
    concepts=("crm-thinking-path", "crm-main-strategies"),
    level="apply",
    lesson=4,
    draw=_draw_trial,
    answers={"gain": Mapped(Number(within=0.6, unit="yuan")), "court": Labels(GROUPS)},
    reference=_choice,
    misconceptions=(
        Misconception(
            "response-for-uplift",
            "You counted everybody who came after a call. Many would have come without one: the group left "
            "alone shows how many.",
            _response,
        ),
        Misconception(
            "cost-forgotten",
            "You left out what the call costs. What it changes must be worth more than that.",
            lambda given: _courted(_uplift(given.trial) * given.trial["value"]),
        ),
        Misconception(
            "sign-of-uplift-ignored",
            "You counted a change in either direction as a gain. In one group the call kept firms away.",
            lambda given: _courted(_uplift(given.trial).abs() * given.trial["value"] - given.trial["cost"]),
        ),
    ),
    hints=(
        "What would have happened to the called ones without the call, and which column tells you?",
        "Share of the called who came, less share of those left alone who came: that is the uplift.",
        "Gain: uplift × value − cost. Court those above zero, whatever their response.",
    ),
    solution=(
        "from cvm_lessons import relationship\n\n"
        "trial = q16.given.trial\n"
        'trial["response"] = trial["called_came"] / trial["called"]\n'
        'trial["anyway"] = trial["alone_came"] / trial["alone"]\n'
        'found = relationship.court_customers(trial, without="anyway")\n'
        'gain, court = found["expected_gain"], found.index[found["court"]].tolist()'
    ),
    takeaway="The most willing group may be the worst to court, and some stay away because you call.",
)
