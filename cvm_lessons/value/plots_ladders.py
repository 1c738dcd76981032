"""The drawing of a hierarchical value map: goals above, consequences between, attributes below."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from cvm_lessons.core import PALETTE, figure_axes, translate
from cvm_lessons.core.texts import in_lines
from cvm_lessons.value.hierarchical_map import HierarchicalValueMap
from cvm_lessons.value.laddering import LEVELS

__all__ = ["plot_hierarchical_value_map"]

SIZE = (9.6, 5.4)  # ten elements side by side need more width than other figures
THINNEST, THICKEST = 0.8, 6.0
LETTERS = 11  # letters of a line in a box
COLORS = ("orange", "sky", "green")


def plot_hierarchical_value_map(
    hierarchy: HierarchicalValueMap, *, levels: Sequence[str] = LEVELS, ax: Axes | None = None
) -> Axes:
    """Draw the elements in rows by level, joined by lines as thick as the links are strong.

    Parameters
    ----------
    hierarchy : HierarchicalValueMap
        What `hierarchical_value_map` returns.
    levels : sequence of str
        Levels from the bottom up, as passed to it.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a box per element and a line per link, dashed for an indirect one.

    Examples
    --------
    >>> import pandas as pd
    >>> from cvm_lessons.value.hierarchical_map import hierarchical_value_map
    >>> from cvm_lessons.value.laddering import implication_matrix
    >>> chains = {"respondent_id": [1, 2], "attribute": ["halls", "halls"], "consequence": ["leads", "leads"]}
    >>> links = implication_matrix(pd.DataFrame({**chains, "goal": ["growth", "rest"]}))
    >>> plot_hierarchical_value_map(hierarchical_value_map(links, cutoff=1)).get_title(loc="left")
    'The strongest link leads from halls to leads'
    """
    nodes, edges = hierarchy.nodes, hierarchy.edges
    ax = figure_axes(ax, size=SIZE)
    most = edges["strength"].max()
    for edge in edges.itertuples():
        width = THINNEST + (THICKEST - THINNEST) * edge.strength / most
        style = "-" if edge.kind == "direct" else (0, (2, 1))
        ax.plot(
            *zip(*edge.route, strict=True), color=PALETTE["grey"], alpha=0.6, linewidth=width, linestyle=style
        )
    for node in nodes.itertuples():
        color = PALETTE[COLORS[levels.index(node.level) % len(COLORS)]]
        box = {"boxstyle": "round,pad=0.35", "facecolor": "white", "edgecolor": color, "linewidth": 1.8}
        text = in_lines(translate(str(node.code)), LETTERS)
        ax.text(node.x, node.y, text, ha="center", va="center", fontsize=8.5, bbox=box, zorder=3)
    ax.set(xlim=(0, 1), ylim=(-0.35, len(levels) - 0.65))
    ax.set_yticks(range(len(levels)), [translate(f"{level}s") for level in levels])
    ax.set_xticks([])
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    ax.tick_params(left=False)
    first = edges.loc[edges["strength"].idxmax()]
    ends = {end: translate(str(first[end])) for end in ("origin", "target")}
    ax.set_title(translate("The strongest link leads from {origin} to {target}", **ends), loc="left")
    count = {"cutoff": f"{hierarchy.cutoff:g}", "most": f"{most:g}"}
    ax.set_xlabel(translate("Links counted {cutoff} times or more; the thickest line: {most}", **count))
    return ax
