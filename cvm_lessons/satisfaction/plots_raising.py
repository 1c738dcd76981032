"""Figures of a plan to raise satisfaction: its net gain show by show, and gain against cost."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE, figure_axes, format_money, label_end, number_columns, translate
from cvm_lessons.satisfaction._names import shown_name

__all__ = ["plot_gain_and_cost", "plot_net_gains"]


def plot_net_gains(by_show: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the net gain of one project at each show, the best at the top.

    Parameters
    ----------
    by_show : DataFrame
        What `raising_by_show` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one bar per show, orange where it loses.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    """
    net = number_columns(by_show, ["net_gain"])["net_gain"].sort_values(kind="stable")
    ax = figure_axes(ax, size=(7.2, 1.6 + 0.42 * len(net)))
    places = np.arange(len(net))
    ax.barh(places, net, color=[PALETTE["blue" if gain > 0 else "orange"] for gain in net], height=0.6)
    ax.axvline(0, color=PALETTE["ink"], linewidth=1)
    for place, gain in zip(places, net, strict=True):
        label_end(ax, max(gain, 0), place, format_money(round(gain, -2)))
    paying = int((net > 0).sum())
    ax.set(
        title=translate("The same project pays at {paying} of {all} shows", paying=paying, all=len(net)),
        xlabel=translate("net gain, yuan an edition"),
    )
    ax.margins(x=0.2)
    ax.set_yticks(places, [shown_name(name) for name in net.index])
    ax.xaxis.set_major_formatter(lambda value, _: format_money(value))
    ax.grid(visible=False, axis="y")
    return ax


def plot_gain_and_cost(gains: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what one project brings beside what it costs.

    Parameters
    ----------
    gains : DataFrame
        What `raising_gains` returns, one row.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With two bars.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    """
    row = number_columns(gains, ["gain", "cost", "net_gain"]).iloc[0]
    ax = figure_axes(ax, size=(6.4, 2.4))
    ax.barh([1, 0], [row["gain"], row["cost"]], color=[PALETTE["blue"], PALETTE["orange"]], height=0.6)
    for place, name in ((1, "gain"), (0, "cost")):
        label_end(ax, row[name], place, format_money(row[name]))
    title = "The project pays: {net} net" if row["net_gain"] > 0 else "The project loses: {net} net"
    ax.set(
        title=translate(title, net=format_money(row["net_gain"])),
        xlabel=translate("yuan an edition"),
        # Of one length whatever the sliders say, so that the eye compares the bars of two states.
        xlim=(min(0, 1.3 * row["gain"]), max(100_000, 1.3 * row["gain"], 1.3 * row["cost"])),
    )
    ax.set_yticks([1, 0], [translate("gain"), translate("cost")])
    ax.xaxis.set_major_formatter(lambda value, _: format_money(value))
    ax.grid(visible=False, axis="y")
    return ax
