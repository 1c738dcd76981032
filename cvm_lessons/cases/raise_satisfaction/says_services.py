"""What the case says about services, complaints and recovery."""

import pandas as pd

from cvm_lessons.cases.prose import Prose, sentences
from cvm_lessons.cases.raise_satisfaction.evidence import Desk
from cvm_lessons.core import format_number, format_percent, translate

__all__ = ["say_desk", "say_recovery", "say_services"]

LOUNGE, POWER = "lounge", "stand_power"


def say_services(services: pd.DataFrame) -> Prose:
    """Say what a lounge would delight and what missing electricity would cost.

    Parameters
    ----------
    services : DataFrame
        What `sort_services` returns.

    Returns
    -------
    Prose
        Better and worse of the two, and how many services lead clearly.
    """
    lounge, power = services.loc[LOUNGE], services.loc[POWER]
    mixed = int((services["share"] < 0.5).sum())
    pair = translate(
        "A lounge would please **{better}** of the show's exhibitors, and {worse} would miss it. Electricity "
        "at the stand pleases {taken}, and **{missed}** would be dissatisfied without it.",
        better=format_percent(lounge["better"]),
        worse=format_percent(-lounge["worse"]),
        taken=format_percent(power["better"]),
        missed=format_percent(-power["worse"]),
    )
    letter = translate(
        "For {mixed} of {total} services, the leading letter is that of fewer than half of the exhibitors: "
        "read the two shares, not the letter.",
        total=len(services),
        mixed=mixed,
    )
    return Prose(sentences(pair, letter))


def say_desk(desk: Desk) -> Prose:
    """Say what the number of complaints tells, and how many of the dissatisfied are silent.

    Parameters
    ----------
    desk : Desk
        What `hear_desk` returns.

    Returns
    -------
    Prose
        The two latest counts, and the iceberg.
    """
    *_, (before, last), (year, latest) = desk.counts.items()
    count = translate(
        "The desk counts {latest} complaints of the show's exhibitors after {year}, {last} after {before}.",
        latest=latest,
        year=year,
        last=last,
        before=before,
    )
    if latest >= last:
        count = sentences(count, translate("Here not even the count falls."))
    if desk.iceberg is None:
        return Prose(sentences(count, translate("Nobody among these answers is dissatisfied.")))
    silent = desk.iceberg.loc["silent of the dissatisfied"]
    below = translate(
        "Dissatisfied answers: {n}. **{silent}** of them come from somebody who did not complain ({low} to "
        "{high}). So the count says little about how many are dissatisfied.",
        n=int(silent["n"]),
        silent=format_percent(silent["estimate"]),
        low=format_percent(silent["low"]),
        high=format_percent(silent["high"]),
    )
    return Prose(sentences(count, below))


def say_recovery(desk: Desk) -> Prose:
    """Say what an excellent recovery does to satisfaction and to staying.

    Parameters
    ----------
    desk : Desk
        What `hear_desk` returns.

    Returns
    -------
    Prose
        The change after a first and a second failure, and who stayed.
    """
    change = desk.change
    first, second = change.loc[(True, "first failure")], change.loc[(True, "second failure")]
    other = change.loc[(False, "first failure")]
    return Prose(
        translate(
            "After a first failure, fixed and refunded with an answer within a day, satisfaction is "
            "{first} points higher than before ({low} to {high}; {n} cases); after other recoveries it is "
            "{other} lower. After a second failure even the excellent recovery ends {second} below. Of the "
            "first group {stayed} came again, of the others {rest}.",
            first=format_number(first["change"], 2),
            low=format_number(first["low"], 2),
            high=format_number(first["high"], 2),
            n=int(first["n"]),
            other=format_number(-other["change"], 2),
            second=format_number(-second["change"], 2),
            stayed=format_percent(first["stayed"]),
            rest=format_percent(other["stayed"]),
        )
    )
