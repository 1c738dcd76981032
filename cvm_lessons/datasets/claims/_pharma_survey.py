"""Claims of the survey of physicians: which items travel, and what their constructs are."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.datasets.claims._estimators import least_squares, share
from cvm_lessons.datasets.claims._panels import at, jackknife, within
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["SURVEY_CLAIMS"]

Found = tuple[float, float]

ROUNDED = "whole points with a floor and a ceiling"


def _answers(world: World, country: str) -> tuple[pd.DataFrame, np.ndarray]:
    survey = world["pharma_survey"]
    here = survey[survey["country"] == country]
    return here, here["respondent_id"].to_numpy()


def _loading(country: str, item: str, world: World) -> Found:
    """Covariance of an item with the construct's other one over that of the first item with it."""
    answers, who = _answers(world, country)
    construct, number = item[:-2], item[-1]
    other = f"{construct}_{5 - int(number)}"
    first, studied, third = (answers[name].to_numpy(dtype=float) for name in (f"{construct}_1", item, other))

    def ratio(kept: np.ndarray) -> float:
        with_third = third[kept] - third[kept].mean()
        return float((studied[kept] @ with_third) / (first[kept] @ with_third))

    return jackknife(who, ratio)


def _loading_true(truth: Mapping[str, Any], country: str, item: str) -> float:
    return float(truth["loading"][int(item[-1]) - 1] * truth["metric"].get(country, {}).get(item, 1.0))


def _intercept(country: str, item: str, world: World) -> Found:
    """Shift of an item against Germany, at the latent mean that the first item shows."""
    survey, truth = world["pharma_survey"], world.truth["pharma_survey"]
    first = f"{item[:-2]}_1"
    rows = survey[survey["country"].isin([country, "Germany"])]
    left = (rows[item] - truth["loading"][int(item[-1]) - 1] * rows[first]).to_numpy(dtype=float)
    here = (rows["country"] == country).to_numpy()
    return at(least_squares(left, [here], clusters=rows["respondent_id"]), 1)


def _country_mean(country: str, construct: str, world: World) -> Found:
    survey = world["pharma_survey"]
    rows = survey[survey["country"].isin([country, "Germany"])]
    here = (rows["country"] == country).to_numpy()
    return at(least_squares(rows[f"{construct}_1"], [here], clusters=rows["respondent_id"]), 1)


def _correlation(first: str, second: str, world: World) -> Found:
    """Disattenuated: covariances of items of two constructs over those within each, in Germany."""
    answers, who = _answers(world, "Germany")
    items = {
        name: answers[[f"{name}_{n}" for n in (1, 2, 3)]].to_numpy(dtype=float) for name in (first, second)
    }

    def corrected(kept: np.ndarray) -> float:
        matrix = np.cov(np.hstack([items[first][kept], items[second][kept]]), rowvar=False)
        across = matrix[:3, 3:].mean()
        inside = [(block.sum() - np.trace(block)) / 6 for block in (matrix[:3, :3], matrix[3:, 3:])]
        # The product of two loadings has another mean over pairs of unlike items than over all nine pairs.
        loading = np.array(world.truth["pharma_survey"]["loading"])
        pairs = (loading.sum() ** 2 - (loading**2).sum()) / 6 / loading.mean() ** 2
        return float(across / np.sqrt(inside[0] * inside[1]) * pairs)

    return jackknife(who, corrected)


def _lasting(world: World) -> Found:
    """Correlation of a physician's latent scores in two years."""
    latent = world["pharma_latent"]
    left = within(latent["trust"], latent["country"])
    wide = left.reshape(-1, latent["year"].nunique())

    def repeat(kept: np.ndarray) -> float:
        return float((np.corrcoef(wide[kept], rowvar=False).sum() - 4) / 12)

    return jackknife(np.arange(len(wide)), repeat)


SURVEY_CLAIMS: list[Claim] = [
    *(
        Claim(
            "pharma",
            f"loading of {item} in {country}",
            lambda truth, c=country, i=item: _loading_true(truth["pharma_survey"], c, i),  # type: ignore[misc]
            partial(_loading, country, item),
            slack=0.03,
            why=ROUNDED,
        )
        for country, item in (
            ("Germany", "trust_2"),
            ("Japan", "trust_2"),
            ("Japan", "contact_3"),
            ("Brazil", "information_3"),
            ("Brazil", "intention_2"),
            ("China", "intention_2"),
        )
    ),
    *(
        Claim(
            "pharma",
            f"intercept of {item} in {country} against Germany",
            lambda truth, c=country, i=item: truth["pharma_survey"]["scalar"].get(c, {}).get(i, 0.0),  # type: ignore[misc]
            partial(_intercept, country, item),
            slack=0.03,
            why=ROUNDED,
        )
        for country, item in (
            ("China", "trust_3"),
            ("China", "contact_2"),
            ("United States", "information_2"),
            ("United States", "intention_3"),
            ("France", "trust_2"),
        )
    ),
    *(
        Claim(
            "pharma",
            f"true mean of {construct} in {country}",
            lambda truth, c=country, k=construct: truth["pharma_survey"]["country_mean"][c][k],  # type: ignore[misc]
            partial(_country_mean, country, construct),
            slack=0.02,
            why=ROUNDED,
        )
        for country, construct in (
            ("China", "intention"),
            ("Japan", "trust"),
            ("United States", "information"),
        )
    ),
    *(
        Claim(
            "pharma",
            f"correlation of {first} and {second} within a country",
            lambda truth, a=first, b=second: truth["pharma_survey"]["correlation"][a][b],  # type: ignore[misc]
            partial(_correlation, first, second),
            slack=0.01,
            why=ROUNDED,
        )
        for first, second in (("trust", "intention"), ("information", "trust"))
    ),
    Claim(
        "pharma",
        "share of a latent score that lasts",
        lambda truth: truth["pharma_survey"]["lasting_share"],
        _lasting,
        slack=0.004,
        why="country means are estimated, and take a little of what lasts with them",
    ),
    Claim(
        "pharma",
        "share of the panel that answers",
        lambda truth: truth["pharma_survey"]["answered"],
        lambda world: share(world["pharma_latent"]["answered"]),
    ),
]
