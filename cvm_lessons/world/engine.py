"""A world in the making: its seed, its size, its truth, and the parts drawn so far."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from cvm_lessons.core import stream

__all__ = ["Part", "World"]

Part = Callable[["World"], Any]


class World:
    """Draws each part once, on first use, from streams that belong to that part alone.

    Parameters
    ----------
    seed : int
        Seed of the world.
    scale : float
        Multiple of the number of customers.
    truth : mapping
        Values by area and parameter.
    parts : mapping of str to callable
        How each part, shown or hidden, is drawn from the world.
    """

    def __init__(
        self, seed: int, scale: float, truth: Mapping[str, Mapping[str, Any]], parts: Mapping[str, Part]
    ) -> None:
        self.seed, self.scale, self.truth = seed, scale, truth
        self._parts, self._drawn = parts, dict[str, Any]()

    def __getitem__(self, part: str) -> Any:
        """Return a part, drawing it if nobody has asked for it yet."""
        if part not in self._drawn:
            self._drawn[part] = self._parts[part](self)
        return self._drawn[part]

    def stream(self, table: str, block: str) -> np.random.Generator:
        """Return the generator of one block of columns of one table.

        Parameters
        ----------
        table, block : str
            Names that nobody else draws under.

        Returns
        -------
        numpy.random.Generator
            The same for the same world, whatever else is drawn.
        """
        generator: np.random.Generator = stream(self.seed, table, block)
        return generator

    def count(self, customers: float) -> int:
        """Return a number of customers at this world's scale, at least one.

        Parameters
        ----------
        customers : float
            Number at scale 1.

        Returns
        -------
        int
            Rounded product.
        """
        return max(1, round(customers * self.scale))
