"""The best set of improvements within a budget: found exactly, beside what greed would choose."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import pandas as pd

from cvm_lessons.core import ParameterError, check_choice, check_number, number_columns, require_columns
from cvm_lessons.measurement import Interval
from cvm_lessons.value.actions import action_gains

__all__ = ["choose_actions", "plan_totals", "sensitivity"]

NUMBERS = ["lift", "room", "lift_used", "gain", "cost"]
PLANS = ("chosen", "greedy")
INPUTS = ("budget", "slope", "margin", "customers")
MOST_PER_ATTRIBUTE = 12  # stacked, an attribute's projects are tried in every combination
ROUNDING = 1e-6  # yuan; sums of costs are not exact in binary

Option = tuple[float, float, tuple[str, ...]]  # cost and net gain in yuan, projects


def choose_actions(gains: pd.DataFrame, budget: float, *, stack: bool = False) -> pd.DataFrame:
    """Return which projects bring the highest net gain within the budget.

    `chosen` is the exact best set (a knapsack); `greedy` is what taking the highest gain per yuan
    first, as long as it fits, would give. Of sets that are equally good the cheaper is chosen.

    Parameters
    ----------
    gains : DataFrame
        What `action_gains` returns.
    budget : float
        Most that the projects may cost together, in yuan.
    stack : bool, default False
        Whether several projects may raise one attribute. By default at most one does, because lifts
        of one attribute were estimated one at a time; stacked, they add up to the room below 10.

    Returns
    -------
    DataFrame
        `gains` with the columns chosen and greedy (true or false).

    Raises
    ------
    DataError
        If a column or a number is missing.
    ParameterError
        If the budget is out of range, or an attribute has too many projects to stack.

    References
    ----------
    Kellerer, Pferschy and Pisinger (2004), Knapsack Problems, chapter 11 (multiple choice).

    Examples
    --------
    >>> gains = pd.DataFrame({"attribute": ["image", "price"], "gain": [9000, 14000], "cost": [4000, 8000]})
    >>> gains = gains.assign(lift=0.5, room=3, lift_used=0.5).set_axis(["gallery", "rebate"])
    >>> choose_actions(gains, budget=8000)[["chosen", "greedy"]].to_dict("index")
    {'gallery': {'chosen': False, 'greedy': True}, 'rebate': {'chosen': True, 'greedy': False}}
    """
    require_columns(gains, ["attribute"])
    number_columns(gains, NUMBERS)
    limit = check_number("budget", budget, low=0) + ROUNDING
    best, quick = _best(gains, limit, stack), _greedy(gains, limit, stack)
    return gains.assign(chosen=gains.index.isin(best), greedy=gains.index.isin(quick))


def plan_totals(plan: pd.DataFrame) -> pd.DataFrame:
    """Return what the chosen and the greedy set cost and bring.

    Parameters
    ----------
    plan : DataFrame
        What `choose_actions` returns.

    Returns
    -------
    DataFrame
        Index `plan` (chosen, greedy); columns projects (how many) and, in yuan, cost, gain, net_gain.
        Projects that share an attribute count together, up to the room of the attribute.

    Raises
    ------
    DataError
        If a column or a number is missing.

    Examples
    --------
    >>> gains = pd.DataFrame({"attribute": ["image", "price"], "gain": [9000, 14000], "cost": [4000, 8000]})
    >>> gains = gains.assign(lift=0.5, room=3, lift_used=0.5).set_axis(["gallery", "rebate"])
    >>> plan_totals(choose_actions(gains, budget=8000))["net_gain"].to_dict()
    {'chosen': 6000.0, 'greedy': 5000.0}
    """
    require_columns(plan, ["attribute", *PLANS])
    number_columns(plan, NUMBERS)
    rows = []
    for name in PLANS:
        taken = plan[plan[name]]
        cost, gain = float(taken["cost"].sum()), _joint_gain(taken)
        rows.append((len(taken), cost, gain, gain - cost))
    columns = ["projects", "cost", "gain", "net_gain"]
    return pd.DataFrame(rows, index=pd.Index(PLANS, name="plan"), columns=columns)


def sensitivity(
    drivers: pd.DataFrame,
    improvements: pd.DataFrame,
    *,
    budget: float,
    slope: float | Interval,
    margin: float,
    customers: int,
    vary: Mapping[str, Sequence[float]],
    stack: bool = False,
) -> pd.DataFrame:
    """Return the best plan under every combination of two uncertain inputs.

    Parameters
    ----------
    drivers, improvements : DataFrame
        As for `action_gains`.
    budget : float
        Most that the projects may cost together, in yuan.
    slope : float or Interval
        Change of the probability of rebooking per point of value.
    margin : float
        Yuan that one more rebooking brings.
    customers : int
        How many customers decide.
    vary : mapping of str to sequence of float
        Two of these names, each with the values to try in its place.
    stack : bool, default False
        As for `choose_actions`.

    Returns
    -------
    DataFrame
        One row per combination: the two inputs, projects (names joined by a comma), cost, gain and
        net_gain of the best plan in yuan.

    Raises
    ------
    DataError
        If the tables lack a column or a number.
    ParameterError
        If `vary` does not name two of the inputs with values, or an input is out of range.

    Examples
    --------
    >>> drivers = pd.DataFrame({"performance": [7.0], "coefficient": [0.2]}, index=["service"])
    >>> desk = {"project": ["desk"], "attribute": ["service"], "lift": [1.0], "reach": [0.5], "cost": [20]}
    >>> inputs = {"budget": 30_000, "slope": 0.1, "margin": 10_000, "customers": 500}
    >>> vary = {"margin": [2_000, 10_000], "slope": [0.05, 0.1]}
    >>> table = sensitivity(drivers, pd.DataFrame(desk), **inputs, vary=vary)
    >>> table[["margin", "slope", "net_gain"]].to_numpy().tolist()[-1]
    [10000.0, 0.1, 30000.0]
    """
    (first, first_values), (second, second_values) = _checked_vary(vary)
    rows = []
    for one in first_values:
        for two in second_values:
            inputs: dict[str, Any] = {"slope": slope, "margin": margin, "customers": customers}
            inputs |= {"budget": budget, first: one, second: two}
            limit = inputs.pop("budget")
            plan = choose_actions(action_gains(drivers, improvements, **inputs), limit, stack=stack)
            totals = plan_totals(plan).loc["chosen", ["cost", "gain", "net_gain"]]
            names = ", ".join(map(str, plan.index[plan["chosen"]]))
            rows.append({first: one, second: two, "projects": names, **totals})
    return pd.DataFrame(rows)


def _checked_vary(vary: Mapping[str, Sequence[float]]) -> list[tuple[str, Sequence[float]]]:
    for name in vary:
        check_choice("vary", name, INPUTS)
    if len(vary) != 2 or not all(len(values) for values in vary.values()):
        raise ParameterError(f"vary={dict(vary)!r} does not name two inputs with a list of values each.")
    return list(vary.items())


def _joint_gain(taken: pd.DataFrame) -> float:
    # One attribute's projects gain the same per point of lift; together they stop at its ceiling.
    total = 0.0
    for _, same in taken.groupby("attribute", sort=False):
        lifted = same[same["lift_used"] > 0]
        if len(lifted):
            per_point = float(lifted["gain"].iloc[0] / lifted["lift_used"].iloc[0])
            total += per_point * min(float(lifted["lift"].sum()), float(lifted["room"].iloc[0]))
    return total


def _options(same: pd.DataFrame, stack: bool) -> Iterator[Option]:
    if stack and len(same) > MOST_PER_ATTRIBUTE:
        name = same["attribute"].iloc[0]
        raise ParameterError(
            f"{name!r} has {len(same)} projects: at most {MOST_PER_ATTRIBUTE} can be stacked."
        )
    for size in range(1, len(same) + 1 if stack else 2):
        for members in combinations(same.index, size):
            taken = same.loc[list(members)]
            cost = float(taken["cost"].sum())
            yield cost, _joint_gain(taken) - cost, members


def _best(gains: pd.DataFrame, limit: float, stack: bool) -> tuple[str, ...]:
    frontier: list[Option] = [(0.0, 0.0, ())]
    for _, same in gains.groupby("attribute", sort=False):
        choices: list[Option] = [(0.0, 0.0, ()), *_options(same, stack)]
        grown = [
            (cost + more, net + extra, taken + members)
            for cost, net, taken in frontier
            for more, extra, members in choices
            if cost + more <= limit
        ]
        frontier = _undominated(grown)
    return frontier[-1][2]


def _undominated(options: list[Option]) -> list[Option]:
    # A set that costs no less and brings no more than another can be part of no best plan.
    kept: list[Option] = []
    for option in sorted(options, key=lambda option: (option[0], -option[1])):
        if not kept or option[1] > kept[-1][1]:
            kept.append(option)
    return kept


def _greedy(gains: pd.DataFrame, limit: float, stack: bool) -> list[str]:
    taken: list[str] = []
    per_yuan = gains["gain"] / gains["cost"]
    for project in per_yuan.sort_values(ascending=False, kind="stable").index:
        now, then = gains.loc[taken], gains.loc[[*taken, project]]
        raised = gains.loc[project, "attribute"] in set(now["attribute"])
        pays = _joint_gain(then) - _joint_gain(now) > gains.loc[project, "cost"]
        if pays and then["cost"].sum() <= limit and (stack or not raised):
            taken.append(project)
    return taken
