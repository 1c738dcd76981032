"""Figures of the funnel at a stand: counts before and after, and efficiencies with their intervals."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    filled_column,
    format_number,
    format_percent,
    number_columns,
    translate,
)
from cvm_lessons.relationship.funnel import FUNNEL_STEPS

__all__ = ["plot_efficiencies", "plot_funnel"]

COUNT_LABELS = {
    "target": "target visitors at the show",
    "attracted": "stopped at the stand",
    "contacted": "talked to",
    "leads": "leads",
}
COLORS = (PALETTE["blue"], PALETTE["orange"], PALETTE["green"], PALETTE["red"], PALETTE["purple"])


def plot_funnel(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the counts of a funnel, with the efficiency of each step, before (line) and after (bar).

    Parameters
    ----------
    table : DataFrame
        What `funnel_with` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a bar per count and a line where it was.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(table, ["before", "after"], low=0)
    ax = figure_axes(ax, size=(7.2, 3.4))
    places = np.arange(len(numbers))
    ax.barh(places, numbers["after"], color=PALETTE["sky"], height=0.6)
    ax.vlines(numbers["before"], places - 0.38, places + 0.38, color=PALETTE["ink"], linewidth=1.4)
    widest = float(numbers.to_numpy().max())
    shares = numbers["after"] / numbers["after"].shift()
    for place, (after, before, share) in enumerate(
        zip(numbers["after"], numbers["before"], shares, strict=True)
    ):
        text = format_number(after)
        if np.isfinite(share):
            text = translate("{count}, {share} of those above", count=text, share=format_percent(share))
        ax.annotate(text, (max(after, before), place), xytext=(6, 0), textcoords="offset points", va="center")
    leads = numbers.iloc[-1]
    ax.set(
        title=translate(
            "{after} leads; the black line: {before} before",
            after=format_number(leads["after"]),
            before=format_number(leads["before"]),
        ),
        xlabel=translate("people"),
        xlim=(0, 1.12 * widest),
        ylim=(len(numbers) - 0.4, -0.6),
    )
    ax.set_yticks(places, [translate(COUNT_LABELS.get(str(name), str(name))) for name in numbers.index])
    ax.grid(visible=False, axis="y")
    return ax


def plot_efficiencies(table: pd.DataFrame, *, stand: str = "stand", ax: Axes | None = None) -> Axes:
    """Draw the three efficiencies of each stand with their intervals.

    Parameters
    ----------
    table : DataFrame
        What `funnel_efficiencies` returns, of up to five stands.
    stand : str, default "stand"
        Column with the stand's name.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With an interval per stand and step.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    names = list(dict.fromkeys(filled_column(table, stand)))
    rows = table[table["step"].isin(FUNNEL_STEPS)]
    numbers = number_columns(rows, ["efficiency", "low", "high"], low=0, high=1)
    ax = figure_axes(ax, size=(7.2, 3.6))
    spread = np.linspace(-0.25, 0.25, len(names)) if len(names) > 1 else np.zeros(1)
    for name, shift, color in zip(names, spread, COLORS, strict=False):
        part = numbers[(rows[stand] == name).to_numpy()]
        places = np.arange(len(part)) + shift
        ax.hlines(places, part["low"], part["high"], color=color, linewidth=2)
        ax.plot(part["efficiency"], places, "o", color=color, label=str(name))
        for place, share in zip(places, part["efficiency"], strict=True):
            ax.annotate(
                format_percent(share),
                (share, place),
                xytext=(0, 5),
                textcoords="offset points",
                ha="center",
                fontsize=9,
                color=PALETTE["ink"],
            )
    steps = rows["step"][rows[stand] == names[0]]
    lowest = rows.loc[numbers.groupby(rows[stand], sort=False)["efficiency"].idxmin()]
    leaks = zip(lowest[stand], lowest["step"], strict=True)
    words = " · ".join(f"{translate(str(name))} {translate(step)}" for name, step in leaks)
    ax.set(
        title=translate("Lowest efficiency: {steps}", steps=words),
        xlabel=translate("share of those in the step before"),
        xlim=(0, 1),
        ylim=(len(steps) - 0.4, -0.6),
    )
    ax.xaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.set_yticks(range(len(steps)), [translate(step) for step in steps])
    ax.legend(loc="upper right", title=None)
    ax.grid(visible=False, axis="y")
    return ax
