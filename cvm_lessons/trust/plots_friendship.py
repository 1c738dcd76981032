"""Figure of friendship's associations; it draws what `friendship_associations` computes."""

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE, figure_axes, filled_column, format_number, number_columns, translate
from cvm_lessons.core.texts import in_lines
from cvm_lessons.trust._dots import TITLE_WIDTH, draw_dots
from cvm_lessons.trust.scales import scale_label

__all__ = ["plot_friendship"]


def plot_friendship(associations: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how friendship goes with each outcome: raw, adjusted, within the same customer.

    Parameters
    ----------
    associations : DataFrame
        What `friendship_associations` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a row per outcome and a colour per method; the title tells the outcome that shrinks most.

    Raises
    ------
    DataError
        If a column or a value is missing.
    """
    number_columns(associations, ["estimate", "low", "high"])
    outcomes = list(dict.fromkeys(filled_column(associations, "outcome")))
    methods = list(dict.fromkeys(filled_column(associations, "method")))
    ax = figure_axes(ax, size=(7.2, 1.8 + 0.7 * len(outcomes)))
    labels = [scale_label(name) for name in outcomes]
    draw_dots(
        ax, associations, "outcome", "method", row_labels=labels, names=[translate(name) for name in methods]
    )
    ax.axvline(0, color=PALETTE["grey"], linewidth=0.9)
    wide = associations.pivot_table(index="outcome", columns="method", values="estimate", sort=False)
    first, last = methods[0], methods[-1]
    most = str((wide[first].abs() - wide[last].abs()).idxmax())
    told = {
        "outcome": scale_label(most),
        "before": format_number(wide.loc[most, first], 2),
        "after": format_number(wide.loc[most, last], 2),
        "method": translate(last),
    }
    ax.set(
        xlabel=translate("standard deviations per standard deviation, with 95 % interval"),
        title=in_lines(
            translate("Friendship and {outcome}: {before} raw, {after} {method}", **told), TITLE_WIDTH
        ),
    )
    return ax
