"""Sentences that a case computes: shown as text in a notebook, plain everywhere else."""

from collections.abc import Iterable
from dataclasses import dataclass

from cvm_lessons.core import current_language, translate

__all__ = ["Prose", "listed", "sentences"]


@dataclass(frozen=True)
class Prose:
    """A paragraph in Markdown."""

    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return self.text


def listed(words: Iterable[str]) -> str:
    """Return words as a list within a sentence, in the language in force.

    Parameters
    ----------
    words : iterable of str
        One word or more.

    Returns
    -------
    str
        The words with commas, and "and" before the last.

    Examples
    --------
    >>> listed(["price", "service", "image"])
    'price, service and image'
    """
    *most, last = words
    comma = translate(", ")
    return str(translate("{most} and {last}", most=comma.join(most), last=last)) if most else last


def sentences(*parts: str) -> str:
    """Return sentences one after the other, with the space that the language in force puts between them.

    Parameters
    ----------
    *parts : str
        Whole sentences; an empty one is left out.

    Returns
    -------
    str
        The paragraph.

    Examples
    --------
    >>> sentences("It pays.", "", "Fund it.")
    'It pays. Fund it.'
    """
    between = "" if current_language() == "zh" else " "
    return between.join(part for part in parts if part)
