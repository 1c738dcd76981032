"""Figures of service quality: gaps by dimension, and importance against performance."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    format_number,
    label_points,
    number_columns,
    require_columns,
    translate,
)
from cvm_lessons.satisfaction._names import shown_name
from cvm_lessons.satisfaction.importance_performance import IPA_QUADRANTS

__all__ = ["plot_gaps", "plot_importance_performance"]

CORNERS = {(True, False): (0, 1), (True, True): (1, 1), (False, False): (0, 0), (False, True): (1, 0)}


def plot_gaps(gaps: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw expectation and performance of each dimension, and the gap between them.

    Parameters
    ----------
    gaps : DataFrame
        What `gap_scores` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With two points per dimension, joined; the widest shortfall at the top.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    """
    table = number_columns(gaps, ["expectation", "performance", "gap"]).drop(index="overall", errors="ignore")
    table = table.sort_values("gap", ascending=False, kind="stable")
    ax = figure_axes(ax, size=(7.2, 1.9 + 0.42 * len(table)))
    places = np.arange(len(table))
    short = table["gap"] < 0
    colors = [PALETTE["red"] if below else PALETTE["green"] for below in short]
    ax.hlines(places, table["expectation"], table["performance"], color=colors, linewidth=3, alpha=0.6)
    ax.plot(table["expectation"], places, "o", color=PALETTE["grey"], markerfacecolor="white")
    ax.plot(table["performance"], places, "o", color=PALETTE["blue"])
    for place, row, color in zip(places, table.itertuples(), colors, strict=True):
        middle = (row.expectation + row.performance) / 2
        sign = "+" if row.gap > 0 else ""
        ax.annotate(
            f"{sign}{format_number(row.gap, 2)}".replace("-", "−"),
            (middle, place),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            color=color,
        )
    top = table.iloc[-1]
    for name, color in (("expectation", "grey"), ("performance", "blue")):
        outside = (top[name] > top[["expectation", "performance"]].mean()) * 2 - 1
        ax.annotate(
            translate(name),
            (top[name], places[-1]),
            xytext=(9 * outside, 0),
            textcoords="offset points",
            ha="left" if outside > 0 else "right",
            va="center",
            color=PALETTE[color],
        )
    ax.set(
        title=translate("Widest gap: {name}", name=shown_name(table.index[-1])),
        xlabel=translate("mean, points 1-7; the number is performance less expectation"),
        ylim=(-0.5, len(table) - 0.3),
    )
    ax.margins(x=0.45)
    ax.set_yticks(places, [shown_name(name) for name in table.index])
    ax.grid(visible=False, axis="y")
    return ax


def plot_importance_performance(quadrants: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the importance-performance map with its four quadrants.

    Parameters
    ----------
    quadrants : DataFrame
        What `importance_performance` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one labelled point per attribute and the two lines of the cut.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    """
    names = ["performance", "importance", "performance_cut", "importance_cut"]
    require_columns(quadrants, ["quadrant"])
    table = number_columns(quadrants, names)
    first = quadrants.index[quadrants["quadrant"] == IPA_QUADRANTS[True, False]]
    ax = figure_axes(ax, size=(7.2, 5.0))
    urgent = quadrants["quadrant"] == IPA_QUADRANTS[True, False]
    for chosen, color in ((~urgent, PALETTE["blue"]), (urgent, PALETTE["red"])):
        ax.plot(table.loc[chosen, "performance"], table.loc[chosen, "importance"], "o", color=color)
    ax.axvline(table["performance_cut"].iloc[0], color=PALETTE["grey"], linewidth=1)
    ax.axhline(table["importance_cut"].iloc[0], color=PALETTE["grey"], linewidth=1)
    ax.margins(0.22)
    said = ", ".join(shown_name(name) for name in first)
    title = translate("Concentrate on: {names}", names=said) if said else translate("Nothing is urgent")
    ax.set(title=title, xlabel=translate("performance, mean"), ylabel=translate("importance"))
    for corner, (x, y) in CORNERS.items():
        ax.text(
            0.02 + 0.96 * x,
            0.02 + 0.96 * y,
            translate(IPA_QUADRANTS[corner]),
            transform=ax.transAxes,
            ha="right" if x else "left",
            va="top" if y else "bottom",
            color=PALETTE["grey"],
            style="normal",
        )
    points = list(zip(table["performance"], table["importance"], strict=True))
    label_points(ax, points, [shown_name(name) for name in table.index], PALETTE["ink"])
    return ax
