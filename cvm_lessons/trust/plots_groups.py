"""Figures of occasional and relational customers; they draw what `relational_groups` computes."""

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import (
    PALETTE,
    DataError,
    figure_axes,
    filled_column,
    format_number,
    format_percent,
    number_columns,
    translate,
)
from cvm_lessons.core.labels import reads_on
from cvm_lessons.trust._dots import SERIES_COLOURS, draw_dots
from cvm_lessons.trust.relational_groups import DIFFERENCE
from cvm_lessons.trust.scales import scale_label

__all__ = ["plot_loyalty_drivers", "plot_mediation_by_group"]

THROUGH = "indirect: "
ROOM = 0.06  # standard deviations: a part of a bar that holds its number


def plot_loyalty_drivers(drivers: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what goes with loyalty, a colour per group.

    Parameters
    ----------
    drivers : DataFrame
        What `loyalty_drivers` returns; the rows of the difference are not drawn.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a row per driver.

    Raises
    ------
    DataError
        If a column or a value is missing.
    """
    number_columns(drivers, ["estimate", "low", "high"])
    table = drivers[filled_column(drivers, "group") != DIFFERENCE]
    groups, causes = list(dict.fromkeys(table["group"])), list(dict.fromkeys(filled_column(table, "cause")))
    ax = figure_axes(ax, size=(7.2, 1.8 + 0.75 * len(causes)))
    labels = [scale_label(name) for name in causes]
    draw_dots(ax, table, "cause", "group", row_labels=labels, names=[translate(name) for name in groups])
    ax.axvline(0, color=PALETTE["grey"], linewidth=0.9)
    leads = [table.loc[table.loc[table["group"] == group, "estimate"].idxmax(), "cause"] for group in groups]
    told = [f"{translate(group)} – {scale_label(lead)}" for group, lead in zip(groups, leads, strict=True)]
    ax.set(
        xlabel=translate("effect on loyalty, standard deviations, with 95 % interval"),
        title=f"{translate('What goes with loyalty most')}\n{translate('; ').join(told)}",
    )
    return ax


def plot_mediation_by_group(effects: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw a bar per group: the direct part of the effect, then the parts through each mediator.

    Parameters
    ----------
    effects : DataFrame
        What `mediation_by_group` returns; the rows of the difference are not drawn.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With bars that end at the total effect.

    Raises
    ------
    DataError
        If a column or a value is missing, or a part of an effect is negative and cannot be stacked.
    """
    number_columns(effects, ["estimate"])
    table = effects[filled_column(effects, "group") != DIFFERENCE]
    parts = table[~filled_column(table, "effect").isin(["total", f"{THROUGH}all"])]
    if (negative := parts["estimate"] < 0).any():
        raise DataError.at(
            parts, "estimate", negative, "0 or more: parts of opposite signs cannot be stacked"
        )
    wide = parts.pivot_table(index="group", columns="effect", values="estimate", sort=False)
    ax = figure_axes(ax, size=(7.2, 3.0))
    left = pd.Series(0.0, index=wide.index)
    for effect, colour in zip(wide.columns, [PALETTE["grey"], *SERIES_COLOURS], strict=False):
        ax.barh(
            range(len(wide)), wide[effect], left=left, color=colour, height=0.55, label=_part_label(effect)
        )
        for row, (start, size) in enumerate(zip(left, wide[effect], strict=True)):
            if size >= ROOM:
                number = format_number(size, 2)
                ax.text(start + size / 2, row, number, ha="center", va="center", color=reads_on(colour))
        left += wide[effect]
    ax.set_yticks(range(len(wide)), [translate(str(group)) for group in wide.index])
    ax.invert_yaxis()
    ax.grid(visible=False, axis="y")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.22), ncols=3)
    shares = 1 - wide["direct"] / wide.sum(axis=1)
    told = translate("; ").join(
        f"{translate(str(group))} {format_percent(share)}" for group, share in shares.items()
    )
    ax.set(
        xlabel=translate("effect on loyalty, standard deviations"),
        title=translate("Indirect share: {shares}", shares=told),
    )
    return ax


def _part_label(effect: str) -> str:
    if not effect.startswith(THROUGH):
        return str(translate(effect))
    return str(translate("through {name}", name=scale_label(effect.removeprefix(THROUGH))))
