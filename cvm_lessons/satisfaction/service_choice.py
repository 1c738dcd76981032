"""Which services to repair or to add within a budget, from Kano's better and worse."""

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    DataError,
    ParameterError,
    check_number,
    filled_column,
    format_number,
    number_columns,
    translate,
)
from cvm_lessons.satisfaction._checks import check_whole
from cvm_lessons.satisfaction._names import shown_name

__all__ = ["choose_services", "service_choices", "service_sensitivity"]

KINDS = ("repair", "new")
MOST_SERVICES = 15  # every set is tried: 32,768 of them
ROUNDING = 1e-6  # yuan


def service_choices(
    coefficients: pd.DataFrame, services: pd.DataFrame, *, customers: int, loss_weight: float = 1.0
) -> pd.DataFrame:
    """Return how many customers each service would move, and what it costs to move one.

    A repair ends a lack, so it counts those who miss the service (worse); a new one counts those who enjoy
    it (better). moved = customers · touched · share.

    Parameters
    ----------
    coefficients : DataFrame
        What `better_worse` returns.
    services : DataFrame
        One row per service, with the index of `coefficients`; columns kind ("repair" or "new"), touched
        (share of customers who lack it today, or whom the new one would reach) and cost in yuan.
    customers : int
        How many customers there are.
    loss_weight : float, default 1
        What one customer less dissatisfied counts, where one more satisfied counts 1.

    Returns
    -------
    DataFrame
        Index `feature`; columns kind, touched, share, moved (customers), weighted (moved, repairs times
        `loss_weight`), cost and cost_per_moved (yuan).

    Raises
    ------
    DataError
        If a column is missing, a kind is not known, or a service has no coefficients.
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> coefficients = pd.DataFrame({"better": [0.3], "worse": [-0.8]}, index=["wifi"])
    >>> services = pd.DataFrame({"kind": "repair", "touched": [0.25], "cost": [40_000]}, index=["wifi"])
    >>> choices = service_choices(coefficients, services, customers=1000)
    >>> choices.loc["wifi", ["moved", "cost_per_moved"]].tolist()
    [200.0, 200.0]
    """
    kinds = filled_column(services, "kind")
    if (bad := ~kinds.isin(KINDS)).any():
        raise DataError.at(services, "kind", bad, "repair or new")
    if missing := [name for name in services.index if name not in coefficients.index]:
        raise DataError(
            f"service {missing[0]!r} has no coefficients; there are {_listed(coefficients.index)}."
        )
    effects = number_columns(coefficients.loc[services.index], ["better", "worse"])
    touched = number_columns(services, ["touched"], low=0, high=1)["touched"]
    cost = number_columns(services, ["cost"], low=0)["cost"]
    share = effects["better"].where(kinds == "new", -effects["worse"])
    moved = check_whole("customers", customers, low=1) * touched * share
    weights = np.where(kinds == "repair", check_number("loss_weight", loss_weight, low=0), 1.0)
    table = pd.DataFrame({"kind": kinds, "touched": touched, "share": share, "moved": moved})
    return table.assign(
        weighted=moved * weights, cost=cost, cost_per_moved=cost / moved.where(moved > 0)
    ).rename_axis("feature")


def choose_services(choices: pd.DataFrame, budget: float) -> pd.DataFrame:
    """Return which services move most customers, weighted, within the budget: every set is tried.

    Parameters
    ----------
    choices : DataFrame
        What `service_choices` returns; at most 15 services.
    budget : float
        Most that they may cost together, in yuan.

    Returns
    -------
    DataFrame
        `choices` with the column chosen; of sets that are equally good the cheaper.

    Raises
    ------
    DataError
        If a column is missing.
    ParameterError
        If the budget is out of range, or there are too many services.

    Examples
    --------
    >>> choices = pd.DataFrame({"weighted": [200.0, 150.0, 140.0], "cost": [90, 50, 50]}, index=list("abc"))
    >>> choose_services(choices, 100)["chosen"].to_dict()
    {'a': False, 'b': True, 'c': True}
    """
    limit = check_number("budget", budget, low=0) + ROUNDING
    numbers = number_columns(choices, ["weighted", "cost"])
    if len(numbers) > MOST_SERVICES:
        raise ParameterError(f"{len(numbers)} services: at most {MOST_SERVICES} can be tried in every set.")
    sets = (part for size in range(len(numbers) + 1) for part in combinations(numbers.index, size))
    affordable = [part for part in sets if numbers.loc[list(part), "cost"].sum() <= limit]
    best = max(
        affordable,
        key=lambda part: (numbers.loc[list(part), "weighted"].sum(), -numbers.loc[list(part), "cost"].sum()),
    )
    return choices.assign(chosen=choices.index.isin(best))


def service_sensitivity(
    coefficients: pd.DataFrame,
    services: pd.DataFrame,
    *,
    customers: int,
    budget: float,
    loss_weights: Sequence[float],
    lacking: Sequence[float],
) -> pd.DataFrame:
    """Return the best services for each weight of a loss and each guess of how many lack a service today.

    Parameters
    ----------
    coefficients, services : DataFrame
        As for `service_choices`.
    customers : int
        How many customers there are.
    budget : float
        Most that the services may cost together, in yuan.
    loss_weights : sequence of float
        Weights of a loss; a row each.
    lacking : sequence of float
        Multiples of `touched` of the repairs, held at 1 at most; a column each.

    Returns
    -------
    DataFrame
        Names of the chosen services, joined by a comma.

    Raises
    ------
    DataError
        For the reasons of `service_choices`.
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> coefficients = pd.DataFrame({"better": [0.3, 0.6], "worse": [-0.8, -0.2]}, index=["wifi", "lounge"])
    >>> services = pd.DataFrame({"kind": ["repair", "new"], "touched": 0.3, "cost": 50}, coefficients.index)
    >>> inputs = {"customers": 1000, "budget": 60, "loss_weights": [1], "lacking": [0.5, 1]}
    >>> service_sensitivity(coefficients, services, **inputs).loc[1].tolist()
    ['lounge', 'wireless network']
    """
    repairs = filled_column(services, "kind") == "repair"

    def best(weight: float, multiple: float) -> str:
        times = check_number("lacking", multiple, low=0)
        touched = services["touched"].where(~repairs, (services["touched"] * times).clip(upper=1))
        changed = services.assign(touched=touched)
        choices = service_choices(coefficients, changed, customers=customers, loss_weight=weight)
        chosen = choose_services(choices, budget)["chosen"]
        return _listed(shown_name(name) for name in chosen.index[chosen])

    table = [[best(weight, multiple) for multiple in lacking] for weight in loss_weights]
    names = [translate("lack × {number}", number=format_number(multiple, 1)) for multiple in lacking]
    return pd.DataFrame(table, index=pd.Index(loss_weights, name="loss weight"), columns=names)


def _listed(names: Iterable[object]) -> str:
    return ", ".join(map(str, names))
