"""Tables of the case, with headings and formats for the reader."""

import pandas as pd

from cvm_lessons import relationship
from cvm_lessons.cases.crm_strategy.labels import END_LABELS, JUDGEMENT_LABELS, PLAN_LABELS, group_label
from cvm_lessons.cases.crm_strategy.trials import Trials
from cvm_lessons.cases.prose import Prose
from cvm_lessons.core import Table, format_money, format_percent, show_table, translate
from cvm_lessons.datasets import load
from cvm_lessons.measurement import against_truth

__all__ = [
    "show_actions",
    "show_judgement",
    "show_offered",
    "show_plans",
    "show_sensitivity",
    "show_split",
    "show_trial",
    "show_truth",
    "show_worth",
]


def show_offered() -> Table:
    """Return what those who were offered the discount did: the sales director's evidence.

    Returns
    -------
    Table
        One row a size of company, without those who were left alone.
    """
    size = load("organisations").set_index("customer_id")["size"].astype(str)
    offered = load("campaigns").query("campaign_id == 'C1' and treated == 1").join(size, on="customer_id")
    means = offered.groupby("size")[["responded", "margin", "cost"]].mean()
    means = means.rename(columns={"responded": "rebooked", "margin": "margin each", "cost": "cost each"})
    formats = {"rebooked": "percent", "margin each": "money", "cost each": "money"}
    return show_table(_named(means), formats)


def show_worth(worth: pd.DataFrame) -> Table:
    """Return what a relationship with each group is worth, kind by kind.

    Parameters
    ----------
    worth : DataFrame
        What `value_groups` returns.

    Returns
    -------
    Table
        One row a size.
    """
    columns = {
        "customers": "how many",
        "margin": "margin a year",
        "stays": "comes again",
        "direct": "profit",
        "referral": "word of mouth",
        "answered": "information: answered",
        "gathering": "gathering: weight",
    }
    money = dict.fromkeys(["margin a year", "profit", "word of mouth"], "money")
    shares = dict.fromkeys(["comes again", "information: answered"], "percent")
    return show_table(
        _named(worth[list(columns)].rename(columns=columns)), {**money, **shares, "gathering: weight": 1}
    )


def show_trial(effects: pd.DataFrame) -> Table:
    """Return the arms of a trial, its effect and its net gain a customer.

    Parameters
    ----------
    effects : DataFrame
        What `cvm_lessons.relationship.campaign_effects` returns.

    Returns
    -------
    Table
        One row a group.
    """
    columns = {
        "n_control": "number left alone",
        "n_treated": "number treated",
        "control": "did it anyway",
        "effect": "effect, points",
        "low": "low",
        "high": "high",
        "cost": "cost each",
        "net": "net each",
    }
    frame = effects[list(columns)].astype({"n_control": int, "n_treated": int}).rename(columns=columns)
    points = ["effect, points", "low", "high"]
    frame[points] *= 100
    formats = {"did it anyway": "percent", "cost each": "money", "net each": "money"}
    return show_table(_named(frame), {**dict.fromkeys(points, 1), **formats})


def show_split(plan: pd.DataFrame) -> Table | Prose:
    """Return the budget split by strategy.

    Parameters
    ----------
    plan : DataFrame
        What `make_plan` returns.

    Returns
    -------
    Table or Prose
        One row a strategy, and those who get nothing.
    """
    table = plan.assign(strategy=plan["strategy"].where(plan["chosen"], "none"))
    sums = table.assign(**{name: table[name].where(table["chosen"], 0.0) for name in ("cost", "net_gain")})
    rows = sums.groupby("strategy").agg(
        customers=("cost", "size"), cost=("cost", "sum"), net=("net_gain", "sum")
    )
    rows = rows.reindex([*relationship.STRATEGIES, "none"], fill_value=0)
    names = relationship.crm_strategies()["name"].to_dict() | {"none": translate("nothing special")}
    frame = rows.rename(index=names, columns={"customers": "how many", "net": "net gain"})
    return show_table(frame, {"cost": "money", "net gain": "money"})


