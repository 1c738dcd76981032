"""From a point of satisfaction to yuan: two purses, what the projects bring, and how sure that is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.cases.exhibitor_survey import RATING, Study, list_projects
from cvm_lessons.cases.raise_satisfaction.study import OUTCOME
from cvm_lessons.core import as_generator
from cvm_lessons.datasets import load, truth
from cvm_lessons.measurement import Interval, bootstrap_draws, fit_linear, fit_logit
from cvm_lessons.satisfaction import loyalty_by_satisfaction, raising_gains, yuan_per_point
from cvm_lessons.value import choose_actions

__all__ = [
    "Purses",
    "budget_by_satisfaction",
    "how_often_chosen",
    "open_purses",
    "price_projects",
    "vary_inputs",
]

BUDGET = "share_of_budget"
TOP = 10  # of the rating scale
FEWEST_AT_A_POINT = 5  # below it the mean at one point of satisfaction is left out of the figure
POINT_TIMES = (0.5, 1.0, 1.5)  # what a point of the budget may bring, in multiples of the average yuan
PLANNED_AGAIN = 100  # plans found anew: a share of them is known to ten points, in a few seconds


@dataclass(frozen=True)
class Purses:
    """What one point of satisfaction brings, counted in two ways.

    Attributes
    ----------
    rebooking : Interval
        Rise of the chance of rebooking on site per point, satisfaction alone.
    beside : Interval
        The same with overall value held.
    margin : float
        Yuan of contribution that an exhibitor brings in one edition, on average.
    budget : Interval
        Points of the share of an exhibitor's budget per point of satisfaction.
    point : float
        Yuan of margin that one point of an exhibitor's budget brings.
    exhibitors, year : int
        Exhibitors of the latest edition, and which it is.
    """

    rebooking: Interval
    beside: Interval
    margin: float
    budget: Interval
    point: float
    exhibitors: int
    year: int

    @property
    def by_rebooking(self) -> float:
        """Yuan of a point of satisfaction for everybody, if it brings rebookings."""
        return float(self.rebooking.estimate * self.margin * self.exhibitors)

    @property
    def by_budget(self) -> float:
        """Yuan of a point of satisfaction for everybody, if it brings a larger part of their budgets."""
        return float(self.budget.estimate * self.point * self.exhibitors)


def open_purses(study: Study) -> Purses:
    """Return what one point of satisfaction goes with in Larkport's books.

    Parameters
    ----------
    study : Study
        The answers and the exhibitors within the filters.

    Returns
    -------
    Purses
        Slopes from those who answered; yuan from the latest edition.
    """
    survey, deciding = study.survey, study.deciding
    rate = float(truth("spending")["margin_rate"]["value"])
    rebooked = "rebooked_on_site"
    alone = fit_logit(survey, rebooked, [OUTCOME], cluster="customer_id")
    both = fit_logit(survey, rebooked, [OUTCOME, "value_overall"], cluster="customer_id")
    budget = fit_linear(survey, BUDGET, [OUTCOME], cluster="customer_id")
    spend = study.exhibitors[["customer_id", "year", "spend"]]
    latest = survey[survey["year"] == survey["year"].max()].merge(spend, on=["customer_id", "year"])
    return Purses(
        rebooking=alone.slope_at_mean(OUTCOME),
        beside=both.slope_at_mean(OUTCOME),
        margin=float((rate * deciding["spend"] - deciding["cost_to_serve"]).mean()),
        budget=budget.interval(OUTCOME),
        point=yuan_per_point(latest, margin_rate=rate),
        exhibitors=len(deciding),
        year=study.year,
    )


def budget_by_satisfaction(study: Study) -> pd.DataFrame:
    """Return which share of its budget an exhibitor gives at each point of satisfaction, show and others.

    Parameters
    ----------
    study : Study
        Larkport's answers within the filters, set beside those of its other five shows.

    Returns
    -------
    DataFrame
        As `cvm_lessons.satisfaction.loyalty_by_satisfaction`, with the column show; points that fewer than
        five gave are left out.
    """
    surveys = load("surveys")
    others = surveys[(surveys["role"] == "exhibitor") & (surveys["sector"] != study.sector)]
    others = others[["response_id"]].merge(load("satisfaction"), on="response_id")
    others = others.merge(load("relationship"), on="response_id")
    columns = [OUTCOME, BUDGET]
    both = pd.concat(
        [study.survey[columns].assign(show=study.sector), others[columns].assign(show="other shows")]
    )
    table = loyalty_by_satisfaction(both, BUDGET, by="show").sort_values("show", kind="stable")
    return table[table["n"] >= FEWEST_AT_A_POINT].reset_index(drop=True)


def price_projects(study: Study, drivers: pd.DataFrame, purses: Purses) -> pd.DataFrame:
    """Return what each project brings and costs.

    Parameters
    ----------
    study : Study
        The answers.
    drivers : DataFrame
        Performance and coefficient by attribute.
    purses : Purses
        What a point of satisfaction brings.

    Returns
    -------
    DataFrame
        As `cvm_lessons.satisfaction.raising_gains`, with `label`, by_rebooking (yuan by the other purse,
        not to be added), room and lift_used.
    """
    gains = raising_gains(
        drivers,
        list_projects(study),
        slope=purses.budget.estimate,
        point=purses.point,
        customers=purses.exhibitors,
    )
    return gains.assign(
        label=list_projects(study).set_index("project")["label"],
        by_rebooking=gains["satisfaction"] * purses.by_rebooking,
        room=TOP - drivers["performance"].loc[gains["attribute"]].to_numpy(),
        lift_used=gains["lift"],
    )


def vary_inputs(
    study: Study, drivers: pd.DataFrame, purses: Purses, budget: float, chosen: Sequence[str]
) -> pd.DataFrame:
    """Return the best plan under other values of the two inputs known least.

    Parameters
    ----------
    study : Study
        The answers.
    drivers : DataFrame
        Performance and coefficient by attribute.
    purses : Purses
        Gives the slope of the budget with its ends, and the yuan of a point.
    budget : float
        Yuan.
    chosen : sequence of str
        Projects of the plan to test.

    Returns
    -------
    DataFrame
        One row per combination: point (yuan), slope, net_gain of the best plan, kept (how many of `chosen`
        stay in it) and same (net gain of `chosen` itself there).
    """
    gains = price_projects(study, drivers, purses)

    def cell(slope: float, times: float) -> dict[str, float]:
        changed = gains["satisfaction"] * slope * times * purses.point * purses.exhibitors
        there = gains.assign(gain=changed, net_gain=changed - gains["cost"])
        best = there[choose_actions(there, budget)["chosen"]]
        return {
            "point": times * purses.point,
            "slope": slope,
            "net_gain": float(best["net_gain"].sum()),
            "kept": len(best.index.intersection(chosen)),
            "same": float(there.loc[list(chosen), "net_gain"].sum()),
        }

    slopes = (purses.budget.low, purses.budget.estimate, purses.budget.high)
    return pd.DataFrame([cell(slope, times) for times in POINT_TIMES for slope in slopes])


def how_often_chosen(study: Study, drivers: pd.DataFrame, purses: Purses, budget: float) -> pd.Series:
    """Return in which share of surveys drawn again each project belongs to the best set.

    Parameters
    ----------
    study : Study
        The answers.
    drivers : DataFrame
        Performance by attribute.
    purses : Purses
        What a point of satisfaction brings; it stays as it is.
    budget : float
        Yuan.

    Returns
    -------
    Series
        Share from 0 to 1 by project.
    """
    names = [RATING + attribute for attribute in study.attributes]
    draws = bootstrap_draws(
        study.answers,
        lambda sample: fit_linear(sample, OUTCOME, names).coefficients[names],
        n_boot=PLANNED_AGAIN,
        rng=as_generator(study.seed),
        cluster=study.cluster,
    ).set_axis(list(study.attributes), axis=1)

    def best_sets() -> Iterator[pd.Index]:
        for _, coefficients in draws.iterrows():
            gains = price_projects(study, drivers.assign(coefficient=coefficients), purses)
            # No other project can belong to a best set.
            paying = gains[(gains["net_gain"] > 0) & (gains["cost"] <= budget)]
            yield choose_actions(paying, budget).query("chosen").index if len(paying) else paying.index

    projects = list_projects(study)["project"]
    chosen = [projects.isin(best).to_numpy() for best in best_sets()]
    return pd.Series(np.mean(chosen, axis=0), index=projects, name="chosen_share")
