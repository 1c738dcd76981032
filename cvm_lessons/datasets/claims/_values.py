"""Claims that one number of the truth is found again, and how it is looked up."""

from collections.abc import Callable, Mapping
from typing import Any

from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["Truth", "claim_at", "value_of"]

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


def claim_at(
    path: str, estimate: Callable[[World], tuple[float, float]], *, slack: float = 0.0, why: str = ""
) -> Claim:
    """Return the claim that one number of the truth is found again.

    Parameters
    ----------
    path : str
        Area, parameter and the keys within it, with slashes between them.
    estimate : callable
        From a world to the estimate and its standard error.
    slack : float, default 0
        Largest known bias.
    why : str, default ""
        Where that bias comes from.

    Returns
    -------
    Claim
        Under the area, named by the rest of the path.

    Examples
    --------
    >>> claim = claim_at("campaigns/share/C1/persuadable", lambda world: (0.1, 0.1))
    >>> claim.area, claim.what, claim.truth({"campaigns": {"share": {"C1": {"persuadable": 0.16}}}})
    ('campaigns', 'share C1 persuadable', 0.16)
    """
    area, *keys = path.split("/")
    return Claim(area, " ".join(keys), value_of(area, *keys), estimate, slack, why)
