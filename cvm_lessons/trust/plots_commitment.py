"""Figures of what commitment and switching costs go with; they draw what is computed elsewhere."""

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    filled_column,
    format_number,
    number_columns,
    translate,
)
from cvm_lessons.core.texts import in_lines
from cvm_lessons.trust._dots import TITLE_WIDTH, draw_dots
from cvm_lessons.trust.scales import scale_label

__all__ = ["plot_commitment_outcomes", "plot_predicted_outcomes"]


def plot_commitment_outcomes(effects: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the effect of each component on each outcome with its interval.

    Parameters
    ----------
    effects : DataFrame
        What `commitment_outcomes` or `switching_cost_effects` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a row per outcome and a colour per component.

    Raises
    ------
    DataError
        If a column or a value is missing.
    """
    number_columns(effects, ["estimate", "low", "high"])
    outcomes = list(dict.fromkeys(filled_column(effects, "outcome")))
    causes = list(dict.fromkeys(filled_column(effects, "cause")))
    ax = figure_axes(ax, size=(7.2, 1.8 + 0.8 * len(outcomes)))
    labels = [scale_label(name) for name in outcomes]
    draw_dots(
        ax, effects, "outcome", "cause", row_labels=labels, names=[scale_label(name) for name in causes]
    )
    ax.axvline(0, color=PALETTE["grey"], linewidth=0.9)
    top = effects.loc[effects["estimate"].abs().idxmax()]
    strongest = {"cause": scale_label(top["cause"]), "outcome": scale_label(top["outcome"])}
    ax.set(
        xlabel=translate("standard deviations per standard deviation, with 95 % interval"),
        title=in_lines(translate("Strongest tie: {cause} – {outcome}", **strongest), TITLE_WIDTH),
    )
    return ax


def plot_predicted_outcomes(outcomes: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what is expected of a customer against the mean of all.

    Parameters
    ----------
    outcomes : DataFrame
        What `outcomes_at` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a line per outcome from the mean to what is expected.

    Raises
    ------
    DataError
        If a column or a value is missing.
    """
    numbers = number_columns(outcomes, ["expected", "low", "high", "mean"])
    names = [scale_label(str(name)) for name in filled_column(outcomes, "outcome")]
    ax = figure_axes(ax, size=(7.2, 1.6 + 0.7 * len(names)))
    rows = range(len(names))
    colours = [PALETTE["blue"] if up else PALETTE["red"] for up in numbers["expected"] >= numbers["mean"]]
    ax.hlines(rows, numbers["mean"], numbers["expected"], color=colours, linewidth=3)
    ax.scatter(numbers["mean"], rows, s=46, facecolor="white", edgecolor=PALETTE["ink"], zorder=3)
    ax.scatter(numbers["expected"], rows, s=46, color=colours, zorder=4)
    for row, mean, value in zip(rows, numbers["mean"], numbers["expected"], strict=True):
        side, gap = ("left", 8) if value >= mean else ("right", -8)
        ax.annotate(
            format_number(value, 1),
            (value, row),
            xytext=(gap, 0),
            textcoords="offset points",
            ha=side,
            va="center",
        )
    ax.set_yticks(rows, names)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.set_xlim(0.5, 7.5)
    ax.grid(visible=False, axis="y")
    ax.set(
        xlabel=translate("points 1-7"),
        title=translate("White: the mean of all customers. Full: this customer"),
    )
    return ax
