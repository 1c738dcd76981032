"""Which antecedent moves trust per yuan: the plan that buys the most trust within a budget."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    DataError,
    ParameterError,
    check_number,
    filled_column,
    number_columns,
    require_columns,
)
from cvm_lessons.measurement import fit_linear
from cvm_lessons.trust._effects import check_names, with_controls

__all__ = ["action_trust", "plan_totals", "trust_actions", "trust_antecedents", "trust_plan"]

ANTECEDENTS = ("communication", "shared_values", "opportunism")
# Lifts in points of 1-7, reach and cost in yuan a year are chosen for teaching, not measured.
ACTIONS = (
    ("visitor numbers audited and published", "communication", 0.50, 1.00, 60_000),
    ("monthly letter on bookings and plans", "communication", 0.25, 0.80, 18_000),
    ("every question answered within a day", "communication", 0.40, 0.50, 45_000),
    ("council of exhibitors decides on hall rules", "shared_values", 0.50, 0.30, 25_000),
    ("rules for reusable stands drawn up together", "shared_values", 0.30, 0.60, 40_000),
    ("one price list for all", "opportunism", -0.60, 0.70, 90_000),
    ("money back if promised visitors stay away", "opportunism", -0.50, 0.90, 120_000),
    ("sales staff paid for renewals, not for space sold", "opportunism", -0.35, 1.00, 35_000),
)
NUMBERS = ["lift", "reach", "cost"]
PLANS = ("chosen", "greedy")
MOST_ACTIONS = 18  # every set of actions is tried: 262,144 of them
PER = 10_000  # yuan, the unit in which gains per cost are told
ROUNDING = 1e-9


def trust_actions() -> pd.DataFrame:
    """Return eight things an organiser can do for trust, with the antecedent each of them moves.

    Lifts, reach and cost are made up for teaching; replace them by those of your own house.

    Returns
    -------
    DataFrame
        Index `action`; columns antecedent (a score), lift (points of 1-7; below 0 it lowers the antecedent),
        reach (share of the customers), cost (yuan a year).

    Examples
    --------
    >>> trust_actions().groupby("antecedent")["cost"].sum().to_dict()
    {'communication': 123000, 'opportunism': 245000, 'shared_values': 65000}
    """
    return pd.DataFrame(ACTIONS, columns=["action", "antecedent", *NUMBERS]).set_index("action")


def trust_antecedents(
    scores: pd.DataFrame,
    antecedents: Sequence[str] = ANTECEDENTS,
    trust: str = "trust",
    *,
    controls: Sequence[str] = ("satisfaction",),
    ends: Mapping[str, tuple[float, float]] | None = None,
    cluster: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return by how many points trust moves per point of each antecedent, and how far each can still go.

    Parameters
    ----------
    scores : DataFrame
        One row per answer, no value missing.
    antecedents : sequence of str
        Columns that explain trust together.
    trust : str, default "trust"
        Column to explain.
    controls : sequence of str, default ("satisfaction",)
        Columns held fixed.
    ends : mapping of str to (float, float), optional
        Ends of the scale of an antecedent; 1 and 7 where none are given.
    cluster : str, optional
        Column of the customer, where one gives several answers.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `antecedent`; columns mean, estimate, low, high (points of trust per point), p, room_down and
        room_up (points to either end of the scale).

    Raises
    ------
    DataError
        If a column is missing, holds a missing value, does not vary, or leaves its scale.
    ParameterError
        If antecedents are none or a single string.

    References
    ----------
    Morgan and Hunt (1994), Journal of Marketing 58(3), 20-38; Sirdeshmukh, Singh and Sabol (2002), Journal of
    Marketing 66(1), 15-37.

    Examples
    --------
    >>> scores = pd.DataFrame({"communication": [3, 4, 5, 6], "trust": [4.0, 4.4, 5.1, 5.5]})
    >>> table = trust_antecedents(scores, ["communication"], controls=[])
    >>> table[["estimate", "room_up"]].round(2).iloc[0].tolist()
    [0.52, 2.5]
    """
    named = check_names("antecedents", antecedents)
    ready, held = with_controls(scores, controls)
    numbers = {
        name: number_columns(scores, [name], low=low, high=high)[name]
        for name in named
        for low, high in [(ends or {}).get(name, (1.0, 7.0))]
    }
    fit = fit_linear(ready, trust, [*named, *held], cluster=cluster)
    table = fit.to_frame(level=level).loc[named].rename(columns={"coefficient": "estimate"})
    table = table.rename_axis("antecedent")[["estimate", "low", "high", "p"]]
    table.insert(0, "mean", pd.Series({name: values.mean() for name, values in numbers.items()}))
    limits = pd.DataFrame(
        {name: (ends or {}).get(name, (1.0, 7.0)) for name in named}, index=["low", "high"]
    ).T
    return table.assign(room_down=table["mean"] - limits["low"], room_up=limits["high"] - table["mean"])


