"""What the case says about the money: who reacts, which proposal pays, how sure that is, what to do."""

import math

import pandas as pd

from cvm_lessons.cases.prose import Prose, sentences
from cvm_lessons.cases.show_analysis.labels import option_label
from cvm_lessons.cases.show_analysis.sides import MOST, estimate_reactions
from cvm_lessons.cases.show_analysis.study import Study
from cvm_lessons.core import format_money, format_number, format_percent, translate
from cvm_lessons.relationship import CrossSideEffects

__all__ = ["say_decision", "say_judgement", "say_options", "say_pull", "say_sure", "say_test"]

TENTH = 0.1
Z = 1.96


def say_pull(effects: CrossSideEffects) -> Prose:
    """Say what the lots of the regional shows tell about both sides.

    Parameters
    ----------
    effects : CrossSideEffects
        Fitted.

    Returns
    -------
    Prose
        Elasticities and what a tenth refunded does.
    """
    found = effects.to_frame().set_index(["equation", "term"])
    now, back = found.loc[("visitors", "variety")], found.loc[("small", "visitors_last")]
    reactions = estimate_reactions(effects)
    return Prose(
        translate(
            "By the lots, one per cent more to see brings {now}% more visitors ({low} to {high}), and one "
            "per cent more visitors bring {back}% more small exhibitors to the *next* edition. A tenth of "
            "the journey refunded brings {visitors} more visitors, a tenth of the fee {small} more small and "
            "{large} more large exhibitors.",
            now=format_number(now["estimate"], 2),
            low=format_number(now["low"], 2),
            high=format_number(now["high"], 2),
            back=format_number(back["estimate"], 2),
            visitors=_rise(reactions.refund_visitors),
            small=_rise(reactions.refund["small"]),
            large=_rise(reactions.refund["large"]),
        )
    )


def say_options(study: Study, options: pd.DataFrame, budget: float) -> Prose:
    """Say what the naive answer brings, which proposal is best, and when it pays.

    Parameters
    ----------
    study : Study
        The show.
    options : DataFrame
        What `compare_options` returns.
    budget : float
        Yuan an edition.

    Returns
    -------
    Prose
        The refund to the payers against the best proposal.
    """
    if not budget:
        return Prose(translate("With nothing to spend there is nothing to compare: every refund is zero."))
    naive = options.loc["exhibitors"]
    payers = translate(
        "Given to all who pay, the money refunds {rate} of the fee and nets {net} over three editions: most "
        "of it goes to exhibitors who come anyway.",
        rate=format_percent(naive["rate"], 1),
        net=format_money(naive["net_gain"]),
    )
    best = options["net_gain"].idxmax()
    row = options.loc[best]
    if row["net_gain"] <= 0:
        return Prose(sentences(payers, translate("None of the three proposals pays within three editions.")))
    words = translate(
        "Best is to *{name}*: {rate}, net {net} (95% interval {low} to {high}).",
        name=option_label(study, str(best)),
        rate=format_percent(row["rate"], 1),
        net=format_money(row["net_gain"]),
        low=format_money(row["low"]),
        high=format_money(row["high"]),
    )
    if row["first"] < 0:
        wait = translate(
            "In the first edition it *loses* {loss}: exhibitors follow the visitors of the last edition. Who "
            "looks at one edition only rejects it.",
            loss=format_money(-row["first"]),
        )
    else:
        wait = translate("It pays from the first edition on.")
    most = (
        translate(
            "More than {most} was never tried, so the rest of the budget stays.", most=format_percent(MOST)
        )
        if row["rate"] >= MOST
        else ""
    )
    return Prose(sentences(payers, words, wait, most))


def say_sure(study: Study, table: pd.DataFrame, options: pd.DataFrame) -> Prose:
    """Say in how many cells the chosen proposal stays the best.

    Parameters
    ----------
    study : Study
        The show.
    table : DataFrame
        What `vary_inputs` returns.
    options : DataFrame
        What `compare_options` returns.

    Returns
    -------
    Prose
        Cells in which it is best, and cells in which nothing pays.
    """
    if not options["cost"].any():
        return Prose(translate("With nothing to spend every cell is the same."))
    nothing = int((table["option"] == "").sum())
    chosen = [str(name) for name in options.index[options["chosen"]]]
    if not chosen:
        return Prose(
            translate("In {nothing} of {cells} cells nothing pays.", nothing=nothing, cells=len(table))
        )
    cells = translate(
        "*{name}* is best in {stays} of {cells} cells; in {nothing} nothing pays.",
        name=option_label(study, chosen[0]).capitalize(),
        stays=int((table["option"] == chosen[0]).sum()),
        cells=len(table),
        nothing=nothing,
    )
    rests = translate(
        "If the sides did not react to each other (first column), no subsidy of visitors could ever pay: the "
        "whole plan rests on the reaction."
    )
    return Prose(sentences(cells, rests if chosen[0] == "visitors" else ""))


