"""Figures of how well a model holds: by frequency in the data it saw, over time, and in the holdout."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    DataError,
    check_number,
    figure_axes,
    format_percent,
    label_end,
    number_columns,
    translate,
)
from cvm_lessons.equity._axis_names import with_unit

__all__ = ["plot_calibration", "plot_holdout_by_frequency", "plot_tracking"]

ALMOST = 0.02  # a miss of the total that a reader would call none


def plot_calibration(counts: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many customers bought 0, 1, 2 … times again, beside how many the model expects.

    Parameters
    ----------
    counts : DataFrame
        What `expected_counts` of a model returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With two bars per frequency.

    Raises
    ------
    DataError
        If a column or value is missing, or no customer is counted.

    Examples
    --------
    >>> from cvm_lessons.equity import BetaGeoModel
    >>> model = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> customers = pd.DataFrame({"frequency": [2, 0], "recency": [30.43, 0], "T": [38.86, 38.86]})
    >>> plot_calibration(model.expected_counts(customers, most=2)).get_title()
    'The model puts 27.4% of the customers into a wrong bar'
    """
    bars = number_columns(counts, ["actual", "expected"], low=0)
    total = bars["actual"].sum()
    if total == 0:
        raise DataError("column 'actual' is 0 in every row: no customer is counted.")
    ax = figure_axes(ax)
    places = np.arange(len(bars))
    for shift, (column, text, colour) in zip((-0.2, 0.2), _SIDES, strict=True):
        ax.bar(places + shift, bars[column], 0.4, color=PALETTE[colour], label=translate(text))
    _frequency_ticks(ax, counts.index)
    worst = (bars["actual"] - bars["expected"]).abs().sum() / 2 / total
    ax.set(
        xlabel=translate("repeat purchases"),
        ylabel=translate("number of customers"),
        title=translate(
            "The model puts {share} of the customers into a wrong bar", share=format_percent(worst, 1)
        ),
    )
    ax.legend(frameon=False)
    return ax


def plot_tracking(
    table: pd.DataFrame,
    *,
    calibration: float,
    cumulative: bool = True,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw repeat purchases over time beside the model, with the end of the calibration.

    Parameters
    ----------
    table : DataFrame
        What `track_purchases` returns.
    calibration : float
        Time up to which the model knew the data; 0 if it knew none of them.
    cumulative : bool, default True
        Running totals; else purchases by unit of time.
    unit : str, optional
        Unit of time for the axis, for example ``"weeks"``.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a line for customers and one for the model. The title compares what came and what was expected
        after the calibration, or in all where nothing came after it.

    Raises
    ------
    DataError
        If a column or value is missing.
    ParameterError
        If `calibration` is no number from 0 up.

    Examples
    --------
    >>> from cvm_lessons.equity import BetaGeoModel, track_purchases
    >>> model = BetaGeoModel.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> log = pd.DataFrame({"customer_id": [1, 1, 2], "time": [0.0, 1.5, 0.0]})
    >>> plot_tracking(track_purchases(model, log, until=3), calibration=2, unit="weeks").get_title()
    'In the holdout nobody bought again'
    """
    known = check_number("calibration", calibration, low=0)
    tail = "_cumulative" if cumulative else ""
    columns = [f"{column}{tail}" for column, _, _ in _SIDES]
    lines = number_columns(table, [*dict.fromkeys([*columns, "actual", "expected"])], low=0)
    ax = figure_axes(ax)
    for column, (_, _, colour), style in zip(columns, _SIDES, ("-", "--"), strict=True):
        ax.plot(lines.index, lines[column], color=PALETTE[colour], linestyle=style)
    ax.set_ylim(0, ax.get_ylim()[1])
    later = lines[lines.index > known]
    held = known > 0 and len(later) > 0
    if held:
        _mark_holdout(ax, known)
    _label_ends(ax, lines, columns)
    ax.set(
        xlabel=with_unit("time since the first purchase of all", unit),
        ylabel=translate("repeat purchases"),
        title=_miss(later if held else lines, held=held),
    )
    return ax


def plot_holdout_by_frequency(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw mean holdout purchases by calibration frequency, beside what the model expected.

    Parameters
    ----------
    table : DataFrame
        What `holdout_by_frequency` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With two lines.

    Raises
    ------
    DataError
        If a column or value is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"customers": [90, 10], "actual": [0.2, 2.0], "expected": [0.2, 1.8]})
    >>> plot_holdout_by_frequency(table).get_title()
    'In the holdout the model expects 5% fewer repeat purchases than came'
    """
    means = number_columns(table, ["customers", "actual", "expected"], low=0)
    ax = figure_axes(ax)
    for (column, text, colour), style in zip(_SIDES, ("o-", "o--"), strict=True):
        ax.plot(np.arange(len(means)), means[column], style, color=PALETTE[colour], label=translate(text))
    _frequency_ticks(ax, table.index)
    sums = means[["actual", "expected"]].mul(means["customers"], axis=0)
    ax.set(
        xlabel=translate("repeat purchases in the calibration"),
        ylabel=translate("mean purchases in the holdout"),
        title=_miss(sums, held=True),
    )
    ax.legend(frameon=False)
    return ax


_SIDES = (("actual", "observed in the data", "blue"), ("expected", "the model expects", "orange"))


def _frequency_ticks(ax: Axes, index: pd.Index) -> None:
    names = [str(number) for number in index]
    names[-1] += "+"
    ax.set_xticks(np.arange(len(names)), names)


def _mark_holdout(ax: Axes, known: float) -> None:
    ax.axvline(known, color=PALETTE["grey"], linewidth=0.8)
    ax.annotate(
        translate("not seen by the model"),
        (known, 0),
        xytext=(4, 4),
        textcoords="offset points",
        va="bottom",
        color=PALETTE["grey"],
    )


def _label_ends(ax: Axes, lines: pd.DataFrame, columns: list[str]) -> None:
    ends = sorted(zip(lines[columns].iloc[-1], _SIDES, strict=True), key=lambda end: end[0])
    apart = 0.03 * lines[columns].to_numpy().max()
    for (value, (_, text, colour)), shift in zip(ends, (-apart, apart), strict=True):
        label_end(ax, lines.index[-1], value + shift, translate(text), color=PALETTE[colour])
    ax.margins(x=0.02)
    ax.set_xlim(right=lines.index[-1] * 1.25)


def _miss(table: pd.DataFrame, *, held: bool) -> str:
    """Return the title that says by how much the model misses the total."""
    actual, expected = table["actual"].sum(), table["expected"].sum()
    where = translate("In the holdout") if held else translate("In all")
    if actual == 0:
        return str(translate("{where} nobody bought again", where=where))
    miss = expected / actual - 1
    if abs(miss) < ALMOST:
        text = "{where} the model meets the number of repeat purchases"
    elif miss > 0:
        text = "{where} the model expects {share} more repeat purchases than came"
    else:
        text = "{where} the model expects {share} fewer repeat purchases than came"
    return str(translate(text, where=where, share=format_percent(abs(miss))))
