"""Checks of arguments that several modules of the room share, and what is said of a doubtful fit."""

from __future__ import annotations

import warnings

from cvm_lessons.core import ParameterError, check_number

__all__ = ["check_count", "say"]


def check_count(name: str, value: float, *, low: int) -> int:
    """Return a whole number from `low` up; 2.5 periods are refused, not cut to 2."""
    number = check_number(name, value, low=low)
    if number != int(number):
        raise ParameterError(f"{name}={value!r} is not a whole number.")
    return int(number)


def say(message: str, kind: type[Warning] = UserWarning) -> None:
    """Warn whoever called the method from which this is called by a helper of that method."""
    warnings.warn(f"HiddenMarkovModel: {message}", kind, stacklevel=4)
