"""What the case says about contact, concentration, stages and tiers."""

import pandas as pd

from cvm_lessons import relationship
from cvm_lessons.cases.prose import Prose, listed, sentences
from cvm_lessons.cases.show_analysis.features import Pyramid
from cvm_lessons.cases.show_analysis.study import Study
from cvm_lessons.cases.show_analysis.tables import TEST_LABELS
from cvm_lessons.core import format_money, format_number, format_percent, format_points, translate

__all__ = ["say_contacts", "say_few", "say_stages", "say_tiers"]

TOP = 0.2


def say_contacts(phases: pd.DataFrame, each: pd.Series) -> Prose:
    """Say where the money of contact goes, what the answers are worth, and who is left out.

    Parameters
    ----------
    phases : DataFrame
        First of what `count_contacts` returns.
    each : Series
        Second of it.

    Returns
    -------
    Prose
        Shares of cost and answers, and contacts per company of both sides.
    """
    dear, keen = phases["cost_share"].idxmax(), phases["response"].idxmax()
    money = translate(
        "{cost} of the money goes into contact *{dear}* the show, where {low} of Larkport's messages are "
        "answered. The share answered is highest *{keen}* it: {high}. Whoever is met on the floor has come, "
        "so that says who was met, not what contact does.",
        cost=format_percent(phases.loc[dear, "cost_share"]),
        dear=translate(str(dear)),
        low=format_percent(phases.loc[dear, "response"]),
        keen=translate(str(keen)),
        high=format_percent(phases.loc[keen, "response"]),
    )
    sides = translate(
        "An exhibitor on the list is contacted {exhibitor} times, a visiting company {visitor} times.",
        exhibitor=format_number(each["exhibitor"], 1),
        visitor=format_number(each["visitor"], 1),
    )
    return Prose(sentences(money, sides))


def say_few(study: Study) -> Prose:
    """Say how much the largest fifth brings, of those on the list and of those who came.

    Parameters
    ----------
    study : Study
        The show.

    Returns
    -------
    Prose
        Two shares with their intervals.
    """
    listed_now = study.exhibitors[study.exhibitors["year"] == study.edition]
    whole = relationship.top_share(listed_now, TOP, amount="spend_space", rng=study.seed)
    there = relationship.top_share(study.came, TOP, amount="spend_space", rng=study.seed)
    return Prose(
        translate(
            "Of the {listed} exhibitors on the list, the largest fifth brings {whole} of the money for "
            "space; of the {came} who came, {share} (95% interval {low} to {high}). The base makes the "
            "“80/20”: say which.",
            listed=format_number(whole.n),
            whole=format_percent(whole.estimate),
            came=format_number(there.n),
            share=format_percent(there.estimate),
            low=format_percent(there.low),
            high=format_percent(there.high),
        )
    )


def say_stages(study: Study, moves: pd.DataFrame) -> Prose:
    """Say where relationships break off, and how many come back.

    Parameters
    ----------
    study : Study
        The show.
    moves : DataFrame
        What `move_stages` returns.

    Returns
    -------
    Prose
        Shares that are gone an edition later, by stage, and the share that is back.
    """
    names = relationship.relationship_stages()["name"]
    staying = [name for name in ("exploration", "expansion", "commitment") if name in moves.index]
    gone = listed(
        translate(
            "{stage} {share} of {count}",
            stage=names[name],
            share=format_percent(moves.loc[name, "dissolution"]),
            count=format_number(moves.loc[name, "customers"]),
        )
        for name in staying
    )
    back = 1 - float(moves.loc["dissolution", "dissolution"]) if "dissolution" in moves.index else 0.0
    return Prose(
        translate(
            "From {before} to {year}, gone by stage: {gone}. Of those who had stayed away in {before}, "
            "{back} are back: absent is not lost.",
            before=study.before,
            year=study.edition,
            gone=gone,
            back=format_percent(back),
        )
    )


def say_tiers(pyramid: Pyramid) -> Prose:
    """Say which tests the tiers pass, and what that allows.

    Parameters
    ----------
    pyramid : Pyramid
        What `cut_tiers` returns.

    Returns
    -------
    Prose
        Tests passed and failed, the response of the best tier with its interval, and how to serve whom.
    """
    passed = pyramid.tests["passes"]
    words = []
    for wanted, text in ((True, "Passed: {names}."), (False, "Not passed: {names}.")):
        if (passed == wanted).any():
            names = listed(translate(TEST_LABELS[name]) for name in passed.index[passed == wanted])
            words.append(translate(text, names=names))
    best = pyramid.response.loc["platinum"]
    told_apart = (
        "The letter worked differently by tier (p = {p}): a discount by tier can be tested."
        if passed["response"]
        else "Platinum is not shown to answer otherwise than the rest (p = {p}): one interval above 0 and "
        "one across it are no difference. No discount by tier."
    )
    letter = translate(
        "Of the platinum exhibitors who got a letter with a discount {treated} rebooked, of those left alone "
        "{control}: the effect of the letter is {effect} (95% interval {low} to {high}).",
        treated=format_percent(best["treated"]),
        control=format_percent(best["control"]),
        effect=format_points(best["effect"]),
        low=format_number(100 * best["low"], 0),
        high=format_number(100 * best["high"], 0),
    )
    apart = translate(told_apart, p=format_number(pyramid.tests.loc["response", "p"], 2))
    if pyramid.losing:
        service = translate(
            "Service is another matter. Exhibitors of this edition who cost more than they brought: {count}, "
            "{loss} in all. Agree with them what the price covers.",
            count=pyramid.losing,
            loss=format_money(pyramid.loss),
        )
    else:
        service = translate("No exhibitor of this edition cost more than it brought.")
    return Prose(sentences(*words, letter, apart, service))