def show_plans(plans: pd.DataFrame) -> Table:
    """Return the plan beside simpler ones.

    Parameters
    ----------
    plans : DataFrame
        What `compare_plans` returns.

    Returns
    -------
    Table
        One row a plan.
    """
    frame = plans.rename(index=PLAN_LABELS, columns={"customers": "how many", "net_gain": "net gain"})
    return show_table(frame.astype({"how many": int}), dict.fromkeys(["cost", "gain", "net gain"], "money"))


def show_sensitivity(table: pd.DataFrame) -> Table:
    """Return the net gain of what is best, and how much of your plan stays in it.

    Parameters
    ----------
    table : DataFrame
        What `vary_inputs` returns.

    Returns
    -------
    Table
        A row for each end of the intervals, a column for each part that truly would have stayed away.
    """
    courted = table["as_planned"].any()
    cells = [
        f"{format_money(row.net_gain)} ({format_percent(row.kept)})"
        if courted
        else format_money(row.net_gain)
        for row in table.itertuples()
    ]
    wide = table.assign(cell=cells).pivot_table("cell", index="end", columns="lasting", aggfunc="first")
    wide = wide.loc[list(END_LABELS)]
    columns = {part: translate("{share} truly kept", share=format_percent(part)) for part in wide}
    rows = [translate(label) for label in END_LABELS.values()]
    return show_table(wide.rename(columns=columns).set_axis(rows).rename_axis("effects"))


def show_truth(trials: Trials, true: Trials) -> Table:
    """Return the estimated effects beside the true ones.

    Parameters
    ----------
    trials, true : Trials
        What `read_trials` and `true_trials` return.

    Returns
    -------
    Table
        One row a trial and group.
    """
    found: list[pd.DataFrame] = []
    known: dict[str, float] = {}
    for name in ("keep", "win_back", "develop"):
        how = relationship.crm_strategies().loc[name.replace("_", " "), "name"]
        labels = [f"{how} · {group_label(str(group))}" for group in getattr(trials, name).index]
        known |= dict(zip(labels, getattr(true, name)["effect"], strict=True))
        found.append(getattr(trials, name).set_axis(pd.Index(labels, name="trial")))
    table = pd.concat(found).astype(float).rename(columns={"effect": "estimate"})
    frame = against_truth(table, known)[["truth", "estimate", "low", "high", "covered"]]
    frame[["truth", "estimate", "low", "high"]] *= 100
    words = {"truth": "truth, points", "estimate": "estimate, points"}
    return show_table(frame, 1, words=words)


def show_judgement(judged: pd.DataFrame) -> Table:
    """Return what was promised, what comes, and what was possible.

    Parameters
    ----------
    judged : DataFrame
        What `judge_plan` returns.

    Returns
    -------
    Table
        Three rows.
    """
    frame = judged.rename(index=JUDGEMENT_LABELS, columns={"customers": "how many", "net_gain": "net gain"})
    return show_table(frame.astype({"how many": int}), dict.fromkeys(["cost", "gain", "net gain"], "money"))


def show_actions(actions: pd.DataFrame) -> Table | Prose:
    """Return the action list for the board.

    Parameters
    ----------
    actions : DataFrame
        What `action_list` returns.

    Returns
    -------
    Table or Prose
        One row a group and strategy, and a sum; a sentence where there is none.
    """
    if actions.empty:
        return Prose(translate("**The list is empty.** Court nobody; keep the budget."))
    names = relationship.crm_strategies()["name"]
    frame = pd.DataFrame(
        {
            "strategy": [names[strategy] for strategy in actions["strategy"]],
            "group": [group_label(str(group)) for group in actions["group"]],
            "how many": actions["customers"],
            "cost": actions["cost"],
            "gain": actions["gain"],
            "net gain": actions["net_gain"],
            "pays in redrawn trials": actions["pays"],
        }
    )
    total = (
        frame[["how many", "cost", "gain", "net gain"]].sum().to_frame().T.assign(strategy="sum", group="")
    )
    frame = pd.concat([frame, total], ignore_index=True)
    money = dict.fromkeys(["cost", "gain", "net gain"], format_money)
    return show_table(frame, {**money, "pays in redrawn trials": "percent"})


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.set_axis(pd.Index([group_label(str(name)) for name in frame.index], name="group"))
