"""Figures of satisfaction metrics: scores with their intervals, and ranks that depend on the metric."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE, figure_axes, format_number, label_end, number_columns, translate
from cvm_lessons.satisfaction._names import shown_name

__all__ = ["plot_metric_ranks", "plot_nps", "plot_simulated_nps"]

HALF_HEIGHT = 75  # points: holds the interval of ten answers
RANKS = {"rank_mean": "mean", "rank_top_box": "top_box", "rank_bottom_box": "bottom_box"}


def plot_nps(scores: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the Net Promoter Score of each group with its interval, the highest at the top.

    Parameters
    ----------
    scores : DataFrame
        What `nps_by_group` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one interval per group.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    """
    table = number_columns(scores, ["estimate", "low", "high"]).sort_values("estimate", kind="stable")
    counts = scores.loc[table.index, "n"]
    ax = figure_axes(ax, size=(7.2, 1.6 + 0.42 * len(table)))
    places = np.arange(len(table))
    ax.hlines(places, table["low"], table["high"], color=PALETTE["blue"], linewidth=2)
    ax.plot(table["estimate"], places, "o", color=PALETTE["blue"])
    for place, row in zip(places, table.itertuples(), strict=True):
        label_end(ax, row.high, place, format_number(row.estimate).replace("-", "−"))
    apart = bool(table["low"].iloc[-1] > table["high"].iloc[0]) if len(table) > 1 else False
    title = (
        "Beyond their intervals: {best} above {worst}"
        if apart
        else "The intervals overlap: the order may be chance"
    )
    best, worst = shown_name(table.index[-1]), shown_name(table.index[0])
    ax.set(
        title=translate(title, best=best, worst=worst),
        xlabel=translate("Net Promoter Score, points, with 95% interval"),
        ylim=(-0.6, len(table) - 0.4),
    )
    ax.margins(x=0.12)
    names = [f"{shown_name(name)}  n={format_number(n)}" for name, n in counts.items()]
    ax.set_yticks(places, names)
    ax.grid(visible=False, axis="y")
    return ax


def plot_metric_ranks(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how the groups' order changes with the metric.

    Parameters
    ----------
    table : DataFrame
        What `compare_metrics` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one line per group across the metrics, rank 1 at the top.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    """
    ranks = number_columns(table, list(RANKS))
    moved = ranks.ne(ranks["rank_mean"], axis=0).any(axis=1)
    ax = figure_axes(ax, size=(7.2, 1.6 + 0.42 * len(ranks)))
    for group, row in ranks.iterrows():
        ax.plot(range(len(RANKS)), row, "o-", **({} if moved[group] else {"color": PALETTE["grey"]}))
        for end, aside in ((0, -8), (len(RANKS) - 1, 8)):  # at both ends: the lines cross
            label_end(ax, end, row.iloc[end], shown_name(group), dx=aside)
    ax.set(
        title=translate(
            "{moved} of {all} groups change place with the metric", moved=int(moved.sum()), all=len(ranks)
        ),
        ylabel=translate("rank, 1 is best"),
        xlim=(-0.55, len(RANKS) - 0.45),
        ylim=(len(ranks) + 0.5, 0.5),
        yticks=range(1, len(ranks) + 1),
    )
    ax.set_xticks(range(len(RANKS)), [shown_name(metric) for metric in RANKS.values()])
    ax.grid(visible=False, axis="x")
    return ax


def plot_simulated_nps(simulated: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the intervals of simulated surveys around the true score.

    Parameters
    ----------
    simulated : DataFrame
        What `nps_simulation` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one interval per survey, red where it misses the truth.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    """
    table = number_columns(simulated, ["estimate", "low", "high", "truth", "covered"])
    ax = figure_axes(ax)
    places = np.arange(1, len(table) + 1)
    colors = [PALETTE["blue"] if covered else PALETTE["red"] for covered in table["covered"]]
    ax.vlines(places, table["low"], table["high"], color=colors, linewidth=2)
    ax.scatter(places, table["estimate"], color=colors, zorder=3, s=22)
    ax.axhline(table["truth"].iloc[0], color=PALETTE["ink"], linewidth=1)
    missed = int((table["covered"] == 0).sum())
    ax.set(
        title=translate(
            "One market, many surveys: {missed} of {all} intervals miss it", missed=missed, all=len(table)
        ),
        xlabel=translate("survey"),
        ylabel=translate("Net Promoter Score, points"),
        xticks=places[::2],
        # Of one height whatever the sample, so that the eye sees intervals shrink as it grows.
        ylim=(float(table["truth"].iloc[0]) - HALF_HEIGHT, float(table["truth"].iloc[0]) + HALF_HEIGHT),
    )
    return ax
