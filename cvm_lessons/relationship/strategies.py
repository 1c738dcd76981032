"""Choose, develop, keep or win back: which strategy fits a customer, in money."""

from collections.abc import Mapping

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
from cvm_lessons.relationship._texts import text_table

__all__ = [
    "STRATEGIES",
    "STRATEGY_TERMS",
    "assign_strategies",
    "crm_strategies",
    "one_strategy_for_all",
    "strategy_gains",
    "strategy_plan",
]

STRATEGIES = ("choose", "develop", "keep", "win back")
STANDINGS = ("prospect", "active", "lost")
# Cost in yuan per customer and what it brings: chosen for teaching. Take them from your own experiments.
STRATEGY_TERMS: dict[str, dict[str, float]] = {
    "choose": {"cost": 900, "effect": 0.08},
    "develop": {"cost": 1_500, "effect": 0.20},
    "keep": {"cost": 1_200, "effect": 0.30},
    "win back": {"cost": 1_000, "effect": 0.12},
}


def crm_strategies() -> pd.DataFrame:
    """Return the strategies with the customers each is for and when it pays.

    Returns
    -------
    DataFrame
        Index `strategy`; columns for (prospect, active, lost, all), name, means, pays_if.

    References
    ----------
    Reinartz, Krafft and Hoyer (2004), Journal of Marketing Research 41(3), 293-305, for initiation,
    maintenance and termination; the rules in money are ours.

    Examples
    --------
    >>> crm_strategies()["for"].to_dict()["keep"]
    'active'
    """
    return text_table("strategies", index="strategy")


def strategy_gains(
    customers: pd.DataFrame,
    terms: Mapping[str, Mapping[str, float]] = STRATEGY_TERMS,
    *,
    standing: str = "standing",
    value: str = "value",
    potential: str = "potential",
    risk: str = "risk",
) -> pd.DataFrame:
    """Return the expected gain of each strategy for each customer.

    Choose (prospects) and win back (lost): effect × value - cost. Develop (active): staying × effect ×
    potential - cost. Keep (active): risk × effect × value - cost, because only those who would have left can
    be kept, and of them the share `effect`.

    Parameters
    ----------
    customers : DataFrame
        One row per customer: `standing` (prospect, active, lost), `value` (yuan it is worth if it comes or
        stays), `potential` (yuan more if developed), `risk` (of leaving, 0 to 1); the last two are read for
        active ones only.
    terms : mapping
        By strategy cost (yuan) and effect (a share).
    standing, value, potential, risk : str
        Columns.

    Returns
    -------
    DataFrame
        With the index of `customers`; a column per strategy, missing where it is not for this customer.

    Raises
    ------
    DataError
        If a column or value is missing or out of range.
    ParameterError
        If a strategy lacks its terms.

    Examples
    --------
    >>> firms = pd.DataFrame({"standing": ["active", "lost"], "value": [40_000, 40_000]})
    >>> firms = firms.assign(potential=[5_000, 0], risk=[0.4, 1.0])
    >>> strategy_gains(firms)[["keep", "win back"]].to_dict("list")
    {'keep': [3600.0, nan], 'win back': [nan, 3800.0]}
    """
    stands = filled_column(customers, standing).astype(str)
    if (bad := ~stands.isin(STANDINGS)).any():
        raise DataError.at(customers, standing, bad, f"one of {', '.join(STANDINGS)}")
    worth = number_column(customers, value, low=0)
    active = stands == "active"
    more, leave = pd.Series(np.nan, index=customers.index), pd.Series(np.nan, index=customers.index)
    if active.any():
        more[active] = number_column(customers[active], potential, low=0)
        leave[active] = number_column(customers[active], risk, low=0, high=1)
    reached = {
        "choose": worth.where(stands == "prospect"),
        "develop": (1 - leave) * more,
        "keep": leave * worth,
        "win back": worth.where(stands == "lost"),
    }
    gains = {}
    for name, at_stake in reached.items():
        cost, effect = _terms(terms, name)
        gains[name] = effect * at_stake - cost
    return pd.DataFrame(gains, index=customers.index)


