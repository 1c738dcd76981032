"""Contacts by channel, and the prescriptions they bring: a lift that saturates, unlike by segment."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.world.devices.rates import euro_rates
from cvm_lessons.world.engine import World

__all__ = ["draw_pharma_cells", "draw_pharma_contacts", "draw_pharma_sales", "response"]


def response(truth: Mapping[str, Any], segment: str, channel: str, contacts: np.ndarray) -> np.ndarray:
    """Return the lift of the logarithm of prescriptions that contacts bring.

    Parameters
    ----------
    truth : mapping
        The area ``pharma``.
    segment, channel : str
        Whose response to what.
    contacts : ndarray
        Contacts per physician and year.

    Returns
    -------
    ndarray
        Ceiling x contacts / (contacts + half), with the ceiling at which the elasticity at the planned number
        of contacts is that of the truth.

    Examples
    --------
    >>> truth = {"half": {"mail": 2.0}, "planned": {"mail": 2.0}, "elasticity": {"a": {"mail": 0.1}}}
    >>> response(truth, "a", "mail", np.array([0.0, 2.0])).round(6).tolist()
    [0.0, 0.2]
    """
    half, planned = truth["half"][channel], truth["planned"][channel]
    ceiling = truth["elasticity"][segment][channel] * (planned + half) ** 2 / (half * planned)
    return np.asarray(ceiling * contacts / (contacts + half))


def draw_pharma_cells(world: World) -> pd.DataFrame:
    """List every country, segment and year with its physicians and its potential.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: country, segment, year, physicians, potential (standard scores, the same in all years) and
        base (logarithm of prescriptions per physician without any contact).
    """
    truth = world.truth["pharma"]
    countries, segments = truth["country"], truth["segment"]
    names = pd.MultiIndex.from_product(
        [list(countries), list(segments), truth["years"]], names=["country", "segment", "year"]
    )
    frame = names.to_frame(index=False)
    country, segment = pd.DataFrame(countries).T, pd.DataFrame(segments).T
    heads = country["physicians"].loc[frame["country"]].to_numpy(dtype=float)
    heads = heads * segment["share"].loc[frame["segment"]].to_numpy(dtype=float)
    frame["physicians"] = np.rint(heads).astype(int)
    draws = world.stream("pharma_sales", "potential").standard_normal(len(countries) * len(segments))
    frame["potential"] = np.repeat(draws, len(truth["years"]))
    levels = [country["level"].loc[frame["country"]], segment["level"].loc[frame["segment"]]]
    level = sum(part.to_numpy(dtype=float) for part in levels)
    shift = frame["year"].map(truth["year_shift"])
    return frame.assign(base=level + shift + truth["potential_sd"] * frame["potential"])


def draw_pharma_contacts(world: World) -> pd.DataFrame:
    """Draw the contacts of each cell: budgets follow potential, the pandemic closes doors and opens screens.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: contacts (whole numbers), a row per row of the cells and a column per channel.
    """
    truth, cells = world.truth["pharma"], world["pharma_cells"]
    channels = list(truth["planned"])
    closed = truth["pandemic"]
    shift = np.array([[closed.get(year, {}).get(name, 0.0) for name in channels] for year in cells["year"]])
    noise = world.stream("pharma_sales", "contacts").standard_normal(shift.shape)
    budget = truth["budget_follows"] * cells["potential"].to_numpy()[:, None]
    each = np.array(list(truth["planned"].values())) * np.exp(budget + shift + truth["contacts_sd"] * noise)
    contacts = np.rint(each * cells["physicians"].to_numpy()[:, None]).astype(int)
    return pd.DataFrame(contacts, columns=channels)


def draw_pharma_sales(world: World) -> pd.DataFrame:
    """Draw prescriptions, credit them to channels by number of contacts, and put prices on them.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``pharma_sales``, by country, segment, year and channel.
    """
    truth, cells, contacts = world.truth["pharma"], world["pharma_cells"], world["pharma_contacts"]
    each = contacts.div(cells["physicians"], axis=0)
    lift = np.zeros(len(cells))
    for segment in truth["segment"]:
        here = (cells["segment"] == segment).to_numpy()
        lift[here] = sum(response(truth, segment, name, each.loc[here, name].to_numpy()) for name in each)
    noise = world.stream("pharma_sales", "prescriptions").normal(0.0, truth["noise_sd"], len(cells))
    total = cells["physicians"] * np.exp(cells["base"] + lift + noise)
    credit = contacts.div(contacts.sum(axis=1), axis=0).mul(total, axis=0)
    frame = cells[["country", "segment", "year", "physicians"]].loc[cells.index.repeat(contacts.shape[1])]
    frame = frame.reset_index(drop=True).assign(channel=list(contacts) * len(cells))
    frame["contacts"] = contacts.to_numpy().ravel()
    country = pd.DataFrame(truth["country"]).T.loc[frame["country"]]
    frame["currency"] = country["currency"].to_numpy()
    frame["spend"] = _spend(world, frame)
    frame["prescriptions"] = np.rint(credit.to_numpy().ravel()).astype(int)
    frame["sales"] = frame["prescriptions"] * country["price"].to_numpy(dtype=int)
    columns = ["country", "segment", "year", "channel", "physicians", "contacts", "spend", "prescriptions"]
    return frame[[*columns, "sales", "currency"]]


def _spend(world: World, frame: pd.DataFrame) -> np.ndarray:
    """Whole units of the local currency, at the rates of the year."""
    truth = world.truth["pharma"]
    noise = world.stream("pharma_sales", "spend").lognormal(0.0, truth["cost_sd"], len(frame))
    cost = frame["channel"].map(truth["contact_cost"]).to_numpy() * noise
    euro = euro_rates(world, frame["currency"], frame["year"])
    return np.asarray(np.rint(frame["contacts"].to_numpy() * cost / euro), dtype=int)
