"""Which contact each stage should get: value of a policy, and the policy that is worth most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    DataError,
    ParameterError,
    check_choice,
    check_number,
    filled_column,
    number_column,
)
from cvm_lessons.lifecycle._chains import discounted_sum, read_chain, read_margins
from cvm_lessons.lifecycle._panel import own_labels, sorted_panel, stage_order

__all__ = ["ContactAction", "best_policy", "contact_actions", "policy_value"]


@dataclass(frozen=True, eq=False)
class ContactAction:
    """What a contact does: where customers of each stage go, and what they bring less what it costs.

    Parameters
    ----------
    transition : DataFrame
        Chance of each next stage (columns) by stage (rows).
    margin : Series
        Margin of a period by stage, the cost of the contact taken off.
    """

    transition: pd.DataFrame
    margin: pd.Series


def contact_actions(
    panel: pd.DataFrame,
    *,
    leaving: str | None = None,
    pooled: float = 0.0,
    action: str = "action",
    margin: str = "margin",
    customer: str = "customer_id",
    period: str = "year",
    stage: str = "stage",
) -> dict[str, ContactAction]:
    """Return what each contact was followed by and brought, stage by stage.

    It is what the contact *does* only where contacts were drawn by lot, or given by the stage alone: else
    those who were called may differ from those who were not.

    Parameters
    ----------
    panel : DataFrame
        One row per customer and period: the stage, the contact that it got, and the margin, the cost of the
        contact taken off.
    leaving : str, optional
        Stage that counts as the end: it is never left, and brings 0 under a contact that nobody got there.
    pooled : float, default 0
        How many rows' worth of what all contacts together did in a stage is added to each of them: where
        few got a contact, what it does is drawn towards what contacts do.
    action, margin, customer, period, stage : str
        Columns of `panel`.

    Returns
    -------
    dict
        A `ContactAction` by contact, for `policy_value` and `best_policy`.

    Raises
    ------
    DataError
        If a column or value is missing, a customer has a period twice, or nobody in some stage got some
        contact with a later period to tell what followed: there is nothing to estimate from.
    ParameterError
        If no stage has the name `leaving`, or `pooled` is below 0.

    Examples
    --------
    >>> panel = pd.DataFrame({"customer_id": list("AABB"), "year": [2024, 2025] * 2})
    >>> panel = panel.assign(stage=["in", "in", "in", "out"], action="call", margin=[9.0, 9.0, 11.0, 0.0])
    >>> contact_actions(panel, leaving="out")["call"].transition.loc["in"].tolist()
    [0.5, 0.5]
    """
    panel = own_labels(panel)
    rows = sorted_panel(panel, customer, period)
    rows = rows.assign(
        stage=filled_column(panel, stage).astype(str),
        action=filled_column(panel, action).astype(str),
        margin=number_column(panel, margin),
    )
    rows["next"] = rows.groupby(customer, sort=False)["stage"].shift(-1)
    order = stage_order(panel[stage])
    if leaving is not None:
        check_choice("leaving", leaving, order)
    weight = check_number("pooled", pooled, low=0)
    whole = _counted(rows, order)
    return {
        str(name): _estimated(_counted(mine, order), whole, str(name), leaving, weight)
        for name, mine in rows.groupby("action", sort=True)
    }


def policy_value(
    policy: Mapping[str, str], actions: Mapping[str, ContactAction], discount_rate: float
) -> pd.Series:
    """Return what a customer of each stage is worth if each stage always gets its contact.

    Parameters
    ----------
    policy : mapping of str to str
        Action by stage, for every stage.
    actions : mapping of str to ContactAction
        What each action does and costs.
    discount_rate : float
        Per period, above 0.

    Returns
    -------
    Series
        Value by stage.

    Raises
    ------
    DataError
        If an action's chances or margins do not fit.
    ParameterError
        If a stage has no action, an action is not known, or the rate is not above 0.

    References
    ----------
    Pfeifer and Carraway (2000), Journal of Interactive Marketing 14(2), 43-55.

    Examples
    --------
    >>> names = ["in", "out"]
    >>> call = ContactAction(pd.DataFrame([[0.9, 0.1], [0, 1]], names, names), pd.Series([90, -10], names))
    >>> rest = ContactAction(pd.DataFrame([[0.7, 0.3], [0, 1]], names, names), pd.Series([100, 0], names))
    >>> policy_value({"in": "call", "out": "rest"}, {"call": call, "rest": rest}, 0.1).round(0).to_dict()
    {'in': 495.0, 'out': 0.0}
    """
    chains, rewards, names = _tables(actions)
    if not isinstance(policy, Mapping | pd.Series):
        raise ParameterError(f"policy is no mapping of stages to actions, but a {type(policy).__name__}.")
    if missing := [stage for stage in names if stage not in policy]:
        raise ParameterError(f"policy has no action for the stage {missing[0]!r}.")
    chosen = [list(actions).index(check_choice(f"policy[{each!r}]", policy[each], actions)) for each in names]
    rate = _positive(discount_rate)
    rows = np.arange(len(names))
    value = discounted_sum(chains[chosen, rows] / (1 + rate), rewards[chosen, rows])
    return pd.Series(value, index=pd.Index(names, name="stage"), name="value")


def best_policy(actions: Mapping[str, ContactAction], discount_rate: float) -> pd.DataFrame:
    """Return for each stage the contact that is worth most in the long run, by policy iteration.

    No other policy is worth more in any stage. Where actions are worth the same, the one named first stays.

    Parameters
    ----------
    actions : mapping of str to ContactAction
        What each action does and costs; doing nothing is one of them.
    discount_rate : float
        Per period, above 0.

    Returns
    -------
    DataFrame
        Index `stage`; columns action, value (under this policy), loss (of doing the second best in this
        period only; missing with one action).

    Raises
    ------
    DataError
        If an action's chances or margins do not fit.
    ParameterError
        If there is no action or the rate is not above 0.

    References
    ----------
    Howard (1960), Dynamic Programming and Markov Processes; for customers Pfeifer and Carraway (2000).

    Examples
    --------
    >>> names = ["in", "out"]
    >>> call = ContactAction(pd.DataFrame([[0.9, 0.1], [0, 1]], names, names), pd.Series([90, -10], names))
    >>> rest = ContactAction(pd.DataFrame([[0.7, 0.3], [0, 1]], names, names), pd.Series([100, 0], names))
    >>> best_policy({"call": call, "rest": rest}, 0.1)["action"].to_dict()
    {'in': 'call', 'out': 'rest'}
    """
    chains, rewards, names = _tables(actions)
    rate, rows = _positive(discount_rate), np.arange(len(names))
    chosen = np.zeros(len(names), dtype=int)
    while True:
        value = discounted_sum(chains[chosen, rows] / (1 + rate), rewards[chosen, rows])
        worth = rewards + chains @ value / (1 + rate)
        better = worth.argmax(axis=0)
        # Rounding must not send two equal actions round in circles.
        gains = worth[better, rows] > worth[chosen, rows] + 1e-10 * np.abs(worth).max()
        if not gains.any():
            break
        chosen = np.where(gains, better, chosen)
    others = np.where(np.arange(len(actions))[:, None] == chosen, -np.inf, worth).max(axis=0)
    loss = np.where(np.isfinite(others), worth[chosen, rows] - others, np.nan)
    table = {"action": [list(actions)[place] for place in chosen], "value": value, "loss": loss}
    return pd.DataFrame(table, index=pd.Index(names, name="stage"))


def _counted(rows: pd.DataFrame, order: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return moves by stage and next stage, and the sum and number of margins by stage."""
    moves = pd.crosstab(rows["stage"], rows["next"]).reindex(index=order, columns=order, fill_value=0)
    margins = rows.groupby("stage")["margin"].agg(["sum", "size"]).reindex(order, fill_value=0)
    return moves.astype(float), margins.astype(float)


