"""Worlds of any size: drawn in small shards, one after the other or on several processors."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from multiprocessing import get_context

import pandas as pd

from cvm_lessons.core import ParameterError, check_number, nearest
from cvm_lessons.world.engine import World
from cvm_lessons.world.simulation import LARGEST, SEED, SHARED, TABLES, build_world

__all__ = ["SUMMED", "Tables", "combine", "draw_shards", "shard_scales", "simulate"]

Tables = dict[str, pd.DataFrame]
SUMMED = {"editions": ("exhibitors", "visitors")}  # counts of customers over all shards
SMALLEST = 0.005
SHARD = 0.25  # scale of a shard: two of them are drawn at a time in less than a gigabyte

AHEAD = 2  # shards that may wait for their turn to be written, so that no process waits for work


def shard_scales(scale: float) -> list[float]:
    """Return the scales of the shards that make up a world.

    Parameters
    ----------
    scale : float
        Scale of the whole.

    Returns
    -------
    list of float
        Up to a scale of 1 the world itself; beyond it quarters, and what is left of them.

    Examples
    --------
    >>> shard_scales(0.2), shard_scales(1.1)
    ([0.2], [0.25, 0.25, 0.25, 0.25, 0.1])
    """
    if scale <= 1.0:
        return [scale]
    whole = int(scale / SHARD)
    rest = round(scale - whole * SHARD, 9)
    if rest < SMALLEST:
        return [SHARD] * (whole - 1) + [SHARD + rest]
    return [SHARD] * whole + [rest]


def _draw_shard(
    seed: int,
    names: Sequence[str],
    finish: Callable[[str, pd.DataFrame], pd.DataFrame],
    shard: int,
    scale: float,
) -> Tables:
    world = _anyone(seed).another(shard, scale)
    wanted = [name for name in names if shard == 0 or name not in SHARED]
    return {name: finish(name, world[name].copy() if name in SHARED else world[name]) for name in wanted}


@lru_cache(maxsize=1)
def _anyone(seed: int) -> World:
    """Return a world that knows what all shards of a seed share: a process draws it for the first one."""
    return build_world(seed)


def _as_drawn(_name: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame


def draw_shards(
    seed: int,
    scale: float,
    tables: Iterable[str] | None = None,
    *,
    processes: int = 1,
    finish: Callable[[str, pd.DataFrame], pd.DataFrame] = _as_drawn,
) -> Iterator[Tables]:
    """Draw a world shard by shard, so that no more than a few shards are in memory at a time.

    Parameters
    ----------
    seed : int
        Seed of the world.
    scale : float
        Multiple of the number of customers, from 0.005 to 1000.
    tables : iterable of str, optional
        Names of the tables wanted; all by default.
    processes : int, default 1
        How many processes draw; the values do not depend on it.
    finish : callable, optional
        Applied to the name and the frame of each table where it was drawn; with several processes a
        function of a module.

    Yields
    ------
    dict of str to DataFrame
        The tables of one shard; those that all shards share come with the first one only.

    Raises
    ------
    ParameterError
        If a table is not known, the seed negative or the scale out of range.
    """
    names = list(TABLES) if tables is None else list(tables)
    for name in names:
        if name not in TABLES:
            raise ParameterError(f"table {name!r} is not known. {nearest(name, TABLES)}")
    check_number("seed", seed, low=0)
    check_number("scale", scale, low=SMALLEST, high=LARGEST)
    check_number("processes", processes, low=1)
    scales = shard_scales(scale)
    draw = partial(_draw_shard, seed, names, finish)
    if min(processes, len(scales)) == 1:
        yield from map(draw, range(len(scales)), scales)
        return
    # Spawned processes start clean: a forked one may inherit a lock that a thread of Arrow holds.
    with ProcessPoolExecutor(min(processes, len(scales)), mp_context=get_context("spawn")) as pool:
        waiting: deque = deque()
        for shard, size in enumerate(scales):
            waiting.append(pool.submit(draw, shard, size))
            if len(waiting) >= processes + AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def combine(name: str, frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put the shards of one table together.

    Parameters
    ----------
    name : str
        Name of the table.
    frames : sequence of DataFrame
        What each shard has of it, in order.

    Returns
    -------
    DataFrame
        Customers one below the other; counts of customers added up.
    """
    if len(frames) == 1:
        return frames[0]
    if name not in SUMMED:
        return pd.concat(frames, ignore_index=True)
    whole, counts = frames[0].copy(), list(SUMMED[name])
    for frame in frames[1:]:
        whole[counts] += frame[counts]
    return whole


def simulate(
    seed: int = SEED,
    scale: float = 1.0,
    tables: Iterable[str] | None = None,
    *,
    processes: int = 1,
) -> Tables:
    """Draw tables of the world.

    Parameters
    ----------
    seed : int, default 20160
        Seed; the committed tables have this one.
    scale : float, default 1.0
        Multiple of the number of customers, from 0.005 to 1000; behaviour does not change. All tables
        asked for are held in memory: for a world larger than that see ``cvm data build --scale``.
    tables : iterable of str, optional
        Names of the tables wanted; all by default. Which ones are asked for changes no value in them.
    processes : int, default 1
        How many processes draw the shards of a world of more than scale 1; the values do not depend on it.

    Returns
    -------
    dict of str to DataFrame
        A table per name.

    Raises
    ------
    ParameterError
        If a table is not known, the seed negative or the scale out of range.

    Examples
    --------
    >>> simulate(seed=7, scale=0.01, tables=["offers"])["offers"].columns[:3].tolist()
    ['set', 'show', 'product']
    """
    parts: dict[str, list[pd.DataFrame]] = {}
    for shard in draw_shards(seed, scale, tables, processes=processes):
        for name, frame in shard.items():
            parts.setdefault(name, []).append(frame)
    return {name: combine(name, frames) for name, frames in parts.items()}
