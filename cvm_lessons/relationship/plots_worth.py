"""Figures of what customers are worth, and of cost to serve by tenure."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE, figure_axes, format_money, format_number, number_columns, translate

__all__ = ["plot_cost_by_tenure", "plot_worth"]

THOUSAND = 1000


def plot_worth(values: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the value of each customer: its own purchases, and what its referrals add.

    Parameters
    ----------
    values : DataFrame
        What `relationship_values` returns, with names as index.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a bar in two parts a customer, the most valuable first.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    rows = number_columns(values, ["direct", "referral", "total"]).sort_values("total", ascending=False)
    ax = figure_axes(ax, size=(7.2, 0.5 * len(rows) + 1.7))
    places, direct, told = np.arange(len(rows)), rows["direct"] / THOUSAND, rows["referral"] / THOUSAND
    ax.barh(places, direct, color=PALETTE["blue"], height=0.6, label=translate("own purchases"))
    ax.barh(
        places,
        told,
        left=direct.clip(lower=0),
        color=PALETTE["sky"],
        height=0.6,
        label=translate("referrals"),
    )
    for place, (end, total) in enumerate(zip(direct.clip(lower=0) + told, rows["total"], strict=True)):
        words = format_money(total)
        ax.annotate(words, (end, place), xytext=(5, 0), textcoords="offset points", va="center")
    ax.set(
        title=translate("Worth most with its referrals: {customer}", customer=rows.index[0]),
        xlabel=translate("value to the firm, thousand yuan"),
        xlim=(min(0.0, 1.1 * float(direct.min())), 1.25 * float((direct + told).max())),
        ylim=(len(rows) - 0.4, -0.6),
    )
    ax.set_yticks(places, [str(name) for name in rows.index])
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=2)
    ax.grid(visible=False, axis="y")
    return ax


def plot_cost_by_tenure(table: pd.DataFrame, *, least: int = 30, ax: Axes | None = None) -> Axes:
    """Draw the mean cost to serve by how many editions a customer has attended.

    Parameters
    ----------
    table : DataFrame
        What `cost_by_tenure` returns.
    least : int, default 30
        Tenures with fewer customers are left out of the figure.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a point a tenure.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(table, ["customers", "cost"], low=0)
    rows = numbers[numbers["customers"] >= least]
    ax = figure_axes(ax, size=(7.2, 3.4))
    ax.plot(rows.index, rows["cost"], "o-", color=PALETTE["blue"])
    ends = rows["cost"].iloc[[0, -1]]
    for tenure, cost in ends.items():
        ax.annotate(
            format_money(cost), (tenure, cost), xytext=(0, 8), textcoords="offset points", ha="center"
        )
    title = (
        "The longer they come, the more they cost to serve"
        if ends.iloc[1] > ends.iloc[0]
        else "The longer they come, the less they cost to serve"
    )
    ax.set(
        title=translate(title),
        xlabel=translate("editions attended so far; below it, how many customers"),
        ylabel=translate("cost to serve, yuan per edition"),
        ylim=(0, 1.25 * float(rows["cost"].max())),
    )
    labels = [f"{tenure}\n{format_number(count)}" for tenure, count in rows["customers"].items()]
    ax.set_xticks(rows.index, labels)
    return ax
