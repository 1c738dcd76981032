"""A common cause of friendship and trust: what each comparison makes of it."""

import pandas as pd

from cvm_lessons.core import ParameterError, check_number
from cvm_lessons.trust.friendship import ADJUSTED, RAW, WITHIN

__all__ = ["common_cause_associations"]


def common_cause_associations(
    effect: float = 0.1, strength: float = 0.5, *, asked: float = 0.6, lasting: float = 0.8
) -> pd.DataFrame:
    """Return how friendship goes with trust if a common cause, such as sociability, moves both.

    Friendship, trust and the cause have mean 0 and standard deviation 1. The cause moves friendship by
    `strength`, and trust by `strength`; friendship moves trust by `effect`. The rest of both is chance, new
    each year. The numbers are exact, as in a sample without end.

    Parameters
    ----------
    effect : float, default 0.1
        What a standard deviation of friendship does to trust, 0 to 1.
    strength : float, default 0.5
        What a standard deviation of the cause does to each of the two, 0 to 0.9.
    asked : float, default 0.6
        Share of the cause's variance that the survey's question catches; 0: nobody asked.
    lasting : float, default 0.8
        Share of the cause's variance that does not change from one answer of a customer to the next.

    Returns
    -------
    DataFrame
        One row per method (raw, adjusted, within customer): method, estimate, effect, excess (estimate less
        effect).

    Raises
    ------
    ParameterError
        If a number is out of range, or effect and strength leave trust no variance of its own.

    Notes
    -----
    With effect b, strength s and the share r that a method takes out, the association is
    b + s²(1 - r)/(1 - r s²): r is 0 for the raw one, `asked` for the adjusted, `lasting` within customers.

    Examples
    --------
    >>> common_cause_associations(0.1, 0.5)[["method", "estimate"]].round(2)
                method  estimate
    0              raw      0.35
    1         adjusted      0.22
    2  within customer      0.16
    """
    own = check_number("effect", effect, low=0, high=1)
    cause = check_number("strength", strength, low=0, high=0.9)
    taken = {
        RAW: 0.0,
        ADJUSTED: check_number("asked", asked, low=0, high=1),
        WITHIN: check_number("lasting", lasting, low=0, high=1),
    }
    if (explained := own**2 + cause**2 + 2 * own * cause**2) > 1:
        raise ParameterError(
            f"effect={own} and strength={cause} explain {explained:.2f} of trust, which has a variance of 1. "
            "Lower one of them."
        )
    table = pd.DataFrame({"method": list(taken)})
    table["excess"] = [cause**2 * (1 - share) / (1 - share * cause**2) for share in taken.values()]
    return table.assign(estimate=own + table["excess"], effect=own)[
        ["method", "estimate", "effect", "excess"]
    ]
