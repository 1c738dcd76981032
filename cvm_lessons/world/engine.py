"""A world in the making: its seed, its size, its truth, and the parts drawn so far."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import numpy as np

from cvm_lessons.core import stream

__all__ = ["Part", "World"]

Part = Callable[["World"], Any]


class World:
    """Draws each part once, on first use, from streams that belong to that part alone.

    A large world is drawn in shards: small worlds that differ in their customers and agree in the
    parts named in `shared`, such as the calendar of shows.

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
    shared : collection of str, default ()
        Names of the parts that are the same in every shard; they may look at shared parts only.
    shard : int, default 0
        Which shard of a large world this is.
    """

    def __init__(
        self,
        seed: int,
        scale: float,
        truth: Mapping[str, Mapping[str, Any]],
        parts: Mapping[str, Part],
        *,
        shared: Collection[str] = (),
        shard: int = 0,
    ) -> None:
        self.seed, self.scale, self.truth, self.shard = seed, scale, truth, shard
        self._parts, self._shared = parts, shared
        self._drawn: dict[str, Any] = {}
        self._common: dict[str, Any] = {}  # the shared parts drawn so far; one for all shards of a world
        self._in_hand: list[str] = []  # the parts being drawn now, the innermost last

    def __getitem__(self, part: str) -> Any:
        """Return a part, drawing it if nobody has asked for it yet."""
        drawn = self._common if part in self._shared else self._drawn
        if part not in drawn:
            self._in_hand.append(part)
            try:
                drawn[part] = self._parts[part](self)
            finally:
                self._in_hand.pop()
        return drawn[part]

    def another(self, shard: int, scale: float) -> "World":
        """Return another shard of the same large world; what all shards share is drawn once for both.

        Parameters
        ----------
        shard : int
            Which shard.
        scale : float
            Its scale.

        Returns
        -------
        World
            With customers of its own, none of them drawn yet.
        """
        world = World(self.seed, scale, self.truth, self._parts, shared=self._shared, shard=shard)
        world._common = self._common
        return world

    def stream(self, table: str, block: str) -> np.random.Generator:
        """Return the generator of one block of columns of one table.

        Parameters
        ----------
        table, block : str
            Names that nobody else draws under.

        Returns
        -------
        numpy.random.Generator
            The same for the same world, whatever else is drawn; a shared part gets the same one in every
            shard, any other part one of its own.
        """
        shared = bool(self._in_hand) and self._in_hand[-1] in self._shared
        keys = () if shared or self.shard == 0 else (f"shard {self.shard}",)
        generator: np.random.Generator = stream(self.seed, table, block, *keys)
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

    def ids(self, prefix: str, rows: int, width: int) -> list[str]:
        """Return identifiers 1, 2, 3, …; those of later shards carry the number of the shard.

        Parameters
        ----------
        prefix : str
            Opening letter.
        rows : int
            How many.
        width : int
            Digits to fill up with zeros.

        Returns
        -------
        list of str
            For example ``E00001``, and ``E3-00001`` in shard 3.
        """
        opening = f"{prefix}{self.shard}-" if self.shard else prefix
        return [f"{opening}{number:0{width}d}" for number in range(1, rows + 1)]
