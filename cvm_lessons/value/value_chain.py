"""The value chain and the delivery system: what each activity costs and what it adds for the customer."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, check_number, number_column
from cvm_lessons.value._checks import column_of_names, shares_of

__all__ = ["IN_LINE", "activity_value", "value_delivery_system"]

IN_LINE = 1.25  # shares of cost and value are rough: within a quarter of each other they are called equal


def activity_value(
    activities: pd.DataFrame,
    importance: Mapping[str, float] | pd.Series,
    *,
    activity: str = "activity",
    cost: str = "cost",
    in_line: float = IN_LINE,
) -> pd.DataFrame:
    """Return each activity's share of the cost beside its share of what customers value.

    The share of value is the contribution to each attribute, weighted with the attribute's importance.

    Parameters
    ----------
    activities : DataFrame
        One row per activity: its name, its cost, and a column per attribute with its share of the
        contribution to it; each of these columns sums to 1.
    importance : mapping or Series
        Importance by attribute, relative: it is divided by its sum.
    activity, cost : str
        Columns with the name and with the cost, above 0, in any one unit of money.
    in_line : float, default 1.25
        Ratio from which value outweighs cost; below its inverse, cost outweighs value.

    Returns
    -------
    DataFrame
        The other columns of `activities`, then cost, cost_share, value_share, ratio (value over cost) and
        reading: worth more, in line, or costs more. Highest ratio first.

    Raises
    ------
    DataError
        If a number is missing or out of range, a name comes twice, or contributions do not sum to 1.
    ParameterError
        If a weight is negative, all are 0, or `in_line` is below 1.

    References
    ----------
    Porter (1985), Competitive Advantage, Free Press.

    Examples
    --------
    >>> chain = {"activity": ["halls", "hosted buyers"], "cost": [80, 20]}
    >>> chain = pd.DataFrame({**chain, "sales": [0.4, 0.6], "image": [0.8, 0.2]})
    >>> shares = activity_value(chain, {"sales": 3, "image": 1})
    >>> shares[["activity", "cost_share", "value_share", "ratio"]]
            activity  cost_share  value_share  ratio
    0  hosted buyers         0.2          0.5  2.500
    1          halls         0.8          0.5  0.625
    """
    column_of_names(activities, activity)
    check_number("in_line", in_line, low=1)
    spent = number_column(activities, cost, low=0)
    if (free := spent == 0).any():
        raise DataError.at(activities, cost, free, "above 0: a ratio to cost needs that")
    weights = shares_of(importance, argument="importance")
    parts = pd.DataFrame({name: _contribution(activities, name) for name in weights.index})
    kept = [column for column in activities.columns if column not in {cost, *weights.index}]
    table = activities[kept].assign(cost=spent, cost_share=spent / spent.sum(), value_share=parts @ weights)
    table["ratio"] = table["value_share"] / table["cost_share"]
    table["reading"] = np.select(
        [table["ratio"] > in_line, table["ratio"] < 1 / in_line], ["worth more", "costs more"], "in line"
    )
    return table.sort_values("ratio", ascending=False, kind="stable").reset_index(drop=True)


def value_delivery_system(
    partners: pd.DataFrame,
    *,
    activity: str = "activity",
    value: str = "value",
    cost: str = "cost",
    kept: str = "kept",
) -> pd.DataFrame:
    """Return what a chain of partner firms delivers: values and costs add up, kept promises multiply.

    The customer gets the whole promise only if every partner keeps its part.

    Parameters
    ----------
    partners : DataFrame
        One row per step, in the order in which the customer meets them: the activity, what it is worth to
        her and what it costs (one unit of money), and the share of cases in which the partner keeps its part,
        independently of the others. Other columns, such as the firm, are kept.
    activity, value, cost, kept : str
        Names of these columns.

    Returns
    -------
    DataFrame
        `partners` with total_value and total_cost (running sums), chain_kept (running product), if_perfect
        (the last product if this partner never failed) and weakest, true for the least reliable partner.

    Raises
    ------
    DataError
        If a number is missing or out of range, or an activity comes twice.

    References
    ----------
    Porter (1985), Competitive Advantage, Free Press; Kotler (1994), Marketing Management, 8th ed.

    Examples
    --------
    >>> chain = {"activity": ["hall", "stands", "freight"], "value": [50, 30, 20], "cost": [30, 20, 5]}
    >>> system = value_delivery_system(pd.DataFrame({**chain, "kept": [0.99, 0.95, 0.8]}))
    >>> system[["activity", "total_value", "chain_kept", "if_perfect"]].round(3)
      activity  total_value  chain_kept  if_perfect
    0     hall         50.0       0.990       0.760
    1   stands         80.0       0.940       0.792
    2  freight        100.0       0.752       0.940
    """
    column_of_names(partners, activity)
    share = number_column(partners, kept, low=0, high=1)
    others = [float(np.delete(share.to_numpy(), step).prod()) for step in range(len(share))]
    return partners.assign(
        total_value=number_column(partners, value, low=0).cumsum(),
        total_cost=number_column(partners, cost, low=0).cumsum(),
        chain_kept=share.cumprod(),
        if_perfect=others,
        weakest=share == share.min(),
    )


def _contribution(activities: pd.DataFrame, attribute: str) -> pd.Series:
    shares = number_column(activities, attribute, low=0, high=1)
    if abs(shares.sum() - 1) > 0.001:
        raise DataError(
            f"column {attribute!r} sums to {shares.sum():.3f}, not 1: contributions are shares of a whole."
        )
    return shares
