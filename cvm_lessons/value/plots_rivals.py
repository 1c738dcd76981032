"""Figures of a show against its rivals: the customer value map and the points of difference."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    DataError,
    figure_axes,
    filled_column,
    format_number,
    label_end,
    number_columns,
    require_columns,
    translate,
)
from cvm_lessons.value._labels import label_points
from cvm_lessons.value.fair_value import FAIR_ZONE
from cvm_lessons.value.proposition import PARITY_MARGIN

__all__ = ["plot_points_of_difference", "plot_value_map"]

READINGS = {  # a marker beside the colour, so that the figure reads in grey
    "difference": ("blue", "o"),
    "minor difference": ("sky", "o"),
    "parity": ("grey", "s"),
    "contention": ("red", "D"),
}
POSITIONS = {"better": "better value", "fair": "fair value", "worse": "worse value"}


def plot_value_map(
    shows: pd.DataFrame, *, name: str = "name", zone: float = FAIR_ZONE, ax: Axes | None = None
) -> Axes:
    """Draw quality against price for the shows of one market, with the line and the zone of fair value.

    Parameters
    ----------
    shows : DataFrame
        What `value_map` returns, with `name` and own, true for the show that the figure is about.
    name : str, default "name"
        Column with the labels.
    zone : float, default 0.02
        Distance from the line that still counts as fair, as passed to `value_map`.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a point per show; above the zone lies better value, below it worse.

    Raises
    ------
    DataError
        If a column is missing or holds no numbers, or not one show is the own one.

    Examples
    --------
    >>> shows = pd.DataFrame({"name": ["Lark", "Harbour"], "own": [True, False], "relative_price": [0.9, 1.1]})
    >>> shows = shows.assign(quality=[1.1, 0.9], fair_quality=[0.95, 1.05], position=["better", "worse"])
    >>> plot_value_map(shows.assign(cva=[1.2, 0.8])).get_title()
    'Lark gives better value: CVA 1.20'
    """
    numbers = number_columns(shows, ["relative_price", "quality", "fair_quality", "cva"], low=0)
    names = [translate(str(label)) for label in filled_column(shows, name)]
    own = filled_column(shows, "own").astype(bool).to_numpy()
    if own.sum() != 1:
        raise DataError(f"column 'own' is true for {own.sum()} shows: the figure is about one.")
    ax = figure_axes(ax)
    price, quality = numbers["relative_price"], numbers["quality"]
    _frame_of(ax, price, quality, zone)
    _fair_line(ax, numbers, zone)
    ax.plot(price[~own], quality[~own], "o", color=PALETTE["grey"], markersize=8, zorder=3)
    ax.plot(price[own], quality[own], "o", color=PALETTE["blue"], markersize=12, zorder=3)
    ax.set_xlabel(translate("Relative price (1 = mean of the rivals)"))
    ax.set_ylabel(translate("Perceived quality (1 = mean of the rivals)"))
    mine = shows[own].iloc[0]
    ax.set_title(
        translate(
            "{show} gives {position}: CVA {cva}",
            show=names[int(own.argmax())],
            position=translate(POSITIONS[mine["position"]]),
            cva=format_number(mine["cva"], 2),
        )
    )
    for x, y, side, words in ((0.015, 0.98, "left", "better value"), (0.985, 0.02, "right", "worse value")):
        va = "top" if y > 0.5 else "bottom"
        ax.text(x, y, translate(words), transform=ax.transAxes, ha=side, va=va, color=PALETTE["grey"])
    label_points(ax, list(zip(price, quality, strict=True)), names, PALETTE["ink"])
    return ax


def plot_points_of_difference(
    points: pd.DataFrame, *, margin: float = PARITY_MARGIN, ax: Axes | None = None
) -> Axes:
    """Draw the difference to the next best alternative on each attribute, with its interval and its reading.

    Parameters
    ----------
    points : DataFrame
        What `points_of_difference` returns, one row per attribute.
    margin : float, default 0.5
        Largest difference that counts as parity, as passed to `points_of_difference`.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With an interval per attribute, in the order of the rows, and a band for parity.

    Raises
    ------
    DataError
        If a column is missing or holds no numbers, or a reading is not known.

    Examples
    --------
    >>> points = {"attribute": ["sales"], "importance": [9.0], "difference": [0.8], "low": [0.6], "high": [1.0]}
    >>> plot_points_of_difference(pd.DataFrame({**points, "point": ["difference"]})).get_title()
    'Points of difference: sales'
    """
    numbers = number_columns(points, ["importance", "difference", "low", "high"])
    names = [translate(str(name)) for name in filled_column(points, "attribute")]
    readings = filled_column(points, "point")
    if (unknown := ~readings.isin(READINGS)).any():
        raise DataError.at(points, "point", unknown, f"one of {', '.join(READINGS)}")
    ax = figure_axes(ax)
    ax.axvspan(-margin, margin, color=PALETTE["pale"], alpha=0.5, linewidth=0)
    ax.axvline(0, color=PALETTE["grey"], linewidth=1)
    for y, (row, reading) in enumerate(zip(numbers.itertuples(), readings, strict=True)):
        color, marker = PALETTE[READINGS[reading][0]], READINGS[reading][1]
        ax.hlines(y, row.low, row.high, color=color, linewidth=2.5)
        ax.plot(row.difference, y, marker, color=color, markersize=8)
        label_end(ax, max(row.high, margin), y, translate(reading))
    importance = [format_number(value, 1) for value in numbers["importance"]]
    ax.set_yticks(range(len(names)), [f"{n} ({i})" for n, i in zip(names, importance, strict=True)])
    left, right = float(numbers["low"].min()), float(numbers["high"].max())
    room = 0.32 * (max(right, margin) - min(left, -margin))
    ax.set(ylim=(len(names) - 0.5, -0.5), xlim=(min(left, -margin) - 0.1, max(right, margin) + room))
    ax.set_xlabel(translate("Own show less next best alternative (points of 10); grey: parity"))
    ax.set_ylabel(translate("Attribute (importance)"))
    found = [name for name, reading in zip(names, readings, strict=True) if reading == "difference"]
    listed = translate(", ").join(found)
    title = (
        translate("Points of difference: {names}", names=listed)
        if found
        else translate("No point of difference")
    )
    ax.set_title(title)
    return ax


def _frame_of(ax: Axes, price: pd.Series, quality: pd.Series, zone: float) -> None:
    """Set limits with (1, 1) inside and room for the labels."""
    across = max(0.1, float((price - 1).abs().max())) * 1.35
    up = max(0.05, zone, float((quality - 1).abs().max())) * 1.5
    ax.set(xlim=(1 - across, 1 + across), ylim=(1 - up, 1 + up))


def _fair_line(ax: Axes, numbers: pd.DataFrame, zone: float) -> None:
    offset = (numbers["relative_price"] - 1).abs()
    if offset.max() == 0:
        return  # all prices are alike: no line is defined, only the point (1, 1)
    far = numbers.loc[offset.idxmax()]
    slope = (far["fair_quality"] - 1) / (far["relative_price"] - 1)
    ends = np.array(ax.get_xlim())
    line = 1 + slope * (ends - 1)
    ax.fill_between(ends, line - zone, line + zone, color=PALETTE["green"], alpha=0.2, linewidth=0)
    ax.plot(ends, line, color=PALETTE["green"], linewidth=1.8)
