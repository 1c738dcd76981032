"""RFM: classes of recency, frequency and money, cut each by itself or one within the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from cvm_lessons.core import (
    DataError,
    ParameterError,
    as_generator,
    check_choice,
    check_number,
    number_column,
    require_columns,
)
from cvm_lessons.equity import customer_summary
from cvm_lessons.segments._checks import one_row_each, whole_number

__all__ = ["RFM_METHODS", "RFM_TIES", "rfm_class_limits", "rfm_from_summary", "rfm_measures", "rfm_scores"]

MEASURES = {"recency": "since_last", "frequency": "frequency", "money": "spend"}
CLASS_COLUMNS = ("r", "f", "m")
RFM_METHODS = ("independent", "nested")
RFM_TIES = ("together", "lot", "refuse")
MONEY = ("total", "mean")


def rfm_measures(
    transactions: pd.DataFrame,
    *,
    customer: str = "customer_id",
    date: str = "date",
    amount: str = "amount",
    end: object = None,
    period: str = "D",
    money: str = "total",
) -> pd.DataFrame:
    """Return for each customer the time since the last purchase, the number of purchases and what was spent.

    Here every purchase counts, the first one too; the models of `cvm_lessons.equity` leave it out, and their
    recency runs from the first purchase to the last, not from the last to today.

    Parameters
    ----------
    transactions : DataFrame
        One row per purchase, in any order.
    customer, date, amount : str
        Columns.
    end : date, optional
        Today; the last purchase if left out.
    period : {"D", "W", "M", "Q", "Y", "h"}, default "D"
        Within what purchases count as one.
    money : {"total", "mean"}, default "total"
        All that was spent, or the mean of a purchase.

    Returns
    -------
    DataFrame
        Index of customers; columns since_last (periods), frequency (purchases), spend.

    Raises
    ------
    DataError
        As `customer_summary`.
    ParameterError
        If a period or `money` is unknown, or `end` lies before every purchase.

    References
    ----------
    Hughes (1994), Strategic Database Marketing, Probus.

    Examples
    --------
    >>> days = ["2025-01-01", "2025-01-31", "2025-02-10"]
    >>> sales = pd.DataFrame({"customer_id": list("AAB"), "date": days, "amount": [10, 20, 5]})
    >>> rfm_measures(sales, end="2025-02-10").loc["A"].tolist()
    [10.0, 2.0, 30.0]
    """
    chosen = check_choice("money", money, MONEY)
    number_column(transactions, amount)
    summary = customer_summary(
        transactions, customer=customer, date=date, amount=amount, end=end, period=period, include_first=True
    )
    times = summary["frequency"] if chosen == "total" else 1
    return pd.DataFrame(
        {
            "since_last": summary["T"] - summary["recency"],
            "frequency": summary["frequency"],
            "spend": summary["monetary_value"] * times,
        }
    )


def rfm_from_summary(summary: pd.DataFrame) -> pd.DataFrame:
    """Return the three measures from what `customer_summary` returns with an amount.

    Parameters
    ----------
    summary : DataFrame
        One row per customer; columns frequency, recency, T, monetary_value. Whether frequency and
        monetary_value count the first purchase is kept as it is.

    Returns
    -------
    DataFrame
        Index of customers; columns since_last (T less recency), frequency, spend (mean of a purchase).

    Raises
    ------
    DataError
        If a column or value is missing or negative, recency is above T, or a customer is listed twice.

    Examples
    --------
    >>> summary = pd.DataFrame({"frequency": [2], "recency": [60], "T": [89], "monetary_value": [45]})
    >>> rfm_from_summary(summary).iloc[0].tolist()
    [29.0, 2.0, 45.0]
    """
    recency, age = number_column(summary, "recency", low=0), number_column(summary, "T", low=0)
    one_row_each(summary)
    if (bad := recency > age).any():
        raise DataError.at(summary, "recency", bad, "at most T of its row: nobody buys after the end")
    return pd.DataFrame(
        {
            "since_last": age - recency,
            "frequency": number_column(summary, "frequency", low=0),
            "spend": number_column(summary, "monetary_value", low=0),
        }
    )


def rfm_scores(
    measures: pd.DataFrame,
    *,
    method: str = "independent",
    classes: int | Sequence[int] = 5,
    weights: Sequence[float] = (1, 1, 1),
    ties: str = "together",
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """Return the RFM classes of each customer, its cell and its weighted score.

    Classes are of equal size, the best one has the highest number. ``"independent"`` cuts each measure over
    all customers; ``"nested"`` cuts frequency within each class of recency and money within each cell of
    both: all cells are equally full, and a 5 in money means another amount in each. The classes are ranks:
    that a 5 in recency outweighs a 3 in money is what the weights say, not the data (`value_within_cells`).

    Parameters
    ----------
    measures : DataFrame
        What `rfm_measures` or `rfm_from_summary` returns: since_last, frequency, spend.
    method : {"independent", "nested"}, default "independent"
        Each measure by itself, or one within the other.
    classes : int or sequence of int, default 5
        Number of classes of all three, or of recency, frequency and money.
    weights : sequence of float, default (1, 1, 1)
        Weights of the three classes in the score; they need not sum to 1.
    ties : {"together", "lot", "refuse"}, default "together"
        Customers of equal value stay in one class, that of their mean rank, and classes are of unequal size;
        or are dealt out by lot, and the same customer may stand elsewhere next time; or raise an error where
        an edge between classes would part them.
    rng : numpy.random.Generator or int, default 0
        Generator or seed of the lot.

    Returns
    -------
    DataFrame
        With the index of `measures`; columns r, f, m (1 to the number of classes), cell (text, as "5-3-4"),
        score (weighted mean of the classes, each brought from 0 to 1).

    Raises
    ------
    DataError
        If a value is missing or negative, a customer is listed twice, there are fewer customers than
        classes, or an edge parts equal values that must not be.
    ParameterError
        If a method, rule for ties, number of classes or weight is out of range.

    References
    ----------
    Hughes (1994), Strategic Database Marketing, Probus; Fader, Hardie and Lee (2005), Journal of Marketing
    Research 42(4), 415-430, on what the scores leave out.

    Examples
    --------
    >>> measures = pd.DataFrame({"since_last": [1, 40, 90, 5], "frequency": [9, 2, 1, 4]})
    >>> measures["spend"] = [8, 9, 3, 1]
    >>> rfm_scores(measures, classes=2)["cell"].tolist()
    ['2-2-2', '1-1-2', '1-1-1', '2-2-1']
    """
    numbers = pd.DataFrame(
        {column: number_column(measures, column, low=0) for column in MEASURES.values()}
    ).to_numpy() * [-1, 1, 1]  # a short silence is good
    one_row_each(measures)
    counts = _class_counts(classes, len(numbers))
    share = _weights(weights)
    nested = check_choice("method", method, RFM_METHODS) == "nested"
    rule, generator = check_choice("ties", ties, RFM_TIES), as_generator(rng)
    cells, found = np.zeros(len(numbers), dtype=int), np.empty((len(numbers), 3), dtype=int)
    for place, (name, count) in enumerate(zip(MEASURES, counts, strict=True)):
        for cell in np.unique(cells) if nested else [None]:
            here = np.flatnonzero(cells == cell) if nested else np.arange(len(numbers))
            found[here, place] = _cut(numbers[here, place], count, rule, generator, name)
        cells = cells * (count + 1) + found[:, place]
    scores = pd.DataFrame(found, index=measures.index, columns=list(CLASS_COLUMNS))
    steps = (found - 1) / (np.array(counts) - 1)
    cell_names = ["-".join(map(str, row)) for row in found.tolist()]
    return scores.assign(cell=cell_names, score=steps @ share)


def rfm_class_limits(measures: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """Return how large each class is and between which values it lies: what ties have done is seen here.

    Parameters
    ----------
    measures : DataFrame
        What was scored.
    scores : DataFrame
        What `rfm_scores` returns for it.

    Returns
    -------
    DataFrame
        One row per measure and class, the best first; columns measure, class, customers, share, lowest and
        highest value of the measure. With nested classes the limits overlap.

    Raises
    ------
    DataError
        If a column is missing, or the two frames do not have the same customers.

    Examples
    --------
    >>> measures = pd.DataFrame({"since_last": [1, 40], "frequency": [1, 1], "spend": [8, 9]})
    >>> limits = rfm_class_limits(measures, rfm_scores(measures, classes=2)).set_index("measure")
    >>> limits.loc[["frequency"], "customers"].tolist()
    [2]
    """
    require_columns(measures, list(MEASURES.values()))
    require_columns(scores, CLASS_COLUMNS)
    if not measures.index.equals(scores.index):
        raise DataError("measures and scores do not have the same index: score these measures first.")
    parts = []
    for (name, column), letter in zip(MEASURES.items(), CLASS_COLUMNS, strict=True):
        by = number_column(measures, column).groupby(number_column(scores, letter).astype(int))
        table = by.agg(customers="size", lowest="min", highest="max").sort_index(ascending=False)
        table = table.rename_axis("class").reset_index()
        table.insert(0, "measure", name)
        table.insert(3, "share", table["customers"] / len(measures))
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def _cut(values: np.ndarray, count: int, ties: str, rng: np.random.Generator, measure: str) -> np.ndarray:
    """Return classes 1 to `count` of equal size by rank."""
    n = len(values)
    if ties == "lot":
        order = np.lexsort((rng.random(n), values))
        doubled = np.empty(n, dtype=np.int64)
        doubled[order] = 2 * np.arange(1, n + 1)
    else:
        _, inverse, sizes = np.unique(values, return_inverse=True, return_counts=True)
        below = np.cumsum(sizes) - sizes
        doubled = (2 * below + sizes + 1)[inverse]  # twice the mean rank: a whole number
        if ties == "refuse":
            first, last = _class_of(2 * (below + 1), count, n), _class_of(2 * (below + sizes), count, n)
            if (parted := np.flatnonzero(first != last)).size:
                raise DataError(
                    f"{measure}: {sizes[parted[0]]} customers have the same value, and an edge between "
                    'classes runs through them. Take fewer classes, or ties="together" or "lot".'
                )
    return _class_of(doubled, count, n)


def _class_of(doubled_rank: np.ndarray, count: int, n: int) -> np.ndarray:
    # ceil(count * (rank - 1/2) / n) in whole numbers: no rank on an edge falls to rounding.
    return np.asarray(-(-(doubled_rank - 1) * count // (2 * n)))


def _class_counts(classes: int | Sequence[int], customers: int) -> list[int]:
    given: list[Any] = list(classes) if isinstance(classes, list | tuple | np.ndarray) else [classes] * 3
    if len(given) != 3:
        raise ParameterError(f"classes={classes!r}: one number, or three for recency, frequency and money.")
    counts = [whole_number("classes", count, low=2) for count in given]
    if customers < max(counts):
        raise DataError(f"customers: {customers}, classes: {max(counts)}. Take fewer classes than customers.")
    return counts


def _weights(weights: Sequence[float]) -> np.ndarray:
    if not isinstance(weights, list | tuple | np.ndarray | pd.Series) or len(weights) != 3:
        raise ParameterError(f"weights={weights!r}: three are needed, for recency, frequency and money.")
    share = np.array([check_number("weights", weight, low=0) for weight in weights])
    if share.sum() == 0:
        raise ParameterError(f"weights={tuple(weights)!r} are all 0: at least one must count.")
    return np.asarray(share / share.sum())
