"""Exercise 8: is credibility lower in other Asia? First see whether the question is read alike."""

from functools import cache

import numpy as np
import pandas as pd

from cvm_lessons.measurement import MeasurementInvariance
from cvm_lessons.practice.answers import Number, Text
from cvm_lessons.practice.exercises import Misconception
from cvm_lessons.practice.given import Given, draw_until
from cvm_lessons.practice.sets.c05.samples import latest, pick, sample
from cvm_lessons.practice.values import Values
from cvm_lessons.trust import SCALES

__all__ = ["Q8"]

HOME, ABROAD = "mainland China", "other Asia"
MODEL = {name: list(SCALES[f"trust_{name}"]) for name in ("credibility", "ability")}
LIMIT = 0.01  # by which CFI may fall from one rung to the next
RUNGS = ("none", "metric", "scalar")
PRINTED = ("electronics", "packaging")


def _sample(sectors: tuple[str, ...]) -> pd.DataFrame:
    items = [item for items in MODEL.values() for item in items]
    table = sample(latest(), sectors, ["country_group", *items])
    # The first group of the table is the one that the others are compared with.
    both = table[table["country_group"].isin([HOME, ABROAD])].astype({"country_group": str})
    return both.sort_values("country_group", kind="stable", ignore_index=True)


@cache
def _ladder(sectors: tuple[str, ...], free: tuple[str, ...] = ()) -> MeasurementInvariance:
    ladder = MeasurementInvariance(MODEL, group="country_group", free_intercepts=free)
    return ladder.fit(_sample(sectors))


def _latent(ladder: MeasurementInvariance) -> float:
    means = ladder.latent_means().set_index("factor")
    return float(means.loc["credibility", "estimate"])


def _naive(sectors: tuple[str, ...]) -> float:
    answers = _sample(sectors)
    means = answers.groupby("country_group")[MODEL["credibility"]].mean().mean(axis=1)
    return float(means[ABROAD] - means[HOME])


def _breaks(sectors: tuple[str, ...]) -> tuple[str, str]:
    ladder = _ladder(sectors)
    falls = ladder.table_["cfi_change"] < -LIMIT
    rung = str(falls.idxmax()) if falls.any() else "none"
    return rung, str(ladder.release_tests("scalar")["item"].iloc[0])


def _answers(given: Given) -> dict[str, object]:
    rung, item = _breaks(given.sectors)
    fair = _latent(_ladder(given.sectors, (item,)))
    return {"rung": rung, "item": item, "naive": _naive(given.sectors), "fair": fair}


def _turned(given: Given) -> dict[str, object]:
    right = _answers(given)
    return {name: -float(str(right[name])) for name in ("naive", "fair")}


@cache
def _tells(sectors: tuple[str, ...]) -> bool:
    """Return whether the scalar rung breaks, and the three gaps lie apart."""
    rung, item = _breaks(sectors)
    gaps = sorted([_naive(sectors), _latent(_ladder(sectors)), _latent(_ladder(sectors, (item,)))])
    return bool(rung == "scalar" and min(np.diff(gaps)) > 0.012)


def _draw(rng: np.random.Generator | None) -> dict[str, object]:
    sectors = PRINTED if rng is None else draw_until(rng, pick, _tells)
    return {"answers": _sample(sectors), "model": MODEL, "sectors": sectors}


Q8 = Values(
    id="c05.q8",
    title="Do they believe us less abroad?",
    concepts=("trust-concept",),
    level="apply",
    lesson=1,
    draw=_draw,
    answers={
        "rung": Text(RUNGS),
        "item": Text(tuple(item for items in MODEL.values() for item in items)),
        "naive": Number(within=0.005, unit="points"),
        "fair": Number(within=0.005, unit="points"),
    },
    reference=_answers,
    misconceptions=(
        Misconception(
            "good-fit-is-enough",
            "You let no rung break, perhaps since every model fits. What counts is how far CFI falls from one "
            "rung to the next.",
            lambda given: {"rung": "none"},
        ),
        Misconception(
            "metric-for-scalar",
            "You named the rung of the loadings. They hold; it is the starting points that differ.",
            lambda given: {"rung": "metric"},
        ),
        Misconception(
            "naive-is-fair",
            "You let the gap of the mean scores stand as the fair one. It holds a question that is read "
            "differently.",
            lambda given: {"fair": _naive(given.sectors)},
        ),
        Misconception(
            "equal-at-any-price",
            "Your fair gap comes from the model that holds all starting points equal, and which does not hold. "
            "Let the question go first.",
            lambda given: {"fair": _latent(_ladder(given.sectors))},
        ),
        Misconception(
            "gap-turned",
            "You turned the gaps round: other Asia less mainland China.",
            _turned,
        ),
    ),
    hints=(
        "Must equal trust lead to equal answers here, in loadings or in starting points?",
        "Go up the ladder: at which rung does CFI fall by more than 0.01? Then ask which question, let go, "
        "mends most.",
        '`measurement.MeasurementInvariance(model, group="country_group").fit(answers)` has `table_` and '
        '`release_tests("scalar")`; fit it again with `free_intercepts=[item]` and take `latent_means()`.',
    ),
    solution=(
        "answers, model = q8.given.answers, q8.given.model\n"
        'means = answers.groupby("country_group")[model["credibility"]].mean().mean(axis=1)\n'
        'naive = means["other Asia"] - means["mainland China"]\n'
        'ladder = measurement.MeasurementInvariance(model, group="country_group").fit(answers)\n'
        'rung = (ladder.table_["cfi_change"] < -0.01).idxmax()\n'
        'item = ladder.release_tests("scalar")["item"].iloc[0]\n'
        'partial = measurement.MeasurementInvariance(model, group="country_group", free_intercepts=[item])\n'
        'fair = partial.fit(answers).latent_means().set_index("factor").loc["credibility", "estimate"]'
    ),
    takeaway="Before you compare countries, see whether they read the question alike.",
)
