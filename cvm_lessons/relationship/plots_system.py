"""Figures of the business case of a CRM system, and of what a campaign brings by group."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    format_money,
    format_number,
    format_percent,
    number_columns,
    translate,
)

__all__ = ["plot_campaign_gains", "plot_come_by_contacts", "plot_system_case"]

THOUSAND = 1000
LINES = {"all": ("grey", "--"), "came last time": ("blue", "-"), "stayed away last time": ("orange", "-")}


def plot_system_case(case: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what the system leaves against the effect of its contacts, with each claim on the line.

    Parameters
    ----------
    case : DataFrame
        What `system_case` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a line, a point and an interval a claim, and the break-even effect.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(case, ["effect", "low", "high", "net", "net_low", "net_high", "break_even"])
    ax = figure_axes(ax, size=(7.2, 3.8))
    points = 100 * numbers[["low", "effect", "high"]]
    money = numbers[["net_low", "net", "net_high"]] / THOUSAND
    needed = 100 * float(numbers["break_even"].iloc[0])
    ends = points.to_numpy().ravel()
    left, right = min(0.0, float(ends.min())) - 1, max(float(ends.max()), needed) + 3
    slope = float(np.ptp(money.to_numpy()) / max(float(np.ptp(ends)), 1e-9))
    line = np.array([left, right])
    ax.plot(line, slope * (line - needed), color=PALETTE["grey"], linewidth=1)
    ax.axhline(0, color=PALETTE["grey"], linewidth=0.8)
    for (name, at), height in zip(points.iterrows(), money.to_numpy(), strict=True):
        color = PALETTE["blue"] if height[1] >= 0 else PALETTE["orange"]
        ax.plot([at["low"], at["high"]], [height[0], height[2]], color=color, linewidth=4, alpha=0.55)
        ax.plot(at["effect"], height[1], "o", color=color)
        words = f"{translate(str(name))}\n{format_number(at['effect'], 1)}"
        ax.annotate(words, (at["effect"], height[1]), xytext=(8, -8), textcoords="offset points", va="top")
    ax.plot(needed, 0, "D", color=PALETTE["ink"])
    ax.set(
        title=translate("The system pays from {points} points on", points=format_number(needed, 1)),
        xlabel=translate("exhibitors who come because of the extra contacts, points"),
        ylabel=translate("left in a year, thousand yuan"),
        xlim=(left, right),
    )
    return ax


def plot_campaign_gains(gains: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what a campaign brings per customer, for all and by group.

    Parameters
    ----------
    gains : DataFrame
        What `campaign_gains` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With an interval a group.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(gains, ["customers", "gain", "low", "high"])
    ax = figure_axes(ax, size=(7.2, 0.55 * len(numbers) + 1.5))
    places = np.arange(len(numbers))
    ax.axvline(0, color=PALETTE["grey"], linewidth=0.8)
    for place, (_, row) in enumerate(numbers.iterrows()):
        color = PALETTE["blue"] if row["low"] > 0 else PALETTE["orange"]
        ax.hlines(place, row["low"], row["high"], color=color, linewidth=2)
        ax.plot(row["gain"], place, "o", color=color)
        ax.annotate(
            format_money(row["gain"]),
            (row["gain"], place),
            xytext=(0, 7),
            textcoords="offset points",
            ha="center",
        )
    sure = [str(name) for name in numbers.index[(numbers["low"] > 0).to_numpy()]]
    title = (
        translate("The interval lies above zero for: {groups}", groups=", ".join(map(translate, sure)))
        if sure
        else translate("No interval lies above zero")
    )
    ax.set(
        title=title,
        xlabel=translate("gain per customer written to, yuan (margin less cost)"),
        ylim=(len(numbers) - 0.5, -0.7),
    )
    labels = [
        f"{translate(str(name))} ({format_number(count)})"
        for name, count in zip(numbers.index, numbers["customers"], strict=True)
    ]
    ax.set_yticks(places, labels)
    ax.grid(visible=False, axis="y")
    return ax


def plot_come_by_contacts(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share that came against the number of contacts, for all and for those who are alike.

    Parameters
    ----------
    table : DataFrame
        What `come_by_contacts` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a line for all and one for each past behaviour.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(table, list(LINES), low=0, high=1)
    ax = figure_axes(ax, size=(7.2, 3.4))
    last = numbers.index[-1]
    for name, (color, style) in LINES.items():
        ax.plot(numbers.index, numbers[name], style, marker="o", color=PALETTE[color])
        ax.annotate(
            translate(name),
            (last, numbers[name].iloc[-1]),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
        )
    rise = numbers.iloc[-1] - numbers.iloc[0]
    ax.set(
        title=translate(
            "Up {all} points over all, {alike} among those who came last time",
            all=format_number(100 * rise["all"]),
            alike=format_number(100 * rise["came last time"]),
        ),
        xlabel=translate("contacts by staff before the show"),
        ylabel=translate("share that came"),
        xlim=(-0.2, last + 0.45 * last),
        ylim=(0, min(1.0, float(numbers.to_numpy().max()) + 0.15)),
    )
    ax.yaxis.set_major_formatter(lambda share, _: format_percent(share))
    labels = [f"{count}+" if count == last else str(count) for count in numbers.index]
    ax.set_xticks(list(numbers.index), labels)
    return ax
