"""What the case says about the truth, where it is known."""

from collections.abc import Mapping

import pandas as pd

from cvm_lessons.cases.exhibitor_survey import Study
from cvm_lessons.cases.prose import Prose, sentences
from cvm_lessons.core import format_money, format_number, translate

__all__ = ["say_promise", "say_silent", "say_truth"]


def say_silent(study: Study, silent: pd.DataFrame | None) -> Prose:
    """Say what the silent would have answered.

    Parameters
    ----------
    study : Study
        The answers.
    silent : DataFrame or None
        What `hear_silent` returns.

    Returns
    -------
    Prose
        The means of both and the bias; that everybody answered where it is so.
    """
    if silent is None:
        return Prose(translate("Everybody answered: nobody is silent."))
    row = silent.iloc[0]
    means = translate(
        "Larkport is simulated, so the satisfaction of the silent is on file: **{others}** on average, and "
        "{respondents} for those who answered. The mean of the answers is off by {bias} points.",
        others=format_number(row["others"], 2),
        respondents=format_number(row["respondents"], 2),
        bias=format_number(row["bias"], 2),
    )
    own = (
        translate("Nobody knows this for your own file: there, compare what the silent did.")
        if study.own
        else ""
    )
    return Prose(sentences(means, own))


def say_truth(against: pd.DataFrame) -> Prose:
    """Say how far the estimates are from what made the data.

    Parameters
    ----------
    against : DataFrame
        What `against_answers` returns.

    Returns
    -------
    Prose
        How many intervals hold the truth, and what rebooking answers to.
    """
    return Prose(
        translate(
            "{covered} of {total} intervals hold the truth. In this world rebooking on site answers to value "
            "and to nothing else: satisfaction's own part is 0, and you estimated {estimate}.",
            covered=int(against["covered"].sum()),
            total=len(against),
            estimate=format_number(against.loc["rebooking", "estimate"], 3),
        )
    )


def say_promise(sums: Mapping[str, float] | None) -> Prose:
    """Say what the plan's projects truly bring in rebookings, through value.

    Parameters
    ----------
    sums : mapping of str to float or None
        What `by_value` returns.

    Returns
    -------
    Prose
        Promise and truth; what to do without a truth.
    """
    if sums is None:
        return Prose(
            translate(
                "Nobody knows the truth behind your file. Carry the plan out for part of the exhibitors, by "
                "lot, and compare before you roll out."
            )
        )
    if not sums["cost"]:
        return Prose(translate("Your plan spends nothing: there is no promise to hold against the truth."))
    rebooked = translate(
        "Through rebooking you would have promised {rebooking}. The same projects truly bring **{value}** of "
        "margin in rebookings, because a better rating raises *value*, whether or not the mood follows.",
        rebooking=format_money(sums["rebooking"]),
        value=format_money(sums["value"]),
    )
    words = (
        "That alone pays for the {cost} they cost."
        if sums["value"] > sums["cost"]
        else "That alone does not pay for the {cost} they cost: the plan lives on the budgets."
    )
    budgets = translate(
        "What they truly add to budgets ({budget} by your estimate) is on no file: budgets follow "
        "satisfaction along a curve, and hang on other things too.",
        budget=format_money(sums["budget"]),
    )
    return Prose(sentences(rebooked, translate(words, cost=format_money(sums["cost"])), budgets))
