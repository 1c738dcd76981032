"""What the case says about the answers: sentences computed for the parameters in force."""

import pandas as pd

from cvm_lessons.cases.prose import Prose, listed, sentences
from cvm_lessons.cases.survey_words import say_silence, say_situation, say_who_answered
from cvm_lessons.core import format_number, format_percent, translate
from cvm_lessons.value import attribute_label

__all__ = [
    "say_claims",
    "say_revealed",
    "say_silence",
    "say_situation",
    "say_who_answered",
]

# Who wants what: the attribute each manager speaks for.
CLAIMS = {"price": "Sales", "service": "Operations", "visitors": "The visitors' manager"}


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
