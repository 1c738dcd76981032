"""What if: another customer, another budget, and a sentence on what follows."""

import pandas as pd

from cvm_lessons.core import (
    check_number,
    format_money,
    format_number,
    format_percent,
    number_columns,
    translate,
)
from cvm_lessons.trust.moderation import Moderation
from cvm_lessons.trust.scales import scale_label
from cvm_lessons.trust.trust_building import plan_totals, trust_plan

__all__ = [
    "common_cause_sentence",
    "moderation_sentence",
    "outcomes_sentence",
    "plan_with",
    "trust_plan_sentence",
]


def common_cause_sentence(associations: pd.DataFrame) -> str:
    """Return in a sentence what each method finds, against the true effect.

    Parameters
    ----------
    associations : DataFrame
        What `common_cause_associations` returns.

    Returns
    -------
    str
        A part per method, and the effect.

    Raises
    ------
    DataError
        If a column or a value is missing.

    Examples
    --------
    >>> common_cause_sentence(pd.DataFrame({"method": ["raw"], "estimate": [0.35], "effect": [0.1]}))
    'Raw 0.35. True effect 0.10.'
    """
    numbers = number_columns(associations, ["estimate", "effect"])
    parts = [
        f"{translate(str(method))} {format_number(estimate, 2)}"
        for method, estimate in zip(associations["method"], numbers["estimate"], strict=True)
    ]
    effect = format_number(numbers["effect"].iloc[0], 2)
    told = translate("{parts}. True effect {effect}.", parts=translate("; ").join(parts), effect=effect)
    return str(told[:1].upper() + told[1:])


def outcomes_sentence(outcomes: pd.DataFrame) -> str:
    """Return in a sentence what is expected, against the mean of all customers.

    Parameters
    ----------
    outcomes : DataFrame
        What `outcomes_at` returns.

    Returns
    -------
    str
        A part per outcome.

    Raises
    ------
    DataError
        If a column or a value is missing.

    Examples
    --------
    >>> outcomes_sentence(pd.DataFrame({"outcome": ["advocacy"], "expected": [5.2], "mean": [4.5]}))
    'Advocacy 5.2 (mean 4.5).'
    """
    numbers = number_columns(outcomes, ["expected", "mean"])
    parts = [
        translate(
            "{outcome} {expected} (mean {mean})",
            outcome=scale_label(str(name)),
            expected=format_number(row.expected, 1),
            mean=format_number(row.mean, 1),
        )
        for name, row in zip(outcomes["outcome"], numbers.itertuples(), strict=True)
    ]
    told = str(translate("{parts}.", parts=translate("; ").join(parts)))
    return told[:1].upper() + told[1:]


def moderation_sentence(moderation: Moderation, cause: float, moderator: float) -> str:
    """Return in a sentence what is expected of a customer, and what a point more of the cause would change.

    Parameters
    ----------
    moderation : Moderation
        What `moderated_retention` or `moderated_effect` returns.
    cause, moderator : float
        Values of the customer.

    Returns
    -------
    str
        Expectation with its interval, and the change.

    Raises
    ------
    ParameterError
        If a value is no number.

    Examples
    --------
    >>> from cvm_lessons.trust import moderated_effect
    >>> frame = pd.DataFrame({"satisfaction": [1, 2, 3, 4, 5, 6], "switching_costs": [1, 3, 2, 3, 1, 2]})
    >>> frame["leave"] = [6, 5, 5, 3, 2, 1.5]
    >>> moderation_sentence(moderated_effect(frame), 3, 2)
    'Thoughts of leaving 4.2 (3.0 to 5.4); a point more of satisfaction changes it by -0.95.'
    """
    values = [check_number("cause", cause), check_number("moderator", moderator)]
    here, better = (moderation.expected(values[0] + step, values[1]).iloc[0] for step in (0, 1))
    chance = moderation.is_probability
    told = [
        format_percent(here[end]) if chance else format_number(here[end], 1)
        for end in ("estimate", "low", "high")
    ]
    change = better["estimate"] - here["estimate"]
    sentence = translate(
        "{outcome} {value} ({low} to {high}); a point more of {cause} changes it by {change}.",
        outcome=scale_label(moderation.fit.outcome),
        value=told[0],
        low=told[1],
        high=told[2],
        cause=scale_label(moderation.cause),
        change=_signed(100 * change, 1) + "%" if chance else _signed(change, 2),
    )
    return str(sentence[:1].upper() + sentence[1:])


def plan_with(gains: pd.DataFrame, budget: float, realised: float = 1.0) -> pd.DataFrame:
    """Return the best plan for a budget if actions do only a share of what they promise.

    Parameters
    ----------
    gains : DataFrame
        What `action_trust` returns.
    budget : float
        Most that the actions may cost together, in yuan.
    realised : float, default 1.0
        Share of each lift that comes true, 0 to 2.

    Returns
    -------
    DataFrame
        What `trust_plan` returns, with the gains changed.

    Raises
    ------
    DataError
        If a column or a number is missing.
    ParameterError
        If the budget is negative or the share out of range.

    Examples
    --------
    >>> from cvm_lessons.trust import action_trust, trust_actions
    >>> slopes = {"communication": 0.15, "shared_values": 0.13, "opportunism": -0.17}
    >>> slopes = pd.DataFrame({"estimate": slopes})
    >>> slopes = slopes.assign(low=slopes["estimate"], high=slopes["estimate"], room_up=2.5, room_down=2.0)
    >>> plan = plan_with(action_trust(slopes, trust_actions(), customers=600), 60_000, 0.5)
    >>> round(float(plan.loc[plan["chosen"], "gain"].sum()), 3)
    0.045
    """
    share = check_number("realised", realised, low=0, high=2)
    scaled = {
        name: number_columns(gains, [name])[name] * share
        for name in ("moves", "gain", "gain_low", "gain_high", "per_10000")
    }
    return trust_plan(gains.assign(**scaled), budget)


def trust_plan_sentence(plan: pd.DataFrame) -> str:
    """Return in a sentence what the best set of actions is, costs and brings.

    Parameters
    ----------
    plan : DataFrame
        What `trust_plan` returns.

    Returns
    -------
    str
        Actions, cost, points of trust, and what greed would have brought.

    Raises
    ------
    DataError
        If a column or a number is missing.

    Examples
    --------
    >>> from cvm_lessons.trust import trust_plan
    >>> audit = {"antecedent": "a", "moves": 0.6, "cost": 60, "room": 3, "slope": 0.3, "gain": 0.18}
    >>> trust_plan_sentence(trust_plan(pd.DataFrame(audit, index=["audit"]), 100))
    'Audit: ¥60 for 0.18 points of trust; taking the best per yuan first gives 0.18.'
    """
    totals = plan_totals(plan)
    names = [translate(str(action)) for action in plan.index[plan["chosen"]]]
    if not names:
        return str(translate("No action within the budget raises trust."))
    told = translate(
        "{actions}: {cost} for {gain} points of trust; taking the best per yuan first gives {greedy}.",
        actions=translate("; ").join(names),
        cost=format_money(totals.loc["chosen", "cost"]),
        gain=format_number(totals.loc["chosen", "gain"], 2),
        greedy=format_number(totals.loc["greedy", "gain"], 2),
    )
    return str(told[:1].upper() + told[1:])


def _signed(number: float, decimals: int) -> str:
    text = format_number(number, decimals)
    return text if text.startswith("-") or float(text.replace(",", "")) == 0 else f"+{text}"
