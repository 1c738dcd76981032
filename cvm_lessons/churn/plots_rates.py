"""Figures of rates: churn by period, and the bridge from one revenue to the next."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.churn._checks import check_series
from cvm_lessons.core import (
    PALETTE,
    DataError,
    figure_axes,
    format_percent,
    in_lines,
    number_columns,
    short_amount,
    translate,
)

__all__ = ["plot_churn_by_period", "plot_revenue_bridge"]

DIGITS = 4  # of an amount on a bar: more say nothing
# The steps of a bridge in a reader's words.
STEPS = {
    "start": "at the start",
    "new": "new customers",
    "expansion": "paying more",
    "contraction": "paying less",
    "lost": "lost customers",
    "end": "at the end",
}


def plot_churn_by_period(rates: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the churn rate of each period with its interval.

    Parameters
    ----------
    rates : DataFrame
        What `churn_by_period` returns without a group.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a line, a band, and the pooled rate dashed.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    table = number_columns(rates, ["customers", "lost", "rate", "low", "high"])
    pooled = float(table["lost"].sum() / table["customers"].sum())
    ax = figure_axes(ax)
    ax.fill_between(table.index, table["low"], table["high"], color=PALETTE["blue"], alpha=0.18, linewidth=0)
    ax.plot(table.index, table["rate"], color=PALETTE["blue"], marker="o", markersize=3.5)
    ax.axhline(pooled, color=PALETTE["grey"], linestyle="--", linewidth=1)
    ax.set(
        title=translate("{rate} of the customers leave in a period", rate=format_percent(pooled, 1)),
        xlabel=translate("period"),
        ylabel=translate("churn rate"),
        ylim=(0, 1.1 * float(table["high"].max())),
    )
    ax.yaxis.set_major_formatter(lambda share, _: format_percent(share, 1))
    return ax


def plot_revenue_bridge(bridge: pd.Series, *, ax: Axes | None = None) -> Axes:
    """Draw how the revenue of the start became that of the end.

    Parameters
    ----------
    bridge : Series
        What `revenue_bridge` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With six bars, the four between hanging where the one before ends.

    Raises
    ------
    DataError
        If a step is missing or the start is 0.
    """
    check_series("bridge", bridge, list(STEPS), "revenue_bridge")
    values = number_columns(bridge.rename("revenue").to_frame().loc[list(STEPS)], ["revenue"])["revenue"]
    if values["start"] <= 0:
        raise DataError("the revenue of the start is 0: there is nothing to keep.")
    kept = float(1 + values[["expansion", "contraction", "lost"]].sum() / values["start"])
    ends = values["start":"lost"].cumsum()
    foot = np.concatenate([[0.0], ends.iloc[:-1], [0.0]])
    colours = [PALETTE[name] for name in ("grey", "green", "green", "orange", "red", "grey")]
    ax = figure_axes(ax)
    ax.bar(range(6), values, bottom=foot, color=colours, width=0.65)
    for place, (value, base) in enumerate(zip(values, foot, strict=True)):
        ax.annotate(
            short_amount(float(f"{value:.{DIGITS}g}")),
            (place, max(base, base + value)),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
        )
    ax.set_xticks(range(6), [in_lines(translate(words), 10) for words in STEPS.values()])
    ax.set(
        title=translate("Without new customers {share} of the revenue remains", share=format_percent(kept)),
        ylabel=translate("revenue of the period"),
        ylim=(min(0.0, float(foot.min())), 1.12 * float(max(ends.max(), values["end"]))),
    )
    ax.yaxis.set_major_formatter(lambda amount, _: short_amount(amount))
    ax.grid(visible=False, axis="x")
    return ax
