"""Figures of value drivers: said against shown, importance against performance, gains against costs."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    current_language,
    figure_axes,
    format_money,
    format_number,
    format_percent,
    number_columns,
    translate,
)
from cvm_lessons.core.labels import label_points
from cvm_lessons.value.drivers import attribute_label
from cvm_lessons.value.quadrants import driver_quadrants

__all__ = ["plot_actions", "plot_driver_quadrant", "plot_importance"]

LARGE_GAP = 3  # ranks; smaller moves stay grey so that the large ones are seen
THOUSAND = 1000
IMPORTANCE_LABELS = {
    "derived_share": "share of the explained variance of value",
    "derived": "part of R²",
    "stated": "stated importance, 1-10",
    "coefficient": "points of value per point of the rating",
}
CORNERS = {"improve first": (0, 1), "keep up": (1, 1), "leave": (0, 0), "more than enough": (1, 0)}


def plot_importance(drivers: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw a line per attribute from its stated to its derived rank.

    Parameters
    ----------
    drivers : DataFrame
        What `value_drivers` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With rank 1 at the top; lines of three ranks or more are coloured, red up and blue down.

    Raises
    ------
    DataError
        If a rank is missing.
    """
    ranks = number_columns(drivers, ["stated_rank", "derived_rank"], low=1)
    ax = figure_axes(ax, size=(7.2, 4.4))
    for name, stated, derived in ranks.itertuples():
        color, width = _gap_style(stated - derived)
        ax.plot([0, 1], [stated, derived], "o-", color=color, linewidth=width)
        label = attribute_label(str(name))
        ax.annotate(
            f"{label}  {stated:.0f}",
            (0, stated),
            xytext=(-9, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            color=color,
        )
        ax.annotate(
            f"{derived:.0f}  {label}",
            (1, derived),
            xytext=(9, 0),
            textcoords="offset points",
            ha="left",
            va="center",
            color=color,
        )
    said, shown = (attribute_label(str(ranks[column].idxmin())) for column in ("stated_rank", "derived_rank"))
    title = "Said and shown agree on {said}" if said == shown else "They say {said}; value follows {shown}"
    ax.set(
        title=translate(title, said=said, shown=shown),
        xlim=(-1, 2),
        ylim=(ranks.max().max() + 0.6, 0.4),
        yticks=[],
    )
    ax.set_xticks([0, 1], [translate("rank by what they say"), translate("rank by what goes with value")])
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    return ax


def plot_driver_quadrant(
    drivers: pd.DataFrame, *, importance: str = "derived_share", ax: Axes | None = None
) -> Axes:
    """Draw importance against performance, cut at the means.

    Parameters
    ----------
    drivers : DataFrame
        What `value_drivers` returns.
    importance : str, default "derived_share"
        Column to take as importance.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one point per attribute and the names of the four quadrants in the corners.

    Raises
    ------
    DataError
        If a column or a value is missing.
    """
    table = driver_quadrants(drivers, importance=importance)
    first = [attribute_label(str(name)) for name in table.index[table["quadrant"] == "improve first"]]
    ax = figure_axes(ax, size=(7.2, 4.8))
    ax.scatter(table["performance"], table["importance"], s=36, color=PALETTE["blue"], zorder=3)
    ax.axvline(table["performance_cut"].iloc[0], color=PALETTE["grey"], linewidth=0.9)
    ax.axhline(table["importance_cut"].iloc[0], color=PALETTE["grey"], linewidth=0.9)
    ax.margins(x=0.14, y=0.16)
    _name_corners(ax)
    ax.grid(visible=False)
    if importance == "derived_share":
        ax.yaxis.set_major_formatter(lambda share, _: format_percent(share))
    nothing = translate("No driver is both important and weak")
    ax.set(
        title=translate("Improve first: {names}", names=", ".join(first)) if first else nothing,
        xlabel=translate("mean rating, 1-10"),
        ylabel=translate(IMPORTANCE_LABELS.get(importance, importance)),
    )
    points = list(zip(table["performance"], table["importance"], strict=True))
    label_points(ax, points, [attribute_label(str(name)) for name in table.index], PALETTE["ink"])
    return ax


def plot_actions(gains: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each project's gain as a bar and its cost as a line across it.

    Parameters
    ----------
    gains : DataFrame
        What `action_gains` or `choose_actions` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With the highest net gain at the top; chosen projects (or all, if none were chosen yet) in blue.

    Raises
    ------
    DataError
        If a column or a value is missing.
    """
    numbers = number_columns(gains, ["gain", "cost", "net_gain"]).sort_values("net_gain") / THOUSAND
    rows = gains.loc[numbers.index]
    chosen = rows["chosen"] if "chosen" in rows else pd.Series(True, index=rows.index)
    ax = figure_axes(ax, size=(7.2, 0.3 * len(rows) + 1.4))
    places = np.arange(len(rows))
    colors = np.where(chosen, PALETTE["blue"], PALETTE["pale"])
    ax.barh(places, numbers["gain"], color=colors, height=0.7)
    ax.vlines(numbers["cost"], places - 0.42, places + 0.42, color=PALETTE["ink"], linewidth=2)
    for place, row in zip(places, numbers.itertuples(), strict=True):
        sign = "+" if row.net_gain > 0 else ""
        ax.annotate(
            sign + format_number(row.net_gain, 1),
            (max(row.gain, row.cost, 0), place),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
        )
    ax.set_yticks(places, _project_labels(rows))
    ax.set(
        title=_actions_title(rows, chosen),
        xlabel=translate("thousand yuan an edition; line: cost, number: net gain"),
    )
    ax.margins(x=0.12)
    ax.grid(visible=False, axis="y")
    return ax


def _name_corners(ax: Axes) -> None:
    for name, (across, up) in CORNERS.items():
        ax.text(
            0.01 + 0.98 * across,
            0.015 + 0.97 * up,
            translate(name),
            transform=ax.transAxes,
            ha=("left", "right")[across],
            va=("bottom", "top")[up],
            color=PALETTE["red"] if name == "improve first" else PALETTE["grey"],
        )


def _gap_style(gap: float) -> tuple[str, float]:
    if abs(gap) < LARGE_GAP:
        return PALETTE["grey"], 1.2
    return (PALETTE["red"] if gap > 0 else PALETTE["blue"]), 2.4


def _project_labels(rows: pd.DataFrame) -> list[str]:
    column = "name_zh" if current_language() == "zh" else "name"
    return [str(name) for name in rows.get(column, rows.index)]


def _actions_title(rows: pd.DataFrame, chosen: pd.Series) -> str:
    if "chosen" in rows:
        net, cost = (format_money(rows.loc[chosen, column].sum()) for column in ("net_gain", "cost"))
        count = int(chosen.sum())
        return str(
            translate("{count} projects (blue) bring {net} net for {cost}", count=count, net=net, cost=cost)
        )
    pays = int((rows["net_gain"] > 0).sum())
    return str(translate("{pays} of {total} projects earn more than they cost", pays=pays, total=len(rows)))
