"""Which strategy for which customer within the budget, beside simpler plans, and how sure that is."""

import numpy as np
import pandas as pd

from cvm_lessons import relationship
from cvm_lessons.cases.crm_strategy.study import Study
from cvm_lessons.cases.crm_strategy.trials import Trials, redrawn_trials, terms_of
from cvm_lessons.core import as_generator

__all__ = [
    "action_list",
    "compare_plans",
    "judge_plan",
    "key_numbers",
    "make_plan",
    "redraw_plan",
    "vary_inputs",
]

NONE = "none"
N_DRAWS = 500  # the ends of a 95% interval then rest on a dozen draws each
TOP = 5  # the most valuable fifth
ENDS = ("low", "effect", "high")
LASTING = (0.25, 0.5, 1.0)


def make_plan(
    study: Study, trials: Trials, budget: float, *, end: str = "effect", lasting: float = 1.0
) -> pd.DataFrame:
    """Return the best strategy for every customer, the highest gain per yuan first while the budget lasts.

    Parameters
    ----------
    study : Study
        The customers.
    trials : Trials
        Effects by group.
    budget : float
        Yuan.
    end : {"low", "effect", "high"}, default "effect"
        Which end of the intervals is taken.
    lasting : float, default 1.0
        Part of those moved by the discount who would truly have stayed away.

    Returns
    -------
    DataFrame
        Index of the customers; columns group, strategy (what pays best, or none), cost, net_gain, chosen.
    """
    terms = terms_of(trials, end=end, lasting=lasting)
    gains = relationship.gains_by_group(study.customers, terms)
    best = relationship.assign_strategies(gains).join(study.customers["group"])
    return _within(_priced(best["group"], best["strategy"], best["gain"], terms), budget)


