"""The parameters that generated the tables, for a lesson to compare its estimate with."""

from copy import deepcopy
from typing import Any

from cvm_lessons.core import ParameterError, nearest
from cvm_lessons.world import read_truth

__all__ = ["truth"]


def truth(area: str) -> dict[str, Any]:
    """Return the parameters of one area of the world.

    By convention a lesson asks for them only after it has estimated them.

    Parameters
    ----------
    area : str
        For example ``"value"``, ``"importance"``, ``"participation"``.

    Returns
    -------
    dict
        By parameter: ``value``, ``unit``, ``source`` (a key of the bibliography or ``"chosen"``) and
        sometimes ``note``.

    Raises
    ------
    ParameterError
        If there is no such area; the message names the nearest one.

    Examples
    --------
    >>> truth("value")["rebooking"]["value"]
    {'intercept': -3.4, 'slope': 0.55}
    """
    areas = read_truth()
    if area not in areas:
        raise ParameterError(f"truth has no area {area!r}. {nearest(area, areas)}")
    return deepcopy(areas[area])
