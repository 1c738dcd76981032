"""How claims of the firms look up what the truth says."""

from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["Truth", "value_of"]

Truth = Mapping[str, Mapping[str, Any]]


def value_of(area: str, *path: Any) -> Callable[[Truth], float]:
    """Return a function that looks a number up in the truth.

    Parameters
    ----------
    area : str
        Area of the truth.
    *path : str or int
        Parameter, and names within its value.

    Returns
    -------
    callable
        From the truth to the number.

    Examples
    --------
    >>> value_of("club", "fee", "plus")({"club": {"fee": {"plus": 680}}})
    680.0
    """

    def look_up(truth: Truth) -> float:
        found: Any = truth[area]
        for name in path:
            found = found[name]
        return float(found)

    return look_up
