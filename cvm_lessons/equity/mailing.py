"""Break-even response: from which share of responses on a mailing pays."""

from __future__ import annotations

from cvm_lessons.core import ParameterError, check_number

__all__ = ["break_even_response"]


def break_even_response(cost: float, value: float) -> float:
    """Return the response from which addressing customers pays: cost over value.

    Parameters
    ----------
    cost : float
        What it costs to address one customer.
    value : float
        What one who responds is worth: the margin, not the revenue.

    Returns
    -------
    float
        A share; above 1 no response is enough.

    Raises
    ------
    ParameterError
        If the cost is negative or the value not above 0.

    References
    ----------
    Hughes (1994), Strategic Database Marketing, Probus.

    Examples
    --------
    >>> break_even_response(600, 12_000)
    0.05
    """
    spent, worth = check_number("cost", cost, low=0), check_number("value", value, low=0)
    if worth == 0:
        raise ParameterError("value=0 is not above 0: no response brings back the cost.")
    return float(spent / worth)
