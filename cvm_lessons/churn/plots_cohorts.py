"""Figures of cohorts: the triangle of shares, and the curves of retention."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.churn._drawing import percent_axis
from cvm_lessons.churn.cohorts import cohort_matrix
from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    format_percent,
    label_end,
    number_columns,
    reads_on,
    require_columns,
    translate,
)

__all__ = ["plot_cohort_matrix", "plot_retention_curves"]

MOST_WRITTEN = 130  # beyond so many cells the numbers in them cannot be read


def plot_cohort_matrix(cohorts: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the triangle: a row per cohort, a column per age, dark where many are there.

    Parameters
    ----------
    cohorts : DataFrame
        What `transaction_cohorts` or `subscription_cohorts` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With the shares written in the cells where they can be read.

    Raises
    ------
    DataError
        If a column is missing or a cohort has an age twice.
    """
    matrix = cohort_matrix(cohorts)
    cells = matrix.to_numpy(dtype=float)
    ax = figure_axes(ax, size=(7.2, 0.34 * len(matrix) + 1.6))
    image = ax.imshow(cells, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    if np.isfinite(cells).sum() <= MOST_WRITTEN:
        for (row, column), share in np.ndenumerate(cells):
            if np.isfinite(share):
                ink = reads_on(tuple(image.cmap(image.norm(share)))[:3])
                ax.text(column, row, format_percent(share), ha="center", va="center", color=ink, fontsize=8)
    ax.set_yticks(range(len(matrix)), [str(name) for name in matrix.index])
    ages = np.arange(0, cells.shape[1], max(1, cells.shape[1] // 12))
    ax.set_xticks(ages, [str(matrix.columns[age]) for age in ages])
    first = matrix[1].mean() if 1 in matrix.columns else float("nan")
    title = (
        translate("After one period {share} of a cohort are there on average", share=format_percent(first))
        if np.isfinite(first)
        else translate("No cohort is a period old yet")
    )
    ax.set(title=title, xlabel=translate("periods since the first"), ylabel=translate("cohort"))
    ax.grid(visible=False)
    return ax


def plot_retention_curves(
    cohorts: pd.DataFrame, pooled: pd.DataFrame | None = None, *, ax: Axes | None = None
) -> Axes:
    """Draw the share of each cohort that is there by age, and the curve of all.

    Parameters
    ----------
    cohorts : DataFrame
        What `transaction_cohorts` or `subscription_cohorts` returns.
    pooled : DataFrame, optional
        What `retention_by_age` returns for all cohorts.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With one line a cohort, pale for the old and dark for the young, and the pooled one in orange.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    require_columns(cohorts, ["cohort"])
    shares = number_columns(cohorts, ["age", "share"]).assign(cohort=cohorts["cohort"])
    names = list(dict.fromkeys(shares["cohort"]))
    ax = figure_axes(ax)
    for place, name in enumerate(names):
        part = shares[shares["cohort"] == name].sort_values("age")
        strength = 0.25 + 0.75 * (place + 1) / len(names)
        ax.plot(part["age"], part["share"], color=PALETTE["blue"], alpha=strength, linewidth=1.3)
    ends = shares.groupby("cohort", sort=False)["age"].idxmax().loc[[names[0], names[-1]]]
    for row in dict.fromkeys(ends):
        label_end(ax, shares.loc[row, "age"], shares.loc[row, "share"], str(shares.loc[row, "cohort"]))
    ends_of = {"first": names[0], "last": names[-1]}
    title = translate("{n} cohorts, from {first} (pale) to {last} (dark)", n=len(names), **ends_of)
    if pooled is not None:
        curve = number_columns(pooled, ["survival"])["survival"]
        first = cohorts[shares["age"] == 0]
        sizes = number_columns(first, ["active", "size"])
        start = float(sizes["active"].sum() / sizes["size"].sum())
        x, y = [0, *curve.index], [start, *(start * curve)]
        ax.plot(x, y, color=PALETTE["orange"], linewidth=2.4)
        title = translate(
            "At age {age}, {share} of a cohort are still there", age=x[-1], share=format_percent(y[-1])
        )
    ax.set(
        title=title,
        xlabel=translate("periods since the first"),
        ylabel=translate("share that is there"),
        ylim=(0, 1.03),
    )
    percent_axis(ax, "y")
    ax.margins(x=0.12)
    return ax
