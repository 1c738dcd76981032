"""Leads as they are, before anybody writes them down: who asks, what it is worth, how it ends."""

import numpy as np
import pandas as pd

from cvm_lessons.world.chance import by_name, logistic, pick
from cvm_lessons.world.engine import World
from cvm_lessons.world.inside.journeys import draw_journeys, win_intercepts
from cvm_lessons.world.names import organisation_names

__all__ = ["draw_exchange_rates", "draw_prospects", "rounded"]


def draw_exchange_rates(world: World) -> pd.DataFrame:
    """List what a unit of each currency is worth in yuan, by year.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``exchange_rates``.
    """
    rates = world.truth["crm_leads"]["rates"]
    rows = [(year, name, rate) for year, row in rates.items() for name, rate in row.items()]
    return pd.DataFrame(rows, columns=["year", "currency", "yuan"])


def draw_prospects(world: World) -> pd.DataFrame:
    """Draw each lead once, as it is: who asks, over which channels, what it is worth, how it ends.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: one row per lead before anybody writes it down, with the contract that is or would be signed.
    """
    truth, rows = world.truth["crm_leads"], world.count(world.truth["crm_leads"]["count"])
    frame = pd.DataFrame({"created": _created(world, rows)})
    frame = _who(world, frame)
    frame["path"], frame["last"] = draw_journeys(world, rows)
    reply = truth["reply"]
    hours = world.stream("crm_leads", "first_reply").lognormal(np.log(reply["median"]), reply["sd"], rows)
    frame["first_reply_hours"] = np.maximum(hours.round(1), 0.1)
    logits = (
        by_name(win_intercepts(truth), frame["last"])
        + reply["effect"] * np.log(frame["first_reply_hours"] / reply["median"])
        + truth["known"]["effect"] * frame["known"]
    )
    frame["wins"] = world.stream("crm_leads", "won").random(rows) < logistic(logits)
    worth = world.stream("crm_leads", "worth").lognormal(
        np.log(truth["worth"]["median"]), truth["worth"]["sd"], rows
    )
    return _in_currency(world, frame.assign(yuan=worth))


def _created(world: World, rows: int) -> pd.Series:
    truth = world.truth["crm_leads"]
    months = pick(
        world.stream("crm_leads", "month"),
        {str(at): share for at, share in enumerate(truth["month_weight"], 1)},
        rows,
    )
    years = pick(world.stream("crm_leads", "year"), truth["year_weight"], rows)
    days = world.stream("crm_leads", "day").integers(1, 29, rows)
    created = pd.to_datetime(pd.DataFrame({"year": years, "month": months, "day": days}).astype(int))
    return created.sort_values(ignore_index=True)


def _who(world: World, frame: pd.DataFrame) -> pd.DataFrame:
    """Some leads come from exhibitors; the others from companies that are not customers yet."""
    truth, rows = world.truth["crm_leads"], len(frame)
    customer = _exhibitors(world, frame["created"].dt.year)
    known = world.stream("crm_leads", "known").random(rows) < truth["known"]["share"]
    sector = pick(world.stream("crm_leads", "sector"), world.truth["organisations"]["sector_share"], rows)
    frame["known"] = known & customer["there"]
    frame["customer_id"] = customer["customer_id"].where(frame["known"])
    frame["sector"] = customer["sector"].where(frame["known"], sector)
    # No syllable of a customer's name ends in x: a prospect's name is nobody else's.
    new = organisation_names(world.stream("crm_leads", "company"), frame["sector"], world.shard)["name"]
    stem = customer["name"].where(frame["known"], new).str.split(" ").str[0]
    frame["company"] = stem.str.lower() + np.where(frame["known"], "", "ex")
    return frame.assign(currency=_currencies(world, customer["country"].where(frame["known"])))


def _exhibitors(world: World, years: pd.Series) -> pd.DataFrame:
    """For each lead an exhibitor that is a customer by then, and whether there is one."""
    people = world["organisations"]
    people = people[people["role"] == "exhibitor"].sort_values(["first_year", "customer_id"])
    there = np.searchsorted(people["first_year"], years, side="right")
    at = np.floor(world.stream("crm_leads", "customer").random(len(years)) * there).astype(int)
    return people.iloc[np.minimum(at, len(people) - 1)].reset_index(drop=True).assign(there=there > 0)


def _currencies(world: World, countries: pd.Series) -> pd.Series:
    """The currency of each country; prospects come from the countries that exhibitors come from."""
    groups, by_name = world.truth["organisations"]["country_share"], world.truth["crm_leads"]["currency"]
    shares = {name: share for row in groups.values() for name, share in row.items()}
    quoted = {name: by_name.get(name, by_name[group]) for group, row in groups.items() for name in row}
    drawn = pick(world.stream("crm_leads", "country"), shares, len(countries))
    return countries.where(countries.notna(), drawn).map(quoted)


def _in_currency(world: World, frame: pd.DataFrame) -> pd.DataFrame:
    truth = world.truth["crm_leads"]
    rates = world["exchange_rates"].set_index(["year", "currency"])["yuan"]
    keys = pd.MultiIndex.from_arrays([frame["created"].dt.year, frame["currency"]])
    frame["step"] = frame["currency"].map(truth["step"]).astype(float)
    frame["amount"] = frame["yuan"] / rates.loc[keys].to_numpy()
    return frame.assign(contract=rounded(frame["amount"], frame["step"]))


def rounded(amount: pd.Series, step: pd.Series) -> pd.Series:
    """Return amounts in whole steps of their currency, at least one.

    Parameters
    ----------
    amount, step : Series
        In units of the currency.

    Returns
    -------
    Series
        In units of the currency.

    Examples
    --------
    >>> rounded(pd.Series([1234.0, 20.0]), pd.Series([100.0, 100.0])).tolist()
    [1200.0, 100.0]
    """
    return np.maximum(np.rint(amount / step), 1.0) * step