def assign_strategies(gains: pd.DataFrame) -> pd.DataFrame:
    """Return the strategy with the greatest gain for each customer, or none where no one pays.

    Parameters
    ----------
    gains : DataFrame
        What `strategy_gains` returns.

    Returns
    -------
    DataFrame
        With the index of `gains`; columns strategy (none where nothing pays) and gain (0 for none).

    Raises
    ------
    DataError
        If a column is missing.

    Examples
    --------
    >>> gains = pd.DataFrame({"choose": [None], "develop": [200.0], "keep": [500.0], "win back": [None]})
    >>> assign_strategies(gains.astype(float)).loc[0].to_dict()
    {'strategy': 'keep', 'gain': 500.0}
    """
    table = pd.DataFrame({name: number_column(gains, name, missing=True) for name in STRATEGIES})
    values = table.fillna(-np.inf).assign(none=0.0)[["none", *STRATEGIES]]
    return pd.DataFrame({"strategy": values.idxmax(axis=1), "gain": values.max(axis=1)}, index=gains.index)


def strategy_plan(
    assigned: pd.DataFrame, terms: Mapping[str, Mapping[str, float]] = STRATEGY_TERMS
) -> pd.DataFrame:
    """Return customers, cost and gain by strategy.

    Parameters
    ----------
    assigned : DataFrame
        What `assign_strategies` returns.
    terms : mapping
        By strategy its cost, as in `strategy_gains`.

    Returns
    -------
    DataFrame
        Index `strategy` (all, in their order, then none); columns customers, cost, gain, gain_per_yuan
        (missing where nothing is spent).

    Raises
    ------
    DataError
        If a column or value is missing, or a strategy is not known.

    Examples
    --------
    >>> assigned = pd.DataFrame({"strategy": ["keep", "keep", "none"], "gain": [600.0, 1_800.0, 0.0]})
    >>> strategy_plan(assigned).loc["keep"].to_dict()
    {'customers': 2.0, 'cost': 2400.0, 'gain': 2400.0, 'gain_per_yuan': 1.0}
    """
    names = filled_column(assigned, "strategy")
    if (bad := ~names.isin([*STRATEGIES, "none"])).any():
        raise DataError.at(assigned, "strategy", bad, f"one of {', '.join(STRATEGIES)}, none")
    gains = number_column(assigned, "gain")
    table = gains.groupby(names.to_numpy()).agg(["size", "sum"]).reindex([*STRATEGIES, "none"], fill_value=0)
    table.columns = pd.Index(["customers", "gain"])
    each = pd.Series({name: _terms(terms, name)[0] for name in STRATEGIES} | {"none": 0.0})
    table.insert(1, "cost", table["customers"] * each)
    table["gain_per_yuan"] = table["gain"] / table["cost"].where(table["cost"] > 0)
    return table.rename_axis("strategy")


def one_strategy_for_all(gains: pd.DataFrame) -> pd.Series:
    """Return what each strategy brings if every customer it is for gets it, beside the best for each.

    Parameters
    ----------
    gains : DataFrame
        What `strategy_gains` returns.

    Returns
    -------
    Series
        Named gain, by strategy, and ``best for each``, in yuan.

    Raises
    ------
    DataError
        If a column is missing.

    Examples
    --------
    >>> gains = pd.DataFrame({"choose": [None, None], "develop": [200.0, -100], "keep": [-500.0, 300]})
    >>> one_strategy_for_all(gains.assign(**{"win back": None}).astype(float)).to_dict()
    {'choose': 0.0, 'develop': 100.0, 'keep': -200.0, 'win back': 0.0, 'best for each': 500.0}
    """
    total = pd.Series({name: float(number_column(gains, name, missing=True).sum()) for name in STRATEGIES})
    total["best for each"] = float(assign_strategies(gains)["gain"].sum())
    return total.rename("gain").rename_axis("strategy")


def _terms(terms: Mapping[str, Mapping[str, float]], name: str) -> tuple[float, float]:
    check_choice("strategy", name, STRATEGIES)
    if name not in terms or not {"cost", "effect"} <= set(terms[name]):
        raise ParameterError(f"terms[{name!r}] lacks cost or effect.")
    cost = check_number(f"terms[{name!r}]['cost']", terms[name]["cost"], low=0)
    return cost, check_number(f"terms[{name!r}]['effect']", terms[name]["effect"], low=0, high=1)