def compare_plans(study: Study, trials: Trials, plan: pd.DataFrame, budget: float) -> pd.DataFrame:
    """Return the plan beside those that need no trial.

    Parameters
    ----------
    study : Study
        The customers.
    trials : Trials
        Effects by group.
    plan : DataFrame
        What `make_plan` returns.
    budget : float
        Yuan.

    Returns
    -------
    DataFrame
        Index plan: best; top (the discount for the most valuable fifth); risk (the discount for
        everybody active, those most at risk first); calls (a call to every lost one, the most valuable
        first); columns customers, cost, gain, net_gain. Each stops where the budget ends.
    """
    terms = terms_of(trials)
    gains = relationship.gains_by_group(study.customers, terms)
    by_value = study.customers.sort_values("value", ascending=False)
    active = by_value[by_value["standing"] == "active"]
    lost = by_value[by_value["standing"] == "lost"]
    rules = {
        "top": (active.head(len(active) // TOP), "keep"),
        "risk": (active.sort_values("risk", ascending=False, kind="stable"), "keep"),
        "calls": (lost, "win back"),
    }
    rows = {"best": _sums(plan)}
    for name, (who, strategy) in rules.items():
        strategies = pd.Series(strategy, index=who.index)
        table = _priced(who["group"], strategies, gains.loc[who.index, strategy], terms)
        rows[name] = _sums(table.assign(chosen=table["cost"].cumsum() <= budget))
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("plan")


def vary_inputs(study: Study, trials: Trials, plan: pd.DataFrame, budget: float) -> pd.DataFrame:
    """Return what is best for other effects, and if the discount moves those who would have come later.

    Parameters
    ----------
    study : Study
        The customers.
    trials : Trials
        Effects by group.
    plan : DataFrame
        What `make_plan` returns.
    budget : float
        Yuan.

    Returns
    -------
    DataFrame
        One row per pair: end, lasting, net_gain (of the plan that is best there), kept (share of your
        customers and strategies that stay in it; 1 where you chose nobody), as_planned (net gain of yours).
    """
    chosen = plan[plan["chosen"]]
    rows = []
    for end in ENDS:
        for lasting in LASTING:
            best = make_plan(study, trials, budget, end=end, lasting=lasting)
            stays = best.loc[chosen.index, "chosen"] & (
                best.loc[chosen.index, "strategy"] == chosen["strategy"]
            )
            yours = _gain_of(study, chosen, terms_of(trials, end=end, lasting=lasting))
            net = float(best.loc[best["chosen"], "net_gain"].sum())
            rows.append((end, lasting, net, float(stays.mean()) if len(chosen) else 1.0, yours))
    return pd.DataFrame(rows, columns=["end", "lasting", "net_gain", "kept", "as_planned"])


def redraw_plan(study: Study, trials: Trials, plan: pd.DataFrame) -> tuple[pd.DataFrame, float, float]:
    """Return how often each line of the plan pays in trials drawn again, and the range of the net gain.

    Parameters
    ----------
    study : Study
        The customers.
    trials : Trials
        Effects by group.
    plan : DataFrame
        What `make_plan` returns.

    Returns
    -------
    tuple
        A frame by group and strategy (pays, the share of draws); 2.5% and 97.5% points of the net gain.
    """
    chosen, generator = plan[plan["chosen"]], as_generator(study.seed)
    if chosen.empty:
        nothing = pd.DataFrame({name: pd.Series(dtype=str) for name in ("group", "strategy")})
        return nothing.assign(pays=0.0), 0.0, 0.0
    lines = chosen.groupby(["group", "strategy"])[["cost", "net_gain"]].sum()
    gross, effect = lines["cost"] + lines["net_gain"], _effects(trials, lines.index)
    # What a line brings is in proportion to its effect; one drawn below 0 brings nothing.
    draws = [
        gross * (_effects(redrawn_trials(trials, generator), lines.index) / effect).clip(lower=0)
        - lines["cost"]
        for _ in range(N_DRAWS)
    ]
    table = pd.concat(draws, axis=1)
    low, high = np.quantile(table.sum(), [0.025, 0.975])
    return (table > 0).mean(axis=1).rename("pays").reset_index(), float(low), float(high)


def judge_plan(study: Study, plan: pd.DataFrame, true: Trials, budget: float) -> pd.DataFrame:
    """Return what was promised, what the plan brings in truth, and the best there was.

    Parameters
    ----------
    study : Study
        The customers.
    plan : DataFrame
        What `make_plan` returns.
    true : Trials
        With the true effects.
    budget : float
        Yuan.

    Returns
    -------
    DataFrame
        Index promised, delivered, possible; columns customers, cost, gain, net_gain.
    """
    chosen = plan[plan["chosen"]]
    delivered = plan.assign(net_gain=_gains(study, chosen, terms_of(true)).reindex(plan.index, fill_value=0))
    rows = {"promised": _sums(plan), "delivered": _sums(delivered)}
    # The list by gain per yuan is a rule, and may end a little below another plan.
    ways = [_sums(make_plan(study, true, budget)), rows["delivered"]]
    rows["possible"] = max(ways, key=lambda sums: sums["net_gain"])
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("plan")


def action_list(plan: pd.DataFrame, often: pd.DataFrame) -> pd.DataFrame:
    """Return the actions for the board, the highest gain per yuan first.

    Parameters
    ----------
    plan : DataFrame
        What `make_plan` returns.
    often : DataFrame
        First of what `redraw_plan` returns.

    Returns
    -------
    DataFrame
        Columns group, strategy, customers, cost, gain, net_gain (whole yuan), pays.
    """
    chosen = plan[plan["chosen"]]
    grouped = chosen.groupby(["group", "strategy"], as_index=False)
    table = grouped.agg(customers=("cost", "size"), cost=("cost", "sum"), net_gain=("net_gain", "sum"))
    table = table.merge(often, on=["group", "strategy"], how="left")
    order = (-table["net_gain"] / table["cost"]).argsort()
    table = table.iloc[order].reset_index(drop=True)
    cost, net = table["cost"].round().astype(int), table["net_gain"].round().astype(int)
    table = table.assign(cost=cost, gain=cost + net, net_gain=net, pays=table["pays"].astype(float).round(2))
    return table[["group", "strategy", "customers", "cost", "gain", "net_gain", "pays"]]


def key_numbers(study: Study, plans: pd.DataFrame, actions: pd.DataFrame, budget: float) -> dict[str, float]:
    """Return the numbers that another program may want.

    Parameters
    ----------
    study : Study
        The customers.
    plans : DataFrame
        What `compare_plans` returns.
    actions : DataFrame
        What `action_list` returns.
    budget : float
        Yuan.

    Returns
    -------
    dict of str to float
        Customers by standing, the sums of the plan, and the net gain of each simpler plan.
    """
    standing = study.customers["standing"].value_counts()
    rules = plans.drop(index="best")["net_gain"].round()
    return {
        **{name: int(standing.get(name, 0)) for name in ("active", "lost", "prospect")},
        **{name: float(actions[name].sum()) for name in ("cost", "gain", "net_gain")},
        "budget_left": float(budget - actions["cost"].sum()),
        **{f"net_gain_{name}": float(value) for name, value in rules.items()},
    }


def _priced(group: pd.Series, strategy: pd.Series, gain: pd.Series, terms: dict) -> pd.DataFrame:
    costs = {(name, how): each["cost"] for name, ways in terms.items() for how, each in ways.items()}
    cost = [costs.get(key, 0.0) for key in zip(group, strategy, strict=True)]
    table = pd.DataFrame({"group": group, "strategy": strategy, "cost": cost, "net_gain": gain})
    # Whole yuan a customer, so that the lines of a table add up to the sums beside it.
    return table.round({"cost": 0, "net_gain": 0})


def _within(table: pd.DataFrame, budget: float) -> pd.DataFrame:
    pays = table[table["strategy"] != NONE]
    order = (pays["net_gain"] / pays["cost"]).sort_values(ascending=False, kind="stable").index
    # Down the list while it fits; a dear customer that does not fit is passed over for a cheaper one.
    spent, taken = 0.0, []
    for name, cost in pays.loc[order, "cost"].items():
        if spent + cost <= budget:
            spent += cost
            taken.append(name)
    return table.assign(chosen=table.index.isin(taken))


def _gains(study: Study, chosen: pd.DataFrame, terms: dict) -> pd.Series:
    if chosen.empty:
        return pd.Series(dtype=float)
    gains = relationship.gains_by_group(study.customers.loc[chosen.index], terms)
    return pd.Series(
        [gains.loc[name, strategy] for name, strategy in chosen["strategy"].items()], index=chosen.index
    ).round()


def _effects(trials: Trials, lines: pd.MultiIndex) -> pd.Series:
    """Return the effect behind each line; 1 where nothing was tried."""
    tables = {"keep": trials.keep, "win back": trials.win_back, "develop": trials.develop}
    found = [
        float(tables[strategy].loc[group, "effect"]) if strategy in tables else 1.0
        for group, strategy in lines
    ]
    return pd.Series(found, index=lines)


def _gain_of(study: Study, chosen: pd.DataFrame, terms: dict) -> float:
    return float(_gains(study, chosen, terms).sum())


def _sums(table: pd.DataFrame) -> dict[str, float]:
    chosen = table[table["chosen"]]
    cost, net = float(chosen["cost"].sum()), float(chosen["net_gain"].sum())
    return {"customers": len(chosen), "cost": cost, "gain": cost + net, "net_gain": net}
