"""Figure of where exchanges lie between transaction and relationship."""

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE, figure_axes, format_percent, number_column, translate

__all__ = ["plot_orientation"]

POLES = (25.0, 75.0)  # outside of these an exchange is near a pole: a line that we chose
STEP = 10  # finer bins would alias with the steps of a mean of few answers


def plot_orientation(orientation: pd.Series, *, ax: Axes | None = None) -> Axes:
    """Draw how many customers lie where between the poles.

    Parameters
    ----------
    orientation : Series
        What `exchange_orientation` returns, from 0 (transaction) to 100 (relationship).
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a bar for each ten points.

    Raises
    ------
    DataError
        If a value is missing or out of range.
    """
    scores = number_column(orientation.rename("orientation").to_frame(), "orientation", low=0, high=100)
    ax = figure_axes(ax, size=(7.2, 3.0))
    edges = [float(edge) for edge in range(0, 100 + STEP, STEP)]
    ax.hist(scores, bins=edges, color=PALETTE["sky"], edgecolor="white")
    for pole in POLES:
        ax.axvline(pole, color=PALETTE["grey"], linestyle="--", linewidth=0.9)
    between = float(scores.between(*POLES).mean())
    ax.set(
        title=translate("{share} lie between the poles, near neither", share=format_percent(between)),
        xlabel=translate("0: pure transaction, 100: pure relationship"),
        ylabel=translate("customers"),
        xlim=(0, 100),
    )
    ax.grid(visible=False, axis="x")
    return ax
