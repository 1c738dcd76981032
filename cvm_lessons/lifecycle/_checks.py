"""Checks of arguments that several modules of the room share."""

from __future__ import annotations

from cvm_lessons.core import ParameterError, check_number

__all__ = ["check_count"]


def check_count(name: str, value: float, *, low: int) -> int:
    """Return a whole number from `low` up; 2.5 periods are refused, not cut to 2."""
    number = check_number(name, value, low=low)
    if number != int(number):
        raise ParameterError(f"{name}={value!r} is not a whole number.")
    return int(number)
