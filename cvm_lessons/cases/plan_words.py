"""What a case shows and says of its plans: the best set, the rules of thumb, the decision."""

import pandas as pd

from cvm_lessons.cases.prose import Prose, listed, sentences
from cvm_lessons.core import Table, format_money, format_percent, show_table, translate

__all__ = ["say_decision", "say_plans", "show_actions", "show_plans"]


PLAN_LABELS = {
    "best": "Best set",
    "ratio": "Highest gain per yuan first",
    "lift": "Biggest lift first",
    "said": "What customers say first",
}


SURE_FROM = 0.8  # an action in fewer redrawn plans should be tested before it is rolled out


def show_plans(plans: pd.DataFrame) -> Table:
    """Return the best set and the rules of thumb.

    Parameters
    ----------
    plans : DataFrame
        What `compare_plans` returns.

    Returns
    -------
    Table
        One row a plan.
    """
    frame = plans.assign(projects=[len(names) for names in plans["projects"]])
    frame = frame.rename(index=PLAN_LABELS, columns={"projects": "funded", "net_gain": "net gain"})
    return show_table(frame, {"cost": "money", "gain": "money", "net gain": "money"})


def show_actions(actions: pd.DataFrame) -> Table | Prose:
    """Return the action list for the board.

    Parameters
    ----------
    actions : DataFrame
        What `action_list` returns.

    Returns
    -------
    Table or Prose
        One row an action and a sum; a sentence where nothing is to be funded.
    """
    if actions.empty:
        return Prose(translate("**The list is empty.** Fund none of the projects; keep the budget."))
    frame = actions[["project", "action", "cost", "gain", "net_gain", "chosen_share"]]
    total = frame[["cost", "gain", "net_gain"]].sum().to_frame().T
    frame = pd.concat([frame, total.assign(project="sum", action="")], ignore_index=True)
    frame = frame.rename(columns={"net_gain": "net gain", "chosen_share": "in redrawn plans"})
    money = dict.fromkeys(["cost", "gain", "net gain"], format_money)
    return show_table(frame, {**money, "in redrawn plans": "percent"})


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
    kept = "**Decision: fund nothing, keep {budget}.**"
    decision = translate(
        kept if budget else "**Decision: fund nothing.** Nothing was set aside.", budget=format_money(budget)
    )
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