def say_test(study: Study, options: pd.DataFrame, effects: CrossSideEffects) -> Prose:
    """Say how the plan can be tried by lot, and what the trial would see.

    Parameters
    ----------
    study : Study
        The show.
    options : DataFrame
        What `compare_options` returns.
    effects : CrossSideEffects
        Fitted.

    Returns
    -------
    Prose
        Companies on the list, share that came, the rise expected and the half-width of the interval.
    """
    row = options.loc["visitors"]
    if not row["rate"]:
        return Prose(translate("Without a refund there is nothing to try."))
    if not row["chosen"]:
        return Prose(
            translate(
                "A refund of the journey is not the best use of the money here, so there is nothing to try "
                "by lot. Ask visiting companies first what their visit costs: the answer may change the "
                "table."
            )
        )
    invited, base = len(study.visitors), float(study.visitors["took_part"].mean())
    rise = base * (math.exp(estimate_reactions(effects).refund_visitors * row["rate"]) - 1)
    noise = Z * math.sqrt(2 * base * (1 - base) / (invited / 2))
    numbers = translate(
        "Try it by lot: of the {invited} visiting companies on the list, {base} came. Promise the refund to "
        "half of them. Expected is a rise of {rise} points; chance alone moves the difference by about "
        "{noise} points either way.",
        invited=format_number(invited),
        base=format_percent(base),
        rise=format_number(100 * rise, 1),
        noise=format_number(100 * noise, 1),
    )
    seen = "One edition would show it." if rise > noise else "One edition may fail to show it: pool shows."
    later = translate(
        "Whether exhibitors then follow shows only an edition later, and not within one show: the whole hall "
        "sees the same visitors. That takes several shows, as in the regional lottery."
    )
    return Prose(sentences(numbers, translate(seen), later))


def say_judgement(judged: pd.DataFrame) -> Prose:
    """Say what the promise is worth against the truth.

    Parameters
    ----------
    judged : DataFrame
        What `judge_option` returns.

    Returns
    -------
    Prose
        Promise, delivery, and the best there was.
    """
    money = {name: format_money(judged.loc[name, "net_gain"]) for name in judged.index}
    if not judged.loc["promised", "cost"]:
        nothing = (
            "You promised nothing and spend nothing. With the true reactions, {possible} was to be had."
            if judged.loc["possible", "net_gain"] > 0
            else "You promised nothing and spend nothing. With the true reactions nothing was to be had "
            "either."
        )
        return Prose(translate(nothing, **money))
    said = translate(
        "You promised {promised} net; with the true reactions the same refund brings {delivered}. The best "
        "within the budget, had you known them, is {possible}.",
        **money,
    )
    more = float(judged.loc["delivered", "cost"] - judged.loc["promised", "cost"])
    if more <= 0:
        return Prose(said)
    cost = translate(
        "The refund itself costs {more} more than planned, because more of those who get it come.",
        more=format_money(more),
    )
    less = translate("The best within the budget has to refund less.")
    exceeds = judged.loc["possible", "net_gain"] < judged.loc["delivered", "net_gain"]
    return Prose(sentences(said, cost, less if exceeds else ""))


def say_decision(study: Study, options: pd.DataFrame, budget: float) -> Prose:
    """Say the decision in money.

    Parameters
    ----------
    study : Study
        The show.
    options : DataFrame
        What `compare_options` returns.
    budget : float
        Yuan an edition.

    Returns
    -------
    Prose
        What to fund and what to expect, or why to keep the money.
    """
    chosen = options[options["chosen"]]
    if chosen.empty:
        if not budget:
            return Prose(
                translate(
                    "**Decision: fund nothing.** Nothing was set aside, and service that is not paid for can "
                    "be talked about without a budget."
                )
            )
        decision = translate("**Decision: fund nothing, keep {budget}.**", budget=format_money(budget))
        reason = "None of the proposals brings its cost back within three editions at these numbers."
        return Prose(sentences(decision, translate(reason)))
    row = chosen.iloc[0]
    return Prose(
        translate(
            "**Decision: {name}, at {rate}.** It costs {cost} in three editions and nets {net}, from {low} "
            "to {high}. Begin with half of them, drawn by lot; go on if the share that comes rises.",
            name=option_label(study, str(chosen.index[0])),
            rate=format_percent(row["rate"], 1),
            cost=format_money(row["cost"]),
            net=format_money(row["net_gain"]),
            low=format_money(row["low"]),
            high=format_money(row["high"]),
        )
    )


def _rise(reaction: float) -> str:
    return str(format_percent(math.exp(reaction * TENTH) - 1))
