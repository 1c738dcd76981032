"""Stages by profit: from its sign and slope, as the five-stage profit lifecycle has them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, check_choice, check_number, number_column
from cvm_lessons.lifecycle._checks import check_count
from cvm_lessons.lifecycle._panel import own_labels, sorted_panel
from cvm_lessons.lifecycle.schemes import SCHEMES, stage_of_phase

__all__ = ["stages_by_profit"]

CHANGE_FROM = 0.1  # a tenth more or less than before is no wobble
END_AFTER = 2  # periods without profit


def stages_by_profit(
    history: pd.DataFrame,
    *,
    scheme: str = "profit",
    customer: str = "customer_id",
    period: str = "year",
    profit: str = "profit",
    change_from: float = CHANGE_FROM,
    end_after: int = END_AFTER,
) -> pd.DataFrame:
    """Return the stage of each customer at the end of each period, by the sign and the slope of its profit.

    In this order: no profit yet, potential (the customer costs more than it brings); no profit for
    `end_after` periods, termination; no profit in this one, or less by `change_from` or more than in the last
    period with a profit, decline; its first profit, or more by `change_from` or more, growth; else maturity.
    Only the periods up to that one are looked at. Profit of a single period swings: where it does, take a
    moving mean first.

    Parameters
    ----------
    history : DataFrame
        One row per customer and period: revenue less all cost, that of winning the customer included.
    scheme : str, default "profit"
        Whose names the stages get: one of `SCHEMES` that has an end.
    customer, period, profit : str
        Columns of `history`.
    change_from : float, default 0.1
        Change of profit, as a share of that before, that counts as one.
    end_after : int, default 2
        Periods without a profit after which the relationship is given up.

    Returns
    -------
    DataFrame
        Sorted by `customer` and `period`, which are the first columns; change (against the last period with
        a profit, as a share; missing before the second) and stage, an ordered category.

    Raises
    ------
    DataError
        If a column or value is missing, or a customer has a period twice.
    ParameterError
        If the scheme is not known or has no stage for the end, or a number is out of range.

    References
    ----------
    Reinartz and Kumar (2000), Journal of Marketing 64(4), 17-35, for why profit need not rise with time; the
    rule is ours.

    Examples
    --------
    >>> history = pd.DataFrame({"customer_id": "A", "year": range(2018, 2024)})
    >>> stages_by_profit(history.assign(profit=[-50, 20, 40, 41, 20, 0]))["stage"].tolist()
    ['potential', 'growth', 'growth', 'maturity', 'decline', 'decline']
    """
    check_choice("scheme", scheme, SCHEMES)
    names = {
        phase: stage_of_phase(phase, scheme) for phase in ("trial", "growth", "maturity", "decline", "end")
    }
    if names["end"] is None:
        raise ParameterError(f"scheme={scheme!r} has no stage for the end of a relationship: name another.")
    step = check_number("change_from", change_from, low=0, high=1)
    ends = check_count("end_after", end_after, low=1)
    history = own_labels(history)
    rows = sorted_panel(history, customer, period)
    earned = number_column(history, profit).loc[rows.index]
    who, gain = rows[customer].to_numpy(), earned > 0
    times = gain.groupby(who).cumsum()
    dry = (~gain).groupby([who, times.to_numpy()]).cumsum()
    kept = earned[gain]
    rows["change"] = (kept / kept.groupby(who[gain]).shift() - 1).reindex(rows.index)
    change = rows["change"]
    rules = {
        "trial": times == 0,
        "end": dry >= ends,
        "decline": ~gain | (change <= -step),
        "growth": (times == 1) | (change >= step),
    }
    phase = np.select(list(rules.values()), list(rules), "maturity")
    order = [stage for stage, _, _ in SCHEMES[scheme][1]]
    stage = pd.Categorical(pd.Series(phase).map(names), categories=order, ordered=True)
    return rows.assign(stage=stage).reset_index(drop=True)
