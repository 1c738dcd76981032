"""Figures of how satisfaction forms: the bent response, the surface, the models side by side."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    check_number,
    figure_axes,
    format_number,
    label_end,
    number_columns,
    require_columns,
    translate,
)
from cvm_lessons.satisfaction._names import shown_name
from cvm_lessons.satisfaction.response_surface import ResponseSurface

__all__ = [
    "plot_expectation_rules",
    "plot_formation_models",
    "plot_response_curve",
    "plot_response_surface",
]

GRID = 60
CHANGE = 1.3  # points of satisfaction that a point of both sides moves, and some room


def plot_response_curve(curve: pd.DataFrame, *, neutral: float = 0.0, ax: Axes | None = None) -> Axes:
    """Draw expected satisfaction over disconfirmation, with the straight line that a loss would break.

    Parameters
    ----------
    curve : DataFrame
        What the `curve` of an asymmetric response returns, in rising order and on both sides of `neutral`.
    neutral : float, default 0
        Where performance is as expected.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With the curve, its interval and the gain's line carried on below the neutral point.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    ParameterError
        If `neutral` is no number.
    """
    table = number_columns(curve, ["disconfirmation", "expected", "low", "high"])
    x, y = table["disconfirmation"].to_numpy(), table["expected"].to_numpy()
    middle = float(np.interp(check_number("neutral", neutral), x, y))
    gain = (y[-1] - middle) / (x[-1] - neutral)
    loss = (middle - y[0]) / (neutral - x[0])
    ax = figure_axes(ax)
    ax.fill_between(x, table["low"], table["high"], color=PALETTE["sky"], alpha=0.35, linewidth=0)
    ax.plot(x, y, color=PALETTE["blue"], linewidth=2)
    ax.plot([x[0], neutral], [middle - gain * (neutral - x[0]), middle], "--", color=PALETTE["grey"])
    ax.axvline(neutral, color=PALETTE["grey"], linewidth=0.8)
    slopes = {"loss": format_number(loss, 2), "gain": format_number(gain, 2)}
    heavier = abs(loss) > abs(gain)
    title = (
        "A point worse moves {loss}, a point better {gain}"
        if heavier
        else "A point better moves {gain}, worse {loss}"
    )
    ax.set(
        title=translate(title, **slopes),
        xlabel=translate("performance against expectation, points (0: as expected)"),
        ylabel=translate("expected satisfaction, points"),
    )
    words = {"transform": ax.transAxes, "va": "top", "color": PALETTE["grey"]}
    ax.text(0.03, 0.96, translate("dashed: if a loss weighed like a gain"), **words)
    return ax


def plot_response_surface(
    surface: ResponseSurface, *, low: float = 1, high: float = 7, ax: Axes | None = None
) -> Axes:
    """Draw the expected outcome over expectation and performance as a map of levels.

    Parameters
    ----------
    surface : ResponseSurface
        What `response_surface` returns.
    low, high : float
        Ends of the scale of both.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With levels, and the line where performance equals expectation.

    Raises
    ------
    ParameterError
        If an end is no number.
    """
    line = np.linspace(check_number("low", low), check_number("high", high), GRID)
    across, up = np.meshgrid(line, line)
    ax = figure_axes(ax, size=(6.4, 5.0))
    levels = ax.contour(across, up, surface.predict(across, up), levels=8, cmap="viridis")
    ax.clabel(levels, fmt=lambda level: format_number(level, 1), fontsize=9)
    ax.plot(line, line, "--", color=PALETTE["grey"], linewidth=1)
    raises = surface.fit.coefficients["e"] > 0
    title = (
        "Expecting more goes with more satisfaction"
        if raises
        else "Expecting more goes with less satisfaction"
    )
    ax.set(
        title=translate(title),
        xlabel=translate("expectation, points"),
        ylabel=translate("performance, points"),
        aspect="equal",
    )
    middle = (low + high) / 2
    ax.annotate(
        translate("as expected"),
        (middle, middle),
        xytext=(0, -14),
        textcoords="offset points",
        color=PALETTE["grey"],
        rotation=45,
        rotation_mode="anchor",
    )
    return ax


def plot_formation_models(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what each model explains of answers it has not seen.

    Parameters
    ----------
    table : DataFrame
        What `compare_formation` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one bar per model, the strongest at the top.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    """
    require_columns(table, ["predictors"])
    r2 = number_columns(table, ["cv_r2"])["cv_r2"].sort_values(kind="stable")
    ax = figure_axes(ax, size=(7.2, 1.6 + 0.4 * len(r2)))
    single = r2.drop(index="all together", errors="ignore")
    colors = [PALETTE["blue"] if name in single.index else PALETTE["grey"] for name in r2.index]
    places = np.arange(len(r2))
    ax.barh(places, r2, color=colors, height=0.7)
    for place, (name, share) in zip(places, r2.items(), strict=True):
        count = translate(
            "{number}, predictors: {count}",
            number=format_number(share, 2),
            count=int(table.loc[name, "predictors"]),
        )
        label_end(ax, max(float(share), 0.0), place, count)
    ax.set(
        title=translate("Of single models, {name} explains most", name=shown_name(single.index[-1])),
        xlabel=translate("share of variance explained in answers not used for the fit"),
        xlim=(min(0.0, float(r2.min())), float(r2.max()) * 1.4),
    )
    ax.set_yticks(places, [shown_name(name) for name in r2.index])
    ax.grid(visible=False, axis="y")
    return ax


def plot_expectation_rules(changes: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the change of satisfaction that each rule predicts.

    Parameters
    ----------
    changes : DataFrame
        What `expectation_what_if` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one bar per rule, from zero.

    Raises
    ------
    DataError
        If a column is missing or holds a missing value.
    """
    table = number_columns(changes, ["change", "expectation", "performance"]).iloc[::-1]
    ax = figure_axes(ax, size=(7.2, 2.4))
    colors = [PALETTE["red"] if change < 0 else PALETTE["blue"] for change in table["change"]]
    ax.barh(np.arange(len(table)), table["change"], color=colors, height=0.6)
    ax.axvline(0, color=PALETTE["grey"], linewidth=0.8)
    for place, change in enumerate(table["change"]):
        sign, side = ("+", 1) if change > 0 else ("", -1)
        words = f"{sign}{format_number(change, 2)}".replace("-", "−")
        ax.annotate(
            words,
            (change, place),
            xytext=(5 * side, 0),
            textcoords="offset points",
            ha="left" if side > 0 else "right",
            va="center",
        )
    disagree = table["change"].min() < 0 < table["change"].max()
    title = "The two rules disagree on the sign" if disagree else "The two rules agree on the sign"
    # A fixed scale, so that a move of the slider shows as a move of the bar.
    ax.set(
        title=translate(title),
        xlabel=translate("change of satisfaction, points"),
        xlim=(-CHANGE, CHANGE),
    )
    ax.set_yticks(np.arange(len(table)), [shown_name(name) for name in table.index])
    ax.grid(visible=False, axis="y")
    return ax
