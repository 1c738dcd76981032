"""Figures of RFM: cells against break-even, and the value that hides within a cell."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    DataError,
    figure_axes,
    format_number,
    format_percent,
    number_columns,
    require_columns,
    translate,
)
from cvm_lessons.segments._checks import is_series, whole_number
from cvm_lessons.segments._maps import draw_intervals, draw_map, farthest

__all__ = ["plot_mail_cells", "plot_rfm_grid"]

MOST_CELLS = 30


def plot_mail_cells(cells: pd.DataFrame, *, most: int = MOST_CELLS, ax: Axes | None = None) -> Axes:
    """Draw the response of each cell with its interval against the break-even.

    Parameters
    ----------
    cells : DataFrame
        What `mail_cells` returns.
    most : int, default 30
        Cells drawn, from the best on.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a row per cell: the interval, the rate, and a ring at the rate drawn to the mean.

    Raises
    ------
    DataError
        If a column or value is missing, or no cell was tested.
    """
    columns = ["tested", "rate", "low", "high", "shrunk", "break_even", "mail"]
    shown = whole_number("most", most, low=1)
    require_columns(cells, columns)
    if (cells["tested"] > 0).any():
        cells = cells[cells["tested"] > 0]
    numbers = number_columns(cells, columns).rename(columns={"rate": "estimate"})
    drawn = numbers.head(shown)
    ax = figure_axes(ax, size=(7.2, max(0.26 * len(drawn) + 1.6, 3.4)))
    colors = [PALETTE["blue"] if mail else PALETTE["grey"] for mail in drawn["mail"]]
    draw_intervals(ax, drawn, [str(name) for name in drawn.index], colors=colors)
    ax.scatter(
        drawn["shrunk"], range(len(drawn)), s=70, facecolors="none", edgecolors=PALETTE["orange"], zorder=4
    )
    even = float(drawn["break_even"].iloc[0])
    ax.axvline(even, color=PALETTE["red"], linestyle="--", linewidth=1.2)
    ax.set(
        title=translate(
            "{mail} of {cells} cells pay for the mailing (break-even {even})",
            mail=int(numbers["mail"].sum()),
            cells=len(numbers),
            even=format_percent(even, 1),
        ),
        xlabel=translate("response; ring: drawn to the mean of all cells; dashed: break-even"),
        ylabel=translate("cell (recency, frequency, money)"),
    )
    ax.set_xlim(left=0)
    ax.xaxis.set_major_formatter(lambda share, _: format_percent(share, 1))
    return ax


def plot_rfm_grid(scores: pd.DataFrame, values: pd.Series | None = None, *, ax: Axes | None = None) -> Axes:
    """Draw recency × frequency as a map: the customers of each cell, or their mean value.

    Parameters
    ----------
    scores : DataFrame
        What `rfm_scores` returns.
    values : Series, optional
        A value of each customer, with the same index: their mean is drawn instead.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a cell per pair of classes, the best at the top right.

    Raises
    ------
    DataError
        If a column or value is missing, or the customers are not the same.
    """
    classes = number_columns(scores, ["r", "f"]).astype(int)
    if values is None:
        grid = pd.crosstab(classes["f"], classes["r"])
        best = farthest(grid)
        title = translate(
            "Fullest cell: recency {r}, frequency {f} ({share} of the customers)",
            r=best[1],
            f=best[0],
            share=format_percent(grid.loc[best] / len(scores)),
        )
    else:
        if not is_series("values", values, "a value per customer").index.equals(scores.index):
            raise DataError(
                "values and scores do not have the same index: value the customers that were scored."
            )
        number_columns(values.rename("value").to_frame(), ["value"])
        grid = pd.crosstab(classes["f"], classes["r"], values=values, aggfunc="mean")
        best = farthest(grid)
        title = translate("Worth most on average: recency {r}, frequency {f}", r=best[1], f=best[0])
    grid = grid.sort_index(ascending=False)
    ax = figure_axes(ax, size=(7.2, 4.6))
    draw_map(ax, grid, format_number, ends=(0.0, float(np.nanmax(grid.to_numpy()))))
    ax.set(
        title=title,
        xlabel=translate("class of recency (highest: bought last)"),
        ylabel=translate("class of frequency (highest: bought most)"),
    )
    return ax
