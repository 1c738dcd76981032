"""What an offer to rebook must change to pay: it is given to those as well who would have come anyway."""

from collections.abc import Sequence

import pandas as pd

from cvm_lessons.core import ParameterError, check_number

__all__ = ["offer_break_even", "offer_gains"]


def offer_break_even(given_away: float, *, base: float, margin: float, contact: float = 0.0) -> float:
    """Return the effect from which an offer pays.

    Parameters
    ----------
    given_away : float
        Part of the margin that the offer costs when a customer takes it, below 1.
    base : float
        Share that responds without the offer: they take it, too.
    margin : float
        Yuan that a response brings, before the offer.
    contact : float, default 0
        Yuan to reach one customer.

    Returns
    -------
    float
        Rise of the response, as a share: (given_away × base + contact / margin) / (1 - given_away).

    Raises
    ------
    ParameterError
        If a number is out of range, or the offer gives the whole margin away.

    Examples
    --------
    >>> round(offer_break_even(0.18, base=0.41, margin=9_000), 3)
    0.09
    """
    share = check_number("given_away", given_away, low=0, high=1)
    if share == 1:
        raise ParameterError("given_away=1: an offer that gives the whole margin away never pays.")
    without = check_number("base", base, low=0, high=1)
    worth = check_number("margin", margin, low=1e-9)
    reach = check_number("contact", contact, low=0)
    return float((share * without + reach / worth) / (1 - share))


def offer_gains(
    effects: Sequence[float],
    bases: Sequence[float],
    *,
    given_away: float,
    margin: float,
    contact: float = 0.0,
) -> pd.DataFrame:
    """Return the gain per customer reached, by the effect of an offer and by who responds without it.

    Parameters
    ----------
    effects : sequence of float
        Rise of the response, as shares.
    bases : sequence of float
        Shares that respond without the offer.
    given_away, margin, contact : float
        As in `offer_break_even`.

    Returns
    -------
    DataFrame
        Index `effect`; a column per base: margin × (effect - given_away × (base + effect)) - contact, yuan.
        Missing where base and effect exceed 1 together.

    Raises
    ------
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> offer_gains([0.1], [0.4, 0.6], given_away=0.18, margin=10_000).round().to_dict("list")
    {0.4: [100.0], 0.6: [-260.0]}
    """
    share = check_number("given_away", given_away, low=0, high=1)
    worth, reach = check_number("margin", margin, low=0), check_number("contact", contact, low=0)
    table: dict[float, list[float]] = {}
    for base in bases:
        without = check_number("bases", base, low=0, high=1)
        rises = [check_number("effects", effect, low=-1, high=1) for effect in effects]
        table[base] = [
            worth * (rise - share * (without + rise)) - reach if 0 <= without + rise <= 1 else float("nan")
            for rise in rises
        ]
    return pd.DataFrame(table, index=pd.Index(effects, name="effect"))
