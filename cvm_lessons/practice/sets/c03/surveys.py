"""Exercises 9 and 10: how reliable the value items are, and what matters more than exhibitors say."""

from functools import cache

import numpy as np
import pandas as pd

from cvm_lessons.datasets import load
from cvm_lessons.measurement import derived_importance
from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.values import Values
from cvm_lessons.value.drivers import EXHIBITOR_ATTRIBUTES
from cvm_lessons.value.perval import VALUE_DIMENSIONS

__all__ = ["Q9", "Q10"]

DIMENSIONS = tuple(VALUE_DIMENSIONS)
ITEMS = [item for items in VALUE_DIMENSIONS.values() for item in items]
ASKED = "visitors"  # the attribute whose share the task asks for
PRINTED_ITEMS, PRINTED_DRIVERS = ("packaging", 2025), ("machinery", 2016)


@cache
def _exhibitors() -> pd.DataFrame:
    surveys = load("surveys")
    return surveys[surveys["role"] == "exhibitor"]


def _of(sector: str) -> pd.DataFrame:
    return _exhibitors()[_exhibitors()["sector"] == sector]


def _items(sector: str, year: int) -> pd.DataFrame:
    answers = _of(sector)
    return answers.loc[answers["year"] == year, ["response_id", *ITEMS]].reset_index(drop=True)


def _alpha(items: pd.DataFrame) -> float:
    k = items.shape[1]
    return float(k / (k - 1) * (1 - items.var().sum() / items.sum(axis=1).var()))


def _between(items: pd.DataFrame) -> float:
    """Return the mean correlation of two items."""
    return float(items.corr().to_numpy()[np.triu_indices(items.shape[1], 1)].mean())


def _scores(answers: pd.DataFrame) -> dict[str, float]:
    return {name: float(answers[list(VALUE_DIMENSIONS[name])].mean().mean()) for name in DIMENSIONS}


def _alphas(answers: pd.DataFrame) -> dict[str, float]:
    return {name: float(_alpha(answers[list(VALUE_DIMENSIONS[name])])) for name in DIMENSIONS}


def _reliability(answers: pd.DataFrame) -> dict[str, object]:
    scores = _scores(answers)
    return {"alphas": _alphas(answers), "scores": scores, "highest": max(scores, key=scores.__getitem__)}


@cache
def _editions_that_suit() -> list[tuple[str, int]]:
    """Return the shows on which the most reliable dimension is not the one with the highest score."""
    found = []
    for (sector, year), answers in _exhibitors().groupby(["sector", "year"]):
        alphas, scores = _alphas(answers), _scores(answers)
        ranked = sorted(scores.values())
        apart = max(alphas, key=alphas.__getitem__) != max(scores, key=scores.__getitem__)
        if apart and ranked[-1] - ranked[-2] > 0.02:
            found.append((str(sector), int(year)))
    return found


def _draw_items(rng: np.random.Generator | None) -> dict[str, object]:
    suitable = _editions_that_suit()
    return {"answers": _items(*(PRINTED_ITEMS if rng is None else suitable[rng.integers(len(suitable))]))}


Q9 = Values(
    id="c03.q9",
    title="Can you trust five scores?",
    concepts=("perval", "value-typology-view", "exhibition-customer-values"),
    level="apply",
    lesson=2,
    draw=_draw_items,
    answers={
        "alphas": Mapped(Number(within=0.005)),
        "scores": Mapped(Number(within=0.005)),
        "highest": Text(DIMENSIONS),
    },
    reference=lambda given: _reliability(given.answers),
    misconceptions=(
        Misconception(
            "mean-correlation-for-alpha",
            "Your alphas are the mean correlations of two items. Alpha is about their sum: with more items "
            "of the same kind it rises.",
            lambda given: {
                "alphas": {
                    name: _between(given.answers[list(items)]) for name, items in VALUE_DIMENSIONS.items()
                }
            },
        ),
        Misconception(
            "sum-for-mean",
            "Your scores are sums of three items. A mean stays on the scale from 1 to 7 and can be compared.",
            lambda given: {"scores": {name: 3 * score for name, score in _scores(given.answers).items()}},
        ),
        Misconception(
            "reliable-for-valued",
            "You named the dimension with the highest alpha. Reliability says how well it is measured, not "
            "how much of it there is.",
            lambda given: {"highest": max(_alphas(given.answers), key=_alphas(given.answers).__getitem__)},
        ),
    ),
    hints=(
        "Which three columns belong to each of the five values?",
        "Alpha asks whether the three items of a value go together; the score is the mean of the three over "
        "all exhibitors.",
        "`value.reliability_table` has a column of alphas. `value.score_dimensions` gives a score for each "
        "exhibitor and value: take the mean of each column.",
    ),
    solution=(
        "answers = q9.given.answers\n"
        'alphas = value.reliability_table(answers)["alpha"]\n'
        "scores = value.score_dimensions(answers).mean()\n"
        "highest = scores.idxmax()"
    ),
    takeaway="Alpha says how well a score is measured, the score how much value there is: two questions.",
)


