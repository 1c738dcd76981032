"""How the two sides of the show react: estimated from lots, drawn again, and as the world has it."""

import math
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from cvm_lessons.cases.show_analysis.study import SIZES, Study
from cvm_lessons.core import as_generator
from cvm_lessons.datasets import load, truth
from cvm_lessons.relationship import VARIETY, CrossSideEffects

__all__ = [
    "EDITIONS",
    "Reactions",
    "estimate_reactions",
    "policy",
    "rate_within",
    "true_reactions",
]

EDITIONS = 3  # the board plans so far ahead
MOST = 0.30  # the highest refund that a lot ever drew: beyond it nothing is known


@dataclass(frozen=True)
class Reactions:
    """Elasticities of both sides to each other, and what a refund does (log of numbers per unit refunded)."""

    visitors_now: float
    visitors_last: float
    refund_visitors: float
    pull: dict[str, float]
    refund: dict[str, float]

    def scaled(self, strength: float) -> "Reactions":
        """Return the same with what the sides do to each other multiplied.

        Parameters
        ----------
        strength : float
            0 for sides that do not notice each other.

        Returns
        -------
        Reactions
            The refunds work as before.
        """
        pull = {size: strength * value for size, value in self.pull.items()}
        now, last = strength * self.visitors_now, strength * self.visitors_last
        return replace(self, visitors_now=now, visitors_last=last, pull=pull)


def estimate_reactions(effects: CrossSideEffects, rng: np.random.Generator | int | None = None) -> Reactions:
    """Return the estimated reactions, or with a generator a set drawn from their error.

    Parameters
    ----------
    effects : CrossSideEffects
        Fitted to the sixty regional shows.
    rng : numpy.random.Generator or int, optional
        Generator or seed; without it the estimates themselves.

    Returns
    -------
    Reactions
        What the sides do to each other is 0 where it is drawn below.
    """
    fits = {"visitors": effects.visitors_} | effects.exhibitors_
    values = {name: fit.coefficients for name, fit in fits.items()}
    if rng is not None:
        generator = as_generator(rng)
        values = {
            name: pd.Series(
                generator.multivariate_normal(fit.coefficients, fit.covariance), index=fit.coefficients.index
            )
            for name, fit in fits.items()
        }
    visitors = values["visitors"]
    return Reactions(
        max(float(visitors["variety"]), 0.0),
        max(float(visitors["variety_last"]), 0.0),
        float(visitors["promo_visitors"]),
        {size: max(float(values[size]["visitors_last"]), 0.0) for size in SIZES},
        {size: float(values[size]["promo_exhibitors"]) for size in SIZES},
    )


def true_reactions() -> Reactions:
    """Return the reactions that generated the regional shows.

    Returns
    -------
    Reactions
        From the file of the world.
    """
    world = {name: entry["value"] for name, entry in truth("two_sided").items()}
    return Reactions(
        world["visitors_now"],
        world["visitors_last"],
        world["promo_visitors"],
        dict(world["exhibitors_visitors"]),
        dict(world["promo_exhibitors"]),
    )


def policy(
    study: Study, option: str, rate: float, reactions: Reactions, journey: float | None = None
) -> pd.DataFrame:
    """Return what a refund does, edition by edition.

    Exhibitors follow the visitors of the last edition, visitors the variety of this and the last one, as in
    `cvm_lessons.relationship.platform_path`; today's numbers are taken as settled.

    Parameters
    ----------
    study : Study
        The show.
    option : {"exhibitors", "group", "visitors"}
        Who gets it: all exhibitors, those of the group's size, or the visiting companies.
    rate : float
        Share refunded, of the price of space or of the journey; 0 to 0.3.
    reactions : Reactions
        How the sides react.
    journey : float, optional
        Yuan that a visiting company spends on its visit; by default that of the study.

    Returns
    -------
    DataFrame
        Index year (1 to 3); columns exhibitors, visitors, refund, gain (contribution above today's, before
        the refund), net_gain.
    """
    spends = study.journey if journey is None else journey
    groups = study.sizes
    paid = list(SIZES) if option == "exhibitors" else [study.group] if option == "group" else []
    refunded = np.array([rate if size in paid else 0.0 for size in SIZES])
    start, space, each = (groups[name].to_numpy(float) for name in ("exhibitors", "space", "contribution"))
    weights = np.array([VARIETY[size] for size in SIZES])
    pull = np.array([reactions.pull[size] for size in SIZES])
    drawn = np.exp(np.array([reactions.refund[size] for size in SIZES]) * refunded)
    attracted = 1.0 if paid else math.exp(reactions.refund_visitors * rate)
    visitors = last = float(study.visitors["took_part"].sum())
    seen, rows = 1.0, []
    for _ in range(EDITIONS):
        exhibitors = start * drawn * (last / visitors) ** pull
        now = float(exhibitors @ weights) / float(start @ weights)
        came = visitors * attracted * now**reactions.visitors_now * seen**reactions.visitors_last
        refund = float((exhibitors * refunded) @ space) + (0.0 if paid else came * rate * spends)
        rows.append((float(exhibitors.sum()), came, refund, float((exhibitors - start) @ each)))
        last, seen = came, now
    path = pd.DataFrame(rows, columns=["exhibitors", "visitors", "refund", "gain"])
    path.index = pd.RangeIndex(1, EDITIONS + 1, name="year")
    return path.assign(net_gain=path["gain"] - path["refund"])


def rate_within(
    study: Study, option: str, budget: float, reactions: Reactions, journey: float | None = None
) -> float:
    """Return the highest refund that stays within the budget in every edition.

    Parameters
    ----------
    study : Study
        The show.
    option : {"exhibitors", "group", "visitors"}
        Who gets it.
    budget : float
        Yuan an edition.
    reactions : Reactions
        How the sides react: who comes because of it is paid, too.
    journey : float, optional
        Yuan that a visiting company spends on its visit; by default that of the study.

    Returns
    -------
    float
        At most 0.3, the highest that was ever tried.
    """

    def above(rate: float) -> float:
        return float(policy(study, option, rate, reactions, journey)["refund"].max()) - budget

    if above(MOST) <= 0:
        return MOST
    return float(brentq(above, 0.0, MOST, xtol=1e-6)) if budget else 0.0


def estimate_effects() -> CrossSideEffects:
    """Return the effects of one side on the other, by the lots of sixty regional shows.

    Returns
    -------
    CrossSideEffects
        Fitted.
    """
    return CrossSideEffects().fit(load("regional_shows"))
