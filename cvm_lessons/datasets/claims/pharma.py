"""Claims of the medicine: response to channels by segment, and which items travel between countries."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.datasets.claims._estimators import least_squares, mean, share
from cvm_lessons.datasets.claims._panels import at, jackknife, within
from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["CLAIMS"]

Found = tuple[float, float]
CHANNELS = ("rep visits", "e-detailing", "congress", "sampling")
STEPS = 6  # of Gauss and Newton, from the truth


def _cells(world: World) -> pd.DataFrame:
    """Contacts per physician by channel, and all prescriptions, a row per country, segment and year."""
    sales = world["pharma_sales"]
    keys = ["country", "segment", "year"]
    wide = sales.pivot_table(index=[*keys, "physicians"], columns="channel", values="contacts").reset_index()
    wide[list(CHANNELS)] = wide[list(CHANNELS)].div(wide["physicians"], axis=0)
    total = sales.groupby(keys, as_index=False)["prescriptions"].sum()
    return wide.merge(total, on=keys)


def _unit_response(world: World, channel: str, contacts: pd.Series) -> pd.Series:
    """The lift for an elasticity of 1 at the planned number of contacts."""
    half, planned = (world.truth["pharma"][name][channel] for name in ("half", "planned"))
    return (planned + half) ** 2 / (half * planned) * contacts / (contacts + half)


def _elasticity(segment: str, channel: str, world: World) -> Found:
    cells = _cells(world).query("segment == @segment")
    lifts = [_unit_response(world, name, cells[name]) for name in CHANNELS]
    columns = np.column_stack([np.log(cells["prescriptions"]), *lifts])
    left = within(within(columns, cells["country"]), cells["year"])
    years, countries = cells["year"].nunique(), cells["country"].nunique()
    fit = least_squares(left[:, 0], list(left[:, 1:].T))
    spent = np.sqrt(len(cells) / (len(cells) - years - countries + 1))
    found, error = at(fit, 1 + CHANNELS.index(channel))
    return found, float(error * spent)


def _halves(world: World) -> Found:
    """Mean over the channels of the logarithm of the half-way point; errors of channels hardly correlate."""
    cells = _cells(world)
    found, errors = zip(*(_half(world, cells, name) for name in CHANNELS), strict=True)
    return float(np.mean(found)), float(np.sqrt(np.sum(np.square(errors))) / len(errors))


def _half(world: World, cells: pd.DataFrame, channel: str) -> Found:
    """One channel over all segments, the other channels as they are, by Gauss and Newton."""
    truth, segments = world.truth["pharma"], list(world.truth["pharma"]["segment"])
    groups, years = cells["country"] + cells["segment"], cells["year"].astype(str) + cells["segment"]
    outcome = np.log(cells["prescriptions"]) - sum(
        cells["segment"].map({s: truth["elasticity"][s][name] for s in segments})
        * _unit_response(world, name, cells[name])
        for name in CHANNELS
        if name != channel
    )
    contacts, logarithm = cells[channel].to_numpy(), float(np.log(truth["half"][channel]))
    in_segment = np.column_stack([cells["segment"] == name for name in segments]).astype(float)
    ceilings = np.full(len(segments), 0.5)
    for _ in range(STEPS):
        filled = contacts / (contacts + np.exp(logarithm))
        bend = -(in_segment @ ceilings) * filled * (1 - filled)
        columns = np.column_stack([outcome, in_segment * filled[:, None], bend])
        left = within(within(columns, groups), years)
        information = np.linalg.inv(left[:, 1:].T @ left[:, 1:])
        fit = information @ left[:, 1:].T @ left[:, 0]
        ceilings = fit[:-1]
        logarithm = float(np.clip(logarithm + np.clip(fit[-1], -0.5, 0.5), -3.0, 4.0))
    residual = left[:, 0] - left[:, 1:] @ fit
    spent = len(cells) - groups.nunique() - years.nunique() - len(segments)
    return logarithm, float(np.sqrt(residual @ residual / spent * information[-1, -1]))


def _budget(world: World) -> Found:
    """From the cells' potential to the mean logarithm of their contacts."""
    cells, contacts = world["pharma_cells"], world["pharma_contacts"]
    each = np.log(contacts.div(cells["physicians"], axis=0)).mean(axis=1)
    means = each.groupby([cells["country"], cells["segment"]]).mean()
    potential = cells.groupby(["country", "segment"])["potential"].first()
    pairs = np.column_stack([potential, means])

    def slope(kept: np.ndarray) -> float:
        matrix = np.cov(pairs[kept], rowvar=False)
        return float(matrix[0, 1] / matrix[0, 0])

    return jackknife(np.arange(len(pairs)), slope, folds=len(pairs))


def _pandemic(channel: str, world: World) -> Found:
    """Contacts of 2020 against those of 2019, a difference per cell."""
    cells, contacts = world["pharma_cells"], np.log(world["pharma_contacts"][channel])
    years = [contacts[(cells["year"] == year).to_numpy()].to_numpy() for year in (2019, 2020)]
    return mean(years[1] - years[0])


def _contact_cost(channel: str, world: World) -> Found:
    sales = world["pharma_sales"].merge(world["devices_rates"], on=["currency", "year"])
    sales = sales[sales["channel"] == channel]
    return mean(np.log(sales["spend"] * sales["euro"] / sales["contacts"]))


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


ROUNDED = "whole points with a floor and a ceiling"

CLAIMS: list[Claim] = [
    *(
        Claim(
            "pharma",
            f"elasticity of {segment} to {channel}",
            lambda truth, s=segment, c=channel: truth["pharma"]["elasticity"][s][c],  # type: ignore[misc]
            partial(_elasticity, segment, channel),
        )
        for segment, channel in (
            ("evidence seekers", "congress"),
            ("evidence seekers", "e-detailing"),
            ("relationship keepers", "rep visits"),
            ("relationship keepers", "e-detailing"),
            ("cost minders", "sampling"),
            ("cost minders", "rep visits"),
            ("early adopters", "e-detailing"),
            ("early adopters", "congress"),
        )
    ),
    Claim(
        "pharma",
        "half-way points, mean of the logarithms over channels",
        lambda truth: float(np.mean(np.log(list(truth["pharma"]["half"].values())))),
        _halves,
        slack=0.02,
        why="a bend is estimated from few cells far from it",
    ),
    *(
        Claim(
            "pharma",
            f"the first pandemic year: {channel}, logarithm",
            lambda truth, c=channel: truth["pharma"]["pandemic"][2020][c],  # type: ignore[misc]
            partial(_pandemic, channel),
        )
        for channel in ("rep visits", "e-detailing")
    ),
    Claim("pharma", "budgets follow potential", lambda truth: truth["pharma"]["budget_follows"], _budget),
    *(
        Claim(
            "pharma",
            f"euro per contact by {channel}, logarithm",
            lambda truth, c=channel: float(np.log(truth["pharma"]["contact_cost"][c])),  # type: ignore[misc]
            partial(_contact_cost, channel),
        )
        for channel in ("rep visits", "congress")
    ),
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
