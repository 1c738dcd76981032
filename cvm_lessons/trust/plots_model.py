"""Figure of the commitment-trust model; it draws what `fit_commitment_trust` estimates."""

import pandas as pd
from matplotlib.axes import Axes

from cvm_lessons.core import filled_column, number_columns, require_columns, translate
from cvm_lessons.measurement import plot_path_model

__all__ = ["plot_commitment_trust"]

# Column and row of each construct: causes, the two mediators, outcomes.
PLACES = {
    "termination costs": (0.0, 4.0),
    "relationship benefits": (0.0, 3.0),
    "shared values": (0.0, 2.0),
    "communication": (0.0, 1.0),
    "opportunism": (0.0, 0.0),
    "relationship commitment": (1.0, 3.3),
    "trust": (1.0, 0.9),
    "acquiescence": (2.0, 4.0),
    "thoughts of leaving": (2.0, 3.0),
    "cooperation": (2.0, 2.0),
    "functional conflict": (2.0, 1.0),
    "uncertainty": (2.0, 0.0),
}


def plot_commitment_trust(paths: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the model with its estimates.

    An arrow is as thick as its path is large, orange where it is negative, dashed where its interval holds 0.

    Parameters
    ----------
    paths : DataFrame
        What `fit_commitment_trust` returns.
    ax : Axes, optional
        Axes to draw on.

    Returns
    -------
    Axes
        With a box per construct and an arrow per path.

    Raises
    ------
    DataError
        If a column or a value is missing.
    """
    number_columns(paths, ["estimate", "low", "high", "r_squared"])
    require_columns(paths, ["origin", "target"])
    right = filled_column(paths, "as_expected")
    shares = paths.groupby("target")["r_squared"].first()
    shown = {name: PLACES[name] for name in dict.fromkeys([*paths["origin"], *paths["target"]])}
    ax = plot_path_model(paths, r_squared=shares, positions=shown, ax=ax)
    told = {"right": int(right.sum()), "total": len(paths)}
    ax.set_title(translate("{right} of {total} paths go the way the model says", **told))
    return ax
