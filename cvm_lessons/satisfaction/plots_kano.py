"""Figures of Kano's questions: better against worse, and the categories behind them."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    format_percent,
    label_points,
    number_columns,
    reads_on,
    require_columns,
    translate,
)
from cvm_lessons.satisfaction._names import shown_name
from cvm_lessons.satisfaction.kano import KANO_CATEGORIES

__all__ = ["plot_kano_counts", "plot_kano_map"]

COLORS = {
    "M": PALETTE["red"],
    "O": PALETTE["blue"],
    "A": PALETTE["green"],
    "I": PALETTE["pale"],
    "R": PALETTE["purple"],
    "Q": PALETTE["grey"],
}
CORNERS = {"attractive": (0, 1), "one-dimensional": (1, 1), "indifferent": (0, 0), "must-be": (1, 0)}
READABLE = 0.08  # of the answers: a narrower part of a bar holds no number


def plot_kano_map(coefficients: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what each service can add against what its absence costs.

    Parameters
    ----------
    coefficients : DataFrame
        What `better_worse` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one labelled point and its two intervals per service; worse is drawn without its sign.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    """
    names = ["better", "better_low", "better_high", "worse", "worse_low", "worse_high"]
    table = number_columns(coefficients, names)
    ax = figure_axes(ax, size=(7.2, 5.2))
    x, y = -table["worse"], table["better"]
    ax.hlines(y, -table["worse_low"], -table["worse_high"], color=PALETTE["sky"], linewidth=1.2)
    ax.vlines(x, table["better_low"], table["better_high"], color=PALETTE["sky"], linewidth=1.2)
    ax.plot(x, y, "o", color=PALETTE["blue"])
    ax.axvline(0.5, color=PALETTE["grey"], linewidth=1)
    ax.axhline(0.5, color=PALETTE["grey"], linewidth=1)
    must, delight = (shown_name(series.idxmax()) for series in (x - y, y - x))
    ax.set(
        title=translate("Must be there: {must}; delights: {delight}", must=must, delight=delight),
        xlabel=translate("worse without it: share who miss it"),
        ylabel=translate("better with it: share who enjoy it"),
        xlim=(0, 1),
        ylim=(0, 1),
    )
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(lambda share, _: format_percent(share))
    for name, (right, top) in CORNERS.items():
        ax.text(
            0.01 + 0.98 * right,
            0.01 + 0.98 * top,
            translate(name),
            ha="right" if right else "left",
            va="top" if top else "bottom",
            color=PALETTE["grey"],
        )
    label_points(ax, list(zip(x, y, strict=True)), [shown_name(name) for name in table.index], PALETTE["ink"])
    return ax


def plot_kano_counts(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of each category by service: the most frequent may be less than half.

    Parameters
    ----------
    table : DataFrame
        What `kano_table` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one bar per service, divided by category.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    """
    require_columns(table, ["share"])
    counts = number_columns(table, list(KANO_CATEGORIES), low=0)
    shares = counts.div(counts.sum(axis=1), axis=0)
    ax = figure_axes(ax, size=(7.2, 1.8 + 0.34 * len(shares)))
    places, start = np.arange(len(shares))[::-1], np.zeros(len(shares))
    for code, name in KANO_CATEGORIES.items():
        width = shares[code].to_numpy()
        ax.barh(places, width, left=start, color=COLORS[code], height=0.76, label=translate(name))
        for place, left, share in zip(places, start, width, strict=True):
            if share >= READABLE:
                words = {"ha": "center", "va": "center", "color": reads_on(COLORS[code]), "fontsize": 9}
                ax.text(left + share / 2, place, format_percent(share), **words)
        start = start + width
    under_half = int((number_columns(table, ["share"])["share"] < 0.5).sum())
    title = "In {few} of {all} services the leading category is not that of half"
    ax.set(
        title=translate(title, few=under_half, all=len(shares)),
        xlabel=translate("share of answers"),
        xlim=(0, 1),
    )
    ax.xaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.set_yticks(places, [shown_name(name) for name in shares.index])
    ax.legend(
        loc="upper center",
        bbox_to_anchor=(0.4, -0.16),
        ncols=6,
        fontsize=8.5,
        handlelength=1,
        columnspacing=1,
    )
    ax.grid(visible=False)
    return ax
