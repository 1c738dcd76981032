"""Figures of trust and its dimensions; they draw what `dimensions` computes."""

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import figure_axes, filled_column, format_number, number_columns, translate
from cvm_lessons.core.texts import in_lines
from cvm_lessons.trust._dots import TITLE_WIDTH, draw_dots
from cvm_lessons.trust.scales import scale_label

__all__ = ["plot_trust_profile"]


def plot_trust_profile(profile: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the mean of each dimension of trust with its interval, a colour per group.

    Parameters
    ----------
    profile : DataFrame
        What `trust_profile` returns; six groups at most.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a row per dimension; the title tells the weakest one, or among groups the widest gap.

    Raises
    ------
    DataError
        If a column or a value is missing.
    """
    number_columns(profile, ["estimate", "low", "high"])
    for column in ("group", "dimension"):
        filled_column(profile, column)
    ax = figure_axes(ax)
    means = profile.groupby("dimension")["estimate"].mean().sort_values()
    table = profile.sort_values("dimension", key=lambda column: column.map(means), kind="stable")
    names = [translate(str(group)) for group in dict.fromkeys(table["group"])]
    draw_dots(
        ax, table, "dimension", "group", row_labels=[scale_label(each) for each in means.index], names=names
    )
    ax.set(
        xlabel=translate("mean, points 1-7, with 95 % interval"),
        title=_widest_gap(table) if len(names) > 1 else _weakest(means),
    )
    return ax


def _weakest(means: pd.Series) -> str:
    told = {"name": scale_label(str(means.index[0])), "number": format_number(means.iloc[0], 1)}
    return str(translate("Weakest side of trust: {name}, {number} points", **told))


def _widest_gap(table: pd.DataFrame) -> str:
    wide = table.pivot_table(index="dimension", columns="group", values="estimate")
    name = str((wide.max(axis=1) - wide.min(axis=1)).idxmax())
    row = wide.loc[name]
    told = {
        "name": scale_label(name),
        "least": translate(str(row.idxmin())),
        "low": format_number(row.min(), 1),
        "most": translate(str(row.idxmax())),
        "high": format_number(row.max(), 1),
    }
    return in_lines(translate("Widest gap: {name}, {least} {low}, {most} {high}", **told), TITLE_WIDTH)
