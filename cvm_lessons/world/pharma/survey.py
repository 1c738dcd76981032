"""A survey of physicians in eight countries, with items that mean or weigh something else in some of them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import correlated, pick, rating
from cvm_lessons.world.engine import World

__all__ = ["draw_pharma_latent", "draw_pharma_survey", "latent_correlation"]


def latent_correlation(truth: Mapping[str, Any]) -> np.ndarray:
    """Return the correlation of the constructs within a country.

    Parameters
    ----------
    truth : mapping
        The area ``pharma_survey``.

    Returns
    -------
    ndarray
        Square matrix in the order of the constructs.
    """
    names = list(truth["constructs"])
    matrix = np.eye(len(names))
    for first, others in truth["correlation"].items():
        for second, value in others.items():
            i, j = names.index(first), names.index(second)
            matrix[i, j] = matrix[j, i] = value
    return matrix


def draw_pharma_latent(world: World) -> pd.DataFrame:
    """Draw the panel of physicians and what each of them holds in each year.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: physician (number), country, segment, year, answered and a latent score per construct (the
        mean of its country included); every physician in every year.
    """
    truth = world.truth["pharma_survey"]
    many, years, names = truth["physicians"], truth["years"], list(truth["constructs"])
    segments = {name: row["share"] for name, row in world.truth["pharma"]["segment"].items()}
    who = np.repeat(np.arange(many), len(years))
    frame = pd.DataFrame(
        {
            "physician": who,
            "country": pick(world.stream("pharma_survey", "country"), truth["country_share"], many)[who],
            "segment": pick(world.stream("pharma_survey", "segment"), segments, many)[who],
            "year": years * many,
        }
    )
    frame["answered"] = world.stream("pharma_survey", "answered").random(len(who)) < truth["answered"]
    between, share = latent_correlation(truth), truth["lasting_share"]
    lasting = correlated(world.stream("pharma_survey", "lasting"), many, between)[who]
    passing = correlated(world.stream("pharma_survey", "passing"), len(who), between)
    means = pd.DataFrame(truth["country_mean"]).T[names].loc[frame["country"]].to_numpy()
    frame[names] = means + np.sqrt(share) * lasting + np.sqrt(1.0 - share) * passing
    return frame


def draw_pharma_survey(world: World) -> pd.DataFrame:
    """Turn the latent scores into answers, item by item and country by country.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``pharma_survey``, by year and respondent.
    """
    truth, latent = world.truth["pharma_survey"], world["pharma_latent"]
    items = [f"{name}_{item + 1}" for name in truth["constructs"] for item in range(len(truth["loading"]))]
    factor = _by_country(truth["metric"], latent["country"], items, 1.0)
    shift = _by_country(truth["scalar"], latent["country"], items, 0.0)
    constructs, many = list(truth["constructs"]), len(truth["loading"])
    scores = np.repeat(latent[constructs].to_numpy(), many, axis=1)
    centre = np.repeat([truth["mean"][name] for name in constructs], many)
    error = np.tile(truth["error_sd"], len(constructs)) * world.stream(
        "pharma_survey", "items"
    ).standard_normal(scores.shape)
    raw = centre + shift + np.tile(truth["loading"], len(constructs)) * factor * scores + error
    frame = pd.DataFrame(rating(raw, 1, 7).astype(int), columns=items)
    order = world.stream("pharma_survey", "names").permutation(truth["physicians"])
    keys = latent[["year", "country", "segment"]].copy()
    names = np.array([f"PQ{number:04d}" for number in order], dtype=object)
    keys.insert(0, "respondent_id", names[latent["physician"]])
    frame = pd.concat([keys, frame], axis=1)[latent["answered"]]
    return frame.sort_values(["year", "respondent_id"], ignore_index=True)


def _by_country(
    table: Mapping[str, Mapping[str, float]], country: pd.Series, items: list[str], usual: float
) -> np.ndarray:
    values = np.full((len(country), len(items)), usual)
    for name, exceptions in table.items():
        for item, value in exceptions.items():
            values[(country == name).to_numpy(), items.index(item)] = value
    return values
