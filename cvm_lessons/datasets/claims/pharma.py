"""Claims of the medicine: response to channels by segment, and which items travel between countries."""

from functools import partial

import numpy as np
import pandas as pd

from cvm_lessons.datasets.claims._estimators import least_squares, mean
from cvm_lessons.datasets.claims._panels import at, jackknife, within
from cvm_lessons.datasets.claims._pharma_survey import SURVEY_CLAIMS
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
    *SURVEY_CLAIMS,
]
