"""Figure of what a campaign changed in each group of customers."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    format_percent,
    format_points,
    number_columns,
    translate,
)

__all__ = ["plot_campaign_effects"]


def plot_campaign_effects(effects: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw for each group who responds when left alone and when treated, and the difference.

    Parameters
    ----------
    effects : DataFrame
        What `campaign_effects` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With two points a group: hollow for the control group, full and blue for the treated.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(effects, ["control", "treated", "effect", "low", "high"])
    ax = figure_axes(ax, size=(7.2, 0.6 * len(numbers) + 1.9))
    places = np.arange(len(numbers))
    ax.hlines(places, numbers["control"], numbers["treated"], color=PALETTE["blue"], linewidth=1.6)
    # A hollow point is told from a full one in grey print, too.
    hollow = {"color": PALETTE["grey"], "markerfacecolor": "white", "markeredgewidth": 1.6}
    ax.plot(numbers["control"], places, "o", label=translate("left alone"), **hollow)
    ax.plot(numbers["treated"], places, "o", color=PALETTE["blue"], label=translate("treated"))
    for place, row in zip(places, numbers.itertuples(), strict=True):
        words = f"{format_points(row.effect, 0)} [{100 * row.low:+.0f}, {100 * row.high:+.0f}]"
        end = max(row.control, row.treated)
        ax.annotate(words, (end, place), xytext=(8, 0), textcoords="offset points", va="center")
    clear = int((numbers["low"] > 0).sum())
    most = float(numbers[["control", "treated"]].max().max())
    ax.set(
        title=translate(
            "In {clear} of {groups} groups the campaign clearly changed the response",
            clear=clear,
            groups=len(numbers),
        ),
        xlabel=translate("share that responded"),
        xlim=(0, 1.6 * most),
        ylim=(len(numbers) - 0.4, -0.6),
    )
    ax.xaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.set_yticks(places, [translate(str(name)) for name in numbers.index])
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=2)
    ax.grid(visible=False, axis="y")
    return ax
