"""Figures of uplift: Qini curves side by side, and the effect by predicted uplift."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.churn._drawing import COLOURS, percent_axis
from cvm_lessons.core import (
    PALETTE,
    DataError,
    ParameterError,
    figure_axes,
    format_number,
    label_end,
    number_columns,
    translate,
)

__all__ = ["plot_qini", "plot_uplift_by_bin"]


def plot_qini(curves: Mapping[str, pd.DataFrame], *, ax: Axes | None = None) -> Axes:
    """Draw what each order of the customers brings, by how many are treated.

    Parameters
    ----------
    curves : mapping of str to DataFrame
        What `qini_curve` returns, by the name of the order.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one line an order and the dashed line of a random one; the names stand below, for good orders
        lie close together.

    Raises
    ------
    DataError
        If a column or value is missing.
    ParameterError
        If there is no curve, or they are not in a mapping.
    """
    if not isinstance(curves, Mapping) or not curves:
        raise ParameterError("curves: give one or more, in a dict by the name of the order.")
    tables = {name: number_columns(curve, ["share", "gain", "random"]) for name, curve in curves.items()}
    ax = figure_axes(ax)
    last = next(iter(tables.values()))
    by_chance = {"color": PALETTE["grey"], "linestyle": "--", "linewidth": 1, "label": translate("by chance")}
    ax.plot(last["share"], last["random"], **by_chance)
    areas = {}
    for colour, (name, table) in zip(COLOURS * len(tables), tables.items(), strict=False):
        ax.plot(table["share"], table["gain"], color=colour, label=translate(str(name)))
        areas[name] = float(np.trapezoid(table["gain"] - table["random"], table["share"]))
    best = max(areas, key=lambda name: areas[name])
    ax.set(
        title=translate("Most is gained in the order of {name}", name=translate(best)),
        xlabel=translate("share of the customers treated"),
        ylabel=translate("additional outcome per customer of the list"),
        xlim=(0, 1),
    )
    ax.margins(y=0.12)
    percent_axis(ax, "x")
    ax.yaxis.set_major_formatter(lambda gain, _: format_number(gain, 2))
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=2)
    return ax


def plot_uplift_by_bin(bins: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the effect seen in each group, from the highest predicted uplift to the lowest.

    Parameters
    ----------
    bins : DataFrame
        What `uplift_by_bin` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a bar and an interval a group, and the prediction as a mark.

    Raises
    ------
    DataError
        If a column is missing or an effect has no interval.
    """
    table = number_columns(bins, ["score", "effect", "low", "high"])
    if len(table) < 2:
        raise DataError("one group has nothing to compare with: take more bins.")
    places = np.arange(len(table))
    ax = figure_axes(ax)
    ax.axhline(0, color=PALETTE["ink"], linewidth=1)
    ax.bar(places, table["effect"], color=PALETTE["sky"], width=0.6)
    ax.vlines(places, table["low"], table["high"], color=PALETTE["ink"], linewidth=1.2)
    ax.plot(places, table["score"], "_", color=PALETTE["red"], markersize=22, markeredgewidth=2)
    label_end(
        ax, places[-1] + 0.3, table["score"].iloc[-1], translate("predicted"), color=PALETTE["red"], dx=2
    )
    clear = int((table["low"] > 0).sum())
    ax.set_xticks(places, [str(name) for name in table.index])
    ax.set(
        title=translate("In {clear} of {n} groups the offer clearly helps", clear=clear, n=len(table)),
        xlabel=translate("group, 1 the highest predicted uplift"),
        ylabel=translate("effect: treated less left alone"),
    )
    ax.set_xlim(right=len(table) - 0.5 + 0.7)
    ax.grid(visible=False, axis="x")
    return ax
