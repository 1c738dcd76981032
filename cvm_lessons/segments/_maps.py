"""Coloured maps and rows of intervals, as several figures of the segments draw them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex

from cvm_lessons.core import PALETTE, in_lines, reads_on, translate

__all__ = [
    "DIVERGING",
    "RISING",
    "draw_intervals",
    "draw_map",
    "farthest",
    "first_of_cells",
    "ink_of",
    "long_title",
    "shown",
]

RISING = LinearSegmentedColormap.from_list("white_blue", ["white", PALETTE["blue"]])
DIVERGING = LinearSegmentedColormap.from_list("orange_blue", [PALETTE["orange"], "white", PALETTE["blue"]])
TITLE_LETTERS = 64  # of a title before it is broken
LETTERS = 16  # of a name before it is broken into lines


def shown(names: Sequence[object] | pd.Index) -> list[str]:
    """Return names in the language in force, long ones in lines."""
    return [in_lines(translate(str(name)), LETTERS) for name in names]


def first_of_cells(cells: pd.DataFrame, value: str) -> pd.DataFrame:
    """Return a grid of one column's values by the columns `row` and `column`, in the order met."""
    wide = cells.pivot_table(index="row", columns="column", values=value, aggfunc="first", observed=True)
    return wide.reindex(index=list(cells["row"].unique()), columns=list(cells["column"].unique()))


def farthest(grid: pd.DataFrame) -> tuple[object, object]:
    """Return row and column of the number farthest from 0."""
    row, column = np.unravel_index(np.nanargmax(np.abs(grid.to_numpy(dtype=float))), grid.shape)
    return grid.index[row], grid.columns[column]


def draw_map(
    ax: Axes,
    grid: pd.DataFrame,
    text: Callable[[float], str],
    *,
    ends: tuple[float, float],
    colors: LinearSegmentedColormap = RISING,
) -> None:
    """Draw a cell per number, with the number in it; a missing one stays empty."""
    numbers = grid.to_numpy(dtype=float)
    low, high = ends
    ax.imshow(numbers, cmap=colors, vmin=low, vmax=high, aspect="auto")
    for (row, column), number in np.ndenumerate(numbers):
        if np.isnan(number):
            continue
        ax.text(
            column, row, text(number), ha="center", va="center", color=ink_of(number, (low, high), colors)
        )
    ax.set_yticks(range(len(grid)), shown(grid.index))
    ax.set_xticks(range(grid.shape[1]), shown(grid.columns))
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)


def ink_of(number: float, ends: tuple[float, float], colors: LinearSegmentedColormap) -> str:
    """Return the colour of type that can be read on the cell of a number."""
    low, high = ends
    place = np.clip((number - low) / (high - low), 0, 1) if high > low and not np.isnan(number) else 0.5
    return str(reads_on(to_hex(colors(float(place)))))


def long_title(text: str) -> str:
    """Return a title that names columns, in lines that fit the figure."""
    return str(in_lines(text, TITLE_LETTERS))


def draw_intervals(
    ax: Axes, table: pd.DataFrame, names: Sequence[str], *, colors: Sequence[str] | str = PALETTE["blue"]
) -> None:
    """Draw a row per estimate with its interval, the first one at the top."""
    places = np.arange(len(table))
    ax.hlines(places, table["low"], table["high"], color=colors, linewidth=2)
    ax.scatter(table["estimate"], places, color=colors, zorder=3)
    ax.set_yticks(places, names)
    ax.set_ylim(len(table) - 0.4, -0.6)
    ax.grid(visible=False, axis="y")
