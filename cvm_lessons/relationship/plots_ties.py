"""Figure of how long the lead of each kind of tie lasts."""

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    filled_column,
    format_number,
    number_columns,
    translate,
)
from cvm_lessons.relationship.exchange import BONDS

__all__ = ["plot_tie_years"]

COLORS = dict(zip(BONDS, ("orange", "sky", "blue"), strict=True))
MARKERS = dict(zip(BONDS, "os^", strict=True))  # orange and sky are the same grey in print


def plot_tie_years(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the lead of each tie over the years, with the lead that pays for the budget.

    Parameters
    ----------
    table : DataFrame
        What `tie_years` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a line a tie and the break-even.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(table, ["year", "lead", "break_even", "pays"])
    bonds = filled_column(table, "bond").to_numpy()
    ax = figure_axes(ax, size=(7.2, 3.6))
    needed, above = 100 * float(numbers["break_even"].iloc[0]), {}
    ax.axhline(needed, color=PALETTE["grey"], linestyle="--", linewidth=1)
    for bond in BONDS:
        rows = numbers[bonds == bond]
        ax.plot(
            rows["year"],
            100 * rows["lead"],
            marker=MARKERS[bond],
            color=PALETTE[COLORS[bond]],
            label=translate(f"{bond} bonds"),
        )
        above[bond] = int(rows["pays"].sum())
    longest = max(above, key=above.__getitem__)
    last = float(numbers["year"].max())
    words = translate("pays from {points} points on", points=format_number(needed, 1))
    ax.annotate(
        words, (last, needed), xytext=(0, 4), textcoords="offset points", ha="right", color=PALETTE["ink"]
    )
    ax.set(
        title=translate(
            "Longest above the break-even: {bond}, {count} years",
            bond=translate(f"{longest} bonds"),
            count=format_number(above[longest]),
        )
        if above[longest]
        else translate("No tie reaches the break-even"),
        xlabel=translate("year since the tie was begun"),
        ylabel=translate("come because of the tie, points"),
        ylim=(0, 1.2 * max(needed, 100 * float(numbers["lead"].max()), 0.1)),
    )
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=3)
    return ax
