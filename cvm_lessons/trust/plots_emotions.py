"""Figure of what emotions add; it draws what `added_share` computes."""

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE, figure_axes, format_percent, format_points, number_columns, translate
from cvm_lessons.trust.scales import scale_label

__all__ = ["plot_added_share"]


def plot_added_share(shares: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the explained share before emotions, and what they add, a bar per outcome.

    Parameters
    ----------
    shares : DataFrame
        Rows of `AddedShare.to_frame`, with the name of the outcome as index.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With the interval of what is added at the end of each bar.

    Raises
    ------
    DataError
        If a column or a value is missing.
    """
    numbers = number_columns(shares, ["before", "after", "added", "low", "high"])
    ax = figure_axes(ax, size=(7.2, 1.8 + 0.7 * len(numbers)))
    rows = range(len(numbers))
    ax.barh(rows, numbers["before"], height=0.5, color=PALETTE["grey"], label=translate("known before"))
    ax.barh(
        rows,
        numbers["added"],
        left=numbers["before"],
        height=0.5,
        color=PALETTE["orange"],
        label=translate("added by emotions"),
    )
    start = numbers["before"]
    ax.hlines(rows, start + numbers["low"], start + numbers["high"], color=PALETTE["ink"], linewidth=1.6)
    for row, (end, added) in enumerate(zip(start + numbers["high"], numbers["added"], strict=True)):
        ax.annotate(format_points(added), (end, row), xytext=(6, 0), textcoords="offset points", va="center")
    ax.set_yticks(rows, [scale_label(str(name)) for name in numbers.index])
    ax.set_ylim(len(numbers) - 0.5, -0.5)
    ax.set_xlim(0, float((start + numbers["high"]).max()) * 1.3)
    ax.xaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.grid(visible=False, axis="y")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=2)
    most = numbers["added"].idxmax()
    told = {"outcome": scale_label(str(most)), "points": format_points(numbers.loc[most, "added"])}
    ax.set(
        xlabel=translate("explained share of the variance (R²)"),
        title=translate("Emotions tell more about {outcome}: {points}", **told),
    )
    return ax
