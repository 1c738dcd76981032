"""What a policy does to a two-sided show: edition by edition, and in money."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, check_number, nearest
from cvm_lessons.relationship.platform import NUMBERS, Platform

__all__ = ["platform_money", "platform_path"]

ROUNDS, SETTLED = 2000, 1e-12  # editions until a share of change is below the second number


def platform_path(
    platform: Platform,
    *,
    admit: Mapping[str, float] | None = None,
    price: float = 1.0,
    ticket: float = 1.0,
    years: int = 8,
) -> pd.DataFrame:
    """Run the show forward under a policy, edition by edition, without chance.

    Year 0 is the settled show; the policy holds from year 1 on.

    Parameters
    ----------
    platform : Platform
        The show.
    admit : mapping, optional
        Share of a group that is still admitted, from 0 to 1: ``{"small": 0}`` for none. Others stay at 1.
    price, ticket : float, default 1.0
        Multiples of today's price and ticket, from 0.2 to 5.
    years : int, default 8
        Editions under the policy, 1 to 50.

    Returns
    -------
    DataFrame
        One row per year and side (each group, exhibitors, visitors, contribution): year, side, number (for
        contribution yuan: space and tickets less cost to serve) and change (share of year 0).

    Raises
    ------
    ParameterError
        If a group is not known, nobody is admitted, or a number is out of range.

    Examples
    --------
    >>> path = platform_path(Platform(), admit={"small": 0}, years=2).query("side == 'visitors'")
    >>> path["number"].round().astype(int).tolist()
    [4000, 2782, 2135]
    """
    span = int(check_number("years", years, low=1, high=50))
    states = _run(platform, _admitted(platform, admit), _factors(price, ticket), span)
    return _tidy(platform, states, price, ticket)


def platform_money(
    platform: Platform, *, admit: Mapping[str, float] | None = None, price: float = 1.0, ticket: float = 1.0
) -> pd.DataFrame:
    """Return what a policy earns: as a plain budget sees it, in the first year, and in the long run.

    Parameters
    ----------
    platform : Platform
        The show.
    admit : mapping, optional
        Share of a group that is still admitted, from 0 to 1: ``{"small": 0}`` for none. Others stay at 1.
    price, ticket : float, default 1.0
        Multiples of today's price and ticket, from 0.2 to 5.

    Returns
    -------
    DataFrame
        Index `horizon`: today, no_reaction (neither side notices the other), first_edition, long_run; columns
        exhibitors, visitors, contribution (yuan an edition) and gain (against today).

    Raises
    ------
    ParameterError
        If a group is not known, nobody is admitted, or a number is out of range.

    Examples
    --------
    >>> platform_money(Platform(), admit={"small": 0})["gain"].round(-3).to_dict()
    {'today': 0.0, 'no_reaction': 40000.0, 'first_edition': -9000.0, 'long_run': -236000.0}
    """
    admitted, factors = _admitted(platform, admit), _factors(price, ticket)
    plain = _run(platform.without_reaction(), admitted, factors, 1)
    path = _run(platform, admitted, factors, ROUNDS)
    states = np.stack([path[0], plain[1], path[1], path[-1]])
    names = pd.Index(["today", "no_reaction", "first_edition", "long_run"], name="horizon")
    money = _contribution(
        platform, states, np.array([1.0, price, price, price]), np.array([1.0] + [ticket] * 3)
    )
    table = pd.DataFrame(
        {"exhibitors": states[:, :-1].sum(axis=1), "visitors": states[:, -1], "contribution": money},
        index=names,
    )
    return table.assign(gain=table["contribution"] - table["contribution"].iloc[0])


def _admitted(platform: Platform, admit: Mapping[str, float] | None) -> np.ndarray:
    names = [str(name) for name in platform.groups["group"]]
    chosen = dict(admit or {})
    for name in chosen:
        if name not in names:
            raise ParameterError(f"admit names {name!r}, which is not a group. {nearest(str(name), names)}")
    shares = [check_number(f"admit[{name!r}]", chosen.get(name, 1.0), low=0, high=1) for name in names]
    if not any(shares):
        raise ParameterError(f"admit={chosen!r} leaves no exhibitors: admit some of one group.")
    return np.array(shares)


def _factors(price: float, ticket: float) -> tuple[float, float]:
    return check_number("price", price, low=0.2, high=5), check_number("ticket", ticket, low=0.2, high=5)


def _run(platform: Platform, admitted: np.ndarray, factors: tuple[float, float], years: int) -> np.ndarray:
    """Return the groups and visitors, a row per year; once nothing moves, the rest stays as it is."""
    numbers = {name: platform.groups[name].to_numpy(dtype=float) for name in NUMBERS}
    start = np.append(numbers["exhibitors"], platform.visitors)
    at_price = numbers["exhibitors"] * factors[0] ** numbers["price_elasticity"] * admitted
    at_ticket = platform.visitors * factors[1] ** platform.ticket_elasticity
    usual = float(numbers["exhibitors"] @ numbers["variety"])
    states = np.tile(start, (years + 1, 1))
    for year in range(1, years + 1):
        last = states[year - 1]
        exhibitors = at_price * (last[-1] / platform.visitors) ** numbers["pull"]
        now, before = (float(seen @ numbers["variety"]) / usual for seen in (exhibitors, last[:-1]))
        came = at_ticket * now**platform.visitors_now * before**platform.visitors_last
        states[year] = np.append(exhibitors, came)
        if np.abs(states[year] - last).max() <= SETTLED * platform.visitors:
            states[year:] = states[year]
            break
    return states


def _contribution(platform: Platform, states: np.ndarray, price: Any, ticket: Any) -> np.ndarray:
    groups = platform.groups
    space = states[:, :-1] @ groups["area_m2"].to_numpy(dtype=float) * platform.price * price
    served = states[:, :-1] @ groups["cost_to_serve"].to_numpy(dtype=float)
    money: np.ndarray = space - served + states[:, -1] * platform.ticket * ticket
    return money


def _tidy(platform: Platform, states: np.ndarray, price: float, ticket: float) -> pd.DataFrame:
    prices, tickets = np.full(len(states), price), np.full(len(states), ticket)
    prices[0] = tickets[0] = 1.0  # year 0 is before the policy
    wide = pd.DataFrame(states, columns=[*map(str, platform.groups["group"]), "visitors"])
    wide.insert(len(wide.columns) - 1, "exhibitors", states[:, :-1].sum(axis=1))
    wide["contribution"] = _contribution(platform, states, prices, tickets)
    change = wide / wide.iloc[0] - 1
    tidy = wide.rename_axis("year").reset_index().melt("year", var_name="side", value_name="number")
    tidy["change"] = change.to_numpy().T.ravel()
    return tidy.sort_values("year", kind="stable", ignore_index=True)
