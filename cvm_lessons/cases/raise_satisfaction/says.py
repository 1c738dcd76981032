"""What the case says about the start, the scores, the encounters and the quadrants."""

from collections.abc import Mapping

import pandas as pd

from cvm_lessons.cases.exhibitor_survey import Study
from cvm_lessons.cases.prose import Prose, listed, sentences
from cvm_lessons.core import format_number, format_percent, translate
from cvm_lessons.measurement import Interval
from cvm_lessons.satisfaction import IPA_QUADRANTS
from cvm_lessons.value import attribute_label

__all__ = ["ENCOUNTER_NAMES", "say_encounters", "say_quadrants", "say_score"]

ASKED_FOR = 5  # points of the NPS that the sponsor of the programme promises
CONCENTRATE = IPA_QUADRANTS[True, False]
ENCOUNTER_NAMES = {
    "enc_before": "before the show",
    "enc_during": "during the show",
    "enc_after": "after the show",
    "core": "core service",
    "auxiliary": "auxiliary service",
}
RULE_NAMES = {
    f"{importance}, {cut}": f"{importance} importance, cut at the {cut}"
    for importance in ("stated", "derived")
    for cut in ("mean", "median")
}
PHASES = ["enc_before", "enc_during", "enc_after"]


def say_score(study: Study, scores: Mapping[str, Interval]) -> Prose:
    """Say what the board's scores are, and whether five points more of the NPS would show.

    Parameters
    ----------
    study : Study
        The answers.
    scores : mapping of str to Interval
        What `score` returns.

    Returns
    -------
    Prose
        Satisfied, dissatisfied, NPS, and its interval against the promise.
    """
    satisfied, unhappy, nps = scores["satisfied"], scores["dissatisfied"], scores["nps"]
    first = translate(
        "**{satisfied}** are satisfied (8 to 10 of 10), {unhappy} dissatisfied (4 or less). The NPS is "
        "**{nps}** ({low} to {high}): it rests on another question and other cuts.",
        satisfied=format_percent(satisfied.estimate),
        unhappy=format_percent(unhappy.estimate, 1),
        nps=format_number(nps.estimate),
        low=format_number(nps.low),
        high=format_number(nps.high),
    )
    half = (nps.high - nps.low) / 2
    words = (
        "One such survey knows the NPS to within {half} points, and the next one will be no surer. A rise of "
        "{asked} points would drown in the noise: nobody could tell whether a programme kept its promise."
        if 2**0.5 * half > ASKED_FOR
        else "Two such surveys could tell a rise of {asked} points from noise: each knows the NPS to within "
        "{half}."
    )
    second = translate(words, half=format_number(half, 1), asked=ASKED_FOR)
    own = (
        translate("Satisfaction is from **your file**, the NPS from Larkport's survey.") if study.own else ""
    )
    return Prose(sentences(own, first, second))


def say_encounters(encounters: pd.DataFrame) -> Prose:
    """Say which encounter is rated lowest and which moves satisfaction most: they need not be the same.

    Parameters
    ----------
    encounters : DataFrame
        What `rate_encounters` returns.

    Returns
    -------
    Prose
        The weakest phase, the strongest encounter, and what that means.
    """
    phases = encounters.loc[PHASES]
    weakest, strongest = phases["mean"].idxmin(), encounters["share"].idxmax()
    first = translate(
        "Rated lowest is the time **{weakest}** ({mean}; {unhappy} gave 4 or less). A point more there goes "
        "with {adds} points of satisfaction ({low} to {high}), the other encounters held.",
        weakest=translate(ENCOUNTER_NAMES[weakest]),
        mean=format_number(phases.loc[weakest, "mean"], 2),
        unhappy=format_percent(phases.loc[weakest, "dissatisfied"]),
        adds=format_number(phases.loc[weakest, "estimate"], 2),
        low=format_number(phases.loc[weakest, "low"], 2),
        high=format_number(phases.loc[weakest, "high"], 2),
    )
    second = translate(
        "Of what the five ratings explain, {share} belongs to **{strongest}**.",
        share=format_percent(encounters.loc[strongest, "share"]),
        strongest=translate(ENCOUNTER_NAMES[strongest]),
    )
    unclear = phases.loc[weakest, "low"] <= 0
    third = (
        translate("The lowest rating is not shown to move satisfaction: the interval holds 0.")
        if unclear
        else ""
    )
    return Prose(sentences(first, second, third))


def say_quadrants(lists: pd.DataFrame) -> Prose:
    """Say what the rule that a manager would use puts on the list, and what other rules do to it.

    Parameters
    ----------
    lists : DataFrame
        What `list_quadrants` returns.

    Returns
    -------
    Prose
        The first rule's list, and how many attributes change quadrant.
    """
    rules = lists.drop(columns="concentrate")
    first = rules.columns[0]
    top = [attribute_label(str(name)) for name in lists.index[rules[first] == CONCENTRATE]]
    urgent = (
        translate(
            "The usual map ({rule}) says: concentrate on **{names}**.",
            rule=translate(RULE_NAMES[first]),
            names=listed(top),
        )
        if top
        else translate("The usual map ({rule}) finds nothing urgent.", rule=translate(RULE_NAMES[first]))
    )
    moved = int(rules.ne(rules[first], axis=0).any(axis=1).sum())
    always = [attribute_label(str(name)) for name in lists.index[lists["concentrate"] == rules.shape[1]]]
    change = translate(
        "Draw it in {rules} ways, and {moved} of {total} attributes change their quadrant.",
        rules=rules.shape[1],
        moved=moved,
        total=len(rules),
    )
    stay = (
        translate("On every list: {names}.", names=listed(always))
        if always
        else translate("No attribute is on every list.")
    )
    return Prose(sentences(urgent, change, stay))
