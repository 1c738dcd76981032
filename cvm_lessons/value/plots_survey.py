"""Figures of the survey: elements of value, recommendation, co-creation."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    format_number,
    format_percent,
    number_columns,
    require_columns,
    translate,
)

__all__ = [
    "plot_cocreation",
    "plot_elements",
    "plot_recommendation",
]

LEVEL_COLORS = {
    "functional": PALETTE["blue"],
    "ease": PALETTE["sky"],
    "emotional": PALETTE["orange"],
    "aspirational": PALETTE["red"],
}
METHODS = {
    "naive": "joined against not joined",
    "adjusted": "the same, at equal engagement",
    "intention_to_treat": "invited against not invited",
    "wald": "effect on those who join when invited",
}


def plot_elements(shares: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of customers that get each element of value, the base of the pyramid at the bottom.

    Parameters
    ----------
    shares : DataFrame
        What `element_shares` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one bar per element, coloured by level, and its interval.

    Raises
    ------
    DataError
        If a column is missing or a share is missing.
    """
    require_columns(shares, ["level"])
    numbers = number_columns(shares, ["share", "low", "high"], low=0, high=1)
    ax = figure_axes(ax, size=(7.2, 4.6))
    places = np.arange(len(shares))
    colors = [LEVEL_COLORS.get(level, PALETTE["grey"]) for level in shares["level"]]
    ax.barh(places, numbers["share"], color=colors, height=0.72)
    ax.hlines(places, numbers["low"], numbers["high"], color=PALETTE["ink"], linewidth=1.2)
    for place, share, high in zip(places, numbers["share"], numbers["high"], strict=True):
        ax.annotate(
            format_percent(share), (high, place), xytext=(5, 0), textcoords="offset points", va="center"
        )
    for level, rows in pd.Series(places, index=shares["level"]).groupby(level=0, sort=False):
        name, color = translate(str(level)), LEVEL_COLORS.get(str(level), PALETTE["grey"])
        ax.text(
            1.0, rows.mean(), name, transform=ax.get_yaxis_transform(), ha="right", va="center", color=color
        )
    most, least = (_element_label(str(numbers["share"].agg(pick))) for pick in ("idxmax", "idxmin"))
    ax.set(
        title=translate("Customers get {most} most often, {least} least", most=most, least=least),
        xlabel=translate("share of customers that get the element"),
        xlim=(0, min(1.0, float(numbers["high"].max()) + 0.3)),
    )
    ax.xaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.set_yticks(places, [_element_label(str(element)) for element in shares.index])
    ax.grid(visible=False, axis="y")
    return ax


def plot_recommendation(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the mean recommendation by the number of elements of value, with intervals.

    Parameters
    ----------
    table : DataFrame
        What `recommend_by_elements` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one point per number of elements; a point without an interval stands for one respondent.

    Raises
    ------
    DataError
        If a column is missing or a mean is missing.
    """
    require_columns(table, ["n", "low", "high"])
    means = number_columns(table, ["recommend"], low=0, high=10)["recommend"]
    ax = figure_axes(ax)
    ax.vlines(table.index, table["low"], table["high"], color=PALETTE["blue"], linewidth=1.5)
    ax.plot(table.index, means, "o-", color=PALETTE["blue"], linewidth=1)
    ax.set(
        title=translate(
            "Recommendation goes from {first} with {few} elements to {last} with {many}",
            first=format_number(means.iloc[0], 1),
            few=int(table.index[0]),
            last=format_number(means.iloc[-1], 1),
            many=int(table.index[-1]),
        ),
        xlabel=translate("elements of value that a customer gets; below them, how many customers"),
        ylabel=translate("would recommend, mean of 0-10"),
        yticks=range(0, 11, 2),
        # Of very few customers the interval leaves the scale: the axis does not follow it there.
        ylim=(-0.3, 10.3),
    )
    labels = [f"{count}\n{format_number(n)}" for count, n in zip(table.index, table["n"], strict=True)]
    ax.set_xticks(table.index, labels)
    return ax


def plot_cocreation(effects: pd.DataFrame, *, truth: float | None = None, ax: Axes | None = None) -> Axes:
    """Draw the estimates of what joining does to value, with their intervals.

    Parameters
    ----------
    effects : DataFrame
        What `cocreation_effects` returns.
    truth : float, optional
        True effect of joining, drawn as a line.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one interval per method, the first at the top.

    Raises
    ------
    DataError
        If a column or a value is missing.
    """
    numbers = number_columns(effects, ["estimate", "low", "high"])
    ax = figure_axes(ax, size=(7.2, 3.2))
    places = np.arange(len(numbers))[::-1]
    ax.hlines(places, numbers["low"], numbers["high"], color=PALETTE["blue"], linewidth=2)
    ax.plot(numbers["estimate"], places, "o", color=PALETTE["blue"])
    for place, estimate in zip(places, numbers["estimate"], strict=True):
        ax.annotate(
            format_number(estimate, 2),
            (estimate, place),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
        )
    ax.axvline(0, color=PALETTE["grey"], linewidth=0.8)
    if truth is not None:
        ax.axvline(truth, color=PALETTE["red"], linestyle="--", linewidth=1.2)
        words = translate("truth {number}", number=format_number(truth, 2))
        ax.annotate(
            words,
            (truth, 1),
            xycoords=("data", "axes fraction"),
            xytext=(4, -4),
            textcoords="offset points",
            va="top",
            color=PALETTE["red"],
        )
    ax.set(
        title=translate("Only the lottery compares like with like"),
        xlabel=translate("points of value, 1-10"),
        ylim=(-0.6, len(numbers) - 0.3),
    )
    ax.set_yticks(places, [translate(METHODS.get(str(name), str(name))) for name in numbers.index])
    ax.grid(visible=False, axis="y")
    return ax


def _element_label(element: str) -> str:
    return str(translate(element.removeprefix("el_").replace("_", " ")))
