"""Exercise 7: two sides of trust and a kind of commitment: how well measured, and how far apart."""

from functools import cache

import numpy as np
import pandas as pd

from cvm_lessons.measurement import (
    ConfirmatoryFactorAnalysis,
    average_variance_extracted,
    composite_reliability,
    cronbach_alpha,
)
from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.labels import Mapped
from cvm_lessons.practice.sets.c05.samples import latest, pick, sample
from cvm_lessons.practice.values import Values
from cvm_lessons.trust import SCALES

__all__ = ["Q7"]

NAMES = {
    "credibility": "trust_credibility",
    "benevolence": "trust_benevolence",
    "affective": "commit_affective",
}
MODEL = {name: list(SCALES[scale]) for name, scale in NAMES.items()}
CLOSE = ("credibility", "benevolence")
PRINTED = ("home", "medical")
CLEAR = 0.015  # a pair nearer to the border than this is not drawn


def _sample(sectors: tuple[str, ...]) -> pd.DataFrame:
    return sample(latest(), sectors, [item for items in MODEL.values() for item in items])


@cache
def _fit(sectors: tuple[str, ...]) -> ConfirmatoryFactorAnalysis:
    return ConfirmatoryFactorAnalysis(MODEL).fit(_sample(sectors))


def _between(sectors: tuple[str, ...]) -> tuple[float, float]:
    """Return the mean correlation of questions between the two close scales, and its ratio to those within."""
    among = _sample(sectors).corr()
    first, second = (MODEL[name] for name in CLOSE)
    within = [
        float(np.mean(among.loc[items, items].to_numpy()[np.triu_indices(3, 1)])) for items in (first, second)
    ]
    between = float(among.loc[first, second].to_numpy().mean())
    return between, between / float(np.sqrt(within[0] * within[1]))


def _verdict(shared: float, ave: pd.Series) -> str:
    return "yes" if shared < ave[list(CLOSE)].min() else "no"


def _answers(given: Given) -> dict[str, object]:
    fit = _fit(given.sectors)
    ave = average_variance_extracted(fit.standardized_loadings_)
    shared = float(fit.factor_correlations_.loc[CLOSE]) ** 2
    alpha = {name: cronbach_alpha(given.answers[items]).estimate for name, items in MODEL.items()}
    return {
        "alpha": alpha,
        "cr": composite_reliability(fit.standardized_loadings_).to_dict(),
        "ave": ave.to_dict(),
        "shared": shared,
        "distinct": _verdict(shared, ave),
        "ratio": _between(given.sectors)[1],
    }


def _not_squared(given: Given) -> dict[str, object]:
    loadings = _fit(given.sectors).standardized_loadings_
    return {"ave": {name: float(loadings.loc[items, name].mean()) for name, items in MODEL.items()}}


def _correlation(given: Given) -> dict[str, object]:
    fit = _fit(given.sectors)
    correlation = float(fit.factor_correlations_.loc[CLOSE])
    ave = average_variance_extracted(fit.standardized_loadings_)
    return {"shared": correlation, "distinct": _verdict(correlation, ave)}


def _of_scores(given: Given) -> dict[str, object]:
    first, second = (given.answers[MODEL[name]].mean(axis=1) for name in CLOSE)
    shared = float(first.corr(second)) ** 2
    ave = average_variance_extracted(_fit(given.sectors).standardized_loadings_)
    return {"shared": shared, "distinct": _verdict(shared, ave)}


def _between_alone(given: Given) -> dict[str, object]:
    return {"ratio": _between(given.sectors)[0]}


@cache
def _tells(sectors: tuple[str, ...]) -> bool:
    """Return whether the verdict is clear."""
    fit = _fit(sectors)
    ave = average_variance_extracted(fit.standardized_loadings_)
    shared = float(fit.factor_correlations_.loc[CLOSE]) ** 2
    return bool(abs(shared - ave[list(CLOSE)].min()) > CLEAR)


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    sectors = PRINTED if rng is None else draw_until(rng, pick, _tells)
    return {"answers": _sample(sectors), "model": MODEL, "sectors": sectors}


Q7 = Values(
    id="c05.q7",
    title="Measured well, and measured apart?",
    concepts=("trust-concept", "trust-belonging-link"),
    level="apply",
    lesson=1,
    draw=_draw,
    answers={
        "alpha": Mapped(Number(within=0.005)),
        "cr": Mapped(Number(within=0.005)),
        "ave": Mapped(Number(within=0.005)),
        "shared": Number(within=0.005),
        "distinct": Text(("yes", "no")),
        "ratio": Number(within=0.005),
    },
    reference=_answers,
    misconceptions=(
        Misconception(
            "loadings-not-squared",
            "For AVE you took the mean of the loadings. A loading *squared* is the share of a question that "
            "belongs to its factor.",
            _not_squared,
        ),
        Misconception(
            "correlation-not-squared",
            "You gave the correlation for what the factors share. Shares of variance are compared with shares: "
            "square it.",
            _correlation,
        ),
        Misconception(
            "scores-for-factors",
            "You squared the correlation of the mean scores. It holds the error of the questions; take that of "
            "the factors.",
            _of_scores,
        ),
        Misconception(
            "between-alone",
            "Your ratio is the mean correlation between the scales. Divide it by the geometric mean of those "
            "within.",
            _between_alone,
        ),
    ),
    hints=(
        "Which numbers come from the questions alone, and which need a model of what they measure?",
        "Fit the three scales together; loadings give CR and AVE, the correlation of two factors gives what "
        "they share.",
        "`measurement.ConfirmatoryFactorAnalysis(model).fit(answers)` has `standardized_loadings_` and "
        "`factor_correlations_`; `measurement.htmt` has a row for each pair.",
    ),
    solution=(
        "g = q7.given\n"
        "alpha = {k: measurement.cronbach_alpha(g.answers[v]).estimate for k, v in g.model.items()}\n"
        "fit = measurement.ConfirmatoryFactorAnalysis(g.model).fit(g.answers)\n"
        "cr = measurement.composite_reliability(fit.standardized_loadings_)\n"
        "ave = measurement.average_variance_extracted(fit.standardized_loadings_)\n"
        'shared = fit.factor_correlations_.loc["credibility", "benevolence"] ** 2\n'
        'distinct = "yes" if shared < ave[["credibility", "benevolence"]].min() else "no"\n'
        'ratio = measurement.htmt(g.answers, g.model, n_boot=100).loc[0, "estimate"]'
    ),
    takeaway="Reliable scales may still measure nearly the same: ask for the distance, too.",
)
