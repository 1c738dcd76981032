"""What the case says about the answers: sentences computed for the parameters in force."""

import pandas as pd

from cvm_lessons.cases.prose import Prose, listed, sentences
from cvm_lessons.cases.value_drivers.money import list_projects
from cvm_lessons.cases.value_drivers.study import ALL, Study
from cvm_lessons.core import format_money, format_number, format_percent, format_points, translate
from cvm_lessons.measurement import difference_interval
from cvm_lessons.value import attribute_label

__all__ = [
    "say_claims",
    "say_revealed",
    "say_silence",
    "say_situation",
    "say_who_answered",
]

THOUSAND = 1000
# Who wants what: the attribute each manager speaks for.
CLAIMS = {"price": "Sales", "service": "Operations", "visitors": "The visitors' manager"}


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


def say_revealed(drivers: pd.DataFrame) -> Prose:
    """Say what customers call important, and what their judgement moves with.

    Parameters
    ----------
    drivers : DataFrame
        What `find_drivers` returns.

    Returns
    -------
    Prose
        The first three of each list, and how much the ratings account for.
    """
    revealed = drivers.sort_values("derived_rank")
    shares = [
        translate("{name} ({share})", name=attribute_label(str(name)), share=format_percent(row["derived"]))
        for name, row in revealed.head(3).iterrows()
    ]
    moves = translate(
        "Their judgement moves most with {shares}. The figure in brackets is the part of the differences in "
        "overall value that the rating accounts for; all ratings together account for {total}.",
        shares=listed(shares),
        total=format_percent(drivers["derived"].sum()),
    )
    if "stated" not in drivers:
        return Prose(translate("Your file does not ask what is important. {moves}", moves=moves))
    said = drivers.sort_values("stated_rank").head(3)
    first = translate(
        "Asked directly, exhibitors put {names} on top. Nearly everything is important: the means lie "
        "between {low} and {high} of 10.",
        names=listed(attribute_label(str(name)) for name in said.index),
        low=format_number(drivers["stated"].min(), 1),
        high=format_number(drivers["stated"].max(), 1),
    )
    return Prose(sentences(first, moves))


def say_claims(drivers: pd.DataFrame) -> Prose:
    """Say what the ratings hold for each of the three managers.

    Parameters
    ----------
    drivers : DataFrame
        What `find_drivers` returns.

    Returns
    -------
    Prose
        A line a manager whose attribute is rated.
    """
    lines = []
    for attribute, manager in CLAIMS.items():
        if attribute not in drivers.index:
            continue
        row = drivers.loc[attribute]
        said = (
            translate(
                "{rank} of {count} by what customers say, ", rank=int(row["stated_rank"]), count=len(drivers)
            )
            if "stated_rank" in row
            else ""
        )
        lines.append(
            translate(
                "- **{manager}** ({attribute}): rank {said}{revealed} by what they reveal; it accounts for "
                "{share} of the differences in value, interval {low} to {high}.",
                manager=translate(manager),
                attribute=attribute_label(attribute),
                said=said,
                revealed=int(row["derived_rank"]),
                share=format_percent(row["derived"], 1),
                low=format_percent(row["derived_low"], 1),
                high=format_percent(row["derived_high"], 1),
            )
        )
    return Prose("\n".join(lines) or translate("Your file rates none of the managers' three attributes."))


def _editions(study: Study) -> str:
    if study.edition == ALL:
        return str(translate("all its editions up to {year}", year=study.year))
    return str(translate("the edition of {year}", year=study.year))


def _group(study: Study) -> str:
    if study.country_group == ALL:
        return str(translate("exhibitors from all countries"))
    return str(translate("exhibitors from {group}", group=translate(study.country_group)))