def action_trust(antecedents: pd.DataFrame, actions: pd.DataFrame, *, customers: int) -> pd.DataFrame:
    """Return by how much each action would raise trust, per yuan.

    The slope is an association: it is what the action brings only if raising the antecedent raises trust.

    Parameters
    ----------
    antecedents : DataFrame
        What `trust_antecedents` returns.
    actions : DataFrame
        Like `trust_actions`: an action per row, with antecedent, lift, reach and cost.
    customers : int
        How many customers there are.

    Returns
    -------
    DataFrame
        The actions with moves (points by which the mean of the antecedent moves, at most its room), room,
        slope, gain, gain_low, gain_high (points of mean trust; from the interval of the slope) and per_10000
        (points of trust, summed over customers, per 10,000 yuan).

    Raises
    ------
    DataError
        If a column or a number is missing or out of range, or an antecedent is not in the table.
    ParameterError
        If `customers` is below 1.

    Examples
    --------
    >>> slope = {"estimate": 0.2, "low": 0.1, "high": 0.3, "room_up": 2.4, "room_down": 3.6}
    >>> antecedents = pd.DataFrame(slope, index=["communication"])
    >>> action = pd.DataFrame({"antecedent": ["communication"], "lift": 0.5, "reach": 0.8, "cost": 20_000})
    >>> action_trust(antecedents, action, customers=500)[["gain", "per_10000"]].round(2).iloc[0].tolist()
    [0.08, 20.0]
    """
    known = number_columns(antecedents, ["estimate", "low", "high", "room_up", "room_down"])
    whom = check_number("customers", customers, low=1)
    aims = filled_column(actions, "antecedent")
    if (lost := ~aims.isin(known.index)).any():
        raise DataError.at(actions, "antecedent", lost, f"one of {', '.join(map(str, known.index))}")
    numbers = number_columns(actions, ["lift"])
    numbers["reach"] = number_columns(actions, ["reach"], low=0, high=1)["reach"]
    numbers["cost"] = number_columns(actions, ["cost"], low=1)["cost"]
    own = known.loc[aims].set_axis(actions.index)
    room = own["room_up"].where(numbers["lift"] > 0, own["room_down"])
    moves = np.sign(numbers["lift"]) * np.minimum(numbers["lift"].abs(), room) * numbers["reach"]
    ends = np.sort(np.column_stack([moves * own["low"], moves * own["high"]]), axis=1)
    gain = moves * own["estimate"]
    return actions.assign(
        moves=moves,
        room=room,
        slope=own["estimate"],
        gain=gain,
        gain_low=ends[:, 0],
        gain_high=ends[:, 1],
        per_10000=gain * whom / numbers["cost"] * PER,
    )


