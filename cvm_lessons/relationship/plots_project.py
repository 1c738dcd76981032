"""Figure of one measure of several shows, with its intervals and the own show apart."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    ParameterError,
    figure_axes,
    format_percent,
    nearest,
    number_columns,
    translate,
)

__all__ = ["plot_shows"]


def plot_shows(shares: pd.DataFrame, *, own: str, ax: Axes | None = None) -> Axes:
    """Draw a share of each show with its interval, the largest on top, the own show in orange.

    Parameters
    ----------
    shares : DataFrame
        Index: the show; columns value, low, high (shares from 0 to 1), as in a row of `show_profile`.
    own : str
        Name of the own show.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With an interval a show, and a band over the interval of the own one.

    Raises
    ------
    DataError
        If a column or value is missing or no share.
    ParameterError
        If the own show is not there.
    """
    rows = number_columns(shares, ["value", "low", "high"], low=0, high=1)
    if own not in rows.index:
        raise ParameterError(f"own={own!r} is no show of the table. {nearest(own, map(str, rows.index))}")
    rows = rows.sort_values("value", ascending=False)
    ax = figure_axes(ax, size=(7.2, 0.4 * len(rows) + 1.6))
    places = np.arange(len(rows))
    colors = [PALETTE["orange"] if name == own else PALETTE["blue"] for name in rows.index]
    ax.axvspan(rows["low"][own], rows["high"][own], color=PALETTE["orange"], alpha=0.12, linewidth=0)
    ax.hlines(places, rows["low"], rows["high"], color=colors, linewidth=2)
    ax.scatter(rows["value"], places, color=colors, zorder=3)
    for place, (value, high) in enumerate(zip(rows["value"], rows["high"], strict=True)):
        ax.annotate(
            format_percent(value), (high, place), xytext=(6, 0), textcoords="offset points", va="center"
        )
    inside = int(rows["value"].between(rows["low"][own], rows["high"][own]).sum()) - 1
    ax.set(
        title=translate(
            "{inside} of the {others} others lie within the interval of {show}",
            inside=inside,
            others=len(rows) - 1,
            show=translate(own),
        ),
        xlabel=translate("share of the exhibitors"),
        ylim=(len(rows) - 0.4, -0.6),
    )
    ax.margins(x=0.12)
    ax.xaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.set_yticks(places, [translate(str(name)) for name in rows.index])
    ax.grid(visible=False, axis="y")
    return ax
