"""What a customer under contract is worth at a retention rate: in the two timings, and the rate that pays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cvm_lessons.core import ParameterError, check_choice, check_number

__all__ = ["TIMINGS", "break_even_retention", "margin_multiple", "retention_value"]

TIMINGS = ("immediate", "renewal")


def retention_value(
    margin: float | Sequence[float],
    retention: float | Sequence[float],
    discount_rate: float,
    *,
    timing: str = "immediate",
    growth: float = 0.0,
    periods: int | None = None,
    acquisition_cost: float = 0.0,
) -> float:
    """Return the lifetime value of a customer who stays with a given probability from period to period.

    Parameters
    ----------
    margin : float or sequence of float
        Margin of a period with the customer; a sequence for periods 0, 1, … ("immediate") or 1, 2, …
        ("renewal").
    retention : float or sequence of float
        Probability of staying for the next period; a sequence for the first, second, … renewal.
    discount_rate : float
        Per period, 0 or more.
    timing : {"immediate", "renewal"}, default "immediate"
        Whether the first margin comes at once, with certainty, or after the first renewal. The two differ by
        one margin, which the value of an existing customer must not count twice.
    growth : float, default 0
        Growth of the margin from period to period.
    periods : int, optional
        Number of margins; without it all to come (or as many as the sequences hold).
    acquisition_cost : float, default 0
        Taken off, from 0 up. It is 0 for a customer whom you already have: that money is spent.

    Returns
    -------
    float
        In the unit of the margin.

    Raises
    ------
    ParameterError
        If a rate is out of range, sequences differ in length, or the sum has no end (retention times growth
        not below 1 + discount rate).

    References
    ----------
    Gupta and Lehmann (2003), Customers as assets, Journal of Interactive Marketing 17(1), 9-24; Berger and
    Nasr (1998), Customer lifetime value: marketing models and applications, Journal of Interactive Marketing
    12(1), 17-30.

    Examples
    --------
    >>> round(retention_value(100, 0.9, 0.1, timing="renewal"), 6)
    450.0
    >>> round(retention_value(100, 0.9, 0.1), 6)
    550.0
    >>> round(retention_value([100, 80], [0.9], 0.1, acquisition_cost=50), 2)
    115.45
    """
    check_choice("timing", timing, TIMINGS)
    d = check_number("discount_rate", discount_rate, low=0)
    g = check_number("growth", growth, low=-1)
    cost = check_number("acquisition_cost", acquisition_cost, low=0)
    lasting = np.ndim(margin) == 0 and np.ndim(retention) == 0
    if lasting and periods is None:
        m = check_number("margin", margin)
        r = check_number("retention", retention, low=0, high=1)
        kept = r * (1 + g)
        if kept >= 1 + d:
            raise ParameterError(
                f"retention={r:g} with growth={g:g} reaches the discount factor {1 + d:g}: "
                "the value has no end. Give a number of periods."
            )
        first = m if timing == "immediate" else m * r
        return float(first * (1 + d) / (1 + d - kept) / (1 if timing == "immediate" else 1 + d) - cost)
    margins, stays = _by_period(margin, retention, timing, g, periods)
    after = np.arange(len(margins)) + (0 if timing == "immediate" else 1)
    return float((margins * stays * np.exp(-after * np.log1p(d))).sum() - cost)


def margin_multiple(retention: float, discount_rate: float, *, growth: float = 0.0) -> float:
    """Return r / (1 + d - r (1 + g)): how many margins an existing customer is worth.

    Parameters
    ----------
    retention : float
        Probability of staying from period to period.
    discount_rate : float
        Per period.
    growth : float, default 0
        Growth of the margin.

    Returns
    -------
    float
        Margins.

    Raises
    ------
    ParameterError
        If a rate is out of range or the sum has no end.

    References
    ----------
    Gupta and Lehmann (2003), Customers as assets, Journal of Interactive Marketing 17(1), 9-24.

    Examples
    --------
    >>> [round(margin_multiple(r, 0.1), 2) for r in (0.5, 0.8, 0.9, 0.95)]
    [0.83, 2.67, 4.5, 6.33]
    """
    rate = check_number("retention", retention, low=0, high=1)
    return retention_value(1.0, rate, discount_rate, timing="renewal", growth=growth)


def break_even_retention(
    margin: float,
    acquisition_cost: float,
    discount_rate: float,
    *,
    timing: str = "immediate",
    growth: float = 0.0,
) -> float:
    """Return the retention rate from which on a customer brings back what winning them cost.

    Parameters
    ----------
    margin : float
        Margin of a period, above 0.
    acquisition_cost : float
        What winning the customer costs, from 0 up.
    discount_rate : float
        Per period.
    timing : {"immediate", "renewal"}, default "immediate"
        Whether the first margin comes at once or after the first renewal.
    growth : float, default 0
        Growth of the margin from period to period.

    Returns
    -------
    float
        From 0 (the first margin already pays) to 1.

    Raises
    ------
    ParameterError
        If an argument is out of range, or no retention rate pays.

    Examples
    --------
    >>> rate = break_even_retention(100, 300, 0.1)
    >>> round(rate, 4), round(retention_value(100, rate, 0.1), 6)
    (0.7333, 300.0)
    """
    check_choice("timing", timing, TIMINGS)
    m = check_number("margin", margin, low=0)
    cost = check_number("acquisition_cost", acquisition_cost, low=0)
    d = check_number("discount_rate", discount_rate, low=0)
    if m == 0:
        raise ParameterError("margin=0 is not above 0: no customer brings back anything.")
    rises = 1 + check_number("growth", growth, low=-1)
    # The value, m (1 + d) / (1 + d - r (1 + g)) or m r / (1 + d - r (1 + g)), is the cost: solved for r.
    if timing == "immediate":
        top, bottom = (1 + d) * (cost - m), cost * rises
    else:
        top, bottom = (1 + d) * cost, m + cost * rises
    if top <= 0:
        return 0.0
    if top > bottom:
        raise ParameterError(f"an acquisition cost of {cost:g} never comes back at a margin of {m:g}.")
    return float(top / bottom)


def _by_period(
    margin: float | Sequence[float],
    retention: float | Sequence[float],
    timing: str,
    growth: float,
    periods: int | None,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the margin of each period and the probability of being there to bring it."""
    if periods is not None and (
        isinstance(periods, bool) or not isinstance(periods, int | np.integer) or periods < 1
    ):
        raise ParameterError(f"periods={periods!r} is not a whole number from 1 up.")
    for name, given, low, high in (("margin", margin, -np.inf, np.inf), ("retention", retention, 0.0, 1.0)):
        for value in np.ravel(np.asarray(given, dtype=object)):
            check_number(name, value, low=low, high=high)
    early = 1 if timing == "immediate" else 0
    lengths = [] if np.ndim(margin) == 0 else [len(margin)]  # type: ignore[arg-type]
    lengths += [] if np.ndim(retention) == 0 else [len(retention) + early]  # type: ignore[arg-type]
    lengths += [] if periods is None else [periods]
    count = lengths[0]
    if count < 1 or any(length != count for length in lengths):
        raise ParameterError(
            f"margin, retention and periods speak of {lengths} margins: with timing={timing!r} "
            f"n margins have {'n - 1' if early else 'n'} renewals."
        )
    margins = np.broadcast_to(np.asarray(margin, dtype=float), count) * (1 + growth) ** np.arange(count)
    rates = np.broadcast_to(np.asarray(retention, dtype=float), count - early)
    stays = np.cumprod(rates)
    return margins, np.concatenate([np.ones(1), stays]) if early else stays
