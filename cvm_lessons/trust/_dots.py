"""Dots with intervals in rows, a colour per series: the form that several figures of the room share."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE
from cvm_lessons.core.texts import in_lines

__all__ = ["SERIES_COLOURS", "TITLE_WIDTH", "draw_dots"]

SERIES_COLOURS = [PALETTE[name] for name in ("blue", "orange", "green", "red", "purple", "sky")]
SPREAD = 0.5  # of the height of a row that its series take up
LABEL_WIDTH, TITLE_WIDTH = 14, 58  # letters to a line
FEW_ROWS = 2
LONG_LEGEND = 45  # letters of all names, from which on they stand in two columns


def draw_dots(
    ax: Axes, table: pd.DataFrame, rows: str, series: str, *, row_labels: Sequence[str], names: Sequence[str]
) -> None:
    """Draw a dot and its interval per row and series, first row at the top; name the series in a legend."""
    order, kinds = list(dict.fromkeys(table[rows])), list(dict.fromkeys(table[series]))
    shifts = np.linspace(-SPREAD / 2, SPREAD / 2, len(kinds)) if len(kinds) > 1 else np.zeros(1)
    for kind, shift, colour, name in zip(kinds, shifts, SERIES_COLOURS, names, strict=False):
        part = table[table[series] == kind]
        places = [order.index(row) + shift for row in part[rows]]
        ax.hlines(places, part["low"], part["high"], color=colour, linewidth=2.5)
        ax.scatter(part["estimate"], places, color=colour, s=34, zorder=3, label=name)
    ax.set_yticks(range(len(order)), [in_lines(label, LABEL_WIDTH) for label in row_labels])
    ax.set_ylim(len(order) - 0.5, -0.5)
    ax.grid(visible=False, axis="y")
    for between in range(1, len(order)):
        ax.axhline(between - 0.5, color=PALETTE["pale"], linewidth=0.8)
    if len(kinds) > 1:
        columns = 2 if sum(map(len, names)) > LONG_LEGEND else min(len(kinds), 3)
        below = -0.16 if len(order) > FEW_ROWS else -0.32  # clear of the label in a low figure
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, below), ncols=columns)
