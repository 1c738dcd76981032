"""Random streams: one per table, keyed by name, so that a new table changes no old one."""

import hashlib

import numpy as np

from cvm_lessons.core.errors import ParameterError

__all__ = ["as_generator", "stream"]


def stream(seed: int, *keys: str) -> np.random.Generator:
    """Return the generator that belongs to `seed` and to the names in `keys`.

    Parameters
    ----------
    seed : int
        Seed of the world, not negative.
    *keys : str
        Names from the outside in, for example ``"surveys", "importance"``.

    Returns
    -------
    numpy.random.Generator
        The same for the same seed and keys, independent of every other.

    Raises
    ------
    ParameterError
        If the seed is no whole number from 0 up.

    Examples
    --------
    >>> a, b = stream(7, "surveys"), stream(7, "surveys")
    >>> bool(a.random() == b.random())
    True
    """
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise ParameterError(f"seed={seed!r} is not a whole number from 0 up.")
    digest = hashlib.sha256("/".join(keys).encode()).digest()[:16]
    words = np.frombuffer(digest, dtype="<u4").tolist()
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([int(seed), *words])))


def as_generator(rng: np.random.Generator | int) -> np.random.Generator:
    """Return `rng` itself, or the generator seeded with it.

    Parameters
    ----------
    rng : numpy.random.Generator or int
        A generator, or a seed from 0 up.

    Returns
    -------
    numpy.random.Generator
        The generator to draw from.

    Raises
    ------
    ParameterError
        If `rng` is neither.

    Examples
    --------
    >>> as_generator(7).integers(10, size=3).tolist() == as_generator(7).integers(10, size=3).tolist()
    True
    """
    if isinstance(rng, np.random.Generator):
        return rng
    if isinstance(rng, bool) or not isinstance(rng, int | np.integer) or rng < 0:
        raise ParameterError(f"rng={rng!r} is neither a numpy Generator nor a whole number from 0 up.")
    return np.random.default_rng(int(rng))
