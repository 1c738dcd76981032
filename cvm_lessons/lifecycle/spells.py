"""How long customers stay in a stage before they move on: spells, and the share that is still there."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import norm

from cvm_lessons.core import DataError, check_number, filled_column, number_column, yes_or_no_column
from cvm_lessons.lifecycle._panel import own_labels, sorted_panel, stage_order

__all__ = ["stage_spells", "stage_survival"]


def stage_spells(
    stages: pd.DataFrame, *, customer: str = "customer_id", period: str = "year", stage: str = "stage"
) -> pd.DataFrame:
    """Return each unbroken stay of a customer in a stage.

    Parameters
    ----------
    stages : DataFrame
        One row per customer and period with its stage.
    customer, period, stage : str
        Columns of `stages`.

    Returns
    -------
    DataFrame
        One row per stay: customer, stage (in the order of the category if it is one), first and last period,
        periods (rows), complete (whether another stage was seen to follow: else it may have lasted longer).

    Raises
    ------
    DataError
        If a column or value is missing, or a customer has a period twice.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": "A", "year": [2022, 2023, 2024]})
    >>> stage_spells(rows.assign(stage=["trust", "trust", "lost"])).values.tolist()
    [['A', 'trust', 2022, 2023, 2, True], ['A', 'lost', 2024, 2024, 1, False]]
    """
    stages = own_labels(stages)
    rows = sorted_panel(stages, customer, period)
    rows = rows.assign(stage=filled_column(stages, stage).astype(str))
    before = rows.groupby(customer, sort=False)["stage"].shift()
    number = (rows["stage"] != before).cumsum()
    spells = rows.groupby(number, sort=False).agg(
        **{customer: (customer, "first"), "stage": ("stage", "first")},
        first=(period, "first"),
        last=(period, "last"),
        periods=(period, "size"),
    )
    follows = spells[customer].eq(spells[customer].shift(-1))
    kinds = pd.Categorical(spells["stage"], categories=stage_order(stages[stage]), ordered=True)
    return spells.assign(stage=kinds, complete=follows).reset_index(drop=True)


def stage_survival(spells: pd.DataFrame, *, level: float = 0.95) -> pd.DataFrame:
    """Return which share of the stays in each stage lasts for more than so many periods (Kaplan-Meier).

    A stay that was still going on when the record ends counts as long as it was seen. Beside it stands what
    a Markov chain says, which forgets how long a customer has been there: if the share falls fast and then
    flattens, stages last longer the longer they have lasted, and expected times from a chain are too short
    for some customers and too long for others.

    Parameters
    ----------
    spells : DataFrame
        What `stage_spells` returns.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index stage and periods (from 1); at_risk (stays seen that long), left (ended after exactly so many),
        share (of stays that last longer), low, high, chain (the share that a chain with the same exits has).

    Raises
    ------
    DataError
        If a column or value is missing, or a stay is shorter than a period.
    ParameterError
        If the level is out of range.

    References
    ----------
    Kaplan and Meier (1958), Journal of the American Statistical Association 53(282), 457-481; the interval is
    Greenwood's on the scale of log(-log).

    Examples
    --------
    >>> spells = pd.DataFrame({"stage": "trust", "periods": [1, 2, 2, 3], "complete": [1, 1, 0, 0]})
    >>> stage_survival(spells)["share"].tolist()
    [0.75, 0.5, 0.5]
    """
    names = filled_column(spells, "stage")
    length = number_column(spells, "periods", low=1)
    ended = yes_or_no_column(spells, "complete") > 0
    width = float(norm.ppf((1 + check_number("level", level, low=0.5, high=0.999)) / 2))
    if (odd := length % 1 != 0).any():
        raise DataError.at(spells, "periods", odd, "a whole number of periods")
    tables = {
        name: _curve(length[names.astype(str) == name].to_numpy(), ended[names.astype(str) == name], width)
        for name in stage_order(names)
        if (names.astype(str) == name).any()
    }
    return pd.concat(tables, names=["stage", "periods"])


def _curve(length: np.ndarray, ended: pd.Series, width: float) -> pd.DataFrame:
    periods = np.arange(1, int(length.max()) + 1)
    risk = (length[:, None] >= periods).sum(axis=0)
    left = ((length[:, None] == periods) & ended.to_numpy()[:, None]).sum(axis=0)
    share = np.cumprod(1 - left / risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(np.cumsum(left / (risk * (risk - left)))) / np.abs(np.log(share))
        low, high = share ** np.exp(width * spread), share ** np.exp(-width * spread)
    # Nobody has left yet, or nobody is left: the scale of log(-log) has no end there.
    known = (share > 0) & (share < 1)
    table = {"at_risk": risk, "left": left, "share": share}
    table |= {"low": np.where(known, low, share), "high": np.where(known, high, share)}
    chain = (1 - left.sum() / risk.sum()) ** periods
    return pd.DataFrame(table | {"chain": chain}, index=pd.Index(periods, name="periods"))
