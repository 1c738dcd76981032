"""The decision: who gets the money, what that brings, how sure it is, and what the truth says."""

import pandas as pd

from cvm_lessons.cases.show_analysis.sides import (
    Reactions,
    estimate_reactions,
    policy,
    rate_within,
)
from cvm_lessons.cases.show_analysis.study import Study
from cvm_lessons.core import as_generator
from cvm_lessons.relationship import CrossSideEffects

__all__ = ["OPTIONS", "action_list", "compare_options", "judge_option", "key_numbers", "vary_inputs"]

OPTIONS = ("exhibitors", "group", "visitors")
N_DRAWS = 200  # the ends of a 95% interval then rest on five draws each
JOURNEYS = (0.5, 1.0, 2.0)  # multiples of the assumption
STRENGTHS = (0.0, 0.25, 0.5, 1.0)


def compare_options(study: Study, effects: CrossSideEffects, budget: float) -> pd.DataFrame:
    """Return what each proposal costs and brings over three editions.

    Parameters
    ----------
    study : Study
        The show.
    effects : CrossSideEffects
        Fitted to the regional shows.
    budget : float
        Yuan an edition.

    Returns
    -------
    DataFrame
        Index option; columns rate, cost, gain, net_gain (yuan in three editions), first (net gain of the
        first edition), low, high (95%, for the error of the reactions), chosen (the best, if it pays).
    """
    reactions = estimate_reactions(effects)
    generator = as_generator(study.seed)
    draws = [estimate_reactions(effects, generator) for _ in range(N_DRAWS)]
    rows = {}
    for option in OPTIONS:
        rate = rate_within(study, option, budget, reactions)
        path = policy(study, option, rate, reactions)
        nets = pd.Series([policy(study, option, rate, drawn)["net_gain"].sum() for drawn in draws])
        sums = path[["refund", "gain", "net_gain"]].sum()
        rows[option] = {
            "rate": rate,
            "cost": sums["refund"],
            "gain": sums["gain"],
            "net_gain": sums["net_gain"],
            "first": path["net_gain"].iloc[0],
            "low": nets.quantile(0.025),
            "high": nets.quantile(0.975),
        }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("option")
    return table.assign(chosen=_best(table["net_gain"]))


def vary_inputs(study: Study, effects: CrossSideEffects, budget: float) -> pd.DataFrame:
    """Return the best proposal for other costs of the journey and weaker reactions of the sides.

    Parameters
    ----------
    study : Study
        The show.
    effects : CrossSideEffects
        Fitted to the regional shows.
    budget : float
        Yuan an edition.

    Returns
    -------
    DataFrame
        One row per pair: journey, strength, option ("" where nothing pays), net_gain.
    """
    estimated = estimate_reactions(effects)
    rows = []
    for journey in [multiple * study.journey for multiple in JOURNEYS]:
        for strength in STRENGTHS:
            nets = _nets(study, budget, estimated.scaled(strength), journey)
            best = str(nets.idxmax()) if nets.max() > 0 else ""
            rows.append((journey, strength, best, max(float(nets.max()), 0.0)))
    return pd.DataFrame(rows, columns=["journey", "strength", "option", "net_gain"])


def judge_option(study: Study, options: pd.DataFrame, truth_is: Reactions, budget: float) -> pd.DataFrame:
    """Return what was promised, what the same refund brings in truth, and the best there was.

    Parameters
    ----------
    study : Study
        The show.
    options : DataFrame
        What `compare_options` returns.
    truth_is : Reactions
        The true ones.
    budget : float
        Yuan an edition.

    Returns
    -------
    DataFrame
        Index promised, delivered, possible; columns cost, gain, net_gain; zeros where nothing is funded.
    """
    nothing = pd.Series(0.0, index=["cost", "gain", "net_gain"])
    chosen = options[options["chosen"]]
    promised = chosen.iloc[0][["cost", "gain", "net_gain"]] if len(chosen) else nothing
    delivered = nothing
    if len(chosen):
        delivered = _sums(policy(study, str(chosen.index[0]), float(chosen["rate"].iloc[0]), truth_is))
    ways = {option: rate_within(study, option, budget, truth_is) for option in OPTIONS}
    possible = max(
        [nothing, *(_sums(policy(study, option, rate, truth_is)) for option, rate in ways.items())],
        key=lambda sums: float(sums["net_gain"]),
    )
    table = pd.DataFrame({"promised": promised, "delivered": delivered, "possible": possible})
    return table.T.astype(float).rename_axis("plan")


def action_list(study: Study, options: pd.DataFrame, losing: int) -> pd.DataFrame:
    """Return the actions for the board.

    Parameters
    ----------
    study : Study
        The show.
    options : DataFrame
        What `compare_options` returns.
    losing : int
        Exhibitors who cost more than they bring.

    Returns
    -------
    DataFrame
        Columns action (a short code), customers, cost, gain, net_gain: whole yuan over three editions; the
        talks about service bring nothing yet, because nobody has tried them.
    """
    sizes = study.came["size"]
    reached = {
        "exhibitors": len(sizes),
        "group": int((sizes == study.group).sum()),
        "visitors": int(study.visitors["took_part"].sum()),
    }
    rows = [
        (name, reached[str(name)], round(row["cost"]), round(row["cost"]) + round(row["net_gain"]))
        for name, row in options[options["chosen"]].iterrows()
    ]
    if losing:
        rows.append(("service", losing, 0, 0))
    table = pd.DataFrame(rows, columns=["action", "customers", "cost", "gain"])
    return table.assign(net_gain=table["gain"] - table["cost"])


def key_numbers(
    study: Study, options: pd.DataFrame, actions: pd.DataFrame, budget: float
) -> dict[str, float]:
    """Return the numbers that another program may want.

    Parameters
    ----------
    study : Study
        The show.
    options : DataFrame
        What `compare_options` returns.
    actions : DataFrame
        What `action_list` returns.
    budget : float
        Yuan an edition.

    Returns
    -------
    dict of str to float
        Numbers of both sides, the sums of the plan, and the net gain of every proposal.
    """
    totals = actions[["cost", "gain", "net_gain"]].sum()
    nets = {f"net_gain_{option}": round(float(options.loc[option, "net_gain"])) for option in options.index}
    return {
        "exhibitors": len(study.came),
        "visitors": int(study.visitors["took_part"].sum()),
        "budget_an_edition": float(budget),
        **{name: float(value) for name, value in totals.items()},
        **nets,
    }


def _best(nets: pd.Series) -> pd.Series:
    return (nets == nets.max()) & (nets > 0)


def _nets(study: Study, budget: float, reactions: Reactions, journey: float) -> pd.Series:
    found = {}
    for option in OPTIONS:
        rate = rate_within(study, option, budget, reactions, journey)
        found[option] = float(policy(study, option, rate, reactions, journey)["net_gain"].sum())
    return pd.Series(found)


def _sums(path: pd.DataFrame) -> pd.Series:
    return path[["refund", "gain", "net_gain"]].sum().rename({"refund": "cost"})
