"""Figures for decisions: causes of leaving, recovery, and whom to win back."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from cvm_lessons.churn._drawing import draw_intervals, percent_axis
from cvm_lessons.core import (
    PALETTE,
    DataError,
    figure_axes,
    format_percent,
    number_columns,
    short_amount,
    translate,
)

__all__ = ["plot_cause_values", "plot_causes", "plot_justice", "plot_recovery_staying", "plot_win_back"]

DIGITS = 3  # of an amount in a title


def plot_causes(shares: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the causes by how many leavers name them, and what the silent may change.

    Parameters
    ----------
    shares : DataFrame
        What `cause_shares` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a bar and an interval a cause, and a pale line from the least to the most it may be.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    table = number_columns(shares, ["share", "low", "high", "least", "most"], low=0, high=1)
    places = np.arange(len(table))
    ax = figure_axes(ax, size=(7.2, 0.42 * len(table) + 1.8))
    ax.hlines(
        places,
        table["least"],
        table["most"],
        color=PALETTE["pale"],
        linewidth=13,
        zorder=1,
        label=translate("possible among all leavers"),
    )
    said = translate("of those who say")
    ax.barh(places, table["share"], color=PALETTE["blue"], height=0.34, label=said, zorder=2)
    ax.hlines(places, table["low"], table["high"], color=PALETTE["ink"], linewidth=1.2, zorder=3)
    ax.set_yticks(places, [translate(str(name)) for name in table.index])
    ax.set_ylim(len(table) - 0.4, -0.6)
    ax.set(
        title=translate(
            "Named most: {cause}, by {share}",
            cause=translate(str(table.index[0])),
            share=format_percent(table["share"].iloc[0]),
        ),
        xlabel=translate("share of the leavers"),
    )
    percent_axis(ax, "x")
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=2)
    ax.grid(visible=False, axis="y")
    return ax


def plot_cause_values(values: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what was lost by cause, and how much of it mending the cause would save.

    Parameters
    ----------
    values : DataFrame
        What `cause_values` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a pale bar a cause for the loss and a blue one within it for what can be saved.

    Raises
    ------
    DataError
        If a column or value is missing, or nothing was lost.
    """
    table = number_columns(values, ["lost", "recoverable", "share_of_loss"], low=0)
    if not table["lost"].sum() > 0:
        raise DataError("column 'lost' is 0 throughout: nothing was lost.")
    places = np.arange(len(table))
    ax = figure_axes(ax, size=(7.2, 0.42 * len(table) + 1.8))
    ax.barh(places, table["lost"], color=PALETTE["pale"], height=0.7, label=translate("lost"))
    saved = translate("saved if the cause is mended")
    ax.barh(places, table["recoverable"], color=PALETTE["blue"], height=0.34, label=saved)
    ax.set_yticks(places, [translate(str(name)) for name in table.index])
    ax.set_ylim(len(table) - 0.4, -0.6)
    most, title = table["recoverable"].idxmax(), translate("Mending the causes saves nothing")
    if (best := float(table.loc[most, "recoverable"])) > 0:
        words = {"cause": translate(str(most)), "amount": short_amount(float(f"{best:.{DIGITS}g}"))}
        title = translate("Begin with {cause}: mending it saves {amount}", **words)
    ax.set(title=title, xlabel=translate("what the leavers were still worth"))
    ax.xaxis.set_major_locator(MaxNLocator(6))
    ax.xaxis.set_major_formatter(lambda amount, _: short_amount(amount))
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=2)
    ax.grid(visible=False, axis="y")
    return ax


def plot_justice(justice: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw by how much each kind of justice moves the chance of staying.

    Parameters
    ----------
    justice : DataFrame
        What `justice_and_staying` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one interval a kind, blue where it does not hold 0.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    table = number_columns(justice, ["estimate", "low", "high"])
    ax = figure_axes(ax, size=(7.2, 0.45 * len(table) + 1.7))
    draw_intervals(ax, table, ["estimate", "low", "high"], 0.0)
    clear = int((table["low"] > 0).sum())
    ax.set(
        title=translate("{clear} of {n} kinds of justice clearly keep customers", clear=clear, n=len(table)),
        xlabel=translate("chance of staying per point of justice (percentage points)"),
    )
    ax.xaxis.set_major_formatter(lambda share, _: short_amount(100 * share))
    return ax


def plot_recovery_staying(effects: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw by how much each recovery raises the share that stays, at the same gravity.

    Parameters
    ----------
    effects : DataFrame
        What `recovery_staying` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one interval a recovery, blue where it does not hold 0.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    table = number_columns(effects, ["effect", "low", "high"])
    ax = figure_axes(ax, size=(7.2, 0.45 * len(table) + 1.7))
    draw_intervals(ax, table, ["effect", "low", "high"], 0.0)
    clear = int((table["low"] > 0).sum())
    ax.set(
        title=translate("{clear} of {n} recoveries clearly keep customers", clear=clear, n=len(table)),
        xlabel=translate("difference in the share that stays (percentage points)"),
    )
    ax.xaxis.set_major_formatter(lambda share, _: short_amount(100 * share))
    return ax


def plot_win_back(ranking: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what trying to win back brings together, customer by customer from the best.

    Parameters
    ----------
    ranking : DataFrame
        What `rank_win_back` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With the curve, and where it is highest.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    table = number_columns(ranking, ["expected_gain", "total"])
    paying = int((table["expected_gain"] > 0).sum())
    ax = figure_axes(ax)
    ax.axhline(0, color=PALETTE["ink"], linewidth=1)
    ax.plot(np.arange(len(table) + 1), np.append(0.0, table["total"]), color=PALETTE["blue"])
    if paying:
        ax.plot([paying], [table["total"].iloc[paying - 1]], "o", color=PALETTE["orange"])
    ax.set(
        title=translate("It pays to try {n} of {all} lost customers", n=paying, all=len(table)),
        xlabel=translate("lost customers tried, the best first"),
        ylabel=translate("expected gain together"),
        xlim=(0, len(table)),
    )
    ax.yaxis.set_major_formatter(lambda amount, _: short_amount(amount))
    return ax
