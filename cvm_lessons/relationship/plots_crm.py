"""Figures of relationship quality, bonds, strategies and test items."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    filled_column,
    format_money,
    format_number,
    format_percent,
    number_columns,
    translate,
)
from cvm_lessons.core.labels import label_points
from cvm_lessons.relationship.item_analysis import WEAK_BELOW
from cvm_lessons.relationship.strategies import crm_strategies

__all__ = ["plot_bonds", "plot_item_map", "plot_quality", "plot_strategies"]

THOUSAND = 1000
REMARKS = {"fine": PALETTE["blue"], "weak": PALETTE["orange"], "negative": PALETTE["red"]}


def plot_quality(table: pd.DataFrame, *, outcome: str = "the outcome", ax: Axes | None = None) -> Axes:
    """Draw how much of an outcome quality, its facets, and all facets together explain.

    Parameters
    ----------
    table : DataFrame
        What `quality_and_outcome` returns.
    outcome : str, default "the outcome"
        Name of the outcome, for the axis.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a bar a predictor.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    shares = number_columns(table, ["r_squared"], low=0, high=1)["r_squared"]
    ax = figure_axes(ax, size=(7.2, 3.2))
    places = np.arange(len(shares))
    whole = shares.index.isin(["quality", "all facets"])
    ax.barh(places, shares, color=np.where(whole, PALETTE["blue"], PALETTE["sky"]), height=0.6)
    for place, share in zip(places, shares, strict=True):
        ax.annotate(
            format_percent(share, 1), (share, place), xytext=(5, 0), textcoords="offset points", va="center"
        )
    parts = shares.drop(["quality", "all facets"], errors="ignore")
    title = (
        translate("One quality explains more than any facet alone")
        if shares.get("quality", 0.0) > parts.max()
        else translate(
            "The facet {facet} alone explains more than quality", facet=translate(str(parts.idxmax()))
        )
    )
    ax.set(
        title=title,
        xlabel=translate("share of the variance explained: {outcome}", outcome=translate(outcome)),
        xlim=(0, 1.2 * float(shares.max())),
        ylim=(len(shares) - 0.4, -0.6),
    )
    ax.xaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.set_yticks(places, [translate(str(name)) for name in shares.index])
    ax.grid(visible=False, axis="y")
    return ax


def plot_bonds(effects: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what goes with each kind of bond: alone (hollow) and with the others held (full).

    Parameters
    ----------
    effects : DataFrame
        What `bond_effects` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With two intervals a bond.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(effects, ["alone", "low_alone", "high_alone", "joint", "low", "high"])
    ax = figure_axes(ax, size=(7.2, 3.0))
    kinds = (("alone", "low_alone", "high_alone", "grey", -0.14), ("joint", "low", "high", "blue", 0.14))
    for middle, low, high, color, shift in kinds:
        places = np.arange(len(numbers)) + shift
        label = translate("alone") if middle == "alone" else translate("with the other bonds held")
        ax.hlines(places, numbers[low], numbers[high], color=PALETTE[color], linewidth=2)
        face = "white" if middle == "alone" else PALETTE[color]  # told apart in grey print, too
        ax.plot(numbers[middle], places, "o", color=PALETTE[color], markerfacecolor=face, label=label)
    strongest = str(numbers["joint"].idxmax())
    ax.axvline(0, color=PALETTE["grey"], linewidth=0.8)
    ax.set(
        title=translate("Strongest with the others held: {bond}", bond=translate(f"{strongest} bonds")),
        xlabel=translate("change of the outcome per point of the bond"),
        ylim=(len(numbers) - 0.4, -0.6),
    )
    ax.set_yticks(range(len(numbers)), [translate(f"{name} bonds") for name in numbers.index])
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=2)
    ax.grid(visible=False, axis="y")
    return ax


def plot_strategies(plan: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the expected gain of each strategy, with how many customers it is for.

    Parameters
    ----------
    plan : DataFrame
        What `strategy_plan` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a bar a strategy, in thousand yuan.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(plan, ["customers", "cost", "gain"], low=0)
    ax = figure_axes(ax, size=(7.2, 3.2))
    places = np.arange(len(numbers))
    ax.barh(places, numbers["gain"] / THOUSAND, color=PALETTE["blue"], height=0.6)
    for place, row in zip(places, numbers.itertuples(), strict=True):
        words = translate(
            "{count} customers, cost {cost}", count=format_number(row.customers), cost=format_money(row.cost)
        )
        ax.annotate(
            words, (row.gain / THOUSAND, place), xytext=(5, 0), textcoords="offset points", va="center"
        )
    names, most = crm_strategies()["name"], str(numbers["gain"].idxmax())
    widest = max(float(numbers["gain"].max()) / THOUSAND, 0.001)
    ax.set(
        title=translate("Most is gained by one strategy: {strategy}", strategy=names[most])
        if numbers["gain"].max() > 0
        else translate("No strategy pays"),
        xlabel=translate("expected gain, thousand yuan (after cost)"),
        xlim=(0, 1.7 * widest),
        ylim=(len(numbers) - 0.4, -0.6),
    )
    ax.set_yticks(places, list(names.loc[numbers.index]))
    ax.grid(visible=False, axis="y")
    return ax


def plot_item_map(statistics: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each item by difficulty and discrimination; items to revise are named.

    Parameters
    ----------
    statistics : DataFrame
        What `item_statistics` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a point an item and a line at the discrimination that is called weak.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(statistics, ["difficulty", "discrimination"], low=-1, high=1)
    remarks = filled_column(statistics, "remark")
    ax = figure_axes(ax)
    colors = [REMARKS.get(str(remark), PALETTE["orange"]) for remark in remarks]
    ax.scatter(numbers["difficulty"], numbers["discrimination"], c=colors, s=36)
    ax.axhline(WEAK_BELOW, color=PALETTE["grey"], linestyle="--", linewidth=0.9)
    revise = numbers[(remarks != "fine").to_numpy()]
    ax.set(
        title=translate("{count} of {total} items to revise", count=len(revise), total=len(numbers)),
        xlabel=translate("difficulty p: share of right answers (high = easy)"),
        ylabel=translate("discrimination D"),
        xlim=(-0.05, 1.05),
        ylim=(min(-0.1, float(numbers["discrimination"].min()) - 0.1), 1.05),
    )
    points = [(float(x), float(y)) for x, y in revise.to_numpy()]
    label_points(ax, points, [str(item) for item in revise.index], PALETTE["ink"])
    return ax
