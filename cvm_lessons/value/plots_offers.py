"""Figures of what an offer gives and takes, and of what activities cost and add."""

import math

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
    translate,
)
from cvm_lessons.core.labels import label_points, reads_on
from cvm_lessons.core.texts import short_amount
from cvm_lessons.value.delivered import first_by, rank_offers

__all__ = ["plot_delivered_value", "plot_value_chain", "plot_value_ratio_flip"]

BAR = 0.62
NARROW = 0.07  # a part of a bar narrower than this share of the axis has no room for its number


def plot_delivered_value(
    offers: pd.DataFrame, *, show: str = "show", unit: str = "thousand yuan", ax: Axes | None = None
) -> Axes:
    """Draw a bar per offer: all of it what she gets, the dark part what she gives; the label is the ratio.

    Where she gives more than she gets, a red part shows by how much; the first of them is named.

    Parameters
    ----------
    offers : DataFrame
        One row per offer, with the columns in `BENEFITS` and `COSTS`, all in one unit of money.
    show : str, default "show"
        Column with the offer's name.
    unit : str, default "thousand yuan"
        Unit of the amounts, for the axis.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a light bar per offer for its value, a dark one for its cost and a red one for its loss, in the
        order of the rows.

    Raises
    ------
    DataError
        If an amount is missing or negative, a name comes twice, or an offer costs nothing.

    Examples
    --------
    >>> shows = pd.DataFrame({"show": ["Harbour", "Lark"], "product": [100, 60], "money": [60, 25]})
    >>> rest = ["service", "personnel", "image", "time", "energy", "psychic"]
    >>> plot_delivered_value(shows.assign(**dict.fromkeys(rest, 0))).get_xlabel()
    'Thousand yuan'
    """
    table = rank_offers(offers, show=show).loc[offers[show]]
    ax = figure_axes(ax)
    rows = range(len(table))
    ax.barh(rows, table["total_value"], height=BAR, color=PALETTE["sky"])
    ax.barh(rows, table["total_cost"], height=BAR, color=PALETTE["blue"])
    loss = (-table["difference"]).clip(lower=0)
    ax.barh(rows, loss, left=table["total_value"], height=BAR, color=PALETTE["red"])
    longest = float(table[["total_value", "total_cost"]].to_numpy().max())
    for y, offer in enumerate(table.itertuples()):
        _bar_numbers(ax, y, offer.total_value, offer.total_cost, NARROW * longest)
        note = translate("ratio {ratio}", ratio=format_number(offer.ratio, 2))
        label_end(ax, max(offer.total_value, offer.total_cost), y, note)
    ax.set(
        ylim=(len(table) - 0.4, -0.85),
        xlim=(0, _round_end(1.16 * longest)),
        xlabel=translate(unit.capitalize()),
    )
    ax.set_yticks(rows, [translate(str(name)) for name in table.index])
    ax.grid(axis="y", visible=False)
    ax.set_title(_winner(table), loc="left")
    _name_parts(ax, table.iloc[0], longest)
    _name_loss(ax, table, longest)
    return ax


def plot_value_ratio_flip(
    offers: pd.DataFrame, *, show: str = "show", unit: str = "thousand yuan", ax: Axes | None = None
) -> Axes:
    """Draw value against cost, with the line of equal difference and the ray of equal ratio.

    Both run through the best offers: no offer lies above the line or above the ray.

    Parameters
    ----------
    offers : DataFrame
        One row per offer, with the columns in `BENEFITS` and `COSTS`, all in one unit of money.
    show : str, default "show"
        Column with the offer's name.
    unit : str, default "thousand yuan"
        Unit of the amounts, for the axes.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a point per offer, the line through the best difference and the ray through the best ratio.

    Raises
    ------
    DataError
        If an amount is missing or negative, a name comes twice, an offer costs nothing,
        or none gives a benefit.

    Examples
    --------
    >>> shows = pd.DataFrame({"show": ["Harbour", "Lark"], "product": [100, 60], "money": [60, 25]})
    >>> rest = ["service", "personnel", "image", "time", "energy", "psychic"]
    >>> plot_value_ratio_flip(shows.assign(**dict.fromkeys(rest, 0))).get_title(loc="left")
    'Harbour leaves the most, Lark returns the most for what it takes'
    """
    table = rank_offers(offers, show=show)
    if not (table["total_value"] > 0).any():
        raise DataError("no offer gives any benefit: there is no ray to draw.")
    ax = figure_axes(ax)
    ends = 1.25 * float(table["total_cost"].max()), 1.25 * float(table["total_value"].max())
    ax.set(xlim=(0, ends[0]), ylim=(0, ends[1]))
    ax.set_title(_winner(table), loc="left")
    ax.set_xlabel(translate("Total customer cost ({unit})", unit=translate(unit)))
    ax.set_ylabel(translate("Total customer value ({unit})", unit=translate(unit)))
    difference, ratio = float(table["difference"].max()), float(table["ratio"].max())
    leaves = translate("equal difference: {number}", number=short_amount(difference))
    returns = translate("equal ratio: {number}", number=format_number(ratio, 2))
    # Where no offer is likely to lie: the left end of one line, the low part of the other two.
    _line(ax, (max(0.02 * ends[0], -difference), difference), leaves, PALETTE["blue"])
    _line(ax, (0.2 * ends[1] / ratio, 0), returns, PALETTE["red"], slope=ratio)
    _line(ax, (0.4 * min(ends), 0), translate("value = cost"), PALETTE["grey"])
    points = list(zip(table["total_cost"], table["total_value"], strict=True))
    ax.plot(*zip(*points, strict=True), "o", color=PALETTE["ink"], markersize=8, zorder=3)
    label_points(ax, points, [translate(str(name)) for name in table.index], PALETTE["ink"])
    return ax


