"""Figure of the customer pyramid: what each tier is and brings."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE, figure_axes, format_percent, number_columns, require_columns, translate

__all__ = ["plot_tiers"]

BARS = {
    "customer_share": ("share of customers", PALETTE["pale"]),
    "revenue_share": ("share of revenue", PALETTE["sky"]),
    "profit_share": ("share of profit", PALETTE["blue"]),
}
HEIGHT = 0.26


def plot_tiers(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each tier's share of customers, revenue and profit, the top tier above.

    Parameters
    ----------
    table : DataFrame
        What `tier_table` returns; without revenue_share there are two bars a tier.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With two or three bars a tier.

    Raises
    ------
    DataError
        If a column or value is missing.

    Examples
    --------
    >>> from cvm_lessons.equity import tier_table
    >>> customers = pd.DataFrame({"profit": [75, 50, -25], "tier": ["gold", "iron", "lead"]})
    >>> plot_tiers(tier_table(customers)).get_title()
    'Tier gold: 33% of the customers, 75% of the profit'
    """
    require_columns(table, ["customer_share", "profit_share"])
    names = [name for name in BARS if name != "revenue_share" or name in table.columns]
    numbers = number_columns(table, names)
    ax = figure_axes(ax, size=(7.2, 4.2))
    places = np.arange(len(numbers))
    for shift, column in enumerate(names):
        label, color = BARS[column]
        rows = places + (shift - (len(names) - 1) / 2) * HEIGHT
        ax.barh(rows, numbers[column], height=HEIGHT, color=color, label=translate(label))
        for row, share in zip(rows, numbers[column], strict=True):
            ax.annotate(
                format_percent(share),
                (max(share, 0.0), row),
                xytext=(4, 0),
                textcoords="offset points",
                va="center",
                fontsize=9,
            )
    top = numbers.iloc[0]
    ax.set(
        title=translate(
            "Tier {tier}: {customers} of the customers, {profit} of the profit",
            tier=translate(str(numbers.index[0])),
            customers=format_percent(top["customer_share"]),
            profit=format_percent(top["profit_share"]),
        ),
        xlabel=translate("share of the whole"),
        xlim=(min(float(numbers.min().min()) * 1.1, 0.0), 1.18 * float(numbers.max().max())),
        ylim=(len(numbers) - 0.4, -0.6),
    )
    ax.axvline(0, color=PALETTE["grey"], linewidth=0.8)
    ax.xaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.set_yticks(places, [translate(str(name)) for name in numbers.index])
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=3)
    ax.grid(visible=False, axis="y")
    return ax
