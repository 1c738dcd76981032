"""What the case says about money: rebooking, budgets, what pays, and how sure that is."""

import pandas as pd

from cvm_lessons.cases.exhibitor_survey import ALL, Study
from cvm_lessons.cases.prose import Prose, sentences
from cvm_lessons.cases.raise_satisfaction.money import Purses
from cvm_lessons.core import format_money, format_number, format_percent, format_points, translate

__all__ = ["say_budget", "say_payback", "say_rebooking", "say_sure"]


def say_rebooking(purses: Purses) -> Prose:
    """Say what satisfaction brings in rebooking, alone and with value held.

    Parameters
    ----------
    purses : Purses
        What `open_purses` returns.

    Returns
    -------
    Prose
        Both slopes, and which of them the promise needs.
    """
    alone, beside = purses.rebooking, purses.beside
    naive = translate(
        "A point more of satisfaction goes with **{alone}** of rebooking ({low} to {high}). At {margin} of "
        "margin and {exhibitors} exhibitors, a point for everybody would be worth {worth}.",
        alone=format_points(alone.estimate),
        low=format_number(100 * alone.low, 1),
        high=format_number(100 * alone.high, 1),
        margin=format_money(purses.margin),
        exhibitors=format_number(purses.exhibitors),
        worth=format_money(purses.by_rebooking),
    )
    held = translate(
        "Among exhibitors who see the same value in the show, it is **{beside}** ({low} to {high}).",
        beside=format_points(beside.estimate),
        low=format_number(100 * beside.low, 1),
        high=format_number(100 * beside.high, 1),
    )
    words = (
        "The interval lies above 0: contentment adds something that value does not."
        if beside.low > 0
        else "The interval holds 0: these answers do not show that contentment by itself brings anybody back."
    )
    return Prose(sentences(naive, held, translate(words)))


def say_budget(study: Study, purses: Purses) -> Prose:
    """Say what satisfaction brings in the share of budget.

    Parameters
    ----------
    study : Study
        The answers.
    purses : Purses
        What `open_purses` returns.

    Returns
    -------
    Prose
        The slope, the yuan of a point, their product; a warning where the slope is not shown or one group
        of countries is counted.
    """
    slope = purses.budget
    worth = translate(
        "A point more of satisfaction goes with **{slope}** points of the exhibitor's budget ({low} to "
        "{high}). A point of the budget brings {point} of margin. For {exhibitors} exhibitors that is "
        "**{worth}** per point of satisfaction.",
        slope=format_number(slope.estimate, 1),
        low=format_number(slope.low, 1),
        high=format_number(slope.high, 1),
        point=format_money(purses.point),
        exhibitors=format_number(purses.exhibitors),
        worth=format_money(purses.by_budget),
    )
    flat = (
        translate(
            "The interval reaches 0 or below: these answers do not show that budgets follow satisfaction."
        )
        if slope.low <= 0
        else ""
    )
    part = (
        translate(
            "You count one group of countries only, and a project costs the same whoever comes: what follows "
            "is what this group alone would justify."
        )
        if study.country_group != ALL
        else ""
    )
    return Prose(sentences(worth, flat, part))


def say_payback(gains: pd.DataFrame) -> Prose:
    """Say how many projects pay by each purse.

    Parameters
    ----------
    gains : DataFrame
        What `price_projects` returns.

    Returns
    -------
    Prose
        Counts, and the projects with the highest and the lowest net gain.
    """
    best, worst = gains.loc[gains["net_gain"].idxmax()], gains.loc[gains["net_gain"].idxmin()]
    words = (
        "Projects that earn their cost through budgets: **{budget}** of {total}; by rebooking: {rebooking}. "
        "By budgets, the best is {best} ({gain} net), the worst {worst} ({loss} net)."
        if best["net_gain"] > 0
        else "Projects that earn their cost through budgets: **{budget}** of {total}; by rebooking: "
        "{rebooking}. By budgets, {best} comes nearest ({gain} net); {worst} would lose most ({loss} net)."
    )
    return Prose(
        translate(
            words,
            total=len(gains),
            budget=int((gains["net_gain"] > 0).sum()),
            rebooking=int((gains["by_rebooking"] > gains["cost"]).sum()),
            best=best["label"],
            gain=format_money(best["net_gain"]),
            worst=worst["label"],
            loss=format_money(worst["net_gain"]),
        )
    )


def say_sure(table: pd.DataFrame, chosen: int) -> Prose:
    """Say in how many corners the plan itself pays.

    Parameters
    ----------
    table : DataFrame
        What `vary_inputs` returns.
    chosen : int
        How many projects the plan holds.

    Returns
    -------
    Prose
        Corners in which the plan pays, its lowest and its highest net gain.
    """
    if not chosen:
        paying = int((table["net_gain"] > 0).sum())
        words = (
            "Your plan is to fund nothing. In {paying} of {total} cells some project within the budget would "
            "pay: ask how believable these are."
            if paying
            else "Your plan is to fund nothing, and in none of the {total} cells would a project within the "
            "budget pay."
        )
        return Prose(translate(words, paying=paying, total=len(table)))
    return Prose(
        translate(
            "Your plan itself earns its cost in {paying} of {total} cells; its net gain runs from {low} to "
            "{high}. {share} of that range is the yuan of a point, which the answers do not tell at all.",
            paying=int((table["same"] > 0).sum()),
            total=len(table),
            low=format_money(table["same"].min()),
            high=format_money(table["same"].max()),
            share=format_percent(_share_of_point(table)),
        )
    )


def _share_of_point(table: pd.DataFrame) -> float:
    """Return the range over the yuan of a point at the middle slope, as a part of the whole range."""
    middle = table[table["slope"] == table["slope"].median()]["same"]
    return float((middle.max() - middle.min()) / (table["same"].max() - table["same"].min()))