def _ratings(sector: str, since: int) -> pd.DataFrame:
    columns = [f"{part}_{name}" for part in ("perf", "imp") for name in EXHIBITOR_ATTRIBUTES]
    answers = _of(sector)
    kept = answers.loc[answers["year"] >= since, ["response_id", "year", *columns, "value_overall"]]
    return kept.reset_index(drop=True)


def _stated(ratings: pd.DataFrame) -> pd.Series:
    return ratings[[f"imp_{name}" for name in EXHIBITOR_ATTRIBUTES]].mean().set_axis(EXHIBITOR_ATTRIBUTES)


def _derived(ratings: pd.DataFrame, method: str = "shapley") -> pd.Series:
    names = [f"perf_{name}" for name in EXHIBITOR_ATTRIBUTES]
    return derived_importance(ratings, "value_overall", names, method=method)["share"].set_axis(
        EXHIBITOR_ATTRIBUTES
    )


def _gap(ratings: pd.DataFrame, method: str = "shapley") -> pd.Series:
    """Return stated less derived rank: above 0, an attribute matters more than they say."""
    return _stated(ratings).rank(ascending=False) - _derived(ratings, method).rank(ascending=False)


def _importance(ratings: pd.DataFrame, method: str = "shapley") -> dict[str, object]:
    return {"share": float(_derived(ratings, method)[ASKED]), "underrated": _gap(ratings, method).idxmax()}


@cache
def _samples_that_suit() -> list[tuple[str, int]]:
    found = []
    for sector in sorted(_exhibitors()["sector"].unique()):
        for since in (2016, 2017, 2018, 2019):
            ratings = _ratings(sector, since)
            gaps = _gap(ratings).sort_values()
            careless = _stated(ratings).idxmin()
            shares = [_derived(ratings, method)[ASKED] for method in ("shapley", "correlation")]
            clear = gaps.iloc[-1] - gaps.iloc[-2] >= 1 and abs(shares[0] - shares[1]) > 0.02
            if clear and careless != gaps.index[-1]:
                found.append((str(sector), since))
    return found


def _draw_ratings(rng: np.random.Generator | None) -> dict[str, object]:
    suitable = _samples_that_suit()
    return {"ratings": _ratings(*(PRINTED_DRIVERS if rng is None else suitable[rng.integers(len(suitable))]))}


def _lowest_stated(given: Given) -> dict[str, object]:
    return {"underrated": _stated(given.ratings).idxmin()}


Q10 = Values(
    id="c03.q10",
    title="What matters more than they say?",
    concepts=("stated-derived-importance", "relative-importance", "perceived-value-drivers"),
    level="apply",
    lesson=3,
    draw=_draw_ratings,
    answers={"share": Number(within=0.005), "underrated": Text(EXHIBITOR_ATTRIBUTES)},
    reference=lambda given: _importance(given.ratings),
    misconceptions=(
        Misconception(
            "correlation-for-importance",
            "You used correlations. Ratings go together, so a correlation also carries what the other "
            "attributes do; Shapley shares divide it up.",
            lambda given: _importance(given.ratings, "correlation"),
        ),
        Misconception(
            "lowest-stated",
            "You named what they rate least important. Underrated means that its rank in the data is better "
            "than its rank in their words.",
            _lowest_stated,
        ),
        Misconception(
            "gap-reversed",
            "You turned the gap round: this is what they say matters and the data do not confirm.",
            lambda given: {"underrated": _gap(given.ratings).idxmin()},
        ),
    ),
    hints=(
        "There are two rankings of the eight attributes here. Where does each come from?",
        "Rank the means of `imp_…`; rank the derived importance of `perf_…` for `value_overall`. Compare the "
        "two ranks of each attribute.",
        '`measurement.derived_importance(ratings, "value_overall", names)` has a column `share` and a column '
        "`rank`; the largest stated rank less derived rank is the answer.",
    ),
    solution=(
        "ratings = q10.given.ratings\n"
        'names = [column for column in ratings if column.startswith("perf_")]\n'
        'derived = measurement.derived_importance(ratings, "value_overall", names)\n'
        'derived.index = derived.index.str.removeprefix("perf_")\n'
        'stated = value.stated_importance(ratings)["stated_rank"]\n'
        'share = derived.loc["visitors", "share"]\n'
        'underrated = (stated - derived["rank"]).idxmax()'
    ),
    takeaway="What customers say is polite and general; what moves their judgement shows in the data.",
)
