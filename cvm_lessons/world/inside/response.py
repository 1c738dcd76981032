"""How sales answer to spend: what is carried over, what saturates, and what would come anyway."""

import numpy as np
import pandas as pd

from cvm_lessons.world.engine import World

__all__ = ["adstock", "draw_media_effects", "saturation"]


def adstock(spend: np.ndarray, carry: float) -> np.ndarray:
    """Add to each month's spend what is left of the months before.

    Parameters
    ----------
    spend : ndarray
        Spend by month, first month first; nothing was spent before it.
    carry : float
        Share that is left a month later, from 0 up to but not including 1.

    Returns
    -------
    ndarray
        In the unit of the spend.

    Examples
    --------
    >>> adstock(np.array([100.0, 0.0, 0.0]), 0.5).tolist()
    [100.0, 50.0, 25.0]
    """
    stock = np.array(spend, dtype=float)
    for month in range(1, len(stock)):
        stock[month] += carry * stock[month - 1]
    return stock


def saturation(stock: np.ndarray, half: float) -> np.ndarray:
    """Return the share of the largest possible effect.

    Parameters
    ----------
    stock : ndarray
        Adstock.
    half : float
        Where half of the effect is reached.

    Returns
    -------
    ndarray
        From 0 up to but not including 1.

    Examples
    --------
    >>> saturation(np.array([0.0, 50.0, 150.0]), 50.0).tolist()
    [0.0, 0.5, 0.75]
    """
    return np.asarray(stock / (stock + half))


def draw_media_effects(world: World) -> pd.DataFrame:
    """Draw what each channel causes in a month, and what comes without any.

    Parameters
    ----------
    world : World
        The world in the making.

    Returns
    -------
    DataFrame
        Hidden: thousand yuan of sales, a column per channel and ``base``; a row per month.
    """
    truth, months, spend = world.truth["media"], world["media_months"], world["media_spend"]
    effects = pd.DataFrame(
        {
            name: largest
            * saturation(adstock(spend[name].to_numpy(), truth["carry"][name]), truth["half"][name])
            for name, largest in truth["maximum"].items()
        }
    )
    noise = world.stream("channel_monthly", "sales").normal(0.0, truth["noise_sd"], len(months))
    base = (
        truth["base"]
        + truth["growth"] * months["years"]
        + truth["season"] * months["season"]
        + truth["price"]["effect"] * (months["price_index"] - 1.0)
        + truth["pandemic"]["sales"] * months["pandemic"]
    )
    return effects.assign(base=base + noise)
