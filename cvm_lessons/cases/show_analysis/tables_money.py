"""Tables of the case on the money: the proposals, how sure they are, the truth, the actions."""

import pandas as pd

from cvm_lessons.cases.prose import Prose
from cvm_lessons.cases.show_analysis.labels import option_label
from cvm_lessons.cases.show_analysis.study import SIZES, Study
from cvm_lessons.core import Table, format_money, show_table, translate
from cvm_lessons.datasets import truth
from cvm_lessons.measurement import against_truth
from cvm_lessons.relationship import CrossSideEffects

__all__ = ["show_actions", "show_judgement", "show_options", "show_sensitivity", "show_truth"]

JUDGEMENT_LABELS = {
    "promised": "promised by the case",
    "delivered": "what the same refund brings in truth",
    "possible": "best within the budget, had you known the truth",
}
SHORT_LABELS = {
    "exhibitors": "for exhibitors",
    "group": "for one size",
    "visitors": "for visitors",
    "": "keep the money",
}
EFFECT_LABELS = {
    ("visitors", "variety"): "visitors: exhibitors now",
    ("visitors", "variety_last"): "visitors: exhibitors last time",
    ("visitors", "promo_visitors"): "visitors: refund of their journey",
    ("small", "visitors_last"): "small exhibitors: visitors last time",
    ("medium", "visitors_last"): "medium exhibitors: visitors last time",
    ("large", "visitors_last"): "large exhibitors: visitors last time",
    ("small", "promo_exhibitors"): "small exhibitors: refund of the fee",
    ("medium", "promo_exhibitors"): "medium exhibitors: refund of the fee",
    ("large", "promo_exhibitors"): "large exhibitors: refund of the fee",
}


def show_options(study: Study, options: pd.DataFrame) -> Table:
    """Return the three proposals in money.

    Parameters
    ----------
    study : Study
        The show.
    options : DataFrame
        What `compare_options` returns.

    Returns
    -------
    Table
        One row a proposal.
    """
    columns = {
        "rate": "refund",
        "first": "net, first edition",
        "cost": "cost, three editions",
        "gain": "gain, three editions",
        "net_gain": "net gain",
        "low": "low",
        "high": "high",
    }
    frame = options.rename(index=lambda name: option_label(study, name))[list(columns)]
    money = dict.fromkeys(list(columns.values())[1:], "money")
    return show_table(frame.rename(columns=columns).rename_axis("proposal"), {"refund": "percent1", **money})


def show_sensitivity(study: Study, table: pd.DataFrame) -> Table:
    """Return the best proposal and its net gain for each pair of inputs.

    Parameters
    ----------
    study : Study
        The show.
    table : DataFrame
        What `vary_inputs` returns.

    Returns
    -------
    Table
        A row for each cost of the journey, a column for each strength of the reactions.
    """
    cells = [
        f"{format_money(row.net_gain)} ({_short(row.option)})" if row.option else _short("")
        for row in table.itertuples(index=False)
    ]
    wide = table.assign(cell=cells).pivot_table("cell", index="journey", columns="strength", aggfunc="first")
    columns = {name: translate("reactions × {factor}", factor=f"{name:g}") for name in wide}
    rows = [format_money(value) for value in wide.index]
    return show_table(wide.rename(columns=columns).set_axis(rows).rename_axis("a journey costs"))


def show_truth(effects: CrossSideEffects) -> Table:
    """Return the estimated reactions beside those that generated the regional shows.

    Parameters
    ----------
    effects : CrossSideEffects
        Fitted.

    Returns
    -------
    Table
        One row a reaction that the plan uses.
    """
    world = {name: entry["value"] for name, entry in truth("two_sided").items()}
    known = {"variety": "visitors_now", "variety_last": "visitors_last", "promo_visitors": "promo_visitors"}
    true = {EFFECT_LABELS["visitors", term]: world[name] for term, name in known.items()}
    for size in SIZES:
        true[EFFECT_LABELS[size, "visitors_last"]] = world["exhibitors_visitors"][size]
        true[EFFECT_LABELS[size, "promo_exhibitors"]] = world["promo_exhibitors"][size]
    found = effects.to_frame().set_index(["equation", "term"]).loc[list(EFFECT_LABELS)]
    found = found.set_axis(pd.Index(EFFECT_LABELS.values(), name="reaction"))
    return show_table(against_truth(found, true)[["truth", "estimate", "low", "high", "covered"]], 2)


def show_judgement(judged: pd.DataFrame) -> Table:
    """Return what was promised, what comes, and what was possible.

    Parameters
    ----------
    judged : DataFrame
        What `judge_option` returns.

    Returns
    -------
    Table
        Three rows.
    """
    frame = judged.rename(index=JUDGEMENT_LABELS, columns={"net_gain": "net gain"})
    return show_table(frame, "money")


def show_actions(study: Study, actions: pd.DataFrame) -> Table | Prose:
    """Return the action list for the board.

    Parameters
    ----------
    study : Study
        The show.
    actions : DataFrame
        What `action_list` returns.

    Returns
    -------
    Table or Prose
        One row an action; a sentence where there is none.
    """
    if actions.empty:
        return Prose(translate("**The list is empty.** Fund none of the proposals; keep the budget."))
    frame = actions.assign(action=[option_label(study, name) for name in actions["action"]])
    frame = frame.rename(columns={"net_gain": "net gain", "customers": "how many"})
    return show_table(frame, dict.fromkeys(["cost", "gain", "net gain"], format_money))


def _short(option: str) -> str:
    return str(translate(SHORT_LABELS[option]))
