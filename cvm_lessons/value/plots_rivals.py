"""Figures of a show against its rivals: the customer value map and the points of difference."""

import math
from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    DataError,
    figure_axes,
    filled_column,
    format_number,
    number_columns,
    translate,
)
from cvm_lessons.core.labels import label_points
from cvm_lessons.value._checks import own_row
from cvm_lessons.value.drivers import attribute_label
from cvm_lessons.value.fair_value import FAIR_ZONE
from cvm_lessons.value.proposition import PARITY_MARGIN

__all__ = ["plot_points_of_difference", "plot_value_map"]

READINGS = {  # a marker beside the colour, so that the figure reads in grey
    "point of difference": ("blue", "o"),
    "minor difference": ("sky", "o"),
    "parity": ("grey", "s"),
    "contention": ("red", "D"),
}
TITLES = {
    "better": "{show} gives better value: CVA {cva}",
    "fair": "{show} gives fair value: CVA {cva}",
    "worse": "{show} gives worse value: CVA {cva}",
}
DISPUTED = {"worse": "contention: worse", "disputed": "contention: disputed"}


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
    >>> shows = pd.DataFrame({"name": ["Lark", "Harbour"], "own": [True, False]})
    >>> shows = shows.assign(relative_price=[0.9, 1.1], quality=[1.1, 0.9], fair_quality=[0.95, 1.05])
    >>> plot_value_map(shows.assign(cva=[1.2, 0.8], position=["better", "worse"])).get_title(loc="left")
    'Lark gives better value: CVA 1.20'
    """
    numbers = number_columns(shows, ["relative_price", "quality", "fair_quality", "cva"])
    numbers = numbers.reset_index(drop=True)
    names = [translate(str(label)) for label in filled_column(shows, name)]
    mine = own_row(shows)
    ax = figure_axes(ax)
    price, quality = numbers["relative_price"], numbers["quality"]
    _set_limits(ax, price, quality, zone)
    _draw_fair_line(ax, numbers, zone)
    _name_corners(ax)
    ax.plot(price.drop(mine), quality.drop(mine), "o", color=PALETTE["grey"], markersize=8, zorder=3)
    ax.plot(price[mine], quality[mine], "o", color=PALETTE["blue"], markersize=12, zorder=3)
    ax.set_xlabel(translate("Relative price (1 = mean of the rivals)"))
    ax.set_ylabel(translate("Perceived quality (1 = mean of the rivals)"))
    words = {"show": names[mine], "cva": format_number(numbers["cva"][mine], 2)}
    position = _known(shows, "position", TITLES).iloc[mine]
    ax.set_title(translate(TITLES[position], **words), loc="left")
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
    >>> points = {"attribute": ["sales"], "importance": [9.0], "verdict": ["better"]}
    >>> points = pd.DataFrame({**points, "point": ["point of difference"]})
    >>> plot_points_of_difference(points.assign(difference=0.8, low=0.6, high=1.0)).get_title(loc="left")
    'Points of difference: sales and leads'
    """
    numbers = number_columns(points, ["importance", "difference", "low", "high"])
    names = [attribute_label(str(name)) for name in filled_column(points, "attribute")]
    readings = _known(points, "point", READINGS)
    ax = figure_axes(ax)
    ax.axvspan(-margin, margin, color=PALETTE["pale"], alpha=0.5, linewidth=0)
    ax.axvline(0, color=PALETTE["grey"], linewidth=1)
    verdicts = _known(points, "verdict", ("better", "equal", "worse", "disputed"))
    for y, (row, reading, verdict) in enumerate(zip(numbers.itertuples(), readings, verdicts, strict=True)):
        color, marker = PALETTE[READINGS[reading][0]], READINGS[reading][1]
        ax.hlines(y, row.low, row.high, color=color, linewidth=2.5)
        ax.plot(row.difference, y, marker, color=color, markersize=8)
        words = translate(DISPUTED.get(verdict, reading) if reading == "contention" else reading)
        ax.text(1.01, y, words, transform=ax.get_yaxis_transform(), va="center", color=PALETTE["ink"])
    importance = [format_number(value, 1) for value in numbers["importance"]]
    ax.set_yticks(range(len(names)), [f"{n} ({i})" for n, i in zip(names, importance, strict=True)])
    ax.set(ylim=(len(names) - 0.5, -0.5), ylabel=translate("Attribute (importance)"))
    ax.set_xlabel(translate("Own show less next best alternative (points of 10; grey: parity)"))
    found = [name for name, reading in zip(names, readings, strict=True) if reading == "point of difference"]
    listed = translate("Points of difference: {names}", names=translate(", ").join(found))
    ax.set_title(listed if found else translate("No point of difference: nothing to claim"), loc="left")
    return ax


def _known(frame: pd.DataFrame, column: str, names: Iterable[str]) -> pd.Series:
    values = filled_column(frame, column)
    if (unknown := ~values.isin(list(names))).any():
        raise DataError.at(frame, column, unknown, f"one of {', '.join(names)}")
    return values


def _set_limits(ax: Axes, price: pd.Series, quality: pd.Series, zone: float) -> None:
    """Set limits in whole twentieths, so that a small change does not move the axes."""
    across, up = (max(float((ratio - 1).abs().max()), zone, 0.05) * 1.5 for ratio in (price, quality))
    across, up = (math.ceil(round(half / 0.05, 6)) * 0.05 for half in (across, up))
    ax.set(xlim=(1 - across, 1 + across), ylim=(1 - up, 1 + up))


def _draw_fair_line(ax: Axes, numbers: pd.DataFrame, zone: float) -> None:
    offset = (numbers["relative_price"] - 1).abs()
    if offset.max() == 0:
        return  # all prices are alike: no line is defined, only the point (1, 1)
    far = numbers.loc[offset.idxmax()]
    slope = float((far["fair_quality"] - 1) / (far["relative_price"] - 1))
    ends, top = np.array(ax.get_xlim()), ax.get_ylim()[1]
    line = 1 + slope * (ends - 1)
    ax.fill_between(ends, line - zone, line + zone, color=PALETTE["green"], alpha=0.2, linewidth=0)
    ax.plot(ends, line, color=PALETTE["green"], linewidth=1.8)
    x = 1 + 0.97 * min(ends[1] - 1, (top - 1) / slope if slope > 0 else np.inf)
    angle = math.degrees(math.atan(slope))
    note = ax.text(x, 1 + slope * (x - 1), translate("fair value"), rotation=angle, color=PALETTE["green"])
    note.set(ha="right", va="bottom", rotation_mode="anchor", transform_rotates_text=True)


def _name_corners(ax: Axes) -> None:
    for x, y, words in ((0.015, 0.98, "better value"), (0.985, 0.02, "worse value")):
        across, up = ("left", "top") if y > x else ("right", "bottom")
        ax.text(x, y, translate(words), transform=ax.transAxes, ha=across, va=up, color=PALETTE["grey"])
