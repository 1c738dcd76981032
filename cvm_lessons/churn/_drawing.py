"""Small steps that the figures of churn share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE, format_percent, translate

__all__ = ["COLOURS", "apart", "draw_intervals", "percent_axis"]

COLOURS = tuple(PALETTE[name] for name in ("blue", "orange", "green", "red", "purple", "sky"))


def percent_axis(ax: Axes, *axes: str) -> None:
    """Show the numbers of an axis as percentages."""
    for name in axes:
        getattr(ax, f"{name}axis").set_major_formatter(lambda share, _: format_percent(share))


def apart(heights: Sequence[float], gap: float) -> list[float]:
    """Return heights for labels in the order given, moved up where two would touch."""
    places = np.array(heights, dtype=float)
    order = np.argsort(places, kind="stable")
    for lower, upper in pairwise(order):
        places[upper] = max(places[upper], places[lower] + gap)
    return [float(place) for place in places]


def draw_intervals(ax: Axes, table: pd.DataFrame, columns: Sequence[str], line: float) -> None:
    """Draw one interval a row, the first at the top, and a line at the value of no difference."""
    middle, low, high = (table[name].to_numpy(dtype=float) for name in columns)
    places = np.arange(len(table))
    clear = (low > line) | (high < line)
    colours = [PALETTE["blue"] if one else PALETTE["grey"] for one in clear]
    ax.axvline(line, color=PALETTE["ink"], linewidth=1)
    ax.hlines(places, low, high, color=colours, linewidth=1.8)
    ax.scatter(middle, places, color=colours, zorder=3)
    ax.set_yticks(places, [translate(str(name)) for name in table.index])
    ax.set_ylim(len(table) - 0.4, -0.6)
    ax.grid(visible=False, axis="y")
