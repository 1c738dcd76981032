"""Figure of the whale curve: who earns the profit, and who eats it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE, figure_axes, format_percent, number_columns, translate

__all__ = ["plot_whale_curve"]


def plot_whale_curve(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw cumulative profit over the customers, from the most to the least profitable.

    Parameters
    ----------
    table : DataFrame
        What `whale_curve` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With the curve and its peak.

    Raises
    ------
    DataError
        If a column or value is missing.

    Examples
    --------
    >>> from cvm_lessons.equity import whale_curve
    >>> plot_whale_curve(whale_curve(pd.DataFrame({"profit": [60, 90, -50, 0]}))).get_title()
    'The best 50% earn 150% of the profit; 25% bring a loss'
    """
    curve = number_columns(table, ["profit", "share_of_customers", "share_of_profit"])
    ax = figure_axes(ax)
    x = 100 * np.concatenate([[0.0], curve["share_of_customers"]])
    y = 100 * np.concatenate([[0.0], curve["share_of_profit"]])
    losing = float((curve["profit"] < 0).mean())
    # Customers without profit lie on the top: the first of them ends the rise.
    top = int((curve["profit"] > 0).sum())
    ax.plot(x, y, color=PALETTE["blue"])
    ax.axhline(100, color=PALETTE["grey"], linewidth=0.8)
    ax.scatter(x[top], y[top], color=PALETTE["orange"], zorder=3)
    ax.set_ylim(0, 1.08 * y[top])
    if losing > 0:
        title = translate(
            "The best {customers} earn {profit} of the profit; {losing} bring a loss",
            customers=format_percent(x[top] / 100),
            profit=format_percent(y[top] / 100),
            losing=format_percent(losing),
        )
    else:
        title = translate("No customer brings a loss")
    ax.set(
        xlabel=translate("customers, the most profitable first (%)"),
        ylabel=translate("share of total profit (%)"),
        title=title,
    )
    return ax
