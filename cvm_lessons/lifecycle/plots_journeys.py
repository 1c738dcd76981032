"""Figures of courses: the flow between stages, single journeys, what a model makes of one customer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from cvm_lessons.core import (
    PALETTE,
    ParameterError,
    figure_axes,
    filled_column,
    format_number,
    format_percent,
    number_columns,
    require_columns,
    translate,
)
from cvm_lessons.lifecycle._panel import own_labels, sorted_panel, stage_order
from cvm_lessons.lifecycle._stage_colors import stage_colors, stage_labels
from cvm_lessons.lifecycle.moves import stage_counts, stage_moves

__all__ = ["plot_journeys", "plot_stage_chances", "plot_stage_flow"]

BAR = 0.32  # width of a period's column, in periods
MOST_JOURNEYS = 40
MOST_SHOWN, LINE = 3, 0.09  # rows of values above a journey, and the height of one
CURVE = np.linspace(0.0, 1.0, 30)


def plot_stage_flow(
    stages: pd.DataFrame,
    *,
    customer: str = "customer_id",
    period: str = "year",
    stage: str = "stage",
    ax: Axes | None = None,
) -> Axes:
    """Draw how many customers stand in each stage in each period, and the streams between the columns.

    Parameters
    ----------
    stages : DataFrame
        One row per customer and period with its stage, over two periods or more.
    customer, period, stage : str
        Columns of `stages`.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a column per period and a band per move from one period to the next one drawn.

    Raises
    ------
    DataError
        If a column or value is missing, or there is one period only.
    """
    keys = {"customer": customer, "period": period, "stage": stage}
    counts, moves = stage_counts(stages, **keys), stage_moves(stages, **keys)
    periods, names = list(counts.index), [str(name) for name in counts.columns]
    colors = stage_colors(names)
    ax = figure_axes(ax, size=(7.6, 4.4))
    floors = counts.cumsum(axis=1) - counts
    for place, when in enumerate(periods):
        for name in names:
            ax.bar(place, counts.loc[when, name], BAR, bottom=floors.loc[when, name], color=colors[name])
    for place, (one, two) in enumerate(pairwise(periods)):
        between = moves[(moves["from_period"] == one) & (moves["to_period"] == two)]
        _draw_streams(ax, place, between, (floors.loc[one], floors.loc[two]), colors)
    last = counts.iloc[-1]
    top = str(last.idxmax())
    ax.set(
        title=translate(
            "{period}: most customers, {share}, stand in the stage {stage}",
            period=periods[-1],
            share=format_percent(last[top] / last.sum()),
            stage=stage_labels(names)[top],
        ),
        ylabel=translate("number of customers"),
    )
    ax.set_xticks(range(len(periods)), [str(when) for when in periods])
    ax.yaxis.set_major_formatter(lambda number, _: format_number(number))
    ax.grid(visible=False, axis="x")
    _stage_legend(ax, names, colors)
    return ax


def plot_journeys(
    stages: pd.DataFrame,
    *,
    customer: str = "customer_id",
    period: str = "year",
    stage: str = "stage",
    ax: Axes | None = None,
) -> Axes:
    """Draw the course of each customer as a row of coloured squares.

    Parameters
    ----------
    stages : DataFrame
        One row per customer and period with its stage; customers are drawn in the order in which they occur.
    customer, period, stage : str
        Columns of `stages`.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a row per customer and a column per period; white where there is none.

    Raises
    ------
    DataError
        If a column or value is missing, or a customer has a period twice.
    ParameterError
        If there are more customers than a reader can tell apart (40).
    """
    sorted_panel(stages, customer, period)
    who = list(dict.fromkeys(stages[customer]))
    if len(who) > MOST_JOURNEYS:
        raise ParameterError(f"{len(who)} journeys are too many to read: choose up to {MOST_JOURNEYS}.")
    seen = filled_column(stages, stage)
    names = stage_order(seen)
    colors, periods = stage_colors(names), sorted(stages[period].unique())
    ax = figure_axes(ax, size=(7.2, 1.3 + 0.22 * max(len(who), 6)))
    across = stages[period].map({when: place for place, when in enumerate(periods)})
    down = stages[customer].map({name: place for place, name in enumerate(who)})
    fill = [colors[str(name)] for name in seen]
    ax.bar(across, 0.8, 0.92, bottom=down - 0.4, color=fill, edgecolor=PALETTE["grey"], linewidth=0.4)
    ax.set(
        title=_journeys_title(stages.groupby(customer).size()),
        ylim=(len(who) - 0.4, -0.6),
    )
    ax.set_xticks(range(len(periods)), [str(when) for when in periods])
    ax.set_yticks(range(len(who)), [str(name) for name in who], fontsize=8)
    ax.grid(visible=False)
    _stage_legend(ax, names, colors)
    return ax


def plot_stage_chances(
    chances: pd.DataFrame,
    of: object,
    *,
    seen: pd.DataFrame | None = None,
    show: Sequence[str] = (),
    customer: str = "customer_id",
    period: str = "period",
    ax: Axes | None = None,
) -> Axes:
    """Draw one customer's journey: how probable each stage is period by period, and what was seen.

    Parameters
    ----------
    chances : DataFrame
        What `HiddenMarkovModel.stage_probabilities` returns.
    of : object
        The customer.
    seen : DataFrame, optional
        The panel that the chances were read from.
    show : sequence of str
        Its columns to write above the periods; three at most.
    customer, period : str
        Columns of `chances` (and of `seen`); all others are stages.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a stacked column per period, and a row of values above them per column of `show`.

    Raises
    ------
    DataError
        If a column or value is missing, or a chance is out of range.
    ParameterError
        If the customer is not there, or `show` names columns without `seen` or more than three.
    """
    chances = own_labels(chances)
    mine = chances[filled_column(chances, customer) == of]
    if mine.empty:
        raise ParameterError(f"of={of!r} is not a customer of the table.")
    mine = mine.loc[sorted_panel(mine, customer, period).index]
    names = [str(name) for name in chances.columns if name not in (customer, period)]
    numbers = number_columns(mine, names, low=0, high=1 + 1e-9)
    colors = stage_colors(names)
    values = _values_seen(seen, of, show, (customer, period), mine[period])
    ax = figure_axes(ax, size=(7.2, 3.6 + 0.3 * len(values)))
    places, floor = np.arange(len(mine)), np.zeros(len(mine))
    for name in names:
        ax.bar(places, numbers[name], 0.86, bottom=floor, color=colors[name])
        floor += numbers[name].to_numpy()
    last = numbers.iloc[-1]
    ax.set(
        title=translate(
            "{customer} is now in the stage {stage} with a chance of {chance}",
            customer=of,
            stage=stage_labels(names)[str(last.idxmax())],
            chance=format_percent(last.max()),
        ),
        ylabel=translate("chance of the stage"),
        ylim=(0, 1 + LINE * (len(values) + 0.3 * bool(values))),
    )
    ax.set_xticks(places, [str(when) for when in mine[period]])
    heights = [1 + LINE * (row + 0.8) for row in range(len(values))]
    for height, row in zip(heights, values.values(), strict=True):
        for place, value in enumerate(row):
            ax.text(place, height, value, ha="center", va="center", fontsize=9)
    shares = np.linspace(0, 1, 6)
    ax.set_yticks([*shares, *heights], [*map(format_percent, shares), *values])
    ax.grid(visible=False)
    _stage_legend(ax, names, colors)
    return ax


def _journeys_title(lengths: pd.Series) -> str:
    many, least, most = len(lengths), int(lengths.min()), int(lengths.max())
    if many == 1:
        text = translate(
            "The journey of {customer}, {most} periods long", customer=lengths.index[0], most=most
        )
    elif least == most:
        text = translate("{journeys} journeys of {most} periods each", journeys=many, most=most)
    else:
        text = translate(
            "{journeys} journeys, {least} to {most} periods long", journeys=many, least=least, most=most
        )
    return str(text)


def _values_seen(
    seen: pd.DataFrame | None, of: object, show: Sequence[str], keys: tuple[str, str], periods: pd.Series
) -> dict[str, list[str]]:
    """Return by column what is to be written in each period; nothing where nothing was seen."""
    if isinstance(show, str) or len(show) > MOST_SHOWN:
        raise ParameterError(f"show={show!r} is no list of up to {MOST_SHOWN} columns.")
    if not show:
        return {}
    if seen is None:
        raise ParameterError("show names columns, but seen is missing: pass the panel.")
    require_columns(seen, [*keys, *show])
    rows = seen[seen[keys[0]] == of].set_index(keys[1]).reindex(periods)
    return {str(name): [_written(value) for value in rows[name]] for name in show}


def _written(value: object) -> str:
    if pd.isna(value):
        return "·"
    if isinstance(value, bool | np.bool_):
        return str(translate("yes") if value else translate("no"))
    return f"{value:g}" if isinstance(value, int | float | np.number) else str(value)


def _draw_streams(
    ax: Axes, place: int, moves: pd.DataFrame, floors: tuple[pd.Series, pd.Series], colors: dict[str, str]
) -> None:
    """Draw a band per move; bands leave and reach each column stacked in the order of the stages."""
    leaving, reaching = (floor.astype(float).copy() for floor in floors)
    x = place + BAR / 2 + (1 - BAR) * CURVE
    bend = CURVE**2 * (3 - 2 * CURVE)
    for move in moves.itertuples():
        start, end, width = leaving[move.stage], reaching[move.next], move.customers
        low = start + (end - start) * bend
        ax.fill_between(x, low, low + width, color=colors[move.stage], alpha=0.35, linewidth=0)
        leaving[move.stage] += width
        reaching[move.next] += width


def _stage_legend(ax: Axes, names: Sequence[str], colors: dict[str, str]) -> None:
    labels = stage_labels(names)
    patches = [Patch(color=colors[name], label=labels[name]) for name in names]
    ax.figure.legend(handles=patches, loc="outside lower center", ncols=min(len(names), 6))
