"""Figures of migration and treatment: where customers move, where it leads, what treatments bring."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    filled_column,
    format_money,
    format_number,
    format_percent,
    label_end,
    number_columns,
    require_columns,
    translate,
)
from cvm_lessons.segments._maps import draw_intervals, draw_map
from cvm_lessons.segments.migration import migration_matrix, segment_half_lives

__all__ = ["plot_migration", "plot_segment_path", "plot_treatments"]

GONE = "gone"  # who has left is no segment to speak of in the title
LABEL_GAP = 0.055  # between two labels at the right, of the highest line


def plot_migration(moves: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which share of each segment stands where a period later.

    Parameters
    ----------
    moves : DataFrame
        What `segment_migration` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a row per segment before and a column per segment after.

    Raises
    ------
    DataError
        If a column is missing or a share out of range.
    """
    grid = migration_matrix(moves)
    lives = segment_half_lives(moves)
    longest = lives["stay"].idxmax()
    ax = figure_axes(ax, size=(7.2, 0.62 * len(grid) + 1.7))
    draw_map(ax, grid, format_percent, ends=(0.0, 1.0))
    ax.set(
        title=translate(
            "Most faithful: {segment}, {stay} stay each period",
            segment=translate(str(longest)),
            stay=format_percent(lives.loc[longest, "stay"]),
        ),
        xlabel=translate("segment one period later"),
        ylabel=translate("segment before"),
    )
    return ax


def plot_segment_path(path: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how the sizes of the segments go on.

    Parameters
    ----------
    path : DataFrame
        What `project_segments` returns; without its column of those gone the segments are seen better.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a line per segment.

    Raises
    ------
    DataError
        If a value is missing.
    """
    require_columns(path, [])
    numbers = number_columns(path, list(path.columns), low=0)
    ax = figure_axes(ax, size=(7.2, 4.2))
    colors = [PALETTE[name] for name in ("blue", "orange", "green", "red", "sky", "purple", "grey")]
    places = _apart(numbers.iloc[-1], LABEL_GAP * float(numbers.max().max()))
    for number, name in enumerate(numbers.columns):
        color = colors[number % len(colors)]
        ax.plot(numbers.index, numbers[name], color=color)
        label_end(ax, numbers.index[-1], places[name], translate(str(name)), color=color)
    change = (numbers.iloc[-1] - numbers.iloc[0]).drop(GONE, errors="ignore")
    most = change.abs().idxmax()
    ax.set(
        title=translate(
            "{segment}: from {first} customers to {last}",
            segment=translate(str(most)),
            first=format_number(numbers[most].iloc[0]),
            last=format_number(numbers[most].iloc[-1]),
        ),
        xlabel=translate("periods from now"),
        ylabel=translate("number of customers"),
    )
    ax.margins(x=0.02)
    ax.set_xlim(right=numbers.index[-1] + 0.18 * max(len(numbers) - 1, 1))
    ax.set_ylim(bottom=0)
    return ax


def plot_treatments(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what each treatment gains per customer of each segment, with intervals.

    Parameters
    ----------
    table : DataFrame
        What `treatment_table` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a row per segment and treatment; those chosen are blue.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    require_columns(table, ["gain_each"])
    names = [filled_column(table, column) for column in table.columns[:2]]
    numbers = number_columns(table, ["gain_each", "gain_low", "gain_high"])
    numbers = numbers.set_axis(["estimate", "low", "high"], axis=1)
    chosen = filled_column(table, "chosen").astype(bool)
    ax = figure_axes(ax, size=(7.2, 0.4 * len(numbers) + 1.6))
    labels = [f"{translate(str(a))}: {translate(str(b))}" for a, b in zip(*names, strict=True)]
    draw_intervals(
        ax, numbers, labels, colors=[PALETTE["blue"] if each else PALETTE["grey"] for each in chosen]
    )
    ax.axvline(0, color=PALETTE["grey"], linewidth=0.8)
    ax.set(
        title=translate(
            "A treatment pays in {chosen} of {segments} segments",
            chosen=int(np.sum(chosen)),
            segments=names[0].nunique(),
        ),
        xlabel=translate("gain per customer treated"),
    )
    ax.xaxis.set_major_formatter(lambda money, _: format_money(money))
    return ax


def _apart(ends: pd.Series, gap: float) -> pd.Series:
    """Return heights for labels at the ends of lines, moved up where two would touch."""
    places = ends.sort_values().astype(float).clip(lower=gap / 2)
    for lower, upper in pairwise(range(len(places))):
        places.iloc[upper] = max(places.iloc[upper], places.iloc[lower] + gap)
    return places
