"""Exercise 12: how many satisfied exhibitors stay away, and how many of those who stay away were satisfied."""

from functools import cache

import numpy as np
import pandas as pd

from cvm_lessons.datasets import load
from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.values import Values

__all__ = ["Q12"]

SATISFIED_FROM = 8
MARGIN = 30_000
PRINTED = ("medical", 2016)


@cache
def _exhibitors() -> pd.DataFrame:
    """Return answers of exhibitors with whether they came to the next edition they were invited to."""
    past = load("participations").sort_values(["customer_id", "year"])
    past["stayed"] = past.groupby("customer_id", observed=True)["took_part"].shift(-1)
    keys = ["customer_id", "edition_id"]
    surveys = load("surveys")
    who = surveys.loc[surveys["role"] == "exhibitor", ["response_id", *keys, "sector", "year"]]
    felt = load("satisfaction")[["response_id", "sat_overall"]]
    both = who.merge(felt, on="response_id").merge(past[[*keys, "stayed"]], on=keys)
    return both.dropna(subset="stayed").astype({"stayed": int})


def _customers(sector: str, since: int) -> pd.DataFrame:
    table = _exhibitors()
    kept = (table["sector"] == sector) & (table["year"] >= since)
    return table.loc[kept, ["response_id", "year", "sat_overall", "stayed"]].reset_index(drop=True)


def _parts(given: Given) -> tuple[pd.Series, pd.Series]:
    table = given.customers
    return table["sat_overall"] >= SATISFIED_FROM, table["stayed"] == 0


def _lost(given: Given) -> dict[str, float]:
    content, away = _parts(given)
    return {
        "satisfied_away": float(away[content].mean()),
        "away_satisfied": float(content[away].mean()),
        "lost": int((content & away).sum()) * given.margin / 1000,
    }


def _swapped(given: Given) -> dict[str, object]:
    right = _lost(given)
    return {"satisfied_away": right["away_satisfied"], "away_satisfied": right["satisfied_away"]}


def _of_all(given: Given) -> dict[str, object]:
    content, away = _parts(given)
    both = float((content & away).mean())
    return {"satisfied_away": both, "away_satisfied": both}


def _of_the_dissatisfied(given: Given) -> dict[str, object]:
    content, away = _parts(given)
    return {"lost": int((~content & away).sum()) * given.margin / 1000}


def _of_everybody(given: Given) -> dict[str, object]:
    return {"lost": int(_parts(given)[1].sum()) * given.margin / 1000}


@cache
def _samples_that_suit() -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for sector in sorted(_exhibitors()["sector"].unique()):
        for since in (2016, 2017, 2018, 2019, 2022):
            given = Given({"customers": _customers(sector, since), "margin": MARGIN})
            content, away = _parts(given)
            apart = abs(int((content & away).sum()) - int((~content & away).sum())) >= 3
            if apart and len(content) >= 150:
                found.append((str(sector), since))
    return found


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    suitable = [PRINTED] if rng is None else _samples_that_suit()
    chosen = suitable[0 if rng is None else rng.integers(len(suitable))]
    return {"customers": _customers(*chosen), "margin": MARGIN}


Q12 = Values(
    id="c04.q12",
    title="Satisfied, and not there",
    concepts=("satisfaction-not-loyalty", "satisfaction-importance"),
    level="apply",
    lesson=4,
    draw=_draw,
    answers={
        "satisfied_away": Number(within=0.005),
        "away_satisfied": Number(within=0.005),
        "lost": Number(within=0.5, unit="thousand yuan"),
    },
    reference=_lost,
    misconceptions=(
        Misconception(
            "shares-swapped",
            "You swapped the two shares. The one is a share of the satisfied, the other a share of those who "
            "stayed away.",
            _swapped,
        ),
        Misconception(
            "share-of-all",
            "You divided by all exhibitors. Each share has a base of its own.",
            _of_all,
        ),
        Misconception(
            "only-the-dissatisfied-leave",
            "You counted the money of the dissatisfied. The question asks for those who were satisfied.",
            _of_the_dissatisfied,
        ),
        Misconception(
            "all-who-stayed-away",
            "You counted the money of all who stayed away.",
            _of_everybody,
        ),
    ),
    hints=(
        "Draw a table of two rows and two columns: satisfied or not, came again or not. Which cell do all "
        "three answers share?",
        "The same count stands over two bases: all the satisfied, and all who stayed away.",
        '`satisfaction.satisfied_but_leaving(customers)` has the first share in its row "yes"; for the second, '
        "take the mean of `sat_overall >= 8` among the rows with `stayed == 0`.",
    ),
    solution=(
        "from cvm_lessons import satisfaction\n\n"
        "g = q12.given\n"
        'satisfied_away = satisfaction.satisfied_but_leaving(g.customers).loc["yes", "estimate"]\n'
        'away = g.customers[g.customers["stayed"] == 0]\n'
        'away_satisfied = (away["sat_overall"] >= 8).mean()\n'
        'lost = (away["sat_overall"] >= 8).sum() * g.margin / 1000'
    ),
    takeaway="Satisfaction lowers the risk of leaving; the many who are satisfied still make up many of those who leave.",
)
