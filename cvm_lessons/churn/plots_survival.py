"""Figures of survival: the curves with their bands, and hazard ratios."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.churn._drawing import COLOURS, apart, draw_intervals, percent_axis
from cvm_lessons.churn.survival import survival_quantile
from cvm_lessons.core import (
    ParameterError,
    figure_axes,
    format_number,
    format_percent,
    label_end,
    number_columns,
    translate,
)

__all__ = ["plot_hazard_ratios", "plot_survival_curves"]

LABEL_GAP = 0.05  # between two labels at the right
# Ratios that a reader knows, for the ticks of a logarithmic axis.
RATIOS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 20, 50, 100)


def plot_survival_curves(curves: pd.DataFrame, *, unit: str = "", ax: Axes | None = None) -> Axes:
    """Draw the share still there over time, in steps, with its interval.

    Parameters
    ----------
    curves : DataFrame
        What `kaplan_meier` returns, of one group or of several.
    unit : str, default ""
        What the times are counted in, such as ``"months"``; shown with them.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one line and one band a group, named at its end.

    Raises
    ------
    DataError
        If a column is missing.
    ParameterError
        If the unit is no text.
    """
    number_columns(curves, ["survival", "at_risk"])
    if not isinstance(unit, str):
        raise ParameterError(f"unit={unit!r} is no word, such as 'months'.")
    grouped = curves.index.nlevels > 1
    parts = (
        {str(name): part.droplevel(0) for name, part in curves.groupby(level=0)} if grouped else {"": curves}
    )
    ax = figure_axes(ax)
    ends = apart([part["survival"].iloc[-1] for part in parts.values()], LABEL_GAP)
    for colour, (name, part), end in zip(COLOURS * len(parts), parts.items(), ends, strict=False):
        ax.step(part.index, part["survival"], where="post", color=colour)
        ax.fill_between(
            part.index, part["low"], part["high"], step="post", color=colour, alpha=0.15, linewidth=0
        )
        label_end(ax, part.index[-1], end, translate(name), color=colour)
    first = next(iter(parts.values()))
    title = translate("How long customers stay, by group")
    if not grouped:
        median, last = survival_quantile(first).estimate, float(first["survival"].iloc[-1])
        title = (
            translate("Half of the customers have left after {time}", time=_with_unit(median, unit))
            if median < float("inf")
            else translate("{share} are still there at the end", share=format_percent(last))
        )
    time = translate("time with us")
    ax.set(
        title=title,
        xlabel=f"{time} ({translate(unit)})" if unit else time,
        ylabel=translate("share still there"),
        ylim=(0, 1.03),
    )
    percent_axis(ax, "y")
    ax.margins(x=0.15 if grouped else 0.03)
    ax.set_xlim(left=0)
    return ax


def plot_hazard_ratios(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw by what each predictor multiplies the chance of leaving soon, with its interval.

    Parameters
    ----------
    table : DataFrame
        What the ``to_frame`` of a `CoxFit` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one interval a predictor on a logarithmic axis, blue where it does not hold 1.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    ratios = number_columns(table, ["hazard_ratio", "low", "high"], low=0)
    clear = int(((ratios["low"] > 1) | (ratios["high"] < 1)).sum())
    ax = figure_axes(ax, size=(7.2, 0.45 * len(ratios) + 1.6))
    draw_intervals(ax, ratios, ["hazard_ratio", "low", "high"], 1.0)
    ax.set_xscale("log")
    ax.minorticks_off()
    low, high = ax.get_xlim()
    ticks = [ratio for ratio in RATIOS if low <= ratio <= high]
    ax.set_xticks(ticks, [f"{ratio:g}" for ratio in ticks])
    ax.set(
        title=translate(
            "{clear} of {n} predictors clearly go with leaving sooner or later", clear=clear, n=len(ratios)
        ),
        xlabel=translate("hazard ratio per unit (1: no difference)"),
    )
    return ax


def _with_unit(time: float, unit: str) -> str:
    number: str = format_number(time, 0 if time == round(time) else 1)
    return f"{number} {translate(unit)}" if unit else number
