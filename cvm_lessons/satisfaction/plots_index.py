"""Figures of the satisfaction index: its drivers, and loyalty over satisfaction."""

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    filled_column,
    format_number,
    label_end,
    label_points,
    number_column,
    number_columns,
    translate,
)
from cvm_lessons.satisfaction._names import shown_name

__all__ = ["plot_index_drivers", "plot_loyalty_curves"]

COLORS = ("blue", "red", "green", "purple", "orange", "sky")


def plot_index_drivers(drivers: pd.DataFrame, *, index: float | None = None, ax: Axes | None = None) -> Axes:
    """Draw each driver's own index against what a point of it adds to satisfaction.

    Parameters
    ----------
    drivers : DataFrame
        What `index_drivers` returns.
    index : float, optional
        The satisfaction index itself, for the title.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one labelled point per driver: low and to the right is where to begin.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    """
    table = number_columns(drivers, ["score", "impact"])
    ax = figure_axes(ax, size=(7.2, 4.4))
    ax.plot(table["impact"], table["score"], "o", color=PALETTE["blue"], markersize=8)
    ax.margins(0.25)
    strongest = shown_name(table["impact"].idxmax())
    title = translate("Strongest driver: {name}", name=strongest)
    if index is not None:
        title += translate("; the index is {number}", number=format_number(index, 1))
    ax.set(
        title=title,
        xlabel=translate("points of satisfaction per point of the driver, all ways together"),
        ylabel=translate("index of the driver, 0-100"),
    )
    points = list(zip(table["impact"], table["score"], strict=True))
    label_points(ax, points, [shown_name(name) for name in table.index], PALETTE["ink"])
    return ax


def plot_loyalty_curves(
    table: pd.DataFrame, *, by: str, unit: str = "loyalty, mean", ax: Axes | None = None
) -> Axes:
    """Draw mean loyalty at each point of satisfaction, a line per group.

    Parameters
    ----------
    table : DataFrame
        What `loyalty_by_satisfaction` returns with a group.
    by : str
        Column of the group.
    unit : str, default "loyalty, mean"
        Label of the upright axis, in English; it is translated.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one line and its intervals per group.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    """
    groups = filled_column(table, by)
    number_columns(table, ["satisfaction", "estimate"])
    ax = figure_axes(ax)
    rises = {}
    for number, group in enumerate(dict.fromkeys(groups)):
        color, part = PALETTE[COLORS[number % len(COLORS)]], table[groups == group]
        x, y = number_column(part, "satisfaction"), number_column(part, "estimate")
        ax.vlines(x, part["low"], part["high"], color=color, linewidth=1)
        ax.plot(x, y, "o-", color=color)
        label_end(ax, x.iloc[-1], y.iloc[-1], shown_name(group), color=color)
        rises[group] = float(y.iloc[-1] - y.iloc[0])
    steepest, flattest = (shown_name(pick(rises, key=lambda name: abs(rises[name]))) for pick in (max, min))
    alone = len(rises) == 1
    title = (
        "Loyalty by satisfaction" if alone else "Satisfaction matters most in {steepest}, least in {flattest}"
    )
    ax.set(
        title=translate(title, steepest=steepest, flattest=flattest) if not alone else translate(title),
        xlabel=translate("satisfaction, points"),
        ylabel=translate(unit),
    )
    first, last = float(table["satisfaction"].min()), float(table["satisfaction"].max())
    ax.set_xticks(sorted(table["satisfaction"].unique()))
    ax.set_xlim(first - 0.3, last + 0.28 * (last - first))  # room for the names at the ends
    return ax
