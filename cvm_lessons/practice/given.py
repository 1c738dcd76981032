"""The data of an exercise: read-only, the printed ones or a student's own."""

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import numpy as np

from cvm_lessons.core.errors import WorkbookError
from cvm_lessons.core.validation import nearest
from cvm_lessons.practice.wording import shown

__all__ = ["Given", "draw_until"]

T = TypeVar("T")
TRIES = 2000


class Given(Mapping[str, Any]):
    """A read-only namespace: ``given.shows`` or ``given["shows"]`` is a fresh copy at every look.

    Parameters
    ----------
    data : mapping
        Names and values.

    Examples
    --------
    >>> given = Given({"price": 40, "shows": ["Lark", "Quay"]})
    >>> given.shows.clear()
    >>> given
    given: price `40`, shows `['Lark', 'Quay']`
    """

    __slots__ = ("_data",)

    def __init__(self, data: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_data", dict(data))

    def __getitem__(self, name: str) -> Any:
        if name not in self._data:
            raise KeyError(f"nothing called {name!r} is given. {nearest(name, self._data)}")
        return copy.deepcopy(self._data[name])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._data:
            raise AttributeError(f"nothing called {name!r} is given. {nearest(name, self._data)}")
        return self[name]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"what is given cannot be changed: copy it first, {name} = q.given.{name}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._data]

    def __repr__(self) -> str:
        return "given: " + ", ".join(f"{name} {shown(value)}" for name, value in self._data.items())


def draw_until(
    rng: np.random.Generator, draw: Callable[[np.random.Generator], T], suits: Callable[[T], bool]
) -> T:
    """Draw data until they suit, so that a student's own numbers keep the point of the exercise.

    Parameters
    ----------
    rng : numpy.random.Generator
        The student's generator.
    draw : callable
        From the generator to the data.
    suits : callable
        Whether the data still make the point, for example that ratio and difference disagree.

    Returns
    -------
    object
        The first data that suit.

    Raises
    ------
    WorkbookError
        If none of 2,000 draws suits.

    Examples
    --------
    >>> draw_until(np.random.default_rng(1), lambda rng: int(rng.integers(9)), lambda number: number > 6)
    8
    """
    for _ in range(TRIES):
        if suits(data := draw(rng)):
            return data
    raise WorkbookError(
        f"none of {TRIES} draws suits: {draw.__qualname__} and its condition do not fit together."
    )
