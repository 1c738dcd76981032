"""Markov chain of a customer: expected time per stage and value per stage."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_number, number_columns
from cvm_lessons.lifecycle._chains import discounted_sum, passing_stages, read_chain, read_margins
from cvm_lessons.lifecycle._checks import check_count

__all__ = ["customer_stage_value", "expected_stage_time", "stage_value", "time_to_exit"]


def expected_stage_time(transition: pd.DataFrame) -> pd.DataFrame:
    """Return how many periods a customer is expected to spend in each stage before the relationship ends.

    The fundamental matrix (I - Q)^-1 of the stages that are left some day; the present period counts.

    Parameters
    ----------
    transition : DataFrame
        Chance of each next stage (columns) by stage (rows), the same names; at least one stage is never left.

    Returns
    -------
    DataFrame
        Rows: the stage of today; columns: periods in each stage that is left some day.

    Raises
    ------
    DataError
        If rows and columns differ, a value is no chance, a row does not add up to 1, or the relationship
        never ends from some stage.

    References
    ----------
    Kemeny and Snell (1960), Finite Markov Chains, chapter 3.

    Examples
    --------
    >>> chain = pd.DataFrame([[0.5, 0.4, 0.1], [0.0, 0.9, 0.1], [0.0, 0.0, 1.0]], list("ABC"), list("ABC"))
    >>> expected_stage_time(chain).round(2).values.tolist()
    [[2.0, 8.0], [0.0, 10.0]]
    """
    chain = read_chain(transition)
    passing = passing_stages(chain)
    rest = chain.loc[passing, passing]
    times = np.linalg.inv(np.eye(len(passing)) - rest.to_numpy())
    return pd.DataFrame(times, index=rest.index.rename("stage"), columns=rest.columns.rename("periods in"))


def time_to_exit(transition: pd.DataFrame) -> pd.DataFrame:
    """Return how many periods the relationship still lasts by stage of today, and how much that varies.

    Parameters
    ----------
    transition : DataFrame
        As for `expected_stage_time`.

    Returns
    -------
    DataFrame
        Index `stage`; columns mean and sd, the present period counted.

    Raises
    ------
    DataError
        As `expected_stage_time`.

    References
    ----------
    Kemeny and Snell (1960), Finite Markov Chains, theorem 3.3.5.

    Examples
    --------
    >>> chain = pd.DataFrame([[0.9, 0.1], [0.0, 1.0]], ["in", "out"], ["in", "out"])
    >>> time_to_exit(chain).round(3).values.tolist()
    [[10.0, 9.487]]
    """
    times = expected_stage_time(transition).to_numpy()
    mean = times.sum(axis=1)
    variance = (2 * times - np.eye(len(times))) @ mean - mean**2
    passing = passing_stages(read_chain(transition))
    index = pd.Index(passing, name="stage")
    return pd.DataFrame({"mean": mean, "sd": np.sqrt(np.maximum(variance, 0.0))}, index=index)


def stage_value(
    transition: pd.DataFrame,
    margin: pd.Series | Mapping[str, float],
    discount_rate: float,
    *,
    periods: int | None = None,
) -> pd.Series:
    """Return what a customer of each stage is worth from now on.

    The margin of the present period counts in full, that of the next is discounted once, and so on:
    V = (I - P / (1 + d))^-1 R.

    Parameters
    ----------
    transition : DataFrame
        Chance of each next stage (columns) by stage (rows), the same names.
    margin : Series or mapping
        Margin of a period by stage, which may be negative.
    discount_rate : float
        Per period, 0 or more; at 0 a stage that is never left must bring nothing.
    periods : int, optional
        Periods that count, the present one included; all if left out.

    Returns
    -------
    Series
        Value by stage.

    Raises
    ------
    DataError
        As `expected_stage_time` (save that the relationship need not end), or if a margin is missing.
    ParameterError
        If the rate is below 0 or too small for the value to be finite, or `periods` is below 1.

    References
    ----------
    Pfeifer and Carraway (2000), Modeling customer relationships as Markov chains, Journal of Interactive
    Marketing 14(2), 43-55.

    Examples
    --------
    >>> chain = pd.DataFrame([[0.8, 0.2], [0.0, 1.0]], ["in", "out"], ["in", "out"])
    >>> stage_value(chain, {"in": 100, "out": 0}, 0.1).round(2).to_dict()
    {'in': 366.67, 'out': 0.0}
    """
    chain = read_chain(transition)
    reward = read_margins(margin, chain.index)
    rate = check_number("discount_rate", discount_rate, low=0)
    move = chain.to_numpy() / (1 + rate)
    if periods is not None:
        value = np.zeros(len(reward))
        for _ in range(check_count("periods", periods, low=1)):
            value = reward + move @ value
    else:
        value = _for_ever(chain, move, reward, rate)
    return pd.Series(value, index=chain.index.rename("stage"), name="value")


def customer_stage_value(
    chances: pd.DataFrame, value: pd.Series | Mapping[str, float], *, name: str = "value"
) -> pd.DataFrame:
    """Return what each customer is worth when its stage is known with a chance only.

    The values of the stages are weighed by their chances. To take the likeliest stage instead overstates the
    good customers and understates those between two stages.

    Parameters
    ----------
    chances : DataFrame
        A column of chances per stage, as `HiddenMarkovModel.stage_probabilities` returns them; for a decision
        those of the past only (`smoothed=False`), in each customer's last row.
    value : Series or mapping
        Value by stage, as `stage_value` or `policy_value` returns it.
    name : str, default "value"
        Name of the new column.

    Returns
    -------
    DataFrame
        The columns of `chances` that are no stage, and the value.

    Raises
    ------
    DataError
        If a stage has no column, or the chances of a row do not add up to 1.

    Examples
    --------
    >>> chances = pd.DataFrame({"customer_id": ["A", "B"], "in": [1.0, 0.25], "out": [0.0, 0.75]})
    >>> customer_stage_value(chances, {"in": 400, "out": 0})["value"].tolist()
    [400.0, 100.0]
    """
    if not isinstance(value, pd.Series | Mapping):
        raise DataError(f"value is no Series or mapping by stage, but a {type(value).__name__}.")
    stages = [str(stage) for stage in pd.Series(value).index]
    worth = read_margins(pd.Series(value), pd.Series(value).index)
    numbers = number_columns(chances, stages, low=0, high=1 + 1e-9)
    if (off := (numbers.sum(axis=1) - 1).abs() > 1e-6).any():
        raise DataError(f"row {off.idxmax()}: the chances of {', '.join(stages)} do not add up to 1.")
    return chances.drop(columns=stages).assign(**{name: numbers.to_numpy() @ worth})


def _for_ever(chain: pd.DataFrame, move: np.ndarray, reward: np.ndarray, rate: float) -> np.ndarray:
    if rate > 0:
        return discounted_sum(move, reward)
    passing = chain.index.isin(passing_stages(chain))
    if (reward[~passing] != 0).any():
        raise ParameterError("discount_rate=0: a stage that is never left brings something, for ever.")
    value = np.zeros(len(reward))
    value[passing] = discounted_sum(move[np.ix_(passing, passing)], reward[passing])
    return value
