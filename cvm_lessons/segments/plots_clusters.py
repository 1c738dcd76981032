"""Figures of clusters and segments: validity, centres, profiles, criteria."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    DataError,
    check_choice,
    figure_axes,
    filled_column,
    format_number,
    format_percent,
    number_column,
    number_columns,
    require_columns,
    translate,
)
from cvm_lessons.segments._checks import is_series
from cvm_lessons.segments._maps import DIVERGING, draw_map, farthest, first_of_cells, long_title, shown
from cvm_lessons.segments.cluster_validity import gap_choice

__all__ = [
    "VALIDITY_MEASURES",
    "plot_cluster_centres",
    "plot_cluster_validity",
    "plot_criteria",
    "plot_profile",
]

VALIDITY_MEASURES = ("gap", "silhouette", "stability")


def plot_cluster_validity(validity: pd.DataFrame, measure: str = "gap", *, ax: Axes | None = None) -> Axes:
    """Draw one measure of validity over the number of clusters.

    Parameters
    ----------
    validity : DataFrame
        What `cluster_validity` returns.
    measure : {"gap", "silhouette", "stability"}, default "gap"
        What is drawn; gap with its standard error, stability with its range.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a line over the numbers of clusters, the chosen one marked.

    Raises
    ------
    DataError
        If a column is missing, or for the gap numbers of clusters are.
    ParameterError
        If the measure is unknown.
    """
    chosen = check_choice("measure", measure, VALIDITY_MEASURES)
    line = number_column(validity, chosen, missing=True).dropna()
    ax = figure_axes(ax, size=(7.2, 3.6))
    if chosen == "gap":
        best = gap_choice(validity)
        error = number_column(validity, "gap_se")
        ax.vlines(line.index, line - error, line + error, color=PALETTE["blue"])
        title = translate("The gap statistic chooses {count}", count=best)
    else:
        best = int(line.idxmax())
        names = {"silhouette": "Silhouette is highest for {count}: {value}"}
        text = names.get(chosen, "Resamples agree most on {count} clusters: {value}")
        title = translate(text, count=best, value=format_number(line[best], 2))
    if chosen == "stability":
        ends = number_columns(validity.loc[line.index], ["stable_low", "stable_high"])
        ax.vlines(line.index, ends["stable_low"], ends["stable_high"], color=PALETTE["blue"])
    ax.plot(line.index, line, "o-", color=PALETTE["blue"])
    ax.plot([best], [line[best]], "o", color=PALETTE["red"], markersize=9)
    labels = {
        "gap": "gap (with standard error)",
        "silhouette": "mean silhouette",
        "stability": "adjusted Rand index of two resamples",
    }
    ax.set(title=title, xlabel=translate("clusters"), ylabel=translate(labels[chosen]))
    ax.set_xticks(line.index)
    return ax


def plot_cluster_centres(
    centres: pd.DataFrame, sizes: pd.Series | None = None, *, ax: Axes | None = None
) -> Axes:
    """Draw the centres as a map: what each segment rates above and below the mean.

    Parameters
    ----------
    centres : DataFrame
        One row per segment, one column per item, in standard deviations (`AttitudeClusters.centres_`).
    sizes : Series, optional
        Respondents of each segment, shown with its name.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a row per item and a column per segment.

    Raises
    ------
    DataError
        If a value is missing.
    """
    require_columns(centres, [])
    grid = number_columns(centres, list(centres.columns)).T
    end = float(np.abs(grid.to_numpy()).max())
    ax = figure_axes(ax, size=(7.2, 0.42 * len(grid) + 1.6))
    draw_map(ax, grid, lambda number: format_number(number, 1), ends=(-end, end), colors=DIVERGING)
    item, segment = farthest(grid)
    ax.set(
        title=long_title(
            translate(
                "Segment {segment} stands out by {item}: {value} standard deviations",
                segment=translate(str(segment)),
                item=translate(str(item)),
                value=format_number(grid.loc[item, segment], 1),
            )
        ),
        xlabel=translate("segment"),
    )
    if sizes is not None:
        if missing := [name for name in grid.columns if name not in is_series("sizes", sizes, "sizes").index]:
            raise DataError(f"sizes has no number for the segment {missing[0]!r}.")
        labels = [f"{name} (n = {format_number(sizes[name])})" for name in grid.columns]
        ax.set_xticks(range(grid.shape[1]), labels)
    return ax


def plot_profile(profile: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how far each segment lies from all others in each feature.

    Parameters
    ----------
    profile : DataFrame
        What `segment_profile` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a row per feature (and value) and a column per segment, in standard deviations.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    numbers = number_columns(profile, ["difference"])
    values = filled_column(profile, "value")
    features = filled_column(profile, "feature")
    words = [(translate(str(a)), translate(str(b))) for a, b in zip(features, values, strict=True)]
    labels = pd.Series([f"{name}: {value}" if value else name for name, value in words])
    segments = filled_column(profile, "segment")
    cells = pd.DataFrame(
        {"row": labels.array, "column": segments.array, "difference": numbers["difference"].array}
    )
    grid = first_of_cells(cells, "difference")
    end = float(np.abs(grid.to_numpy()).max()) or 1.0
    ax = figure_axes(ax, size=(7.2, 0.42 * len(grid) + 1.6))
    draw_map(ax, grid, lambda number: format_number(number, 1), ends=(-end, end), colors=DIVERGING)
    feature, segment = farthest(grid)
    ax.set(
        title=long_title(
            translate(
                "Segments differ most in {feature} ({segment}: {value} standard deviations)",
                feature=translate(str(feature)),
                segment=translate(str(segment)),
                value=format_number(grid.loc[feature, segment], 1),
            )
        ),
        xlabel=translate("segment; difference from all others"),
    )
    return ax


def plot_criteria(criteria: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the five criteria as multiples of their bars.

    Parameters
    ----------
    criteria : DataFrame
        What `segment_criteria` returns; each bar must be above 0.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With an interval per criterion; the line at 1 is the bar.

    Raises
    ------
    DataError
        If a column or value is missing, or a bar is 0.
    """
    numbers = number_columns(criteria, ["estimate", "low", "high"])
    bars = number_column(criteria, "bar", low=1e-9)
    passes = filled_column(criteria, "passes").astype(bool)
    ax = figure_axes(ax, size=(7.2, 3.6))
    ratio = numbers.div(bars, axis=0).clip(lower=0.05, upper=100)
    places = np.arange(len(ratio))
    colors = [PALETTE["blue"] if ok else PALETTE["red"] for ok in passes]
    ax.hlines(places, ratio["low"], ratio["high"], color=colors, linewidth=2)
    ax.scatter(ratio["estimate"], places, color=colors, zorder=3)
    ax.axvline(1, color=PALETTE["grey"], linestyle="--")
    for place, (estimate, bar) in enumerate(zip(numbers["estimate"], bars, strict=True)):
        text = f"{format_percent(estimate)} / {format_percent(bar)}"
        ax.annotate(
            text,
            (ratio["estimate"].iloc[place], place),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
        )
    ax.set(
        xscale="log",
        title=translate("{passes} of {all} criteria are met", passes=int(passes.sum()), all=len(passes)),
        xlabel=translate("multiple of the bar (label: found / bar)"),
        xlim=(0.03, max(2.0, 1.5 * float(ratio["high"].max()))),
        ylim=(len(ratio) - 0.5, -0.7),
    )
    ax.set_yticks(places, shown(numbers.index))
    ax.xaxis.set_major_formatter(lambda number, _: format_number(number, 0 if number >= 1 else 1))
    ax.xaxis.set_minor_formatter(lambda *_: "")
    ax.grid(visible=False, axis="y")
    return ax
