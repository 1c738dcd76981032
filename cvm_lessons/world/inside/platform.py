"""A show as a platform of two sides: exhibitors follow visitors, visitors follow what there is to see."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from cvm_lessons.core import ParameterError, check_choice, check_number
from cvm_lessons.world.parameters import plain, read_truth

__all__ = ["SIZES", "exhibitor_logs", "feedback", "simulate_platform", "variety", "visitor_logs"]

SIZES = ("small", "medium", "large")


def variety(truth: Mapping[str, Any], exhibitors: np.ndarray) -> np.ndarray:
    """Return what there is to see: exhibitors, weighted.

    Parameters
    ----------
    truth : mapping
        The area ``two_sided``.
    exhibitors : ndarray
        Numbers of small, medium and large exhibitors along the last axis.

    Returns
    -------
    ndarray
        In small exhibitors' worth.

    Examples
    --------
    >>> float(variety({"variety": {"small": 1.0, "medium": 1.2, "large": 2.0}}, np.array([64, 30, 12])))
    124.0
    """
    return np.asarray(exhibitors @ np.array([truth["variety"][size] for size in SIZES]))


def _mean_variety(truth: Mapping[str, Any]) -> float:
    return float(variety(truth, np.array([truth["mean"][size] for size in SIZES], dtype=float)))


def exhibitor_logs(
    truth: Mapping[str, Any], visitors: ArrayLike, price: ArrayLike, promo: ArrayLike
) -> np.ndarray:
    """Return the logarithms of the numbers of exhibitors that sign up.

    Parameters
    ----------
    truth : mapping
        The area ``two_sided``.
    visitors : ndarray
        Visitors of the last edition.
    price : ndarray
        Yuan per m².
    promo : ndarray
        Share of the price refunded.

    Returns
    -------
    ndarray
        One row per value given, a column each for small, medium and large.
    """
    mean = truth["mean"]
    pull = np.log(np.asarray(visitors) / mean["visitors"])
    cost = np.log(np.asarray(price) / mean["price_m2"])
    logs = [
        np.log(mean[size])
        + truth["exhibitors_visitors"][size] * pull
        + truth["price"][size] * cost
        + truth["promo_exhibitors"][size] * np.asarray(promo)
        for size in SIZES
    ]
    return np.stack(logs, axis=-1)


def visitor_logs(
    truth: Mapping[str, Any], now: np.ndarray, last: np.ndarray, ticket: ArrayLike, promo: ArrayLike
) -> np.ndarray:
    """Return the logarithm of the number of visitors that come.

    Parameters
    ----------
    truth : mapping
        The area ``two_sided``.
    now, last : ndarray
        Variety of this edition and of the last one.
    ticket : ndarray
        Yuan.
    promo : ndarray
        Share of ticket and journey refunded.

    Returns
    -------
    ndarray
        One value per value given.
    """
    mean, usual = truth["mean"], _mean_variety(truth)
    return np.asarray(
        np.log(mean["visitors"])
        + truth["visitors_now"] * np.log(now / usual)
        + truth["visitors_last"] * np.log(last / usual)
        + truth["ticket"] * np.log(np.asarray(ticket) / mean["ticket"])
        + truth["promo_visitors"] * np.asarray(promo)
    )


def feedback(truth: Mapping[str, Any]) -> float:
    """Return the product of the two cross effects: how much of a change comes back through the other side.

    Parameters
    ----------
    truth : mapping
        The area ``two_sided``.

    Returns
    -------
    float
        Below 1, or the platform has no state that it settles in. The elasticity of exhibitors is the mean of
        the three sizes, weighted by their part in variety.

    References
    ----------
    The logarithms of variety (now and last) and of visitors follow a linear recursion; with positive effects
    its largest root is below 1 exactly where this product is.

    Examples
    --------
    >>> round(feedback(plain(read_truth())["two_sided"]), 3)
    0.399
    """
    parts = [truth["variety"][size] * truth["mean"][size] for size in SIZES]
    elasticity = float(np.average([truth["exhibitors_visitors"][size] for size in SIZES], weights=parts))
    return elasticity * float(truth["visitors_now"] + truth["visitors_last"])


def simulate_platform(
    *,
    drop: str | None = None,
    price: float = 1.0,
    ticket: float = 1.0,
    promo_exhibitors: float = 0.0,
    promo_visitors: float = 0.0,
    years: int = 8,
    parameters: Mapping[str, Any] | None = None,
) -> pd.DataFrame:
    """Run an average regional show forward under a policy, without chance, beside the show as it was.

    In year 0 the show is settled and nothing has changed; the policy holds from year 1 on.

    Parameters
    ----------
    drop : {"small", "medium", "large"}, optional
        Exhibitors of this size are no longer admitted.
    price, ticket : float, default 1.0
        Multiple of today's price per m² and of today's ticket, from 0.2 to 5.
    promo_exhibitors, promo_visitors : float, default 0.0
        Share of the price, or of ticket and journey, that is refunded, from 0 to 0.9.
    years : int, default 8
        Editions under the policy, from 1 to 50.
    parameters : mapping, optional
        Values as in the area ``two_sided`` of the truth, for example with estimates in their place; by
        default the truth.

    Returns
    -------
    DataFrame
        One row per year and side: year, side (small, medium, large, exhibitors, visitors, income), baseline,
        policy (numbers; income in thousand yuan: space and tickets less refunds) and change (share).

    Raises
    ------
    ParameterError
        If a name is not known, a number out of range, or the product of the cross effects not below 1.

    References
    ----------
    The form is that of a market with two sides and cross-side elasticities; the numbers are chosen.

    Examples
    --------
    >>> path = simulate_platform(drop="small", years=2).query("side == 'visitors'")
    >>> path[["year", "policy"]].round().astype(int).to_numpy().tolist()
    [[0, 4000], [1, 2782], [2, 2135]]
    """
    truth = plain(read_truth())["two_sided"] if parameters is None else parameters
    if drop is not None:
        check_choice("drop", drop, SIZES)
    for name, factor in (("price", price), ("ticket", ticket)):
        check_number(name, factor, low=0.2, high=5)
    for name, share in (("promo_exhibitors", promo_exhibitors), ("promo_visitors", promo_visitors)):
        check_number(name, share, low=0, high=0.9)
    check_number("years", years, low=1, high=50)
    if (product := feedback(truth)) >= 1.0:
        raise ParameterError(
            f"the cross effects multiply to {product:.2f}; below 1 is needed, or the show never settles."
        )
    policy = {"price": price, "ticket": ticket, "promo_e": promo_exhibitors, "promo_v": promo_visitors}
    same = {"price": 1.0, "ticket": 1.0, "promo_e": 0.0, "promo_v": 0.0}
    admitted = np.array([size != drop for size in SIZES], dtype=float)
    before = _run(truth, same, np.ones(3), years)
    after = _run(truth, policy, admitted, years)
    return _tidy(_sides(truth, before, same), _sides(truth, after, policy))


def _run(
    truth: Mapping[str, Any], policy: Mapping[str, float], admitted: np.ndarray, years: int
) -> np.ndarray:
    """Return small, medium, large and visitors, a row per year; year 0 is the mean show, which is settled."""
    mean = truth["mean"]
    price, ticket = mean["price_m2"] * policy["price"], mean["ticket"] * policy["ticket"]
    states = [np.array([mean[side] for side in (*SIZES, "visitors")], dtype=float)]
    for _ in range(years):
        last = states[-1]
        exhibitors = np.exp(exhibitor_logs(truth, last[3], price, policy["promo_e"])) * admitted
        seen = variety(truth, exhibitors), variety(truth, last[:3])
        visitors = np.exp(visitor_logs(truth, *seen, ticket, policy["promo_v"]))
        states.append(np.append(exhibitors, visitors))
    return np.array(states)


def _sides(truth: Mapping[str, Any], states: np.ndarray, policy: Mapping[str, float]) -> pd.DataFrame:
    """Add all exhibitors and the income of each year; year 0 is before any policy."""
    mean = truth["mean"]
    frame = pd.DataFrame(states, columns=[*SIZES, "visitors"])
    frame.insert(3, "exhibitors", states[:, :3].sum(axis=1))
    area = states[:, :3] @ np.array([truth["area"][size] for size in SIZES])
    space, entry = area * mean["price_m2"], states[:, 3] * mean["ticket"]
    space[1:] *= policy["price"] * (1.0 - policy["promo_e"])
    entry[1:] *= policy["ticket"] * (1.0 - policy["promo_v"])
    return frame.assign(income=(space + entry) / 1000.0)


def _tidy(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    years, sides = before.shape
    frame = pd.DataFrame(
        {
            "year": np.repeat(np.arange(years), sides),
            "side": np.tile(before.columns, years),
            "baseline": before.to_numpy().ravel(),
            "policy": after.to_numpy().ravel(),
        }
    )
    return frame.assign(change=frame["policy"] / frame["baseline"] - 1.0)
