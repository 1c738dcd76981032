"""Fictional names of persons, and the ways in which a second clerk writes the same name."""

import numpy as np

from cvm_lessons.world.names import SYLLABLES

__all__ = ["misspelt", "other_romanisation", "person_names"]

FAMILIES, GIVEN = 500, 300  # so few that strangers share a family name, as they do
LEAD = 12  # flattens the lead of the commonest names
LETTERS = str.maketrans({"k": "c", "j": "y", "f": "ph", "x": "ks", "v": "w", "z": "s", "u": "oo", "i": "ee"})


def person_names(rng: np.random.Generator, size: int) -> dict[str, np.ndarray]:
    """Draw family and given names from two short lists in which some names are common.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where the draws come from.
    size : int
        How many.

    Returns
    -------
    dict of str to ndarray
        family, given, family_zh and given_zh.

    Examples
    --------
    >>> {side: names[0] for side, names in person_names(np.random.default_rng(1), 1).items()}
    {'family': 'Tielel', 'given': 'Marqui', 'family_zh': '缇艾艾', 'given_zh': '玛奎'}
    """
    families, families_zh = _pool(rng, FAMILIES, 3)
    given, given_zh = _pool(rng, GIVEN, 2)
    one, two = _common_first(rng, FAMILIES, size), _common_first(rng, GIVEN, size)
    return {
        "family": families[one],
        "given": given[two],
        "family_zh": families_zh[one],
        "given_zh": given_zh[two],
    }


def _pool(rng: np.random.Generator, names: int, syllables: int) -> tuple[np.ndarray, np.ndarray]:
    latin, characters = list(SYLLABLES), list(SYLLABLES.values())
    drawn = rng.choice(len(latin) ** syllables, names, replace=False)
    places = len(latin) ** np.arange(syllables)
    digits = (drawn[:, None] // places % len(latin)).tolist()
    written = ["".join(latin[digit] for digit in row).capitalize() for row in digits]
    written_zh = ["".join(characters[digit] for digit in row) for row in digits]
    return np.array(written, dtype=object), np.array(written_zh, dtype=object)


def _common_first(rng: np.random.Generator, names: int, size: int) -> np.ndarray:
    edges = np.cumsum(1.0 / (LEAD + np.arange(names)))
    return np.asarray(np.searchsorted(edges, rng.random(size) * edges[-1], side="right"))


def misspelt(name: str, where: float, how: float) -> str:
    """Make one slip of the keyboard behind the first letter: leave out, double, or exchange letters.

    Parameters
    ----------
    name : str
        At least three letters.
    where, how : float
        Uniform numbers that choose the place and the slip.

    Returns
    -------
    str
        The name as mistyped; never the same.

    Examples
    --------
    >>> [misspelt("Velmo", 0.0, how) for how in (0.0, 0.5, 0.9)]
    ['Vlmo', 'Veelmo', 'Vlemo']
    """
    at = 1 + int(where * (len(name) - 2))
    head, letter, after, tail = name[:at], name[at], name[at + 1], name[at + 2 :]
    left_out, doubled, exchanged = (
        head + after + tail,
        name[: at + 1] + name[at:],
        head + after + letter + tail,
    )
    slips = (left_out, doubled, exchanged if letter != after else left_out)
    return slips[int(how * len(slips))]


def other_romanisation(name: str) -> str:
    """Write a name as another clerk hears it.

    Parameters
    ----------
    name : str
        In Latin letters.

    Returns
    -------
    str
        Never the same.

    Examples
    --------
    >>> other_romanisation("Juvel"), other_romanisation("Dalbe")
    ('Yoowel', 'Dalbeh')
    """
    written = name.lower().translate(LETTERS).capitalize()
    return written if written != name else f"{name}h"
