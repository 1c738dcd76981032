"""Figures of customer-base analysis; they draw what the models, `diagnostics` and `whale_curve` compute."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from pandas.api.types import is_numeric_dtype

from cvm_lessons.core import (
    PALETTE,
    DataError,
    figure_axes,
    format_number,
    format_percent,
    label_end,
    require_columns,
    translate,
)

__all__ = [
    "plot_alive_history",
    "plot_calibration",
    "plot_history_grid",
    "plot_holdout_by_frequency",
    "plot_tracking",
    "plot_whale_curve",
]

ALMOST = 0.02  # a miss of the total that a reader would call none


def plot_calibration(counts: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many customers bought 0, 1, 2 … times again, beside how many the model expects.

    Parameters
    ----------
    counts : DataFrame
        What `expected_counts` of a model returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With two bars per frequency.

    Raises
    ------
    DataError
        If a column is missing.
    """
    require_columns(counts, ["actual", "expected"])
    ax = figure_axes(ax)
    places = np.arange(len(counts))
    ax.bar(
        places - 0.2, counts["actual"], 0.4, color=PALETTE["blue"], label=translate("observed in the data")
    )
    ax.bar(
        places + 0.2, counts["expected"], 0.4, color=PALETTE["orange"], label=translate("the model expects")
    )
    names = [str(number) for number in counts.index]
    names[-1] += "+"
    ax.set_xticks(places, names)
    worst = ((counts["actual"] - counts["expected"]).abs().sum() / 2) / counts["actual"].sum()
    ax.set(
        xlabel=translate("repeat purchases"),
        ylabel=translate("number of customers"),
        title=translate(
            "The model puts {share} of the customers into a wrong bar", share=format_percent(worst, 1)
        ),
    )
    ax.legend(frameon=False)
    return ax


def plot_tracking(
    table: pd.DataFrame, *, calibration: float, cumulative: bool = True, ax: Axes | None = None
) -> Axes:
    """Draw repeat purchases over time beside the model, with the end of the calibration.

    Parameters
    ----------
    table : DataFrame
        What `track_purchases` returns.
    calibration : float
        Time up to which the model knew the data.
    cumulative : bool, default True
        Running totals; else purchases by unit of time.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a line for customers and one for the model.

    Raises
    ------
    DataError
        If a column is missing.
    """
    tail = "_cumulative" if cumulative else ""
    columns = [f"actual{tail}", f"expected{tail}"]
    require_columns(table, [*columns, "actual_cumulative", "expected_cumulative"])
    ax = figure_axes(ax)
    ax.plot(table.index, table[columns[0]], color=PALETTE["blue"])
    ax.plot(table.index, table[columns[1]], color=PALETTE["orange"], linestyle="--")
    ax.axvline(calibration, color=PALETTE["grey"], linewidth=0.8)
    ax.annotate(
        translate("the model has seen up to here"),
        (calibration, ax.get_ylim()[0]),
        xytext=(-4, 4),
        textcoords="offset points",
        ha="right",
        va="bottom",
        color=PALETTE["grey"],
    )
    ends = table.iloc[-1]
    title = _miss(ends["expected_cumulative"], ends["actual_cumulative"])
    ax.set(
        xlabel=translate("time since the first purchase of all"),
        ylabel=translate("repeat purchases"),
        title=title,
    )
    first, second = sorted(
        [
            (ends[columns[0]], "observed in the data", "blue"),
            (ends[columns[1]], "the model expects", "orange"),
        ]
    )
    for (value, text, colour), shift in ((first, -0.03), (second, 0.03)):
        label_end(
            ax,
            table.index[-1],
            value + shift * table[columns].to_numpy().max(),
            translate(text),
            color=PALETTE[colour],
        )
    ax.margins(x=0.02)
    ax.set_xlim(right=table.index[-1] * 1.25)
    return ax


