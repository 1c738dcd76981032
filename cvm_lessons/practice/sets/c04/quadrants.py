"""Exercise 13: two lists of what to mend, by what exhibitors say and by what moves them."""

from functools import cache

import numpy as np
import pandas as pd

from cvm_lessons.datasets import load
from cvm_lessons.measurement import derived_importance
from cvm_lessons.practice.answers import Number
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.labels import Labels
from cvm_lessons.practice.values import Values

__all__ = ["Q13"]

ATTRIBUTES = ("visitors", "sales", "information", "relationship", "image", "motivation", "service", "price")
MIDPOINT = 5.5  # of 1-10
PRINTED = ("home", 2017)


@cache
def _exhibitors() -> pd.DataFrame:
    surveys = load("surveys")
    columns = [f"{kind}_{name}" for kind in ("perf", "imp") for name in ATTRIBUTES]
    who = surveys.loc[surveys["role"] == "exhibitor", ["response_id", "sector", "year", *columns]]
    return who.merge(load("satisfaction")[["response_id", "sat_overall"]], on="response_id")


def _ratings(sector: str, since: int) -> pd.DataFrame:
    table = _exhibitors()
    kept = (table["sector"] == sector) & (table["year"] >= since)
    return table[kept].drop(columns="sector").reset_index(drop=True)


def _stated(ratings: pd.DataFrame) -> pd.Series:
    return ratings[[f"imp_{name}" for name in ATTRIBUTES]].mean().set_axis(ATTRIBUTES)


def _performance(ratings: pd.DataFrame) -> pd.Series:
    return ratings[[f"perf_{name}" for name in ATTRIBUTES]].mean().set_axis(ATTRIBUTES)


def _derived(ratings: pd.DataFrame) -> pd.Series:
    names = [f"perf_{name}" for name in ATTRIBUTES]
    return derived_importance(ratings, "sat_overall", names, method="shapley")["share"].set_axis(ATTRIBUTES)


def _weak(importance: pd.Series, performance: pd.Series) -> list[str]:
    return list(importance.index[(importance >= importance.mean()) & (performance < performance.mean())])


def _lists(given: Given) -> dict[str, object]:
    stated, performance = _stated(given.ratings), _performance(given.ratings)
    derived = _derived(given.ratings)
    return {
        "said": _weak(stated, performance),
        "moves": _weak(derived, performance),
        "service_share": float(derived["service"]),
    }


def _possible_overkill(given: Given) -> dict[str, object]:
    performance, stated, derived = (
        _performance(given.ratings),
        _stated(given.ratings),
        _derived(given.ratings),
    )
    return {"said": _weak(-stated, -performance), "moves": _weak(-derived, -performance)}


def _low_performance(given: Given) -> dict[str, object]:
    performance = _performance(given.ratings)
    low = list(performance.index[performance < performance.mean()])
    return {"said": low, "moves": low}


def _high_importance(given: Given) -> dict[str, object]:
    stated, derived = _stated(given.ratings), _derived(given.ratings)
    return {
        "said": list(stated.index[stated >= stated.mean()]),
        "moves": list(derived.index[derived >= derived.mean()]),
    }


def _midpoint(given: Given) -> dict[str, object]:
    stated, performance = _stated(given.ratings), _performance(given.ratings)
    return {"said": list(stated.index[(stated >= MIDPOINT) & (performance < MIDPOINT)])}


def _tells(given: Given) -> bool:
    """Return whether the lists differ and no attribute lies on a cut."""
    right, performance, derived = _lists(given), _performance(given.ratings), _derived(given.ratings)
    ways = (_possible_overkill, _low_performance, _high_importance)
    answers = [{"said": right["said"], "moves": right["moves"]}, *(way(given) for way in ways)]
    distinct = len({str(answer) for answer in answers}) == len(answers)
    clear = min((performance - performance.mean()).abs().min(), 10 * (derived - derived.mean()).abs().min())
    lists = right["said"] and right["moves"] and right["said"] != right["moves"]
    return bool(lists and distinct and clear > 0.02 and _midpoint(given)["said"] != right["said"])


@cache
def _samples_that_suit() -> list[tuple[str, int]]:
    choices = [
        (str(s), y) for s in sorted(_exhibitors()["sector"].unique()) for y in (2016, 2017, 2018, 2019)
    ]
    return [(s, y) for s, y in choices if _tells(Given({"ratings": _ratings(s, y)}))]


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    suitable = [PRINTED] if rng is None else _samples_that_suit()
    return {"ratings": _ratings(*suitable[0 if rng is None else rng.integers(len(suitable))])}


Q13 = Values(
    id="c04.q13",
    title="Two lists of what to mend",
    concepts=("importance-performance-analysis", "raise-exhibition-satisfaction"),
    level="apply",
    lesson=4,
    draw=_draw,
    answers={
        "said": Labels(ATTRIBUTES),
        "moves": Labels(ATTRIBUTES),
        "service_share": Number(within=0.005),
    },
    reference=_lists,
    misconceptions=(
        Misconception(
            "overkill-for-concentrate",
            "You took the opposite corner: unimportant and well done. Concentrate on what is important and "
            "badly done.",
            _possible_overkill,
        ),
        Misconception(
            "importance-ignored",
            "You listed all that is rated below the mean. What hardly matters may stay weak.",
            _low_performance,
        ),
        Misconception(
            "performance-ignored",
            "You listed all that matters. What is important and done well is kept up, not mended.",
            _high_importance,
        ),
        Misconception(
            "midpoint-for-mean",
            "For what they say you cut at the middle of the scale. The task asks for the means: nearly "
            "everything lies above the middle.",
            _midpoint,
        ),
    ),
    hints=(
        "Which corner of the grid holds what matters and is weak?",
        "Find the two means first, of importance and of performance over the eight attributes. Do it once "
        "with stated and once with derived importance.",
        '`satisfaction.ipa_table(ratings, names, outcome="sat_overall")` has performance, stated and derived '
        "importance; `satisfaction.action_lists` names the corner under each.",
    ),
    solution=(
        "from cvm_lessons import satisfaction\n\n"
        "ratings = q13.given.ratings\n"
        'names = [c.removeprefix("perf_") for c in ratings if c.startswith("perf_")]\n'
        'table = satisfaction.ipa_table(ratings, names, outcome="sat_overall")\n'
        'corners = satisfaction.action_lists(table, cuts=["mean"])\n'
        'said = corners.index[corners["stated, mean"] == "concentrate here"]\n'
        'moves = corners.index[corners["derived, mean"] == "concentrate here"]\n'
        'service_share = table.loc["service", "derived"]'
    ),
    takeaway="A grid is drawn by its author: say which importance and which cut, and show the list that changes.",
)
