"""Why customers leave: Keaveney's eight causes, what those who say nothing may hide, and what each costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cvm_lessons.churn._checks import column_names, interval_columns
from cvm_lessons.core import DataError, ParameterError, check_number, number_column, require_columns

__all__ = ["KEAVENEY_CAUSES", "cause_shares", "cause_table", "cause_values"]

# Her causes, with what may be done about each; the grouping by who can act is the workbook's own.
KEAVENEY_CAUSES: Mapping[str, tuple[str, str]] = {
    "pricing": ("price too high, raised, unfair or not what was said", "firm"),
    "inconvenience": ("place, opening hours, waiting for an appointment or for the service", "firm"),
    "core failure": ("the service itself went wrong: mistakes, billing errors, damage", "firm"),
    "encounter failure": ("staff uncaring, impolite, unresponsive or unknowing", "firm"),
    "response to failure": ("a failure was answered reluctantly, badly or not at all", "firm"),
    "competition": ("another firm drew the customer with something better", "market"),
    "ethics": ("cheating, pressure to buy, unsafe practice, conflict of interest", "firm"),
    "involuntary": ("customer or firm moved, closed or ended it; not of the customer's will", "nobody"),
}


def cause_table() -> pd.DataFrame:
    """Return Keaveney's eight causes of switching a service, in the workbook's words.

    Returns
    -------
    DataFrame
        Index `cause`; columns meaning and who_can_act (firm, market or nobody).

    References
    ----------
    Keaveney (1995), Customer switching behavior in service industries, Journal of Marketing 59(2), 71-82.

    Examples
    --------
    >>> cause_table().query("who_can_act != 'firm'").index.tolist()
    ['competition', 'involuntary']
    """
    return pd.DataFrame.from_dict(
        KEAVENEY_CAUSES, orient="index", columns=["meaning", "who_can_act"]
    ).rename_axis("cause")


def cause_shares(
    leavers: pd.DataFrame,
    causes: str | Sequence[str] = "exit_reason",
    *,
    known: Sequence[str] = tuple(KEAVENEY_CAUSES),
    level: float = 0.95,
) -> pd.DataFrame:
    """Return which share of the leavers names each cause, and what it may be among all leavers.

    Parameters
    ----------
    leavers : DataFrame
        One row per customer who left.
    causes : str or sequence of str, default "exit_reason"
        Column of the cause, or several columns where a customer may name more than one (the shares then add
        up to more than 1); missing where the customer names none.
    known : sequence of str
        The causes that may occur, by default Keaveney's.
    level : float, default 0.95
        Confidence level (Wilson's interval).

    Returns
    -------
    DataFrame
        Index `cause`, the most frequent first; columns named (leavers), share (of those who name a cause),
        low, high, and least, most: the share among all leavers if none, or all, of the silent had the cause.

    Raises
    ------
    DataError
        If a column is missing, a cause is not known, or nobody names one.
    ParameterError
        If the level is out of range, or `causes` or `known` is no list.

    References
    ----------
    Keaveney (1995), Journal of Marketing 59(2), 71-82; Manski (1995), Identification Problems in the Social
    Sciences, chapter 2, for the bounds.

    Examples
    --------
    >>> leavers = pd.DataFrame({"exit_reason": ["pricing", "pricing", "ethics", None]})
    >>> cause_shares(leavers).head(2)[["share", "least", "most"]].round(2).to_dict("index")["pricing"]
    {'share': 0.67, 'least': 0.5, 'most': 0.75}
    """
    names = column_names("causes", causes, fewest=1)
    said = _named(leavers, names, column_names("known", known))
    speaks = said.any(axis=1)
    spoke, n = int(speaks.sum()), len(leavers)
    if spoke == 0:
        raise DataError(f"columns {', '.join(map(repr, names))}: nobody names a cause.")
    counts = said.sum().astype(int)
    share, low, high = interval_columns(counts, np.full(len(counts), spoke), level)
    table = pd.DataFrame(
        {
            "named": counts,
            "share": share,
            "low": low,
            "high": high,
            "least": counts / n,
            "most": (counts + n - spoke) / n,
        }
    ).rename_axis("cause")
    return table.sort_values("named", ascending=False, kind="stable")


def cause_values(
    leavers: pd.DataFrame,
    value: str,
    causes: str | Sequence[str] = "exit_reason",
    *,
    known: Sequence[str] = tuple(KEAVENEY_CAUSES),
    recoverable: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Return what was lost by cause, which is where to begin: not with the cause that is named most.

    Parameters
    ----------
    leavers : DataFrame
        One row per customer who left.
    value : str
        Column of what the customer was still worth.
    causes : str or sequence of str, default "exit_reason"
        As in `cause_shares`; of a customer with several causes each gets an equal part. Those who name none
        stand in the row ``not named``.
    known : sequence of str
        The causes that may occur.
    recoverable : mapping of str to float, optional
        Share of each cause's losses that mending it would save; 1 for those not given.

    Returns
    -------
    DataFrame
        Index `cause`, the greatest loss first; columns leavers (counting parts), lost, share_of_loss, and
        recoverable (lost times the share that mending saves).

    Raises
    ------
    DataError
        If a column or value is missing or below 0, or a cause is not known.
    ParameterError
        If `recoverable` names another cause or is no share.

    Examples
    --------
    >>> leavers = pd.DataFrame({"exit_reason": ["pricing", "pricing", "ethics"], "worth": [10, 20, 90]})
    >>> cause_values(leavers, "worth", recoverable={"ethics": 0.5})["recoverable"].to_dict()
    {'ethics': 45.0, 'pricing': 30.0}
    """
    names, kinds = column_names("causes", causes, fewest=1), column_names("known", known)
    if recoverable is not None and not isinstance(recoverable, Mapping):
        raise ParameterError(
            f"recoverable is a {type(recoverable).__name__}: give a dict of shares by cause."
        )
    saves = dict(recoverable or {})
    for cause, share in saves.items():
        if cause not in kinds:
            raise ParameterError(f"recoverable names {cause!r}, which is none of the causes.")
        check_number(f"recoverable[{cause!r}]", share, low=0, high=1)
    said = _named(leavers, names, kinds).astype(float)
    worth = number_column(leavers, value, low=0)
    said["not named"] = (said.sum(axis=1) == 0).astype(float)
    parts = said.div(said.sum(axis=1), axis=0)
    table = pd.DataFrame({"leavers": parts.sum(), "lost": parts.mul(worth, axis=0).sum()})
    table = table[table["leavers"] > 0].rename_axis("cause")
    total = table["lost"].sum()
    table["share_of_loss"] = table["lost"] / total if total > 0 else 0.0
    saved = [0.0 if cause == "not named" else saves.get(str(cause), 1.0) for cause in table.index]
    return table.assign(recoverable=table["lost"] * saved).sort_values("lost", ascending=False, kind="stable")


def _named(leavers: pd.DataFrame, columns: list[str], known: list[str]) -> pd.DataFrame:
    require_columns(leavers, columns)
    for column in columns:
        bad = leavers[column].notna() & ~leavers[column].isin(known)
        if bad.any():
            raise DataError.at(leavers, column, bad, f"one of the causes {', '.join(map(str, known))}")
    return pd.DataFrame(
        {cause: leavers[columns].eq(cause).any(axis=1) for cause in known}, index=leavers.index
    )
