"""Figures of stages over time: the share of customers in each, and how long stays last."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from cvm_lessons.core import (
    PALETTE,
    DataError,
    figure_axes,
    format_percent,
    number_columns,
    reads_on,
    translate,
)
from cvm_lessons.lifecycle._stage_colors import stage_colors, stage_labels

__all__ = ["plot_stage_shares", "plot_stage_survival"]

ROOM = 0.07  # share of a column that a label inside it needs at least
MOST_CURVES = 6
STYLES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)))


def plot_stage_shares(counts: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which share of the customers stands in each stage, period by period.

    Parameters
    ----------
    counts : DataFrame
        What `stage_counts` returns; chances added up over customers do as well.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a stacked column per period.

    Raises
    ------
    DataError
        If a value is missing or below 0, or a period has no customer.
    """
    columns = list(counts.columns) if isinstance(counts, pd.DataFrame) else []
    numbers = number_columns(counts, columns, low=0)
    total = numbers.sum(axis=1)
    if (total <= 0).any():
        raise DataError(f"period {total.idxmin()} has no customer: leave its row out.")
    shares, names = numbers.div(total, axis=0), [str(name) for name in numbers.columns]
    colors, labels = stage_colors(names), stage_labels(names)
    ax = figure_axes(ax, size=(7.2, 4.2))
    places, floor = np.arange(len(shares)), np.zeros(len(shares))
    for name, column in zip(names, shares.columns, strict=True):
        ax.bar(places, shares[column], 0.86, bottom=floor, color=colors[name], label=labels[name])
        for place, share in enumerate(shares[column]):
            if share >= ROOM:
                middle, color = floor[place] + share / 2, reads_on(colors[name])
                ax.text(
                    place, middle, format_percent(share), ha="center", va="center", color=color, fontsize=8
                )
        floor += shares[column].to_numpy()
    moved = (shares.iloc[-1] - shares.iloc[0]).set_axis(names)
    most = str(moved.abs().idxmax())
    ax.set(
        title=translate(
            "{stage}: from {first} of the customers to {last}",
            stage=labels[most],
            first=format_percent(shares.iloc[0][shares.columns[names.index(most)]]),
            last=format_percent(shares.iloc[-1][shares.columns[names.index(most)]]),
        ),
        ylabel=translate("share of customers"),
        ylim=(0, 1),
    )
    ax.set_xticks(places, [str(when) for when in shares.index])
    ax.yaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.grid(visible=False, axis="x")
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=min(len(names), 6))
    return ax


def plot_stage_survival(survival: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which share of the stays in each stage lasts longer than so many periods, and what a chain says.

    Parameters
    ----------
    survival : DataFrame
        What `stage_survival` returns; leave out stages that are never left.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a line of points and a band per stage, and a thin grey line for each chain.

    Raises
    ------
    DataError
        If a column or value is missing, a share is out of range, or there are more than six stages.
    """
    numbers = number_columns(survival, ["share", "low", "high", "chain"], low=0, high=1)
    names = [str(name) for name in dict.fromkeys(numbers.index.get_level_values(0))]
    if len(names) > MOST_CURVES:
        raise DataError(f"{len(names)} stages are too many to read: up to {MOST_CURVES}.")
    colors, labels = stage_colors(names), stage_labels(names)
    ax = figure_axes(ax, size=(7.2, 4.2))
    once = {}
    for name, style in zip(names, STYLES, strict=False):
        curve = numbers.xs(name, level=0)
        periods, share = [0, *curve.index], [1.0, *curve["share"]]
        ax.fill_between(curve.index, curve["low"], curve["high"], color=colors[name], alpha=0.15, linewidth=0)
        ax.plot(periods, [1.0, *curve["chain"]], color=PALETTE["grey"], linewidth=0.8, linestyle=style)
        ax.plot(periods, share, color=colors[name], linestyle=style, marker="o", label=labels[name])
        once[labels[name]] = float(curve["share"].iloc[0])
    left = {name: share for name, share in once.items() if share < 1} or once  # an end is never left
    longest = max(left, key=lambda name: left[name])
    ax.plot([], [], color=PALETTE["grey"], linewidth=0.8, label=translate("a chain with the same exits"))
    ax.set(
        title=translate(
            "{stage}: {share} of the stays last longer than one period",
            stage=longest,
            share=format_percent(once[longest]),
        ),
        xlabel=translate("periods in the stage"),
        ylabel=translate("share of stays that last longer"),
        ylim=(0, 1.02),
    )
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.yaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=3)
    return ax
