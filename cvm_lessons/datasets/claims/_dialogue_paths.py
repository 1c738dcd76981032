"""Claims named after the place of their parameter in the truth."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from cvm_lessons.datasets.recovery import Claim
from cvm_lessons.world import World

__all__ = ["claim_at"]


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
    return Claim(area, " ".join(keys), partial(_follow, path), estimate, slack, why)


def _follow(path: str, truth: Mapping[str, Any]) -> float:
    value: Any = truth
    for key in path.split("/"):
        value = value[key]
    return float(value)