def _estimated(
    own: tuple[pd.DataFrame, pd.DataFrame],
    whole: tuple[pd.DataFrame, pd.DataFrame],
    name: str,
    leaving: str | None,
    pooled: float,
) -> ContactAction:
    """Return shares and means of a contact, drawn towards those of all contacts by `pooled` rows."""
    sizes = whole[0].sum(axis=1), whole[1]["size"]
    moves, margins = (
        each + pooled * every.div(size.where(size > 0), axis=0).fillna(0.0)
        for each, every, size in zip(own, whole, sizes, strict=True)
    )
    if leaving is not None:
        moves.loc[leaving] = [float(each == leaving) for each in moves.columns]
    total = moves.sum(axis=1)
    if (total == 0).any():
        raise DataError(
            f"nobody in the stage {(total == 0).idxmax()!r} got {name!r} with a later period: "
            "what it does there cannot be told. Leave the contact out, or set pooled above 0."
        )
    margin = margins["sum"] / margins["size"].where(margins["size"] > 0)
    if leaving is not None and np.isnan(margin[leaving]):
        margin[leaving] = 0.0
    return ContactAction(
        moves.div(total, axis=0).rename_axis(index="stage", columns="next"), margin.rename("margin")
    )


def _tables(actions: Mapping[str, ContactAction]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    if not isinstance(actions, Mapping):
        raise ParameterError(
            f"actions is no mapping of names to ContactAction, but a {type(actions).__name__}."
        )
    if not actions:
        raise ParameterError("actions is empty: doing nothing is an action too.")
    for name, action in actions.items():
        if not isinstance(action, ContactAction):
            raise ParameterError(f"actions[{name!r}] is no ContactAction, but a {type(action).__name__}.")
    chains = [read_chain(action.transition) for action in actions.values()]
    names = chains[0].index
    for name, chain in zip(actions, chains, strict=True):
        if list(chain.index) != list(names):
            raise DataError(
                f"action {name!r} has other stages, or in another order, than {next(iter(actions))!r}."
            )
    rewards = [read_margins(action.margin, names) for action in actions.values()]
    return np.array([chain.to_numpy() for chain in chains]), np.array(rewards), list(names)


def _positive(discount_rate: float) -> float:
    rate: float = check_number("discount_rate", discount_rate, low=0)
    if rate == 0:
        raise ParameterError("discount_rate=0 is not above 0: the value need not be finite.")
    return rate
