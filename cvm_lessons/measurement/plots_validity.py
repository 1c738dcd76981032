"""Figures on scales and factors; they draw what the confirmatory models and ratios of `measurement` say."""

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE, DataError, figure_axes, format_number, require_columns, translate

__all__ = ["plot_factor_loadings", "plot_htmt", "plot_latent_means"]

HTMT_LIMITS = (
    0.85,
    0.90,
)  # Henseler, Ringle and Sarstedt's limits for scales that differ, and for close ones
HIGH_LOADING = 0.5**0.5  # from here on an item holds more of its factor than of error
ROW_HEIGHT, FRAME_HEIGHT = 0.32, 1.4


def plot_factor_loadings(parameters: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the standardised loadings with their intervals, a colour for each factor.

    Parameters
    ----------
    parameters : DataFrame
        `parameters_` of a fitted `ConfirmatoryFactorAnalysis`.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a point and a line per loading.

    Raises
    ------
    DataError
        If a column is missing, or there is no loading.
    """
    require_columns(parameters, ["kind", "first", "second", "standardized", "standardized_error"])
    loadings = parameters[parameters["kind"] == "loading"]
    if loadings.empty:
        raise DataError("the table has no row of kind 'loading': pass parameters_ of a fitted model.")
    ax = figure_axes(ax, size=(7.2, FRAME_HEIGHT + ROW_HEIGHT * len(loadings)))
    rows = pd.Series(range(len(loadings))[::-1], index=loadings.index)
    colours = [name for name in PALETTE if name not in ("yellow", "grey", "pale", "ink")]
    for number, (factor, own) in enumerate(loadings.groupby("first", sort=False)):
        colour, half = PALETTE[colours[number % len(colours)]], 1.96 * own["standardized_error"]
        y, estimate = rows[own.index], own["standardized"]
        ax.hlines(y, estimate - half, estimate + half, color=colour, linewidth=2.5)
        ax.scatter(estimate, y, color=colour, s=36, zorder=3)
        ax.text(
            1.02,
            y.mean(),
            translate(str(factor)),
            color=colour,
            va="center",
            transform=ax.get_yaxis_transform(),
        )
    ax.axvline(HIGH_LOADING, color=PALETTE["grey"], linestyle="--", linewidth=1)
    ax.set_yticks(list(rows), [translate(str(item)) for item in loadings["second"]])
    low = int((loadings["standardized"].abs() < HIGH_LOADING).sum())
    ax.set(
        xlabel=translate("standardised loading with 95 % interval\n(dashed: half of the item is its factor)"),
        title=translate(
            "{low} of {total} items hold more error than factor",
            low=format_number(low),
            total=format_number(len(loadings)),
        ),
    )
    return ax


def plot_htmt(ratios: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the heterotrait-monotrait ratio of each pair of scales with the two common limits.

    Parameters
    ----------
    ratios : DataFrame
        What `htmt` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a point and a line per pair; red where the interval passes the upper limit.

    Raises
    ------
    DataError
        If a column is missing.
    """
    require_columns(ratios, ["first", "second", "estimate", "low", "high"])
    ax = figure_axes(ax, size=(7.2, FRAME_HEIGHT + ROW_HEIGHT * max(len(ratios), 3)))
    rows = range(len(ratios))[::-1]
    close = ratios["high"] > HTMT_LIMITS[1]
    colours = [PALETTE["red"] if each else PALETTE["blue"] for each in close]
    for limit in HTMT_LIMITS:
        ax.axvline(limit, color=PALETTE["grey"], linestyle="--", linewidth=1)
    ax.hlines(rows, ratios["low"], ratios["high"], color=colours, linewidth=2.5)
    ax.scatter(ratios["estimate"], rows, color=colours, s=36, zorder=3)
    ax.set_yticks(
        rows, [f"{one} – {two}" for one, two in zip(ratios["first"], ratios["second"], strict=True)]
    )
    ax.set_ylim(-0.6, len(ratios) - 0.4)
    ax.set(
        xlabel=translate("heterotrait-monotrait ratio with interval\n(dashed: 0.85 and 0.90)"),
        title=translate(
            "{close} of {total} pairs may be one thing",
            close=format_number(int(close.sum())),
            total=format_number(len(ratios)),
        ),
    )
    return ax


def plot_latent_means(means: pd.DataFrame, *, reference: str, ax: Axes | None = None) -> Axes:
    """Draw by how much the factors of each group lie above those of the first group.

    Parameters
    ----------
    means : DataFrame
        What `MeasurementInvariance.latent_means` returns.
    reference : str
        Name of the first group, for the title.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a point and a line per group and factor.

    Raises
    ------
    DataError
        If a column is missing.
    """
    require_columns(means, ["group", "factor", "estimate", "low", "high"])
    ax = figure_axes(ax, size=(7.2, FRAME_HEIGHT + ROW_HEIGHT * max(len(means), 3)))
    rows = range(len(means))[::-1]
    apart = (means["low"] > 0) | (means["high"] < 0)
    colours = [PALETTE["blue"] if each else PALETTE["grey"] for each in apart]
    ax.axvline(0, color=PALETTE["ink"], linewidth=1)
    ax.hlines(rows, means["low"], means["high"], color=colours, linewidth=2.5)
    ax.scatter(means["estimate"], rows, color=colours, s=36, zorder=3)
    pairs = zip(means["group"], means["factor"], strict=True)
    ax.set_yticks(rows, [f"{translate(str(one))}: {translate(str(two))}" for one, two in pairs])
    ax.set_ylim(-0.6, len(means) - 0.4)
    ax.set(
        xlabel=translate("difference of the factor's mean with 95 % interval\n(in the factor's unit)"),
        title=translate(
            "{apart} of {total} factor means differ from those of {reference}",
            apart=format_number(int(apart.sum())),
            total=format_number(len(means)),
            reference=translate(reference),
        ),
    )
    return ax
