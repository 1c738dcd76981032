"""Figures of concentration: Lorenz curve, windows, tiers of profit."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    DataError,
    ParameterError,
    check_number,
    figure_axes,
    format_money,
    format_percent,
    number_columns,
    translate,
)
from cvm_lessons.equity import plot_tiers
from cvm_lessons.segments.tier_mixture import TierMixture

__all__ = ["plot_lorenz_curve", "plot_tier_mixture", "plot_tiers", "plot_windows"]

# Size of the label of a tier, as a part of the axes: two lines high, and a sum of money wide.
STEP, WIDTH = 0.13, 0.14


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
    check_number("share", share, low=0, high=1)
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
    check_number("share", share, low=0, high=1)
    numbers = number_columns(windows, ["top_share", "low", "high", "customers"]).sort_index()
    if len(numbers) < 2:
        raise DataError("one window: two or more are needed to see what its length does.")
    ax = figure_axes(ax, size=(7.2, 3.8))
    ax.vlines(numbers.index, numbers["low"], numbers["high"], color=PALETTE["blue"], linewidth=1.6)
    ax.plot(numbers.index, numbers["top_share"], "o-", color=PALETTE["blue"])
    for length, top in numbers["top_share"].items():
        ax.annotate(format_percent(top), (length, top), xytext=(8, 4), textcoords="offset points")
    if lasting is not None:
        check_number("lasting", lasting, low=0, high=1)
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
    if not isinstance(mixture, TierMixture):
        raise ParameterError(f"mixture is a {type(mixture).__name__}: a fitted TierMixture is needed.")
    tiers = mixture.assign(customers, profit)["tier"]
    scaled = mixture._on_scale(customers, profit).ravel()
    ax = figure_axes(ax)
    bins = np.linspace(scaled.min(), scaled.max(), 50)
    names, tops, texts = list(PALETTE), {}, {}
    for tier, row in mixture.tiers_.iterrows():
        color = PALETTE[names[(int(tier) - 1) % 6]]
        counts, _, _ = ax.hist(
            scaled[(tiers == tier).to_numpy()], bins=bins.tolist(), color=color, alpha=0.85
        )
        tops[tier] = (float(row["on_scale"]), float(np.max(counts)))
        texts[tier] = translate("tier {tier}\n{profit}", tier=tier, profit=format_money(row["centre"]))
    _write_above(ax, tops, texts)
    ax.set(
        title=translate("The profits fall into {tiers} tiers of their own", tiers=mixture.n_tiers_)
        if mixture.n_tiers is None
        else translate("The profits in {tiers} tiers", tiers=mixture.n_tiers_),
        xlabel=translate("profit on the scale of the mixture; label: typical profit of the tier"),
        ylabel=translate("number of customers"),
    )
    return ax


def _write_above(ax: Axes, tops: Mapping[int, tuple[float, float]], texts: Mapping[int, str]) -> None:
    """Write a text above each place, from left to right, higher where it would touch the one before."""
    low, high = ax.get_xlim()
    step = max(height for _, height in tops.values()) * STEP
    before = (-np.inf, 0.0)
    for tier, (place, height) in sorted(tops.items(), key=lambda each: each[1][0]):
        near = (place - before[0]) / (high - low) < WIDTH
        level = (
            max(height, before[1] + step) if near and before[1] + step > height > before[1] - step else height
        )
        ax.annotate(
            texts[tier], (place, level), xytext=(0, 4), textcoords="offset points", ha="center", va="bottom"
        )
        if level > height:
            ax.plot([place, place], [height, level], color=PALETTE["grey"], linewidth=0.8)
        before = (place, level)
    ax.set_ylim(top=max(before[1], step / STEP) + 2 * step)
