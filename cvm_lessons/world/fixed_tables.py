"""Teaching tables that are written by hand, not drawn: offers, the value chain, improvement projects."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from cvm_lessons.world.engine import World

__all__ = ["FIXED", "fixed_table"]

FOLDER = Path(__file__).with_name("fixed")
FIXED = tuple(sorted(path.stem for path in FOLDER.glob("*.csv")))


def fixed_table(name: str) -> Callable[[World], pd.DataFrame]:
    """Return the part that reads a table written by hand; it is the same in every world.

    Parameters
    ----------
    name : str
        One of `FIXED`.

    Returns
    -------
    callable
        From the world to the table.
    """
    return lambda _world: pd.read_csv(FOLDER / f"{name}.csv")
