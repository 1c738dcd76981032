"""Figures of chains and worth: moves, expected time per stage, value by stage, shares of the patterns."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    DataError,
    figure_axes,
    format_number,
    format_percent,
    number_columns,
    reads_on,
    translate,
)
from cvm_lessons.lifecycle._stage_colors import stage_colors, stage_labels

__all__ = ["plot_expected_time", "plot_patterns", "plot_stage_value", "plot_transitions"]

ABREAST = 2  # policies whose values can stand side by side; more stand upright
ROOM = 0.06  # share of a bar that a label inside it needs at least
POLICY_COLORS = [PALETTE[name] for name in ("pale", "blue", "orange", "green", "purple")]


def plot_transitions(transition: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the chances of moving from stage to stage as a table of shaded cells.

    Parameters
    ----------
    transition : DataFrame
        Rows: stage; columns: the next one; as `transition_matrix` or `HiddenMarkovModel.transition_` give it.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With the chance written into each cell that has one.

    Raises
    ------
    DataError
        If a value is no chance.
    """
    numbers = number_columns(transition, _columns(transition), low=0, high=1 + 1e-9)
    ax = figure_axes(ax, size=(7.2, 4.4))
    ax.imshow(numbers, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for (row, column), chance in np.ndenumerate(numbers.to_numpy()):
        if chance > 0:
            color = "white" if chance > 0.55 else PALETTE["ink"]
            ax.text(column, row, format_percent(chance), ha="center", va="center", color=color)
    labels = stage_labels([str(name) for name in numbers.index])
    stays = pd.Series(np.diag(numbers), index=list(labels.values()))
    moving = stays[stays < 1]
    steady = moving.idxmax() if len(moving) else stays.idxmax()
    ax.set(
        title=translate(
            "{stage} lasts best: {share} are still there a period later",
            stage=steady,
            share=format_percent(stays[steady]),
        ),
        xlabel=translate("stage of the next period"),
        ylabel=translate("stage of this period"),
    )
    ax.set_xticks(range(len(labels)), list(labels.values()))
    ax.set_yticks(range(len(labels)), list(labels.values()))
    ax.grid(visible=False)
    return ax


def plot_expected_time(times: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how long a relationship still lasts by stage of today, split by the stages in which it is spent.

    Parameters
    ----------
    times : DataFrame
        What `expected_stage_time` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a stacked bar per stage of today.

    Raises
    ------
    DataError
        If a value is missing or below 0.
    """
    numbers = number_columns(times, _columns(times), low=0)
    names = [str(name) for name in numbers.columns]
    colors, labels = stage_colors(names), stage_labels(names)
    total = numbers.sum(axis=1).set_axis(list(labels.values()))
    ax = figure_axes(ax, size=(7.2, 1.6 + 0.5 * len(numbers)))
    places, start = np.arange(len(numbers)), np.zeros(len(numbers))
    for name, column in zip(names, numbers.columns, strict=True):
        ax.barh(places, numbers[column], left=start, height=0.62, color=colors[name], label=labels[name])
        for place, (left, length) in enumerate(zip(start, numbers[column], strict=True)):
            if length > ROOM * total.max():
                middle, color = left + length / 2, reads_on(colors[name])
                ax.text(middle, place, format_number(length, 1), ha="center", va="center", color=color)
        start += numbers[column].to_numpy()
    for place, length in enumerate(total):
        ax.annotate(
            format_number(length, 1), (length, place), xytext=(4, 0), textcoords="offset points", va="center"
        )
    ax.set(
        title=translate(
            "{longest}: {most} periods to come, {shortest}: {least}",
            longest=total.idxmax(),
            most=format_number(total.max(), 1),
            shortest=total.idxmin(),
            least=format_number(total.min(), 1),
        ),
        xlabel=translate("expected periods until the relationship ends, this one included"),
        ylabel=translate("stage of today"),
        xlim=(0, 1.12 * float(total.max())),
        ylim=(len(numbers) - 0.5, -0.5),
    )
    ax.set_yticks(places, list(labels.values()))
    ax.grid(visible=False, axis="y")
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=min(len(names), 6))
    return ax


def plot_stage_value(values: pd.Series | pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what a customer of each stage is worth, under one policy or several side by side.

    Parameters
    ----------
    values : Series or DataFrame
        Value by stage, as `stage_value` or `policy_value` returns it; a column per policy.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a bar per stage and policy.

    Raises
    ------
    DataError
        If a value is missing, or there are more than five policies.
    """
    frame = values.to_frame() if isinstance(values, pd.Series) else values
    numbers = number_columns(frame, _columns(frame))
    if numbers.shape[1] > len(POLICY_COLORS):
        raise DataError(f"{numbers.shape[1]} policies are too many to read: up to {len(POLICY_COLORS)}.")
    many = numbers.shape[1]
    ax = figure_axes(ax, size=(7.2 if many == 1 else 8.4, 4.0))
    places, width = np.arange(len(numbers)), 0.8 / numbers.shape[1]
    names = [str(name) for name in numbers.index]
    single, labels = stage_colors(names), stage_labels(names)
    for turn, policy in enumerate(numbers.columns):
        color = list(single.values()) if numbers.shape[1] == 1 else POLICY_COLORS[turn]
        across = places + (turn - (numbers.shape[1] - 1) / 2) * width
        ax.bar(across, numbers[policy], width * 0.94, color=color, label=translate(str(policy)))
        for place, value in zip(across, numbers[policy], strict=True):
            up = 3 if value >= 0 else -3
            ax.annotate(
                format_number(value), (place, value), xytext=(0, up), textcoords="offset points",
                ha="center", va="bottom" if value >= 0 else "top", fontsize=9 if many == 1 else 8,
                rotation=90 if many > ABREAST else 0,
            )  # fmt: skip
    worth = numbers.max(axis=1).set_axis(list(labels.values()))
    ax.axhline(0, color=PALETTE["grey"], linewidth=0.8)
    ax.set(
        title=translate(
            "A customer is worth {most} in the stage {best}, {least} in the stage {worst}",
            most=format_number(worth.max()),
            best=worth.idxmax(),
            least=format_number(worth.min()),
            worst=worth.idxmin(),
        ),
        ylabel=translate("value from now on"),
    )
    ax.margins(y=0.12)
    ax.set_xticks(places, list(labels.values()))
    ax.yaxis.set_major_formatter(lambda number, _: format_number(number))
    ax.grid(visible=False, axis="x")
    if numbers.shape[1] > 1:
        ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=5)
    return ax


def plot_patterns(shares: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how frequent each pattern of relationships is, with intervals.

    Parameters
    ----------
    shares : DataFrame
        What `pattern_shares` returns, of one group.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a bar and an interval per pattern.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(shares, ["share", "low", "high"], low=0, high=1)
    ax = figure_axes(ax, size=(7.2, 3.2))
    places = np.arange(len(numbers))
    ax.barh(places, numbers["share"], height=0.6, color=PALETTE["sky"])
    ax.hlines(places, numbers["low"], numbers["high"], color=PALETTE["ink"], linewidth=1.6)
    for place, (share, high) in enumerate(zip(numbers["share"], numbers["high"], strict=True)):
        ax.annotate(
            format_percent(share), (high, place), xytext=(5, 0), textcoords="offset points", va="center"
        )
    top = numbers["share"].idxmax()
    ax.set(
        title=translate(
            "The most frequent pattern is {pattern}: {share} of the customers",
            pattern=translate(str(top)),
            share=format_percent(numbers["share"].max()),
        ),
        xlabel=translate("share of customers"),
        xlim=(0, 1.15 * float(numbers["high"].max())),
        ylim=(len(numbers) - 0.5, -0.5),
    )
    ax.xaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.set_yticks(places, [translate(str(name)) for name in numbers.index])
    ax.grid(visible=False, axis="y")
    return ax


def _columns(frame: pd.DataFrame) -> list[object]:
    """Return the columns of a frame; anything else is refused by the check of its numbers."""
    return list(frame.columns) if isinstance(frame, pd.DataFrame) else []
