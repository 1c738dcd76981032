"""Figures of a laddering study besides its map: who mentions what, and what a second interview repeats."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    filled_column,
    format_percent,
    number_columns,
    require_columns,
    translate,
)
from cvm_lessons.value.laddering import LEVELS
from cvm_lessons.value.mentions import mention_shares

__all__ = ["plot_ladder_stability", "plot_mentions"]

COLORS = dict(zip(LEVELS, ("orange", "sky", "green"), strict=True))  # as on the hierarchical value map
GAP = 1.0  # empty rows between two levels
HEADING = 0.45  # rows from the first bar up to the name of its level
ROW = 0.27  # inches
LABEL_DX = 4  # points of type between a mark and its label


def plot_mentions(
    ladders: pd.DataFrame,
    levels: Sequence[str] = ("attribute", "goal"),
    *,
    respondent: str = "respondent_id",
    ax: Axes | None = None,
) -> Axes:
    """Draw which share of the respondents mention each element, level above level.

    Parameters
    ----------
    ladders : DataFrame
        One row per chain, with the respondent and the levels.
    levels : sequence of str, default attribute and goal
        Columns of the levels, from the top block to the bottom one.
    respondent : str, default "respondent_id"
        Column with the respondent.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a bar per element and its share, the most frequent first within its level.

    Raises
    ------
    DataError
        If a column is missing, or nobody mentions anything on a level.

    Examples
    --------
    >>> chains = {"respondent_id": [1, 2], "attribute": ["halls", "price"], "goal": ["growth", "growth"]}
    >>> plot_mentions(pd.DataFrame(chains)).get_title(loc="left")
    'Mentioned and wanted: 2 respondents'
    """
    tables = {level: mention_shares(ladders, level, respondent=respondent) for level in levels}
    rows = sum(map(len, tables.values())) + GAP * (len(tables) - 1)
    ax = figure_axes(ax, size=(6.6, 1.2 + ROW * rows))
    places: list[float] = []
    names: list[str] = []
    y = 0.0
    for level, table in tables.items():
        at = [y + place for place in range(len(table))]
        ax.barh(at, table["share"], height=0.72, color=PALETTE[COLORS.get(level, "grey")])
        for place, share in zip(at, table["share"], strict=True):
            text = format_percent(float(share))
            ax.annotate(text, (share, place), xytext=(LABEL_DX, 0), textcoords="offset points", va="center")
        ax.text(0, at[0] - HEADING, translate(f"{level}s"), va="bottom", color=PALETTE["grey"])
        places, names, y = [*places, *at], [*names, *map(str, table.index)], at[-1] + 1 + GAP
    ax.set_yticks(places, [translate(name) for name in names])
    ax.set(
        ylim=(places[-1] + 0.6, -1.3), xlim=(0, 1.18 * max(table["share"].max() for table in tables.values()))
    )
    ax.xaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.set_xlabel(translate("Share of respondents who mention it at least once"))
    ax.grid(axis="y", visible=False)
    count = int(filled_column(ladders, respondent).nunique())
    ax.set_title(translate("Mentioned and wanted: {count} respondents", count=count), loc="left")
    return ax


def plot_ladder_stability(stability: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how alike two waves are on each level, beside the likeness of different people.

    Parameters
    ----------
    stability : DataFrame
        What `ladder_stability` returns: level, estimate, low, high and chance.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a point and an interval per level, from the bottom up, and a cross for chance.

    Raises
    ------
    DataError
        If a column or a value is missing.

    Examples
    --------
    >>> shares = {"estimate": [0.6, 0.9], "low": [0.5, 0.8], "high": [0.7, 1.0], "chance": [0.3, 0.4]}
    >>> plot_ladder_stability(pd.DataFrame({"level": ["attribute", "goal"], **shares})).get_title(loc="left")
    'Most alike after a year: the goals'
    """
    require_columns(stability, ["level"])
    shares = number_columns(stability, ["estimate", "low", "high", "chance"], low=0, high=1)
    levels = filled_column(stability, "level").astype(str).tolist()
    ax = figure_axes(ax, size=(6.6, 2.8))
    rows = range(len(levels))
    ax.hlines(rows, shares["low"], shares["high"], color=PALETTE["blue"], linewidth=2.5)
    ax.plot(shares["estimate"], rows, "o", color=PALETTE["blue"], markersize=8)
    ax.plot(shares["chance"], rows, "x", color=PALETTE["grey"], markersize=8, markeredgewidth=2)
    top = shares.iloc[-1]
    for x, text in (
        (top["estimate"], translate("same person")),
        (top["chance"], translate("different people")),
    ):
        ax.annotate(text, (x, rows[-1]), xytext=(0, 9), textcoords="offset points", ha="center")
    ax.set_yticks(rows, [translate(f"{level}s") for level in levels])
    ax.set(xlim=(0, 1), ylim=(-0.5, len(levels) - 0.4))
    ax.xaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.set_xlabel(translate("Elements named in both interviews, of those named in either"))
    ax.grid(axis="y", visible=False)
    steadiest = translate(f"{levels[int(shares['estimate'].to_numpy().argmax())]}s")
    ax.set_title(translate("Most alike after a year: the {level}", level=steadiest), loc="left")
    return ax
