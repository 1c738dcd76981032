"""What the case says about the customers and what they are worth."""

import pandas as pd

from cvm_lessons import relationship
from cvm_lessons.cases.crm_strategy.labels import group_label
from cvm_lessons.cases.crm_strategy.study import ALL, YEAR, Study
from cvm_lessons.cases.crm_strategy.trials import Trials
from cvm_lessons.cases.crm_strategy.worth import FIFTH, count_top_fifth
from cvm_lessons.cases.prose import Prose, sentences
from cvm_lessons.core import format_money, format_number, format_percent, translate

__all__ = ["say_few", "say_naive", "say_situation", "say_worth"]


def say_situation(study: Study, budget: float) -> Prose:
    """Say whom the plan is about and what it may cost.

    Parameters
    ----------
    study : Study
        The customers.
    budget : float
        Yuan.

    Returns
    -------
    Prose
        Customers by standing, and the budget.
    """
    counts = study.customers["standing"].value_counts()
    shows = (
        translate("all six shows")
        if study.sector == ALL
        else translate("the {sector} show", sector=translate(study.sector))
    )
    group = translate("all countries") if study.country_group == ALL else str(translate(study.country_group))
    return Prose(
        translate(
            "The customers: **{shows}**, {group}. {active} exhibitors came to the edition of {year}; {lost} "
            "stayed away who had come before. Firms with an open lead that never came: {prospects}. Set "
            "aside for the next edition: **{budget}**.",
            shows=shows,
            group=group,
            active=format_number(counts["active"]),
            year=YEAR,
            lost=format_number(counts["lost"]),
            prospects=format_number(counts.get("prospect", 0)),
            budget=format_money(budget),
        )
    )


def say_naive(study: Study, trials: Trials, budget: float) -> Prose:
    """Say how far the budget reaches among the most valuable, if each takes the discount as in the trial.

    Parameters
    ----------
    study : Study
        The customers.
    trials : Trials
        Effects by group.
    budget : float
        Yuan.

    Returns
    -------
    Prose
        The fifth, its value and what the discount for it costs.
    """
    active = study.active.sort_values("value", ascending=False)
    fifth = active.head(len(active) // FIFTH)
    cost = float(fifth["group"].map(trials.keep["cost"]).sum())
    if not budget:
        fits = "no budget is there for it"
    elif cost <= budget:
        fits = "the budget covers it"
    else:
        fits = "the budget covers {part} of it"
    words = translate(
        "The most valuable fifth are {count} exhibitors. They bring {share} of the margin of all who came. "
        "The discount for them costs about {cost}: {fits}.",
        count=format_number(len(fifth)),
        share=format_percent(fifth["value"].sum() / active["value"].sum()),
        cost=format_money(cost),
        fits=translate(fits, part=format_percent(budget / cost)),
    )
    return Prose(words)


def say_worth(worth: pd.DataFrame) -> Prose:
    """Say which group is worth most, and how much of it is not in the books.

    Parameters
    ----------
    worth : DataFrame
        What `value_groups` returns.

    Returns
    -------
    Prose
        Multiples of the margin, referrals beside own purchases, and the sum of each group.
    """
    most = (worth["customers"] * worth["direct"]).idxmax()
    each = worth["direct"].idxmax()
    top = worth.loc[each]
    told = worth["referral"] / worth["direct"]
    return Prose(
        translate(
            "Each for itself, *{each}* are worth most: {direct}, {multiple} margins of a year. All together, "
            "*{most}* bring most. Referrals add {low} to {high} to the own purchases, if none of those who "
            "were sent would have come otherwise; who sent whom is not on file. Information and gathering "
            "have a measure and no price: they are reasons to ask before a customer is let go.",
            each=group_label(str(each)),
            direct=format_money(top["direct"]),
            multiple=format_number(top["direct"] / top["margin"], 1),
            most=group_label(str(most)),
            low=format_percent(told.min()),
            high=format_percent(told.max()),
        )
    )


def say_few(study: Study) -> Prose:
    """Say what the eighty of the twenty rests on.

    Parameters
    ----------
    study : Study
        The customers.

    Returns
    -------
    Prose
        The share by base and by window, and how many of the few are the same a year later.
    """
    fifth, again, listed = count_top_fifth(study)
    windows = relationship.concentration_by_window(study.rows, until=YEAR, rng=study.seed)
    first, last = windows.iloc[0], windows.iloc[-1]
    numbers = translate(
        "Of all on the list the largest fifth brings {listed} of the money for space; of those who paid in "
        "{year} it is {one}, and over {years} years {many}. The base and the window make the number.",
        listed=format_percent(listed),
        year=YEAR,
        one=format_percent(first["estimate"]),
        years=int(windows.index[-1]),
        many=format_percent(last["estimate"]),
    )
    same = translate(
        "And the few change: of the {fifth} in the largest fifth of {before}, {again} are in it again.",
        fifth=format_number(fifth),
        before=YEAR - 1,
        again=format_number(again),
    )
    return Prose(sentences(numbers, same))
