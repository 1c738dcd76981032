"""Does joining in design raise value? Four comparisons, of which a lottery makes two fair."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from cvm_lessons.core import DataError, filled_column, number_column
from cvm_lessons.measurement import Interval, difference_interval, fit_linear, share_interval

__all__ = ["cocreation_effects", "take_up"]

WEAK_BELOW = 10  # F of the first stage under which the Wald estimate leans and its interval is too short


def take_up(
    frame: pd.DataFrame, *, joined: str = "joined", invited: str = "invited", level: float = 0.95
) -> pd.DataFrame:
    """Return which share joined, among those the lottery invited and those it did not.

    Parameters
    ----------
    frame : DataFrame
        One row per customer.
    joined, invited : str
        Columns of 0 and 1.
    level : float, default 0.95
        Confidence level of the intervals (Wilson).

    Returns
    -------
    DataFrame
        Index `invited` (0 and 1); columns share, low, high, n.

    Raises
    ------
    DataError
        If a column is missing or holds anything but 0 and 1, or the lottery has one result only.
    ParameterError
        If `level` is out of range.

    Examples
    --------
    >>> frame = pd.DataFrame({"invited": [1, 1, 1, 1, 0, 0], "joined": [1, 1, 1, 0, 0, 0]})
    >>> take_up(frame)["share"].to_dict()
    {0: 0.0, 1: 0.75}
    """
    joins, lottery = _binary(frame, joined), _binary(frame, invited)
    rows = []
    for result in (0, 1):
        part = joins[lottery == result]
        if part.empty:
            raise DataError(f"column {invited!r} is never {result}: a lottery has two results.")
        interval = share_interval(int(part.sum()), len(part), level=level)
        rows.append((interval.estimate, interval.low, interval.high, interval.n))
    return pd.DataFrame(rows, index=pd.Index([0, 1], name="invited"), columns=["share", "low", "high", "n"])


def cocreation_effects(
    frame: pd.DataFrame,
    *,
    outcome: str = "value_overall",
    joined: str = "joined",
    invited: str = "invited",
    covariates: Sequence[str] = ("engagement",),
    level: float = 0.95,
) -> pd.DataFrame:
    """Return four estimates of what joining does to the value that customers perceive.

    `naive` compares those who joined with those who did not; `adjusted` does so at equal covariates;
    `intention_to_treat` compares those whom the lottery invited with the others, whoever joined;
    `wald` divides this by the difference the invitation made in joining: the effect on customers who
    join because they are invited.

    Parameters
    ----------
    frame : DataFrame
        One row per customer, no value missing.
    outcome : str, default "value_overall"
        Perceived value afterwards.
    joined, invited : str
        Columns of 0 and 1: who took part, whom the lottery invited.
    covariates : sequence of str, default ("engagement",)
        What was known before, for `adjusted`.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `method` with these four names; columns estimate, low, high (points of the outcome), n.

    Raises
    ------
    DataError
        If a value is missing, a column of 0 and 1 holds anything else, or the invitation hardly moves
        joining (F below 10), so that there is nothing to divide by.
    ParameterError
        If `level` is out of range.

    References
    ----------
    Angrist, Imbens and Rubin (1996), Journal of the American Statistical Association 91(434), 444-455;
    Staiger and Stock (1997), Econometrica 65(3), 557-586, for the F of 10.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> drive, invited = rng.normal(size=2000), rng.integers(0, 2, size=2000)
    >>> joined = (invited + 0.5 * drive + rng.normal(size=2000) > 0.5).astype(int)
    >>> value = 6 + 0.5 * joined + 0.8 * drive + rng.normal(size=2000)
    >>> frame = pd.DataFrame({"invited": invited, "joined": joined, "value": value, "engagement": drive})
    >>> cocreation_effects(frame, outcome="value")["estimate"].round(1).to_dict()
    {'naive': 1.0, 'adjusted': 0.5, 'intention_to_treat': 0.2, 'wald': 0.6}
    """
    for column in (joined, invited):
        _binary(frame, column)
    adjusted = fit_linear(frame, outcome, [joined, *covariates]).interval(joined, level=level)
    intervals = {
        "naive": difference_interval(frame, outcome, joined, level=level),
        "adjusted": adjusted,
        "intention_to_treat": difference_interval(frame, outcome, invited, level=level),
        "wald": _wald(frame, outcome, joined, invited, level),
    }
    table = pd.concat([interval.to_frame() for interval in intervals.values()], ignore_index=True)
    return table.set_axis(pd.Index(intervals, name="method"))[["estimate", "low", "high", "n"]]


def _wald(frame: pd.DataFrame, outcome: str, joined: str, invited: str, level: float) -> Interval:
    first = fit_linear(frame, joined, [invited])
    strength = float(first.to_frame().loc[invited, "t"]) ** 2
    if strength < WEAK_BELOW:
        raise DataError(
            f"column {invited!r} hardly moves {joined!r} (F = {strength:.1f}, below {WEAK_BELOW}): "
            "no Wald estimate. Compare by the lottery alone."
        )
    y, d, z = (
        column - column.mean()
        for column in (number_column(frame, name) for name in (outcome, joined, invited))
    )
    effect = float((z @ y) / (z @ d))
    residuals = y - effect * d
    n = len(frame)
    # Two-stage least squares with errors that allow for unequal variances.
    error = float(np.sqrt((z**2 @ residuals**2) * n / (n - 2)) / abs(z @ d))
    half = float(stats.t.ppf((1 + level) / 2, n - 2)) * error
    return Interval(effect, effect - half, effect + half, n, level)


def _binary(frame: pd.DataFrame, column: str) -> pd.Series:
    values = filled_column(frame, column)
    if (bad := ~values.isin([0, 1])).any():
        raise DataError.at(frame, column, bad, "0 or 1")
    return values.astype(int)
