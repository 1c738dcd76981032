"""Migration: who moves from which segment to which, how long one stays, and where it leads."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_number, filled_column, number_column
from cvm_lessons.measurement import clustered_share
from cvm_lessons.segments._checks import by_name, whole_number

__all__ = ["migration_matrix", "project_segments", "segment_half_lives", "segment_migration"]

MOST_PERIODS = 10_000  # ahead: long before it the sizes stand still


def segment_migration(
    panel: pd.DataFrame,
    *,
    customer: str = "customer_id",
    time: str = "period",
    segment: str = "segment",
    gone: str | None = "gone",
    level: float = 0.95,
) -> pd.DataFrame:
    """Return which share of the customers of each segment stands where one period later.

    Parameters
    ----------
    panel : DataFrame
        One row per customer and period with its segment.
    customer, time, segment : str
        Columns. The periods are those that occur, in order: a year in which nobody has a row is no period.
    gone : str or None, default "gone"
        Where a customer without a row in the next period is said to be; with None such rows are left out, and
        the shares are those of customers who stayed. Who comes back later counts as new.
    level : float, default 0.95
        Confidence level; intervals allow for several moves of one customer.

    Returns
    -------
    DataFrame
        One row per pair of segments, unseen ones too; columns before, after, moves, customers (rows in
        `before` that could move), share, low, high.

    Raises
    ------
    DataError
        If a value is missing, a customer has a period twice, a segment is called as `gone` is, or there are
        fewer than two periods or no moves.
    ParameterError
        If `level` is out of range.

    References
    ----------
    Anderson and Goodman (1957), Statistical inference about Markov chains, Annals of Mathematical Statistics
    28(1), 89-110.

    Examples
    --------
    >>> panel = pd.DataFrame({"customer_id": list("ABAB"), "period": [1, 1, 2, 2], "segment": list("xxxy")})
    >>> moves = segment_migration(panel)
    >>> moves.loc[moves["before"] == "x", ["after", "share"]].values.tolist()
    [['x', 0.5], ['y', 0.5], ['gone', 0.0]]
    """
    if gone is not None and not isinstance(gone, str):
        raise ParameterError(f"gone={gone!r}: give a name, or None.")
    rows = pd.DataFrame({name: filled_column(panel, name).array for name in (customer, time, segment)})
    if (twice := rows.duplicated([customer, time])).any():
        raise DataError.at(rows, customer, twice, "the only row of that customer and period")
    kinds = rows[segment]
    categories = (
        list(kinds.cat.categories) if isinstance(kinds.dtype, pd.CategoricalDtype) else sorted(kinds.unique())
    )
    if gone in categories:
        raise DataError(f"a segment is called {gone!r}: pass another name for gone, or None.")
    pairs = _pairs(rows, customer, time, segment)
    pairs = pairs.dropna() if gone is None else pairs.fillna({"after": gone})
    if pairs.empty:
        raise DataError("nobody was seen in two periods that follow each other: nothing moves.")
    found = []
    for before in categories:
        here = pairs[pairs["before"] == before]
        for after in [*categories, *([] if gone is None else [gone])]:
            base = {"before": before, "after": after, "moves": int((here["after"] == after).sum())}
            found.append({**base, "customers": len(here), **_share(here, after, level)})
    return pd.DataFrame(found)


def migration_matrix(moves: pd.DataFrame) -> pd.DataFrame:
    """Return the shares of a migration table as a matrix.

    Parameters
    ----------
    moves : DataFrame
        What `segment_migration` returns.

    Returns
    -------
    DataFrame
        One row per segment before, one column per segment after; rows sum to 1 (missing where nobody was).

    Raises
    ------
    DataError
        If a column is missing.

    Examples
    --------
    >>> moves = pd.DataFrame({"before": ["x", "x"], "after": ["x", "gone"], "share": [0.8, 0.2]})
    >>> migration_matrix(moves).loc["x"].tolist()
    [0.8, 0.2]
    """
    before, after = filled_column(moves, "before"), filled_column(moves, "after")
    share = number_column(moves, "share", low=0, high=1, missing=True)
    table = pd.DataFrame({"before": before.array, "after": after.array, "share": share.to_numpy()})
    wide = table.pivot_table(index="before", columns="after", values="share", aggfunc="first")
    return wide.reindex(index=list(before.unique()), columns=list(after.unique()))


def segment_half_lives(moves: pd.DataFrame) -> pd.DataFrame:
    """Return how long customers stay in each segment: after the half-life one half has moved on.

    As if the chance to stay were the same in each period. It mostly rises with the time already spent in a
    segment: then the half-life is too short for those who have been there long.

    Parameters
    ----------
    moves : DataFrame
        What `segment_migration` returns.

    Returns
    -------
    DataFrame
        Index `segment`; columns customers, stay (share that stays a period), half_life, low, high (periods,
        ln 1/2 over ln stay; 0 where nobody stays, infinite where all do), mean_stay (1 / (1 - stay)).

    Raises
    ------
    DataError
        If a column is missing or a share out of range.

    Examples
    --------
    >>> moves = pd.DataFrame({"before": ["x"], "after": ["x"], "customers": [100], "share": [0.5]})
    >>> table = segment_half_lives(moves.assign(low=0.25, high=0.7071))
    >>> table.loc["x", ["half_life", "low"]].tolist()
    [1.0, 0.5]
    """
    same = (
        filled_column(moves, "before").astype(str) == filled_column(moves, "after").astype(str)
    ).to_numpy()
    rows = moves[same & moves["share"].notna().to_numpy()]
    ends = {
        name: number_column(rows, column, low=0, high=1)
        for name, column in (("half_life", "share"), ("low", "low"), ("high", "high"))
    }
    table = pd.DataFrame({"customers": rows["customers"].astype(int), "stay": ends["half_life"]})
    for name, stay in ends.items():
        table[name] = [_half_life(each) for each in stay]
    table["mean_stay"] = [math.inf if each == 1 else 1 / (1 - each) for each in table["stay"]]
    return table.set_axis(pd.Index(list(rows["before"]), name="segment"))


def project_segments(
    moves: pd.DataFrame,
    sizes: Mapping[str, float] | pd.Series,
    *,
    periods: int,
    joining: Mapping[str, float] | pd.Series | None = None,
) -> pd.DataFrame:
    """Return how large the segments become if customers go on moving as they have.

    Parameters
    ----------
    moves : DataFrame
        What `segment_migration` returns.
    sizes : mapping or Series
        Customers of each segment today.
    periods : int
        How far ahead.
    joining : mapping or Series, optional
        New customers of each segment a period.

    Returns
    -------
    DataFrame
        Index `period` (0 is today); a column per segment. Who is gone stays gone.

    Raises
    ------
    DataError
        If a column is missing, or nobody was seen in a segment, so that nothing is known of its moves.
    ParameterError
        If a number is out of range, or a segment is not known.

    Examples
    --------
    >>> moves = pd.DataFrame({"before": ["x", "x"], "after": ["x", "gone"], "share": [0.8, 0.2]})
    >>> project_segments(moves, {"x": 100}, periods=2)["x"].round(1).tolist()
    [100.0, 80.0, 64.0]
    """
    shares = migration_matrix(moves)
    if (empty := shares.isna().any(axis=1)).any():
        raise DataError(f"segment {shares.index[empty.argmax()]!r} was empty: where it moves is not known.")
    names = list(shares.columns)
    chances = shares.reindex(index=names)
    for name in set(names) - set(shares.index):
        chances.loc[name] = [float(name == other) for other in names]
    now = _vector("sizes", sizes, names)
    new = _vector("joining", {} if joining is None else joining, names)
    path = [now]
    for _ in range(whole_number("periods", periods, low=1, high=MOST_PERIODS)):
        path.append(path[-1] @ chances.to_numpy() + new)
    return pd.DataFrame(path, columns=names).rename_axis("period")


def _pairs(rows: pd.DataFrame, customer: str, time: str, segment: str) -> pd.DataFrame:
    """Return customer, segment before and segment after (missing if gone) for all periods but the last."""
    order, codes = np.unique(rows[time].to_numpy(), return_inverse=True)
    if len(order) < 2:
        raise DataError(f"column {time!r} has one period: two or more are needed to see who moves.")
    plain = pd.DataFrame(
        {"customer_id": rows[customer], "step": codes, "before": rows[segment].astype(object)}
    )
    later = plain.assign(step=plain["step"] - 1).rename(columns={"before": "after"})
    pairs = plain[plain["step"] < len(order) - 1].merge(later, on=["customer_id", "step"], how="left")
    return pairs[["customer_id", "before", "after"]]


def _share(here: pd.DataFrame, after: object, level: float) -> dict[str, float]:
    if here.empty:
        return dict.fromkeys(("share", "low", "high"), math.nan)
    found = clustered_share(here.assign(hit=here["after"] == after), "hit", level=level)
    return {"share": found.estimate, "low": found.low, "high": found.high}


def _half_life(stay: float) -> float:
    if stay in (0.0, 1.0):
        return math.inf if stay else 0.0
    return math.log(0.5) / math.log(stay)


def _vector(what: str, given: Mapping[str, float] | pd.Series, names: list[str]) -> np.ndarray:
    numbers = {name: check_number(f"{name}", value, low=0) for name, value in by_name(what, given).items()}
    for name in numbers:
        if name not in names:
            raise ParameterError(f"segment {name!r} is not among {', '.join(map(repr, names))}.")
    return np.array([numbers.get(name, 0.0) for name in names])
