"""What the case says about friends, coming again, the plan and the decision."""

import math

import pandas as pd

from cvm_lessons.cases.build_trust.evidence import Friends
from cvm_lessons.cases.build_trust.money import BUY, NOTHING, REFUSE, Coming, Verdict
from cvm_lessons.cases.build_trust.study import TrustStudy
from cvm_lessons.cases.prose import Prose, listed, sentences
from cvm_lessons.core import format_money, format_number, format_percent, translate
from cvm_lessons.trust import plan_totals

__all__ = ["say_coming", "say_decision", "say_friends", "say_plan", "say_sure"]

SURE_FROM = 0.8  # an action in fewer redrawn plans is no safe first step


def say_friends(friends: Friends, dinners: pd.DataFrame) -> Prose:
    """Say what the dinners would bring by the raw tie, and what is left of it.

    Parameters
    ----------
    friends : Friends
        What `meet_friends` returns.
    dinners : DataFrame
        What `price_dinners` returns.

    Returns
    -------
    Prose
        Log-odds and net gain, raw and held.
    """
    raw, held = dinners.loc["raw"], dinners.loc["held"]
    first = translate(
        "For a point more of friendship the log-odds of coming differ by **{odds}** ({low} to {high}). "
        "Dinners for all, with the lift that Bai Ning guesses, cost {cost} and would net **{net}**.",
        odds=format_number(friends.raw.estimate, 3),
        low=format_number(friends.raw.low, 3),
        high=format_number(friends.raw.high, 3),
        cost=format_money(raw["cost"]),
        net=format_money(raw["net"]),
    )
    second = translate(
        "Hold satisfaction fixed, and how often an exhibitor was there where that differs: **{odds}** ({low} "
        "to {high}). The same dinners then net **{net}**.",
        odds=format_number(friends.held.estimate, 3),
        low=format_number(friends.held.low, 3),
        high=format_number(friends.held.high, 3),
        net=format_money(held["net"]),
    )
    if friends.held.low <= 0 <= friends.held.high:
        third = translate("The interval holds 0: these answers do not show that dinners bring anybody back.")
    else:
        third = ""
    return Prose(sentences(first, second, third))


def say_coming(study: TrustStudy, coming: Coming) -> Prose:
    """Say what trust tells about coming again.

    Parameters
    ----------
    study : TrustStudy
        Answers that were followed by another edition.
    coming : Coming
        What `see_coming` returns.

    Returns
    -------
    Prose
        Three log-odds, and what the interval says.
    """
    numbers = {
        f"{name}{end}": format_number(getattr(interval, field), 2)
        for name, interval in vars(coming).items()
        for end, field in (("", "estimate"), ("_low", "low"), ("_high", "high"))
    }
    first = translate(
        "Of {n} answers, {share} are from exhibitors who came to the next edition, too. For a point more of "
        "trust the log-odds of coming differ by **{alone}** ({alone_low} to {alone_high}); at equal "
        "satisfaction by **{beside}** ({beside_low} to {beside_high}); at equal satisfaction and value by "
        "{value} ({value_low} to {value_high}).",
        n=format_number(len(study.later)),
        share=format_percent(study.share),
        **numbers,
    )
    if coming.beside.low > 0:
        words = "At equal satisfaction the interval lies above 0."
    elif coming.beside.high < 0:
        words = "At equal satisfaction the interval lies below 0: here trust goes with staying away."
    else:
        words = "At equal satisfaction the interval holds 0: fewer may come, as many, or a few more."
    return Prose(sentences(first, translate(words)))


