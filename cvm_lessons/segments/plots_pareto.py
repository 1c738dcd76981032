"""Figures of concentration: Lorenz curve, windows, tiers of profit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    DataError,
    figure_axes,
    format_money,
    format_percent,
    number_columns,
    translate,
)
from cvm_lessons.equity import plot_tiers

if TYPE_CHECKING:
    from cvm_lessons.segments.tier_mixture import TierMixture

__all__ = ["plot_lorenz_curve", "plot_tier_mixture", "plot_tiers", "plot_windows"]


def plot_lorenz_curve(curve: pd.DataFrame, *, share: float = 0.2, ax: Axes | None = None) -> Axes:
    """Draw the Lorenz curve, and what the largest customers bring.

    Parameters
    ----------
    curve : DataFrame
        What `lorenz_curve` returns.
    share : float, default 0.2
        Part of the customers that is marked.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With the curve, the diagonal of equality and the mark.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(curve, ["share_of_customers", "share_of_amount"], low=0, high=1 + 1e-9)
    ax = figure_axes(ax, size=(5.6, 5.2))
    ax.plot([0, 1], [0, 1], color=PALETTE["grey"], linewidth=0.8, linestyle="--")
    ax.plot(numbers["share_of_customers"], numbers["share_of_amount"], color=PALETTE["blue"])
    below = float(np.interp(1 - share, numbers["share_of_customers"], numbers["share_of_amount"]))
    ax.vlines(1 - share, below, 1, color=PALETTE["red"], linewidth=2)
    ax.annotate(
        format_percent(1 - below),
        (1 - share, (1 + below) / 2),
        xytext=(-6, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        color=PALETTE["red"],
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
    )
    ax.set(
        title=translate(
            "The largest {share} bring {top} of the money",
            share=format_percent(share),
            top=format_percent(1 - below),
        ),
        xlabel=translate("share of the customers, the smallest first"),
        ylabel=translate("share of the money"),
        xlim=(0, 1),
        ylim=(0, 1),
    )
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(lambda part, _: format_percent(part))
    return ax


def plot_windows(
    windows: pd.DataFrame, *, lasting: float | None = None, share: float = 0.2, ax: Axes | None = None
) -> Axes:
    """Draw what the largest customers bring by the length of the window.

    Parameters
    ----------
    windows : DataFrame
        What `concentration_of_windows` returns, for two windows or more.
    lasting : float, optional
        Share without the luck of the window, by `lasting_top_share`: a dashed line.
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
    numbers = number_columns(windows, ["top_share", "low", "high", "customers"]).sort_index()
    if len(numbers) < 2:
        raise DataError("one window: two or more are needed to see what its length does.")
    ax = figure_axes(ax, size=(7.2, 3.8))
    ax.vlines(numbers.index, numbers["low"], numbers["high"], color=PALETTE["blue"], linewidth=1.6)
    ax.plot(numbers.index, numbers["top_share"], "o-", color=PALETTE["blue"])
    for length, top in numbers["top_share"].items():
        ax.annotate(format_percent(top), (length, top), xytext=(8, 4), textcoords="offset points")
    if lasting is not None:
        ax.axhline(lasting, color=PALETTE["orange"], linestyle="--")
        label = translate("of the lasting rates: {share}", share=format_percent(lasting))
        ax.annotate(
            label,
            (numbers.index[0], lasting),
            xytext=(0, -5),
            textcoords="offset points",
            va="top",
            color=PALETTE["orange"],
        )
    first, last = numbers["top_share"].iloc[[0, -1]]
    ax.set(
        title=translate(
            "The largest {share} bring {first} in the shortest window, {last} in the longest",
            share=format_percent(share),
            first=format_percent(first),
            last=format_percent(last),
        ),
        xlabel=translate("length of the window (periods)"),
        ylabel=translate("share of the money"),
    )
    ax.margins(x=0.1, y=0.15)
    ax.yaxis.set_major_formatter(lambda part, _: format_percent(part))
    return ax


def plot_tier_mixture(
    mixture: TierMixture, customers: pd.DataFrame, profit: str = "profit", *, ax: Axes | None = None
) -> Axes:
    """Draw the profits on the scale of the mixture, coloured by tier.

    Parameters
    ----------
    mixture : TierMixture
        Fitted.
    customers : DataFrame
        One row per customer.
    profit : str, default "profit"
        Column with the profit.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a histogram per tier; the label of each is its typical profit.

    Raises
    ------
    DataError
        If a profit is missing.
    ParameterError
        If the mixture is not fitted.
    """
    tiers = mixture.assign(customers, profit)["tier"]
    scaled = mixture._on_scale(customers, profit).ravel()
    ax = figure_axes(ax)
    bins = np.linspace(scaled.min(), scaled.max(), 50)
    names = list(PALETTE)
    for tier, row in mixture.tiers_.iterrows():
        color = PALETTE[names[(int(tier) - 1) % 6]]
        counts, _, _ = ax.hist(
            scaled[(tiers == tier).to_numpy()], bins=bins.tolist(), color=color, alpha=0.85
        )
        top = float(np.max(counts))
        ax.annotate(
            translate("tier {tier}\n{profit}", tier=tier, profit=format_money(row["centre"])),
            (row["on_scale"], top),
            xytext=(0, 4),
            textcoords="offset points",
            ha="center",
        )
    ax.set(
        title=translate("By BIC the profits fall into {tiers} tiers", tiers=mixture.n_tiers_)
        if mixture.n_tiers is None
        else translate("The profits in {tiers} tiers", tiers=mixture.n_tiers_),
        xlabel=translate("profit on the scale of the mixture; label: typical profit of the tier"),
        ylabel=translate("number of customers"),
    )
    ax.margins(y=0.2)
    return ax
