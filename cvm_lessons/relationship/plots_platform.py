"""Figures of a two-sided show: the path of a policy, and cross-side effects by method."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE, figure_axes, filled_column, format_percent, number_columns, translate
from cvm_lessons.core.texts import in_lines

__all__ = ["plot_cross_effects", "plot_platform_path", "plot_sides_by_lot"]

SIDE_STYLES = {
    "exhibitors": (PALETTE["blue"], "-", "number of exhibitors"),
    "visitors": (PALETTE["orange"], "-", "number of visitors"),
    "contribution": (PALETTE["ink"], "-", "contribution"),
    "plain budget": (PALETTE["grey"], "--", "plain budget"),
}
METHOD_STYLES = {
    "pooled": (PALETTE["grey"], "rows as they are"),
    "within": (PALETTE["sky"], "shows and years out"),
    "two_stage": (PALETTE["blue"], "by the lots"),
}
EFFECT_LABELS = {
    ("visitors", "variety"): "visitors: exhibitors now",
    ("visitors", "variety_last"): "visitors: exhibitors last time",
    ("small", "visitors_last"): "small exhibitors: visitors last time",
    ("medium", "visitors_last"): "medium exhibitors: visitors last time",
    ("large", "visitors_last"): "large exhibitors: visitors last time",
}
LOT_TITLES = {
    "promo_exhibitors": "Only exhibitors got the refund, yet more visitors came",
    "promo_visitors": "Only visitors got the refund, and exhibitors had already signed",
}
GAP = 0.075  # of the height: labels closer than this would touch


def plot_platform_path(path: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the change of both sides and of the contribution, year by year.

    Parameters
    ----------
    path : DataFrame
        What `platform_path` or `platform_with` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a line each for exhibitors, visitors and contribution, and dashed what a plain budget expects.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    sides = filled_column(path, "side")
    numbers = number_columns(path, ["year", "change"])
    ax = figure_axes(ax)
    shown = [side for side in SIDE_STYLES if (sides == side).any()]
    ends = {}
    for side in shown:
        color, line, _ = SIDE_STYLES[side]
        part = numbers[(sides == side).to_numpy()]
        ax.plot(part["year"], part["change"], line, color=color, linewidth=2)
        ends[side] = float(part["change"].iloc[-1])
    last = float(numbers["year"].max())
    lines = numbers["change"][sides.isin(shown).to_numpy()]
    low, high = min(float(lines.min()), -0.05), max(float(lines.max()), 0.05)
    room = 0.12 * (high - low)
    ax.hlines(0, 0, last, color=PALETTE["grey"], linewidth=0.8)
    ax.set(
        title=translate(
            "Contribution in year {year}: {change}", year=int(last), change=_signed(ends["contribution"])
        ),
        xlabel=translate("year under the policy"),
        ylabel=translate("change against today"),
        xlim=(0, 1.3 * last),
        ylim=(low - room, high + room),
        xticks=range(0, int(last) + 1, max(1, int(last) // 8)),
    )
    ax.yaxis.set_major_formatter(lambda share, _: format_percent(share))
    for side, height in zip(ends, _apart(list(ends.values()), GAP * (high - low + 2 * room)), strict=True):
        ax.annotate(
            translate(SIDE_STYLES[side][2]),
            (last, ends[side]),
            xytext=(1.02 * last, height),
            textcoords="data",
            va="center",
            color=SIDE_STYLES[side][0],
        )
    return ax


def plot_cross_effects(
    tables: pd.DataFrame, *, truth: Mapping[tuple[str, str], float] | None = None, ax: Axes | None = None
) -> Axes:
    """Draw the cross-side elasticities by method, with intervals and, if known, the truth.

    Parameters
    ----------
    tables : DataFrame
        What `CrossSideEffects.to_frame` returns, of one method or several below each other.
    truth : mapping, optional
        True elasticity by (equation, term), such as ``{("visitors", "variety"): 0.5}``.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With an interval per effect and method, and a diamond per truth.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    for column in ("equation", "term", "method"):
        filled_column(tables, column)
    number_columns(tables, ["estimate", "low", "high"])
    methods = [method for method in METHOD_STYLES if (tables["method"] == method).any()]
    ax = figure_axes(ax, size=(7.2, 4.2))
    keyed = tables.set_index(["method", "equation", "term"]).sort_index()
    spread = np.linspace(-0.22, 0.22, len(methods)) if len(methods) > 1 else np.zeros(1)
    for method, shift in zip(methods, spread, strict=True):
        color, label = METHOD_STYLES[method]
        rows = keyed.loc[[(method, *effect) for effect in EFFECT_LABELS]]
        places = np.arange(len(rows)) + shift
        ax.hlines(places, rows["low"], rows["high"], color=color, linewidth=2)
        ax.plot(rows["estimate"], places, "o", color=color, label=translate(label))
    if truth is not None:
        known = [(truth[effect], place) for place, effect in enumerate(EFFECT_LABELS) if effect in truth]
        ax.plot(*zip(*known, strict=True), "D", color=PALETTE["red"], markersize=6, label=translate("truth"))
    ax.set(
        title=translate("A good year brings both sides: only the lots part them"),
        xlabel=translate("per cent of the side named first, per one per cent of the other"),
        ylim=(len(EFFECT_LABELS) - 0.5, -0.6),
    )
    ax.set_yticks(
        range(len(EFFECT_LABELS)), [in_lines(translate(text), 24) for text in EFFECT_LABELS.values()]
    )
    ax.axvline(0, color=PALETTE["grey"], linewidth=0.8)
    columns = len(methods) + (truth is not None)
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=columns)
    ax.grid(visible=False, axis="y")
    return ax


def plot_sides_by_lot(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how far both sides lie above or below their usual level, by the refund that was drawn.

    Parameters
    ----------
    table : DataFrame
        What `sides_by_lot` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a line for the variety of exhibitors and one for visitors.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(table, ["variety", "visitors"])
    ax = figure_axes(ax, size=(7.2, 3.6))
    end = float(numbers.index[-1])
    ax.axhline(0, color=PALETTE["grey"], linewidth=0.8)
    lines = {"variety": ("exhibitors (variety)", "blue"), "visitors": ("visitors", "orange")}
    for column, (label, color) in lines.items():
        ax.plot(numbers.index, numbers[column], "o-", color=PALETTE[color], linewidth=2)
        place = (end, float(numbers[column].iloc[-1]))
        ax.annotate(
            translate(label),
            place,
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            color=PALETTE[color],
        )
    ax.set(
        title=translate(LOT_TITLES[str(table.index.name)]),
        xlabel=translate("refund drawn by lot, share of what that side pays"),
        ylabel=translate("against the usual level"),
        xlim=(-0.01, 1.35 * end),
        xticks=list(numbers.index),
    )
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(lambda share, _: format_percent(share))
    return ax


def _apart(heights: list[float], gap: float) -> list[float]:
    """Return the heights, moved up where two are closer than `gap`, in their order."""
    order = np.argsort(heights)
    placed = list(heights)
    for below, above in pairwise(order):
        placed[above] = max(placed[above], placed[below] + gap)
    return placed


def _signed(share: float) -> str:
    text = str(format_percent(share))
    return text if text.startswith("-") or text == "0%" else f"+{text}"