def trust_plan(gains: pd.DataFrame, budget: float) -> pd.DataFrame:
    """Return which actions raise mean trust most within a budget.

    `chosen` is the best of all sets, `greedy` what taking the most trust per yuan first would give. Actions
    on one antecedent add up to its room; of sets that are equally good the cheaper is chosen.

    Parameters
    ----------
    gains : DataFrame
        What `action_trust` returns.
    budget : float
        Most that the actions may cost together, in yuan.

    Returns
    -------
    DataFrame
        `gains` with the columns chosen and greedy (true or false).

    Raises
    ------
    DataError
        If a column or a number is missing.
    ParameterError
        If the budget is negative or there are more than 18 actions.

    References
    ----------
    Kellerer, Pferschy and Pisinger (2004), Knapsack Problems, chapter 1.

    Examples
    --------
    >>> gains = pd.DataFrame({"antecedent": ["a", "b", "c"], "moves": [0.6, 0.5, 0.5], "cost": [60, 50, 50]})
    >>> gains = gains.assign(room=3, slope=[0.3, 0.25, 0.25], gain=[0.18, 0.125, 0.125])
    >>> trust_plan(gains, 100)[["chosen", "greedy"]].to_dict("list")
    {'chosen': [False, True, True], 'greedy': [True, False, False]}
    """
    _check_gains(gains)
    limit = check_number("budget", budget, low=0) + ROUNDING
    if len(gains) > MOST_ACTIONS:
        raise ParameterError(f"{len(gains)} actions: at most {MOST_ACTIONS} can be tried in all sets.")
    sets = (np.arange(2 ** len(gains))[:, None] >> np.arange(len(gains))) & 1
    cost, gain = sets @ gains["cost"].to_numpy(dtype=float), _joint_gain(gains, sets)
    affordable = np.flatnonzero(cost <= limit)
    best = affordable[np.lexsort([cost[affordable], -gain[affordable].round(12)])[0]]
    return gains.assign(chosen=sets[best].astype(bool), greedy=_greedy(gains, limit))


def plan_totals(plan: pd.DataFrame) -> pd.DataFrame:
    """Return what the chosen and the greedy set cost, and by how much they raise mean trust.

    Parameters
    ----------
    plan : DataFrame
        What `trust_plan` returns.

    Returns
    -------
    DataFrame
        Index `plan` (chosen, greedy); columns actions (how many), cost (yuan), gain (points of mean trust).

    Raises
    ------
    DataError
        If a column or a number is missing.

    Examples
    --------
    >>> gains = pd.DataFrame({"antecedent": ["a", "b", "c"], "moves": [0.6, 0.5, 0.5], "cost": [60, 50, 50]})
    >>> gains = gains.assign(room=3, slope=[0.3, 0.25, 0.25], gain=[0.18, 0.125, 0.125])
    >>> plan_totals(trust_plan(gains, 100))["gain"].round(2).to_dict()
    {'chosen': 0.25, 'greedy': 0.18}
    """
    _check_gains(plan)
    require_columns(plan, list(PLANS))
    sets = plan[list(PLANS)].to_numpy(dtype=int).T
    table = {"actions": sets.sum(axis=1), "cost": sets @ plan["cost"].to_numpy(dtype=float)}
    return pd.DataFrame({**table, "gain": _joint_gain(plan, sets)}, index=pd.Index(PLANS, name="plan"))


def _joint_gain(gains: pd.DataFrame, sets: np.ndarray) -> np.ndarray:
    """Return the gain of each set of actions; on one antecedent they move it no further than its room."""
    total = np.zeros(len(sets))
    for (_, up), places in gains.groupby(["antecedent", gains["moves"] > 0], sort=False).indices.items():
        part = gains.iloc[places]
        moved = np.minimum(sets[:, places] @ part["moves"].abs().to_numpy(), float(part["room"].iloc[0]))
        total += (1.0 if up else -1.0) * moved * float(part["slope"].iloc[0])
    return total


def _greedy(gains: pd.DataFrame, limit: float) -> np.ndarray:
    taken, spent = np.zeros(len(gains), dtype=int), 0.0
    for place in np.argsort(-(gains["gain"] / gains["cost"]).to_numpy(), kind="stable"):
        more = taken.copy()
        more[place] = 1
        before, after = _joint_gain(gains, np.stack([taken, more]))
        if spent + gains["cost"].iloc[place] <= limit and after > before:
            taken, spent = more, spent + float(gains["cost"].iloc[place])
    return taken.astype(bool)


def _check_gains(gains: pd.DataFrame) -> None:
    filled_column(gains, "antecedent")
    number_columns(gains, ["moves", "room", "slope", "gain"])
    number_columns(gains, ["cost"], low=0)
