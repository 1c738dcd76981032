"""The log-rank test: whether groups of customers leave at the same pace."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cvm_lessons.churn._risk_sets import survival_times
from cvm_lessons.core import DataError, filled_column, format_number

__all__ = ["LogRank", "log_rank_test"]


@dataclass(frozen=True, eq=False, repr=False)
class LogRank:
    """A log-rank test; what `log_rank_test` returns.

    Attributes
    ----------
    statistic : float
        Chi-square.
    df : int
        Degrees of freedom: groups less 1.
    p : float
        How often chance alone would part the curves so far.
    groups : DataFrame
        Index the group; columns n, observed (who left), expected (were the curves the same).
    """

    statistic: float
    df: int
    p: float
    groups: pd.DataFrame

    def __repr__(self) -> str:
        statistic, p = format_number(self.statistic, 2), format_number(self.p, 4)
        return f"log-rank test of {len(self.groups)} groups: chi-square {statistic}, df {self.df}, p {p}"

    def to_frame(self) -> pd.DataFrame:
        """Return the counts by group.

        Returns
        -------
        DataFrame
            As `groups`.
        """
        return self.groups.copy()


def log_rank_test(
    frame: pd.DataFrame, duration: str, event: str, by: str, *, entry: str | None = None
) -> LogRank:
    """Test whether groups of customers leave at the same pace.

    Parameters
    ----------
    frame : DataFrame
        One row per customer.
    duration, event : str
        Columns as in `kaplan_meier`.
    by : str
        Column of the group.
    entry : str, optional
        Column as in `kaplan_meier`.

    Returns
    -------
    LogRank
        With the counts observed and expected.

    Raises
    ------
    DataError
        If a column or value is missing or out of range, there are fewer than two groups, nobody left, or
        the groups were never there together.

    References
    ----------
    Peto and Peto (1972), Journal of the Royal Statistical Society A 135(2), 185-207.

    Examples
    --------
    >>> customers = pd.DataFrame({"months": [1, 2, 3, 6, 7, 9], "left": 1, "plan": list("aaabbb")})
    >>> log_rank_test(customers, "months", "left", "plan")
    log-rank test of 2 groups: chi-square 5.05, df 1, p 0.0246
    """
    from statsmodels.duration.survfunc import survdiff

    times = survival_times(frame, duration, event, entry)
    groups = filled_column(frame, by)
    codes, names = pd.factorize(groups, sort=True)
    if len(names) < 2:
        raise DataError(f"column {by!r} holds one group, {names[0]!r}: two or more are compared.")
    given = None if entry is None else times["entry"].to_numpy()
    try:
        statistic, p = survdiff(times["time"].to_numpy(), times["event"].to_numpy(), codes, entry=given)
    except np.linalg.LinAlgError as fault:
        raise DataError(
            f"columns {duration!r} and {by!r}: whenever somebody left, only one group was there or all who "
            "were there left: nothing tells the groups apart."
        ) from fault
    table = _expected(times, codes, len(names)).set_axis(pd.Index(names, name=by))
    return LogRank(float(statistic), len(names) - 1, float(p), table)


def _expected(times: pd.DataFrame, codes: np.ndarray, groups: int) -> pd.DataFrame:
    moments = np.unique(times.loc[times["event"] == 1, "time"])
    rows = []
    at_risk = np.empty((groups, len(moments)))
    for group in range(groups):
        part = times[codes == group]
        ended = np.searchsorted(np.sort(part["time"]), moments, side="left")
        entered = np.searchsorted(np.sort(part["entry"]), moments, side="left")
        at_risk[group] = entered - ended
        rows.append({"n": len(part), "observed": int(part["event"].sum())})
    events = times[times["event"] == 1].groupby("time").size().reindex(moments).to_numpy()
    expected = (at_risk * events / at_risk.sum(axis=0)).sum(axis=1)
    return pd.DataFrame(rows).assign(expected=expected)