def say_plan(plan: pd.DataFrame) -> Prose:
    """Say which set buys most trust, and what taking the best per yuan first would miss.

    Parameters
    ----------
    plan : DataFrame
        What `weigh_actions` returns.

    Returns
    -------
    Prose
        The best set and the greedy one.
    """
    totals, chosen = plan_totals(plan), plan.index[plan["chosen"]]
    if not len(chosen):
        return Prose(
            translate(
                "The budget buys no action: the cheapest costs {cost}.", cost=format_money(plan["cost"].min())
            )
        )
    best, greedy = totals.loc["chosen"], totals.loc["greedy"]
    first = translate(
        "The best set within the budget: **{names}**. It costs {cost} and raises mean trust by **{gain}** "
        "points, on a scale from 1 to 7.",
        names=listed(translate(str(name)) for name in chosen),
        cost=format_money(best["cost"]),
        gain=format_number(best["gain"], 3),
    )
    words = (
        "Taking the most trust per yuan first gains {gain} for {cost}."
        if best["gain"] - greedy["gain"] > 1e-6
        else "Taking the most trust per yuan first finds as much."
    )
    second = translate(words, gain=format_number(greedy["gain"], 3), cost=format_money(greedy["cost"]))
    return Prose(sentences(first, second))


def say_sure(verdict: Verdict, coming: Coming) -> Prose:
    """Say which log-odds the plan needs, against those that were found.

    Parameters
    ----------
    verdict : Verdict
        What `judge` returns.
    coming : Coming
        What `see_coming` returns.

    Returns
    -------
    Prose
        Worth at the estimate, the log-odds needed, and the interval.
    """
    if verdict.kind == NOTHING:
        return Prose(translate("There is no plan to price."))
    words = (
        "In one edition the plan is worth {worth} at the estimate, for {cost}."
        if verdict.worth >= 0
        else "At the estimate the plan would lose {worth} of margin in one edition, on top of its cost of "
        "{cost}."
    )
    worth = translate(
        words,
        worth=format_money(abs(verdict.worth)),
        cost=format_money(verdict.cost),
    )
    if math.isinf(verdict.needed):
        return Prose(sentences(worth, translate("Even if everybody came, it would not pay in one edition.")))
    needed = translate(
        "To pay in one edition it needs **{needed}** log-odds per point of trust; at equal satisfaction you "
        "found {found} ({low} to {high}).",
        needed=format_number(verdict.needed, 2),
        found=format_number(coming.beside.estimate, 2),
        low=format_number(coming.beside.low, 2),
        high=format_number(coming.beside.high, 2),
    )
    return Prose(sentences(worth, needed))


def say_decision(actions: pd.DataFrame, verdict: Verdict, budget: float) -> Prose:
    """Say what the board should decide.

    Parameters
    ----------
    actions : DataFrame
        What `action_list` returns.
    verdict : Verdict
        What `judge` returns.
    budget : float
        Yuan.

    Returns
    -------
    Prose
        Buy, test or refuse, and what goes back to the board.
    """
    if verdict.kind == NOTHING and not budget:
        return Prose(translate("**Decision: buy nothing.** Nothing was set aside."))
    if verdict.kind == NOTHING:
        return Prose(translate("**Decision: buy nothing, keep {budget}.**", budget=format_money(budget)))
    names = listed(translate(str(name)) for name in actions["action"])
    cost = actions["cost"].sum()
    if verdict.kind == BUY:
        text = translate(
            "**Decision: buy {names} for {cost}.** Even the low end of the interval pays for it in one "
            "edition.",
            names=names,
            cost=format_money(cost),
        )
    else:
        words = (
            "**Decision: do not buy the plan for the sake of coming again.** Even the upper end of the "
            "interval does not pay for it in one edition, and nobody has measured whether trust lasts "
            "longer. Test one action: {names}, {cost}, with half of those whom it would reach, drawn by lot; "
            "count problems reported in time, and who comes."
            if verdict.kind == REFUSE
            else "**Decision: do not buy the plan yet.** In one edition the interval holds both a "
            "loss and a profit. Test "
            "one action: {names}, {cost}, with half of those whom it would reach, drawn by lot; count who "
            "comes."
        )
        text = translate(words, names=names, cost=format_money(cost))
    left = translate("Return {left} to the board.", left=format_money(budget - cost))
    shaky = actions["chosen_share"].min() < SURE_FROM
    warning = translate("Another survey might have chosen another set: see the last column.") if shaky else ""
    return Prose(sentences(text, left, warning))
