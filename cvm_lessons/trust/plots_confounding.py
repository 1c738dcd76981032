"""Figure of a common cause; it draws what `common_cause_associations` computes."""

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE, figure_axes, filled_column, format_number, number_columns, translate

__all__ = ["plot_common_cause"]


def plot_common_cause(associations: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each method's association: the effect, and what the common cause adds to it.

    Parameters
    ----------
    associations : DataFrame
        What `common_cause_associations` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a bar per method, which ends at its estimate.

    Raises
    ------
    DataError
        If a column or a value is missing.
    """
    numbers = number_columns(associations, ["estimate", "effect", "excess"])
    methods = [translate(str(name)) for name in filled_column(associations, "method")]
    ax = figure_axes(ax, size=(7.2, 3.4))
    rows = range(len(methods))
    ax.barh(
        rows, numbers["effect"], height=0.5, color=PALETTE["blue"], label=translate("effect of friendship")
    )
    ax.barh(
        rows,
        numbers["excess"],
        left=numbers["effect"],
        height=0.5,
        color=PALETTE["orange"],
        label=translate("added by the common cause"),
    )
    for row, end in enumerate(numbers["estimate"]):
        ax.annotate(format_number(end, 2), (end, row), xytext=(6, 0), textcoords="offset points", va="center")
    ax.set_yticks(rows, methods)
    ax.set_ylim(len(methods) - 0.5, -0.5)
    ax.set_xlim(0, 1)
    ax.grid(visible=False, axis="y")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.26), ncols=2)
    told = {end: format_number(numbers[end].iloc[0], 2) for end in ("estimate", "effect")}
    ax.set(
        xlabel=translate("standard deviations of trust per standard deviation of friendship"),
        title=translate("Raw association {estimate}, true effect {effect}", **told),
    )
    return ax
