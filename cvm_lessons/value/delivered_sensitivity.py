"""Which change of one benefit or one cost turns the ranking of offers by delivered value."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, check_choice, check_number, number_columns
from cvm_lessons.value._checks import column_of_names, known_name
from cvm_lessons.value.delivered import BENEFITS, COSTS, delivered_value, first_by, rank_offers

__all__ = ["break_even_change", "delivered_value_sensitivity"]


def delivered_value_sensitivity(
    offers: pd.DataFrame, component: str, change: float | Sequence[float], *, show: str = "show"
) -> pd.DataFrame:
    """Return how the ranking answers when one component of one offer changes.

    Parameters
    ----------
    offers : DataFrame
        One row per offer, with the columns in `BENEFITS` and `COSTS`, all in one unit of money.
    component : str
        The benefit or cost that changes.
    change : float or sequence of float
        What is added to it, in the unit of the columns, for one offer at a time.
    show : str, default "show"
        Column with the offer's name.

    Returns
    -------
    DataFrame
        One row per offer and change: the name, component, change, the offer's new difference and ratio,
        first_difference and first_ratio (who is first then), flips_difference and flips_ratio (whether the
        order of all offers is no longer the same).

    Raises
    ------
    DataError
        If a column is missing, an amount is missing or negative, or a name comes twice.
    ParameterError
        If there is no such component, or a change takes an amount below 0.

    Examples
    --------
    >>> shows = pd.DataFrame({"show": ["Harbour", "Lark"], "product": [100, 60], "money": [60, 25]})
    >>> rest = ["service", "personnel", "image", "time", "energy", "psychic"]
    >>> table = delivered_value_sensitivity(shows.assign(**dict.fromkeys(rest, 0)), "money", [-4, -6])
    >>> table[["show", "change", "first_difference", "flips_difference"]]
          show  change first_difference  flips_difference
    0  Harbour    -4.0          Harbour             False
    1  Harbour    -6.0          Harbour             False
    2     Lark    -4.0          Harbour             False
    3     Lark    -6.0             Lark              True
    """
    check_choice("component", component, BENEFITS + COSTS)
    changes = [check_number("change", step) for step in np.atleast_1d(change).tolist()]
    before = rank_offers(offers, show=show)
    rows = []
    for name in column_of_names(offers, show):
        for step in changes:
            after = rank_offers(_with_change(offers, name, component, step, show), show=show)
            rows.append({show: name, "component": component, "change": step, **_answer(before, after, name)})
    return pd.DataFrame(rows)


def break_even_change(
    offers: pd.DataFrame, a: str, b: str, component: str, as_: str = "difference", *, show: str = "show"
) -> float:
    """Return the change of one component of offer `a` that makes it equal to offer `b`.

    Parameters
    ----------
    offers : DataFrame
        One row per offer, with the columns in `BENEFITS` and `COSTS`, all in one unit of money.
    a, b : str
        Names of the offer that changes and of the one it is held against.
    component : str
        The benefit or cost of `a` that changes.
    as_ : {"difference", "ratio"}, default "difference"
        Which of the two is to be equal.
    show : str, default "show"
        Column with the offer's name.

    Returns
    -------
    float
        What to add, in the unit of the columns. If it is below the negative of the amount in the table, this
        component alone cannot do it.

    Raises
    ------
    DataError
        If a column is missing, an amount is missing or negative, or a name comes twice.
    ParameterError
        If there is no such offer, component or form, or no finite change makes the ratios equal.

    Examples
    --------
    >>> shows = pd.DataFrame({"show": ["Harbour", "Lark"], "product": [100, 60], "money": [60, 25]})
    >>> rest = ["service", "personnel", "image", "time", "energy", "psychic"]
    >>> break_even_change(shows.assign(**dict.fromkeys(rest, 0)), "Lark", "Harbour", "money")
    -5.0
    """
    check_choice("component", component, BENEFITS + COSTS)
    check_choice("as_", as_, ("difference", "ratio"))
    names = column_of_names(offers, show)
    a, b = known_name("a", a, names), known_name("b", b, names)
    if as_ == "difference":
        left = delivered_value(offers, show=show)
        return float(left[b] - left[a] if component in BENEFITS else left[a] - left[b])
    table = rank_offers(offers, show=show)
    value, cost, ratio = table.loc[a, "total_value"], table.loc[a, "total_cost"], table.loc[b, "ratio"]
    if component in BENEFITS:
        return float(ratio * cost - value)
    if ratio == 0:
        raise ParameterError(f"b={b!r} has ratio 0: no cost of {a!r} makes the ratios equal.")
    return float(value / ratio - cost)


def _with_change(offers: pd.DataFrame, name: str, component: str, step: float, show: str) -> pd.DataFrame:
    changed = offers.copy()
    changed[component] = number_columns(offers, [component], low=0)[component] + step * (offers[show] == name)
    low = float(changed.loc[changed[show] == name, component].iloc[0])
    if low < 0:
        raise ParameterError(
            f"change={step:g} takes {component!r} of {name!r} to {low:g}; amounts start at 0."
        )
    return changed


def _answer(before: pd.DataFrame, after: pd.DataFrame, name: str) -> dict[str, object]:
    answer: dict[str, object] = {m: float(after.loc[name, m]) for m in ("difference", "ratio")}
    answer |= {f"first_{measure}": first_by(after, measure) for measure in ("difference", "ratio")}
    for measure in ("difference", "ratio"):
        rank = f"rank_{measure}"
        answer[f"flips_{measure}"] = bool((after[rank] != before[rank].reindex(after.index)).any())
    return answer
