"""Figures over all histories, and of one: alive or not, curves of equal value, and a customer's life."""

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
    number_columns,
    require_columns,
    translate,
)
from cvm_lessons.equity._axis_names import with_unit

__all__ = ["plot_alive_history", "plot_history_grid", "plot_iso_values"]

CURVES = 8


def plot_history_grid(
    grid: pd.DataFrame, *, purchases: bool = False, unit: str = "", ax: Axes | None = None
) -> Axes:
    """Draw a value for every frequency and recency: alive or not, or iso-value curves of purchases to come.

    Parameters
    ----------
    grid : DataFrame
        What `history_grid` returns.
    purchases : bool, default False
        Whether the grid holds expected purchases: drawn as `plot_iso_values` does.
    unit : str, optional
        Unit of time for the axis, for example ``"weeks"``.
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

    Examples
    --------
    >>> from cvm_lessons.equity import BetaGeoModel, history_grid
    >>> model = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> plot_history_grid(history_grid(model, 39, 12), unit="weeks").get_title()
    'Silent since 20: alive with 60% after 1 repeat purchase, with 1% after 12'
    """
    if purchases:
        return plot_iso_values(grid, value="purchases to come", unit=unit, ax=ax)
    x, y, values = _read_grid(grid)
    ax = figure_axes(ax)
    drawn = ax.pcolormesh(x, y, np.ma.masked_invalid(values), cmap="Blues", vmin=0, vmax=1, shading="nearest")
    bar = ax.figure.colorbar(drawn, ax=ax)
    bar.set_label(translate("probability of being alive"))
    ax.grid(visible=False)
    # Halfway up, both ends of a row can be told apart; above everybody lives, below nobody.
    known = np.isfinite(values)
    row = next(row for row in np.argsort(np.abs(y - y.mean()), kind="stable") if known[row].any())
    there = np.flatnonzero(known[row])
    title = translate(
        "Silent since {time}: alive with {first} after {few} repeat purchase, with {last} after {many}",
        time=format_number(y[row]),
        first=format_percent(values[row, there[0]]),
        few=format_number(x[there[0]]),
        last=format_percent(values[row, there[-1]]),
        many=format_number(x[there[-1]]),
    )
    ax.set(xlabel=translate("repeat purchases"), ylabel=with_unit("time of the last one", unit), title=title)
    return ax


def plot_iso_values(
    grid: pd.DataFrame, *, value: str = "lifetime value", unit: str = "", ax: Axes | None = None
) -> Axes:
    """Draw curves on which customers are worth the same, over frequency and recency.

    Parameters
    ----------
    grid : DataFrame
        What `iso_value_grid` returns, or `history_grid` with a time to come.
    value : str, default "lifetime value"
        What the numbers on the curves are, with their unit where they have one.
    unit : str, optional
        Unit of time for the axis, for example ``"weeks"``.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With labelled curves. The title says where more purchases, as long ago, promise less: the curves bend
        back there.

    Raises
    ------
    DataError
        If the grid is not a table of numbers with two or more frequencies and recencies.

    References
    ----------
    Fader, Hardie and Lee (2005), RFM and CLV: using iso-value curves for customer base analysis, Journal of
    Marketing Research 42(4), 415-430.

    Examples
    --------
    >>> from cvm_lessons.equity import BetaGeoModel, iso_value_grid
    >>> model = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> grid = iso_value_grid(model, 39, 12, discount_rate=0.002, spend=35, margin=0.3)
    >>> plot_iso_values(grid, value="lifetime value (USD)", unit="weeks").get_title()
    'Silent since 23: worth most with 5 repeat purchases, less with more'
    """
    x, y, values = _read_grid(grid)
    ax = figure_axes(ax)
    curves = ax.contour(x, y, np.ma.masked_invalid(values), levels=CURVES, colors=PALETTE["blue"])
    step = float(np.diff(np.asarray(curves.levels)).min())
    digits = max(0, int(np.ceil(-np.log10(step)))) if step > 0 else 0
    ax.clabel(curves, fmt=lambda level: format_number(level, digits))
    ax.plot([], [], color=PALETTE["blue"], label=translate(value))
    ax.legend(loc="lower right")
    known = np.isfinite(values)
    best = np.where(known, values, -np.inf).argmax(axis=1)
    last = values.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    rows = np.arange(len(y))
    lost = np.where(known.any(axis=1) & (best > 0), values[rows, best] - values[rows, last], 0.0)
    if lost.max() > 0:
        row = int(lost.argmax())
        title = translate(
            "Silent since {time}: worth most with {count} repeat purchases, less with more",
            time=format_number(y[row]),
            count=format_number(x[best[row]]),
        )
    else:
        title = translate("Customers on one curve are worth the same")
    ax.set(xlabel=translate("repeat purchases"), ylabel=with_unit("time of the last one", unit), title=title)
    return ax


def plot_alive_history(history: pd.DataFrame, *, unit: str = "", ax: Axes | None = None) -> Axes:
    """Draw how the probability of being alive falls in silence and rises with each purchase.

    Parameters
    ----------
    history : DataFrame
        What `alive_history` returns.
    unit : str, optional
        Unit of time for the axis, for example ``"weeks"``.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one line, and a mark where a purchase came.

    Raises
    ------
    DataError
        If a column or value is missing.

    Examples
    --------
    >>> from cvm_lessons.equity import BetaGeoModel, alive_history
    >>> model = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> plot_alive_history(alive_history(model, [2, 5, 9, 20], 39), unit="weeks").get_title()
    'At 39 the customer is alive with 37%; repeat purchases so far: 4'
    """
    life = number_columns(history, ["time", "probability_alive", "purchases"], low=0)
    ax = figure_axes(ax)
    ax.plot(life["time"], life["probability_alive"], color=PALETTE["blue"])
    came = life[life["purchases"].diff().fillna(life["purchases"]) > 0]
    ax.vlines(came["time"], 0, 1, color=PALETTE["grey"], linewidth=0.8, linestyle=":")
    last = life.iloc[-1]
    ax.set(
        ylim=(0, 1.05),
        xlabel=with_unit("time since the first purchase", unit),
        ylabel=translate("probability of being alive"),
        title=translate(
            "At {time} the customer is alive with {share}; repeat purchases so far: {count}",
            time=format_number(last["time"]),
            share=format_percent(last["probability_alive"]),
            count=format_number(last["purchases"]),
        ),
    )
    return ax


def _read_grid(grid: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    if not isinstance(grid, pd.DataFrame):
        require_columns(grid, [])
    numbers = all(is_numeric_dtype(kind) for kind in [*grid.dtypes, grid.columns.dtype, grid.index.dtype])
    if not numbers or min(grid.shape) < 2:
        raise DataError("the grid needs numbers for two or more frequencies and recencies: see history_grid.")
    values = grid.to_numpy(float)
    if not np.isfinite(values).any():
        raise DataError("the grid holds no number: see history_grid.")
    return grid.columns.to_numpy(float), grid.index.to_numpy(float), values
