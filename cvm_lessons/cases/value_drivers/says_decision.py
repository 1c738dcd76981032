"""What the case says about the money: worth, plans, how sure they are, and the decision."""

import pandas as pd

from cvm_lessons.cases.exhibitor_survey import ALL, Study
from cvm_lessons.cases.plan_words import say_decision, say_plans
from cvm_lessons.cases.prose import Prose, sentences
from cvm_lessons.cases.value_drivers.money import Worth
from cvm_lessons.core import format_money, format_number, format_percent, format_points, translate

__all__ = [
    "say_decision",
    "say_payback",
    "say_plans",
    "say_sure",
    "say_worth",
]


def say_worth(study: Study, worth: Worth) -> Prose:
    """Say what a point of value is worth.

    Parameters
    ----------
    study : Study
        The answers.
    worth : Worth
        What `worth_of_rebooking` returns.

    Returns
    -------
    Prose
        Slope, margin, exhibitors and their product.
    """
    slope = worth.slope
    parts = [
        translate(
            "A point of value more raises the chance of rebooking by **{slope}** ({low} to {high}). An "
            "exhibitor brings {margin} of margin an edition, and {exhibitors} exhibitors of {year} decide. "
            "So a point for all of them is worth {slope_number} × {exhibitors} × {margin} = **{point}**.",
            slope=format_points(slope.estimate),
            low=format_number(100 * slope.low, 1),
            high=format_number(100 * slope.high, 1),
            margin=format_money(worth.margin),
            exhibitors=format_number(worth.exhibitors),
            year=worth.year,
            slope_number=format_number(slope.estimate, 3),
            point=format_money(worth.point),
        )
    ]
    if slope.low <= 0:
        parts.append(
            translate(
                "The interval reaches 0 or below: these answers do not show that value moves rebooking at "
                "all. Read every yuan below as a guess."
            )
        )
    if study.country_group != ALL:
        parts.append(
            translate(
                "You count one group of countries only, and a project costs the same whoever comes: what "
                "follows is what this group alone would justify."
            )
        )
    return Prose(sentences(*parts))


def say_payback(gains: pd.DataFrame) -> Prose:
    """Say how many projects bring more than they cost.

    Parameters
    ----------
    gains : DataFrame
        What `price_projects` returns.

    Returns
    -------
    Prose
        The count, and the projects with the highest and the lowest net gain.
    """
    ordered = gains.sort_values("net_gain")
    best, worst = ordered.iloc[-1], ordered.iloc[0]
    return Prose(
        translate(
            "Of {total} projects, **{count}** bring more margin in one edition than they cost. Best: {best} "
            "({gain} net). Worst: {worst} ({loss} net).",
            total=len(gains),
            count=int((gains["net_gain"] > 0).sum()),
            best=best["label"],
            gain=format_money(best["net_gain"]),
            worst=worst["label"],
            loss=format_money(worst["net_gain"]),
        )
    )


def say_sure(table: pd.DataFrame, worth: Worth) -> Prose:
    """Say in how many corners of the sensitivity table anything pays, and why a signature is not an edition.

    Parameters
    ----------
    table : DataFrame
        What `vary_inputs` returns.
    worth : Worth
        What `worth_of_rebooking` returns.

    Returns
    -------
    Prose
        Corners with a plan that pays, and what a signature stands for.
    """
    paying = int((table["net_gain"] > 0).sum())
    return Prose(
        translate(
            "Some plan pays in {paying} of {total} cells. Look at the first row. Of those who signed on "
            "site, {signed} came to the next edition; of those who did not sign, {unsigned} came all the "
            "same. A signature stands for the difference, {part} of an edition. On the other side, who comes "
            "may come again: then a signature stands for more than one.",
            paying=paying,
            total=len(table),
            signed=format_percent(worth.came_signed),
            unsigned=format_percent(worth.came_unsigned),
            part=format_number(worth.signature, 2),
        )
    )
