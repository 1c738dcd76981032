"""Figures of the case: the way to the next edition, and the proposals."""

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.cases.show_analysis.labels import STEP_LABELS, option_label
from cvm_lessons.cases.show_analysis.study import Study
from cvm_lessons.core import PALETTE, figure_axes, format_money, format_percent, translate
from cvm_lessons.core.texts import in_lines

__all__ = ["plot_followed", "plot_options"]

SMALL, FLAT = (6.4, 3.0), (6.8, 2.8)  # inches
LABEL_WIDTH = 24  # characters in a line of an axis label


def plot_followed(followed: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the steps from one edition to the next, with the middle of the other shows.

    Parameters
    ----------
    followed : DataFrame
        What `follow_customers` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With an interval a step and a diamond for the others.
    """
    ax = figure_axes(ax, size=SMALL)
    places = range(len(followed))
    colors = [PALETTE["orange"] if found else PALETTE["blue"] for found in followed["bottleneck"]]
    ax.hlines(places, followed["low"], followed["high"], color=colors, linewidth=2.5)
    ax.scatter(followed["efficiency"], places, color=colors, s=40, zorder=3)
    ax.scatter(followed["others"], places, marker="D", facecolor="white", edgecolor=PALETTE["ink"], zorder=4)
    for place, (_, row) in enumerate(followed.iterrows()):
        text = format_percent(row["efficiency"])
        right = max(row["high"], row["others"])  # clear of the diamond, too
        ax.annotate(text, (right, place), xytext=(9, 0), textcoords="offset points", va="center")
    worst = translate(STEP_LABELS[str(followed["bottleneck"].idxmax())])
    ax.set(
        xlim=(0, 1.08),
        ylim=(len(followed) - 0.5, -0.5),
        xlabel=translate("share; diamond: middle of the other shows"),
        title=translate("Bottleneck: {step}", step=worst),
    )
    ax.xaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.set_yticks(
        places, [in_lines(translate(STEP_LABELS[str(name)]), LABEL_WIDTH) for name in followed.index]
    )
    ax.grid(visible=False, axis="y")
    return ax


def plot_options(study: Study, options: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the net gain of each proposal over three editions with its interval.

    Parameters
    ----------
    study : Study
        The show.
    options : DataFrame
        What `compare_options` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With an interval a proposal, the chosen one in blue; hollow: the first edition alone.
    """
    ax = figure_axes(ax, size=FLAT)
    places = range(len(options))
    colors = [PALETTE["blue"] if chosen else PALETTE["grey"] for chosen in options["chosen"]]
    ax.axvline(0, color=PALETTE["ink"], linewidth=0.8)
    ax.hlines(places, options["low"], options["high"], color=colors, linewidth=2.5)
    ax.scatter(options["net_gain"], places, color=colors, s=40, zorder=3)
    ax.scatter(options["first"], places, s=36, facecolor="white", edgecolor=colors, zorder=4)
    paying = int((options["net_gain"] > 0).sum())
    ax.set(
        ylim=(len(options) - 0.5, -0.5),
        xlabel=translate("net gain, yuan; full: three editions, hollow: the first alone"),
        title=translate("Proposals that pay: {count} of {total}", count=paying, total=len(options)),
    )
    ax.xaxis.set_major_formatter(lambda yuan, _: format_money(yuan))
    ax.locator_params(axis="x", nbins=6)
    ax.set_yticks(places, [in_lines(option_label(study, str(name)), LABEL_WIDTH) for name in options.index])
    ax.grid(visible=False, axis="y")
    return ax
