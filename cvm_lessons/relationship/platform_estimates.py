"""A show with estimated elasticities: what a policy earns, how sure that is, and what it hangs on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, as_generator, check_choice, check_number
from cvm_lessons.measurement import Interval
from cvm_lessons.relationship._shares import percentile_ends
from cvm_lessons.relationship.cross_side import SIZES, CrossSideEffects
from cvm_lessons.relationship.platform import Platform
from cvm_lessons.relationship.platform_policy import platform_money
from cvm_lessons.relationship.two_stage import TwoStageFit

__all__ = ["policy_gain", "policy_sensitivity", "with_effects"]

HORIZONS = ("no_reaction", "first_edition", "long_run")
CROSS = ("variety", "variety_last", "visitors_last")
N_DRAWS = 500  # of the elasticities: the ends of a 95 % interval then rest on a dozen draws each


def with_effects(platform: Platform, effects: CrossSideEffects) -> Platform:
    """Return a show whose sides react as estimated; its numbers, prices and costs stay.

    Parameters
    ----------
    platform : Platform
        The show, with the groups small, medium and large.
    effects : CrossSideEffects
        Fitted.

    Returns
    -------
    Platform
        With the estimated elasticities.

    Raises
    ------
    ParameterError
        If the effects are not fitted, the groups are others, or the effects multiply to 1 or more.

    Examples
    --------
    >>> from cvm_lessons import load
    >>> with_effects(Platform(), CrossSideEffects().fit(load("regional_shows")))
    Platform of small, medium, large and 4,000 visitors: feedback 0.38, multiplier 1.61
    """
    effects.to_frame()  # says so if nothing was fitted
    _check_groups(platform)
    return _with(platform, {name: fit.coefficients for name, fit in _equations(effects).items()})


def policy_gain(
    platform: Platform,
    effects: CrossSideEffects,
    *,
    admit: Mapping[str, float] | None = None,
    price: float = 1.0,
    ticket: float = 1.0,
    horizon: str = "long_run",
    n_draws: int = N_DRAWS,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
) -> Interval:
    """Return what a policy gains against today, with an interval for the error of the elasticities.

    The elasticities of each equation are drawn together from their normal distribution; the equations are
    drawn apart. Costs, prices and the weights of variety are taken as given. A cross effect drawn below 0
    counts as 0: a fuller hall keeps nobody away.

    Parameters
    ----------
    platform : Platform
        The show, with the groups small, medium and large; its own elasticities are not used.
    effects : CrossSideEffects
        Fitted.
    admit : mapping, optional
        Share of each group that is admitted, as in `platform_money`.
    price : float, default 1.0
        Multiple of the exhibitors' price.
    ticket : float, default 1.0
        Multiple of the visitors' price.
    horizon : {"long_run", "first_edition", "no_reaction"}, default "long_run"
        Row of `platform_money`.
    n_draws : int, default 500
        Draws, 100 or more.
    level : float, default 0.95
        Confidence level.
    rng : numpy.random.Generator or int, default 0
        Generator or seed.

    Returns
    -------
    Interval
        In yuan an edition.

    Raises
    ------
    ParameterError
        If the effects are not fitted, a name or number is out of range, or drawn effects multiply to 1 or
        more.
    """
    chosen = check_choice("horizon", horizon, HORIZONS)
    draws = int(check_number("n_draws", n_draws, low=100))
    share = check_number("level", level, low=0.5, high=0.999)

    def gain(show: Platform) -> float:
        money = platform_money(show, admit=admit, price=price, ticket=ticket)
        return float(money["gain"][chosen])

    estimate = gain(with_effects(platform, effects))
    generator, drawn = as_generator(rng), {}
    for name, fit in _equations(effects).items():
        values = generator.multivariate_normal(fit.coefficients, fit.covariance, size=draws)
        table = pd.DataFrame(values, columns=fit.coefficients.index)
        drawn[name] = table.assign(**{term: table[term].clip(lower=0) for term in CROSS if term in table})
    gains = [
        gain(_with(platform, {name: table.iloc[draw] for name, table in drawn.items()}))
        for draw in range(draws)
    ]
    low, high = percentile_ends(np.array(gains), share)
    return Interval(estimate, float(low), float(high), effects.n_, share)


def policy_sensitivity(
    platform: Platform,
    *,
    costs: Sequence[float],
    strengths: Sequence[float],
    group: str = "small",
    admit: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Return the long-run gain of a policy by what a group costs to serve and by the strength of reaction.

    Parameters
    ----------
    platform : Platform
        The show.
    costs : sequence of float
        Yuan to serve one exhibitor of the group.
    strengths : sequence of float
        Multiples of all cross effects; 0 is a plain budget, in which neither side notices the other.
    group : str, default "small"
        Whose cost varies.
    admit : mapping, optional
        The policy; by default nobody of the group is admitted.

    Returns
    -------
    DataFrame
        Index `cost_to_serve`; a column per strength with the gain against today, yuan an edition.

    Raises
    ------
    ParameterError
        If there is no such group, or a number is out of range.

    Examples
    --------
    >>> table = policy_sensitivity(Platform(), costs=[6_200, 12_000], strengths=[0, 1])
    >>> table.round(-3).to_dict("list")
    {0: [40000.0, 411000.0], 1: [-236000.0, 135000.0]}
    """
    name = check_choice("group", group, [str(known) for known in platform.groups["group"]])
    policy = {name: 0.0} if admit is None else admit
    table = {}
    for strength in strengths:
        factor = check_number("strengths", strength, low=0, high=5)
        table[strength] = [
            float(platform_money(_scaled(platform, name, cost, factor), admit=policy)["gain"]["long_run"])
            for cost in costs
        ]
    return pd.DataFrame(table, index=pd.Index(costs, name="cost_to_serve"))


def _equations(effects: CrossSideEffects) -> dict[str, TwoStageFit]:
    return {"visitors": effects.visitors_} | effects.exhibitors_


def _check_groups(platform: Platform) -> None:
    names = sorted(map(str, platform.groups["group"]))
    if names != sorted(SIZES):
        raise ParameterError(f"groups are {', '.join(names)}: {', '.join(SIZES)} are needed.")


def _with(platform: Platform, terms: Mapping[str, pd.Series]) -> Platform:
    sizes = platform.groups["group"]
    visitors = terms["visitors"]
    return replace(
        platform,
        groups=platform.groups.assign(
            pull=[float(terms[size]["visitors_last"]) for size in sizes],
            price_elasticity=[float(terms[size]["price"]) for size in sizes],
        ),
        visitors_now=float(visitors["variety"]),
        visitors_last=float(visitors["variety_last"]),
        ticket_elasticity=float(visitors["ticket"]),
    )


def _scaled(platform: Platform, group: str, cost: float, factor: float) -> Platform:
    groups = platform.groups.assign(pull=platform.groups["pull"] * factor)
    groups.loc[groups["group"] == group, "cost_to_serve"] = check_number("costs", cost, low=0)
    return replace(
        platform,
        groups=groups,
        visitors_now=platform.visitors_now * factor,
        visitors_last=platform.visitors_last * factor,
    )
