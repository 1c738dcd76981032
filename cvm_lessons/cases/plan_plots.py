"""The figure of a plan: what each project costs and what it brings."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from cvm_lessons.core import PALETTE, figure_axes, format_money, translate

__all__ = ["plot_payback"]

TALL = (6.4, 4.2)  # inches


def plot_payback(plan: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what each project costs and what it brings, the highest net gain on top.

    Parameters
    ----------
    plan : DataFrame
        What `cvm_lessons.value.choose_actions` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a line from cost (hollow) to gain (full) per project; the chosen ones in blue.
    """
    ax = figure_axes(ax, size=TALL)
    ordered = plan.sort_values("net_gain")
    rows = range(len(ordered))
    colors = [PALETTE["blue"] if chosen else PALETTE["grey"] for chosen in ordered["chosen"]]
    ax.hlines(rows, ordered["cost"], ordered["gain"], color=colors, linewidth=2)
    ax.scatter(ordered["cost"], rows, s=36, facecolor="white", edgecolor=colors, zorder=3)
    ax.scatter(ordered["gain"], rows, s=36, color=colors, zorder=4)
    ax.set_yticks(rows, list(ordered.index), fontsize=9)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda yuan, _: format_money(yuan)))
    paying = int((plan["net_gain"] > 0).sum())
    ax.set(
        xlabel=translate("yuan; hollow: cost of an edition, full: margin gained in one edition"),
        title=translate(
            "{count} of {total} projects bring more than they cost", count=paying, total=len(plan)
        ),
    )
    return ax
