"""Figures of value: the matrix of two axes, and the cube with attitudes."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from cvm_lessons.core import (
    PALETTE,
    DataError,
    figure_axes,
    filled_column,
    format_number,
    format_percent,
    label_end,
    number_column,
    number_columns,
    short_amount,
    translate,
)
from cvm_lessons.segments._maps import DIVERGING, draw_map, first_of_cells, ink_of, long_title

__all__ = ["plot_value_cube", "plot_value_matrix"]

COLORS = ("blue", "green", "orange", "grey")
EVEN = (0.0, 2.0)  # ends of the colours of lift: white is 1


def plot_value_matrix(
    placed: pd.DataFrame, *, cell: str = "cell", log: bool = False, ax: Axes | None = None
) -> Axes:
    """Draw customers in a matrix of two axes, with the share of the customers in each cell.

    Parameters
    ----------
    placed : DataFrame
        What `value_matrix` or `frequency_spend_matrix` returns (with its `attrs`).
    cell : str, default "cell"
        Column with the cell.
    log : bool, default False
        Whether both axes are logarithmic; values must then be above 0.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a point per customer, the two cuts, and a label per cell.

    Raises
    ------
    DataError
        If a column or value is missing, or the frame does not carry its cuts.
    """
    cells = filled_column(placed, cell)
    if "cuts" not in placed.attrs:
        raise DataError("the frame does not carry its cuts: pass what value_matrix returned, unchanged.")
    (across, first), (up, second) = placed.attrs["cuts"].items()
    low = 1e-12 if log else -np.inf
    x, y = number_column(placed, across, low=low), number_column(placed, up, low=low)
    ax = figure_axes(ax, size=(7.2, 5.2))
    shares = cells.value_counts(normalize=True)
    corners = ((0.98, 0.98), (0.98, 0.02), (0.02, 0.98), (0.02, 0.02))
    for name, color, (right, top) in zip(cells.cat.categories, COLORS, corners, strict=False):
        here = (cells == name).to_numpy()
        ax.scatter(x[here], y[here], s=9, alpha=0.4, color=PALETTE[color], linewidths=0)
        ax.text(
            right,
            top,
            f"{translate(str(name))}: {format_percent(shares[name])}",
            transform=ax.transAxes,
            ha="right" if right > 0.5 else "left",
            va="top" if top > 0.5 else "bottom",
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 2},
        )
    ax.axvline(first, color=PALETTE["grey"], linestyle="--")
    ax.axhline(second, color=PALETTE["grey"], linestyle="--")
    if log:
        ax.set(xscale="log", yscale="log")
    else:
        for axis in (ax.xaxis, ax.yaxis):
            axis.set_major_locator(MaxNLocator(4))
            axis.set_major_formatter(lambda amount, _: short_amount(amount))
    ax.set(
        title=translate(
            "{share} of the customers are high on both axes",
            share=format_percent(shares[cells.cat.categories[0]]),
        ),
        xlabel=translate(str(across)),
        ylabel=translate(str(up)),
    )
    ax.margins(0.12)
    return ax


def plot_value_cube(cube: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the cube as a map: how much fuller each cell is than if attitude and value were unrelated.

    Parameters
    ----------
    cube : DataFrame
        What `value_cube` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a row per attitude and a column per cell of the matrix; the customers stand in the cells.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    number_columns(cube, ["customers", "expected"], low=0)
    lift = number_column(cube, "lift", low=0, missing=True)
    cells = pd.DataFrame(
        {
            "row": filled_column(cube, "attitude").array,
            "column": filled_column(cube, "cell").array,
            "lift": lift.array,
            "customers": cube["customers"].array,
        }
    )
    grid, counts = first_of_cells(cells, "lift"), first_of_cells(cells, "customers")
    ax = figure_axes(ax, size=(7.2, 0.7 * len(grid) + 1.7))
    draw_map(ax, grid, lambda number: f"× {format_number(number, 2)}", ends=EVEN, colors=DIVERGING)
    for (row, column), count in np.ndenumerate(counts.to_numpy()):
        label_end(
            ax,
            column - 0.48,
            row + 0.38,
            format_number(count),
            color=ink_of(grid.to_numpy()[row, column], EVEN, DIVERGING),
            dx=2,
        )
    top = cube.loc[lift.idxmax()]
    ax.set(
        title=long_title(
            translate(
                "Fullest against chance: {attitude}, {cell} (× {lift})",
                attitude=translate(str(top["attitude"])),
                cell=translate(str(top["cell"])),
                lift=format_number(top["lift"], 1),
            )
        ),
        xlabel=translate("cell of current × potential value; in the corner, customers"),
    )
    return ax
