"""The figure of what runs through trust and commitment, where it can be drawn."""

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.trust import plot_mediation_by_group

__all__ = ["plot_paths"]


def plot_paths(paths: pd.DataFrame, *, ax: Axes | None = None) -> Axes | None:
    """Draw the direct part and the parts through trust and commitment, a bar per group.

    Parameters
    ----------
    paths : DataFrame
        The second table of `find_loyalty`.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes or None
        None where few answers gave a part the opposite sign: then the parts do not stack to a bar.
    """
    parts = paths[(paths["group"] != "difference") & ~paths["effect"].isin(["total", "indirect: all"])]
    return None if (parts["estimate"] < 0).any() else plot_mediation_by_group(paths, ax=ax)
