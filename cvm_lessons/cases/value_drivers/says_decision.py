"""What the case says about the money: worth, plans, how sure they are, and the decision."""

import pandas as pd

from cvm_lessons.cases.prose import Prose, listed, sentences
from cvm_lessons.cases.value_drivers.money import Worth
from cvm_lessons.cases.value_drivers.study import ALL, Study
from cvm_lessons.core import format_money, format_number, format_percent, format_points, translate

__all__ = [
    "say_decision",
    "say_payback",
    "say_plans",
    "say_sure",
    "say_worth",
]

SURE_FROM = 0.8  # an action in fewer redrawn plans should be tested before it is rolled out


def say_worth(study: Study, worth: Worth) -> Prose:
    """Say what a point of value is worth.

    Parameters
    ----------
    study : Study
        The answers.
    worth : Worth
        What `worth_of_rebooking` returns.

    Returns
    -------
    Prose
        Slope, margin, exhibitors and their product.
    """
    slope = worth.slope
    parts = [
        translate(
            "A point of value more raises the chance of rebooking by **{slope}** ({low} to {high}). An "
            "exhibitor brings {margin} of margin an edition, and {exhibitors} exhibitors of {year} decide. "
            "So a point for all of them is worth {slope_number} × {exhibitors} × {margin} = **{point}**.",
            slope=format_points(slope.estimate),
            low=format_number(100 * slope.low, 1),
            high=format_number(100 * slope.high, 1),
            margin=format_money(worth.margin),
            exhibitors=format_number(worth.exhibitors),
            year=worth.year,
            slope_number=format_number(slope.estimate, 3),
            point=format_money(worth.point),
        )
    ]
    if slope.low <= 0:
        parts.append(
            translate(
                "The interval reaches 0 or below: these answers do not show that value moves rebooking at "
                "all. Read every yuan below as a guess."
            )
        )
    if study.country_group != ALL:
        parts.append(
            translate(
                "You count one group of countries only, and a project costs the same whoever comes: what "
                "follows is what this group alone would justify."
            )
        )
    return Prose(sentences(*parts))


def say_payback(gains: pd.DataFrame) -> Prose:
    """Say how many projects bring more than they cost.

    Parameters
    ----------
    gains : DataFrame
        What `price_projects` returns.

    Returns
    -------
    Prose
        The count, and the projects with the highest and the lowest net gain.
    """
    ordered = gains.sort_values("net_gain")
    best, worst = ordered.iloc[-1], ordered.iloc[0]
    return Prose(
        translate(
            "Of {total} projects, **{count}** bring more margin in one edition than they cost. Best: {best} "
            "({gain} net). Worst: {worst} ({loss} net).",
            total=len(gains),
            count=int((gains["net_gain"] > 0).sum()),
            best=best["label"],
            gain=format_money(best["net_gain"]),
            worst=worst["label"],
            loss=format_money(worst["net_gain"]),
        )
    )


def say_plans(plans: pd.DataFrame, budget: float) -> Prose:
    """Say what the best set brings, and what the rules of thumb would have done.

    Parameters
    ----------
    plans : DataFrame
        What `compare_plans` returns.
    budget : float
        Yuan.

    Returns
    -------
    Prose
        The best set, what is left of the budget, and the rules that do worse.
    """
    best = plans.loc["best"]
    if not best["projects"]:
        first = translate(
            "No project that pays costs {budget} or less: the best set is empty.", budget=format_money(budget)
        )
    else:
        first = translate(
            "The best set is {names}. It costs {cost}, brings {gain} and leaves {left} unspent.",
            names=listed(best["projects"]),
            cost=format_money(best["cost"]),
            gain=format_money(best["gain"]),
            left=format_money(budget - best["cost"]),
        )
    rules = {
        "lift": translate("Biggest lift first"),
        "said": translate("What customers say first"),
        "ratio": translate("Highest gain per yuan first"),
    }
    lines = [_rule(words, plans.loc[name], best) for name, words in rules.items() if name in plans.index]
    return Prose("\n".join([first, "", *lines]))


def say_sure(table: pd.DataFrame, worth: Worth) -> Prose:
    """Say in how many corners of the sensitivity table anything pays, and why a signature is not an edition.

    Parameters
    ----------
    table : DataFrame
        What `vary_inputs` returns.
    worth : Worth
        What `worth_of_rebooking` returns.

    Returns
    -------
    Prose
        Corners with a plan that pays, and what a signature stands for.
    """
    paying = int((table["net_gain"] > 0).sum())
    return Prose(
        translate(
            "Some plan pays in {paying} of {total} cells. Look at the first row. Of those who signed on "
            "site, {signed} came to the next edition; of those who did not sign, {unsigned} came all the "
            "same. A signature stands for the difference, {part} of an edition. On the other side, who comes "
            "may come again: then a signature stands for more than one.",
            paying=paying,
            total=len(table),
            signed=format_percent(worth.came_signed),
            unsigned=format_percent(worth.came_unsigned),
            part=format_number(worth.signature, 2),
        )
    )


def say_decision(actions: pd.DataFrame, plan: pd.DataFrame, budget: float) -> Prose:
    """Say what the board should decide.

    Parameters
    ----------
    actions : DataFrame
        What `action_list` returns.
    plan : DataFrame
        What `cvm_lessons.value.choose_actions` returns: all projects, for what it says of an empty list.
    budget : float
        Yuan.

    Returns
    -------
    Prose
        What to fund, what to test first, what to keep.
    """
    if actions.empty:
        return Prose(_nothing(plan, budget))
    cost, net = actions["cost"].sum(), actions["net_gain"].sum()
    parts = [
        translate(
            "**Decision: fund {names} for {cost}; expect {net} net.** Return {left} to the board.",
            names=listed(actions["action"]),
            cost=format_money(cost),
            net=format_money(net),
            left=format_money(budget - cost),
        )
    ]
    shaky = actions.loc[actions["chosen_share"] < SURE_FROM, "action"]
    if len(shaky):
        parts.append(
            translate(
                "Test first, on half of the halls, what fewer than {share} of the redrawn surveys would have "
                "chosen: {names}.",
                names=listed(shaky),
                share=format_percent(SURE_FROM),
            )
        )
    return Prose(sentences(*parts))


def _nothing(plan: pd.DataFrame, budget: float) -> str:
    decision = translate("**Decision: fund nothing, keep {budget}.**", budget=format_money(budget))
    paying = plan[plan["net_gain"] > 0]
    if paying.empty:
        why = translate("None of the projects brings its cost back within one edition at these numbers.")
    else:
        cheapest = paying.loc[paying["cost"].idxmin()]
        why = translate(
            "No project that pays fits the budget: {count} of {total} would bring back more than they cost; "
            "the cheapest of these is {name}, for {cost}.",
            count=len(paying),
            total=len(plan),
            name=cheapest["label"],
            cost=format_money(cheapest["cost"]),
        )
    return sentences(decision, why)


def _rule(words: str, plan: pd.Series, best: pd.Series) -> str:
    less = best["net_gain"] - plan["net_gain"]
    if less < 1:
        return str(translate("- *{rule}* finds the same set.", rule=words))
    return str(
        translate(
            "- *{rule}* spends {cost} and nets {net}, {less} less than the best set.",
            rule=words,
            cost=format_money(plan["cost"]),
            net=format_money(plan["net_gain"]),
            less=format_money(less),
        )
    )
