"""Numbers in a text: places in braces are filled with what was drawn, as a reader expects a number."""

import re
from collections.abc import Mapping

from cvm_lessons.core import format_number
from cvm_lessons.core.languages import language
from cvm_lessons.exam.expressions import evaluate, names_in, round_half_up

__all__ = ["fill", "names_in_text", "plain_number"]

# {cost}, {value - cost} or, with decimals, {value / cost:2}
PLACE = re.compile(r"\{([^{}:]+)(?::(\d))?\}")
MOST_DECIMALS = 6


def names_in_text(text: str) -> frozenset[str]:
    """Return the names that stand in the places of a text.

    Parameters
    ----------
    text : str
        Text with places such as ``{price}`` or ``{value / cost:2}``.

    Returns
    -------
    frozenset of str
        The names.

    Examples
    --------
    >>> sorted(names_in_text("{value / cost:2} from {value}"))
    ['cost', 'value']
    """
    return frozenset(name for place in PLACE.finditer(text) for name in names_in(place[1]))


def plain_number(value: float, decimals: int | None = None) -> str:
    """Return a number for a reader: as many decimals as it has, or as many as asked for.

    Parameters
    ----------
    value : float
        Finite number.
    decimals : int, optional
        Decimals shown; by default those that the number needs, six at most.

    Returns
    -------
    str
        The number with thousands marks.

    Examples
    --------
    >>> plain_number(1250), plain_number(0.35), plain_number(2.345, 2)
    ('1,250', '0.35', '2.35')
    """
    if decimals is None:
        written = f"{round_half_up(value, MOST_DECIMALS):.{MOST_DECIMALS}f}".rstrip("0")
        decimals = len(written.partition(".")[2])
    return str(format_number(round_half_up(value, decimals), decimals))


def fill(text: str, values: Mapping[str, float], code: str) -> str:
    """Fill the places of a text with numbers.

    Parameters
    ----------
    text : str
        Text with places.
    values : mapping of str to float
        Number of each name.
    code : {"en", "zh"}
        Language of the text.

    Returns
    -------
    str
        The text a learner reads.

    Raises
    ------
    CourseError
        If a place cannot be computed.

    Examples
    --------
    >>> fill("{value} less {cost} leaves {value - cost}.", {"value": 1250, "cost": 250}, "en")
    '1,250 less 250 leaves 1,000.'
    """

    def number(place: re.Match[str]) -> str:
        return plain_number(evaluate(place[1], values), int(place[2]) if place[2] else None)

    with language(code):
        return PLACE.sub(number, text)
