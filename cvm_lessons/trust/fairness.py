"""Fairness of a relationship: what each side gets for what it gives."""

import numpy as np
import pandas as pd

from cvm_lessons.core import DataError, check_number, number_column

__all__ = ["equity_ratios"]

SIDES = ("own_outcome", "own_input", "other_outcome", "other_input")


def equity_ratios(
    relations: pd.DataFrame,
    *,
    own_outcome: str = "own_outcome",
    own_input: str = "own_input",
    other_outcome: str = "other_outcome",
    other_input: str = "other_input",
    margin: float = 0.1,
) -> pd.DataFrame:
    """Return each side's outcome for its input, and who gets less than its share.

    The customer compares ratios, not sums: a small exhibitor that pays little and gets little can feel as
    fairly treated as a large one.

    Parameters
    ----------
    relations : DataFrame
        One row per relationship; inputs above 0, outcomes not negative.
    own_outcome, own_input : str
        Columns of what the customer gets and gives.
    other_outcome, other_input : str
        Columns of what the organiser, or another customer, gets and gives.
    margin : float, default 0.1
        Ratios that differ by at most this share count as even.

    Returns
    -------
    DataFrame
        Columns own_ratio, other_ratio, equity (logarithm of own over other: 0 even, below 0 too little; minus
        infinity where the customer gets nothing), judgement (even, gets too little, gets too much).

    Raises
    ------
    DataError
        If a value is missing, an outcome is negative, an input is not above 0, or the other gets nothing.
    ParameterError
        If the margin is negative.

    References
    ----------
    Szymanski and Henard (2001), Journal of the Academy of Marketing Science 29(1), 16-35: equity is among the
    strongest correlates of satisfaction.

    Examples
    --------
    >>> one = {"own_outcome": [12], "own_input": [10], "other_outcome": [30], "other_input": [20]}
    >>> table = equity_ratios(pd.DataFrame(one))
    >>> table["equity"].round(3).tolist(), table["judgement"].tolist()
    ([-0.223], ['gets too little'])
    """
    even = np.log1p(check_number("margin", margin, low=0))
    columns = dict(zip(SIDES, (own_outcome, own_input, other_outcome, other_input), strict=True))
    numbers = {side: number_column(relations, column, low=0) for side, column in columns.items()}
    for side in ("own_input", "other_outcome", "other_input"):
        if (nothing := numbers[side] == 0).any():
            raise DataError.at(
                relations, columns[side], nothing, "above 0: without it there is no ratio to compare"
            )
    own = numbers["own_outcome"] / numbers["own_input"]
    other = numbers["other_outcome"] / numbers["other_input"]
    with np.errstate(divide="ignore"):  # minus infinity is the answer to getting nothing
        equity = np.log(own / other)
    judgement = np.select([equity < -even, equity > even], ["gets too little", "gets too much"], "even")
    return pd.DataFrame(
        {"own_ratio": own, "other_ratio": other, "equity": equity, "judgement": judgement},
        index=relations.index,
    )
