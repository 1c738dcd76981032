"""Short texts for figures and sentences: amounts, and names broken into lines."""

import math
import textwrap

from cvm_lessons.core.formats import format_number

__all__ = ["in_lines", "short_amount"]

FIRST_CHINESE = "\u2e80"


def short_amount(number: float) -> str:
    """Return an amount without decimals if it is whole, else with one.

    Parameters
    ----------
    number : float
        The amount.

    Returns
    -------
    str
        With thousands marks.

    Examples
    --------
    >>> short_amount(40.0), short_amount(40.25)
    ('40', '40.2')
    """
    whole = round(number, 1) == round(number)
    return str(format_number(number, 0 if whole else 1))


def in_lines(text: str, width: int) -> str:
    """Return the text in lines of `width` letters; Chinese has no spaces and half as many to a line.

    Parameters
    ----------
    text : str
        What is shown.
    width : int
        Letters to a line, at most.

    Returns
    -------
    str
        With line breaks.

    Examples
    --------
    >>> in_lines("quality of visitors", 10).splitlines()
    ['quality of', 'visitors']
    """
    if not any(letter >= FIRST_CHINESE for letter in text):
        return textwrap.fill(text, width, break_long_words=False)
    lines = math.ceil(len(text) / max(width // 2, 1))
    length = math.ceil(len(text) / lines)  # even lines: no last character alone
    return "\n".join(text[start : start + length] for start in range(0, len(text), length))
