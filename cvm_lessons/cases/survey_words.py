"""What a case on the exhibitors' survey shows and says of its start: show, projects, who answered."""

import pandas as pd

from cvm_lessons.cases.exhibitor_survey import ALL, Study, list_projects
from cvm_lessons.cases.prose import Prose, listed, sentences
from cvm_lessons.core import (
    Table,
    format_money,
    format_number,
    format_percent,
    format_points,
    show_table,
    translate,
)
from cvm_lessons.measurement import difference_interval
from cvm_lessons.value import attribute_label

__all__ = ["say_silence", "say_situation", "say_who_answered", "show_projects", "show_silence"]


THOUSAND = 1000  # the table of improvements counts in thousand yuan


def say_situation(study: Study, budget: float) -> Prose:
    """Say what the board decides about.

    Parameters
    ----------
    study : Study
        The answers.
    budget : float
        Yuan.

    Returns
    -------
    Prose
        Show, editions, budget, projects.
    """
    projects = list_projects(study)
    return Prose(
        translate(
            "The show: **{sector}**, {editions}, {group}. The board sets aside **{budget}** for the next "
            "edition. On the table lie {count} projects; all of them together would cost {total}.",
            sector=translate(study.sector),
            editions=_editions(study),
            group=_group(study),
            budget=format_money(budget),
            count=len(projects),
            total=format_money(THOUSAND * projects["cost"].sum()),
        )
    )


def show_projects(study: Study) -> Table:
    """Return the projects that managers have handed in.

    Parameters
    ----------
    study : Study
        The answers.

    Returns
    -------
    Table
        One row a project.
    """
    projects = list_projects(study)
    frame = pd.DataFrame(
        {
            "project": projects["project"],
            "what": projects["label"],
            "raises": projects["attribute"].map(attribute_label),
            "cost": projects["cost"] * THOUSAND,
            "lift, points": projects["lift"],
            "reach": projects["reach"],
        }
    )
    return show_table(frame, {"cost": format_money, "lift, points": 2, "reach": "percent"})


def say_who_answered(study: Study) -> Prose:
    """Say how many answered, and of how many.

    Parameters
    ----------
    study : Study
        The answers.

    Returns
    -------
    Prose
        Answers, exhibitors, response rate; for the learner's own file its answers and attributes.
    """
    exhibited, answered = len(study.exhibitors), int(study.exhibitors["answered"].sum())
    survey = translate(
        "Larkport's survey holds {answered} answers to {exhibited} times that a company exhibited: "
        "**{rate}** answered. They come from {customers} companies.",
        answered=format_number(answered),
        exhibited=format_number(exhibited),
        rate=format_percent(answered / exhibited),
        customers=format_number(study.survey["customer_id"].nunique()),
    )
    if not study.own:
        return Prose(survey)
    own = translate(
        "The ratings are **yours**: {count} answers on {attributes}. {survey} From it come rebooking and the "
        "number of exhibitors; your file does not hold them.",
        count=format_number(len(study.answers)),
        attributes=listed(map(attribute_label, study.attributes)),
        survey=survey,
    )
    return Prose(own)


def show_silence(study: Study) -> Table:
    """Return those who answered beside those who did not, by what is known of both.

    Parameters
    ----------
    study : Study
        The exhibitors within the filters.

    Returns
    -------
    Table
        Two rows; one where everybody answered.
    """
    rows = study.exhibitors.groupby("answered").agg(
        exhibited=("customer_id", "size"),
        rebooked=("rebooked_on_site", "mean"),
        spend=("spend", "mean"),
    )
    labels = {True: "answered", False: "did not answer"}
    rows = rows.sort_index(ascending=False).rename(index=labels).rename_axis("who").reset_index()
    return show_table(rows, {"rebooked": "percent", "spend": "money"})


def say_silence(study: Study) -> Prose:
    """Say whether the silent differ from those who answered, by what they did.

    Parameters
    ----------
    study : Study
        The exhibitors within the filters.

    Returns
    -------
    Prose
        Difference of the rebooking rates with its interval, and what it means.
    """
    sides = study.exhibitors["answered"].value_counts()
    if sides.min() < 2 or len(sides) < 2:
        return Prose(translate("Everybody answered: there is nobody whose silence could mislead you."))
    rows = study.exhibitors.assign(answered=study.exhibitors["answered"].astype(int))
    gap = difference_interval(rows, "rebooked_on_site", "answered")
    rates = rows.groupby("answered")["rebooked_on_site"].mean()
    numbers = translate(
        "{yes} of those who answered rebooked, {no} of those who did not: a difference of {gap} "
        "(95% interval {low} to {high}).",
        yes=format_percent(rates.loc[1]),
        no=format_percent(rates.loc[0]),
        gap=format_points(gap.estimate),
        low=format_number(100 * gap.low, 1),
        high=format_number(100 * gap.high, 1),
    )
    if gap.low > 0:
        meaning = translate("The content answer, the others stay away: every mean below flatters the show.")
    elif gap.high < 0:
        meaning = translate("The silent rebooked more: the answers paint the show too dark.")
    else:
        meaning = translate(
            "The interval holds 0: this comparison cannot tell whether the silent differ. They may."
        )
    return Prose(sentences(numbers, meaning))


def _editions(study: Study) -> str:
    if study.edition == ALL:
        return str(translate("all its editions up to {year}", year=study.year))
    return str(translate("the edition of {year}", year=study.year))


def _group(study: Study) -> str:
    if study.country_group == ALL:
        return str(translate("exhibitors from all countries"))
    return str(translate("exhibitors from {group}", group=translate(study.country_group)))
