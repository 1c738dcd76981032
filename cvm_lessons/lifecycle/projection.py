"""Where the customers will stand: stages some periods ahead, and in the long run."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError
from cvm_lessons.lifecycle._chains import read_chain, read_margins
from cvm_lessons.lifecycle._checks import check_count

__all__ = ["long_run_shares", "project_stages"]

SAME = 1e-9  # how near to 1 an eigenvalue is that stands for a set of stages which is never left


def project_stages(
    counts: pd.Series | Mapping[str, float],
    transition: pd.DataFrame,
    periods: int,
    *,
    joining: pd.Series | Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Return how many customers are expected in each stage in the periods to come.

    Parameters
    ----------
    counts : Series or mapping
        Customers by stage today.
    transition : DataFrame
        Chance of each next stage (columns) by stage (rows), the same names.
    periods : int
        How many periods to look ahead.
    joining : Series or mapping, optional
        Customers by stage who join in each period to come; nobody if left out.

    Returns
    -------
    DataFrame
        Index period (0 is today), a column per stage; `plot_stage_shares` draws it.

    Raises
    ------
    DataError
        If the chain does not fit, or a stage has no number or one below 0.
    ParameterError
        If `periods` is no whole number from 1.

    References
    ----------
    Kemeny and Snell (1960), Finite Markov Chains, chapter 2.

    Examples
    --------
    >>> chain = pd.DataFrame([[0.8, 0.2], [0.0, 1.0]], ["in", "out"], ["in", "out"])
    >>> project_stages({"in": 100, "out": 0}, chain, 2, joining={"in": 10, "out": 0})["in"].tolist()
    [100.0, 90.0, 82.0]
    """
    chain, length = read_chain(transition), check_count("periods", periods, low=1)
    now = _numbers("counts", counts, chain.index)
    new = np.zeros(len(now)) if joining is None else _numbers("joining", joining, chain.index)
    rows = [now]
    for _ in range(length):
        rows.append(rows[-1] @ chain.to_numpy() + new)
    index = pd.RangeIndex(length + 1, name="period")
    return pd.DataFrame(rows, index=index, columns=chain.index.rename("stage"))


def long_run_shares(transition: pd.DataFrame) -> pd.Series:
    """Return which share of the periods customers spend in each stage in the long run.

    Where a relationship ends some day, the long run is its end: the whole share stands there. What the stock
    of customers looks like then depends on who joins: see `project_stages`.

    Parameters
    ----------
    transition : DataFrame
        Chance of each next stage (columns) by stage (rows), the same names.

    Returns
    -------
    Series
        Shares by stage that a further period does not change.

    Raises
    ------
    DataError
        If the chain does not fit, or where customers end up depends on where they begin.

    References
    ----------
    Kemeny and Snell (1960), Finite Markov Chains, theorem 4.1.6.

    Examples
    --------
    >>> chain = pd.DataFrame([[0.9, 0.1], [0.3, 0.7]], ["loyal", "away"], ["loyal", "away"])
    >>> long_run_shares(chain).round(2).to_dict()
    {'loyal': 0.75, 'away': 0.25}
    """
    chain = read_chain(transition)
    if (np.abs(np.linalg.eigvals(chain) - 1) < SAME).sum() > 1:
        raise DataError(
            "transition: where customers end up depends on where they begin; there is no one share."
        )
    size = len(chain)
    table = np.vstack([np.eye(size) - chain.to_numpy().T, np.ones(size)])
    shares = np.linalg.lstsq(table, np.append(np.zeros(size), 1.0), rcond=None)[0]
    return pd.Series(np.maximum(shares, 0.0), index=chain.index.rename("stage"), name="share")


def _numbers(name: str, values: pd.Series | Mapping[str, float], stages: pd.Index) -> np.ndarray:
    numbers = read_margins(values, stages, name)
    if (numbers < 0).any():
        raise DataError(f"{name} of the stage {stages[int((numbers < 0).argmax())]!r} is below 0.")
    return numbers
