"""The four patterns of a relationship: how far it came before it ended, or whether it lasts."""

from __future__ import annotations

import pandas as pd

from cvm_lessons.core import DataError, ParameterError, check_choice, filled_column
from cvm_lessons.lifecycle._panel import own_labels, sorted_panel
from cvm_lessons.lifecycle.schemes import SCHEMES
from cvm_lessons.measurement import share_interval

__all__ = ["PATTERNS", "pattern_shares", "relationship_patterns"]

PATTERNS = {
    "early abort": "早期流产型",
    "mid-course end": "中途夭折型",
    "early exit": "提前退出型",
    "lasting": "长久保持型",
    "under way": "进行中",
}
# How high a phase stands, and what a relationship is called that ends after it.
HEIGHTS = {"prospect": 0, "trial": 0, "growth": 1, "maturity": 2}
ENDED = ("early abort", "mid-course end", "early exit")
TOP = len(ENDED) - 1


def relationship_patterns(
    stages: pd.DataFrame,
    *,
    scheme: str = "exhibition",
    customer: str = "customer_id",
    period: str = "year",
    stage: str = "stage",
) -> pd.DataFrame:
    """Return the pattern of each relationship from its course of stages.

    Ended before it grew: I, early abort; after growth but before maturity: II, mid-course end; after
    maturity: III, early exit; mature once and not ended: IV, lasting. One that has neither ended nor matured
    is under way: which pattern it takes is not known yet.

    Parameters
    ----------
    stages : DataFrame
        One row per customer and period with its stage.
    scheme : str, default "exhibition"
        Whose names the stages have: one of `SCHEMES` that has an end.
    customer, period, stage : str
        Columns of `stages`.

    Returns
    -------
    DataFrame
        Index `customer`; periods (rows seen), highest (stage, leaving decline and end aside), ended (whether
        the last row is the scheme's end), pattern (a category in the order of `PATTERNS`). Highest and
        pattern are missing where nothing but decline and end was seen.

    Raises
    ------
    DataError
        If a column or value is missing, a stage is not one of the scheme's, or a customer has a period
        twice.
    ParameterError
        If the scheme is not known or has no stage for the end.

    References
    ----------
    Chen (2002), Journal of Zhejiang University (Humanities and Social Sciences) 32(6), 66-72, for the four
    patterns; that a relationship can be under way is ours.

    Examples
    --------
    >>> course = ["cultivation", "confirmation", "weakening", "lost"]
    >>> rows = pd.DataFrame({"customer_id": "A", "year": range(2021, 2025), "stage": course})
    >>> relationship_patterns(rows)[["highest", "pattern"]].values.tolist()
    [['confirmation', 'mid-course end']]
    """
    (heights, ends), known = _heights(scheme), [name for name, _, _ in SCHEMES[scheme][1]]
    stages = own_labels(stages)
    rows = sorted_panel(stages, customer, period)
    seen = filled_column(stages, stage).astype(str)
    if (odd := ~seen.isin(known)).any():
        raise DataError.at(stages, stage, odd, f"one of {', '.join(known)}")
    rows = rows.assign(height=seen.map(heights), ended=seen.isin(ends), stage=seen)
    by = rows.groupby(customer, sort=True)
    table = by.agg(periods=("ended", "size"), top=("height", "max"), ended=("ended", "last"))
    lasting = table["top"].eq(TOP).map({True: "lasting", False: "under way"})
    pattern = table["top"].map(dict(enumerate(ENDED))).where(table["ended"], lasting)
    pattern = pattern.where(table["top"].notna())
    # The first stage that stands so high: a scheme may have two, such as prospect and trial.
    highest = rows.dropna(subset="height").sort_values("height", ascending=False, kind="stable")
    names = highest.drop_duplicates(customer).set_index(customer)["stage"]
    table["highest"] = names.reindex(table.index)
    table["pattern"] = pd.Categorical(pattern, categories=list(PATTERNS), ordered=True)
    return table[["periods", "highest", "ended", "pattern"]]


def pattern_shares(
    patterns: pd.DataFrame, *, pattern: str = "pattern", by: str | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Return how frequent each pattern is, with Wilson's interval.

    Parameters
    ----------
    patterns : DataFrame
        One row per customer, as `relationship_patterns` returns it, without missing patterns.
    pattern : str, default "pattern"
        Column with the pattern.
    by : str, optional
        Column of a group, for shares within each.
    level : float, default 0.95
        Confidence level.

    Returns
    -------
    DataFrame
        Index `pattern` (after `by`); columns zh, customers, share, low, high. Rows in the order of
        `PATTERNS`.

    Raises
    ------
    DataError
        If a column or value is missing, or a pattern is not one of `PATTERNS`.
    ParameterError
        If the level is out of range.

    Examples
    --------
    >>> table = pattern_shares(pd.DataFrame({"pattern": ["lasting", "lasting", "early abort", "lasting"]}))
    >>> table.loc["lasting", "zh"], float(table.loc["lasting", "share"])
    ('长久保持型', 0.75)
    """
    names = filled_column(patterns, pattern).astype(str)
    if (odd := ~names.isin(PATTERNS)).any():
        raise DataError.at(patterns, pattern, odd, f"one of {', '.join(PATTERNS)}")
    groups = {"": names} if by is None else dict(iter(names.groupby(filled_column(patterns, by))))
    tables = {group: _shares(each, level) for group, each in groups.items()}
    return tables[""] if by is None else pd.concat(tables, names=[by, "pattern"])


def _shares(names: pd.Series, level: float) -> pd.DataFrame:
    counts = names.value_counts().reindex(list(PATTERNS), fill_value=0)
    ends = [share_interval(int(count), len(names), level=level) for count in counts]
    return pd.DataFrame(
        {
            "zh": list(PATTERNS.values()),
            "customers": counts.to_numpy(),
            "share": [end.estimate for end in ends],
            "low": [end.low for end in ends],
            "high": [end.high for end in ends],
        },
        index=pd.Index(PATTERNS, name="pattern"),
    )


def _heights(scheme: str) -> tuple[dict[str, int], list[str]]:
    """Return how high each stage before decline stands, and which stages are an end."""
    _, stages = SCHEMES[check_choice("scheme", scheme, SCHEMES)]
    ends = [name for name, _, phases in stages if "end" in phases]
    if not ends:
        raise ParameterError(f"scheme={scheme!r} has no stage for the end of a relationship: name another.")
    heights = {
        name: max(HEIGHTS[phase] for phase in phases)
        for name, _, phases in stages
        if set(phases) <= set(HEIGHTS)
    }
    return heights, ends
