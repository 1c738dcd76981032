"""Figures of the customer pyramid: what each tier is and brings, and how it responds."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    DataError,
    figure_axes,
    format_number,
    format_percent,
    format_points,
    number_columns,
    translate,
)
from cvm_lessons.equity import plot_tiers

__all__ = ["plot_concentration", "plot_pyramid", "plot_tier_response"]


def plot_pyramid(summary: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each tier's share of customers, revenue and profit, the most profitable tier at the top.

    Parameters
    ----------
    summary : DataFrame
        What `tier_summary` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With three bars a tier.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    number_columns(summary, ["customer_share", "revenue_share", "profit_share"])
    drawn: Axes = plot_tiers(summary, ax=ax)
    return drawn


def plot_tier_response(effects: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how much more each tier responds when treated by lot, with intervals.

    Parameters
    ----------
    effects : DataFrame
        What `tier_response` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With an interval a tier.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(effects, ["effect", "low", "high"], low=-1, high=1)
    ax = figure_axes(ax, size=(7.2, 3.0))
    places = np.arange(len(numbers))
    ax.axvline(0, color=PALETTE["grey"], linewidth=0.8)
    ax.hlines(places, numbers["low"], numbers["high"], color=PALETTE["blue"], linewidth=2)
    ax.plot(numbers["effect"], places, "o", color=PALETTE["blue"])
    for place, effect in zip(places, numbers["effect"], strict=True):
        ax.annotate(
            format_points(effect, 0), (effect, place), xytext=(0, 6), textcoords="offset points", ha="center"
        )
    clear = int((numbers["low"] > 0).sum())
    ax.set(
        title=translate(
            "In {clear} of {tiers} tiers the effect is clearly above 0", clear=clear, tiers=len(numbers)
        ),
        xlabel=translate("response of the treated less that of the others"),
        ylim=(len(numbers) - 0.5, -0.7),
    )
    ax.xaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.set_yticks(places, [translate(str(name)) for name in numbers.index])
    ax.grid(visible=False, axis="y")
    return ax


def plot_concentration(windows: pd.DataFrame, *, share: float = 0.2, ax: Axes | None = None) -> Axes:
    """Draw the share of the largest customers by the length of the window.

    Parameters
    ----------
    windows : DataFrame
        What `concentration_by_window` returns.
    share : float, default 0.2
        Part of the customers that it is about.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a point and an interval a window.

    Raises
    ------
    DataError
        If a column or value is missing, or there is one window only.
    """
    numbers = number_columns(windows, ["estimate", "low", "high", "n"])
    if len(numbers) < 2:
        raise DataError("one window: two or more are needed to see what its length does.")
    ax = figure_axes(ax, size=(7.2, 3.6))
    ax.vlines(numbers.index, numbers["low"], numbers["high"], color=PALETTE["blue"], linewidth=1.6)
    ax.plot(numbers.index, numbers["estimate"], "o-", color=PALETTE["blue"])
    for years, top in numbers["estimate"].items():
        ax.annotate(format_percent(top), (years, top), xytext=(9, -3), textcoords="offset points", va="top")
    labels = [f"{years}\n{format_number(n)}" for years, n in numbers["n"].items()]
    ax.set(
        title=translate(
            "The largest {share} bring {first} in one window, {last} in another",
            share=format_percent(share),
            first=format_percent(numbers["estimate"].iloc[0]),
            last=format_percent(numbers["estimate"].iloc[-1]),
        ),
        xlabel=translate("length of the window in years; below it, how many customers paid"),
        ylabel=translate("share of the money"),
        xlim=(min(numbers.index) - 0.4, max(numbers.index) + 0.6),
    )
    ax.set_xticks(numbers.index, labels)
    ax.yaxis.set_major_formatter(lambda part, _: format_percent(part))
    return ax