def plot_value_chain(table: pd.DataFrame, *, activity: str = "activity", ax: Axes | None = None) -> Axes:
    """Draw each activity's share of the cost and of the value, joined; the label is the ratio.

    Parameters
    ----------
    table : DataFrame
        What `activity_value` returns, one row per activity.
    activity : str, default "activity"
        Column with the name.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a square for each share of cost and a circle for each share of value, in percent.

    Raises
    ------
    DataError
        If a column is missing or holds no numbers.

    Examples
    --------
    >>> shares = {"activity": ["service", "halls"], "cost_share": [0.2, 0.8], "value_share": [0.5, 0.5]}
    >>> plot_value_chain(pd.DataFrame({**shares, "ratio": [2.5, 0.625]})).get_title(loc="left")
    'Service adds the most for its cost, halls the least'
    """
    names = [translate(str(name)) for name in filled_column(table, activity)]
    shares = number_columns(table, ["cost_share", "value_share", "ratio"], low=0)
    ax = figure_axes(ax)
    rows, cost, value = range(len(table)), 100 * shares["cost_share"], 100 * shares["value_share"]
    ax.hlines(rows, cost, value, color=PALETTE["pale"], linewidth=4)
    ax.plot(cost, rows, "s", color=PALETTE["red"], markersize=8)
    ax.plot(value, rows, "o", color=PALETTE["blue"], markersize=8)
    for y, ratio in enumerate(shares["ratio"]):
        label_end(ax, max(cost.iloc[y], value.iloc[y]), y, f"× {format_number(ratio, 2)}", dx=8)
    for share, words, color in ((cost, "share of cost", "red"), (value, "share of value", "blue")):
        _above(ax, share.iloc[0], translate(words), PALETTE[color])
    ax.set(ylim=(len(table) - 0.4, -0.9), xlim=(0, 1.15 * float(max(cost.max(), value.max()))))
    ax.set_yticks(rows, names)
    ax.set_xlabel(translate("Share of the whole (%)"))
    best, least = shares["ratio"].argmax(), shares["ratio"].argmin()
    title = translate(
        "{best} adds the most for its cost, {least} the least", best=names[best], least=names[least]
    )
    ax.set_title(title[:1].upper() + title[1:], loc="left")
    return ax


def _bar_numbers(ax: Axes, y: int, value: float, cost: float, narrow: float) -> None:
    parts = [((value + cost) / 2, value - cost, "sky" if value >= cost else "red")]
    if value >= cost:  # else the red part covers the place of this number
        parts.append((cost / 2, cost, "blue"))
    for middle, amount, color in parts:
        if abs(amount) >= narrow:
            ink = reads_on(PALETTE[color])
            ax.text(middle, y, short_amount(amount), ha="center", va="center", color=ink)


def _name_parts(ax: Axes, first: pd.Series, longest: float) -> None:
    parts = [("what she gives", 0.0, "blue")]
    if first["difference"] > 0:
        parts.append(("what is left", max(first["total_cost"], 0.25 * longest), "ink"))
    for words, start, color in parts:
        ax.text(start, -BAR / 2 - 0.06, translate(words), va="bottom", color=PALETTE[color])


def _name_loss(ax: Axes, table: pd.DataFrame, longest: float) -> None:
    losing = (table["difference"] < 0).to_numpy()
    if losing.any():
        row = int(losing.argmax())
        # In the first row the name of what she gives stands on the left.
        start = max(float(table["total_value"].iloc[row]), 0.25 * longest)
        side = "right" if start > 0.8 * longest else "left"
        end = float(table["total_cost"].iloc[row]) if side == "right" else start
        y = row - BAR / 2 - 0.06
        ax.text(end, y, translate("her loss"), va="bottom", ha=side, color=PALETTE["red"])


def _above(ax: Axes, x: float, text: str, color: str) -> None:
    ax.annotate(text, (x, 0), xytext=(0, 9), textcoords="offset points", ha="center", color=color)


def _round_end(number: float) -> float:
    """Return the next round number up, so that a small change does not move the axis."""
    step: float = 10 ** math.floor(math.log10(number)) / 5
    return math.ceil(number / step) * step


def _line(ax: Axes, label: tuple[float, float], text: str, color: str, *, slope: float = 1.0) -> None:
    """Draw a line; `label` says how far right its label begins, and at what height the line starts."""
    at, start = label
    ax.axline((0, start), slope=slope, color=color, linewidth=1.6)
    note = ax.text(at, start + slope * at, text, rotation=math.degrees(math.atan(slope)), color=color)
    note.set(ha="left", va="bottom", rotation_mode="anchor", transform_rotates_text=True)


def _winner(table: pd.DataFrame) -> str:
    first = {measure: first_by(table, measure) for measure in ("difference", "ratio")}
    if first["difference"] == first["ratio"]:
        title = translate("{difference} is first by difference and by ratio", **first)
    else:
        title = translate("{difference} leaves the most, {ratio} returns the most for what it takes", **first)
    return str(title)
