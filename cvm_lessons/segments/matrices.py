"""Matrices of customers: current × potential value, frequency × spend, and the cube with attitudes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from cvm_lessons.segments._checks import check_names, new_column, segment_column

__all__ = [
    "CUT_RULES",
    "FREQUENCY_SPEND_CELLS",
    "VALUE_CELLS",
    "cell_table",
    "frequency_spend_matrix",
    "value_cube",
    "value_matrix",
]

CUT_RULES = ("median", "mean")
# (current value high, potential high): what the cell is called and what it asks for.
VALUE_CELLS: Mapping[tuple[bool, bool], str] = {
    (True, True): "keep and grow",
    (True, False): "keep",
    (False, True): "develop",
    (False, False): "serve at low cost",
}
# (frequency high, spend a purchase high), in Marcus's names.
FREQUENCY_SPEND_CELLS: Mapping[tuple[bool, bool], str] = {
    (True, True): "best",
    (True, False): "frequent",
    (False, True): "spender",
    (False, False): "uncertain",
}


def value_matrix(
    customers: pd.DataFrame,
    *,
    current: str = "current",
    potential: str = "potential",
    cut: str | Sequence[float] = "median",
    cell: str = "cell",
) -> pd.DataFrame:
    """Return the customers with their cell of the matrix current value × potential value.

    Current value is what a customer brings today, potential what it could bring beyond that: what it spends
    with others, what it will need. Take an estimate of potential that was not made from current value, or
    all customers fall on one diagonal.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    current, potential : str
        Columns.
    cut : {"median", "mean"} or two numbers, default "median"
        Where high begins on each axis: above the median or the mean of all, or from an amount on.
    cell : str, default "cell"
        Column to be written.

    Returns
    -------
    DataFrame
        `customers` with the ordered category `cell`: keep and grow (both high), keep (current high), develop
        (potential high), serve at low cost (both low). `attrs["cuts"]` has the two cuts.

    Raises
    ------
    DataError
        If a value is missing, or one axis has all customers on one side of the cut.
    ParameterError
        If `cut` is neither a rule nor two numbers.

    Examples
    --------
    >>> customers = pd.DataFrame({"current": [9, 8, 1, 2], "potential": [9, 1, 9, 2]})
    >>> value_matrix(customers)["cell"].tolist()
    ['keep and grow', 'keep', 'develop', 'serve at low cost']
    """
    axes = {name: number_column(customers, name) for name in (current, potential)}
    strict, cuts = _cuts(axes, cut)
    return _in_cells(customers, axes, cuts, names=VALUE_CELLS, cell=cell, strict=strict)


def frequency_spend_matrix(
    customers: pd.DataFrame,
    *,
    frequency: str = "frequency",
    spend: str = "spend",
    cell: str = "cell",
) -> pd.DataFrame:
    """Return the customers with their cell of the customer value matrix, frequency × spend a purchase.

    The cuts are the overall means: purchases per customer, and money per *purchase* (not the mean of the
    customers' means, in which who buys once weighs as much as who buys weekly).

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    frequency, spend : str
        Columns: number of purchases, 1 or more; all that was spent on them.
    cell : str, default "cell"
        Column to be written.

    Returns
    -------
    DataFrame
        `customers` with spend_each (spend a purchase) and the ordered category `cell`: best (often and
        much), frequent (often, little), spender (seldom, much), uncertain. `attrs["cuts"]` has the two cuts.

    Raises
    ------
    DataError
        If a value is missing, negative, a frequency below 1, or one axis has all customers on one side.

    References
    ----------
    Marcus (1998), A practical yet meaningful approach to customer segmentation, Journal of Consumer Marketing
    15(5), 494-504.

    Examples
    --------
    >>> customers = pd.DataFrame({"frequency": [9, 9, 1, 1], "spend": [900, 90, 100, 10]})
    >>> frequency_spend_matrix(customers)["cell"].tolist()
    ['best', 'frequent', 'spender', 'uncertain']
    """
    times, money = number_column(customers, frequency, low=1), number_column(customers, spend, low=0)
    each = money / times
    axes = {frequency: times, "spend_each": each}
    cuts = (float(times.mean()), float(money.sum() / times.sum()))
    written = customers.assign(spend_each=each)
    return _in_cells(written, axes, cuts, names=FREQUENCY_SPEND_CELLS, cell=cell, strict=True)


def value_cube(
    customers: pd.DataFrame,
    *,
    attitude: str = "attitude",
    current: str = "current",
    potential: str = "potential",
    cut: str | Sequence[float] = "median",
) -> pd.DataFrame:
    """Return the cube current value × potential value × attitude: how many customers and what they bring.

    Parameters
    ----------
    customers : DataFrame
        One row per customer.
    attitude, current, potential : str
        Columns: the attitude cluster, the two values.
    cut : {"median", "mean"} or two numbers, default "median"
        As in `value_matrix`.

    Returns
    -------
    DataFrame
        One row per cell of the matrix and attitude, empty ones too; columns cell, attitude, customers, share
        (of all customers), expected (share if attitude and value had nothing to do with each other), lift
        (share over expected), current, potential (sums).

    Raises
    ------
    DataError
        As `value_matrix`; if an attitude is missing.
    ParameterError
        If `cut` is neither a rule nor two numbers.

    Examples
    --------
    >>> customers = pd.DataFrame({"current": [9, 8, 1, 2], "potential": [9, 1, 9, 2]})
    >>> cube = value_cube(customers.assign(attitude=["thrifty", "thrifty", "demanding", "demanding"]))
    >>> print(cube.loc[cube["customers"] > 0, ["cell", "attitude", "lift"]].to_string(index=False))
                 cell  attitude  lift
        keep and grow   thrifty   2.0
                 keep   thrifty   2.0
              develop demanding   2.0
    serve at low cost demanding   2.0
    """
    placed = value_matrix(customers, current=current, potential=potential, cut=cut, cell="cell")
    kinds = filled_column(customers, attitude)
    money = pd.DataFrame(
        {
            "cell": placed["cell"].array,
            "attitude": pd.Categorical(kinds),
            "current": number_column(customers, current).to_numpy(),
            "potential": number_column(customers, potential).to_numpy(),
        }
    )
    by = money.groupby(["cell", "attitude"], observed=False)
    table = by[["current", "potential"]].sum()
    table.insert(0, "customers", by.size())
    table.insert(1, "share", table["customers"] / len(money))
    alone = [table["share"].groupby(axis, observed=False).transform("sum") for axis in ("cell", "attitude")]
    table.insert(2, "expected", alone[0] * alone[1])
    table.insert(3, "lift", table["share"] / table["expected"].where(table["expected"] > 0))
    return table.reset_index()


def cell_table(customers: pd.DataFrame, values: Sequence[str], *, cell: str = "cell") -> pd.DataFrame:
    """Return how many customers each cell or segment holds and what share of each value it brings.

    Parameters
    ----------
    customers : DataFrame
        One row per customer with its cell.
    values : sequence of str
        Columns of money or counts to be summed.
    cell : str, default "cell"
        Column with the cell.

    Returns
    -------
    DataFrame
        Index `cell` (categories in their order, empty ones too); columns customers, customer_share, and for
        each value its sum, ``*_share`` (missing if the sum of all is not above 0) and ``*_each``.

    Raises
    ------
    DataError
        If a column or value is missing.
    ParameterError
        If no value is named.

    Examples
    --------
    >>> customers = pd.DataFrame({"cell": ["best", "best", "rest"], "profit": [60, 20, 20]})
    >>> cell_table(customers, ["profit"])["profit_share"].to_dict()
    {'best': 0.8, 'rest': 0.2}
    """
    names = check_names("values", values, fewest=1)
    by = pd.DataFrame({name: number_column(customers, name) for name in names}).groupby(
        segment_column(customers, cell), observed=False
    )
    table = pd.DataFrame({"customers": by.size(), "customer_share": by.size() / len(customers)})
    for name, sums in by.sum().items():
        total = float(sums.sum())
        table[name] = sums
        table[f"{name}_share"] = sums / (total if total > 0 else np.nan)
        table[f"{name}_each"] = sums / table["customers"].where(table["customers"] > 0)
    return table.set_axis(pd.Index(list(table.index), name=cell))


def _cuts(axes: Mapping[str, pd.Series], cut: str | Sequence[float]) -> tuple[bool, tuple[float, float]]:
    """Return whether high begins above the cut (not at it), and the two cuts."""
    if len(axes) < 2:
        raise ParameterError("current and potential are the same column: a matrix needs two.")
    if isinstance(cut, str):
        rule = check_choice("cut", cut, CUT_RULES)
        first, second = (float(getattr(values, rule)()) for values in axes.values())
        return True, (first, second)
    if not isinstance(cut, list | tuple | np.ndarray) or len(cut) != 2:
        raise ParameterError(f"cut={cut!r}: two numbers are needed, for the current and the potential value.")
    return False, (check_number("cut", cut[0]), check_number("cut", cut[1]))


def _in_cells(
    customers: pd.DataFrame,
    axes: Mapping[str, pd.Series],
    cuts: tuple[float, float],
    *,
    names: Mapping[tuple[bool, bool], str],
    cell: str,
    strict: bool,
) -> pd.DataFrame:
    high = []
    for (name, values), cut in zip(axes.items(), cuts, strict=True):
        side = (values > cut if strict else values >= cut).to_numpy()
        if side.all() or not side.any():
            raise DataError(f"column {name!r}: all customers lie on one side of {cut:g}: choose another cut.")
        high.append(side)
    found = [names[bool(first), bool(second)] for first, second in zip(*high, strict=True)]
    placed = customers.assign(
        **{new_column("cell", cell): pd.Categorical(found, categories=list(names.values()), ordered=True)}
    )
    placed.attrs["cuts"] = dict(zip(axes, cuts, strict=True))
    return placed
