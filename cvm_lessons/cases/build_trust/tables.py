"""Tables of the case, with headings and formats for the reader."""

import pandas as pd

from cvm_lessons.cases.build_trust.evidence import Measured
from cvm_lessons.cases.prose import Prose
from cvm_lessons.core import Table, show_table, translate
from cvm_lessons.trust import scale_label

__all__ = [
    "show_actions",
    "show_list",
    "show_loyalty",
    "show_scales",
    "show_sensitivity",
    "show_steps",
]

ODDS_LABELS = {
    "low": "low end",
    "estimate": "estimate",
    "high": "high end",
    "alone": "trust alone",
}


def show_steps(steps: pd.DataFrame) -> Table:
    """Return how far Larkport has come on the four steps.

    Parameters
    ----------
    steps : DataFrame
        What `take_steps` returns.

    Returns
    -------
    Table
        One row a kind of customers.
    """
    names = {"needs": "1 needs: answered", "trust": "2 trust", "communication": "3 communication"}
    names |= {"added value": "4 added value", "n": "answers"}
    frame = steps.rename(columns=names).rename_axis("kind of exhibitor")
    return show_table(frame, {"1 needs: answered": "percent"})


def show_scales(measured: Measured) -> Table:
    """Return the reliability of the scales.

    Parameters
    ----------
    measured : Measured
        What `measure` returns.

    Returns
    -------
    Table
        One row a scale.
    """
    frame = measured.scales[["items", "alpha", "low", "high", "mean"]]
    labels = [scale_label(str(name)) for name in frame.index]
    frame = frame.set_axis(pd.Index(labels, name="scale of questions"))
    return show_table(frame, 2, words={"items": "number of questions"})


def show_loyalty(drivers: pd.DataFrame) -> Table:
    """Return what goes with loyalty in either group, in standard deviations.

    Parameters
    ----------
    drivers : DataFrame
        The first table of `find_loyalty`.

    Returns
    -------
    Table
        One row a group and cause.
    """
    frame = drivers[["group", "cause", "estimate", "low", "high", "n"]]
    frame = frame.assign(cause=[scale_label(str(name)) for name in frame["cause"]])
    return show_table(frame.rename(columns={"n": "answers"}), 2, index=False)


def show_actions(plan: pd.DataFrame) -> Table:
    """Return what each action would do for trust, the most per yuan first.

    Parameters
    ----------
    plan : DataFrame
        What `weigh_actions` returns.

    Returns
    -------
    Table
        One row an action.
    """
    frame = plan.sort_values("per_10000", ascending=False)
    frame = frame.assign(moves_what=[scale_label(str(name)) for name in frame["antecedent"]])
    columns = {
        "moves_what": "works on",
        "lift": "lift, points",
        "reach": "reach",
        "gain": "trust, points",
        "cost": "cost",
        "per_10000": "all points per ¥10,000",
        "chosen": "in the best set",
    }
    formats = {"reach": "percent", "cost": "money", "trust, points": 3, "all points per ¥10,000": 1}
    return show_table(frame[list(columns)].rename(columns=columns), {"lift, points": 2, **formats})


def show_sensitivity(table: pd.DataFrame) -> Table | Prose:
    """Return the net gain of the plan for other log-odds, and for trust that lasts.

    Parameters
    ----------
    table : DataFrame
        What `vary_inputs` returns.

    Returns
    -------
    Table or Prose
        A row per number of editions; a sentence where there is no plan.
    """
    if not table.to_numpy().any():
        return Prose(translate("There is no plan, so there is nothing to vary."))
    frame = table.rename(columns=ODDS_LABELS).rename_axis("editions that it lasts")
    return show_table(frame, dict.fromkeys(frame.columns, "money"))


def show_list(actions: pd.DataFrame) -> Table | Prose:
    """Return what the board is asked for.

    Parameters
    ----------
    actions : DataFrame
        What `action_list` returns.

    Returns
    -------
    Table or Prose
        One row an action; a sentence where the list is empty.
    """
    if actions.empty:
        return Prose(translate("**The list is empty.** The budget buys none of the actions."))
    frame = actions.assign(antecedent=[scale_label(str(name)) for name in actions["antecedent"]])
    names = {"antecedent": "works on", "gain": "trust, points", "chosen_share": "in redrawn plans"}
    formats = {"cost": "money", "trust, points": 3, "in redrawn plans": "percent"}
    return show_table(frame.rename(columns=names), formats, index=False)
