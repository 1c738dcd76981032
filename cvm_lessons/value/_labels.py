"""Labels in figures: beside their points without covering each other, and broken into short lines."""

import textwrap
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from cvm_lessons.core import PALETTE

__all__ = ["in_lines", "label_points", "reads_on"]

GAP = 7  # points of type between a point and its label
# Where a label may stand: offset in gaps, then the side of the text that faces the point.
SIDES = (
    (1, 0, "left", "center"),
    (-1, 0, "right", "center"),
    (0, 1, "center", "bottom"),
    (0, -1, "center", "top"),
    (1, 1, "left", "bottom"),
    (-1, 1, "right", "bottom"),
    (1, -1, "left", "top"),
    (-1, -1, "right", "top"),
)
FIRST_CHINESE = "\u2e80"


def label_points(ax: Axes, points: Sequence[tuple[float, float]], texts: Sequence[str], color: str) -> None:
    """Write each text beside its point, on the first side where it covers nothing and stays inside."""
    ax.get_figure(root=True).draw_without_rendering()  # places are known only after the layout
    inside = ax.get_window_extent()
    marks = [ax.transData.transform(point) for point in points]
    taken = [Bbox.from_bounds(x - GAP, y - GAP, 2 * GAP, 2 * GAP) for x, y in marks]
    taken += [words.get_window_extent() for words in ax.texts]
    for number, (point, text) in enumerate(zip(points, texts, strict=True)):
        others = [box for place, box in enumerate(taken) if place != number]
        boxes = {}
        for side in SIDES:
            note = _write(ax, point, text, color, side)
            box = note.get_window_extent()
            note.remove()
            out = not (inside.contains(box.x0, box.y0) and inside.contains(box.x1, box.y1))
            boxes[side] = (sum(box.overlaps(other) for other in others) + out, box)
        best = min(boxes, key=lambda side: boxes[side][0])
        _write(ax, point, text, color, best)
        taken.append(boxes[best][1])


def in_lines(text: str, width: int) -> str:
    """Return the text in lines of `width` letters; Chinese has no spaces and half as many to a line."""
    if not any(letter >= FIRST_CHINESE for letter in text):
        return textwrap.fill(text, width, break_long_words=False)
    half = max(width // 2, 1)
    return "\n".join(text[start : start + half] for start in range(0, len(text), half))


def reads_on(color: str) -> str:
    """Return the colour of type, white or dark, that can be read on a colour."""
    red, green, blue = to_rgb(color)
    return "white" if 0.30 * red + 0.59 * green + 0.11 * blue < 0.55 else PALETTE["ink"]


def _write(
    ax: Axes, point: tuple[float, float], text: str, color: str, side: tuple[int, int, str, str]
) -> Annotation:
    across, up, ha, va = side
    offset = (across * GAP, up * GAP)
    return ax.annotate(text, point, xytext=offset, textcoords="offset points", ha=ha, va=va, color=color)
