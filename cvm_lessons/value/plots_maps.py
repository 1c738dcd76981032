"""Maps of numbers: correlations, loadings, and a plan under uncertain inputs."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex

from cvm_lessons.core import (
    PALETTE,
    DataError,
    figure_axes,
    format_money,
    format_number,
    number_columns,
    require_columns,
    translate,
)
from cvm_lessons.core.labels import reads_on
from cvm_lessons.measurement import assigned_factors
from cvm_lessons.value.drivers import EXHIBITOR_ATTRIBUTES, attribute_correlations, attribute_label

__all__ = ["plot_attribute_correlations", "plot_loadings", "plot_sensitivity"]

DIVERGING = LinearSegmentedColormap.from_list("blue_orange", [PALETTE["blue"], "white", PALETTE["orange"]])
RISING = LinearSegmentedColormap.from_list("white_blue", ["white", PALETTE["blue"]])
THOUSAND = 1000
INPUT_LABELS = {
    "budget": "budget, yuan",
    "slope": "probability of rebooking per point of value",
    "margin": "yuan per rebooking",
    "customers": "number of customers",
}


def plot_attribute_correlations(
    surveys: pd.DataFrame,
    *,
    attributes: Sequence[str] = EXHIBITOR_ATTRIBUTES,
    prefix: str = "perf_",
    ax: Axes | None = None,
) -> Axes:
    """Draw the correlations between ratings as a map of numbers.

    Parameters
    ----------
    surveys : DataFrame
        One row per response of one role, no rating missing.
    attributes : sequence of str
        Endings of the columns.
    prefix : str, default "perf_"
        Beginning of the columns with the ratings.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one cell per pair below the diagonal.

    Raises
    ------
    DataError
        For the reasons of `attribute_correlations`, or for fewer than two attributes.
    """
    table = attribute_correlations(surveys, attributes, prefix=prefix)
    if len(table) < 2:
        raise DataError(f"{len(table)} attribute: a correlation needs two.")
    below = table.where(np.tril(np.ones(table.shape, dtype=bool), k=-1)).iloc[1:, :-1]
    ax = figure_axes(ax, size=(7.2, 4.8))
    _draw_map(ax, below.to_numpy(), DIVERGING, (-1, 1), 2)
    row, column = np.unravel_index(np.nanargmax(below.abs().to_numpy()), below.shape)
    first, second = str(below.index[row]), str(below.columns[column])
    ax.set_title(
        translate(
            "Most alike: {first}, {second}",
            first=attribute_label(first),
            second=attribute_label(second),
        )
    )
    ax.set_yticks(range(len(below)), [attribute_label(name) for name in below.index])
    labels = [attribute_label(name) for name in below.columns]
    ax.set_xticks(range(below.shape[1]), labels, rotation=30, ha="right")
    return ax


def plot_loadings(loadings: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw factor loadings as a map of numbers.

    Parameters
    ----------
    loadings : DataFrame
        What `cvm_lessons.measurement.factor_loadings` returns: items by factors.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one cell per loading.

    Raises
    ------
    DataError
        If a loading is missing.
    """
    table = number_columns(loadings, list(loadings.columns))
    ax = figure_axes(ax, size=(6.4, 0.3 * len(table) + 1.2))
    _draw_map(ax, table.to_numpy(), DIVERGING, (-1, 1), 2)
    clear = int(assigned_factors(table)["factor"].notna().sum())
    ax.set_title(
        translate("{clear} of {items} items load on one factor alone", clear=clear, items=len(table))
    )
    ax.set_yticks(range(len(table)), [_item_label(item) for item in table.index])
    ax.set_xticks(range(table.shape[1]), list(table.columns))
    return ax


def plot_sensitivity(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the net gain of the best plan over two uncertain inputs, as a map of numbers.

    Parameters
    ----------
    table : DataFrame
        What `sensitivity` returns; its first two columns are the inputs.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one cell per combination, in thousand yuan.

    Raises
    ------
    DataError
        If a column or a value is missing.
    """
    require_columns(table, ["net_gain"])
    rows, columns = table.columns[:2]
    numbers = number_columns(table, [rows, columns, "net_gain"])
    grid = numbers.pivot_table(index=rows, columns=columns, values="net_gain") / THOUSAND
    ax = figure_axes(ax, size=(7.2, 0.6 * len(grid) + 1.8))
    lowest, highest = float(grid.min().min()), float(grid.max().max())
    _draw_map(ax, grid.to_numpy(), RISING, (min(0.0, lowest), max(highest, 1.0)), 1)
    ax.set_xticks(range(grid.shape[1]), _input_labels(columns, grid.columns))
    ax.set_yticks(range(grid.shape[0]), _input_labels(rows, grid.index))
    low, high = (format_money(end * THOUSAND) for end in (lowest, highest))
    ax.set(
        title=translate("The best plan nets {low} to {high} (map: thousand yuan)", low=low, high=high),
        xlabel=translate(INPUT_LABELS.get(columns, columns)),
        ylabel=translate(INPUT_LABELS.get(rows, rows)),
    )
    return ax


def _draw_map(
    ax: Axes, values: np.ndarray, colors: LinearSegmentedColormap, ends: tuple[float, float], decimals: int
) -> None:
    low, high = ends
    ax.imshow(values, cmap=colors, vmin=low, vmax=high, aspect="auto")
    for (row, column), value in np.ndenumerate(values):
        if np.isfinite(value):
            ink = reads_on(to_hex(colors((value - low) / (high - low))))
            ax.text(column, row, format_number(value, decimals), ha="center", va="center", color=ink)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)


def _item_label(item: str) -> str:
    parts = str(item).split("_")
    known = len(parts) == 3 and parts[0] == "val"
    return f"{translate(parts[1])} {parts[2]}" if known else translate(str(item))


def _input_labels(name: str, values: Sequence[float]) -> list[str]:
    return [format_number(value, 3 if name == "slope" else 0) for value in values]
