"""Plans within a budget: the best set beside rules of thumb, and the list of actions for the board."""

import pandas as pd

__all__ = ["action_list", "compare_plans"]


def compare_plans(plan: pd.DataFrame, drivers: pd.DataFrame, budget: float) -> pd.DataFrame:
    """Return what the best set and three rules of thumb cost and bring.

    Every rule takes at most one project an attribute, as the best set does, and spends while it fits.

    Parameters
    ----------
    plan : DataFrame
        What `cvm_lessons.value.choose_actions` returns.
    drivers : DataFrame
        Gives what customers say, where they say it.
    budget : float
        Yuan.

    Returns
    -------
    DataFrame
        Index plan (best, ratio, lift and, with stated importance, said); columns projects (labels),
        cost, gain, net_gain.
    """
    sets = {"best": plan[plan["chosen"]], "ratio": plan[plan["greedy"]]}
    sets["lift"] = _spend(plan.sort_values("lift", ascending=False, kind="stable"), budget)
    if "stated" in drivers:
        ranks = drivers["stated_rank"].loc[plan["attribute"]].to_numpy()
        ordered = plan.assign(said=ranks).sort_values(["said", "lift"], ascending=[True, False])
        sets["said"] = _spend(ordered, budget)
    rows = {name: _totals(chosen) for name, chosen in sets.items()}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("plan")


def action_list(plan: pd.DataFrame, often: pd.Series) -> pd.DataFrame:
    """Return the budgeted list of actions, the one with the highest net gain first.

    Parameters
    ----------
    plan : DataFrame
        What `cvm_lessons.value.choose_actions` returns.
    often : Series
        What `how_often_chosen` returns.

    Returns
    -------
    DataFrame
        Columns project, action, attribute, cost, gain, net_gain (whole yuan), chosen_share; no row where
        no project pays within the budget.
    """
    chosen = plan[plan["chosen"]].sort_values("net_gain", ascending=False)
    gain, cost = chosen["gain"].round().astype(int), chosen["cost"].round().astype(int)
    share = often.loc[chosen.index].round(3)  # a longer Series would refill a frame without rows
    table = chosen.assign(gain=gain, cost=cost, net_gain=gain - cost, chosen_share=share)
    table = table.reset_index().rename(columns={"label": "action"})
    return table[["project", "action", "attribute", "cost", "gain", "net_gain", "chosen_share"]]


def _spend(ordered: pd.DataFrame, budget: float) -> pd.DataFrame:
    taken: list[str] = []
    left, raised = budget, set()
    for project, row in ordered.iterrows():
        if row["cost"] <= left and row["attribute"] not in raised:
            taken.append(str(project))
            left -= row["cost"]
            raised.add(row["attribute"])
    return ordered.loc[taken]


def _totals(chosen: pd.DataFrame) -> dict[str, object]:
    return {"projects": list(chosen["label"]), **chosen[["cost", "gain", "net_gain"]].sum()}
