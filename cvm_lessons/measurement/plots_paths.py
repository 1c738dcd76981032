"""The path diagram: variables as boxes, effects as arrows with their coefficients."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from cvm_lessons.core import (
    PALETTE,
    DataError,
    ParameterError,
    check_choice,
    figure_axes,
    filled_column,
    format_number,
    number_column,
    translate,
)
from cvm_lessons.measurement._path_layout import causal_depths, label_places, lay_out, leave_box
from cvm_lessons.measurement._recursive import RecursiveSystem

__all__ = ["plot_path_model"]

# All lengths are inches: the axes keep them, so that boxes hold their text.
LETTER, LINE = 0.082, 0.18  # width of a Latin letter and height of a line
CHARACTERS = 13  # Latin letters in a line of a box; a Chinese character counts two
PADDING = (0.24, 0.16)
GAPS = (0.72, 0.42)  # between columns and between boxes above one another
NARROW_GAP, MANY_COLUMNS = 0.26, 5  # a long chain goes up and down, to fit the page
NUMBER = (0.40, 0.20)
HEAD = 0.2  # length of an arrow's head, beside its number
CLEARANCE = 0.06  # between an arrow and a box that it passes
MARGIN = 0.12
THINNEST, THICKEST = 0.9, 3.4


def plot_path_model(
    paths: pd.DataFrame,
    *,
    origin: str = "origin",
    target: str = "target",
    estimate: str = "estimate",
    r_squared: Mapping[str, float] | pd.Series | None = None,
    labels: Mapping[str, str] | None = None,
    positions: Mapping[str, tuple[float, float]] | None = None,
    decimals: int = 2,
    ax: Axes | None = None,
) -> Axes:
    """Draw a path model: causes to the left, and on each arrow its coefficient.

    An arrow is as thick as its coefficient is large, orange where it is negative, and dashed where its
    interval (columns ``low`` and ``high``, if there are any) holds 0.

    Parameters
    ----------
    paths : DataFrame
        A row per arrow, such as ``paths`` of `path_model` or ``paths_`` of a PLS path model.
    origin, target, estimate : str
        Columns with the cause, the effect and the coefficient.
    r_squared : mapping or Series, optional
        Explained share by variable, written into its box.
    labels : mapping of str to str, optional
        What to write for a name; it is translated where the catalogue knows it.
    positions : mapping of str to tuple of float, optional
        Column and row of each box, counted from the bottom left; found by itself if left out.
    decimals : int, default 2
        Decimals of the coefficients.
    ax : Axes, optional
        Axes to draw on; it keeps the shape of the diagram.

    Returns
    -------
    Axes
        With a box per variable and an arrow per path.

    Raises
    ------
    DataError
        If a column or a value is missing, or a path stands there twice.
    ParameterError
        If the paths go in a circle, or `labels`, `positions` or `r_squared` name an unknown variable.

    Examples
    --------
    >>> arrows = {"origin": ["quality", "quality", "value"], "target": ["value", "loyalty", "loyalty"]}
    >>> plot_path_model(pd.DataFrame({**arrows, "estimate": [0.6, 0.1, 0.5]})).get_title(loc="left")
    'Strongest path: quality → value, 0.60'
    """
    arrows = _arrows(paths, origin, target, estimate)
    equations = arrows.groupby("target", sort=False)["origin"].apply(list).to_dict()
    system = RecursiveSystem.of(equations, "paths")
    texts = _texts(system, labels or {}, r_squared)
    half = _half_box(list(texts.values()))
    boxes = _found(system, half) if positions is None else _placed(system, positions, half)
    ax = _canvas(ax, boxes, half)
    for name, place in boxes.items():
        _draw_box(ax, place, half, texts[name])
    _draw_arrows(ax, arrows, boxes, half, decimals)
    top = arrows.iloc[int(arrows["estimate"].abs().to_numpy().argmax())]
    names = {end: _label(top[end], labels or {}) for end in ("origin", "target")}
    value = format_number(float(top["estimate"]), decimals)
    ax.set_title(translate("Strongest path: {origin} → {target}, {value}", **names, value=value), loc="left")
    if arrows["unsure"].any():
        ax.text(
            0.0,
            0.0,
            translate("dashed: the interval holds 0"),
            transform=ax.transAxes,
            va="top",
            fontsize="small",
            color=PALETTE["grey"],
        )
    return ax


def _arrows(paths: pd.DataFrame, origin: str, target: str, estimate: str) -> pd.DataFrame:
    ends = {"origin": filled_column(paths, origin), "target": filled_column(paths, target)}
    arrows = pd.DataFrame({**ends, "estimate": number_column(paths, estimate)})
    if (twice := arrows.duplicated(["origin", "target"])).any():
        row = arrows[twice].iloc[0]
        raise DataError(
            f"the path {row['origin']} → {row['target']} stands there twice: keep one kind of effect."
        )
    unsure = np.zeros(len(arrows), dtype=bool)
    if {"low", "high"} <= set(paths.columns):
        unsure = (number_column(paths, "low") <= 0) & (number_column(paths, "high") >= 0)
    return arrows.assign(unsure=unsure)


def _label(name: str, labels: Mapping[str, str]) -> str:
    return str(translate(str(labels.get(name, name))))


def _texts(
    system: RecursiveSystem, labels: Mapping[str, str], r_squared: Mapping[str, float] | pd.Series | None
) -> dict[str, str]:
    shares = dict(r_squared) if r_squared is not None else {}
    for argument, names in (("labels", labels), ("r_squared", shares)):
        for name in names:
            check_choice(argument, name, system.names)
    texts = {}
    for name in system.names:
        lines = _wrapped(_label(name, labels))
        if name in shares:
            lines.append(f"R² {format_number(float(shares[name]), 2)}")
        texts[name] = "\n".join(lines)
    return texts


def _wrapped(text: str) -> list[str]:
    # Chinese has no spaces to break at; its characters are twice as wide.
    return textwrap.wrap(text, CHARACTERS if text.isascii() else CHARACTERS // 2 + 1)


def _half_box(texts: list[str]) -> tuple[float, float]:
    lines = [text.split("\n") for text in texts]
    widest = max(sum(1 if letter.isascii() else 2 for letter in line) for block in lines for line in block)
    most = max(len(block) for block in lines)
    return ((LETTER * widest + PADDING[0]) / 2, (LINE * most + PADDING[1]) / 2)


def _found(system: RecursiveSystem, half: tuple[float, float]) -> dict[str, tuple[float, float]]:
    gap = GAPS[0] if max(causal_depths(system)) + 1 < MANY_COLUMNS else NARROW_GAP
    step = (2 * half[0] + gap, 2 * half[1] + GAPS[1])
    return lay_out(system, (half[0] + CLEARANCE, half[1] + CLEARANCE), step, NUMBER[0] + HEAD)


def _placed(
    system: RecursiveSystem, positions: Mapping[str, tuple[float, float]], half: tuple[float, float]
) -> dict[str, tuple[float, float]]:
    for name in positions:
        check_choice("positions", name, system.names)
    if lacking := [name for name in system.names if name not in positions]:
        raise ParameterError(f"positions has no place for {lacking[0]!r}.")
    step = (2 * half[0] + GAPS[0], 2 * half[1] + GAPS[1])
    return {name: (step[0] * positions[name][0], step[1] * positions[name][1]) for name in system.names}


def _canvas(ax: Axes | None, boxes: Mapping[str, tuple[float, float]], half: tuple[float, float]) -> Axes:
    low, high = np.min(list(boxes.values()), axis=0), np.max(list(boxes.values()), axis=0)
    edge = np.array(half) + MARGIN
    width, height = high - low + 2 * edge
    ax = figure_axes(ax, size=(max(width + 0.2, 4.2), height + 0.75))
    ax.set_xlim(low[0] - edge[0], high[0] + edge[0])
    ax.set_ylim(low[1] - edge[1], high[1] + edge[1])
    ax.set_aspect("equal")
    ax.set(xticks=[], yticks=[])
    ax.axis("off")
    return ax


def _draw_box(ax: Axes, place: tuple[float, float], half: tuple[float, float], text: str) -> None:
    corner = (place[0] - half[0], place[1] - half[1])
    shape = FancyBboxPatch(
        corner,
        2 * half[0],
        2 * half[1],
        boxstyle="round,pad=0,rounding_size=0.07",
        facecolor="white",
        edgecolor=PALETTE["grey"],
        linewidth=1.2,
        zorder=3,
    )
    ax.add_patch(shape)
    ax.text(*place, text, ha="center", va="center", zorder=4, color=PALETTE["ink"], linespacing=1.15)


def _draw_arrows(
    ax: Axes,
    arrows: pd.DataFrame,
    boxes: Mapping[str, tuple[float, float]],
    half: tuple[float, float],
    decimals: int,
) -> None:
    ends = {
        (row.origin, row.target): (
            leave_box(boxes[row.origin], boxes[row.target], half),
            leave_box(boxes[row.target], boxes[row.origin], half),
        )
        for row in arrows.itertuples()
    }
    numbers = label_places(ends, boxes, half, NUMBER)
    largest = float(arrows["estimate"].abs().max()) or 1.0
    for row in arrows.itertuples():
        pair = (row.origin, row.target)
        text = format_number(float(row.estimate), decimals)
        color = PALETTE["red"] if text.startswith("-") else PALETTE["blue"]
        width = THINNEST + (THICKEST - THINNEST) * abs(row.estimate) / largest
        ax.add_patch(
            FancyArrowPatch(
                *ends[pair],
                arrowstyle="-|>",
                mutation_scale=11 + width,
                shrinkA=0,
                shrinkB=0,
                color=color,
                linewidth=width,
                linestyle=(0, (4, 2)) if row.unsure else "solid",
                zorder=2,
            )
        )
        ground = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none"}
        ax.text(
            *numbers[pair],
            text,
            ha="center",
            va="center",
            fontsize="small",
            color=color,
            bbox=ground,
            zorder=2.5,
        )