def plot_holdout_by_frequency(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw mean holdout purchases by calibration frequency, beside what the model expected.

    Parameters
    ----------
    table : DataFrame
        What `holdout_by_frequency` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With two lines.

    Raises
    ------
    DataError
        If a column is missing.
    """
    require_columns(table, ["customers", "actual", "expected"])
    ax = figure_axes(ax)
    places = np.arange(len(table))
    ax.plot(places, table["actual"], "o-", color=PALETTE["blue"], label=translate("observed in the data"))
    ax.plot(places, table["expected"], "o--", color=PALETTE["orange"], label=translate("the model expects"))
    names = [str(number) for number in table.index]
    names[-1] += "+"
    ax.set_xticks(places, names)
    ax.set(
        xlabel=translate("repeat purchases in the calibration"),
        ylabel=translate("mean purchases in the holdout"),
        title=_miss(
            (table["customers"] * table["expected"]).sum(), (table["customers"] * table["actual"]).sum()
        ),
    )
    ax.legend(frameon=False)
    return ax


def plot_history_grid(grid: pd.DataFrame, *, purchases: bool = False, ax: Axes | None = None) -> Axes:
    """Draw a value for every frequency and recency: alive or not, or iso-value curves of purchases to come.

    Parameters
    ----------
    grid : DataFrame
        What `history_grid` returns.
    purchases : bool, default False
        Whether the grid holds expected purchases: drawn as curves of equal value.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a map, or with labelled curves.

    Raises
    ------
    DataError
        If the grid is not a table of numbers with two or more frequencies and recencies.
    """
    numbers = all(is_numeric_dtype(kind) for kind in [*grid.dtypes, grid.columns.dtype, grid.index.dtype])
    if not numbers or min(grid.shape) < 2:
        raise DataError("the grid needs numbers for two or more frequencies and recencies: see history_grid.")
    ax = figure_axes(ax)
    x, y = grid.columns.to_numpy(float), grid.index.to_numpy(float)
    values = np.ma.masked_invalid(grid.to_numpy(float))
    if purchases:
        curves = ax.contour(x, y, values, levels=8, colors=PALETTE["blue"], linewidths=1.2)
        ax.clabel(curves, fmt=lambda value: format_number(value, 1))
        title = translate("Customers on one curve are worth the same")
    else:
        drawn = ax.pcolormesh(x, y, values, cmap="Blues", vmin=0, vmax=1, shading="nearest")
        bar = ax.figure.colorbar(drawn, ax=ax)
        bar.set_label(translate("probability of being alive"))
        title = translate("Many purchases, long ago: the customer is gone")
    ax.set(xlabel=translate("repeat purchases"), ylabel=translate("time of the last one"), title=title)
    return ax


def plot_alive_history(history: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how the probability of being alive falls in silence and rises with each purchase.

    Parameters
    ----------
    history : DataFrame
        What `alive_history` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one line, and a mark where a purchase came.

    Raises
    ------
    DataError
        If a column is missing.
    """
    require_columns(history, ["time", "probability_alive", "purchases"])
    ax = figure_axes(ax)
    ax.plot(history["time"], history["probability_alive"], color=PALETTE["blue"])
    came = history[history["purchases"].diff().fillna(history["purchases"]) > 0]
    ax.vlines(came["time"], 0, 1, color=PALETTE["grey"], linewidth=0.8, linestyle=":")
    last = history.iloc[-1]
    ax.set(
        ylim=(0, 1.05),
        xlabel=translate("time since the first purchase"),
        ylabel=translate("probability of being alive"),
        title=translate(
            "After {count} repeat purchases the customer is alive with {share}",
            count=format_number(last["purchases"]),
            share=format_percent(last["probability_alive"]),
        ),
    )
    return ax


def plot_whale_curve(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw cumulative profit over the customers, from the most to the least profitable.

    Parameters
    ----------
    table : DataFrame
        What `whale_curve` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With the curve and its peak.

    Raises
    ------
    DataError
        If a column is missing.
    """
    require_columns(table, ["share_of_customers", "share_of_profit"])
    ax = figure_axes(ax)
    x = np.concatenate([[0.0], table["share_of_customers"]])
    y = np.concatenate([[0.0], table["share_of_profit"]])
    top = int(y.argmax())
    ax.plot(100 * x, 100 * y, color=PALETTE["blue"])
    ax.axhline(100, color=PALETTE["grey"], linewidth=0.8)
    ax.scatter(100 * x[top], 100 * y[top], color=PALETTE["orange"], zorder=3)
    if y[top] > 1:
        title = translate(
            "The best {customers} earn {profit} of the profit; the others lose money",
            customers=format_percent(x[top]),
            profit=format_percent(y[top]),
        )
    else:
        title = translate("No customer loses money")
    ax.set(
        xlabel=translate("customers, the most profitable first (%)"),
        ylabel=translate("share of total profit (%)"),
        title=title,
    )
    return ax


def _miss(expected: float, actual: float) -> str:
    """Return the title that says by how much the model misses the total."""
    miss = expected / actual - 1
    if abs(miss) < ALMOST:
        title = translate("The model meets the total of repeat purchases")
    elif miss > 0:
        title = translate(
            "The model expects {share} more repeat purchases than came", share=format_percent(miss)
        )
    else:
        title = translate(
            "The model expects {share} fewer repeat purchases than came", share=format_percent(-miss)
        )
    return str(title)
