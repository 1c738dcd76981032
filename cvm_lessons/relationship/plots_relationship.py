"""Figures of contact by phase, and of the stages customers move between."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex

from cvm_lessons.core import (
    PALETTE,
    figure_axes,
    format_money,
    format_number,
    format_percent,
    number_columns,
    translate,
)
from cvm_lessons.core.labels import reads_on
from cvm_lessons.relationship.stages import STAGES, relationship_stages

__all__ = ["plot_contact_phases", "plot_stage_transitions"]

RISING = LinearSegmentedColormap.from_list("white_blue", ["white", PALETTE["blue"]])


def plot_contact_phases(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the response rate by phase with its interval; the label is the cost of a response.

    Parameters
    ----------
    table : DataFrame
        What `contacts_by_phase` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With an interval a phase (or channel); groups without outbound contacts are left out of the figure.

    Raises
    ------
    DataError
        If a column is missing.
    """
    rows = table[table["response"].notna()] if "response" in table.columns else table
    numbers = number_columns(rows, ["response", "low", "high", "cost_share"], low=0, high=1)
    ax = figure_axes(ax, size=(7.2, 0.45 * len(numbers) + 1.8))
    places = np.arange(len(numbers))
    ax.hlines(places, numbers["low"], numbers["high"], color=PALETTE["blue"], linewidth=2)
    ax.plot(numbers["response"], places, "o", color=PALETTE["blue"])
    for place, (_, row) in enumerate(rows.iterrows()):
        words = translate(
            "{money} a response, {share} of the cost",
            money=format_money(row["cost_per_response"]) if row["cost_per_response"] > 0 else "–",
            share=format_percent(row["cost_share"]),
        )
        ax.annotate(words, (row["high"], place), xytext=(6, 0), textcoords="offset points", va="center")
    best, costly = str(numbers["response"].idxmax()), str(numbers["cost_share"].idxmax())
    ax.set(
        title=translate(
            "Most answers per contact: {phase}; most of the cost: {costly}",
            phase=translate(best),
            costly=translate(costly),
        ),
        xlabel=translate("share of the contacts begun by the organiser that are answered"),
        xlim=(0, 1.05 if float(numbers["high"].max()) > 0.5 else 1.0),
        ylim=(len(numbers) - 0.5, -0.6),
    )
    ax.xaxis.set_major_formatter(lambda share, _: format_percent(share))
    ax.set_yticks(places, [translate(str(name)) for name in numbers.index])
    ax.grid(visible=False, axis="y")
    return ax


def plot_stage_transitions(shares: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw where the customers of each stage stand a year later, as a map of shares.

    Parameters
    ----------
    shares : DataFrame
        What `stage_transitions` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a cell per pair of stages that occur.

    Raises
    ------
    DataError
        If a column or value is missing.
    """
    rows = shares[number_columns(shares, ["customers"], low=0)["customers"] > 0]
    after = [stage for stage in STAGES if stage in rows.columns and float(rows[stage].sum()) > 0]
    grid = number_columns(rows, after, low=0, high=1)
    ax = figure_axes(ax, size=(7.2, 0.6 * len(grid) + 1.7))
    ax.imshow(grid.to_numpy(), cmap=RISING, vmin=0, vmax=1, aspect="auto")
    for (row, column), share in np.ndenumerate(grid.to_numpy()):
        ink = reads_on(to_hex(RISING(float(share))))
        ax.text(column, row, format_percent(share), ha="center", va="center", color=ink)
    lost = (
        grid["dissolution"].drop("dissolution", errors="ignore")
        if "dissolution" in grid
        else grid.iloc[:, -1]
    )
    ax.set(
        title=translate(
            "Most are lost from {stage}: {share} a year",
            stage=relationship_stages()["name"][lost.idxmax()],
            share=format_percent(lost.max()),
        ),
        xlabel=translate("stage a year later"),
        ylabel=translate("stage now (customers)"),
    )
    counts = [format_number(count) for count in rows["customers"]]
    known = relationship_stages()["name"]
    names = [known[stage] for stage in grid.index]
    ax.set_yticks(range(len(grid)), [f"{name} ({n})" for name, n in zip(names, counts, strict=True)])
    ax.set_xticks(range(len(after)), [known[stage] for stage in after])
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    return ax
