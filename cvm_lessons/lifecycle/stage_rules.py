"""Stages by rule: from recency, frequency and the trend of spend, for each customer and period."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cvm_lessons.core import ParameterError, check_choice, check_number, number_column, yes_or_no_column
from cvm_lessons.lifecycle._checks import check_count
from cvm_lessons.lifecycle._panel import own_labels, sorted_panel
from cvm_lessons.lifecycle.schemes import PHASES, SCHEMES, stage_of_phase

__all__ = ["stage_features", "stages_by_rule"]

VETERAN_FROM = 3  # purchases: two may still be a trial
CHANGE_FROM = 0.3  # the spend of an exhibitor swings by a third between editions by chance
DECLINE_AFTER, END_AFTER = 1, 2  # periods of silence


def stage_features(
    history: pd.DataFrame,
    *,
    customer: str = "customer_id",
    period: str = "year",
    active: str = "took_part",
    spend: str = "spend_space",
) -> pd.DataFrame:
    """Return what is known of each customer at the end of each of its periods.

    Only the periods up to that one are looked at: a rule that reads the future cannot be used.

    Parameters
    ----------
    history : DataFrame
        One row per customer and period in which it could have bought: `active` (whether it did), `spend`.
    customer, period, active, spend : str
        Columns of `history`.

    Returns
    -------
    DataFrame
        Sorted by `customer` and `period`, which are the first columns; frequency (periods with a purchase so
        far), recency (periods since the last one, 0 if it bought in this one; missing before the first),
        trend (spend of the last purchase against the one before, as a share: 0.1 is a tenth more; missing
        before the second, or if the one before was free).

    Raises
    ------
    DataError
        If a column or value is missing, `active` is neither 0 nor 1, spend is below 0, or a customer has a
        period twice.

    Examples
    --------
    >>> history = pd.DataFrame({"customer_id": ["A"] * 3, "year": [2022, 2023, 2024]})
    >>> history = history.assign(took_part=[1, 1, 0], spend_space=[100, 130, 0])
    >>> stage_features(history)["trend"].round(2).tolist()
    [nan, 0.3, 0.3]
    """
    history = own_labels(history)
    rows = sorted_panel(history, customer, period)
    came = yes_or_no_column(history, active).loc[rows.index].to_numpy() > 0
    paid = number_column(history, spend, low=0).loc[rows.index]
    who = rows[customer].to_numpy()
    rows["frequency"] = pd.Series(came, index=rows.index).groupby(who).cumsum().astype(int)
    # Purchases made so far number the spells of silence: each starts with the purchase that it follows.
    silent = rows.groupby([who, rows["frequency"].to_numpy()]).cumcount()
    rows["recency"] = silent.where(rows["frequency"] > 0).astype(float)
    bought = paid[came]
    before = bought.groupby(who[came]).shift()
    change = (bought / before.where(before > 0) - 1).reindex(rows.index)
    # A purchase after a free one has no trend: it must not inherit that of an earlier pair.
    known = change.where(~came | change.notna(), np.inf).groupby(who).ffill()
    rows["trend"] = known.where(np.isfinite(known))
    return rows.reset_index(drop=True)


def stages_by_rule(
    history: pd.DataFrame,
    *,
    scheme: str = "exhibition",
    customer: str = "customer_id",
    period: str = "year",
    active: str = "took_part",
    spend: str = "spend_space",
    veteran_from: int = VETERAN_FROM,
    change_from: float = CHANGE_FROM,
    decline_after: int = DECLINE_AFTER,
    end_after: int = END_AFTER,
) -> pd.DataFrame:
    """Return the stage of each customer at the end of each period, by one rule named after any scheme.

    In this order: nothing bought yet, prospect; silent for `end_after` periods, end; silent for
    `decline_after` periods, decline; first purchase only, trial; spend down by `change_from` or more against
    the purchase before, decline; fewer than `veteran_from` purchases or spend up by `change_from` or more,
    growth; else maturity. Any stage may follow any other: a customer who returns leaves decline or end
    again.

    Parameters
    ----------
    history : DataFrame
        One row per customer and period in which it could have bought: `active` (whether it did), `spend`.
    scheme : str, default "exhibition"
        Whose names the stages get: one of `SCHEMES`, or "phases" for the six phases themselves.
    customer, period, active, spend : str
        Columns of `history`.
    veteran_from : int, default 3
        Purchases from which a customer is no longer on its way up.
    change_from : float, default 0.3
        Change of spend, as a share, that counts as one.
    decline_after, end_after : int, default 1 and 2
        Periods without a purchase after which the relationship declines, and is given up.

    Returns
    -------
    DataFrame
        The columns of `stage_features` and `stage`, an ordered category; missing where the scheme has no
        such stage (the four-stage list none before the first purchase).

    Raises
    ------
    DataError
        As `stage_features`.
    ParameterError
        If the scheme is not known, a number is out of range, or `end_after` does not exceed `decline_after`.

    References
    ----------
    Dwyer, Schurr and Oh (1987), Journal of Marketing 51(2), 11-27, for what marks the stages; the rule is
    ours and reads behaviour only.

    Examples
    --------
    >>> history = pd.DataFrame({"customer_id": ["A"] * 5, "year": range(2020, 2025)})
    >>> history = history.assign(took_part=[1, 1, 1, 0, 1], spend_space=[100, 105, 105, 0, 60])
    >>> stages_by_rule(history)["stage"].tolist()
    ['cultivation', 'confirmation', 'trust', 'weakening', 'weakening']
    """
    check_choice("scheme", scheme, ["phases", *SCHEMES])
    veteran = check_count("veteran_from", veteran_from, low=2)
    ends, declines = (
        check_count("end_after", end_after, low=1),
        check_count("decline_after", decline_after, low=1),
    )
    if ends <= declines:
        raise ParameterError(f"end_after={end_after!r} does not exceed decline_after={decline_after!r}.")
    step = check_number("change_from", change_from, low=0, high=1)
    table = stage_features(history, customer=customer, period=period, active=active, spend=spend)
    often, silent, trend = table["frequency"], table["recency"], table["trend"]
    rules = {
        "prospect": often == 0,
        "end": silent >= ends,
        "decline": silent >= declines,
        "trial": often == 1,
        "decline again": trend <= -step,
        "growth": (often < veteran) | (trend >= step),
    }
    phase = np.select(list(rules.values()), [name.split()[0] for name in rules], "maturity")
    return table.assign(stage=_named(phase, scheme))


def _named(phase: np.ndarray, scheme: str) -> pd.Categorical:
    if scheme == "phases":
        return pd.Categorical(phase, categories=list(PHASES), ordered=True)
    names = {each: stage_of_phase(each, scheme) for each in PHASES}
    order = [stage for stage, _, _ in SCHEMES[scheme][1]]
    return pd.Categorical(pd.Series(phase).map(names), categories=order, ordered=True)
