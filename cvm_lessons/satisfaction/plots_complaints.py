"""Figures of complaints: the iceberg, and satisfaction before and after the recovery."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    DataError,
    figure_axes,
    format_number,
    format_percent,
    label_end,
    number_columns,
    translate,
)
from cvm_lessons.satisfaction._names import shown_name

__all__ = ["plot_iceberg", "plot_recovery"]


def plot_iceberg(iceberg: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the dissatisfied who say so above those who stay silent.

    Parameters
    ----------
    iceberg : DataFrame
        What `complaint_iceberg` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one bar above the water line and one below.

    Raises
    ------
    DataError
        If a row or column is missing.
    """
    table = number_columns(iceberg, ["estimate"])["estimate"]
    if missing := [part for part in ("complained", "silent") if part not in table.index]:
        raise DataError(f"the row {missing[0]!r} is missing: pass what complaint_iceberg returns.")
    said, silent = float(table["complained"]), float(table["silent"])
    ax = figure_axes(ax, size=(6.4, 4.0))
    ax.bar([0], [said], color=PALETTE["orange"], width=0.5)
    ax.bar([0], [-silent], color=PALETTE["blue"], width=0.5)
    ax.axhline(0, color=PALETTE["ink"], linewidth=1.2)
    for height, share, name in (
        (said / 2, said, "dissatisfied, complains"),
        (-silent / 2, silent, "dissatisfied, silent"),
    ):
        words = translate(
            "{name}: {share} of customers", name=translate(name), share=format_percent(share, 1)
        )
        ax.annotate(words, (0.27, height), va="center")
    ratio = silent / said if said else float("inf")
    title = (
        translate(
            "For each of the dissatisfied who complains, {number} stay silent", number=format_number(ratio, 1)
        )
        if said
        else translate("None of the dissatisfied complains")
    )
    ax.set(title=title, ylabel=translate("share of customers"), xlim=(-0.4, 1.6), xticks=[])
    ax.yaxis.set_major_formatter(lambda share, _: format_percent(abs(share), 0))
    ax.grid(visible=False, axis="x")
    return ax


def plot_recovery(change: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the change of satisfaction by recovery: above 0 the customer is happier than before the failure.

    Parameters
    ----------
    change : DataFrame
        What `recovery_change` returns for one column.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one interval per recovery, the best at the top.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    """
    table = number_columns(change, ["estimate", "low", "high"]).sort_values("estimate", kind="stable")
    ax = figure_axes(ax, size=(7.2, 1.6 + 0.42 * len(table)))
    places = np.arange(len(table))
    colors = [PALETTE["green"] if low > 0 else PALETTE["blue"] for low in table["low"]]
    ax.hlines(places, table["low"], table["high"], color=colors, linewidth=2)
    ax.scatter(table["estimate"], places, color=colors, zorder=3)
    ax.axvline(0, color=PALETTE["grey"], linewidth=1)
    for place, row in zip(places, table.itertuples(), strict=True):
        label_end(ax, row.high, place, format_number(row.estimate, 2).replace("-", "−"))
    above = int((table["low"] > 0).sum())
    title = "{above} of {all} recoveries leave customers happier than before"
    ax.set(
        title=translate(title, above=above, all=len(table)),
        xlabel=translate("satisfaction after less before, points, with 95% interval"),
        ylim=(-0.6, len(table) - 0.4),
    )
    ax.margins(x=0.15)
    ax.set_yticks(places, [shown_name(name) for name in table.index])
    ax.grid(visible=False, axis="y")
    return ax
