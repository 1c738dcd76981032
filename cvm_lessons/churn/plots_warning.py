"""Figures of an early warning: calibration, lift, profit and what the model looks at."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.churn._drawing import percent_axis
from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    format_number,
    format_percent,
    number_columns,
    short_amount,
    translate,
)

__all__ = ["plot_calibration", "plot_importance", "plot_lift", "plot_profit_by_share"]


def plot_calibration(calibration: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw observed against predicted shares of leavers: on the line a risk means what it says.

    Parameters
    ----------
    calibration : DataFrame
        What `calibration_table` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one interval a group and the line of equality.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    table = number_columns(calibration, ["predicted", "observed", "low", "high"])
    inside = int(table["predicted"].between(table["low"], table["high"]).sum())
    end = 1.08 * float(table[["predicted", "high"]].max().max())
    ax = figure_axes(ax, size=(5.4, 4.6))
    ax.plot([0, end], [0, end], color=PALETTE["grey"], linestyle="--", linewidth=1)
    ax.vlines(table["predicted"], table["low"], table["high"], color=PALETTE["blue"], linewidth=1.6)
    ax.plot(table["predicted"], table["observed"], "o", color=PALETTE["blue"])
    ax.set(
        title=translate("In {inside} of {n} groups the risk is what it says", inside=inside, n=len(table)),
        xlabel=translate("predicted risk"),
        ylabel=translate("share that left"),
        xlim=(0, end),
        ylim=(0, end),
    )
    percent_axis(ax, "x", "y")
    return ax


def plot_lift(lift: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which share of the leavers the highest risks hold.

    Parameters
    ----------
    lift : DataFrame
        What `lift_table` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With the curve of captured leavers, the line of chance, and the lift of the first group.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    table = number_columns(lift, ["share", "captured", "lift"])
    share, captured = (np.append(0.0, table[name]) for name in ("share", "captured"))
    ax = figure_axes(ax, size=(6.0, 4.4))
    ax.plot([0, 1], [0, 1], color=PALETTE["grey"], linestyle="--", linewidth=1)
    ax.plot(share, captured, color=PALETTE["blue"], marker="o", markersize=4)
    first = table.iloc[0]
    ax.annotate(
        translate("lift {lift}", lift=format_number(first["lift"], 1)),
        (share[1], captured[1]),
        xytext=(0.42, 0.12),
        textcoords="axes fraction",
        va="center",
        arrowprops={"arrowstyle": "-", "color": PALETTE["grey"], "shrinkB": 4},
    )
    ax.set(
        title=translate(
            "The top {share} hold {captured} of the leavers",
            share=format_percent(first["share"]),
            captured=format_percent(first["captured"]),
        ),
        xlabel=translate("share of the customers, highest risk first"),
        ylabel=translate("share of all leavers"),
        xlim=(0, 1),
        ylim=(0, 1.03),
    )
    percent_axis(ax, "x", "y")
    return ax


def plot_profit_by_share(profit: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what contacting the highest risks brings, by how many are contacted.

    Parameters
    ----------
    profit : DataFrame
        What `profit_by_share` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With the curve and the best share marked.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    table = number_columns(profit, ["share", "threshold", "profit"])
    best = table.loc[table["profit"].idxmax()]
    share, gain = np.append(0.0, table["share"]), np.append(0.0, table["profit"])
    ax = figure_axes(ax)
    ax.axhline(0, color=PALETTE["ink"], linewidth=1)
    ax.plot(share, gain, color=PALETTE["blue"])
    title = translate("Contacting anybody costs more than it brings")
    if best["profit"] > 0:
        ax.plot([best["share"]], [best["profit"]], "o", color=PALETTE["orange"])
        words = translate("risk from {risk} on", risk=format_percent(best["threshold"], 1))
        ax.annotate(
            words, (best["share"], best["profit"]), xytext=(0, 8), textcoords="offset points", ha="center"
        )
        title = translate("It pays to contact {share} of the customers", share=format_percent(best["share"]))
    ax.set(
        title=title,
        xlabel=translate("share of the customers contacted, highest risk first"),
        ylabel=translate("profit of the contacts"),
        xlim=(0, 1),
    )
    ax.margins(y=0.14)
    percent_axis(ax, "x")
    ax.yaxis.set_major_formatter(lambda amount, _: short_amount(amount))
    return ax


def plot_importance(importance: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw by how much the ranking suffers when a predictor is shuffled.

    Parameters
    ----------
    importance : DataFrame
        What `predictor_importance` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one bar a predictor, the most important at the top.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    table = number_columns(importance, ["importance", "low", "high"])
    ax = figure_axes(ax, size=(7.2, 0.4 * len(table) + 1.5))
    places = np.arange(len(table))
    ax.barh(places, table["importance"], color=PALETTE["blue"], height=0.6)
    ax.hlines(places, table["low"], table["high"], color=PALETTE["ink"], linewidth=1.2)
    ax.set_yticks(places, [translate(str(name)) for name in table.index])
    ax.set_ylim(len(table) - 0.4, -0.6)
    ax.set(
        title=translate("The ranking rests most on {name}", name=translate(str(table.index[0]))),
        xlabel=translate("fall of the area under the curve when shuffled"),
    )
    ax.grid(visible=False, axis="y")
    return ax
