"""Figures on the evidence for drivers; they draw what `driver_evidence` and `measurement` compute."""

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE, figure_axes, format_number, require_columns, translate
from cvm_lessons.value.drivers import attribute_label

__all__ = ["plot_slopes_against_truth", "plot_slopes_by_sample"]


def plot_slopes_by_sample(slopes: pd.DataFrame, first: str, second: str, *, ax: Axes | None = None) -> Axes:
    """Draw the slopes of two drivers, a point per sample.

    Parameters
    ----------
    slopes : DataFrame
        What `slopes_by_sample` returns.
    first, second : str
        The two columns to set against each other.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one point per sample.

    Raises
    ------
    DataError
        If a column is missing.
    """
    require_columns(slopes, [first, second])
    ax = figure_axes(ax)
    correlation = slopes[first].corr(slopes[second])
    ax.scatter(slopes[first], slopes[second], s=18, color=PALETTE["blue"], alpha=0.6, edgecolor="none")
    ax.axhline(0, color=PALETTE["grey"], linewidth=0.8)
    ax.axvline(0, color=PALETTE["grey"], linewidth=0.8)
    ax.set(
        xlabel=translate("slope of {name}\n(points of value per point)", name=attribute_label(first)),
        ylabel=translate("slope of {name}\n(points of value per point)", name=attribute_label(second)),
        title=translate(
            "One point per sample: correlation of the two slopes {number}",
            number=format_number(correlation, 2),
        ),
    )
    return ax


def plot_slopes_against_truth(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw estimates with their intervals, and the true values as diamonds.

    Parameters
    ----------
    table : DataFrame
        What `cvm_lessons.measurement.against_truth` returns; the index names attributes.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With an interval and a diamond per row.

    Raises
    ------
    DataError
        If a column is missing.
    """
    require_columns(table, ["truth", "estimate", "low", "high", "covered"])
    ax = figure_axes(ax)
    rows = range(len(table))[::-1]
    colours = [PALETTE["blue"] if covered else PALETTE["red"] for covered in table["covered"]]
    ax.hlines(rows, table["low"], table["high"], color=colours, linewidth=2.5)
    ax.scatter(table["estimate"], rows, color=colours, s=36, zorder=3)
    ax.scatter(table["truth"], rows, marker="D", s=46, facecolor="white", edgecolor=PALETTE["ink"], zorder=4)
    ax.set_yticks(rows, [attribute_label(str(name)) for name in table.index])
    ax.set(
        xlabel=translate("points of value per point of the rating"),
        title=translate("Line: estimate with 95 % interval. Diamond: the truth"),
    )
    return ax
