"""Figures of how to build trust; they draw what `trust_building` computes."""

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    filled_column,
    format_money,
    format_number,
    number_columns,
    translate,
)
from cvm_lessons.core.texts import in_lines
from cvm_lessons.trust.scales import scale_label
from cvm_lessons.trust.trust_building import plan_totals

__all__ = ["plot_antecedents", "plot_trust_plan"]

LEAST_SPAN = 0.01  # points: of the axis where no action brings anything
NAME_WIDTH = 30  # letters of an action's name to a line


def plot_antecedents(antecedents: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw by how much trust moves per point of each antecedent.

    Parameters
    ----------
    antecedents : DataFrame
        What `trust_antecedents` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With an interval per antecedent: blue raises trust, red lowers it, grey may do nothing.

    Raises
    ------
    DataError
        If a column or a value is missing.
    """
    numbers = number_columns(antecedents, ["estimate", "low", "high"])
    ax = figure_axes(ax, size=(7.2, 1.6 + 0.6 * len(numbers)))
    rows = range(len(numbers))
    colours = [_colour(low, high) for low, high in zip(numbers["low"], numbers["high"], strict=True)]
    ax.axvline(0, color=PALETTE["grey"], linewidth=0.9)
    ax.hlines(rows, numbers["low"], numbers["high"], color=colours, linewidth=2.5)
    ax.scatter(numbers["estimate"], rows, color=colours, s=36, zorder=3)
    ax.set_yticks(rows, [scale_label(str(name)) for name in numbers.index])
    ax.set_ylim(len(numbers) - 0.5, -0.5)
    ax.grid(visible=False, axis="y")
    top = numbers["estimate"].abs().idxmax()
    told = {"name": scale_label(str(top)), "number": format_number(numbers.loc[top, "estimate"], 2)}
    ax.set(
        xlabel=translate("points of trust per point, with 95 % interval"),
        title=translate("A point of {name} goes with {number} points of trust", **told),
    )
    return ax


def plot_trust_plan(plan: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what each action adds to mean trust, the chosen ones in colour.

    Parameters
    ----------
    plan : DataFrame
        What `trust_plan` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a bar per action, most trust per yuan at the top, and its cost beside it.

    Raises
    ------
    DataError
        If a column or a value is missing.
    """
    totals = plan_totals(plan).loc["chosen"]
    numbers = number_columns(plan, ["gain", "gain_low", "gain_high", "cost", "per_10000"])
    numbers = numbers.assign(chosen=filled_column(plan, "chosen")).sort_values("per_10000", ascending=False)
    ax = figure_axes(ax, size=(7.6, 1.4 + 0.52 * len(numbers)))
    rows = range(len(numbers))
    colours = [PALETTE["blue"] if chosen else PALETTE["pale"] for chosen in numbers["chosen"]]
    ax.barh(rows, numbers["gain"], color=colours, height=0.6)
    ax.hlines(rows, numbers["gain_low"], numbers["gain_high"], color=PALETTE["ink"], linewidth=1.4)
    for row, (end, cost) in enumerate(zip(numbers["gain_high"], numbers["cost"], strict=True)):
        ax.annotate(
            format_money(cost), (max(end, 0), row), xytext=(6, 0), textcoords="offset points", va="center"
        )
    ax.set_yticks(rows, [in_lines(translate(str(action)), NAME_WIDTH) for action in numbers.index])
    ax.set_ylim(len(numbers) - 0.5, -0.5)
    ax.set_xlim(
        min(0.0, float(numbers["gain_low"].min())), max(float(numbers["gain_high"].max()) * 1.25, LEAST_SPAN)
    )
    ax.grid(visible=False, axis="y")
    told = {"gain": format_number(totals["gain"], 2), "cost": format_money(totals["cost"])}
    best = translate("Best set (blue): {gain} points of trust for {cost}", **told)
    none = translate("The budget buys none of these actions")
    ax.set(
        xlabel=translate("points of mean trust, with 95 % interval of the slope"),
        title=best if numbers["chosen"].any() else none,
    )
    return ax


def _colour(low: float, high: float) -> str:
    if low > 0:
        return str(PALETTE["blue"])
    return str(PALETTE["red"] if high < 0 else PALETTE["grey"])
