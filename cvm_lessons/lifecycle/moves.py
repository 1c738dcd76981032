"""Who stands in which stage when, and who moves where: counts and shares of a table of stages."""

from __future__ import annotations

import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_choice, filled_column
from cvm_lessons.lifecycle._panel import own_labels, sorted_panel, stage_order

__all__ = ["stage_counts", "stage_moves", "transition_matrix"]


def stage_counts(
    stages: pd.DataFrame, *, customer: str = "customer_id", period: str = "year", stage: str = "stage"
) -> pd.DataFrame:
    """Return how many customers stand in each stage in each period.

    Parameters
    ----------
    stages : DataFrame
        One row per customer and period with its stage.
    customer, period, stage : str
        Columns of `stages`.

    Returns
    -------
    DataFrame
        Index `period`, a column per stage: in the order of the category if it is one, else as they occur.

    Raises
    ------
    DataError
        If a column or value is missing, or a customer has a period twice.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": ["A", "B", "A"], "year": [2024, 2024, 2025]})
    >>> stage_counts(rows.assign(stage=["trust", "lost", "lost"])).values.tolist()
    [[1, 1], [0, 1]]
    """
    rows = _rows(stages, customer, period, stage)
    counts = pd.crosstab(rows[period], rows["stage"])
    return counts.reindex(columns=stage_order(stages[stage]), fill_value=0).rename_axis(columns="stage")


def stage_moves(
    stages: pd.DataFrame, *, customer: str = "customer_id", period: str = "year", stage: str = "stage"
) -> pd.DataFrame:
    """Return how many customers went from each stage to each stage between two of their periods.

    Parameters
    ----------
    stages : DataFrame
        One row per customer and period with its stage.
    customer, period, stage : str
        Columns of `stages`.

    Returns
    -------
    DataFrame
        A row per pair of periods and of stages that occurs: from_period, to_period, stage, next, customers.

    Raises
    ------
    DataError
        If a column or value is missing, a customer has a period twice, or no customer has two periods.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": ["A", "A"], "year": [2024, 2025], "stage": ["trust", "lost"]})
    >>> stage_moves(rows).values.tolist()
    [[2024, 2025, 'trust', 'lost', 1]]
    """
    rows = _rows(stages, customer, period, stage)
    after = rows.groupby(customer, sort=False).shift(-1)
    pairs = pd.DataFrame(
        {
            "from_period": rows[period],
            "to_period": after[period],
            "stage": rows["stage"],
            "next": after["stage"],
        }
    ).dropna(subset="next")
    if pairs.empty:
        raise DataError("no customer has two periods: there is no move to count.")
    pairs["to_period"] = pairs["to_period"].astype(rows[period].dtype)
    place = {name: number for number, name in enumerate(stage_order(stages[stage]))}
    counts = pairs.value_counts().rename("customers").reset_index()
    return counts.sort_values(
        list(pairs.columns), key=lambda each: each.map(place) if each.name in ("stage", "next") else each
    ).reset_index(drop=True)


def transition_matrix(
    stages: pd.DataFrame,
    *,
    leaving: str | None = None,
    within: object = None,
    customer: str = "customer_id",
    period: str = "year",
    stage: str = "stage",
) -> pd.DataFrame:
    """Return which share of the customers of each stage stands where one period later.

    A customer's next row counts as its next period. Where customers miss periods, name the longest distance
    that still is one step.

    Parameters
    ----------
    stages : DataFrame
        One row per customer and period with its stage.
    leaving : str, optional
        Stage that counts as the end: what was seen to follow it is set aside, and it is never left.
    within : number or Timedelta, optional
        Moves between periods further apart than this are set aside (1: from year to year only); none if left
        out.
    customer, period, stage : str
        Columns of `stages`.

    Returns
    -------
    DataFrame
        Rows `stage`, columns `next`, both in the stages' order; missing in the row of a stage that nobody
        was seen to leave or to stay in.

    Raises
    ------
    DataError
        As `stage_moves`, or if no move is short enough.
    ParameterError
        If no stage has the name `leaving`, or `within` is no distance between these periods.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": ["A", "A", "B", "B"], "year": [2024, 2025] * 2})
    >>> rows = rows.assign(stage=["trust", "trust", "trust", "lost"])
    >>> transition_matrix(rows, leaving="lost").values.tolist()
    [[0.5, 0.5], [0.0, 1.0]]
    """
    moves = _short(stage_moves(stages, customer=customer, period=period, stage=stage), within)
    order = stage_order(stages[stage])
    counts = moves.pivot_table("customers", "stage", "next", aggfunc="sum", fill_value=0)
    counts = counts.reindex(index=order, columns=order, fill_value=0)
    total = counts.sum(axis=1)
    matrix = counts.div(total.where(total > 0), axis=0).astype(float)
    if leaving is not None:
        matrix.loc[check_choice("leaving", leaving, order)] = [float(name == leaving) for name in order]
    return matrix.rename_axis(index="stage", columns="next").astype(float)


def _short(moves: pd.DataFrame, within: object) -> pd.DataFrame:
    if within is None:
        return moves
    try:
        short = moves[moves["to_period"] - moves["from_period"] <= within]
    except TypeError:
        raise ParameterError(f"within={within!r} is no distance between periods such as these.") from None
    if short.empty:
        raise DataError(f"no customer has two periods that are {within} apart or less.")
    return short


def _rows(stages: pd.DataFrame, customer: str, period: str, stage: str) -> pd.DataFrame:
    stages = own_labels(stages)
    keys = sorted_panel(stages, customer, period)
    return keys.assign(stage=filled_column(stages, stage).astype(str))
