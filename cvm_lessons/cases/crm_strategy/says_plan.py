"""What the case says about the plan: the split, the simpler plans, how sure it is, the decision."""

from typing import Any

import pandas as pd

from cvm_lessons import relationship
from cvm_lessons.cases.crm_strategy.labels import PLAN_LABELS, group_label
from cvm_lessons.cases.crm_strategy.plans import NONE
from cvm_lessons.cases.prose import Prose, listed, sentences
from cvm_lessons.core import format_money, format_number, format_percent, translate

__all__ = ["say_decision", "say_judgement", "say_plans", "say_split", "say_sure"]

SURE = 0.9  # a line that pays in fewer redrawn trials should be tried before it is rolled out


def say_split(plan: pd.DataFrame, budget: float) -> Prose:
    """Say who gets what, who gets nothing, and what the next yuan would bring.

    Parameters
    ----------
    plan : DataFrame
        What `make_plan` returns.
    budget : float
        Yuan.

    Returns
    -------
    Prose
        Customers courted, not courted because nothing pays, and left out for want of money.
    """
    chosen = plan[plan["chosen"]]
    never = plan[plan["strategy"] == NONE]
    out = plan[(plan["strategy"] != NONE) & ~plan["chosen"]]
    cost = float(chosen["cost"].sum())
    words = (
        "{count} of {total} customers are courted, for {cost}. For {never} nothing pays, whatever the budget."
        if len(chosen)
        else "None of the {total} customers is courted. For {never} nothing pays, whatever the budget."
    )
    first = translate(
        words,
        count=format_number(len(chosen)),
        total=format_number(len(plan)),
        cost=format_money(cost),
        never=format_number(len(never)),
    )
    if out.empty:
        left = translate("All that pays is done; {left} are left over.", left=format_money(budget - cost))
        return Prose(sentences(first, left))
    more = translate(
        "Left out for want of money, though they would pay: {out}. All of them would cost {cost} and bring "
        "{net} net.",
        out=format_number(len(out)),
        cost=format_money(out["cost"].sum()),
        net=format_money(out["net_gain"].sum()),
    )
    return Prose(sentences(first, more))


def say_plans(plans: pd.DataFrame) -> Prose:
    """Say what the simpler plans bring for the same money.

    Parameters
    ----------
    plans : DataFrame
        What `compare_plans` returns.

    Returns
    -------
    Prose
        A line a simpler plan.
    """
    best = float(plans.loc["best", "net_gain"])
    if not plans["cost"].any():
        return Prose(translate("With nothing to spend all plans are the same: none."))
    lines = []
    for name, row in plans.drop(index="best").iterrows():
        lines.append(
            translate(
                "- *{plan}* nets {net} for {cost}: {less} less than the best.",
                plan=translate(PLAN_LABELS[str(name)]),
                net=format_money(row["net_gain"]),
                cost=format_money(row["cost"]),
                less=format_money(best - row["net_gain"]),
            )
        )
    return Prose("\n".join(lines))


def say_sure(table: pd.DataFrame, low: float, high: float) -> Prose:
    """Say how the plan fares where the inputs are other.

    Parameters
    ----------
    table : DataFrame
        What `vary_inputs` returns.
    low, high : float
        Range of the net gain in redrawn trials.

    Returns
    -------
    Prose
        Range, cells in which your plan loses, and the worst one.
    """
    if not table["as_planned"].any():
        return Prose(translate("Nobody is courted, so nothing can go wrong and nothing can be gained."))
    losing = int((table["as_planned"] < 0).sum())
    worst = table.loc[table["as_planned"].idxmin()]
    return Prose(
        translate(
            "In trials drawn again the net gain of your plan lies between {low} and {high} (95%). Held "
            "unchanged, it loses in {losing} of {cells} cells; in the worst it brings {worst}. Choosing the "
            "best of several noisy effects flatters every plan a little.",
            low=format_money(low),
            high=format_money(high),
            losing=losing,
            cells=len(table),
            worst=format_money(worst["as_planned"]),
        )
    )


def say_judgement(judged: pd.DataFrame) -> Prose:
    """Say what the promise is worth against the truth.

    Parameters
    ----------
    judged : DataFrame
        What `judge_plan` returns.

    Returns
    -------
    Prose
        Promise, delivery, and the best there was.
    """
    money = {name: format_money(judged.loc[name, "net_gain"]) for name in judged.index}
    if not judged.loc["promised", "cost"]:
        words = (
            "You promised nothing and spend nothing. With the truth in hand, {possible} net was to be had."
            if judged.loc["possible", "net_gain"] > 0
            else "You promised nothing and spend nothing. With the truth in hand nothing was to be had "
            "either."
        )
        return Prose(translate(words, **money))
    said = translate(
        "You promised {promised} net; with the true effects the same plan brings {delivered}. With the truth "
        "in hand, {possible} was to be had.",
        **money,
    )
    gap = translate(
        "What is still unknown is not in these numbers: the part that comes back with a customer, and who "
        "would truly have stayed away."
    )
    return Prose(sentences(said, gap))


def say_decision(actions: pd.DataFrame, low: float, high: float, budget: float) -> Prose:
    """Say the decision in money.

    Parameters
    ----------
    actions : DataFrame
        What `action_list` returns.
    low, high : float
        Range of the net gain in redrawn trials.
    budget : float
        Yuan.

    Returns
    -------
    Prose
        Whom to court, for how much, and whom to leave alone.
    """
    if actions.empty:
        if not budget:
            return Prose(translate("**Decision: court nobody.** Nothing was set aside."))
        return Prose(translate("**Decision: court nobody, keep {budget}.**", budget=format_money(budget)))
    names = relationship.crm_strategies()["name"]
    lines = listed(_line(names, row) for row in actions.itertuples())
    spent = float(actions["cost"].sum())
    decision = translate(
        "**Decision: {lines}, for {cost}.** Expect {net} net, from {low} to {high}. Return "
        "{left} to the board.",
        lines=lines,
        cost=format_money(spent),
        net=format_money(actions["net_gain"].sum()),
        low=format_money(low),
        high=format_money(high),
        left=format_money(budget - spent),
    )
    tenth = translate(
        "Leave a tenth of each line alone, drawn by lot, or next year nobody can say whether it paid."
    )
    doubt = actions[actions["pays"] < SURE]
    weak = listed(_line(names, row) for row in doubt.itertuples()) if len(doubt) else ""
    warning = (
        translate(
            "Try first, before you roll it out, what pays in fewer than {share} of redrawn trials: {names}.",
            names=weak,
            share=format_percent(SURE),
        )
        if weak
        else ""
    )
    return Prose(sentences(decision, warning, tenth))


def _line(names: pd.Series, row: Any) -> str:
    return str(
        translate(
            "{strategy} {count} ({group})",
            strategy=names[str(row.strategy)],
            count=format_number(row.customers),
            group=group_label(str(row.group)),
        )
    )
