"""Figures of an exit: the options, what either mistake costs, and what the right to end it is worth."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.churn._checks import check_series
from cvm_lessons.churn._drawing import percent_axis
from cvm_lessons.core import (
    PALETTE,
    DataError,
    figure_axes,
    filled_column,
    format_percent,
    label_end,
    number_columns,
    require_columns,
    short_amount,
    translate,
)

__all__ = ["plot_abandonment_value", "plot_exit_options", "plot_wrong_exit"]

TWO_SIDES = ("cost_of_wrong_exit", "cost_of_right_exit", "cost_of_wrong_keeping")


def plot_exit_options(options: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what a customer is worth under each option.

    Parameters
    ----------
    options : DataFrame
        What `compare_exit_options` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one bar an option, the best at the top, grey for no change.

    Raises
    ------
    DataError
        If a column or value is missing, or there is no row ``keep``.
    """
    require_columns(options, ["value"])
    values = number_columns(options, ["value"])["value"]
    if "keep" not in values.index:
        raise DataError("the row 'keep' is missing: pass what compare_exit_options returns.")
    colours = [PALETTE["grey"] if name == "keep" else PALETTE["blue"] for name in values.index]
    places = np.arange(len(values))
    ax = figure_axes(ax, size=(7.2, 0.45 * len(values) + 1.6))
    ax.barh(places, values, color=colours, height=0.6)
    ax.axvline(0, color=PALETTE["ink"], linewidth=1)
    for place, value in zip(places, values, strict=True):
        _write_beside(ax, float(value), float(place))
    ax.set_yticks(places, [_option(str(name)) for name in values.index])
    ax.set_ylim(len(values) - 0.4, -0.6)
    ax.margins(x=0.16)
    ax.set(
        title=translate("Worth most: {option}", option=_option(str(values.idxmax()))),
        xlabel=translate("value of the customer from now on"),
    )
    ax.xaxis.set_major_formatter(lambda amount, _: short_amount(amount))
    ax.grid(visible=False, axis="y")
    return ax


def plot_wrong_exit(mistakes: pd.Series, *, ax: Axes | None = None) -> Axes:
    """Draw what ending it and what keeping the customer costs, by how sure one is that the customer is bad.

    Parameters
    ----------
    mistakes : Series
        What `wrong_exit` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one line a decision, and a mark where they cross.

    Raises
    ------
    DataError
        If a cost is missing, or this is no result of `wrong_exit`.
    """
    check_series("mistakes", mistakes, [*TWO_SIDES, "divest_above"], "wrong_exit")
    numbers = number_columns(mistakes[list(TWO_SIDES)].to_frame().T, TWO_SIDES, low=0).iloc[0]
    good, leave, bad = (float(numbers[name]) for name in TWO_SIDES)
    sure = float(mistakes["divest_above"])
    ax = figure_axes(ax)
    for ends, words, colour in (((good, leave), "end it", "orange"), ((0.0, bad), "keep", "blue")):
        ax.plot([0, 1], ends, color=PALETTE[colour])
        label_end(ax, 1, ends[1], translate(words), color=PALETTE[colour])
    title = translate("Ending it never costs less than keeping")
    if np.isfinite(sure):
        ax.plot([sure], [sure * bad], "o", color=PALETTE["ink"], zorder=3)
        ax.vlines(sure, 0, sure * bad, color=PALETTE["grey"], linestyle="--", linewidth=1)
        title = translate("End it only when more than {share} sure", share=format_percent(sure))
    ax.set(
        title=title,
        xlabel=translate("chance that the customer is bad"),
        ylabel=translate("expected cost of the decision"),
        xlim=(0, 1.14),
        ylim=(0, 1.08 * max(good, leave, bad) or 1.0),
    )
    ax.set_xticks(np.arange(0, 1.01, 0.25))
    percent_axis(ax, "x")
    ax.yaxis.set_major_formatter(lambda amount, _: short_amount(amount))
    return ax


def plot_abandonment_value(values: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what a customer is worth in each state, with the right to end it and without.

    Parameters
    ----------
    values : DataFrame
        What `abandonment_value` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With two bars a state; where ending it now is best, its name says so.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(values, ["without_option", "with_option", "option"])
    ends = filled_column(values, "abandon").astype(bool)
    places, height = np.arange(len(numbers)), 0.36
    ax = figure_axes(ax, size=(7.2, 0.8 * len(numbers) + 1.8))
    pairs = (
        ("without_option", "without the right to end it", "grey"),
        ("with_option", "with the right to end it", "blue"),
    )
    for side, (name, words, colour) in zip((-1, 1), pairs, strict=True):
        at = places + side * height / 2
        ax.barh(at, numbers[name], color=PALETTE[colour], height=height, label=translate(words))
        for place, value in zip(at, numbers[name], strict=True):
            _write_beside(ax, float(value), float(place))
    ax.axvline(0, color=PALETTE["ink"], linewidth=1)
    names = [translate(str(name)) for name in numbers.index]
    ended = translate("end it")
    ax.set_yticks(
        places, [f"{name}\n({ended})" if end else name for name, end in zip(names, ends, strict=True)]
    )
    ax.set_ylim(len(numbers) - 0.4, -0.6)
    ax.margins(x=0.16)
    most = numbers["option"].idxmax()
    title = translate("The right to end it adds nothing here")
    if numbers.loc[most, "option"] > 0.005 * numbers["with_option"].abs().max():
        title = translate(
            "The right to end it adds most to {state}: {amount}",
            state=translate(str(most)),
            amount=short_amount(float(numbers.loc[most, "option"])),
        )
    ax.set(title=title, xlabel=translate("value of the customer from now on"))
    ax.xaxis.set_major_formatter(lambda amount, _: short_amount(amount))
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=2)
    ax.grid(visible=False, axis="y")
    return ax


def _option(name: str) -> str:
    words: str = translate("no change") if name == "keep" else translate(name)
    return words


def _write_beside(ax: Axes, value: float, place: float) -> None:
    """Write a number at the end of its bar."""
    ax.annotate(
        short_amount(value),
        (value, place),
        xytext=(4 if value >= 0 else -4, 0),
        textcoords="offset points",
        va="center",
        ha="left" if value >= 0 else "right",
    )
