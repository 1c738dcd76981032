"""One figure style: colour-blind safe, readable when projected and in grey, with Chinese glyphs."""

from functools import cache
from pathlib import Path

from matplotlib import font_manager, pyplot as plt
from matplotlib.axes import Axes

__all__ = ["PALETTE", "apply_style", "figure_axes", "label_end"]

# Okabe & Ito's colours, ordered so that neighbours also differ in lightness when printed in grey.
PALETTE = {
    "blue": "#0072B2",
    "orange": "#E69F00",
    "green": "#009E73",
    "red": "#D55E00",
    "sky": "#56B4E9",
    "purple": "#CC79A7",
    "yellow": "#F0E442",
    "grey": "#6E6E6E",
    "pale": "#D9D9D9",
    "ink": "#222222",
}
FONT = Path(__file__).parent / "fonts" / "NotoSansSC-Subset.ttf"
FIGURE_SIZE = (7.2, 4.2)


@cache
def _chinese_family() -> str:
    font_manager.fontManager.addfont(str(FONT))
    return font_manager.FontProperties(fname=str(FONT)).get_name()


def apply_style() -> None:
    """Set matplotlib's defaults to the workbook's style; what a notebook's `setup` calls."""
    cycle = [PALETTE[name] for name in ("blue", "orange", "green", "red", "sky", "purple")]
    plt.rcParams.update(
        {
            "axes.edgecolor": PALETTE["grey"],
            "axes.grid": True,
            "axes.labelcolor": PALETTE["ink"],
            "axes.prop_cycle": plt.cycler(color=cycle),
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.titlelocation": "left",
            "axes.titlesize": 12,
            "axes.titleweight": "normal",
            "axes.unicode_minus": False,
            "figure.constrained_layout.use": True,
            "figure.dpi": 100,
            "figure.figsize": FIGURE_SIZE,
            "font.family": ["DejaVu Sans", _chinese_family()],
            "font.size": 10.5,
            "grid.color": PALETTE["pale"],
            "grid.linewidth": 0.6,
            "axes.axisbelow": True,
            "legend.frameon": False,
            "savefig.dpi": 100,
        }
    )


def figure_axes(ax: Axes | None = None, *, size: tuple[float, float] = FIGURE_SIZE) -> Axes:
    """Return `ax`, or the axes of a new figure in the workbook's style.

    Parameters
    ----------
    ax : Axes, optional
        Axes to draw on.
    size : tuple of float
        Width and height in inches of a new figure.

    Returns
    -------
    Axes
        The axes to draw on.
    """
    if ax is not None:
        return ax
    _, new = plt.subplots(figsize=size)
    return new


def label_end(ax: Axes, x: float, y: float, text: str, *, color: str = PALETTE["ink"], dx: float = 5) -> None:
    """Write a direct label beside a point, instead of a legend.

    Parameters
    ----------
    ax : Axes
        Where to write.
    x, y : float
        The point, in data units.
    text : str
        The label.
    color : str
        Its colour.
    dx : float, default 5
        Distance to the right of the point, in points of type.
    """
    side = "left" if dx >= 0 else "right"
    ax.annotate(text, (x, y), xytext=(dx, 0), textcoords="offset points", va="center", ha=side, color=color)
