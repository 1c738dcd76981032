"""What the answers hold: is trust measured, what it grows from, what makes loyal, what friends are."""

from dataclasses import dataclass

import pandas as pd

from cvm_lessons.cases.build_trust.study import SATISFACTION, TrustStudy
from cvm_lessons.measurement import Interval, fit_logit, htmt
from cvm_lessons.trust import (
    SCALES,
    TRUST_VIEWS,
    Distinctness,
    centre_within,
    friendship_associations,
    loyalty_drivers,
    mediation_by_group,
    one_or_two,
    scale_reliability,
    trust_antecedents,
)

__all__ = [
    "HELD",
    "Friends",
    "Measured",
    "find_antecedents",
    "find_loyalty",
    "measure",
    "meet_friends",
    "take_steps",
]

RESAMPLES = 200  # five draws beyond either end of a 95 % interval: enough for a decision, quick in class
HELD = ("satisfaction", "country_group")
TRUST_ITEMS = tuple(item for side in TRUST_VIEWS["all"] for item in SCALES[side])
MEASURED = (
    *TRUST_VIEWS["all"],
    "communication",
    "shared_values",
    "opportunism",
    "commit_affective",
    "friendship",
)
STEPS = {"trust": "trust", "communication": "communication", "benefit_special": "added value"}


@dataclass(frozen=True, eq=False)
class Measured:
    """How soundly trust is measured.

    Attributes
    ----------
    scales : DataFrame
        As `cvm_lessons.trust.scale_reliability`.
    distinct : Distinctness
        Satisfaction and trust as one thing and as two.
    htmt : DataFrame
        Ratios of satisfaction, trust and affective commitment, as `cvm_lessons.measurement.htmt`.
    """

    scales: pd.DataFrame
    distinct: Distinctness
    htmt: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Friends:
    """What friendship goes with.

    Attributes
    ----------
    ties : DataFrame
        As `cvm_lessons.trust.friendship_associations`.
    raw, held : Interval
        Log-odds of coming again per point of friendship: alone, and with satisfaction and earlier
        participations held.
    mean : float
        Mean friendship, points of 1-7.
    """

    ties: pd.DataFrame
    raw: Interval
    held: Interval
    mean: float


def measure(study: TrustStudy) -> Measured:
    """Return how soundly trust is measured, on one answer per exhibitor.

    Parameters
    ----------
    study : TrustStudy
        All answers within sector and edition.

    Returns
    -------
    Measured
        Reliabilities, and whether trust and satisfaction are two things.
    """
    latest = study.answers.sort_values("year").drop_duplicates("customer_id", keep="last")
    scales = {name: SCALES[name] for name in MEASURED} | {"satisfaction": SATISFACTION}
    ratios = {
        "satisfaction": SATISFACTION,
        "trust": TRUST_ITEMS,
        "commit_affective": SCALES["commit_affective"],
    }
    return Measured(
        scale_reliability(latest, scales),
        one_or_two(latest, SATISFACTION, TRUST_ITEMS),
        htmt(latest, ratios, n_boot=RESAMPLES, rng=study.seed),
    )


def find_antecedents(study: TrustStudy) -> pd.DataFrame:
    """Return by how much trust moves with each antecedent, for the customers of the plan.

    Parameters
    ----------
    study : TrustStudy
        The answers.

    Returns
    -------
    DataFrame
        As `cvm_lessons.trust.trust_antecedents`, satisfaction and group of countries held.
    """
    return trust_antecedents(study.chosen, controls=HELD, cluster="customer_id")


def find_loyalty(study: TrustStudy) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what goes with loyalty in the two groups, and what runs through trust and commitment.

    Parameters
    ----------
    study : TrustStudy
        All answers within sector and edition.

    Returns
    -------
    tuple of DataFrame
        As `cvm_lessons.trust.loyalty_drivers` and `cvm_lessons.trust.mediation_by_group`.
    """
    columns = ["satisfaction", "trust", "commit_affective", "loyalty"]
    centred = centre_within(study.answers, columns, ["country_group"])
    drivers = loyalty_drivers(centred, cluster="customer_id")
    return drivers, mediation_by_group(centred, n_boot=RESAMPLES, rng=study.seed, cluster="customer_id")


def meet_friends(study: TrustStudy) -> Friends:
    """Return what friendship goes with, raw and adjusted.

    Parameters
    ----------
    study : TrustStudy
        The answers of the customers of the plan.

    Returns
    -------
    Friends
        Ties with trust and satisfaction, and the log-odds of coming again.
    """
    chosen, later = study.chosen, study.later
    often = chosen["customer_id"].duplicated().any()
    # Of first-timers nobody was there before: nothing to hold fixed.
    held = ["satisfaction", "earlier"] if chosen["earlier"].max() > 0 else ["satisfaction"]
    ties = friendship_associations(
        chosen,
        ["trust", "satisfaction"],
        adjust=held,
        controls=["country_group"],
        customer="customer_id" if often else None,
    )
    fits = [
        fit_logit(later, "came_next", ["friendship", *more], cluster="customer_id") for more in ([], held)
    ]
    raw, adjusted = (fit.interval("friendship") for fit in fits)
    return Friends(ties, raw, adjusted, float(chosen["friendship"].mean()))


def take_steps(study: TrustStudy) -> pd.DataFrame:
    """Return how far Larkport has come on the four steps, by how often exhibitors were there.

    Parameters
    ----------
    study : TrustStudy
        All answers and exhibitors within sector and edition.

    Returns
    -------
    DataFrame
        Index the customers; columns needs (share that answered at all), then points of 1-7: trust,
        communication, added value (special treatment felt); n answers and loyalty.
    """
    rows = {}
    for name, pick in _groups().items():
        asked, answers = study.exhibitors[pick(study.exhibitors)], study.answers[pick(study.answers)]
        if len(answers):
            means = answers[[*STEPS, "loyalty"]].mean().rename(STEPS)
            rows[name] = {"needs": asked["answered"].mean(), **means, "n": len(answers)}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("customers")


def _groups() -> dict:
    return {
        "first-timers": lambda rows: rows["earlier"] == 0,
        "there once before": lambda rows: rows["earlier"] == 1,
        "there twice or more": lambda rows: rows["earlier"] >= 2,
    }
