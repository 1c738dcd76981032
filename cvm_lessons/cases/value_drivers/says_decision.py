"""What the case says about the money: worth, plans, how sure they are, and the decision."""

import pandas as pd

from cvm_lessons.cases.prose import Prose, listed
from cvm_lessons.cases.value_drivers.money import Worth
from cvm_lessons.cases.value_drivers.study import ALL, Study
from cvm_lessons.cases.value_drivers.truths import true_slope
from cvm_lessons.core import format_money, format_number, format_percent, format_points, translate
from cvm_lessons.value import attribute_label

__all__ = [
    "say_ceiling",
    "say_decision",
    "say_judgement",
    "say_payback",
    "say_plans",
    "say_sure",
    "say_worth",
]

TOP = 10  # the highest point of the rating scale
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
    text = translate(
        "A point of value more raises the chance of rebooking by **{slope}** ({low} to {high}). An exhibitor "
        "brings {margin} of margin an edition, and {exhibitors} exhibitors of {year} decide. So a point for "
        "all of them is worth {slope_number} × {exhibitors} × {margin} = **{point}**.",
        slope=format_points(slope.estimate),
        low=format_number(100 * slope.low, 1),
        high=format_number(100 * slope.high, 1),
        margin=format_money(worth.margin),
        exhibitors=format_number(worth.exhibitors),
        year=worth.year,
        slope_number=format_number(slope.estimate, 3),
        point=format_money(worth.point),
    )
    if slope.low <= 0:
        text += " " + translate(
            "The interval reaches 0 or below: these answers do not show that value moves rebooking at all. "
            "Read every yuan below as a guess."
        )
    if study.country_group != ALL:
        text += " " + translate(
            "You count one group of countries only, and a project costs the same whoever comes: what follows "
            "is what this group alone would justify."
        )
    return Prose(text)


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
            "No project pays within {budget}: the best set is empty.", budget=format_money(budget)
        )
    else:
        first = translate(
            "The best set is {names}. It costs {cost}, brings {gain} and leaves {left} of the budget unspent.",
            names=listed(best["projects"]),
            cost=format_money(best["cost"]),
            gain=format_money(best["gain"]),
            left=format_money(budget - best["cost"]),
        )
    rules = {
        "lift": translate("the biggest lift first"),
        "said": translate("what customers say first"),
        "ratio": translate("the highest gain per yuan first"),
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


def say_judgement(
    study: Study, weights: pd.DataFrame | None, judged: pd.DataFrame | None, worth: Worth
) -> Prose:
    """Say how far off the estimates and the promise are.

    Parameters
    ----------
    study : Study
        The answers.
    weights : DataFrame or None
        What `against_weights` returns.
    judged : DataFrame or None
        What `judge_plan` returns.
    worth : Worth
        What `worth_of_rebooking` returns.

    Returns
    -------
    Prose
        Intervals that cover, the slope, and the promise against what comes.
    """
    if weights is None or judged is None:
        return Prose(
            translate("Without a truth you can still do what the next section asks for: test first.")
        )
    far = weights["miss"].abs().idxmax()
    slope = true_slope(study)
    first = translate(
        "{covered} of {total} intervals hold the true weight; the widest miss is {name}, by {miss} points. "
        "The slope of rebooking is {true} in truth, you estimated {slope}.",
        covered=int(weights["covered"].sum()),
        total=len(weights),
        name=attribute_label(str(far)),
        miss=format_number(abs(weights.loc[far, "miss"]), 2),
        true=format_points(slope),
        slope=format_points(worth.slope.estimate),
    )
    promised, delivered, possible = (
        judged.loc[name, "net_gain"] for name in ("promised", "delivered", "possible")
    )
    if not judged.loc["promised", "cost"]:
        second = translate(
            "You promised nothing and spend nothing. With the truth in hand, {possible} net was to be had.",
            possible=format_money(possible),
        )
    else:
        second = translate(
            "You promised {promised} net; the same projects bring {delivered}. With the truth in hand, "
            "{possible} was to be had.",
            promised=format_money(promised),
            delivered=format_money(delivered),
            possible=format_money(possible),
        )
    if promised > delivered:
        second += " " + translate(
            "A promise tends to be too high: what was overestimated is more likely to be chosen."
        )
    return Prose(f"{first}\n\n{second}")


def say_decision(actions: pd.DataFrame, budget: float) -> Prose:
    """Say what the board should decide.

    Parameters
    ----------
    actions : DataFrame
        What `action_list` returns.
    budget : float
        Yuan.

    Returns
    -------
    Prose
        What to fund, what to test first, what to keep.
    """
    if actions.empty:
        return Prose(
            translate(
                "**Decision: fund nothing, keep {budget}.** None of the projects brings its cost back within "
                "one edition at these numbers.",
                budget=format_money(budget),
            )
        )
    cost, net = actions["cost"].sum(), actions["net_gain"].sum()
    text = translate(
        "**Decision: fund {names} for {cost}; expect {net} net.** Return {left} to the board.",
        names=listed(actions["action"]),
        cost=format_money(cost),
        net=format_money(net),
        left=format_money(budget - cost),
    )
    shaky = actions.loc[actions["chosen_share"] < SURE_FROM, "action"]
    if len(shaky):
        text += " " + translate(
            "Test first, on half of the halls, what fewer than {share} of the redrawn surveys would have "
            "chosen: {names}.",
            names=listed(shaky),
            share=format_percent(SURE_FROM),
        )
    return Prose(text)


def say_ceiling(study: Study) -> Prose:
    """Say how the scale itself limits the answers.

    Parameters
    ----------
    study : Study
        The answers.

    Returns
    -------
    Prose
        The share of stated importance and of ratings at the top of the scale.
    """
    ratings = study.answers[[f"perf_{name}" for name in study.attributes]]
    text = translate(
        "{rated} of the ratings are a {top}.", rated=format_percent((ratings == TOP).mean().mean()), top=TOP
    )
    if not study.own:
        stated = study.answers[[f"imp_{name}" for name in study.attributes]]
        text += " " + translate(
            "Of the answers on importance it is {said}: near the top of the scale, ranks rest on little.",
            said=format_percent((stated == TOP).mean().mean()),
        )
    return Prose(text)


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
