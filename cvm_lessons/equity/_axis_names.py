"""Names of axes that are measured in time."""

from cvm_lessons.core import ParameterError, translate

__all__ = ["with_unit"]


def with_unit(name: str, unit: str) -> str:
    """Return the translated name of an axis with its unit, or without one if the unit is not told."""
    if not isinstance(unit, str):
        raise ParameterError(f'unit={unit!r} is not the name of a unit of time such as "weeks".')
    if not unit:
        return str(translate(name))
    return str(translate("{name} ({unit})", name=translate(name), unit=translate(unit)))
