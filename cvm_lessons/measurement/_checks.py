"""Checks of the arguments that every measurement shares."""

import numpy as np

from cvm_lessons.core import ParameterError

__all__ = ["check_count", "check_level"]


def check_count(name: str, value: int, *, low: int, high: int | None = None) -> int:
    """Return `value` as an int if it is a whole number from `low` to `high`, both included."""
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not whole or value < low or (high is not None and value > high):
        span = f"from {low} up" if high is None else f"from {low} to {high}"
        raise ParameterError(f"{name}={value!r} is not a whole number {span}.")
    return int(value)


def check_level(level: float) -> float:
    """Return a confidence level if it lies strictly between 0 and 1."""
    number = isinstance(level, float | np.floating) and 0 < level < 1
    if not number:
        raise ParameterError(f"level={level!r} is not a share between 0 and 1, such as 0.95.")
    return float(level)
