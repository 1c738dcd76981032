"""What the answers hold: scores, encounters, drivers and quadrants, needs, complaints and what mends them."""

from dataclasses import dataclass

import pandas as pd

from cvm_lessons.cases.exhibitor_survey import RATING, Study
from cvm_lessons.cases.raise_satisfaction.study import OUTCOME
from cvm_lessons.datasets import load
from cvm_lessons.measurement import Interval, mean_interval
from cvm_lessons.satisfaction import (
    action_lists,
    better_worse,
    bottom_box,
    complaint_iceberg,
    encounter_drivers,
    encounter_means,
    kano_answers,
    kano_table,
    net_promoter_score,
    recovery_paradox,
    top_box,
)
from cvm_lessons.value import value_drivers

__all__ = [
    "Desk",
    "find_drivers",
    "hear_desk",
    "list_quadrants",
    "rate_encounters",
    "score",
    "sort_services",
]

RESAMPLES = 300  # ends of the 95 % intervals rest on seven draws each: enough for a decision, quick in class
SATISFIED_POINTS = 3  # 8, 9 and 10 count as satisfied
DISSATISFIED_POINTS = 4


@dataclass(frozen=True, eq=False)
class Desk:
    """What the complaints desk knows, and what it does not.

    Attributes
    ----------
    counts : dict of int
        Complaints of the show's exhibitors by year, all editions.
    iceberg : DataFrame or None
        As `cvm_lessons.satisfaction.complaint_iceberg`; None where no answer is 4 or less.
    change : DataFrame
        As `cvm_lessons.satisfaction.recovery_paradox`: all shows and editions, because one desk serves all.
    """

    counts: dict[int, int]
    iceberg: pd.DataFrame | None
    change: pd.DataFrame


def score(study: Study) -> dict[str, Interval]:
    """Return the scores that a board knows, each with its interval.

    Parameters
    ----------
    study : Study
        The answers.

    Returns
    -------
    dict of Interval
        mean (1-10), satisfied (share of 8 to 10), dissatisfied (share of 4 or less) and nps (points, always
        of Larkport's survey).
    """
    answers = study.answers
    return {
        "mean": mean_interval(answers, OUTCOME),
        "satisfied": top_box(answers, OUTCOME, SATISFIED_POINTS),
        "dissatisfied": bottom_box(answers, OUTCOME, DISSATISFIED_POINTS),
        "nps": net_promoter_score(study.survey, cluster="customer_id"),
    }


def rate_encounters(study: Study) -> pd.DataFrame:
    """Return how each encounter is rated and what it adds to satisfaction.

    Parameters
    ----------
    study : Study
        Larkport's answers within the filters.

    Returns
    -------
    DataFrame
        Index `encounter`; columns mean, dissatisfied (share of 4 or less), estimate, low, high (points of
        satisfaction per point, the others fixed) and share of what all five explain.
    """
    rated = encounter_means(study.survey)[["mean", "dissatisfied"]]
    adds = encounter_drivers(study.survey, OUTCOME, cluster="customer_id")
    return rated.join(adds[["estimate", "low", "high", "share"]])


def find_drivers(study: Study) -> pd.DataFrame:
    """Return, per attribute, its rating, what is said and what is derived about its importance.

    Parameters
    ----------
    study : Study
        The answers.

    Returns
    -------
    DataFrame
        As `cvm_lessons.value.value_drivers` for satisfaction; without the stated columns where the
        learner's own file states no importance.
    """
    drivers = value_drivers(
        study.answers,
        attributes=study.attributes,
        outcome=OUTCOME,
        n_boot=RESAMPLES,
        rng=study.seed,
        cluster=study.cluster,
        importance=RATING if study.own else "imp_",
    )
    return drivers.drop(columns=["stated", "stated_rank", "rank_gap"]) if study.own else drivers


def list_quadrants(drivers: pd.DataFrame) -> pd.DataFrame:
    """Return each attribute's quadrant under every rule of drawing the map.

    Parameters
    ----------
    drivers : DataFrame
        What `find_drivers` returns.

    Returns
    -------
    DataFrame
        As `cvm_lessons.satisfaction.action_lists`: a column per importance and cut, and concentrate.
    """
    importances = [name for name in ("stated", "derived") if name in drivers]
    return action_lists(drivers, importances=importances)


def sort_services(study: Study) -> pd.DataFrame:
    """Return what the show's exhibitors feel about services that are there or not.

    The questions are asked since 2022; all editions since then and all countries count, for the answers of
    one edition are few.

    Parameters
    ----------
    study : Study
        The show.

    Returns
    -------
    DataFrame
        Index `feature`; columns of `cvm_lessons.satisfaction.better_worse`, and category, share and clear.
    """
    surveys = load("surveys")
    asked = surveys[(surveys["role"] == "exhibitor") & (surveys["sector"] == study.sector)]
    categories = kano_answers(load("kano").merge(asked[["response_id"]], on="response_id"))
    return better_worse(categories).join(kano_table(categories)[["category", "share", "clear"]])


def hear_desk(study: Study) -> Desk:
    """Return what complaints tell, and what becomes of those who are recovered.

    Parameters
    ----------
    study : Study
        The answers within the filters.

    Returns
    -------
    Desk
        Counts, iceberg, and the change of satisfaction after recoveries.
    """
    complaints = _exhibitor_complaints()
    show = complaints[complaints["edition_id"].str.startswith(study.sector)]
    years = show["edition_id"].str[-4:].astype(int).value_counts().sort_index()
    unhappy = (study.survey[OUTCOME] <= DISSATISFIED_POINTS).any()
    return Desk(
        counts={int(year): int(count) for year, count in years.items()},
        iceberg=complaint_iceberg(study.survey, satisfaction=OUTCOME) if unhappy else None,
        change=recovery_paradox(complaints[complaints["satisfaction_after"].notna()]),
    )


def _exhibitor_complaints() -> pd.DataFrame:
    customers = load("organisations")
    exhibitors = customers.loc[customers["role"] == "exhibitor", "customer_id"]
    complaints = load("complaints")
    return complaints[complaints["customer_id"].isin(exhibitors)]
