"""Labels in figures: beside their points without covering each other, readable on their ground."""

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patheffects import withStroke
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox, BboxBase

from cvm_lessons.core.style import PALETTE

__all__ = ["label_points", "reads_on"]

ROUNDS = 3  # labels move aside for each other; they settle in two
GAP = 7  # points of type between a point and its label
# Where a label may stand: offset in gaps, then the side of the text that faces the point.
Side = tuple[float, float, str, str]
SIDES: tuple[Side, ...] = (
    (1, 0, "left", "center"),
    (-1, 0, "right", "center"),
    (0, 1, "center", "bottom"),
    (0, -1, "center", "top"),
    (1, 1, "left", "bottom"),
    (-1, 1, "right", "bottom"),
    (1, -1, "left", "top"),
    (-1, -1, "right", "top"),
    (0, 2.5, "center", "bottom"),
    (0, -2.5, "center", "top"),
    (-1, 2.5, "right", "bottom"),
    (-1, -2.5, "right", "top"),
    (1, 2.5, "left", "bottom"),
    (1, -2.5, "left", "top"),
)
SHARE = {"left": 0.0, "bottom": 0.0, "center": 0.5, "right": 1.0, "top": 1.0}  # of the text before the place
POINTS_PER_INCH = 72


def label_points(ax: Axes, points: Sequence[tuple[float, float]], texts: Sequence[str], color: str) -> None:
    """Write each text beside its point, where it covers no point and no other text and stays inside.

    Parameters
    ----------
    ax : Axes
        Where to write; call it last, when the limits of the axes stand.
    points : sequence of (float, float)
        The points, in data units.
    texts : sequence of str
        One text a point.
    color : str
        Colour of the texts.
    """
    figure: Any = ax.get_figure(root=True)
    figure.draw_without_rendering()  # places are known only after the layout
    fixed = [words.get_window_extent() for words in ax.texts]
    for x, y in ax.transData.transform(points):
        fixed.append(Bbox.from_bounds(x - GAP, y - GAP, 2 * GAP, 2 * GAP))
    boxes = [_boxes(ax, point, text) for point, text in zip(points, texts, strict=True)]
    chosen = [0] * len(boxes)
    for _ in range(ROUNDS):
        for number, own in enumerate(boxes):
            others = [boxes[other][side] for other, side in enumerate(chosen) if other != number]
            chosen[number] = _best_side(own, [*fixed, *others], ax.get_window_extent())
    for point, text, side in zip(points, texts, chosen, strict=True):
        _write(ax, point, text, SIDES[side]).set_color(color)


def reads_on(color: str) -> str:
    """Return the colour of type, white or dark, that can be read on a colour.

    Parameters
    ----------
    color : str
        The ground.

    Returns
    -------
    str
        ``"white"`` or the palette's ink.

    Examples
    --------
    >>> reads_on("black")
    'white'
    """
    red, green, blue = to_rgb(color)
    return "white" if 0.30 * red + 0.59 * green + 0.11 * blue < 0.55 else PALETTE["ink"]


def _boxes(ax: Axes, point: tuple[float, float], text: str) -> list[Bbox]:
    note = _write(ax, point, text, SIDES[0])
    extent, gap = note.get_window_extent(), GAP * ax.figure.dpi / POINTS_PER_INCH
    note.remove()
    x, y = ax.transData.transform(point)
    lefts = [x + across * gap - SHARE[ha] * extent.width for across, _, ha, _ in SIDES]
    bottoms = [y + up * gap - SHARE[va] * extent.height for _, up, _, va in SIDES]
    return [
        Bbox.from_bounds(left, bottom, extent.width, extent.height)
        for left, bottom in zip(lefts, bottoms, strict=True)
    ]


def _best_side(boxes: list[Bbox], taken: list[Bbox], inside: BboxBase) -> int:
    faults = []
    for box in boxes:
        out = not (inside.contains(box.x0, box.y0) and inside.contains(box.x1, box.y1))
        faults.append(sum(box.overlaps(other) for other in taken) + len(taken) * out)
    return faults.index(min(faults))


def _write(ax: Axes, point: tuple[float, float], text: str, side: Side) -> Annotation:
    across, up, ha, va = side
    offset = (across * GAP, up * GAP)
    note = ax.annotate(text, point, xytext=offset, textcoords="offset points", ha=ha, va=va)
    note.set_path_effects([withStroke(linewidth=3, foreground="white")])  # readable where a line passes
    return note
