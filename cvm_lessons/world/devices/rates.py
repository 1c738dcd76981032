"""What a unit of each currency is worth in euro, year by year."""

import numpy as np
import pandas as pd

from cvm_lessons.world.engine import World

__all__ = ["draw_devices_rates", "euro_rates"]

DIGITS = 5  # the yen is worth less than a cent


def draw_devices_rates(world: World) -> pd.DataFrame:
    """Draw the yearly mean rates; the devices and the medicines are invoiced at them.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        The table ``devices_rates``, by currency and year.
    """
    truth = world.truth["devices_rates"]
    years, start = truth["years"], truth["euro_2016"]
    noise = world.stream("devices_rates", "change").normal(0.0, truth["sd"], (len(start), len(years) - 1))
    moves = np.array(list(truth["yearly"].values()))[:, None] + noise
    moves[[currency == "EUR" for currency in start]] = 0.0
    path = np.cumsum(np.column_stack([np.log(list(start.values())), moves]), axis=1)
    return pd.DataFrame(
        {
            "currency": np.repeat(list(start), len(years)),
            "year": years * len(start),
            "euro": np.round(np.exp(path), DIGITS).ravel(),
        }
    )


def euro_rates(world: World, currency: pd.Series, year: pd.Series) -> np.ndarray:
    """Look up what a unit of money was worth.

    Parameters
    ----------
    world : World
        The world in the making.
    currency : Series of str
        Currencies.
    year : Series of int
        Years.

    Returns
    -------
    ndarray
        Euro per unit, one number per row.
    """
    table = world["devices_rates"]
    known = pd.MultiIndex.from_frame(table[["currency", "year"]])
    return np.asarray(
        table["euro"].to_numpy()[known.get_indexer(pd.MultiIndex.from_arrays([currency, year]))]
    )
