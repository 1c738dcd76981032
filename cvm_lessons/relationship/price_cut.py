"""What a price cut does to the contribution, alone and when the rivals follow."""

from collections.abc import Sequence

import pandas as pd

from cvm_lessons.core import ParameterError, check_number

__all__ = ["break_even_growth", "price_cut_outcomes"]


def break_even_growth(cut: float, contribution: float) -> float:
    """Return by how much the volume must grow for a price cut to leave the contribution as it was.

    Parameters
    ----------
    cut : float
        Part of the price given away, above 0 and below `contribution`.
    contribution : float
        Contribution per yuan of today's price, up to 1.

    Returns
    -------
    float
        Growth as a share: cut / (contribution - cut).

    Raises
    ------
    ParameterError
        If a number is out of range: a cut as large as the contribution is never made good.

    References
    ----------
    Textbook break-even arithmetic: (contribution - cut) × (1 + growth) = contribution.

    Examples
    --------
    >>> round(break_even_growth(0.10, 0.42), 4)
    0.3125
    """
    rate = check_number("contribution", contribution, low=1e-9, high=1)
    part = check_number("cut", cut, low=0)
    if part >= rate:
        raise ParameterError(
            f"cut={cut!r} is not below contribution={contribution!r}: no volume makes it good."
        )
    return float(part / (rate - part))


def price_cut_outcomes(
    *,
    contribution: float,
    elasticity: float,
    market_elasticity: float,
    cuts: Sequence[float] = (0.05, 0.1, 0.15),
    follow: Sequence[float] = (0.0, 0.5, 1.0),
) -> pd.DataFrame:
    """Return the contribution after a price cut as a share of today's, by how far the rivals follow.

    The volume grows by cut × elasticity if the rivals keep their prices, by cut × market elasticity if all
    cut alike, and in a straight line between. Elasticities are given as positive numbers.

    Parameters
    ----------
    contribution : float
        Contribution per yuan of today's price, from 0 to 1.
    elasticity : float
        Percent of volume that a cut of one percent brings if nobody follows.
    market_elasticity : float
        The same if everybody cuts alike; not above `elasticity`.
    cuts : sequence of float
        Parts of the price.
    follow : sequence of float
        Parts of the cut that the rivals match, from 0 to 1.

    Returns
    -------
    DataFrame
        Index `cut`; a column per value of `follow`; 1 is today's contribution.

    Raises
    ------
    ParameterError
        If a number is out of range.

    References
    ----------
    Monroe (1990), Pricing, for the break-even arithmetic; the straight line between the two cases is ours.

    Examples
    --------
    >>> table = price_cut_outcomes(contribution=0.4, elasticity=2, market_elasticity=0, cuts=[0.1])
    >>> table.round(3).loc[0.1].to_dict()
    {0.0: 0.9, 0.5: 0.825, 1.0: 0.75}
    """
    rate = check_number("contribution", contribution, low=1e-9, high=1)
    own = check_number("elasticity", elasticity, low=0)
    market = check_number("market_elasticity", market_elasticity, low=0, high=own)
    table = {
        matched: [_kept(check_number("cut", cut, low=0, high=1), rate, own, market, matched) for cut in cuts]
        for matched in (check_number("follow", part, low=0, high=1) for part in follow)
    }
    return pd.DataFrame(table, index=pd.Index(list(cuts), name="cut")).rename_axis(columns="follow")


def _kept(cut: float, rate: float, own: float, market: float, matched: float) -> float:
    volume = 1 + cut * (own - matched * (own - market))
    return (rate - cut) / rate * volume
