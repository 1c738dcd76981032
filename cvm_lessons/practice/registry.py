"""Sets of exercises by name: found in the package when they are asked for, or registered by an author."""

import importlib
import pkgutil
from collections.abc import Sequence

from cvm_lessons.core.errors import CourseError, ParameterError
from cvm_lessons.core.validation import nearest
from cvm_lessons.practice.exercises import Exercise

__all__ = ["find_set", "known_sets", "register_set"]

SETS_PACKAGE = "cvm_lessons.practice.sets"
_registered: dict[str, tuple[Exercise, ...]] = {}


def register_set(name: str, exercises: Sequence[Exercise]) -> None:
    """Make a set of one's own known under a name; a set of that name is replaced.

    Parameters
    ----------
    name : str
        Name of the set.
    exercises : sequence of Exercise
        Its exercises; their ids begin with the name.

    Raises
    ------
    CourseError
        If an id does not belong to the set or stands twice.
    """
    _registered[name] = _in_order(name, exercises)


def find_set(name: str) -> tuple[Exercise, ...]:
    """Return the exercises of a set: ``"c03"`` for a chapter's, ``"c03.01"`` for a lesson's checkpoints.

    Parameters
    ----------
    name : str
        Name of the set.

    Returns
    -------
    tuple of Exercise
        In their order.

    Raises
    ------
    ParameterError
        If there is no such set; the message names the nearest.
    """
    if name in _registered:
        return _registered[name]
    module = str(name).replace(".", "_")
    sets = _sets_of(module) if module in _modules() else {}
    if name not in sets:
        raise ParameterError(f"there is no set of exercises {name!r}. {nearest(str(name), known_sets())}")
    return _in_order(name, sets[name])


def known_sets() -> list[str]:
    """Return the names of all sets.

    Returns
    -------
    list of str
        Sorted.
    """
    found = {name for module in _modules() for name in _sets_of(module)}
    return sorted(found | _registered.keys())


def _modules() -> list[str]:
    package = importlib.import_module(SETS_PACKAGE)
    return [module.name for module in pkgutil.iter_modules(package.__path__)]


def _sets_of(module: str) -> dict[str, Sequence[Exercise]]:
    found = importlib.import_module(f"{SETS_PACKAGE}.{module}")
    if not hasattr(found, "SETS"):
        raise CourseError(f"{found.__name__} holds no SETS, a dictionary from a set's name to its exercises.")
    return dict(found.SETS)


def _in_order(name: str, exercises: Sequence[Exercise]) -> tuple[Exercise, ...]:
    ids = [exercise.id for exercise in exercises]
    for number, given in enumerate(ids):
        if not given.startswith(f"{name}.") or "." in given.removeprefix(f"{name}."):
            raise CourseError(f"exercise {given!r} does not belong to the set {name!r}.")
        if given in ids[:number]:
            raise CourseError(f"exercise {given!r} stands twice in the set {name!r}.")
    return tuple(exercises)
