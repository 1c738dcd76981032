"""What recovery after a complaint does to satisfaction, and whether anybody stays because of it."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cvm_lessons.core import check_number, filled_column, number_column, number_columns
from cvm_lessons.measurement import Interval, fit_linear, mean_interval, share_interval
from cvm_lessons.satisfaction._checks import binary_column, group_table

__all__ = ["JUSTICE", "excellent_recovery", "recovery_change", "recovery_effects", "recovery_paradox"]

JUSTICE = ("justice_distributive", "justice_procedural", "justice_interactional")
EXCELLENT = "fix and refund"
PROMPT_HOURS = 24.0


def recovery_effects(
    complaints: pd.DataFrame,
    *,
    after: str = "satisfaction_after",
    before: str = "satisfaction_before",
    justice: Sequence[str] = JUSTICE,
    covariates: Sequence[str] = ("severity", "second_failure"),
    cluster: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return what each kind of justice adds to satisfaction after the recovery.

    Parameters
    ----------
    complaints : DataFrame
        One row per complaint that answered the follow-up: keep ``complaints[complaints[after].notna()]``.
    after, before : str
        Columns of satisfaction after the recovery and before the failure.
    justice : sequence of str
        Columns of justice.
    covariates : sequence of str
        Columns held fixed.
    cluster : str, optional
        Column of the customer, where one complains several times.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `term`; columns estimate, low, high (points per point) and standardised.

    Raises
    ------
    DataError
        If a value is missing or the regression is impossible.
    ParameterError
        If the level is out of range.

    References
    ----------
    Smith, Bolton and Wagner (1999), Journal of Marketing Research 36(3), 356-372; Tax, Brown and
    Chandrashekaran (1998), Journal of Marketing 62(2), 60-76.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> complaints = pd.DataFrame(rng.integers(1, 8, (300, 2)), columns=["satisfaction_before", "fair"])
    >>> complaints["satisfaction_after"] = 2 + 0.5 * complaints["fair"] + rng.normal(size=300)
    >>> recovery_effects(complaints, justice=["fair"], covariates=[])["estimate"].round(1).to_dict()
    {'satisfaction_before': 0.0, 'fair': 0.5}
    """
    fit = fit_linear(complaints, after, [before, *justice, *covariates], cluster=cluster)
    table = fit.to_frame(level=level).iloc[1:].rename(columns={"coefficient": "estimate"})
    return table[["estimate", "low", "high", "standardised"]]


def recovery_change(
    complaints: pd.DataFrame,
    by: str | Sequence[str],
    *,
    after: str = "satisfaction_after",
    before: str = "satisfaction_before",
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the mean change of satisfaction from before the failure to after the recovery, by group.

    Parameters
    ----------
    complaints : DataFrame
        One row per complaint that answered the follow-up.
    by : str or sequence of str
        Columns of the group, such as ``"recovery"``.
    after, before : str
        Columns of satisfaction.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index the groups; columns estimate, low, high (points; above 0: more satisfied than before), n.

    Raises
    ------
    DataError
        If a value is missing or a group has one row.
    ParameterError
        If the level is out of range.

    Examples
    --------
    >>> complaints = pd.DataFrame({"recovery": ["fix"] * 3, "satisfaction_before": [8, 7, 7]})
    >>> complaints = complaints.assign(satisfaction_after=[7, 7, 6])
    >>> recovery_change(complaints, "recovery")["estimate"].round(2).item()
    -0.67
    """
    numbers = number_columns(complaints, [after, before])
    change = complaints.assign(change=numbers[after] - numbers[before])
    return group_table(change, by, lambda part: mean_interval(part, "change", level=level))


def excellent_recovery(
    complaints: pd.DataFrame,
    *,
    recovery: str = "recovery",
    hours: str = "response_hours",
    best: str = EXCELLENT,
    prompt: float = PROMPT_HOURS,
) -> pd.Series:
    """Return which recoveries were excellent: put right and made good, with a prompt first answer.

    Parameters
    ----------
    complaints : DataFrame
        One row per complaint.
    recovery, hours : str
        Columns of what was done, and of the hours to the first answer.
    best : str, default "fix and refund"
        What counts as excellent.
    prompt : float, default 24
        Hours up to which an answer is prompt.

    Returns
    -------
    Series
        True or false.

    Raises
    ------
    DataError
        If a value is missing.
    ParameterError
        If `prompt` is no number from 0 up.

    Examples
    --------
    >>> complaints = pd.DataFrame({"recovery": ["fix and refund", "fix"], "response_hours": [3, 2]})
    >>> excellent_recovery(complaints).tolist()
    [True, False]
    """
    quick = number_column(complaints, hours, low=0) <= check_number("prompt", prompt, low=0)
    return ((filled_column(complaints, recovery) == best) & quick).rename("excellent")


def recovery_paradox(
    complaints: pd.DataFrame,
    *,
    after: str = "satisfaction_after",
    before: str = "satisfaction_before",
    second: str = "second_failure",
    stayed: str | None = "stayed",
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the change of satisfaction and the share that stayed, for excellent and other recoveries.

    The paradox is a change above 0. It asks three questions: does it exist after a first failure, does it
    survive a second one, and does anybody stay because of it?

    Parameters
    ----------
    complaints : DataFrame
        One row per complaint that answered the follow-up.
    after, before, second : str
        Columns of satisfaction, and of 0 and 1 for a second failure.
    stayed : str, optional
        Column of 0 and 1, missing where no later edition has been held; None leaves it out.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index excellent and `second`; columns change, low, high, n, and stayed, stayed_low, stayed_high.

    Raises
    ------
    DataError
        If a value is missing or a group has one row.
    ParameterError
        If the level is out of range.

    References
    ----------
    Maxham and Netemeyer (2002), Journal of Marketing 66(4), 57-71; de Matos, Henrique and Rossi (2007),
    Journal of Service Research 10(1), 60-77.

    Examples
    --------
    >>> complaints = pd.DataFrame({"recovery": ["fix and refund"] * 2 + ["none"] * 2, "response_hours": 3})
    >>> complaints = complaints.assign(satisfaction_before=[7, 8, 7, 8], satisfaction_after=[8, 8, 4, 6])
    >>> recovery_paradox(complaints.assign(second_failure=0), stayed=None)["change"].tolist()
    [-2.5, 0.5]
    """
    frame = complaints.assign(
        excellent=excellent_recovery(complaints), second=binary_column(complaints, second)
    )
    frame["second"] = np.where(frame["second"] == 1, "second failure", "first failure")
    keys = ["excellent", "second"]
    table = recovery_change(frame, keys, after=after, before=before, level=level).rename(
        columns={"estimate": "change"}
    )
    if stayed is None:
        return table
    known = frame[frame[stayed].notna()]

    def share(part: pd.DataFrame) -> Interval:
        kept = binary_column(part, stayed)
        return share_interval(int(kept.sum()), len(kept), level=level)

    names = {"estimate": "stayed", "low": "stayed_low", "high": "stayed_high"}
    return table.join(group_table(known, keys, share)[list(names)].rename(columns=names))
